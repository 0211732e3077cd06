"""The eight answers of a plan, and who adopted them."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, PathParameter

from chaincare.access.acting import post, put
from chaincare.access.api import doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.alliance.acting import about_nobody
from chaincare.alliance.doors import to_thing
from chaincare.alliance.model import TextNamesSomebody
from chaincare.alliance.store import list_members
from chaincare.collaboration_plans import rules, store
from chaincare.collaboration_plans.model import (
    ADOPT_PLAN,
    ANSWER_QUESTION,
    READ_PLAN,
    AdoptedAhead,
    AdoptersUnfit,
    Adoption,
    InventoryNotCited,
    PlanAnswer,
    PlanIncomplete,
)
from chaincare.collaboration_plans.role_words import PlanRole
from chaincare.collaboration_plans.views import (
    AdoptPlan,
    AnswerPlanQuestion,
    PlanAdoption,
    PlanAdoptions,
    PlanAnswerEditions,
    PlanQuestions,
    PlanQuestionView,
    adoption_view,
    editions_view,
    question_view,
    questions_view,
)
from chaincare.ids import new_id
from chaincare.workdays import day_in_amsterdam

_PLAN = "/collaboration-plans/{collaboration_plan_id:uuid}"
_ANSWER = f"{_PLAN}/answers/{{role:str}}"
TO_PLAN = to_thing("collaboration_plan_id")
OfRole = Annotated[PlanRole, PathParameter(name="role", description="Out of which role it is asked.")]
ANSWERS_EDITION: dict[str, Any] = {"answer_headers": ("ETag",)}
CHANGES_EDITION: dict[str, Any] = {**ANSWERS_EDITION, "required_headers": ("If-Match",)}


@get(f"{_PLAN}/answers", dependencies=TO_PLAN, opt=doing(READ_PLAN))
async def list_plan_answers(
    collaboration_plan_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> PlanQuestions:
    """Read the eight questions of a plan with their answers."""
    await store.get_plan(clearance, collaboration_plan_id)
    return questions_view(await store.list_answers(clearance, collaboration_plan_id))


@get(_ANSWER, dependencies=TO_PLAN, opt={**doing(READ_PLAN), **ANSWERS_EDITION})
async def read_plan_answer(
    collaboration_plan_id: FromPath[UUID], role: OfRole, clearance: NamedDependency[Clearance]
) -> Response[PlanQuestionView]:
    """Read one question with its answer. Where there is none yet, its edition is `"0"`: the first answer is based on that."""
    await store.get_plan(clearance, collaboration_plan_id)
    found = await store.list_editions(clearance, collaboration_plan_id, role, 1)
    answer = found[0] if found else None
    return Response(question_view(role, answer), headers={"ETag": etag_of(answer.version if answer else 0)})


@get(f"{_ANSWER}/editions", dependencies=TO_PLAN, opt=doing(READ_PLAN))
async def list_answer_editions(
    collaboration_plan_id: FromPath[UUID], role: OfRole, clearance: NamedDependency[Clearance]
) -> PlanAnswerEditions:
    """Read what was answered to a question so far, the newest first."""
    await store.get_plan(clearance, collaboration_plan_id)
    found = await store.list_editions(clearance, collaboration_plan_id, role)
    return editions_view(found)


@put(
    _ANSWER,
    dependencies=TO_PLAN,
    opt={
        **doing(ANSWER_QUESTION, TextNamesSomebody, InventoryNotCited, EditionMissing, EditionStale),
        **CHANGES_EDITION,
    },
)
async def answer_plan_question(
    collaboration_plan_id: FromPath[UUID],
    role: OfRole,
    data: JSONBody[AnswerPlanQuestion],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[PlanQuestionView]:
    """Answer a question of the plan, or give its answer a new edition; the earlier ones stay.

    The plan then says something else than what was adopted, and shows that.
    """
    plan = await store.lock_plan(clearance, collaboration_plan_id)
    cited = data.inventory_id
    before = await store.list_editions(clearance, plan.id, role, 1)
    hold_to(if_match, version := before[0].version if before else 0)
    await about_nobody(clearance, data)
    known = cited is not None and await store.is_inventory(clearance, cited)
    rules.well_founded(role, cited, known=known)
    answer = PlanAnswer(role, version + 1, data.text, cited, clearance.actor_id, clearance.now())
    await store.add_answer(clearance, msgspec.structs.replace(plan, version=plan.version + 1), answer)
    clearance.object_id = plan.id
    return Response(question_view(role, answer), headers={"ETag": etag_of(answer.version)})


@get(f"{_PLAN}/adoptions", dependencies=TO_PLAN, opt=doing(READ_PLAN))
async def list_plan_adoptions(
    collaboration_plan_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> PlanAdoptions:
    """Read which organisations adopted the plan when, the latest first."""
    await store.get_plan(clearance, collaboration_plan_id)
    found = await store.list_adoptions(clearance, collaboration_plan_id)
    return PlanAdoptions(items=tuple(map(adoption_view, found)))


@post(
    f"{_PLAN}/adoptions",
    dependencies=TO_PLAN,
    opt={
        **doing(ADOPT_PLAN, PlanIncomplete, AdoptersUnfit, AdoptedAhead, EditionMissing, EditionStale),
        "required_headers": ("If-Match",),
    },
)
async def adopt_collaboration_plan(
    collaboration_plan_id: FromPath[UUID],
    data: JSONBody[AdoptPlan],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> PlanAdoption:
    """Record that organisations adopted the plan as it says now: `If-Match` is the edition of the plan they read.

    Only a plan with its eight answers is adopted.
    """
    plan = await store.lock_plan(clearance, collaboration_plan_id)
    hold_to(if_match, plan.version)
    rules.hold_complete(plan)
    rules.not_ahead(data.adopted_date, day_in_amsterdam(clearance.now()))
    members = await list_members(clearance, data.organisation_ids)
    by = rules.adopted_by(data.organisation_ids, members)
    adoption = Adoption(new_id(), plan.version, data.adopted_date, by, clearance.actor_id, clearance.now())
    await store.add_adoption(clearance, plan, adoption)
    clearance.object_id = plan.id
    return adoption_view(adoption)


plan_answers_router = Router(
    "/",
    route_handlers=[
        list_plan_answers,
        read_plan_answer,
        list_answer_editions,
        answer_plan_question,
        list_plan_adoptions,
        adopt_collaboration_plan,
    ],
    tags=["Network"],
)
