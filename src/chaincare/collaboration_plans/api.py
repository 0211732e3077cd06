"""Collaboration plans: written by who pulls the cart, coordinates or administers; read by everybody of a member."""

from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post, put
from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.alliance.acting import about_nobody
from chaincare.alliance.doors import IN_ALLIANCE, asked_of, into, to_thing
from chaincare.alliance.model import TextNamesSomebody
from chaincare.collaboration_plans import store
from chaincare.collaboration_plans.model import (
    BEGIN_PLAN,
    LIST_PLANS,
    READ_PLAN,
    RENAME_PLAN,
    CollaborationPlan,
)
from chaincare.collaboration_plans.views import (
    BeginPlan,
    CollaborationPlans,
    CollaborationPlanView,
    NamePlan,
    plan_view,
)
from chaincare.ids import new_id

PLAN = "/{collaboration_plan_id:uuid}"
TO_PLAN = to_thing("collaboration_plan_id")
ANSWERS_EDITION: dict[str, Any] = {"answer_headers": ("ETag",)}
CHANGES_EDITION: dict[str, Any] = {**ANSWERS_EDITION, "required_headers": ("If-Match",)}


async def beginning_door(request: AnyRequest, data: JSONBody[BeginPlan]) -> AsyncGenerator[Clearance, None]:
    """Let somebody begin a plan in the network that the body names, or his own."""
    async with into(request, data.network_id) as clearance:
        yield clearance


@get("/", dependencies=IN_ALLIANCE, opt=doing(LIST_PLANS))
async def list_collaboration_plans(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[CollaborationPlans]:
    """Read what the network plans for its target groups, the latest first."""
    by = asked_of(request, clearance)
    found = await store.list_plans(clearance, position_of(request, cursor, UUID, by), limit)
    last = found[-1].id if found else None
    page = CollaborationPlans(items=tuple(map(plan_view, found)))
    return page_answer(request, page, position=last, more=len(found) == limit, limit=limit, query=by)


@post(
    "/",
    dependencies={"clearance": Provide(beginning_door)},
    opt={**doing(BEGIN_PLAN, TextNamesSomebody), **ANSWERS_EDITION},
)
async def begin_collaboration_plan(
    data: JSONBody[BeginPlan], clearance: NamedDependency[Clearance]
) -> Response[CollaborationPlanView]:
    """Begin a plan for a target group. A network may have several."""
    await about_nobody(clearance, data)
    network_id: Any = clearance.admission.network_id  # let in: it has one
    plan = CollaborationPlan(
        new_id(), network_id, data.title, data.target_group, 1, clearance.actor_id, clearance.now()
    )
    await store.add_plan(clearance, plan)
    clearance.object_id = plan.id
    return shown(plan)


@get(PLAN, dependencies=TO_PLAN, opt={**doing(READ_PLAN), **ANSWERS_EDITION})
async def read_collaboration_plan(
    collaboration_plan_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[CollaborationPlanView]:
    """Read a plan: which questions have an answer, and what was adopted."""
    return shown(await store.get_plan(clearance, collaboration_plan_id))


@put(
    PLAN,
    dependencies=TO_PLAN,
    opt={**doing(RENAME_PLAN, TextNamesSomebody, EditionMissing, EditionStale), **CHANGES_EDITION},
)
async def rename_collaboration_plan(
    collaboration_plan_id: FromPath[UUID],
    data: JSONBody[NamePlan],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[CollaborationPlanView]:
    """Give a plan another title, or say better for whom it is."""
    before = await store.lock_plan(clearance, collaboration_plan_id)
    hold_to(if_match, before.version)
    await about_nobody(clearance, data)
    after = msgspec.structs.replace(
        before, title=data.title, target_group=data.target_group, version=before.version + 1
    )
    await store.change_plan(clearance, after)
    clearance.object_id = after.id
    return shown(after)


def shown(plan: CollaborationPlan) -> Response[CollaborationPlanView]:
    """Answer with a plan and its edition."""
    return Response(plan_view(plan), headers={"ETag": etag_of(plan.version)})


collaboration_plans_router = Router(
    "/collaboration-plans",
    route_handlers=[
        list_collaboration_plans,
        begin_collaboration_plan,
        read_collaboration_plan,
        rename_collaboration_plan,
    ],
    tags=["Network"],
)
