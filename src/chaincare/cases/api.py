"""Reading a case: the whole of it, what happened in it, and the cases that are one's own."""

from litestar import Response, Router, get
from litestar.di import NamedDependency

from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import IN_PAGE, Cursor, Limit, last_case, page_answer, position_of
from chaincare.cases import rules, store
from chaincare.cases.model import Happening
from chaincare.cases.opening import open_case
from chaincare.cases.operations import READ_CASE, READ_OWN_CASES, READ_TIMELINE
from chaincare.cases.questions import questions_router
from chaincare.cases.reading import list_cases
from chaincare.cases.views import CaseView, OwnCases, Timeline, case_view, happening_view


@get("/cases/{case_id:uuid}", dependencies=IN_CASE, opt=doing(READ_CASE))
async def read_case(clearance: NamedDependency[Clearance]) -> CaseView:
    """Read a case, as far as your part in it goes."""
    case = await store.get_case(clearance)
    return case_view(rules.shown_to(case, clearance.reach), clearance.reach)


@get("/cases/{case_id:uuid}/timeline", dependencies=IN_CASE, opt=doing(READ_TIMELINE))
async def read_timeline(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response[Timeline]:
    """Read what happened in the case, the latest first."""
    after = position_of(request, cursor, Happening, str(clearance.case_id))
    found = await store.list_timeline(clearance, after, limit)
    view = Timeline(items=tuple(map(happening_view, found)))
    position = found[-1] if found else None
    return page_answer(
        request, view, position=position, more=len(found) == limit, limit=limit, query=str(clearance.case_id)
    )


@get("/me/cases", dependencies=IN_PAGE, opt=doing(READ_OWN_CASES), tags=["Mine"])
async def list_own_cases(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    limit: Limit = 25,
) -> Response[OwnCases]:
    """Read the cases you, or whom you represent, take part in: who takes part, how it stands."""
    cases = await store.list_cases(clearance) if clearance.page else []
    reaches = {entry.case_id: entry.reach for entry in clearance.page}
    shown = tuple(
        case_view(rules.shown_to(case, reach), reach)
        for case in cases
        if (reach := reaches.get(case.id)) is not None
    )
    return page_answer(
        request,
        OwnCases(items=shown),
        position=last_case(clearance),
        more=len(clearance.page) == limit,
        limit=limit,
    )


cases_router = Router(
    "/",
    route_handlers=[open_case, list_cases, read_case, questions_router, read_timeline, list_own_cases],
    tags=["Cases"],
)
