"""What a client reads of a network's documents: what it tells the people whose data it has (AVG 13, 14)."""

from litestar import Response, Router, get
from litestar.di import NamedDependency

from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import IN_PAGE, Limit, last_case, page_answer
from chaincare.network_documents.model import READ_OWN_NOTICES
from chaincare.network_documents.store import list_notices
from chaincare.network_documents.views import OwnTransparencyNotices, notice_view


@get("/transparency-notices", dependencies=IN_PAGE, opt=doing(READ_OWN_NOTICES))
async def list_own_transparency_notices(
    request: AnyRequest, clearance: NamedDependency[Clearance], limit: Limit = 25
) -> Response[OwnTransparencyNotices]:
    """Read what the organisations around you tell about your data, as it holds now; a page is so many cases."""
    found = await list_notices(clearance) if clearance.page else []
    view, more = OwnTransparencyNotices(items=tuple(map(notice_view, found))), len(clearance.page) == limit
    return page_answer(request, view, position=last_case(clearance), more=more, limit=limit)


own_notices_router = Router("/me", route_handlers=[list_own_transparency_notices], tags=["Mine"])
