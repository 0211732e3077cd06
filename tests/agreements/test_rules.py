"""Who may take which step with an agreement, and when. Tables, without a database."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from tests.agreements.stands import (
    AT,
    CARE,
    CARER,
    CLIENT,
    COLLEAGUE,
    COMMANDS,
    DUE,
    EVERYONE,
    HOLDER,
    LATER,
    MOTHER,
    PARTIES,
    PROPOSER,
    RESPONSIBLE,
    SCHOOL,
    STANDS,
    TEAM,
    made,
    party,
)

from chaincare.agreements import consent, rules
from chaincare.agreements.facts import (
    Agreed,
    AnyFact,
    AssentHow,
    Begun,
    Cancelled,
    Confirmed,
    Declined,
    NotKept,
    Objected,
    PreconditionAgreed,
    PreconditionDeclined,
    PreconditionDropped,
    PreconditionMet,
    PreconditionSet,
    Proposed,
    Reassigned,
    Recorded,
    Rejected,
    ReportedKept,
    ShiftAgreed,
    ShiftDeclined,
    ShiftProposed,
)
from chaincare.agreements.model import AgreementDraft, Party, WaitingOn
from chaincare.agreements.refusals import (
    ConfirmByAnother,
    DueDatePast,
    DueDateUnchanged,
    ForTheInvolved,
    ForTheResponsible,
    NotByWhoAsked,
    NoUnitOfYourOwn,
    ResponsibleUnfit,
    StepNotPossible,
)
from chaincare.agreements.states import take
from chaincare.notes.model import Audience, ReaderUnknown
from chaincare.refusals import Refusal

INVOLVED = {PROPOSER, RESPONSIBLE, HOLDER}
# Every command that is possible in a state, by somebody who may; whatever is not here is refused to everyone.
POSSIBLE: dict[tuple[str, str], tuple[type[Any], set[Party]]] = {
    ("proposed", "assent"): (Agreed, {RESPONSIBLE}),
    ("proposed", "decline"): (Declined, {RESPONSIBLE}),
    ("objected", "assent"): (Agreed, {RESPONSIBLE}),
    ("objected", "decline"): (Declined, {RESPONSIBLE}),
    ("agreed as seen", "object"): (Objected, {RESPONSIBLE}),
    ("awaits the carer", "assent"): (Agreed, {CARER}),
    ("awaits the carer", "decline"): (Declined, {CARER}),
    ("asks for a shift", "assent"): (ShiftAgreed, {PROPOSER, HOLDER}),
    ("asks for a shift", "decline"): (ShiftDeclined, {PROPOSER, HOLDER}),
    ("is asked for a shift", "assent"): (ShiftAgreed, {RESPONSIBLE}),
    ("is asked for a shift", "decline"): (ShiftDeclined, {RESPONSIBLE}),
    ("reported kept", "confirm"): (Confirmed, {CARER, MOTHER, CLIENT}),
    ("reported kept", "reject"): (Rejected, {CARER, MOTHER, CLIENT}),
    ("reported kept", "cancel"): (Cancelled, INVOLVED),
    ("needs something", "promise"): (PreconditionAgreed, {MOTHER}),
    ("needs something", "refuse"): (PreconditionDeclined, {MOTHER}),
    ("was promised it", "fulfil"): (PreconditionMet, {MOTHER, RESPONSIBLE, HOLDER}),
}
_UNFINISHED = ("proposed", "objected", "awaits the carer", "awaits somebody")
_NEEDS = ("needs something", "was promised it", "was refused it", "has it", "can do without it")
_CALM = ("agreed", "agreed as seen", "in progress", *_NEEDS)
_RUNNING = (*_CALM, "asks for a shift", "is asked for a shift")
for _one in (*_UNFINISHED, *_RUNNING):
    POSSIBLE[_one, "cancel"] = (Cancelled, INVOLVED)
    POSSIBLE[_one, "reassign"] = (Reassigned, INVOLVED)
    POSSIBLE[_one, "need"] = (PreconditionSet, INVOLVED)
for _one in _RUNNING:
    POSSIBLE[_one, "report not kept"] = (NotKept, {RESPONSIBLE, HOLDER})
    if _one not in _NEEDS[:3]:
        POSSIBLE[_one, "report kept"] = (ReportedKept, {RESPONSIBLE})
    if _one != "in progress":
        POSSIBLE[_one, "begin"] = (Begun, {RESPONSIBLE})
for _one in _CALM:
    POSSIBLE[_one, "revise"] = (ShiftProposed, INVOLVED)
for _one in _NEEDS[:3]:
    POSSIBLE[_one, "drop"] = (PreconditionDropped, INVOLVED)


def drafted(**changes: Any) -> AgreementDraft:
    """Something to be done by the responsible, for every professional and the client to read."""
    draft = AgreementDraft(
        what="what", needs=None, due_on=DUE, responsible_id=RESPONSIBLE.id,
        audience=(Audience.PROFESSIONALS,), parties=(), client_may_read=True,
    )  # fmt: skip
    return msgspec.structs.replace(draft, **changes)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("stands", STANDS)
def test_every_step_in_every_state_by_everyone(stands: str, command: str) -> None:
    agreement = STANDS[stands]
    kind, who = POSSIBLE.get((stands, command), (None, set()))
    for by in EVERYONE:
        if by not in who:
            with pytest.raises(Refusal):
                COMMANDS[command](agreement, by)
            continue
        fact = COMMANDS[command](agreement, by)
        assert type(fact) is kind
        assert take(agreement, Recorded(agreement.version + 1, AT, by.id, fact))


@pytest.mark.parametrize(
    ("stands", "command", "by", "refusal"),
    [
        ("proposed", "assent", PROPOSER, ForTheResponsible),
        ("proposed", "report kept", RESPONSIBLE, StepNotPossible),
        ("proposed", "revise", RESPONSIBLE, StepNotPossible),
        ("agreed", "assent", RESPONSIBLE, StepNotPossible),
        ("agreed", "report not kept", COLLEAGUE, ForTheResponsible),
        ("asks for a shift", "assent", RESPONSIBLE, NotByWhoAsked),
        ("asks for a shift", "assent", COLLEAGUE, NotByWhoAsked),
        ("is asked for a shift", "assent", PROPOSER, ForTheResponsible),
        ("asks for a shift", "revise", PROPOSER, StepNotPossible),
        ("reported kept", "confirm", RESPONSIBLE, ConfirmByAnother),
        ("reported kept", "confirm", COLLEAGUE, ConfirmByAnother),
        ("reported kept", "reject", TEAM, ConfirmByAnother),
        ("kept", "confirm", MOTHER, StepNotPossible),
        ("agreed", "cancel", CARER, ForTheInvolved),
        ("agreed", "revise", CARER, ForTheInvolved),
    ],
)
def test_a_refusal_says_what_is_wrong(stands: str, command: str, by: Party, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        COMMANDS[command](STANDS[stands], by)


def test_what_the_mother_reports_is_confirmed_by_another_than_herself() -> None:
    reported = made((MOTHER, Agreed()), (MOTHER, ReportedKept()), responsible=MOTHER)
    assert rules.confirm(reported, by=CLIENT, parties=PARTIES) == Confirmed()
    assert rules.confirm(reported, by=COLLEAGUE, parties=PARTIES) == Confirmed()
    with pytest.raises(ConfirmByAnother):
        rules.confirm(reported, by=MOTHER, parties=PARTIES)


def test_another_date_for_ones_own_agreement_still_needs_somebody_else() -> None:
    own = made((PROPOSER, Agreed()), (PROPOSER, ShiftProposed(LATER, "ill")), responsible=PROPOSER)
    assert own.waiting_on is WaitingOn.CONFIRMER
    assert consent.assent(own, by=MOTHER, parties=PARTIES) == ShiftAgreed()
    with pytest.raises(NotByWhoAsked):
        consent.assent(own, by=PROPOSER, parties=PARTIES)


def test_where_the_proposer_has_left_another_answers() -> None:
    gone = PARTIES | {PROPOSER.id: msgspec.structs.replace(PROPOSER, present=False)}
    assert consent.assent(STANDS["asks for a shift"], by=MOTHER, parties=gone) == ShiftAgreed()


@pytest.mark.parametrize(
    ("responsible", "fits"),
    [
        (RESPONSIBLE, True),
        (MOTHER, True),
        (CLIENT, True),
        (PROPOSER, True),
        (TEAM, False),
        (party(20, "caseworker", CARE, scope="that"), False),
        (party(21, "caseworker", CARE, present=False), False),
    ],
)
def test_who_can_be_responsible(responsible: Party, *, fits: bool) -> None:
    def propose() -> list[AnyFact]:
        parties = PARTIES | {responsible.id: responsible}
        draft = drafted(responsible_id=responsible.id)
        return [one.fact for one in consent.propose(draft, by=PROPOSER, parties=parties, at=AT)]

    if fits:
        assert propose() == [
            Proposed("what", DUE),
            *([Agreed(AssentHow.HIMSELF)] if responsible is PROPOSER else []),
        ]
    else:
        with pytest.raises(ResponsibleUnfit):
            propose()


@pytest.mark.parametrize(
    ("audience", "named", "client", "readers"),
    [
        ([Audience.PROFESSIONALS], [], True, {"professionals", "client"}),
        ([], [], False, set()),
        ([Audience.OWN_UNIT, Audience.REGIE_HOLDER], [], False, {f"unit:{SCHOOL}", "regie"}),
        ([], [MOTHER.id], False, {f"party:{MOTHER.id}"}),
    ],
)
def test_responsible_and_proposer_are_always_among_the_readers(
    audience: list[Audience], named: list[UUID], readers: set[str], *, client: bool
) -> None:
    draft = drafted(audience=tuple(audience), parties=tuple(named), client_may_read=client)
    found = consent.readers_for(draft, unit_id=SCHOOL, by=PROPOSER, parties=PARTIES)
    assert set(found) == readers | {f"party:{PROPOSER.id}", f"party:{RESPONSIBLE.id}"}


def test_an_audience_is_made_of_who_is_there() -> None:
    def readers(audience: list[Audience], named: list[UUID]) -> None:
        draft = drafted(responsible_id=MOTHER.id, audience=tuple(audience), parties=tuple(named))
        consent.readers_for(draft, unit_id=None, by=MOTHER, parties=PARTIES)

    readers([Audience.PROFESSIONALS], [CARER.id])
    with pytest.raises(ReaderUnknown):
        readers([], [UUID(int=404)])
    with pytest.raises(NoUnitOfYourOwn):
        readers([Audience.OWN_UNIT], [])


def test_a_new_date_is_another_one_and_not_past() -> None:
    agreed = STANDS["agreed"]
    with pytest.raises(DueDateUnchanged):
        rules.revise(agreed, DUE, "same", by=RESPONSIBLE, parties=PARTIES, at=AT)
    with pytest.raises(DueDatePast):
        rules.revise(agreed, AT.date() - timedelta(days=1), "earlier", by=RESPONSIBLE, parties=PARTIES, at=AT)
    assert rules.revise(agreed, AT.date(), "today", by=RESPONSIBLE, parties=PARTIES, at=AT) == ShiftProposed(
        AT.date(), "today"
    )
