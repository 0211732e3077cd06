"""Success factors of a plan: given a colour by who pulls the cart, read by everybody of a member."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, PathParameter

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.alliance.acting import about_nobody
from chaincare.alliance.doors import to_thing
from chaincare.alliance.model import TextNamesSomebody
from chaincare.collaboration_plans.model import PlanIncomplete
from chaincare.collaboration_plans.rules import hold_complete
from chaincare.collaboration_plans.store import get_plan, lock_plan
from chaincare.ids import new_id
from chaincare.success_factors import rules, store
from chaincare.success_factors.factor_words import Factor
from chaincare.success_factors.indications import Contradiction, acknowledged, last_complete_month
from chaincare.success_factors.model import (
    ASSESS_FACTOR,
    READ_FACTORS,
    AssessedAhead,
    Assessment,
    AssessmentKind,
    AssessmentSourceUnfit,
    EvidenceNotOfNetwork,
    GreenContradicted,
)
from chaincare.success_factors.views import (
    AssessFactor,
    Assessments,
    AssessmentView,
    SuccessFactors,
    assessment_view,
    factors_view,
)
from chaincare.workdays import day_in_amsterdam

_FACTORS = "/collaboration-plans/{collaboration_plan_id:uuid}/success-factors"
_ASSESSMENTS = f"{_FACTORS}/{{factor:str}}/assessments"
TO_PLAN = to_thing("collaboration_plan_id")
OfFactor = Annotated[Factor, PathParameter(name="factor", description="Which of the eight factors.")]


@get(_FACTORS, dependencies=TO_PLAN, opt=doing(READ_FACTORS))
async def list_success_factors(
    collaboration_plan_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> SuccessFactors:
    """Read how the eight factors stand: the network's colour of each, beside it the clients' own, and what was counted.

    The indications are counted over all cases of the network in the last calendar month that is over: nothing of fewer than
    five cases, and nothing of today, so that of two looks nothing can be subtracted.
    """
    await get_plan(clearance, collaboration_plan_id)
    present = await store.list_present(clearance, collaboration_plan_id)
    month = last_complete_month(day_in_amsterdam(clearance.now()))
    return factors_view(present, month, await store.list_indications(clearance, month))


@get(_ASSESSMENTS, dependencies=TO_PLAN, opt=doing(READ_FACTORS))
async def list_factor_assessments(
    request: AnyRequest,
    collaboration_plan_id: FromPath[UUID],
    factor: OfFactor,
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[Assessments]:
    """Read what was thought of a factor, by the network and by clients, the latest first."""
    by = [str(collaboration_plan_id), factor]
    await get_plan(clearance, collaboration_plan_id)
    after = position_of(request, cursor, UUID, by)
    found = await store.list_assessments(clearance, collaboration_plan_id, factor, after, limit)
    last = found[-1].id if found else None
    page = Assessments(items=tuple(map(assessment_view, found)))
    return page_answer(request, page, position=last, more=len(found) == limit, limit=limit, query=by)


@post(
    _ASSESSMENTS,
    dependencies=TO_PLAN,
    opt=doing(
        ASSESS_FACTOR,
        TextNamesSomebody,
        PlanIncomplete,
        GreenContradicted,
        AssessmentSourceUnfit,
        AssessedAhead,
        EvidenceNotOfNetwork,
    ),
)
async def assess_success_factor(
    collaboration_plan_id: FromPath[UUID],
    factor: OfFactor,
    data: JSONBody[AssessFactor],
    clearance: NamedDependency[Clearance],
) -> AssessmentView:
    """Give a factor a colour, and say why. Only with a complete plan the network puts it on green; another colour takes that back.

    Where what was counted over the last month says otherwise, or what clients think, `acknowledges` names it. What clients think is recorded as `clients`, whatever the network thinks.
    """
    plan = await lock_plan(clearance, collaboration_plan_id)
    await about_nobody(clearance, data)
    rules.said_by(data.kind, data.source)
    rules.not_ahead(data.assessed_date, today := day_in_amsterdam(clearance.now()))
    rules.shown_by(data.document_ids, await store.known_documents(clearance, data.document_ids))
    known: Sequence[Contradiction] = ()
    if rules.puts_on_green(data.kind, data.colour):
        hold_complete(plan)
        counted = await store.list_indications(clearance, last_complete_month(today))
        clients = await store.find_colour(clearance, plan.id, factor, AssessmentKind.CLIENTS)
        known = acknowledged(factor, counted, clients, data.acknowledges)
    assessment = Assessment(
        new_id(), factor, data.kind, data.colour, data.motivation, data.evidence, data.document_ids,
        data.assessed_date, data.source, clearance.actor_id, clearance.now(), tuple(known),
    )  # fmt: skip
    await store.add_assessment(clearance, plan.id, assessment)
    clearance.object_id = plan.id
    return assessment_view(assessment)


success_factors_router = Router(
    "/",
    route_handlers=[list_success_factors, list_factor_assessments, assess_success_factor],
    tags=["Network"],
)
