"""Office hours: each edition is a row that is never changed."""

from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.office_hours.model import CUSTOMARY, OfficeHours

IS_MEMBER = """
    SELECT EXISTS (SELECT FROM networks AS n JOIN memberships AS m ON m.network_id = n.id
        WHERE n.id = $1 AND m.organisation_id = $2)
"""
LOCK_NETWORK = "SELECT FROM networks WHERE id = $1 FOR NO KEY UPDATE"
LIST_EDITIONS = """
    SELECT opens, closes, holds_from, set_at, version FROM office_hours WHERE network_id = $1 ORDER BY version DESC
"""
ADD_EDITION = """
    INSERT INTO office_hours (network_id, version, opens, closes, holds_from, set_at, set_by) VALUES ($1, $2, $3, $4, $5, $6, $7)
"""


async def is_member(clearance: Clearance, network_id: UUID) -> bool:
    """Say whether there is this network, and the reader's organisation is a member of it."""
    row = await clearance.fetchrow(IS_MEMBER, network_id, clearance.admission.organisation_id)
    return bool(row[0])


async def lock_network(clearance: Clearance, network_id: UUID) -> None:
    """Let nobody else set anything in this network until the end."""
    await clearance.execute(LOCK_NETWORK, network_id)


async def list_editions(clearance: Clearance, network_id: UUID) -> list[OfficeHours]:
    """List all editions, the newest first; the last is what holds before any was set."""
    rows = await clearance.fetch(LIST_EDITIONS, network_id)
    return [*map(_edition, rows), CUSTOMARY]


async def add_edition(clearance: Clearance, network_id: UUID, hours: OfficeHours) -> None:
    """Add an edition; the lock is held."""
    opens = [None if day is None else day[0] for day in hours.days]
    closes = [None if day is None else day[1] for day in hours.days]
    await clearance.execute(
        ADD_EDITION, network_id, hours.version, opens, closes, hours.holds_from, hours.set_at, clearance.actor_id
    )  # fmt: skip


def _edition(row: Any) -> OfficeHours:
    days = tuple(
        None if opens is None else (opens, closes)
        for opens, closes in zip(row["opens"], row["closes"], strict=True)
    )
    return OfficeHours(days, row["holds_from"], row["set_at"], row["version"])
