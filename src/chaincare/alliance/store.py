"""What belongs to which network."""

from collections.abc import Collection
from uuid import UUID

from chaincare.access.clearance import Clearance

ADD_THING = "INSERT INTO alliance_things (id, network_id, kind) VALUES ($1, $2, $3)"

LIST_MEMBERS = """
    SELECT o.id, o.name FROM organisations AS o JOIN memberships AS m ON m.organisation_id = o.id
    WHERE m.network_id = $1 AND o.id = ANY ($2::uuid[])
"""


async def add_thing(clearance: Clearance, thing_id: UUID, kind: str) -> None:
    """Let a thing belong to the network somebody was let into; its own row names both."""
    await clearance.execute(ADD_THING, thing_id, clearance.admission.network_id, kind)


async def list_members(clearance: Clearance, wanted: Collection[UUID]) -> dict[UUID, str]:
    """Give the names of those of these organisations that are members of the network."""
    rows = await clearance.fetch(LIST_MEMBERS, clearance.admission.network_id, list(wanted))
    return {row["id"]: row["name"] for row in rows}
