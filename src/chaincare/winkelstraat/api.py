"""The services of the winkelstraat: found by everybody near, kept by who administers."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from chaincare.access.acting import patch, post
from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.directory.administering import WRITING
from chaincare.directory.operations import READ_DIRECTORY
from chaincare.directory.reading import READING
from chaincare.directory.refusals import NotInYourNetwork
from chaincare.directory.store import find_in_network
from chaincare.directory.views import Added
from chaincare.winkelstraat import rules, store
from chaincare.winkelstraat.model import (
    ADD_SERVICE,
    CHANGE_SERVICE,
    RETIRE_SERVICE,
    SEARCH_SERVICES,
    OfferedHelp,
    ServiceRetired,
    ServiceUnknown,
)
from chaincare.winkelstraat.views import (
    AddService,
    ChangeService,
    FoundServices,
    RetireService,
    SearchServices,
    ServiceGone,
    Services,
    ServiceView,
    found_view,
    service_view,
)
from chaincare.wire import refuse_empty
from chaincare.workdays import day_in_amsterdam

Help = Annotated[
    OfferedHelp | None, QueryParameter(name="help", description="Only what gives this kind of help.")
]


@get("/", **READING)
async def list_services(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    offered: Help = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[Services]:
    """List what is offered in the winkelstraat of your networks, of one kind of help if you like."""
    by = ["services", str(offered)]
    after = position_of(request, cursor, UUID, by)
    found = await store.list_services(clearance, after, limit, offered)
    page = Services(items=tuple(map(service_view, found)))
    position = found[-1].id if found else None
    return page_answer(request, page, position=position, more=len(found) == limit, limit=limit, query=by)


@post(
    "/_search",
    status_code=200,
    dependencies=READING["dependencies"],
    opt=doing(SEARCH_SERVICES),
)
async def search_services(
    request: AnyRequest, data: JSONBody[SearchServices], clearance: NamedDependency[Clearance]
) -> FoundServices:
    """Search the winkelstraat of your networks by words, kind of help, target group, area, how soon, and whose it is."""
    sought = data.sought()
    asked = msgspec.json.encode(sought).decode()
    after = position_of(request, data.cursor, tuple[str, UUID], asked)
    found = await store.search_services(clearance, sought, after, data.limit)
    cursor = None
    if len(found) == data.limit:
        last, caller = found[-1], request.state.caller
        cursor = request.app.state.cursors.seal(
            (last.place, last.service.id),
            subject=f"{caller.issuer} {caller.subject}",
            query=[SEARCH_SERVICES.code, asked],
        )
    return FoundServices(items=tuple(map(found_view, found)), next_cursor=cursor)


@get(
    "/{service_id:uuid}",
    dependencies=READING["dependencies"],
    opt={**doing(READ_DIRECTORY, ServiceUnknown), "answer_headers": ("ETag",)},
)
async def read_service(
    service_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[ServiceView]:
    """Read one service of a network of yours, also one that is no longer offered."""
    found = await store.find_service(clearance, service_id)
    if found is None:
        raise ServiceUnknown
    return Response(service_view(found), headers={"ETag": etag_of(found.version)})


@post("/", dependencies=WRITING, opt=doing(ADD_SERVICE, NotInYourNetwork))
async def add_service(data: JSONBody[AddService], clearance: NamedDependency[Clearance]) -> Added:
    """Add what a unit offers in the winkelstraat."""
    if await find_in_network(clearance, unit_id=data.unit_id) is None:
        raise NotInYourNetwork
    service = data.to_model(day_in_amsterdam(clearance.now()))
    await store.add_service(clearance, service)
    clearance.object_id = service.id
    return Added(id=service.id)


@patch(
    "/{service_id:uuid}",
    dependencies=WRITING,
    opt={
        **doing(CHANGE_SERVICE, NotInYourNetwork, ServiceRetired, EditionMissing, EditionStale),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
)
async def change_service(
    service_id: FromPath[UUID],
    data: JSONBody[ChangeService],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[ServiceView]:
    """Change what a unit offers. Help that was asked or runs goes on as it is."""
    before = await store.lock_service(clearance, service_id)
    hold_to(if_match, before.version)
    refuse_empty(data)
    wanted, today = data.applied_to(before), day_in_amsterdam(clearance.now())
    if await find_in_network(clearance, unit_id=wanted.unit_id) is None:
        raise NotInYourNetwork
    stated = data.waiting_days is not msgspec.UNSET
    after = rules.changed(before, wanted, waiting_stated=stated, today=today)
    await store.change_service(clearance, after)
    clearance.object_id = service_id
    return Response(service_view(after), headers={"ETag": etag_of(after.version)})


@post(
    "/{service_id:uuid}/retirements",
    dependencies=WRITING,
    opt=doing(RETIRE_SERVICE, NotInYourNetwork, ServiceRetired),
)
async def retire_service(
    service_id: FromPath[UUID], data: JSONBody[RetireService], clearance: NamedDependency[Clearance]
) -> ServiceGone:
    """Offer something no longer: it is found no more. Help that was asked or runs goes on."""
    after = rules.retired(await store.lock_service(clearance, service_id))
    await store.retire_service(clearance, after, data.reason)
    clearance.object_id = service_id
    return ServiceGone(id=service_id, status=after.status)


winkelstraat_router = Router(
    "/services",
    route_handlers=[
        list_services,
        search_services,
        read_service,
        add_service,
        change_service,
        retire_service,
    ],
    tags=["Directory"],
)
