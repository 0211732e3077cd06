"""Figures of a network: a month is published once, and read by its members and its funders."""

from collections.abc import AsyncGenerator
from datetime import date
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.alliance.doors import IN_ALLIANCE, asked_of, into, to_thing
from chaincare.ids import new_id
from chaincare.statistics import rules, store
from chaincare.statistics.model import (
    LIST_STATISTICS,
    PUBLISH,
    READ_STATISTICS,
    Month,
    MonthNotOver,
    MonthPublished,
)
from chaincare.statistics.views import (
    PublishStatistics,
    StatisticsMonths,
    StatisticsView,
    csv_of,
    month_view,
    statistics_view,
)

TO_MONTH = to_thing("statistics_id")


async def publishing_door(
    request: AnyRequest, data: JSONBody[PublishStatistics]
) -> AsyncGenerator[Clearance, None]:
    """Let somebody publish in the network that the body names, or his own."""
    async with into(request, data.network_id) as clearance:
        yield clearance


@get("/", dependencies=IN_ALLIANCE, opt=doing(LIST_STATISTICS))
async def list_statistics(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[StatisticsMonths]:
    """Read of which months there are figures, the latest first."""
    by = asked_of(request, clearance)
    found = await store.list_months(clearance, position_of(request, cursor, date, by), limit)
    page = StatisticsMonths(items=tuple(map(month_view, found)))
    last = found[-1].month if found else None
    return page_answer(request, page, position=last, more=len(found) == limit, limit=limit, query=by)


@post(
    "/",
    dependencies={"clearance": Provide(publishing_door)},
    opt=doing(PUBLISH, MonthNotOver, MonthPublished),
)
async def publish_statistics(
    data: JSONBody[PublishStatistics], clearance: NamedDependency[Clearance]
) -> StatisticsView:
    """Count a month that is over and publish it, once and for good: levels, throughput, regie, agreements, reaction times."""
    first, at = date.fromisoformat(f"{data.month}-01"), clearance.now()
    following = rules.over(first, at)
    tables = rules.publishable(await store.count_month(clearance, first, following))
    network_id = clearance.admission.network_id
    month = Month(new_id(), network_id, first, tables, clearance.actor_id, at)  # type: ignore[arg-type]  # let in: it has one
    await store.add_month(clearance, month)
    clearance.object_id = month.id
    return statistics_view(month)


@get("/{statistics_id:uuid}", dependencies=TO_MONTH, opt=doing(READ_STATISTICS))
async def read_statistics(
    statistics_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> StatisticsView:
    """Read the figures of a month."""
    return statistics_view(await store.get_month(clearance, statistics_id))


@get(
    "/{statistics_id:uuid}/content",
    dependencies=TO_MONTH,
    opt={**doing(READ_STATISTICS), "streams": ("text/csv",)},
)
async def download_statistics(
    statistics_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[bytes]:
    """Read the figures of a month as CSV, with Dutch words beside each key."""
    month = await store.get_month(clearance, statistics_id)
    return Response(
        csv_of(month),
        media_type="text/csv; header=present",  # the framework says in which characters
        headers={"Content-Disposition": f'attachment; filename="chaincare-{month.month:%Y-%m}.csv"'},
    )


statistics_router = Router(
    "/statistics",
    route_handlers=[list_statistics, publish_statistics, read_statistics, download_statistics],
    tags=["Network"],
)
