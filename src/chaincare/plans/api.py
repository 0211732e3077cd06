"""Making, changing and reading the plan of a case."""

from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post, put
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.model import Reach
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ids import new_id
from chaincare.plans import rules, store
from chaincare.plans.model import (
    ANSWER_PLAN,
    CHANGE_PLAN,
    LIST_PLANS,
    MAKE_PLAN,
    READ_PLAN,
    READ_PLAN_VERSIONS,
    AgreesBecauseNeeded,
    GoalWithoutWords,
    Heard,
    HeardFromWhom,
    NotAskedIsNoAnswer,
    Plan,
    PlanUnknown,
    SaidByNobody,
    Word,
)
from chaincare.plans.views import (
    AnswerPlan,
    PlanAnswerView,
    Plans,
    PlanVersions,
    PlanView,
    StatePlan,
    answer_view,
    plan_view,
)
from chaincare.refusals import FieldError


@post(
    "/",
    dependencies=IN_CASE,
    opt={**doing(MAKE_PLAN, GoalWithoutWords, AgreesBecauseNeeded), "answer_headers": ("ETag",)},
)
async def make_plan(data: JSONBody[StatePlan], clearance: NamedDependency[Clearance]) -> Response[PlanView]:
    """Make a plan: goals in the client's own words, and whether he agrees with them."""
    edition = rules.worded(data.to_edition())
    by_id, at = clearance.participation_id, clearance.now()
    plan = Plan(new_id(), edition, data.client_may_read, 1, by_id, at)
    await store.add_plan(clearance, plan)
    clearance.object_id = plan.id
    return Response(plan_view(plan), headers={"ETag": etag_of(plan.version)})


@put(
    "/{plan_id:uuid}",
    dependencies=IN_CASE,
    opt={
        **doing(
            CHANGE_PLAN, PlanUnknown, EditionMissing, EditionStale, GoalWithoutWords, AgreesBecauseNeeded
        ),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
)
async def change_plan(
    plan_id: FromPath[UUID],
    data: JSONBody[StatePlan],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[PlanView]:
    """Put a plan anew, with what the client says of it now. How it was put before is kept."""
    version = await store.lock_version(clearance, plan_id)
    hold_to(if_match, version)
    edition = rules.worded(data.to_edition())
    by_id, at = clearance.participation_id, clearance.now()
    plan = Plan(plan_id, edition, data.client_may_read, version + 1, by_id, at)
    await store.change_plan(clearance, plan)
    clearance.object_id = plan.id
    return Response(plan_view(plan), headers={"ETag": etag_of(plan.version)})


@post(
    "/{plan_id:uuid}/answers",
    dependencies=IN_CASE,
    opt=doing(
        ANSWER_PLAN,
        PlanUnknown,
        EditionStale,
        NotAskedIsNoAnswer,
        AgreesBecauseNeeded,
        HeardFromWhom,
        SaidByNobody,
    ),
)
async def answer_plan(
    plan_id: FromPath[UUID], data: JSONBody[AnswerPlan], clearance: NamedDependency[Clearance]
) -> PlanAnswerView:
    """Say whether you agree with a plan, as the client or who represents him; or write down what he said, with proof."""
    at, heard = clearance.now(), data.heard
    himself = clearance.reach is Reach.CLIENT
    rules.answered(data.agrees, data.agrees_because, himself=himself, heard=heard is not None)
    plan, version = await store.get_answered(clearance, plan_id)
    if data.version != plan.version:
        raise EditionStale
    by_id = clearance.participation_id
    said_by = by_id if heard is None else heard.participation_id
    if not await store.is_citizen(clearance, said_by, at):
        raise SaidByNobody(errors=[FieldError("/heard/participationId", "Name one of the client's side.")])
    how, proof = (Heard.OWN_LOGIN, None) if heard is None else (Heard(heard.how), heard.proof)
    word = Word(new_id(), data.agrees, data.agrees_because, how, proof, said_by, by_id, at)
    await store.add_word(clearance, plan_id, version, word)
    clearance.object_id = plan_id
    return answer_view(word)


@get("/", dependencies=IN_CASE, opt=doing(LIST_PLANS))
async def list_plans(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Plans]:
    """List the plans of the case that you may read."""
    query = str(clearance.case_id)
    found = await store.list_plans(clearance, position_of(request, cursor, UUID, query), limit)
    return page_answer(
        request,
        Plans(items=tuple(map(plan_view, found))),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


@get(
    "/{plan_id:uuid}",
    dependencies=IN_CASE,
    opt={**doing(READ_PLAN, PlanUnknown), "answer_headers": ("ETag",)},
)
async def read_plan(plan_id: FromPath[UUID], clearance: NamedDependency[Clearance]) -> Response[PlanView]:
    """Read a plan as it stands now."""
    plan = await store.get_plan(clearance, plan_id)
    return Response(plan_view(plan), headers={"ETag": etag_of(plan.version)})


@get("/{plan_id:uuid}/versions", dependencies=IN_CASE, opt=doing(READ_PLAN_VERSIONS, PlanUnknown))
async def list_plan_versions(
    request: AnyRequest,
    plan_id: FromPath[UUID],
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[PlanVersions]:
    """Read how a plan was put, now and before: who put it so, and when."""
    query = f"{clearance.case_id} {plan_id}"
    found = await store.list_editions(clearance, plan_id, position_of(request, cursor, int, query), limit)
    return page_answer(
        request,
        PlanVersions(items=tuple(map(plan_view, found))),
        position=found[-1].version if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


plans_router = Router(
    "/cases/{case_id:uuid}/plans",
    route_handlers=[make_plan, change_plan, answer_plan, list_plans, read_plan, list_plan_versions],
    tags=["Cases"],
)
