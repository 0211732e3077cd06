"""What facts amount to: days and terms, and the fingerprint of every version."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

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
    PARTIES,
    PROPOSER,
    RESPONSIBLE,
    STANDS,
    YES,
    made,
)

from chaincare.agreements import rules
from chaincare.agreements.facts import (
    Agreed,
    AnyFact,
    Confirmed,
    Declined,
    Proposed,
    Recorded,
    Rejected,
    ReportedKept,
    ShiftAgreed,
    ShiftDeclined,
    ShiftProposed,
)
from chaincare.agreements.model import Agreement, Party, StateWord
from chaincare.agreements.refusals import ConfirmationTermOver, StepNotPossible
from chaincare.agreements.seeing import fingerprints, is_overdue, outline_of, word_at
from chaincare.agreements.states import state_shift, take


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
    assert late is (stands in ("agreed", "in progress", "asks for a shift", "is asked for a shift"))


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
    another = msgspec.structs.replace(outline_of(agreement), responsible_id=CARER.id)
    assert not set(fingerprints(another, chain)) & set(whole)
