"""Relatives: recorded, read, and recorded no longer."""

from uuid import UUID

import msgspec
from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.clients.api import IN_CLIENT
from chaincare.ids import new_id
from chaincare.relatives import store
from chaincare.relatives.model import (
    ADD_RELATIVE,
    END_RELATIVE,
    LIST_RELATIVES,
    Ending,
    Relative,
    RelativeEnded,
    RelativeUnknown,
)
from chaincare.relatives.views import AddRelative, EndRelative, Relatives, RelativeView, relative_view


@get("/", dependencies=IN_CLIENT, opt=doing(LIST_RELATIVES))
async def list_relatives(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Relatives]:
    """Read who is around the client without a part in the case, and who of them may ask how it goes."""
    query = str(clearance.case_id)
    found = await store.list_relatives(clearance, position_of(request, cursor, UUID, query), limit)
    return page_answer(
        request,
        Relatives(items=tuple(map(relative_view, found))),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


@post("/", dependencies=IN_CLIENT, opt=doing(ADD_RELATIVE))
async def add_relative(data: JSONBody[AddRelative], clearance: NamedDependency[Clearance]) -> RelativeView:
    """Record somebody around the client who has no view of the case."""
    relative = Relative(
        new_id(),
        data.name,
        data.relation,
        data.may_request_information,
        clearance.participation_id,
        clearance.now(),
    )
    await store.add_relative(clearance, relative)
    clearance.object_id = relative.id
    return relative_view(relative)


@post(
    "/{relative_id:uuid}/endings",
    dependencies=IN_CLIENT,
    opt=doing(END_RELATIVE, RelativeUnknown, RelativeEnded),
)
async def end_relative(
    relative_id: FromPath[UUID], data: JSONBody[EndRelative], clearance: NamedDependency[Clearance]
) -> RelativeView:
    """Say that this holds no longer. What was recorded is kept."""
    relative = await store.lock_relative(clearance, relative_id)
    if relative.ending is not None:
        raise RelativeEnded
    ending = Ending(clearance.participation_id, clearance.now(), data.reason)
    await store.end_relative(clearance, relative_id, ending)
    clearance.object_id = relative_id
    return relative_view(msgspec.structs.replace(relative, ending=ending))


relatives_router = Router(
    "/clients/{client_id:uuid}/relatives",
    route_handlers=[list_relatives, add_relative, end_relative],
    tags=["Clients"],
)
