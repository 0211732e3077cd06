"""An inventory as it travels: in words about nobody."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from chaincare.alliance.bodies import AboutNobody
from chaincare.directory.model import Sector
from chaincare.inventories.model import Inventory, InventoryState, LineStanding, Told
from chaincare.wire import Instant, Line, View, refuse_empty


class MakeInventory(AboutNobody):
    """Begin an inventory: of which people, where, and in which time. In words about nobody in particular.

    Without `networkId` it is one of the network you work in.
    """

    name: Line
    target_group: Line
    area: Line
    from_date: date
    until_date: date | None = None
    network_id: UUID | None = None


class ChangeInventory(AboutNobody):
    """What changes: a field that is left out stays as it is, null removes it (RFC 7396). Once `closed`, nobody is put on it any more; what was reported goes on."""

    name: Line | UnsetType = UNSET
    target_group: Line | UnsetType = UNSET
    area: Line | UnsetType = UNSET
    from_date: date | UnsetType = UNSET
    until_date: date | UnsetType | None = UNSET
    state: InventoryState | UnsetType = UNSET

    def applied_to(self, inventory: Inventory) -> Inventory:
        """Give the inventory as it is from now on. Raises InputInvalid."""
        refuse_empty(self)
        said = {
            name.replace("_date", "_on"): getattr(self, name)
            for name in self.__struct_fields__
            if name != "overrides"
        }
        changes: dict[str, Any] = {name: value for name, value in said.items() if value is not UNSET}
        return msgspec.structs.replace(inventory, version=inventory.version + 1, **changes)


class InventoryView(View):
    """An inventory; `version` in double quotes is its `ETag`."""

    id: UUID
    name: str
    target_group: str
    area: str
    from_date: date
    until_date: date | None
    state: InventoryState
    version: int
    made_by: UUID
    made_at: Instant


class Inventories(View):
    """The inventories of a network, the newest first. Who stands on them is for the units that reported it."""

    items: tuple[InventoryView, ...]


def inventory_view(one: Inventory) -> InventoryView:
    """Show an inventory."""
    fields = msgspec.structs.asdict(one)
    return InventoryView(from_date=fields.pop("from_on"), until_date=fields.pop("until_on"), **fields)


class StandingCount(View):
    """How many people stand so; null: fewer than five."""

    state: LineStanding
    people: int | None


class SectorCount(View):
    """How many open lines units of this sector reported; null: fewer than five, or it would tell of another sector where there are."""

    sector: Sector
    people: int | None


class InventoryCounts(View):
    """How many people stood on the inventory at the end of a day, the last one of the last month. Each number is rounded to a multiple of five."""

    inventory_id: UUID
    on_date: date
    states: tuple[StandingCount, ...]
    open_by_sector: tuple[SectorCount, ...]


def counts_view(inventory_id: UUID, told: Told, today: date) -> InventoryCounts:
    """Show what may be told of the counts."""
    return InventoryCounts(
        inventory_id=inventory_id,
        on_date=today.replace(day=1) - timedelta(days=1),
        states=tuple(StandingCount(state=one, people=people) for one, people in told.standings.items()),
        open_by_sector=tuple(SectorCount(sector=one, people=n) for one, n in told.open_by_sector.items()),
    )
