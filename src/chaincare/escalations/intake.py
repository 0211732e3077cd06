"""What happens between accepting and starting (E4): who bridges, when it is reviewed, what must be there first. Pure."""

from calendar import monthrange
from datetime import date
from uuid import UUID

from chaincare.escalations.facts import (
    BridgeAnswered,
    BridgeNamed,
    ConditionDropped,
    ConditionFulfilled,
    ConditionKind,
    ConditionNamed,
    Reviewed,
)
from chaincare.escalations.model import Condition, ConditionState, Escalation, Help, Seat, State, Target
from chaincare.escalations.refusals import (
    BridgeNotPresent,
    ConditionNotForStrengthen,
    ConditionSettled,
    DescriptionNeeded,
    DocumentFromTheFuture,
    EscalationMovedOn,
    ExpectedDatePassed,
    OwnerNotPresent,
    RefusalReasonNeeded,
    StepNotYours,
)
from chaincare.escalations.rules import leads, may_start
from chaincare.refusals import FieldError

BEFORE_START = frozenset({State.DRAFT, State.REQUESTED, State.ACCEPTED, State.WAITING})


def review_due(expected_on: date, today: date) -> date:
    """Give the last day on which a waiting time is looked at again: within a month, or when the start is due."""
    year, month = divmod(today.year * 12 + today.month, 12)
    last = monthrange(year, month + 1)[1]
    return min(expected_on, date(year, month + 1, min(today.day, last)))


def reviewed(
    escalation: Escalation, target: Target | None, seat: Seat, expected_on: date, today: date
) -> Reviewed:
    """Say again when help is expected; only who is waited for knows. Raises StepNotYours, EscalationMovedOn, ExpectedDatePassed."""
    if target is None or target.participation_id != seat.own_id:
        raise StepNotYours
    if escalation.state is not State.WAITING:
        raise EscalationMovedOn
    if expected_on < today:
        raise ExpectedDatePassed(errors=[FieldError("/expectedDate", "Give today or a later day.")])
    return Reviewed(expected_on)


def bridge_named(
    escalation: Escalation, target: Target | None, seat: Seat, candidate_id: UUID | None
) -> BridgeNamed:
    """Name who is there for the client while he waits; whoever names himself has agreed (A1).

    ``candidate_id`` is None when no such professional takes part now. Raises EscalationMovedOn, BridgeNotPresent,
    StepNotYours.
    """
    if escalation.state is not State.WAITING:
        raise EscalationMovedOn
    if candidate_id is None or (target is not None and candidate_id == target.participation_id):
        wanted = "Name a professional who takes part now, and not the one who is waited for."
        raise BridgeNotPresent(errors=[FieldError("/participationId", wanted)])
    himself = candidate_id == seat.own_id
    if not himself or (escalation.bridge is not None and escalation.bridge.agreed):
        leads(escalation, seat)
    return BridgeNamed(candidate_id, agreed=himself)


def bridge_answered(
    escalation: Escalation, seat: Seat, reason: str | None, *, assents: bool
) -> BridgeAnswered:
    """Say yes or no to bridging, when somebody else named you. Raises EscalationMovedOn, StepNotYours, RefusalReasonNeeded."""
    if escalation.state is not State.WAITING:
        raise EscalationMovedOn
    if escalation.bridge is None or escalation.bridge.participation_id != seat.own_id:
        raise StepNotYours
    if escalation.bridge.agreed and assents:
        raise EscalationMovedOn
    if not assents and reason is None:
        raise RefusalReasonNeeded(errors=[FieldError("/reason", "Say why.")])
    return BridgeAnswered(seat.own_id, assents, reason)


def condition_named(
    escalation: Escalation,
    target: Target | None,
    seat: Seat,
    named: tuple[UUID, ConditionKind, UUID | None, str | None, tuple[str, ...]],
) -> ConditionNamed:
    """Name something that must be there before help starts; by who leads, or by the specialist who will start.

    Raises StepNotYours, ConditionNotForStrengthen, EscalationMovedOn, DescriptionNeeded, OwnerNotPresent.
    """
    condition_id, kind, owner_id, description, overrides = named
    may_start(escalation, target, seat)
    _waits(escalation)
    _described(kind, description, "/description")
    if owner_id is None:
        wanted = "Name a professional who takes part now, in his own name."
        raise OwnerNotPresent(errors=[FieldError("/ownerId", wanted)])
    return ConditionNamed(condition_id, kind, owner_id, description, overrides)


def condition_needed(
    escalation: Escalation, named: tuple[UUID, ConditionKind, str | None], pointer: str
) -> ConditionNamed:
    """Name what a unit needs before it can start, as it accepts; whoever asked sees to it. ``pointer``: where it says what.

    Raises ConditionNotForStrengthen, DescriptionNeeded.
    """
    condition_id, kind, description = named
    _described(kind, description, pointer)
    if escalation.help is Help.STRENGTHEN:
        raise ConditionNotForStrengthen
    return ConditionNamed(condition_id, kind, escalation.requested_by, description, ())


def condition_fulfilled(
    escalation: Escalation,
    condition: Condition,
    target: Target | None,
    seat: Seat,
    document: tuple[date, str | None],
    today: date,
) -> ConditionFulfilled:
    """Say that it is there: its owner, who leads, or the specialist who received it.

    Raises StepNotYours, EscalationMovedOn, ConditionSettled, DocumentFromTheFuture.
    """
    if condition.owner_id != seat.own_id:
        may_start(escalation, target, seat)
    _waits(escalation)
    _open(condition)
    document_on, reference = document
    if document_on > today:
        raise DocumentFromTheFuture(errors=[FieldError("/documentDate", "Give today or an earlier day.")])
    return ConditionFulfilled(condition.id, document_on, reference)


def condition_dropped(
    escalation: Escalation, condition: Condition, seat: Seat, reason: str
) -> ConditionDropped:
    """Do without it after all. Raises StepNotYours, EscalationMovedOn, ConditionSettled."""
    leads(escalation, seat)
    _waits(escalation)
    _open(condition)
    return ConditionDropped(condition.id, reason)


def _waits(escalation: Escalation) -> None:
    if escalation.help is Help.STRENGTHEN:
        raise ConditionNotForStrengthen
    if escalation.state not in BEFORE_START:
        raise EscalationMovedOn


def _described(kind: ConditionKind, description: str | None, pointer: str) -> None:
    if kind is ConditionKind.OTHER and description is None:
        raise DescriptionNeeded(errors=[FieldError(pointer, "Say what has to be there.")])


def _open(condition: Condition) -> None:
    if condition.state is not ConditionState.OPEN:
        raise ConditionSettled
