"""One's own requests about the data that are kept: made with one's login, which is proof enough of who asks."""

from collections.abc import AsyncGenerator
from datetime import date
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.mine.model import LIST_OWN_REQUESTS, MAKE_OWN_REQUEST, READ_OWN_REQUEST
from chaincare.mine.store import find_requester
from chaincare.mine.views import (
    MakeRequest,
    OwnRequests,
    OwnRequestView,
    own_request_view,
    own_requests_view,
)
from chaincare.privacy import lodging, store
from chaincare.privacy.refusals import EntryNotTold, WordsMissing
from chaincare.privacy.views import RequestLodged, lodged_view
from chaincare.workdays import day_in_amsterdam

DOOR_REQUEST = Door("door_request", "$13")
DOOR_REQUESTS = Door("door_requests", "$13, $14, $15, $16, $17")


async def making_door(request: AnyRequest, data: JSONBody[MakeRequest]) -> AsyncGenerator[Clearance, None]:
    """Let a client or representative in for a request about his case."""
    async with through(request, lodging.DOOR_LODGING, [data.case_id]) as clearance:
        yield clearance


async def requests_door(
    request: AnyRequest, cursor: Cursor = None, limit: Limit = 25
) -> AsyncGenerator[Clearance, None]:
    """Let a client or representative into a page of his requests."""
    due_on, after = position_of(request, cursor, tuple[date, UUID]) or (None, None)
    async with through(request, DOOR_REQUESTS, [False, False, due_on, after, limit]) as clearance:
        yield clearance


async def request_door(request: AnyRequest, request_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let whoever asked into his request."""
    async with through(request, DOOR_REQUEST, [request_id]) as clearance:
        yield clearance


@post(
    "/",
    dependencies={"clearance": Provide(making_door)},
    opt=doing(MAKE_OWN_REQUEST, EntryNotTold, WordsMissing),
)
async def make_own_request(
    data: JSONBody[MakeRequest], clearance: NamedDependency[Clearance]
) -> RequestLodged:
    """Ask to see, correct, erase or take along what is kept, or who exactly looked. It is answered within a month."""
    today = day_in_amsterdam(clearance.now())
    asked = lodging.Asked(data.kind, data.words, None, None, data.reference, today)
    requester = await find_requester(clearance)
    return lodged_view(await lodging.lodge(clearance, asked, requester=requester))


@get("/", dependencies={"clearance": Provide(requests_door)}, opt=doing(LIST_OWN_REQUESTS))
async def list_own_requests(
    request: AnyRequest, clearance: NamedDependency[Clearance], limit: Limit = 25
) -> Response[OwnRequests]:
    """List your requests, what is answered first first."""
    found = await store.list_requests(clearance)
    return page_answer(
        request,
        own_requests_view(found, day_in_amsterdam(clearance.now())),
        position=(found[-1].due_on, found[-1].id) if found else None,
        more=len(found) == limit,
        limit=limit,
    )


@get("/{request_id:uuid}", dependencies={"clearance": Provide(request_door)}, opt=doing(READ_OWN_REQUEST))
async def read_own_request(
    request_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> OwnRequestView:
    """Read your request: how far it is, what was decided and why."""
    found = await store.get_request(clearance, request_id)
    steps = await store.list_facts(clearance, found.id)
    name = await store.find_name(clearance, found.id)
    return own_request_view(found, steps, name, day_in_amsterdam(clearance.now()))


own_requests_router = Router(
    "/requests", route_handlers=[make_own_request, list_own_requests, read_own_request]
)
