"""Rules about taking part and the legal basis it stands on. Pure."""

from datetime import datetime
from uuid import UUID

from chaincare.parties.model import (
    Circle,
    Scope,
    Seat,
)
from chaincare.parties.refusals import (
    BasisRunsOut,
    BringingInNotYours,
    OnlyHolderEndsOthers,
    RegieMustMoveFirst,
    ScopeNotForProfessionals,
    ScopeTooWideForTeam,
)


def valid_basis(until: datetime | None, at: datetime) -> None:
    """Check that a legal basis has not run out. Raises BasisRunsOut."""
    if until is not None and until <= at:
        raise BasisRunsOut


def scope_for(scope: Scope, *, team: bool) -> Scope:
    """Check the scope of a professional or team. Raises ScopeTooWideForTeam, ScopeNotForProfessionals."""
    if scope is Scope.CLIENT:
        raise ScopeNotForProfessionals
    if team and scope is Scope.FULL:
        raise ScopeTooWideForTeam
    return scope


def brings_into(seat: Seat) -> Circle:
    """Give the circle somebody brings others into. Raises BringingInNotYours.

    A specialist was asked for himself (E5): only as regie holder he brings in others, and then into his own circle, so
    that nothing written for the buurtwinkel opens to them (R10).
    """
    if seat.circle is Circle.WINKELSTRAAT and not seat.directs:
        raise BringingInNotYours
    return seat.circle


def may_end(participation_id: UUID, made_by: UUID, seat: Seat) -> None:
    """Check who ends a participation: himself, who brought him in, or the regie holder; the holder stays (R6).

    Raises RegieMustMoveFirst, OnlyHolderEndsOthers.
    """
    if not (seat.own_id == participation_id or seat.actor_id == made_by or seat.directs):
        raise OnlyHolderEndsOthers
    if participation_id == seat.holder_id:
        raise RegieMustMoveFirst
