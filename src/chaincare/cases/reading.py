"""The list of cases somebody has to do with: also those in which nothing waits."""

from litestar import Response, get
from litestar.di import NamedDependency

from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import IN_PAGE, Limit, last_case, page_answer
from chaincare.cases import store
from chaincare.cases.operations import LIST_CASES
from chaincare.cases.rules import shown_to
from chaincare.cases.views import Cases, case_row


@get("/cases", dependencies=IN_PAGE, opt=doing(LIST_CASES))
async def list_cases(
    request: AnyRequest, clearance: NamedDependency[Clearance], limit: Limit = 25
) -> Response[Cases]:
    """Read which cases you or your team take part in, or that you coordinate."""
    cases = await store.list_cases(clearance) if clearance.page else []
    reaches = {entry.case_id: entry.reach for entry in clearance.page}
    rows = tuple(
        case_row(shown_to(case, reach), reach)
        for case in cases
        if (reach := reaches.get(case.id)) is not None
    )
    return page_answer(
        request,
        Cases(items=rows),
        position=last_case(clearance),
        more=len(clearance.page) == limit,
        limit=limit,
    )
