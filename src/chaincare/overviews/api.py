"""What a coordinator sees of regie in his network, and a management contact of his own people, in one call each."""

from collections.abc import AsyncGenerator
from typing import Annotated
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter

from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.overviews.model import READ_MANAGEMENT_OVERVIEW, READ_REGIE_OVERVIEW, OverviewKind
from chaincare.overviews.store import list_late, read_regie
from chaincare.overviews.views import (
    ManagementOverview,
    RegieOverview,
    caseload_view,
    late_view,
    line_view,
)
from chaincare.workdays import day_in_amsterdam

OfKind = Annotated[OverviewKind | None, QueryParameter(name="kind", description="Only lines of this kind.")]

DOOR_OVERVIEW = Door("door_regie_overview", "$13, $14, $15")
DOOR_MANAGEMENT = Door("door_management", "$13, $14")


async def overview_door(
    request: AnyRequest, kind: OfKind = None, cursor: Cursor = None, limit: Limit = 25
) -> AsyncGenerator[Clearance, None]:
    """Let a coordinator into one page of what is open about regie."""
    after = position_of(request, cursor, UUID, kind)
    asked = [None if kind is None else kind.value, after, limit]
    async with through(request, DOOR_OVERVIEW, asked) as clearance:
        yield clearance


async def management_door(
    request: AnyRequest, cursor: Cursor = None, limit: Limit = 25
) -> AsyncGenerator[Clearance, None]:
    """Let a management contact into one page of what lies too long."""
    after = position_of(request, cursor, UUID)
    async with through(request, DOOR_MANAGEMENT, [after, limit]) as clearance:
        yield clearance


@get(
    "/regie-overview",
    dependencies={"clearance": Provide(overview_door)},
    opt=doing(READ_REGIE_OVERVIEW),
    tags=["Work"],
)
async def read_regie_overview(
    request: AnyRequest, clearance: NamedDependency[Clearance], kind: OfKind = None, limit: Limit = 25
) -> Response[RegieOverview]:
    """Read what is open about regie in your network: vacancies, terms that end, proposals, units that are silent.

    Beside it, who directs how many cases. Cases in which your own organisation is a party are left out.
    """
    lines, loads = await read_regie(clearance)
    base = request.url.path.removesuffix("/regie-overview")
    return page_answer(
        request,
        RegieOverview(
            items=tuple(line_view(one, base) for one in lines),
            caseloads=tuple(map(caseload_view, loads)),
        ),
        position=clearance.page[-1].object_id if clearance.page else None,
        more=len(clearance.page) == limit,
        limit=limit,
        query=kind,
    )


@get(
    "/management-overview",
    dependencies={"clearance": Provide(management_door)},
    opt=doing(READ_MANAGEMENT_OVERVIEW),
    tags=["Work"],
)
async def read_management_overview(
    request: AnyRequest, clearance: NamedDependency[Clearance], limit: Limit = 25
) -> Response[ManagementOverview]:
    """Read what of your organisation's people lies too long: in which case by its reference, with whom, how many days."""
    today = day_in_amsterdam(clearance.now())
    found = await list_late(clearance) if clearance.page else []
    return page_answer(
        request,
        ManagementOverview(items=tuple(late_view(one, today) for one in found)),
        position=clearance.page[-1].object_id if clearance.page else None,
        more=len(clearance.page) == limit,
        limit=limit,
    )


overviews_router = Router("/", route_handlers=[read_regie_overview, read_management_overview])
