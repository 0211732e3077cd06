"""Beginning an inventory, reading it, and changing it: by who pulls the cart. None of it shows who stands on it."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import patch, post
from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.alliance.acting import about_nobody
from chaincare.alliance.doors import IN_ALLIANCE, asked_of, into, to_thing
from chaincare.alliance.model import TextNamesSomebody
from chaincare.ids import new_id
from chaincare.inventories import rules, store
from chaincare.inventories.model import (
    CHANGE_INVENTORY,
    COUNT_INVENTORY,
    LIST_INVENTORIES,
    MAKE_INVENTORY,
    READ_INVENTORY,
    Inventory,
    InventoryEndsFirst,
    InventoryState,
)
from chaincare.inventories.views import (
    ChangeInventory,
    Inventories,
    InventoryCounts,
    InventoryView,
    MakeInventory,
    counts_view,
    inventory_view,
)
from chaincare.workdays import day_in_amsterdam

OF_INVENTORY = to_thing("inventory_id")


async def making_door(request: AnyRequest, data: JSONBody[MakeInventory]) -> AsyncGenerator[Clearance, None]:
    """Let somebody write in the network that the body names, or his own."""
    async with into(request, data.network_id) as clearance:
        yield clearance


@post(
    "/",
    dependencies={"clearance": Provide(making_door)},
    opt={**doing(MAKE_INVENTORY, TextNamesSomebody, InventoryEndsFirst), "answer_headers": ("ETag",)},
)
async def make_inventory(
    data: JSONBody[MakeInventory], clearance: NamedDependency[Clearance]
) -> Response[InventoryView]:
    """Begin an inventory of who does not get, or threatens not to get, what he needs and is entitled to."""
    await about_nobody(clearance, data)
    one = Inventory(
        new_id(), data.name, data.target_group, data.area, data.from_date, data.until_date,
        InventoryState.OPEN, 1, clearance.actor_id, clearance.now(),
    )  # fmt: skip
    await store.add_inventory(clearance, rules.coherent(one))
    clearance.object_id = one.id
    return Response(inventory_view(one), headers={"ETag": etag_of(one.version)})


@get("/", dependencies=IN_ALLIANCE, opt=doing(LIST_INVENTORIES))
async def list_inventories(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Inventories]:
    """Read the inventories of your network, the newest first."""
    query = asked_of(request, clearance)
    found = await store.list_inventories(clearance, position_of(request, cursor, UUID, query), limit)
    view = Inventories(items=tuple(map(inventory_view, found)))
    position = found[-1].id if found else None
    return page_answer(request, view, position=position, more=len(found) == limit, limit=limit, query=query)


@get(
    "/{inventory_id:uuid}",
    dependencies=OF_INVENTORY,
    opt={**doing(READ_INVENTORY), "answer_headers": ("ETag",)},
)
async def read_inventory(
    inventory_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[InventoryView]:
    """Read an inventory: of which people, where, in which time."""
    one = await store.get_inventory(clearance, inventory_id)
    return Response(inventory_view(one), headers={"ETag": etag_of(one.version)})


@get("/{inventory_id:uuid}/counts", dependencies=OF_INVENTORY, opt=doing(COUNT_INVENTORY))
async def count_inventory(
    inventory_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> InventoryCounts:
    """Read how many people stood on an inventory when the last month ended: from five on, in multiples of five, and nobody by name."""
    await store.get_inventory(clearance, inventory_id)
    at = clearance.now()
    told = rules.told(await store.count_inventory(clearance, inventory_id, at))
    return counts_view(inventory_id, told, day_in_amsterdam(at))


@patch(
    "/{inventory_id:uuid}",
    dependencies=OF_INVENTORY,
    opt={
        **doing(CHANGE_INVENTORY, TextNamesSomebody, InventoryEndsFirst, EditionMissing, EditionStale),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
)
async def change_inventory(
    inventory_id: FromPath[UUID],
    data: JSONBody[ChangeInventory],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[InventoryView]:
    """Change an inventory, close it, or open it again."""
    before = await store.lock_inventory(clearance, inventory_id)
    hold_to(if_match, before.version)
    await about_nobody(clearance, data)
    one = rules.coherent(data.applied_to(before))
    await store.change_inventory(clearance, one, clearance.now())
    clearance.object_id = one.id
    return Response(inventory_view(one), headers={"ETag": etag_of(one.version)})


inventories_router = Router(
    "/inventories",
    route_handlers=[make_inventory, list_inventories, read_inventory, count_inventory, change_inventory],
    tags=["Network"],
)
