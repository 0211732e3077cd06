"""Nobody over his head (A1, A8): who agrees at once, who objects and until when, who is asked anew. No database."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from tests.agreements.stands import (
    AT,
    CARER,
    COLLEAGUE,
    DUE,
    HOLDER,
    MOTHER,
    PARTIES,
    PROPOSER,
    RESPONSIBLE,
    SEEN,
    STANDS,
    TEAM,
    YES,
    made,
    needed,
)
from tests.agreements.test_rules import drafted

from chaincare.agreements import consent, preconditions
from chaincare.agreements.consent import Meeting
from chaincare.agreements.facts import Agreed, AssentHow, Begun, PreconditionAgreed, Proposed, Reassigned
from chaincare.agreements.model import Agreement, Party
from chaincare.agreements.phases import Assent
from chaincare.agreements.refusals import (
    DueDatePast,
    ForTheCandidate,
    ForTheInvolved,
    ForTheResponsible,
    NothingToObjectTo,
    ObjectionTermOver,
    ResponsibleAlready,
    ResponsibleUnfit,
    StepNotPossible,
)

MEETING = Meeting(UUID(int=77), {RESPONSIBLE.id: AssentHow.IN_PRESENCE, MOTHER.id: AssentHow.PAPER})


def test_what_is_proposed_lies_ahead() -> None:
    assert consent.propose(drafted(due_on=AT.date()), by=PROPOSER, parties=PARTIES, at=AT)
    with pytest.raises(DueDatePast):
        consent.propose(drafted(due_on=AT.date() - timedelta(days=1)), by=PROPOSER, parties=PARTIES, at=AT)


@pytest.mark.parametrize(
    ("responsible", "by", "assented"),
    [
        (RESPONSIBLE, PROPOSER, Agreed(AssentHow.IN_PRESENCE, PROPOSER.id, MEETING.id)),
        (MOTHER, PROPOSER, Agreed(AssentHow.PAPER, PROPOSER.id, MEETING.id)),
        (PROPOSER, PROPOSER, Agreed(AssentHow.HIMSELF, None, MEETING.id)),
        (CARER, PROPOSER, None),
    ],
)
def test_in_a_meeting_only_those_present_agree(
    responsible: Party, by: Party, assented: Agreed | None
) -> None:
    draft = drafted(responsible_id=responsible.id)
    first, *rest = consent.propose(draft, by=by, parties=PARTIES, at=AT, meeting=MEETING)
    assert (first.by_id, first.fact) == (by.id, Proposed("what", DUE))
    assert [(one.by_id, one.fact) for one in rest] == (
        [] if assented is None else [(responsible.id, assented)]
    )


def test_what_is_needed_is_promised_in_the_meeting_by_those_present() -> None:
    def promised(owner: Party, meeting: Meeting | None) -> list[object]:
        asked = preconditions.ask_for(
            STANDS["proposed"], needed(owner_id=owner.id), UUID(int=5), by=PROPOSER, parties=PARTIES, at=AT
        )
        acts = consent.promised_at_once(asked, by=PROPOSER, meeting=meeting)
        assert {one.by_id for one in acts} <= {owner.id}
        return [one.fact for one in acts]

    recorded = PreconditionAgreed(UUID(int=5), AssentHow.PAPER, PROPOSER.id, MEETING.id)
    assert promised(MOTHER, MEETING) == [recorded]
    assert promised(CARER, MEETING) == []
    assert promised(MOTHER, None) == []
    assert promised(PROPOSER, None) == [PreconditionAgreed(UUID(int=5), AssentHow.HIMSELF)]


@pytest.mark.parametrize(
    ("recorded", "last"),
    [
        ("2026-03-02T09:00:00Z", "2026-03-09T22:59:59.999999Z"),
        ("2026-03-06T22:59:00Z", "2026-03-13T22:59:59.999999Z"),  # 23:59 on Friday in Amsterdam
        ("2026-04-02T09:00:00Z", "2026-04-13T21:59:59.999999Z"),  # Good Friday and Easter Monday do not count
        ("2026-04-24T09:00:00Z", "2026-05-04T21:59:59.999999Z"),  # nor does Koningsdag
    ],
)
def test_five_working_days_to_object(recorded: str, last: str) -> None:
    moment = datetime.fromisoformat(last)
    assent = Assent(AssentHow.IN_PRESENCE, datetime.fromisoformat(recorded), PROPOSER.id, None)
    agreed = msgspec.structs.replace(STANDS["agreed as seen"], assent=assent)
    assert consent.object_to(agreed, "not me", by=RESPONSIBLE, at=moment)
    with pytest.raises(ObjectionTermOver):
        consent.object_to(agreed, "not me", by=RESPONSIBLE, at=moment + timedelta(microseconds=1))


@pytest.mark.parametrize(
    ("agreement", "by", "refusal"),
    [
        (STANDS["agreed as seen"], PROPOSER, ForTheResponsible),
        (STANDS["agreed"], RESPONSIBLE, NothingToObjectTo),
        (STANDS["proposed"], RESPONSIBLE, StepNotPossible),
        (STANDS["objected"], RESPONSIBLE, StepNotPossible),
        (STANDS["reported kept"], RESPONSIBLE, StepNotPossible),
    ],
)
def test_who_cannot_object(agreement: Agreement, by: Party, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        consent.object_to(agreement, "no", by=by, at=AT)


def test_one_can_object_while_the_work_goes_on() -> None:
    assert consent.object_to(made(SEEN, (RESPONSIBLE, Begun())), "not me", by=RESPONSIBLE, at=AT)


def test_who_is_asked_to_take_over_answers_and_nobody_else() -> None:
    awaits = STANDS["awaits the carer"]
    assert consent.assent(awaits, by=CARER, parties=PARTIES) == Agreed(AssentHow.HIMSELF)
    with pytest.raises(ForTheCandidate):
        consent.assent(awaits, by=RESPONSIBLE, parties=PARTIES)
    with pytest.raises(StepNotPossible):
        consent.assent(STANDS["awaits somebody"], by=CARER, parties=PARTIES)


def test_another_is_asked_with_his_word_or_takes_it_over_himself() -> None:
    asked = Reassigned(CARER.id, RESPONSIBLE.id, "busy")
    for by in (PROPOSER, RESPONSIBLE, HOLDER):
        acts = consent.reassign(STANDS["agreed"], CARER.id, "busy", by=by, parties=PARTIES)
        assert [(one.by_id, one.fact) for one in acts] == [(by.id, asked)]
    taken = consent.reassign(STANDS["agreed"], HOLDER.id, "busy", by=HOLDER, parties=PARTIES)
    assert [one.fact for one in taken][1:] == [Agreed(AssentHow.HIMSELF)]
    back = consent.reassign(
        STANDS["awaits somebody"], RESPONSIBLE.id, "back", by=RESPONSIBLE, parties=PARTIES
    )
    assert len(back) == 2


@pytest.mark.parametrize(
    ("stands", "to", "by", "refusal"),
    [
        ("agreed", CARER, COLLEAGUE, ForTheInvolved),
        ("agreed", TEAM, PROPOSER, ResponsibleUnfit),
        ("agreed", RESPONSIBLE, PROPOSER, ResponsibleAlready),
        ("reported kept", CARER, PROPOSER, StepNotPossible),
        ("cancelled", CARER, PROPOSER, StepNotPossible),
    ],
)
def test_who_cannot_be_asked_or_ask(stands: str, to: Party, by: Party, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        consent.reassign(STANDS[stands], to.id, "busy", by=by, parties=PARTIES)


def test_where_nobody_is_left_to_ask_anyone_who_reads_it_may() -> None:
    gone = {
        one.id: msgspec.structs.replace(one, present=False, holds_regie=False) for one in (PROPOSER, HOLDER)
    }
    orphaned = STANDS["agreed"]
    assert consent.reassign(orphaned, CARER.id, "left", by=COLLEAGUE, parties=PARTIES | gone)
    with pytest.raises(ForTheInvolved):
        consent.reassign(orphaned, CARER.id, "left", by=TEAM, parties=PARTIES | gone)
    # A term that outlasts its holder's account lets nobody act (R6).
    stuck = gone | {HOLDER.id: msgspec.structs.replace(HOLDER, present=False)}
    assert consent.reassign(orphaned, CARER.id, "left", by=COLLEAGUE, parties=PARTIES | stuck)
    without_holder = PARTIES | {PROPOSER.id: gone[PROPOSER.id]}
    with pytest.raises(ForTheInvolved):
        consent.reassign(orphaned, CARER.id, "left", by=COLLEAGUE, parties=without_holder)


def test_taking_over_ends_the_old_word_and_what_was_asked_about_the_date() -> None:
    taken = made(YES, (PROPOSER, Reassigned(CARER.id, RESPONSIBLE.id, "busy")), (CARER, Agreed()))
    assert (taken.responsible_id, taken.assent) == (
        CARER.id, Assent(AssentHow.HIMSELF, datetime(2026, 3, 2, 13, tzinfo=UTC), None, None),
    )  # fmt: skip
    assert STANDS["awaits the carer"].assent is None
