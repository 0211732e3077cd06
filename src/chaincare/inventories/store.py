"""Inventories, as the network keeps them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.alliance.store import add_thing
from chaincare.directory.model import Sector
from chaincare.inventories.model import Counted, Inventory, InventoryState, InventoryUnknown, LineStanding

ADD_INVENTORY = """
    INSERT INTO inventories (id, network_id, name, target_group, area, from_on, until_on, made_by, made_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""

_INVENTORY = """
    SELECT id, name, target_group, area, from_on, until_on, state, version, made_by, made_at FROM inventories
"""

GET_INVENTORY = f"{_INVENTORY} WHERE id = $1"

LOCK_INVENTORY = f"{_INVENTORY} WHERE id = $1 FOR UPDATE"

LIST_INVENTORIES = f"""
    {_INVENTORY} WHERE network_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
"""

COUNT_INVENTORY = "SELECT state, sector, people FROM chaincare.inventory_counts($1, $2)"

CHANGE_INVENTORY = """
    UPDATE inventories SET name = $2, target_group = $3, area = $4, from_on = $5, until_on = $6, state = $7,
        version = $8, changed_by = $9, changed_at = $10
    WHERE id = $1
"""


async def add_inventory(clearance: Clearance, one: Inventory) -> None:
    """Add an inventory to the network somebody was let into."""
    await add_thing(clearance, one.id, "inventory")
    values = (one.name, one.target_group, one.area, one.from_on, one.until_on, one.made_by, one.made_at)
    await clearance.execute(ADD_INVENTORY, one.id, clearance.admission.network_id, *values)


async def get_inventory(clearance: Clearance, inventory_id: UUID) -> Inventory:
    """Give an inventory. Raises InventoryUnknown."""
    return _certain(await clearance.fetchrow(GET_INVENTORY, inventory_id))


async def lock_inventory(clearance: Clearance, inventory_id: UUID) -> Inventory:
    """Give an inventory, which nobody else changes until the end. Raises InventoryUnknown."""
    return _certain(await clearance.fetchrow(LOCK_INVENTORY, inventory_id))


async def list_inventories(clearance: Clearance, before: UUID | None, limit: int) -> list[Inventory]:
    """List the inventories of the network, the newest first."""
    rows = await clearance.fetch(LIST_INVENTORIES, clearance.admission.network_id, before, limit)
    return [_inventory(row) for row in rows]


async def count_inventory(clearance: Clearance, inventory_id: UUID, at: datetime) -> list[Counted]:
    """Count who stood on an inventory when the last month ended. Not to be told as it is."""
    rows = await clearance.fetch(COUNT_INVENTORY, inventory_id, at)
    return [Counted(LineStanding(row["state"]), Sector(row["sector"]), row["people"]) for row in rows]


async def change_inventory(clearance: Clearance, one: Inventory, at: datetime) -> None:
    """Put the next edition in place."""
    values = (one.name, one.target_group, one.area, one.from_on, one.until_on, one.state.value, one.version)
    await clearance.execute(CHANGE_INVENTORY, one.id, *values, clearance.actor_id, at)


def _certain(row: Any) -> Inventory:
    if row is None:
        raise InventoryUnknown
    return _inventory(row)


def _inventory(row: Any) -> Inventory:
    return Inventory(
        id=row["id"],
        name=row["name"],
        target_group=row["target_group"],
        area=row["area"],
        from_on=row["from_on"],
        until_on=row["until_on"],
        state=InventoryState(row["state"]),
        version=row["version"],
        made_by=row["made_by"],
        made_at=row["made_at"],
    )
