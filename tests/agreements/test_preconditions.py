"""What is needed so that an agreement is carried out (A2): tables, without a database."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from tests.agreements.stands import (
    AT,
    CARER,
    COMMANDS,
    DONE,
    DUE,
    MOTHER,
    NEED_ID,
    NEEDED,
    PARTIES,
    PROMISED,
    PROPOSER,
    RESPONSIBLE,
    STANDS,
    TEAM,
    YES,
    made,
    needed,
    party,
)

from chaincare.agreements import preconditions, rules
from chaincare.agreements.facts import (
    AssentHow,
    Cancelled,
    PreconditionAgreed,
    PreconditionDeclined,
    PreconditionSet,
    Rejected,
)
from chaincare.agreements.model import Agreement, Precondition, PreconditionWaitingOn
from chaincare.agreements.refusals import (
    DueDatePast,
    ForTheInvolved,
    ForTheOwner,
    ForWhoCanTell,
    ObjectionTermOver,
    OwnerUnfit,
    PreconditionsFull,
    PreconditionStepNotPossible,
    PreconditionStillOpen,
    PreconditionUnknown,
    StepNotPossible,
)
from chaincare.agreements.seeing import is_precondition_overdue, precondition_seen
from chaincare.refusals import Refusal

SEEN_PROMISE = (MOTHER, PreconditionAgreed(NEED_ID, AssentHow.IN_PRESENCE, PROPOSER.id, UUID(int=77)))


def need(agreement: Agreement) -> Precondition:
    return preconditions.find(agreement, NEED_ID)


@pytest.mark.parametrize(
    ("stands", "blocked"),
    [
        ("needs something", True),
        ("was promised it", True),
        ("was refused it", True),
        ("has it", False),
        ("can do without it", False),
    ],
)
def test_what_blocks_is_met_or_dropped_before_it_is_reported_kept(stands: str, *, blocked: bool) -> None:
    if not blocked:
        assert rules.report_kept(STANDS[stands], None, by=RESPONSIBLE)
        return
    with pytest.raises(PreconditionStillOpen):
        rules.report_kept(STANDS[stands], None, by=RESPONSIBLE)


def test_what_does_not_block_may_stay_open() -> None:
    asked = (PROPOSER, PreconditionSet(NEED_ID, "A lock.", MOTHER.id, DUE, blocking=False))
    assert rules.report_kept(made(YES, asked), None, by=RESPONSIBLE)
    reported = made(YES, asked, PROMISED, DONE)
    assert need(reported).waiting_on is PreconditionWaitingOn.NOBODY
    again = made(YES, asked, PROMISED, DONE, (CARER, Rejected("no")))
    assert (need(again).waiting_on, need(again).waiting_since) == (
        PreconditionWaitingOn.OWNER, again.waiting_since,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("stands", "ball", "hour"),
    [
        ("needs something", PreconditionWaitingOn.OWNER, 3),
        ("was promised it", PreconditionWaitingOn.OWNER, 3),
        ("was refused it", PreconditionWaitingOn.RESPONSIBLE, 4),
        ("has it", PreconditionWaitingOn.NOBODY, 5),
        ("can do without it", PreconditionWaitingOn.NOBODY, 4),
    ],
)
def test_with_whom_the_ball_is_and_since_when(stands: str, ball: PreconditionWaitingOn, hour: int) -> None:
    one = need(STANDS[stands])
    assert (one.waiting_on, one.waiting_since) == (ball, AT + timedelta(hours=hour))
    gone = msgspec.structs.replace(MOTHER, present=False, ended_at=AT + timedelta(days=1))
    seen = precondition_seen(one, PARTIES | {MOTHER.id: gone})
    if ball is PreconditionWaitingOn.OWNER:
        assert (seen.waiting_on, seen.waiting_since) == (PreconditionWaitingOn.RESPONSIBLE, gone.ended_at)
        unknown = msgspec.structs.replace(gone, ended_at=None)
        assert precondition_seen(one, PARTIES | {MOTHER.id: unknown}).waiting_since == one.waiting_since
    else:
        assert seen == one
    assert precondition_seen(one, PARTIES) == one


def test_nothing_is_needed_any_more_for_what_is_over() -> None:
    over = made(YES, NEEDED, (PROPOSER, Cancelled("moot")))
    assert need(over).waiting_on is PreconditionWaitingOn.NOBODY
    for command, by in (("promise", MOTHER), ("refuse", MOTHER), ("fulfil", MOTHER), ("drop", PROPOSER)):
        with pytest.raises(PreconditionStepNotPossible):
            COMMANDS[command](over, by)
    with pytest.raises(StepNotPossible):
        preconditions.ask_for(over, needed(), UUID(int=9), by=PROPOSER, parties=PARTIES, at=AT)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, None),
        ({"owner_id": MOTHER.id}, None),
        ({"due_on": AT.date()}, None),
        ({"owner_id": TEAM.id}, OwnerUnfit),
        ({"owner_id": UUID(int=404)}, OwnerUnfit),
        ({"due_on": AT.date() - timedelta(days=1)}, DueDatePast),
    ],
)
def test_what_can_be_asked_of_whom(changes: dict[str, object], refusal: type[Refusal] | None) -> None:
    def ask() -> PreconditionSet:
        draft = needed(**changes)
        return preconditions.ask_for(
            STANDS["agreed"], draft, UUID(int=9), by=PROPOSER, parties=PARTIES, at=AT
        )

    if refusal is None:
        assert ask().blocking is False
    else:
        with pytest.raises(refusal):
            ask()


def test_only_the_involved_ask_and_twenty_are_enough() -> None:
    with pytest.raises(ForTheInvolved):
        preconditions.ask_for(STANDS["agreed"], needed(), UUID(int=9), by=CARER, parties=PARTIES, at=AT)
    many = made(
        YES,
        *((PROPOSER, PreconditionSet(UUID(int=n), "x", CARER.id, DUE, blocking=True)) for n in range(20)),
    )
    with pytest.raises(PreconditionsFull):
        preconditions.ask_for(many, needed(), UUID(int=99), by=PROPOSER, parties=PARTIES, at=AT)
    with pytest.raises(PreconditionUnknown):
        preconditions.find(many, UUID(int=99))


def test_the_owner_answers_and_others_say_what_is_theirs_to_say() -> None:
    asked, promised = STANDS["needs something"], STANDS["was promised it"]
    with pytest.raises(ForTheOwner):
        preconditions.promise(asked, need(asked), by=RESPONSIBLE)
    with pytest.raises(ForTheOwner):
        preconditions.refuse(asked, need(asked), "no", by=RESPONSIBLE, at=AT)
    with pytest.raises(ForWhoCanTell):
        preconditions.fulfil(promised, need(promised), None, by=PROPOSER)
    with pytest.raises(PreconditionStepNotPossible):
        preconditions.fulfil(asked, need(asked), None, by=MOTHER)
    with pytest.raises(ForTheInvolved):
        preconditions.drop(asked, need(asked), "no", by=CARER)


def test_what_a_meeting_recorded_of_an_owner_is_known_by_that_meeting() -> None:
    where, recorded = UUID(int=77), made(YES, NEEDED, SEEN_PROMISE)
    assert preconditions.promised_in(recorded, where, by=MOTHER) == [need(recorded)]
    assert preconditions.promised_in(recorded, UUID(int=78), by=MOTHER) == []
    assert preconditions.promised_in(recorded, where, by=RESPONSIBLE) == []
    for own in (made(YES, NEEDED), made(YES, NEEDED, PROMISED)):
        assert preconditions.promised_in(own, where, by=MOTHER) == []
    himself = (MOTHER, PreconditionAgreed(NEED_ID, AssentHow.HIMSELF, None, where))
    assert preconditions.promised_in(made(YES, NEEDED, himself), where, by=MOTHER) == []


def test_what_another_recorded_can_be_taken_back_for_five_working_days() -> None:
    recorded = made(YES, NEEDED, SEEN_PROMISE)
    last = datetime(2026, 3, 9, 22, 59, 59, tzinfo=UTC)
    fact = preconditions.refuse(recorded, need(recorded), "not me", by=MOTHER, at=last)
    assert fact == PreconditionDeclined(NEED_ID, "not me")
    back = made(YES, NEEDED, SEEN_PROMISE, (MOTHER, PreconditionDeclined(NEED_ID, "not me")))
    assert need(back).waiting_on is PreconditionWaitingOn.RESPONSIBLE
    with pytest.raises(ObjectionTermOver):
        preconditions.refuse(recorded, need(recorded), "not me", by=MOTHER, at=last + timedelta(seconds=1))
    own = STANDS["was promised it"]
    with pytest.raises(PreconditionStepNotPossible):
        preconditions.refuse(own, need(own), "not me", by=MOTHER, at=AT)


@pytest.mark.parametrize(
    ("stands", "now", "overdue"),
    [
        ("was promised it", "2026-03-16T22:59:59Z", False),  # due today, 23:59 in Amsterdam
        ("was promised it", "2026-03-16T23:00:00Z", True),
        ("needs something", "2026-03-17T09:00:00Z", False),
        ("was refused it", "2026-03-17T09:00:00Z", False),
        ("has it", "2026-03-17T09:00:00Z", False),
    ],
)
def test_it_has_a_day_of_its_own(stands: str, now: str, *, overdue: bool) -> None:
    assert is_precondition_overdue(need(STANDS[stands]), datetime.fromisoformat(now)) is overdue


def test_what_is_over_is_not_late() -> None:
    over = made(YES, NEEDED, PROMISED, (PROPOSER, Cancelled("moot")))
    assert not is_precondition_overdue(need(over), AT + timedelta(days=60))


def test_its_owner_reads_the_agreement_from_then_on() -> None:
    assert f"party:{MOTHER.id}" not in STANDS["agreed"].readers
    assert f"party:{MOTHER.id}" in STANDS["needs something"].readers


def test_a_deactivated_owner_is_unfit() -> None:
    gone = party(30, "specialist", None, present=False)
    with pytest.raises(OwnerUnfit):
        preconditions.ask_for(
            STANDS["agreed"], needed(owner_id=gone.id, due_on=date(2026, 3, 3)), UUID(int=9),
            by=PROPOSER, parties=PARTIES | {gone.id: gone}, at=AT,
        )  # fmt: skip
