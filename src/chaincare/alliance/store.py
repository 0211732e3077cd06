"""What belongs to which network."""

from collections.abc import Collection
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.alliance.model import NameNear

ADD_THING = "INSERT INTO alliance_things (id, network_id, kind) VALUES ($1, $2, $3)"

LIST_MEMBERS = """
    SELECT o.id, o.name FROM organisations AS o JOIN memberships AS m ON m.organisation_id = o.id
    WHERE m.network_id = $1 AND o.id = ANY ($2::uuid[])
"""

LIST_NAMES_NEAR = "SELECT given_names, family_name, call_name FROM chaincare.names_near_writer($1)"


async def add_thing(clearance: Clearance, thing_id: UUID, kind: str) -> None:
    """Let a thing belong to the network somebody was let into; its own row names both."""
    await clearance.execute(ADD_THING, thing_id, clearance.admission.network_id, kind)


async def list_members(clearance: Clearance, wanted: Collection[UUID]) -> dict[UUID, str]:
    """Give the names of those of these organisations that are members of the network."""
    rows = await clearance.fetch(LIST_MEMBERS, clearance.admission.network_id, list(wanted))
    return {row["id"]: row["name"] for row in rows}


async def list_names_near(clearance: Clearance) -> list[NameNear]:
    """Give the names that whoever writes here may see anyway, to hold his words against them; they are shown to nobody."""
    rows = await clearance.fetch(LIST_NAMES_NEAR, clearance.now())
    return [NameNear(row["given_names"], row["family_name"], row["call_name"]) for row in rows]
