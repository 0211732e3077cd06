"""Withdrawing a text above the cases: by who pulls the cart, coordinates or administers; that it was withdrawn everybody of a member reads."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.alliance.doors import IN_ALLIANCE, asked_of, into
from chaincare.ids import new_id
from chaincare.network_erasures import store
from chaincare.network_erasures.model import ERASE_TEXT, LIST_ERASURES, NetworkErasure, TextErasedAlready
from chaincare.network_erasures.views import AnyErasure, NetworkErasures, NetworkErasureView, erasure_view


async def erasing_door(request: AnyRequest, data: JSONBody[AnyErasure]) -> AsyncGenerator[Clearance, None]:
    """Let somebody into the thing whose text he withdraws."""
    async with into(request, data.place().thing_id) as clearance:
        yield clearance


@post("/", dependencies={"clearance": Provide(erasing_door)}, opt=doing(ERASE_TEXT, TextErasedAlready))
async def erase_network_text(
    data: JSONBody[AnyErasure], clearance: NamedDependency[Clearance]
) -> NetworkErasureView:
    """Withdraw a text that points at somebody after all: its words are erased, and a sentence stands there that says so.

    Who wrote it when stays. A new edition is written as ever; what is replaced keeps its earlier editions, so each is withdrawn by itself.
    """
    one = NetworkErasure(new_id(), data.place(), data.reason, clearance.actor_id, clearance.now())
    await store.erase_text(clearance, one)
    clearance.object_id = one.place.thing_id
    return erasure_view(one)


@get("/", dependencies=IN_ALLIANCE, opt=doing(LIST_ERASURES))
async def list_network_erasures(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[NetworkErasures]:
    """Read which texts of the network were withdrawn, why and by whom, the latest first."""
    by = asked_of(request, clearance)
    found = await store.list_erasures(clearance, position_of(request, cursor, UUID, by), limit)
    page = NetworkErasures(items=tuple(map(erasure_view, found)))
    last = found[-1].id if found else None
    return page_answer(request, page, position=last, more=len(found) == limit, limit=limit, query=by)


network_erasures_router = Router(
    "/network-erasures", route_handlers=[erase_network_text, list_network_erasures], tags=["Network"]
)
