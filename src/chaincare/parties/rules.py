"""Rules about taking part and the legal basis it stands on. Pure."""

from datetime import datetime
from uuid import UUID

from chaincare.parties.model import (
    BasisPart,
    Circle,
    LegalBasis,
    RecordedBasis,
    Scope,
    Seat,
    SecrecyGround,
)
from chaincare.parties.refusals import (
    BasisNotYours,
    BasisRunsOut,
    BringingInNotYours,
    GroundNotInCatalogue,
    NothingToWithdraw,
    OnlyHolderEndsOthers,
    RegieMustMoveFirst,
    ScopeNotForProfessionals,
    ScopeTooWideForTeam,
)

# AVG 6(1) and the exceptions of AVG 9(2) and 10 that this work meets. Validity dates follow when the
# catalogue becomes data.
GROUNDS = frozenset({"avg-6-1-a", "avg-6-1-b", "avg-6-1-c", "avg-6-1-d", "avg-6-1-e", "avg-6-1-f"})
EXCEPTIONS = frozenset(
    {"avg-9-2-a", "avg-9-2-b", "avg-9-2-c", "avg-9-2-g", "avg-9-2-h", "avg-9-2-i", "avg-10"}
)


def in_catalogue(basis: LegalBasis) -> LegalBasis:
    """Check the codes of a legal basis. Raises GroundNotInCatalogue."""
    if basis.ground not in GROUNDS or (basis.exception is not None and basis.exception not in EXCEPTIONS):
        raise GroundNotInCatalogue
    return basis


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


def may_withdraw(basis: RecordedBasis, part: BasisPart, seat: Seat | None) -> None:
    """Check who withdraws which part of a legal basis; ``seat`` is None for a client or representative.

    They withdraw the consent they gave, and that at any time; for a professional the holder's basis stands until regie
    has moved, or the case would be directed by nobody unseen (R6). Raises BasisNotYours, NothingToWithdraw,
    RegieMustMoveFirst.
    """
    consent = (part is BasisPart.GROUND and basis.ground == "avg-6-1-a") or (
        part is BasisPart.EXCEPTION and basis.exception == "avg-9-2-a"
    )
    if part is BasisPart.SECRECY:
        consent = any(key.ground is SecrecyGround.CONSENT for key in basis.secrecy)
    if seat is None:
        if not consent:
            raise BasisNotYours
        return
    if not (seat.actor_id == basis.recorded_by or seat.own_id == basis.participation_id or seat.directs):
        raise BasisNotYours
    if (part is BasisPart.SECRECY and not basis.secrecy) or (
        part is BasisPart.EXCEPTION and not basis.exception
    ):
        raise NothingToWithdraw
    if basis.participation_id == seat.holder_id:
        raise RegieMustMoveFirst
