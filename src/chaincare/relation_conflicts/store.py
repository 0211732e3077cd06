"""The relation-conflict list of a case. That it holds is the doors' and the database's work (access/door.sql, 0019)."""

from typing import Any, assert_never
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.relation_conflicts.model import (
    AlreadyInConflict,
    Ending,
    OrganisationInConflict,
    ProfessionalInConflict,
    RelationConflict,
    RelationConflictUnknown,
    RepresentativeInConflict,
    Who,
)

FIND_PROFESSIONAL = """
    SELECT true FROM professionals AS p
    JOIN units AS u ON u.id = p.unit_id
    JOIN memberships AS m ON m.organisation_id = u.organisation_id AND m.network_id = $2
    WHERE p.id = $1
"""

FIND_ORGANISATION = "SELECT true FROM memberships WHERE organisation_id = $1 AND network_id = $2"

FIND_REPRESENTATIVE = "SELECT true FROM representatives WHERE id = $1 AND case_id = $2"

ADD_CONFLICT = """
    INSERT INTO relation_conflicts (id, case_id, professional_id, organisation_id, representative_id,
                                    reason, decided_by, review_on, recorded_by, recorded_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""

_CONFLICT = """
    SELECT id, professional_id, organisation_id, representative_id, reason, decided_by, review_on,
           recorded_by, recorded_at, ended_at, ended_by, ended_because
    FROM relation_conflicts
"""

LOCK_CONFLICT = f"{_CONFLICT} WHERE case_id = $1 AND id = $2 FOR UPDATE"

LIST_CONFLICTS = f"{_CONFLICT} WHERE case_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3"

END_CONFLICT = """
    UPDATE relation_conflicts SET ended_at = $3, ended_by = $4, ended_because = $5 WHERE case_id = $1 AND id = $2
"""


async def is_known(clearance: Clearance, who: Who) -> bool:
    """Say whether there is such a party: in the network of the case, or in the case itself."""
    match who:
        case ProfessionalInConflict():
            found = await clearance.fetchrow(FIND_PROFESSIONAL, who.id, clearance.admission.network_id)
        case OrganisationInConflict():
            found = await clearance.fetchrow(FIND_ORGANISATION, who.id, clearance.admission.network_id)
        case RepresentativeInConflict():
            found = await clearance.fetchrow(FIND_REPRESENTATIVE, who.id, clearance.case_id)
        case _ as unreachable:
            assert_never(unreachable)
    return found is not None


async def add_conflict(clearance: Clearance, conflict: RelationConflict) -> None:
    """Add a line to the list; from the next request on the case does not exist for that party. Raises AlreadyInConflict."""
    with constraints_mean({"relation_conflicts_once": AlreadyInConflict}):
        await clearance.execute(
            ADD_CONFLICT,
            conflict.id,
            clearance.case_id,
            *(conflict.who.id if isinstance(conflict.who, kind) else None for kind in _COLUMNS),
            conflict.reason,
            conflict.decided_by,
            conflict.review_on,
            conflict.recorded_by,
            conflict.recorded_at,
        )


async def lock_conflict(clearance: Clearance, conflict_id: UUID) -> RelationConflict:
    """Give a line of the list, which nobody else changes until the end. Raises RelationConflictUnknown."""
    row = await clearance.fetchrow(LOCK_CONFLICT, clearance.case_id, conflict_id)
    if row is None:
        raise RelationConflictUnknown
    return _conflict(row)


async def list_conflicts(clearance: Clearance, after: UUID | None, limit: int) -> list[RelationConflict]:
    """List a page, the first recorded first, with those that ended."""
    return [_conflict(row) for row in await clearance.fetch(LIST_CONFLICTS, clearance.case_id, after, limit)]


async def end_conflict(clearance: Clearance, conflict: RelationConflict, ended: Ending) -> None:
    """Write down that a conflict no longer holds; the lock is held."""
    await clearance.execute(END_CONFLICT, clearance.case_id, conflict.id, ended.at, ended.by, ended.reason)


_COLUMNS = (ProfessionalInConflict, OrganisationInConflict, RepresentativeInConflict)


def _who(row: Any) -> Who:
    if row["professional_id"] is not None:
        return ProfessionalInConflict(row["professional_id"])
    if row["organisation_id"] is not None:
        return OrganisationInConflict(row["organisation_id"])
    return RepresentativeInConflict(row["representative_id"])


def _conflict(row: Any) -> RelationConflict:
    ended = (
        None if row["ended_at"] is None else Ending(row["ended_at"], row["ended_by"], row["ended_because"])
    )
    return RelationConflict(
        row["id"], _who(row), row["reason"], row["decided_by"], row["review_on"], row["recorded_by"],
        row["recorded_at"], ended,
    )  # fmt: skip
