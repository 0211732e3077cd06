"""The relation-conflict list of a case. That it holds is the doors' and the database's work (access/door.sql, 0019)."""

from datetime import datetime
from typing import Any, assert_never
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.relation_conflicts.model import (
    AlreadyInConflict,
    Ending,
    Holder,
    OrganisationInConflict,
    ProfessionalInConflict,
    RelationConflict,
    RelationConflictUnknown,
    RepresentativeInConflict,
    Standing,
    Who,
)
from chaincare.reviews.store import REVIEWS, reviews_of

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

# What serialises it with regie that passes meanwhile: who directs is read after this.
LOCK_REGIE = "SELECT FROM regie WHERE case_id = $1 FOR UPDATE"

# Who takes part until a moment that is known is here for a crisis only, as regie reads it.
GET_STANDING = """
    SELECT NOT (upper_inf(p.during) OR p.ended_because IS NOT DISTINCT FROM 'succeeded') AS in_crisis, t.holder_id, h.professional_id, u.organisation_id, k.representative_id
    FROM participations AS p
    LEFT JOIN regie_terms AS t ON t.case_id = p.case_id AND t.during @> $3::timestamptz
        AND chaincare.stands(t.holder_id, $3)
    LEFT JOIN participations AS h ON h.case_id = p.case_id AND h.id = t.holder_id
    LEFT JOIN professionals AS f ON f.id = h.professional_id LEFT JOIN units AS u ON u.id = f.unit_id
    LEFT JOIN participations AS k ON k.case_id = p.case_id AND k.id = t.client_party_id
    WHERE p.case_id = $1 AND p.id = $2
"""

# Whom a line of an inventory was kept from, before there was a case.
ADD_CONFLICTS_OF_LINE = """
    INSERT INTO relation_conflicts (id, case_id, professional_id, reason, decided_by, review_on, recorded_by, recorded_at)
    SELECT k.id, $1, k.professional_id, k.reason, k.decided_by, k.review_on, k.recorded_by, k.recorded_at
    FROM inventory_lines AS l CROSS JOIN LATERAL jsonb_to_recordset(l.kept_from) AS k (
        id uuid, professional_id uuid, reason text, decided_by text, review_on date, recorded_by uuid, recorded_at timestamptz)
    WHERE l.id = $2
"""

_CONFLICT = f"""
    SELECT x.id, x.professional_id, x.organisation_id, x.representative_id, x.reason, x.decided_by, x.review_on,
           x.recorded_by, x.recorded_at, f.unit_id AS recorded_for, x.ended_at, x.ended_by, x.ended_because,
           {REVIEWS.replace("guarded.", "x.")}
    FROM relation_conflicts AS x LEFT JOIN professionals AS f ON f.id = x.recorded_by
"""

LOCK_CONFLICT = f"{_CONFLICT} WHERE x.case_id = $1 AND x.id = $2 FOR UPDATE OF x"

LIST_CONFLICTS = (
    f"{_CONFLICT} WHERE x.case_id = $1 AND ($2::uuid IS NULL OR x.id > $2) ORDER BY x.id LIMIT $3"
)

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


async def hold_standing(clearance: Clearance, at: datetime) -> Standing:
    """Give where whoever acts stands, and who directs; regie does not pass until the end."""
    await clearance.execute(LOCK_REGIE, clearance.case_id)
    row = await clearance.fetchrow(GET_STANDING, clearance.case_id, clearance.participation_id, at)
    holder = None
    if row["holder_id"] is not None:
        holder = Holder(
            row["holder_id"], row["professional_id"], row["organisation_id"], row["representative_id"]
        )
    return Standing(
        clearance.participation_id, clearance.actor_id, clearance.unit_id, clearance.admission.organisation_id,
        row["in_crisis"], holder,
    )  # fmt: skip


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


async def add_conflicts_of_line(clearance: Clearance, line_id: UUID) -> None:
    """Let who was kept from a line of an inventory be kept from the case that is opened from it, before the line goes with it."""
    await clearance.execute(ADD_CONFLICTS_OF_LINE, clearance.case_id, line_id)


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
        row["recorded_at"], row["recorded_for"], ended, reviews_of(row["reviews"]),
    )  # fmt: skip
