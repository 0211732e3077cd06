"""Where a fact leaves an escalation, and with whom the ball is then (E4). Pure."""

from typing import assert_never
from uuid import UUID

import msgspec

from chaincare.escalations.facts import (
    Accepted,
    Answered,
    AskedBack,
    BridgeAnswered,
    BridgeNamed,
    BrokenOff,
    ConditionDropped,
    ConditionFulfilled,
    ConditionNamed,
    ConversionDrafted,
    Converted,
    Declined,
    Drafted,
    Expired,
    Fact,
    FeedbackGiven,
    Finished,
    Redrafted,
    Requested,
    Reviewed,
    SentOn,
    Started,
    Withdrawn,
)
from chaincare.escalations.model import Ball, Bridge, Condition, ConditionState, Escalation, Standing, State


class Around(msgspec.Struct, frozen=True):
    """What a fact alone does not say: the units it concerns, and what else stands open once it has happened."""

    units: tuple[UUID, ...] = ()
    asking: bool = False
    conditions: tuple[Condition, ...] = ()

    @property
    def only_unit(self) -> UUID | None:
        """Give the unit it concerns, when it is one."""
        return self.units[0] if len(self.units) == 1 else None


Asking = Requested | AskedBack | Answered | Declined
Preparing = (
    Accepted
    | BridgeNamed
    | BridgeAnswered
    | Reviewed
    | ConditionNamed
    | ConditionFulfilled
    | ConditionDropped
)
Working = Started | FeedbackGiven | ConversionDrafted
Ending = Converted | Finished | BrokenOff | Withdrawn | Expired


def standing_after(escalation: Escalation, fact: Fact, around: Around) -> Standing:
    """Give where an escalation stands after a fact, and with whom the ball is."""
    match fact:
        case Drafted() | Redrafted() | SentOn():
            return first_standing(fact)
        case Requested() | AskedBack() | Answered() | Declined():
            return _while_asked(escalation, fact, around)
        case Started() | FeedbackGiven() | ConversionDrafted():
            return _at_work(escalation, fact, around)
        case Converted() | Finished() | BrokenOff() | Withdrawn() | Expired():
            return Standing(_end(escalation, fact), None)
        case _:
            return _prepared(escalation, fact, around)


def first_standing(fact: Drafted | Redrafted | SentOn) -> Standing:
    """Say with whom the ball is at first: with the holder whose agreement it takes, or with the author (E4)."""
    return Standing(State.DRAFT, Ball.REGIE_HOLDER if fact.holder_agrees else Ball.REQUESTER)


def standing_of_asking(units: tuple[UUID, ...]) -> Standing:
    """Say with whom the ball is when a question went out: with those who were asked."""
    return Standing(State.REQUESTED, Ball.TARGET, units[0] if len(units) == 1 else None)


def before_start(state: State, bridge: Bridge | None, conditions: tuple[Condition, ...]) -> Standing:
    """Say with whom the ball is between accepting and starting.

    First somebody is there for the client while he waits; then what must be there first; then whoever bridges keeps
    it until the review, and where nobody waits, whoever directs starts.
    """
    missing = next((one for one in conditions if one.state is ConditionState.OPEN), None)
    if state is State.WAITING and bridge is None:
        return Standing(state, Ball.REGIE_HOLDER)
    if state is State.WAITING and bridge is not None and (missing is None or not bridge.agreed):
        return Standing(state, Ball.PARTY, participation_id=bridge.participation_id)
    if missing is not None:
        return Standing(state, Ball.PARTY, participation_id=missing.owner_id)
    return Standing(state, Ball.REGIE_HOLDER)


def bridge_after(fact: BridgeNamed | BridgeAnswered) -> Bridge | None:
    """Give who bridges after this was said; nobody, when he said no."""
    if isinstance(fact, BridgeAnswered) and not fact.agreed:
        return None
    return Bridge(fact.participation, fact.agreed)


def _while_asked(escalation: Escalation, fact: Asking, around: Around) -> Standing:
    match fact:
        case Requested():
            standing = standing_of_asking(around.units)
        case AskedBack():
            standing = Standing(escalation.state, Ball.REQUESTER)
        case Answered():
            standing = _with_targets(escalation, around.only_unit, around)
        case Declined():
            standing = _after_declining(escalation, fact, around)
        case _:
            assert_never(fact)
    return standing


def _prepared(escalation: Escalation, fact: Preparing, around: Around) -> Standing:
    state, bridge = escalation.state, escalation.bridge
    match fact:
        case Accepted():
            state = State.WAITING if fact.waiting else State.ACCEPTED
        case BridgeNamed() | BridgeAnswered():
            bridge = bridge_after(fact)
        case Reviewed() | ConditionNamed() | ConditionFulfilled() | ConditionDropped():
            pass
        case _:
            assert_never(fact)
    if state not in {State.ACCEPTED, State.WAITING}:
        return _here(escalation)
    lies = before_start(state, bridge, around.conditions)
    return msgspec.structs.replace(lies, anew=isinstance(fact, Reviewed))


def _at_work(escalation: Escalation, fact: Working, around: Around) -> Standing:
    match fact:
        case Started():
            return Standing(State.STARTED, Ball.TARGET, around.only_unit)
        case FeedbackGiven():
            return Standing(
                State.STARTED, Ball.REQUESTER if escalation.case_id is None else Ball.REGIE_HOLDER
            )
        case ConversionDrafted():
            return _here(escalation)
        case _:
            assert_never(fact)


def _here(escalation: Escalation) -> Standing:
    return Standing(
        escalation.state, escalation.ball, escalation.ball_unit_id, escalation.ball_participation_id
    )


def _after_declining(escalation: Escalation, fact: Declined, around: Around) -> Standing:
    if fact.last:
        return Standing(State.DECLINED, None)
    if escalation.ball is Ball.REQUESTER:
        return _with_targets(escalation, None, around)
    return _here(escalation)


def _with_targets(escalation: Escalation, unit: UUID | None, around: Around) -> Standing:
    """The ball stays with who asked for as long as one unit waits for his answer."""
    if around.asking:
        return Standing(escalation.state, Ball.REQUESTER)
    return Standing(escalation.state, Ball.TARGET, unit)


def _end(escalation: Escalation, fact: Ending) -> State:
    match fact:
        case Finished():
            state = State.FINISHED
        case BrokenOff():
            state = State.BROKEN_OFF
        case Withdrawn():
            # What was given up ended as it did, and so did a consultation that nobody took on; nothing more is asked.
            let_be = escalation.case_id is None and escalation.state in {State.DECLINED, State.EXPIRED}
            state = escalation.state if escalation.given_up or let_be else State.WITHDRAWN
        case Expired():
            state = State.EXPIRED
        case Converted():
            state = _CONVERTED.get(escalation.state, escalation.state)
        case _:
            assert_never(fact)
    return state


# Going on elsewhere ends what was not over yet; what was over ended as it did.
_CONVERTED = {
    State.DRAFT: State.WITHDRAWN,
    State.REQUESTED: State.WITHDRAWN,
    State.ACCEPTED: State.FINISHED,
    State.WAITING: State.FINISHED,
    State.STARTED: State.FINISHED,
}
