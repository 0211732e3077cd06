"""Which mandates there are and were, for whoever audits; granting and ending them is for who administers (changes/api.py)."""

from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency

from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.audited_mandates.model import LIST_AUDITED_MANDATES
from chaincare.audited_mandates.store import list_mandates
from chaincare.audited_mandates.views import AuditedMandatePage, mandate_view
from chaincare.seals.api import AUDITOR


@get("/access-log/mandates", dependencies=AUDITOR, opt=doing(LIST_AUDITED_MANDATES), tags=["Audit"])
async def list_audited_mandates(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[AuditedMandatePage]:
    """Read who was given which mandate, by whom and until when, and who ended it: within your mandate, what was granted last first."""
    found = await list_mandates(clearance, position_of(request, cursor, UUID), limit)
    return page_answer(
        request,
        AuditedMandatePage(items=tuple(map(mandate_view, found))),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
    )


audited_mandates_router = Router("/", route_handlers=[list_audited_mandates])
