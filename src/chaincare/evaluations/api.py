"""Looking back at what was reached, and reading what was said then."""

from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.evaluations import rules, store
from chaincare.evaluations.acting import keep
from chaincare.evaluations.model import (
    EVALUATE_CASE,
    LIST_EVALUATIONS,
    ClientsWordNeeded,
    EvaluationAhead,
    ForWhoCloses,
    ForWhoEvaluates,
)
from chaincare.evaluations.views import EvaluateCase, Evaluations, EvaluationView, evaluation_view
from chaincare.parties.store import get_seat


@post(
    "/",
    dependencies=IN_CASE,
    opt=doing(EVALUATE_CASE, ClientsWordNeeded, EvaluationAhead, ForWhoCloses, ForWhoEvaluates),
)
async def evaluate_case(
    data: JSONBody[EvaluateCase], clearance: NamedDependency[Clearance]
) -> EvaluationView:
    """Record what was reached, with the client's own word about it.

    With outcome `closes` everybody sees that the case is about to be closed (status `closing`), until it is, or until
    another evaluation says that it goes on. When it is evaluated next stands with the question (`evaluationDate`).
    """
    at = clearance.now()
    in_own_name = clearance.admission.relation == "participation"
    seat = await get_seat(clearance, at)
    rules.is_his(data.outcome, seat, reach=clearance.reach, in_own_name=in_own_name)
    evaluation = await keep(clearance, data, data.outcome, at)
    clearance.object_id = evaluation.id
    return evaluation_view(evaluation)


@get("/", dependencies=IN_CASE, opt=doing(LIST_EVALUATIONS))
async def list_evaluations(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Evaluations]:
    """Read what was evaluated in the case, the latest first."""
    query = str(clearance.case_id)
    found = await store.list_evaluations(clearance, position_of(request, cursor, UUID, query), limit)
    return page_answer(
        request,
        Evaluations(items=tuple(map(evaluation_view, found))),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


evaluations_router = Router(
    "/cases/{case_id:uuid}/evaluations", route_handlers=[evaluate_case, list_evaluations], tags=["Cases"]
)
