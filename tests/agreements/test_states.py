"""What facts amount to: days and terms, and the fingerprint of every version."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import msgspec
import pytest
from tests.agreements.stands import (
    ASKED,
    ASKS,
    AT,
    CARER,
    DONE,
    DUE,
    HOLDER,
    LATER,
    MOTHER,
    NEED_ID,
    NEEDED,
    PARTIES,
    PROMISED,
    PROPOSER,
    RESPONSIBLE,
    SEEN,
    STANDS,
    TAKES_OVER,
    YES,
    made,
)

from chaincare.agreements import rules
from chaincare.agreements.facts import (
    Agreed,
    AnyFact,
    AssentHow,
    Cancelled,
    Confirmed,
    Declined,
    Evidence,
    EvidenceKind,
    NotKeptReason,
    Objected,
    PreconditionAgreed,
    PreconditionDeclined,
    PreconditionMet,
    Proposed,
    Reassigned,
    Recorded,
    Rejected,
    ReportedKept,
    ShiftAgreed,
    ShiftDeclined,
    ShiftProposed,
)
from chaincare.agreements.model import Agreement, Party, StateWord, WaitingOn
from chaincare.agreements.refusals import ConfirmationTermOver, LateIsNotCancelled, StepNotPossible
from chaincare.agreements.seeing import fingerprints, is_overdue, outline_of, outline_seen_at, word_at
from chaincare.agreements.states import begin, fold, state_shift, take


@pytest.mark.parametrize(
    ("due_on", "now", "overdue"),
    [
        (date(2026, 3, 16), "2026-03-16T22:59:00Z", False),  # 23:59 in Amsterdam, still the same day
        (date(2026, 3, 16), "2026-03-16T23:00:00Z", True),
        (date(2026, 3, 29), "2026-03-29T21:59:59Z", False),  # the clock went forward that night
        (date(2026, 3, 29), "2026-03-29T22:00:00Z", True),
        (date(2026, 3, 28), "2026-03-28T23:00:00Z", True),
        (date(2026, 10, 25), "2026-10-25T22:59:59Z", False),  # and back: that day had 25 hours
        (date(2026, 10, 25), "2026-10-25T23:00:00Z", True),
        (date(2026, 10, 24), "2026-10-24T21:59:59Z", False),
        (date(2026, 10, 24), "2026-10-24T22:00:00Z", True),
        (date(2026, 7, 1), "2026-07-01T23:30:00Z", True),  # in summer that is tomorrow already
        (date(2026, 7, 2), "2026-07-01T23:30:00Z", False),
        (date(2026, 1, 1), "2026-01-01T23:30:00+14:00", False),
    ],
)
def test_due_today_is_not_overdue(due_on: date, now: str, *, overdue: bool) -> None:
    agreement = msgspec.structs.replace(STANDS["agreed"], due_on=due_on)
    assert is_overdue(outline_of(agreement), datetime.fromisoformat(now)) is overdue


@pytest.mark.parametrize(("stands", "agreement"), STANDS.items())
def test_only_what_is_to_be_done_can_be_overdue(stands: str, agreement: Agreement) -> None:
    late = is_overdue(outline_of(agreement), AT + timedelta(days=60))
    over = {"reported kept", "kept", "declined", "not kept", "cancelled"}
    assert late is (stands not in {*over, "proposed", "objected", "awaits the carer", "awaits somebody"})


def test_the_old_date_counts_while_another_is_asked_for() -> None:
    asks, shifted = STANDS["asks for a shift"], made(YES, ASKS, (PROPOSER, ShiftAgreed()))
    assert (asks.due_on, asks.shifts, shifted.due_on, shifted.shifts) == (DUE, 0, LATER, 1)
    between = datetime(2026, 3, 17, 9, tzinfo=UTC)
    assert [is_overdue(outline_of(one), between) for one in (asks, shifted)] == [True, False]
    assert shifted.original_due_on == DUE
    declined = made(YES, ASKS, (HOLDER, ShiftDeclined("no")))
    assert (declined.due_on, declined.shifts, state_shift(declined.state)) == (DUE, 0, None)


@pytest.mark.parametrize(
    ("reported", "now", "word"),
    [
        ("2026-03-02T09:00:00Z", "2026-03-16T22:59:59Z", StateWord.REPORTED_KEPT),  # the tenth working day
        ("2026-03-02T09:00:00Z", "2026-03-16T23:00:00Z", StateWord.KEPT_UNCONFIRMED),
        (
            "2026-04-20T09:00:00Z",
            "2026-05-05T21:59:59Z",
            StateWord.REPORTED_KEPT,
        ),  # Koningsdag does not count
        ("2026-04-20T09:00:00Z", "2026-05-06T22:00:00Z", StateWord.KEPT_UNCONFIRMED),
        # Nor do Good Friday and Easter Monday.
        ("2026-03-30T09:00:00Z", "2026-04-15T21:59:59Z", StateWord.REPORTED_KEPT),
        ("2026-03-30T09:00:00Z", "2026-04-15T22:00:00Z", StateWord.KEPT_UNCONFIRMED),
    ],
)
def test_ten_working_days_without_an_answer(reported: str, now: str, word: StateWord) -> None:
    one = Recorded(3, datetime.fromisoformat(reported), RESPONSIBLE.id, ReportedKept())
    agreement, moment = take(made(YES), one), datetime.fromisoformat(now)
    assert word_at(agreement, moment, PARTIES) is word
    if word is StateWord.KEPT_UNCONFIRMED:
        assert rules.confirm(agreement, by=MOTHER, parties=PARTIES) == Confirmed()
        with pytest.raises(ConfirmationTermOver):
            rules.reject(agreement, "no", by=MOTHER, parties=PARTIES, at=moment)
        with pytest.raises(StepNotPossible):
            rules.cancel(agreement, "moot", by=RESPONSIBLE, parties=PARTIES, at=moment)


def test_who_is_late_says_that_it_was_not_kept_and_does_not_cancel_it() -> None:
    on_the_day, after = AT + timedelta(days=14), AT + timedelta(days=15)
    late = STANDS["in progress"]
    assert rules.cancel(late, "moot", by=RESPONSIBLE, parties=PARTIES, at=on_the_day) == Cancelled("moot")
    with pytest.raises(LateIsNotCancelled):
        rules.cancel(late, "moot", by=RESPONSIBLE, parties=PARTIES, at=after)
    assert rules.cancel(late, "moot", by=PROPOSER, parties=PARTIES, at=after) == Cancelled("moot")
    assert rules.report_not_kept(late, NotKeptReason.TIME, None, by=RESPONSIBLE)
    hers = made((MOTHER, Agreed(AssentHow.HIMSELF)), responsible=MOTHER)
    assert rules.cancel(hers, "moot", by=MOTHER, parties=PARTIES, at=after) == Cancelled("moot")


@pytest.mark.parametrize(
    ("history", "one"),
    [
        ((), (PROPOSER, Agreed())),
        ((), (MOTHER, Declined("no"))),
        ((YES, ASKS), (RESPONSIBLE, ShiftAgreed())),
        ((YES, ASKED), (PROPOSER, ShiftAgreed())),
        ((YES, ASKED), (MOTHER, ShiftDeclined("no"))),
        ((YES, DONE), (RESPONSIBLE, Confirmed())),
        ((YES, DONE), (RESPONSIBLE, Rejected("no"))),
        ((YES,), (RESPONSIBLE, Objected("not me"))),
        ((SEEN,), (PROPOSER, Objected("not him"))),
        ((), (RESPONSIBLE, Agreed(AssentHow.IN_PRESENCE))),
        ((), (RESPONSIBLE, Agreed(AssentHow.HIMSELF, PROPOSER.id))),
        ((), (RESPONSIBLE, Agreed(AssentHow.ORAL, RESPONSIBLE.id))),
        ((YES, TAKES_OVER), (RESPONSIBLE, Agreed())),
        ((YES, TAKES_OVER), (CARER, Agreed(AssentHow.PAPER))),
        ((YES, TAKES_OVER), (RESPONSIBLE, Declined("no"))),
        ((YES, TAKES_OVER), DONE),
        ((YES,), (PROPOSER, Reassigned(CARER.id, PROPOSER.id, "wrong"))),
        ((YES, NEEDED), DONE),
        ((YES, NEEDED, PROMISED), DONE),
        ((YES, NEEDED), NEEDED),
        ((YES,), PROMISED),
        ((YES, DONE), NEEDED),
        ((YES, NEEDED), (RESPONSIBLE, PreconditionAgreed(NEED_ID, AssentHow.HIMSELF))),
        ((YES, NEEDED), (MOTHER, PreconditionAgreed(NEED_ID, AssentHow.PAPER))),
        ((YES, NEEDED), (PROPOSER, PreconditionDeclined(NEED_ID, "no"))),
        ((YES, NEEDED), (MOTHER, PreconditionMet(NEED_ID))),
        ((YES, NEEDED, PROMISED), (MOTHER, PreconditionDeclined(NEED_ID, "no"))),
        ((YES,), (PROPOSER, ReportedKept())),
        ((YES,), YES),
        ((), DONE),
    ],
)
def test_a_history_holds_no_fact_that_cannot_follow(
    history: tuple[Any, ...], one: tuple[Party, AnyFact]
) -> None:
    assert made(*history)
    with pytest.raises(StepNotPossible):
        made(*history, one)


def test_a_history_begins_with_a_proposal_by_who_proposed_it() -> None:
    for by, fact in ((PROPOSER, Agreed()), (RESPONSIBLE, Proposed("Brings her to school.", DUE))):
        with pytest.raises(StepNotPossible):
            begin(UUID(int=1), RESPONSIBLE.id, PROPOSER.id, (), Recorded(1, AT, by.id, fact))


def test_each_fact_has_its_own_place() -> None:
    for seq in (1, 3):
        with pytest.raises(StepNotPossible):
            take(made(), Recorded(seq, AT, RESPONSIBLE.id, Agreed()))


def test_the_ball_stays_until_somebody_else_has_it() -> None:
    since = [AT + timedelta(hours=hours) for hours in range(6)]
    assert STANDS["proposed"].waiting_since == since[0]
    assert STANDS["in progress"].waiting_since == since[0]
    assert STANDS["asks for a shift"].waiting_since == since[3]
    own = made(
        (PROPOSER, Agreed()), (PROPOSER, ShiftProposed(LATER, "ill")), (PROPOSER, ReportedKept()),
        responsible=PROPOSER,
    )  # fmt: skip
    # He was waited for by nobody else in between, and still the report has a term of its own.
    assert own.waiting_since == since[4]


def test_evidence_goes_with_the_report_it_was_given_with() -> None:
    shows = (Evidence(EvidenceKind.REFERENCE, "register, week 47"),)
    report = ReportedKept(None, shows)
    assert made(YES, (RESPONSIBLE, report)).evidence == shows
    assert made(YES, (RESPONSIBLE, report), (CARER, Confirmed())).evidence == shows
    rejected = made(YES, (RESPONSIBLE, report), (CARER, Rejected("twice only")))
    assert rejected.evidence == ()
    again = made(YES, (RESPONSIBLE, report), (CARER, Rejected("no")), (RESPONSIBLE, ReportedKept()))
    assert again.evidence == ()


def test_a_fingerprint_covers_everything_before_it() -> None:
    agreement = made(YES, DONE)
    chain = [
        Recorded(1, AT, PROPOSER.id, Proposed("Brings her to school.", DUE)),
        Recorded(2, AT, RESPONSIBLE.id, Agreed()),
        Recorded(3, AT, RESPONSIBLE.id, ReportedKept("every day")),
    ]
    whole = fingerprints(outline_of(agreement), chain)
    assert len(set(whole)) == 3
    for changed in (
        msgspec.structs.replace(chain[0], fact=Proposed("Brings her to school!", DUE)),
        msgspec.structs.replace(chain[0], by_id=HOLDER.id),
        msgspec.structs.replace(chain[0], at=AT + timedelta(microseconds=1)),
    ):
        other = fingerprints(outline_of(agreement), [changed, *chain[1:]])
        assert not set(other) & set(whole)
    assert whole[:1] == fingerprints(outline_of(made()), chain[:1])
    another = msgspec.structs.replace(outline_of(agreement), responsible_id=CARER.id)
    assert not set(fingerprints(another, chain)) & set(whole)


def test_who_carried_it_out_at_first_stays_in_the_fingerprint() -> None:
    """A7: what was fingerprinted once is not changed by another taking it over."""
    facts: list[tuple[Party, AnyFact]] = [YES, TAKES_OVER, (CARER, Agreed(AssentHow.HIMSELF))]
    chain = [
        Recorded(1, AT, PROPOSER.id, Proposed("Brings her to school.", DUE)),
        *(Recorded(n, AT + timedelta(hours=n), by.id, fact) for n, (by, fact) in enumerate(facts, 2)),
    ]
    versions = [fold(outline_of(made(*facts[:n])), chain[: n + 1]) for n in range(4)]
    assert [one.responsible_id for one in versions] == [RESPONSIBLE.id] * 3 + [CARER.id]
    prints = [fingerprints(outline_of(one), chain[: one.version]) for one in versions]
    for shorter, longer in pairwise(prints):
        assert longer[: len(shorter)] == shorter
    assert f"party:{CARER.id}" in versions[2].readers


LEFT_AT = AT + timedelta(days=3)


@pytest.mark.parametrize(
    ("stands", "gone", "waits"),
    [
        ("proposed", RESPONSIBLE, True),
        ("agreed", RESPONSIBLE, True),
        ("is asked for a shift", RESPONSIBLE, True),
        ("in progress", RESPONSIBLE, True),
        ("in progress", PROPOSER, False),
        ("reported kept", RESPONSIBLE, False),
        ("kept", RESPONSIBLE, False),
        ("cancelled", RESPONSIBLE, False),
        ("awaits the carer", CARER, True),
        ("awaits the carer", RESPONSIBLE, False),
    ],
)
def test_what_was_for_somebody_who_left_awaits_another(stands: str, gone: Party, *, waits: bool) -> None:
    for ended_at in (LEFT_AT, None):
        parties = PARTIES | {gone.id: msgspec.structs.replace(gone, present=False, ended_at=ended_at)}
        stored = outline_of(STANDS[stands])
        seen = outline_seen_at(stored, LEFT_AT, parties)
        assert outline_seen_at(stored, LEFT_AT, PARTIES) == stored
        if not waits:
            assert seen == stored
            continue
        assert (seen.state, seen.waiting_on) == (StateWord.AWAITING_NEW_RESPONSIBLE, WaitingOn.REGIE_HOLDER)
        # Where it is not known since when he cannot act, the ball lies where it lay.
        assert seen.waiting_since == (ended_at or stored.waiting_since)
        assert (seen.candidate_id, seen.responsible_id) == (None, RESPONSIBLE.id)


def test_whoever_is_left_names_another_responsible() -> None:
    gone = {one.id: msgspec.structs.replace(one, present=False) for one in (RESPONSIBLE, HOLDER, PROPOSER)}
    left = {one: PARTIES | {key: gone[key] for key in gone if key != one} for one in (HOLDER.id, PROPOSER.id)}
    for stands in ("agreed", "awaits somebody"):
        stored = outline_of(STANDS[stands])
        assert outline_seen_at(stored, AT, left[HOLDER.id]).waiting_on is WaitingOn.REGIE_HOLDER
        assert outline_seen_at(stored, AT, left[PROPOSER.id]).waiting_on is WaitingOn.REGIE_HOLDER
        assert outline_seen_at(stored, AT, PARTIES | gone).waiting_on is WaitingOn.ANYONE


def test_a_report_is_not_undone_by_leaving_and_a_rejected_one_awaits_another() -> None:
    parties = PARTIES | {RESPONSIBLE.id: msgspec.structs.replace(RESPONSIBLE, present=False)}
    rejected = made(YES, DONE, (CARER, Rejected("no")))
    assert word_at(STANDS["reported kept"], AT, parties) is StateWord.REPORTED_KEPT
    assert word_at(rejected, AT, parties) is StateWord.AWAITING_NEW_RESPONSIBLE
    with pytest.raises(StepNotPossible):
        rules.revise(rejected, date(2026, 3, 30), "ill", by=PROPOSER, parties=parties, at=AT)
    assert rules.cancel(rejected, "moot", by=PROPOSER, parties=parties, at=AT) == Cancelled("moot")
