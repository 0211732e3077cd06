"""Rules about taking part and the legal basis it stands on. Pure."""

from datetime import datetime
from uuid import UUID

from chaincare.parties.model import (
    BasisRunsOut,
    GroundNotInCatalogue,
    LegalBasis,
    OnlyHolderEndsOthers,
    Scope,
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


def may_end(
    participation_id: UUID, made_by: UUID, *, own_id: UUID, actor_id: UUID, holder_id: UUID | None
) -> None:
    """Check who ends a participation: himself, who brought him in, or the regie holder.

    Raises OnlyHolderEndsOthers.
    """
    if own_id != participation_id and actor_id != made_by and own_id != holder_id:
        raise OnlyHolderEndsOthers
