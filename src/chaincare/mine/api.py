"""The client's side over all the cases of one login."""

from litestar import Response, Router, get
from litestar.di import NamedDependency

from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.model import Reach
from chaincare.access.paging import IN_PAGE, Limit, last_case, page_answer
from chaincare.mine.consenting import own_consents_router
from chaincare.mine.model import LIST_OWN_AGREEMENTS
from chaincare.mine.reading import agreements_of
from chaincare.mine.requests import own_requests_router
from chaincare.mine.views import OwnAgreements


@get("/agreements", dependencies=IN_PAGE, opt=doing(LIST_OWN_AGREEMENTS))
async def list_own_agreements(
    request: AnyRequest, clearance: NamedDependency[Clearance], limit: Limit = 25
) -> Response[OwnAgreements]:
    """Read the agreements in all your cases, and with whom each lies now; a page is so many cases."""
    own = {
        entry.case_id: entry.relation_id
        for entry in clearance.page
        if entry.reach is Reach.CLIENT and entry.case_id is not None and entry.relation_id is not None
    }
    view = await agreements_of(clearance, own) if own else OwnAgreements(items=(), long_cases=())
    more = len(clearance.page) == limit
    return page_answer(request, view, position=last_case(clearance), more=more, limit=limit)


mine_router = Router(
    "/me", route_handlers=[list_own_agreements, own_consents_router, own_requests_router], tags=["Mine"]
)
