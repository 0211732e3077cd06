"""Searching for a client: criteria in the body, never in an address, and only one's own cases in the answer."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Router
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.paging import position_of
from chaincare.client_search import store
from chaincare.client_search.model import SEARCH_CLIENTS, SearchTooWide
from chaincare.client_search.views import FoundClients, SearchClients, as_asked, found_view

DOOR_SEARCH = Door("door_search", ", ".join(f"${place}" for place in range(13, 25)))


async def search_door(request: AnyRequest, data: JSONBody[SearchClients]) -> AsyncGenerator[Clearance, None]:
    """Let the caller into one page of those of his clients whom he looks for."""
    asked, typed = as_asked(data.wanted()), data.typed()
    rank, case_id = position_of(request, data.cursor, tuple[int, UUID], typed) or (None, None)
    sealed = request.app.state.private.seal(typed, request.scope["state"]["request_id"])
    async with through(request, DOOR_SEARCH, [*asked, *sealed, rank, case_id, data.limit]) as clearance:
        yield clearance


@post(
    "/clients/_search",
    status_code=200,
    dependencies={"clearance": Provide(search_door)},
    opt=doing(SEARCH_CLIENTS, SearchTooWide),
    tags=["Clients"],
)
async def search_clients(
    request: AnyRequest, data: JSONBody[SearchClients], clearance: NamedDependency[Clearance]
) -> FoundClients:
    """Search among the clients of your own cases. Nobody else is ever found; the search is logged, also an empty one."""
    found = await store.list_found(clearance) if clearance.page else []
    cursor = None
    if len(clearance.page) == data.limit:
        last, caller = clearance.page[-1], request.state.caller
        cursor = request.app.state.cursors.seal(
            (int(last.role or 0), last.case_id),
            subject=f"{caller.issuer} {caller.subject}",
            query=[SEARCH_CLIENTS.code, data.typed()],
        )
    return FoundClients(items=tuple(map(found_view, found)), next_cursor=cursor)


search_router = Router("/", route_handlers=[search_clients])
