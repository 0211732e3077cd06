"""Shields, as they were placed and lifted. What they hide, the wall hides by itself (0023)."""

from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.reviews.store import REVIEWS, reviews_of
from chaincare.shields.model import ContactHidden, Hidden, Lifting, PartyHidden, Shield, UnitHidden
from chaincare.shields.refusals import AlreadyShielded, ShieldUnknown

FIND_PARTY = """
    SELECT id, professional_id FROM participations
    WHERE case_id = $1 AND id = $2 AND (professional_id IS NOT NULL OR unit_id IS NOT NULL)
"""

ADD_SHIELD = """
    INSERT INTO shields (id, case_id, hides, participation_id, professional_id, unit_id, reason, review_on,
                         placed_by, placed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""

_SHIELD = f"""
    SELECT id, hides, participation_id, professional_id, unit_id, reason, review_on, placed_by, placed_at,
           lifted_by, lifted_at, lifted_because, {REVIEWS}
    FROM shields AS guarded WHERE case_id = $1
"""

LOCK_SHIELD = f"{_SHIELD} AND id = $2 FOR UPDATE"

LIST_SHIELDS = f"{_SHIELD} AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3"

LIFT_SHIELD = """
    UPDATE shields SET lifted_by = $3, lifted_at = $4, lifted_because = $5 WHERE case_id = $1 AND id = $2
"""


async def find_party(clearance: Clearance, participation_id: UUID) -> PartyHidden | None:
    """Give a professional or team that takes part, or did, as what can be hidden."""
    row = await clearance.fetchrow(FIND_PARTY, clearance.case_id, participation_id)
    return None if row is None else PartyHidden(row["id"], row["professional_id"])


async def add_shield(clearance: Clearance, shield: Shield) -> None:
    """Add a shield. Raises AlreadyShielded."""
    with constraints_mean({"shields_once": AlreadyShielded}):
        await clearance.execute(
            ADD_SHIELD,
            shield.id,
            clearance.case_id,
            *_hidden_columns(shield.hidden),
            shield.reason,
            shield.review_on,
            shield.placed_by,
            shield.placed_at,
        )


async def lock_shield(clearance: Clearance, shield_id: UUID) -> Shield:
    """Give a shield, locked. Raises ShieldUnknown."""
    row = await clearance.fetchrow(LOCK_SHIELD, clearance.case_id, shield_id)
    if row is None:
        raise ShieldUnknown
    return _shield(row)


async def lift_shield(clearance: Clearance, shield_id: UUID, lifting: Lifting) -> None:
    """Let a shield stand no more."""
    await clearance.execute(
        LIFT_SHIELD, clearance.case_id, shield_id, lifting.lifted_by, lifting.lifted_at, lifting.reason
    )


async def list_shields(clearance: Clearance, after: UUID | None, limit: int) -> list[Shield]:
    """List the shields of the case, lifted ones too, the first that was placed first."""
    rows = await clearance.fetch(LIST_SHIELDS, clearance.case_id, after, limit)
    return [_shield(row) for row in rows]


def _hidden_columns(hidden: Hidden) -> tuple[str, UUID | None, UUID | None, UUID | None]:
    match hidden:
        case PartyHidden(participation_id=party, professional_id=person):
            return "party", party, person, None
        case UnitHidden(unit_id=unit):
            return "unit", None, None, unit
        case ContactHidden():
            return "contact", None, None, None


def _shield(row: Any) -> Shield:
    hidden: Hidden = ContactHidden()
    if row["participation_id"] is not None:
        hidden = PartyHidden(row["participation_id"], row["professional_id"])
    if row["unit_id"] is not None:
        hidden = UnitHidden(row["unit_id"])
    lifting = None
    if row["lifted_at"] is not None:
        lifting = Lifting(row["lifted_by"], row["lifted_at"], row["lifted_because"])
    return Shield(
        row["id"],
        hidden,
        row["reason"],
        row["review_on"],
        row["placed_by"],
        row["placed_at"],
        lifting,
        reviews_of(row["reviews"]),
    )
