"""What a client reads of the covenant: the essence of what was agreed about his data (AVG 26(2))."""

from litestar import Response, Router, get
from litestar.di import NamedDependency

from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import IN_PAGE, Limit, last_case, page_answer
from chaincare.covenants.model import READ_OWN_COVENANT
from chaincare.covenants.store import list_told
from chaincare.covenants.views import OwnCovenants, told_view


@get("/covenants", dependencies=IN_PAGE, opt=doing(READ_OWN_COVENANT))
async def list_own_covenants(
    request: AnyRequest, clearance: NamedDependency[Clearance], limit: Limit = 25
) -> Response[OwnCovenants]:
    """Read what the organisations around you agreed about your data, and what you are told; a page is so many cases."""
    found = await list_told(clearance) if clearance.page else []
    view, more = OwnCovenants(items=tuple(map(told_view, found))), len(clearance.page) == limit
    return page_answer(request, view, position=last_case(clearance), more=more, limit=limit)


own_covenants_router = Router("/me", route_handlers=[list_own_covenants], tags=["Mine"])
