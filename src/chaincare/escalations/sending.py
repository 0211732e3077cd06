"""How a request goes out: by whose agreement, to whom, and on to others when nobody took it on. Pure."""

from collections.abc import Sequence
from uuid import UUID

from chaincare.escalations.facts import Agreed, Requested, SentOn
from chaincare.escalations.model import Escalation, Seat, State, Target, TargetState
from chaincare.escalations.refusals import (
    ConvertedAlready,
    EscalationMovedOn,
    RequestNeedsHolder,
    RequestNotCurrent,
    SendingOnNeedsFull,
    TargetDeclinedAlready,
)
from chaincare.escalations.rules import NOBODY_TOOK_ON, leads
from chaincare.refusals import FieldError, Kind, Refusal


class TargetAskedApart(Refusal):
    """One of the targets cannot be added to a request that is there already: ask it by a new request."""

    kind = Kind.BAD_INPUT


NOT_JOINING = (TargetDeclinedAlready, TargetAskedApart)
"""What is wrong with whom a request that is there already is put to."""


def requested(escalation: Escalation, seat: Seat) -> Requested:
    """Send the request: the regie holder agrees to it, unless there is none or it is urgent.

    Raises EscalationMovedOn, RequestNeedsHolder.
    """
    if escalation.state is not State.DRAFT:
        raise EscalationMovedOn
    agreed = agreed_by(escalation, seat)
    if agreed is None:
        raise RequestNeedsHolder
    return Requested(agreed)


def agreed_by(escalation: Escalation, seat: Seat) -> Agreed | None:
    """Say why it may go out as it is sent by this person; None when the holder has to agree first."""
    if seat.holder_id == seat.own_id:
        return Agreed.BY_HOLDER
    if not seat.full:
        return None
    if seat.holder_id is None:
        return Agreed.VACANT
    return Agreed.URGENT if escalation.urgent else None


def may_send_on(escalation: Escalation, seat: Seat, requester_id: UUID | None, *, goes_on: bool) -> None:
    """Check that what nobody took on may be put to others: by who leads, for who asked, who is still there.

    ``goes_on``: what it was drafted from has another request open. Raises StepNotYours, SendingOnNeedsFull, EscalationMovedOn,
    RequestNotCurrent, ConvertedAlready.
    """
    leads(escalation, seat)
    if not seat.full:
        raise SendingOnNeedsFull
    if escalation.state not in NOBODY_TOOK_ON:
        raise EscalationMovedOn
    if requester_id is None:
        raise RequestNotCurrent
    if goes_on:
        raise ConvertedAlready


def sent_on(
    escalation: Escalation, seat: Seat, targets: tuple[UUID, ...], overrides: tuple[str, ...]
) -> tuple[SentOn] | tuple[SentOn, Requested]:
    """Put it to these units, in the same words. As at first it goes out when the holder agrees, and is a draft until then."""
    agreed = agreed_by(escalation, seat)
    if agreed is None:
        return (SentOn(targets, overrides, holder_agrees=True),)
    return SentOn(targets, overrides, holder_agrees=False), Requested(agreed)


def not_declined(wanted: tuple[UUID, ...], targets: Sequence[Target]) -> None:
    """Check that none of these units has said no to it. Raises TargetDeclinedAlready."""
    said_no = {one.unit_id for one in targets if one.state is TargetState.DECLINED}
    errors = [
        FieldError(f"/targets/{at}", "This unit declined it.")
        for at, one in enumerate(wanted)
        if one in said_no
    ]
    if errors:
        raise TargetDeclinedAlready(errors=errors)


def not_hidden(wanted: tuple[UUID, ...], hidden: frozenset[UUID]) -> None:
    """Check that the request does not go behind a shield: who read it would see it vanish (S5). Raises TargetAskedApart."""
    errors = [
        FieldError(f"/targets/{at}", "Ask it by a new request.")
        for at, one in enumerate(wanted)
        if one in hidden
    ]
    if errors:
        raise TargetAskedApart(errors=errors)
