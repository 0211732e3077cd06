"""The register of processing activities: what the product does, and what a network adds."""

from collections import defaultdict
from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any
from uuid import UUID

from litestar import Litestar, Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody
from litestar.routes import HTTPRoute

from chaincare.access.acting import post, put
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ids import new_id
from chaincare.processing import rules, store
from chaincare.processing.model import (
    ADD_ACTIVITY,
    CHANGE_ACTIVITY,
    READ_ACTIVITIES,
    READ_ACTIVITY,
    Activity,
    ActivityOfProduct,
    ActivityUnknown,
)
from chaincare.processing.views import (
    Activities,
    ActivityEditions,
    ActivityView,
    DescribeActivity,
    activity_view,
)

DOOR_PRIVACY = Door("door_privacy", "$13")


async def register_door(request: AnyRequest) -> AsyncGenerator[Clearance, None]:
    """Let privacy work and oversight into the register."""
    async with through(request, DOOR_PRIVACY, [None]) as clearance:
        yield clearance


async def activity_door(request: AnyRequest, activity_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let privacy work and oversight into one line of the register."""
    async with through(request, DOOR_PRIVACY, [activity_id]) as clearance:
        yield clearance


IN_REGISTER = {"clearance": Provide(register_door)}
IN_ACTIVITY = {"clearance": Provide(activity_door)}


def events_by_activity(app: Litestar) -> Mapping[str, Sequence[str]]:
    """Give the event codes that belong to each activity of the product."""
    found: dict[str, set[str]] = defaultdict(set)
    for route in app.routes:
        for handler, _ in route.route_handler_map.values() if isinstance(route, HTTPRoute) else ():
            if (operation := handler.opt.get("operation")) is not None:
                found[rules.activity_of(operation)].add(operation.code)
    return {key: sorted(codes) for key, codes in found.items()}


def _views(request: AnyRequest, found: Sequence[Activity]) -> tuple[ActivityView, ...]:
    state: Any = request.app.state
    if "events_by_activity" not in state:
        state.events_by_activity = events_by_activity(request.app)
    return tuple(activity_view(one, state.events_by_activity.get(one.key, ())) for one in found)


@get("/", dependencies=IN_REGISTER, opt=doing(READ_ACTIVITIES))
async def list_activities(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Activities]:
    """Read the register: what the product does with personal data, and what your network added."""
    found = await store.list_activities(clearance, position_of(request, cursor, UUID), limit)
    return page_answer(
        request,
        Activities(items=_views(request, found)),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
    )


@post("/", dependencies=IN_REGISTER, opt={**doing(ADD_ACTIVITY), "answer_headers": ("ETag",)})
async def add_activity(
    request: AnyRequest, data: JSONBody[DescribeActivity], clearance: NamedDependency[Clearance]
) -> Response[ActivityView]:
    """Add a processing activity to the register of your network."""
    at = clearance.now()
    activity = Activity(new_id(), 1, clearance.admission.network_id, None, data.to_model(), at)
    await store.add_edition(clearance, activity, at)
    clearance.object_id = activity.id
    [view] = _views(request, [activity])
    return Response(view, headers={"ETag": etag_of(1)})


@get(
    "/{activity_id:uuid}",
    dependencies=IN_ACTIVITY,
    opt={**doing(READ_ACTIVITY, ActivityUnknown), "answer_headers": ("ETag",)},
)
async def read_activity(
    request: AnyRequest, activity_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[ActivityEditions]:
    """Read a processing activity as it stands and as it stood."""
    found = await store.list_editions(clearance, activity_id)
    return Response(
        ActivityEditions(items=_views(request, found)), headers={"ETag": etag_of(found[0].version)}
    )


@put(
    "/{activity_id:uuid}",
    dependencies=IN_ACTIVITY,
    opt={
        **doing(CHANGE_ACTIVITY, ActivityUnknown, ActivityOfProduct, EditionMissing, EditionStale),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
)
async def change_activity(
    request: AnyRequest,
    activity_id: FromPath[UUID],
    data: JSONBody[DescribeActivity],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[ActivityView]:
    """Describe a processing activity of your network anew; what it said before stays."""
    [before, *_] = await store.list_editions(clearance, activity_id)
    hold_to(if_match, before.version)
    after = rules.describe_anew(before, data.to_model())
    await store.add_edition(clearance, after, clearance.now())
    clearance.object_id = after.id
    [view] = _views(request, [after])
    return Response(view, headers={"ETag": etag_of(after.version)})


processing_router = Router(
    "/processing-activities",
    route_handlers=[list_activities, add_activity, read_activity, change_activity],
    tags=["Privacy"],
)
