"""What is needed so that an agreement is carried out (A2): who may say what of it, and what that amounts to. Pure.

Preconditions are facts of their agreement's own history, so that its fingerprints cover them too (A7).
"""

from datetime import datetime
from typing import assert_never
from uuid import UUID

import msgspec

from chaincare.agreements.facts import (
    AboutPrecondition,
    AnyFact,
    AssentHow,
    PreconditionAgreed,
    PreconditionDeclined,
    PreconditionDropped,
    PreconditionMet,
    PreconditionSet,
    Recorded,
)
from chaincare.agreements.model import (
    PRECONDITIONS_MAX,
    Agreement,
    Parties,
    Party,
    Precondition,
    PreconditionDraft,
    PreconditionWaitingOn,
)
from chaincare.agreements.phases import (
    AgreedState,
    AnyPreconditionState,
    Asked,
    Assent,
    AwaitingState,
    Dropped,
    InProgressState,
    Met,
    Promised,
    ProposedState,
    Refused,
    is_returned,
)
from chaincare.agreements.refusals import (
    DueDatePast,
    ForTheInvolved,
    ForTheOwner,
    ForWhoCanTell,
    ObjectionTermOver,
    OwnerUnfit,
    PreconditionsFull,
    PreconditionStepNotPossible,
    PreconditionUnknown,
    StepNotPossible,
)
from chaincare.refusals import FieldError
from chaincare.workdays import day_in_amsterdam, term_ends

OBJECTION_DAYS = 5
"""Working days in which somebody can object to an assent that another recorded of him (A8)."""


def objection_ends_at(assent: Assent) -> datetime | None:
    """Give until when somebody can object to what was recorded of him; None when he agreed himself."""
    return None if assent.recorded_by_id is None else term_ends(assent.at, OBJECTION_DAYS)


def is_unfinished(agreement: Agreement) -> bool:
    """Say whether it is still to be carried out: what is needed for it can change until then."""
    return isinstance(agreement.state, ProposedState | AgreedState | InProgressState | AwaitingState)


def is_open(one: Precondition) -> bool:
    """Say whether it is still needed, whether somebody sees to it or not."""
    return isinstance(one.state, Asked | Promised | Refused)


def blocks(agreement: Agreement) -> bool:
    """Say whether something is still needed before it can be reported kept (A2)."""
    return any(one.blocking and is_open(one) for one in agreement.preconditions)


def ask_for(
    agreement: Agreement,
    draft: PreconditionDraft,
    precondition_id: UUID,
    *,
    by: Party,
    parties: Parties,
    at: datetime,
    place: str = "",
) -> PreconditionSet:
    """Say what is needed, and who is asked to see to it; ``place`` is where in the body that is said.

    Raises ForTheInvolved, OwnerUnfit, DueDatePast, StepNotPossible, PreconditionsFull.
    """
    if not by.is_involved_in(agreement):
        raise ForTheInvolved
    owner = parties.get(draft.owner_id)
    if owner is None or not owner.can_answer:
        raise OwnerUnfit(errors=[FieldError(f"{place}/owner", "Name the participation of one person.")])
    if draft.due_on < day_in_amsterdam(at):
        raise DueDatePast(errors=[FieldError(f"{place}/dueDate", "Choose today or later.")])
    if not is_unfinished(agreement):
        raise StepNotPossible
    if len(agreement.preconditions) >= PRECONDITIONS_MAX:
        raise PreconditionsFull
    return PreconditionSet(precondition_id, draft.what, draft.owner_id, draft.due_on, draft.blocking)


def find(agreement: Agreement, precondition_id: UUID) -> Precondition:
    """Give one of its preconditions. Raises PreconditionUnknown."""
    for one in agreement.preconditions:
        if one.id == precondition_id:
            return one
    raise PreconditionUnknown


def promise(agreement: Agreement, one: Precondition, *, by: Party) -> AnyFact:
    """Agree to see to it. Raises ForTheOwner, PreconditionStepNotPossible."""
    if by.id != one.owner_id:
        raise ForTheOwner
    if not is_unfinished(agreement) or not isinstance(one.state, Asked):
        raise PreconditionStepNotPossible
    return PreconditionAgreed(one.id, AssentHow.HIMSELF)


def refuse(agreement: Agreement, one: Precondition, reason: str, *, by: Party, at: datetime) -> AnyFact:
    """Do not see to it; also when another recorded that he would, within the term to object (A8).

    Raises ForTheOwner, PreconditionStepNotPossible, ObjectionTermOver.
    """
    if by.id != one.owner_id:
        raise ForTheOwner
    if not is_unfinished(agreement):
        raise PreconditionStepNotPossible
    match one.state:
        case Asked():
            pass
        case Promised(assent) if (ends_at := objection_ends_at(assent)) is not None:
            if at >= ends_at:
                raise ObjectionTermOver
        case _:
            raise PreconditionStepNotPossible
    return PreconditionDeclined(one.id, reason)


def promised_in(agreement: Agreement, meeting_id: UUID, *, by: Party) -> list[Precondition]:
    """Give what a meeting recorded that he sees to, as far as he still does (A8)."""
    return [
        one
        for one in agreement.preconditions
        if one.owner_id == by.id
        and isinstance(one.state, Promised)
        and one.state.assent.meeting_id == meeting_id
        and one.state.assent.recorded_by_id is not None
    ]


def fulfil(agreement: Agreement, one: Precondition, note: str | None, *, by: Party) -> AnyFact:
    """Say that it is there. Raises ForWhoCanTell, PreconditionStepNotPossible."""
    if by.id not in (one.owner_id, agreement.responsible_id) and not by.holds_regie:
        raise ForWhoCanTell
    if not is_unfinished(agreement) or not isinstance(one.state, Promised):
        raise PreconditionStepNotPossible
    return PreconditionMet(one.id, note)


def drop(agreement: Agreement, one: Precondition, reason: str, *, by: Party) -> AnyFact:
    """Say that it is not needed after all. Raises ForTheInvolved, PreconditionStepNotPossible."""
    if not by.is_involved_in(agreement):
        raise ForTheInvolved
    if not is_unfinished(agreement) or not is_open(one):
        raise PreconditionStepNotPossible
    return PreconditionDropped(one.id, reason)


def preconditions_after(
    agreement: Agreement, one: Recorded, fact: PreconditionSet | AboutPrecondition
) -> tuple[Precondition, ...]:
    """Give what an agreement needs after one more fact. Raises StepNotPossible when it cannot follow."""
    if not is_unfinished(agreement):
        raise StepNotPossible
    known = {each.id: each for each in agreement.preconditions}
    if isinstance(fact, PreconditionSet):
        if fact.precondition_id in known:
            raise StepNotPossible
        known[fact.precondition_id] = Precondition(
            fact.precondition_id, fact.what, fact.owner, fact.due_on, fact.blocking,
            Asked(), PreconditionWaitingOn.OWNER, one.at,
        )  # fmt: skip
        return tuple(known.values())
    changed = known.get(fact.precondition_id)
    if changed is None:
        raise StepNotPossible
    state = _state_after(changed, one, fact)
    known[changed.id] = msgspec.structs.replace(changed, state=state)
    return tuple(known.values())


def _state_after(changed: Precondition, one: Recorded, fact: AboutPrecondition) -> AnyPreconditionState:
    match changed.state, fact:
        case Asked(), PreconditionAgreed(_, how, recorded_by, meeting_id) if one.by_id == changed.owner_id:
            if not is_honest(how, recorded_by, one.by_id):
                raise StepNotPossible
            return Promised(Assent(how, one.at, recorded_by, meeting_id))
        case Asked(), PreconditionDeclined(_, reason) if one.by_id == changed.owner_id:
            return Refused(reason)
        case Promised(Assent(recorded_by_id=UUID())), PreconditionDeclined(_, reason) if (
            one.by_id == changed.owner_id
        ):
            return Refused(reason)
        case Promised(), PreconditionMet(_, note):
            return Met(note)
        case Asked() | Promised() | Refused(), PreconditionDropped(_, reason):
            return Dropped(reason)
    raise StepNotPossible


def is_honest(how: AssentHow, recorded_by_id: UUID | None, by_id: UUID) -> bool:
    """Say whether an assent names who wrote it down exactly when that was another (A7)."""
    return recorded_by_id != by_id and (how is AssentHow.HIMSELF) is (recorded_by_id is None)


def thrown(agreement: Agreement, at: datetime) -> tuple[Precondition, ...]:
    """Give what it needs with the balls where they lie now; one that is thrown waits from this moment."""
    balls = [(one, _waiting_on(agreement, one)) for one in agreement.preconditions]
    return tuple(
        one if ball is one.waiting_on else msgspec.structs.replace(one, waiting_on=ball, waiting_since=at)
        for one, ball in balls
    )


def _waiting_on(agreement: Agreement, one: Precondition) -> PreconditionWaitingOn:
    """Say who must act next; about what is needed for something that is over, nobody."""
    if not is_unfinished(agreement) or is_returned(agreement.state):
        return PreconditionWaitingOn.NOBODY
    match one.state:
        case Asked() | Promised():
            return PreconditionWaitingOn.OWNER
        case Refused():
            return PreconditionWaitingOn.RESPONSIBLE
        case Met() | Dropped():
            return PreconditionWaitingOn.NOBODY
        case _:
            assert_never(one.state)
