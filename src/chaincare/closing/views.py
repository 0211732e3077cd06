"""Closing a case, as it travels."""

from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.closing.model import Carried, ClosedBecause, Closure
from chaincare.evaluations.views import LookBack
from chaincare.parties.views import StateLegalBasis
from chaincare.wire import Body, Instant, Line, Text, View


class CarryAgreementOver(Body):
    """An agreement that is not finished, and where it goes on. Whoever reads the agreement reads this."""

    agreement_id: UUID
    carried_to: Line


class CloseCase(Body):
    """Why the case is closed. The client and the representatives read the explanation.

    ``evaluation``: what was reached, with the client's own word; left out where an evaluation says already that the case
    closes, and where it was opened in error or the client died.
    """

    reason: ClosedBecause
    explanation: Text
    evaluation: LookBack | None = None
    carried_over: Annotated[tuple[CarryAgreementOver, ...], msgspec.Meta(max_length=100)] = ()


class ReopenCase(Body):
    """Why the case is taken up again, and on what basis whoever takes it up works in it from now on.

    ``participationId``: for the coordinator, who takes it up instead of whoever closed it: a participation that ended
    with the closing.
    """

    reason: Text
    legal_basis: StateLegalBasis
    participation_id: UUID | None = None


class CaseClosed(View):
    """The case is closed. ``participationId``: the part you keep in it, which shows that it is there, and no more."""

    id: UUID
    participation_id: UUID
    closed_at: Instant


class CaseReopened(View):
    """The case is open again; regie is vacant until it is agreed anew."""

    id: UUID
    participation_id: UUID
    reopened_at: Instant


class CarriedAgreement(View):
    """An agreement that was carried over."""

    agreement_id: UUID
    carried_to: str


class ReopeningView(View):
    """That the case was taken up again, by which participation."""

    id: UUID
    participation_id: UUID
    reason: str | None
    reopened_at: Instant


class ClosureView(View):
    """That the case was closed, and why; texts are null for who has only that-information."""

    id: UUID
    reason: ClosedBecause
    explanation: str | None
    closed_by: UUID
    closed_at: Instant
    carried_over: tuple[CarriedAgreement, ...]
    reopening: ReopeningView | None


class Closures(View):
    """A page of closings, the latest first."""

    items: tuple[ClosureView, ...]


def carried_of(data: CloseCase) -> tuple[Carried, ...]:
    """Give what is carried over in the words of the rules."""
    return tuple(Carried(one.agreement_id, one.carried_to) for one in data.carried_over)


def closure_view(closure: Closure) -> ClosureView:
    """Show a closing."""
    after = closure.reopening
    return ClosureView(
        id=closure.id,
        reason=closure.because,
        explanation=closure.explanation,
        closed_by=closure.closed_by,
        closed_at=closure.closed_at,
        carried_over=tuple(
            CarriedAgreement(agreement_id=one.agreement_id, carried_to=one.carried_to)
            for one in closure.carried
        ),
        reopening=None
        if after is None
        else ReopeningView(
            id=after.id,
            participation_id=after.participation_id,
            reason=after.reason,
            reopened_at=after.reopened_at,
        ),
    )
