"""Restrictions, as they were decided and lifted. What they keep from whom, the wall keeps by itself (0023)."""

from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.parties.model import Seat
from chaincare.restrictions.model import Lifting, RestrictedKind, Restriction
from chaincare.restrictions.refusals import AlreadyRestricted, RestrictionUnknown
from chaincare.reviews.store import REVIEWS, reviews_of

# Only what the decider sees himself can be kept from another: each stands behind the wall.
FIND_ITEM = """
    SELECT id FROM notes WHERE case_id = $1 AND id = $2 AND $3 = 'note'
    UNION ALL SELECT id FROM agreements WHERE case_id = $1 AND id = $2 AND $3 = 'agreement'
    UNION ALL SELECT id FROM meetings WHERE case_id = $1 AND id = $2 AND $3 = 'meeting'
    UNION ALL SELECT id FROM needed_parties WHERE case_id = $1 AND id = $2 AND $3 = 'needed_party'
    UNION ALL SELECT id FROM escalations WHERE case_id = $1 AND id = $2 AND $3 = 'escalation'
    UNION ALL SELECT id FROM legal_bases WHERE case_id = $1 AND id = $2 AND $3 = 'legal_basis'
    UNION ALL SELECT id FROM participations WHERE case_id = $1 AND id = $2 AND $3 = 'party'
    UNION ALL SELECT case_id FROM case_questions WHERE case_id = $1 AND case_id = $2 AND $3 = 'question'
"""

# A party is kept from citizens only: among those who work together nobody may seem absent. A restriction is about the
# person: an earlier part of who decides, or of who directs, is named by the part he has now.
FIND_PERSON = """
    SELECT coalesce((
        SELECT now.id FROM participations AS now WHERE now.case_id = p.case_id AND now.id = ANY ($4::uuid[])
            AND (now.professional_id = p.professional_id OR now.representative_id = p.representative_id
                 OR now.client_id = p.client_id) LIMIT 1), p.id) AS id
    FROM participations AS p WHERE p.case_id = $1 AND p.id = $2
        AND ($3 <> 'party' OR (p.professional_id IS NULL AND p.unit_id IS NULL))
"""

ADD_RESTRICTION = """
    INSERT INTO restrictions (id, case_id, item_kind, item_id, participation_id, reason, review_on, decided_by, decided_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""

_RESTRICTION = f"""
    SELECT id, item_kind, item_id, participation_id, reason, review_on, decided_by, decided_at,
           lifted_by, lifted_at, lifted_because, {REVIEWS}
    FROM restrictions AS guarded WHERE case_id = $1
"""

LOCK_RESTRICTION = f"{_RESTRICTION} AND id = $2 FOR UPDATE"

LIST_RESTRICTIONS = f"{_RESTRICTION} AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3"

LIFT_RESTRICTION = """
    UPDATE restrictions SET lifted_by = $3, lifted_at = $4, lifted_because = $5 WHERE case_id = $1 AND id = $2
"""


async def find_item(
    clearance: Clearance, kind: RestrictedKind, item_id: UUID
) -> tuple[RestrictedKind, UUID] | None:
    """Give an item of the case back, if whoever acts sees it."""
    row = await clearance.fetchrow(FIND_ITEM, clearance.case_id, item_id, kind.value)
    return None if row is None else (kind, item_id)


async def find_person(
    clearance: Clearance, participation_id: UUID, kind: RestrictedKind, seat: Seat
) -> UUID | None:
    """Give the participation of somebody such an item can be kept from: of the seat, his own and the holder's as now."""
    now = [one for one in (seat.own_id, seat.holder_id) if one is not None]
    row = await clearance.fetchrow(FIND_PERSON, clearance.case_id, participation_id, kind.value, now)
    return None if row is None else row["id"]


async def add_restriction(clearance: Clearance, restriction: Restriction) -> None:
    """Add a restriction. Raises AlreadyRestricted."""
    with constraints_mean({"restrictions_once": AlreadyRestricted}):
        await clearance.execute(
            ADD_RESTRICTION,
            restriction.id,
            clearance.case_id,
            restriction.kind.value,
            restriction.item_id,
            restriction.participation_id,
            restriction.reason,
            restriction.review_on,
            restriction.decided_by,
            restriction.decided_at,
        )


async def lock_restriction(clearance: Clearance, restriction_id: UUID) -> Restriction:
    """Give a restriction, locked. Raises RestrictionUnknown."""
    row = await clearance.fetchrow(LOCK_RESTRICTION, clearance.case_id, restriction_id)
    if row is None:
        raise RestrictionUnknown
    return _restriction(row)


async def lift_restriction(clearance: Clearance, restriction_id: UUID, lifting: Lifting) -> None:
    """Keep it from him no longer."""
    said = (lifting.lifted_by, lifting.lifted_at, lifting.reason)
    await clearance.execute(LIFT_RESTRICTION, clearance.case_id, restriction_id, *said)


async def list_restrictions(clearance: Clearance, after: UUID | None, limit: int) -> list[Restriction]:
    """List the restrictions, lifted ones too, the first that was decided first."""
    rows = await clearance.fetch(LIST_RESTRICTIONS, clearance.case_id, after, limit)
    return [_restriction(row) for row in rows]


def _restriction(row: Any) -> Restriction:
    lifting = None
    if row["lifted_at"] is not None:
        lifting = Lifting(row["lifted_by"], row["lifted_at"], row["lifted_because"])
    what = (RestrictedKind(row["item_kind"]), row["item_id"], row["participation_id"])
    decided = (row["decided_by"], row["decided_at"])
    return Restriction(
        row["id"], *what, row["reason"], row["review_on"], *decided, lifting, reviews_of(row["reviews"])
    )
