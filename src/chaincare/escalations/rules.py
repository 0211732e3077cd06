"""How an escalation goes from one fact to the next. Pure: what is locked comes in, a new fact or a refusal comes out."""

from datetime import date, datetime
from uuid import UUID

from chaincare.escalations.facts import (
    Accepted,
    Answered,
    AskedBack,
    BrokenOff,
    Declined,
    Fact,
    FeedbackGiven,
    Finished,
    Started,
    Withdrawn,
)
from chaincare.escalations.model import (
    Condition,
    ConditionState,
    Escalation,
    Help,
    Seat,
    State,
    Target,
    TargetState,
)
from chaincare.escalations.refusals import (
    AnotherMustAccept,
    AskedAlready,
    ConditionOpen,
    ConvertedAlready,
    EndingNotYours,
    EndReasonNeeded,
    EscalationMovedOn,
    ExpectedDatePassed,
    FeedbackInCase,
    FeedbackNotYours,
    NothingAsked,
    OnlyStrengthenConverts,
    RegieVacant,
    RequestNotCurrent,
    StartsLater,
    StartsOnAcceptance,
    StepNotYours,
    TargetAnswered,
    TargetUnknown,
)
from chaincare.parties.rules import valid_basis

UNANSWERED = frozenset({State.DRAFT, State.REQUESTED})
NOBODY_TOOK_ON = frozenset({State.DECLINED, State.EXPIRED})
RUNNING = frozenset({State.ACCEPTED, State.WAITING, State.STARTED})


def editable(escalation: Escalation, seat: Seat) -> None:
    """Check who may change a draft: who made it, or the holder who is asked to agree. Raises StepNotYours, EscalationMovedOn."""
    leads(escalation, seat)
    if escalation.state is not State.DRAFT:
        raise EscalationMovedOn


def withdrawn(escalation: Escalation, seat: Seat, reason: str) -> Withdrawn:
    """Take back what nobody accepted, also where all declined or it expired; or let be what was given up.

    Raises StepNotYours, EscalationMovedOn.
    """
    leads(escalation, seat)
    if escalation.state not in UNANSWERED | NOBODY_TOOK_ON and not escalation.given_up:
        raise EscalationMovedOn
    return Withdrawn(reason)


def open_target(escalation: Escalation, target: Target) -> None:
    """Check that this target may still answer (S1: a target that lapsed is not there). Raises TargetUnknown, TargetAnswered."""
    if target.state is TargetState.ACCEPTED:
        raise TargetAnswered
    if target.state is not TargetState.REQUESTED or escalation.state is not State.REQUESTED:
        raise TargetUnknown


def may_accept(actor_id: UUID, requester_id: UUID | None) -> UUID:
    """Give who asked: he must still be there, and is helped by another. Raises RequestNotCurrent, AnotherMustAccept."""
    if requester_id is None:
        raise RequestNotCurrent
    if requester_id == actor_id:
        raise AnotherMustAccept
    return requester_id


def accepted(
    escalation: Escalation, target: Target, expected_on: date | None, *, at: datetime, today: date
) -> tuple[Fact, ...]:
    """Take it on. A strengthening starts at once, a complement is started by whoever directs (E3, E4).

    Raises TargetUnknown, TargetAnswered, ExpectedDatePassed, BasisRunsOut.
    """
    open_target(escalation, target)
    if expected_on is not None and expected_on < today:
        raise ExpectedDatePassed
    if escalation.grant is None:
        return Accepted(target.id, expected_on, waiting=False), Started(interim=False)
    valid_basis(escalation.grant.basis.until, at)
    return (Accepted(target.id, expected_on, waiting=expected_on is not None and expected_on > today),)


def declined(
    escalation: Escalation, target: Target, reason: str, *, last: bool, refers_to: UUID | None = None
) -> Declined:
    """Do not take it on; perhaps say which unit would. Raises TargetUnknown, TargetAnswered."""
    open_target(escalation, target)
    return Declined(target.id, reason, last, refers_to)


def asked_back(escalation: Escalation, target: Target, text: str) -> AskedBack:
    """Ask something before answering, or while strengthening. Raises TargetUnknown, EscalationMovedOn, AskedAlready."""
    if target.state not in {TargetState.REQUESTED, TargetState.ACCEPTED}:
        raise TargetUnknown
    strengthens = escalation.help is Help.STRENGTHEN and escalation.state is State.STARTED
    if escalation.state is not State.REQUESTED and not strengthens:
        raise EscalationMovedOn
    if target.waits_for_answer:
        raise AskedAlready
    return AskedBack(target.id, text)


def answered(
    escalation: Escalation, seat: Seat, target: Target | None, text: str, overrides: tuple[str, ...]
) -> Answered:
    """Answer what a unit asked back. Raises StepNotYours, NothingAsked."""
    leads(escalation, seat)
    asked = escalation.state in {State.REQUESTED, State.STARTED}
    if target is None or not target.waits_for_answer or not asked:
        raise NothingAsked
    return Answered(target.id, text, overrides)


def may_start(escalation: Escalation, target: Target | None, seat: Seat) -> bool:
    """Check who starts it, and give whether it is the specialist himself. Raises StepNotYours."""
    specialist = target is not None and target.participation_id == seat.own_id
    if not specialist:
        leads(escalation, seat)
    return specialist


def started(
    escalation: Escalation,
    target: Target | None,
    seat: Seat,
    conditions: tuple[Condition, ...] = (),
    *,
    requester_present: bool,
    today: date,
) -> Started:
    """Begin what a target took on. Without regie only what is urgent starts, and then the requester holds it (R5).

    The specialist begins himself unless he waits for a day that has not come: until intake he sees `that` (E4).
    Raises StartsOnAcceptance, EscalationMovedOn, StepNotYours, ConditionOpen, StartsLater, RegieVacant.
    """
    specialist = may_start(escalation, target, seat)
    if escalation.help is Help.STRENGTHEN:
        raise StartsOnAcceptance
    if target is None or escalation.state not in {State.ACCEPTED, State.WAITING}:
        raise EscalationMovedOn
    if any(one.state is ConditionState.OPEN for one in conditions):
        raise ConditionOpen
    if specialist and target.expected_on is not None and target.expected_on > today:
        raise StartsLater
    if seat.holder_id is not None:
        return Started(interim=False)
    if not escalation.urgent or not requester_present:
        raise RegieVacant
    return Started(interim=True)


def feedback_in_case(escalation: Escalation, target: Target | None, own_id: UUID, text: str) -> FeedbackGiven:
    """Say something back, as the specialist who takes part. Raises FeedbackNotYours, EscalationMovedOn."""
    if target is None or target.participation_id != own_id:
        raise FeedbackNotYours
    return _feedback(escalation, text)


def feedback_of_target(escalation: Escalation, target: Target, text: str) -> FeedbackGiven:
    """Say something back without taking part. Raises TargetUnknown, FeedbackInCase, EscalationMovedOn."""
    if target.state not in {TargetState.REQUESTED, TargetState.ACCEPTED}:
        raise TargetUnknown
    if escalation.help is Help.COMPLEMENT:
        raise FeedbackInCase if target.state is TargetState.ACCEPTED else EscalationMovedOn
    return _feedback(escalation, text)


def _feedback(escalation: Escalation, text: str) -> FeedbackGiven:
    if escalation.state is not State.STARTED:
        raise EscalationMovedOn
    return FeedbackGiven(text)


def convertible(escalation: Escalation, seat: Seat, *, goes_on: bool) -> None:
    """Check that strengthening may become a draft to complement: one at a time, which goes on until it is over.

    Raises StepNotYours, ConvertedAlready, OnlyStrengthenConverts.
    """
    leads(escalation, seat)
    if goes_on:
        raise ConvertedAlready
    if escalation.help is not Help.STRENGTHEN or escalation.state is not State.STARTED:
        raise OnlyStrengthenConverts


def ended(escalation: Escalation, seat: Seat, reason: str | None, *, feedback: bool) -> Finished | BrokenOff:
    """End it: finished when the specialist gave feedback, broken off with a reason when not (E5).

    Raises StepNotYours, EscalationMovedOn, EndReasonNeeded.
    """
    leads(escalation, seat)
    if escalation.state not in RUNNING:
        raise EscalationMovedOn
    if feedback:
        return Finished(reason)
    if reason is None:
        raise EndReasonNeeded
    return BrokenOff(reason)


def given_up(
    escalation: Escalation, target: Target, own_id: UUID, reason: str, *, feedback: bool
) -> Finished | BrokenOff:
    """End what one took on oneself, with a reason (E5): who takes part for it, or whoever works where a unit strengthens.

    Raises EndingNotYours, EscalationMovedOn.
    """
    if target.state is TargetState.ENDED:
        raise EscalationMovedOn
    if target.participation_id not in {None, own_id}:
        raise EndingNotYours
    if target.state is not TargetState.ACCEPTED or escalation.state not in RUNNING:
        raise EscalationMovedOn
    return Finished(reason) if feedback else BrokenOff(reason)


def leads(escalation: Escalation, seat: Seat) -> None:
    """Check that this is who asked for help, or who directs the case. Raises StepNotYours."""
    if seat.own_id not in {seat.holder_id, escalation.requested_by}:
        raise StepNotYours
