"""What went of the access log after its term, for the auditor."""

from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from chaincare import wire
from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.log_retention.model import LIST_DESTRUCTIONS, Certificate
from chaincare.log_retention.store import list_certificates
from chaincare.log_retention.views import LogDestructionPage, certificate_view
from chaincare.merkle import range_root
from chaincare.merkle.making import complete_parts
from chaincare.seals.api import AUDITOR
from chaincare.seals.store import fetch_nodes
from chaincare.seals.views import in_base64

Month = Annotated[
    wire.Month | None,
    QueryParameter(name="month", description="Of this month only, as in `2021-03`, with what was sealed."),
]


@get("/access-log/destructions", dependencies=AUDITOR, opt=doing(LIST_DESTRUCTIONS), tags=["Audit"])
async def list_log_destructions(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    month: Month = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[LogDestructionPage]:
    """Read which entries of the access log were destroyed after their term. Their hashes and all proofs stay."""
    wanted = None if month is None else date.fromisoformat(f"{month}-01")
    after = position_of(request, cursor, UUID, [month])
    found = await list_certificates(clearance, after, wanted, limit)
    items = [
        certificate_view(one, await _root(request, clearance, one), whole=month is not None) for one in found
    ]
    position = found[-1].id if found else None
    view = LogDestructionPage(items=tuple(items))
    return page_answer(request, view, position=position, more=len(found) == limit, limit=limit, query=[month])


async def _root(request: AnyRequest, clearance: Clearance, one: Certificate) -> str | None:
    """Make the root anew of the hashes that stay, at the size that was signed before the entries went."""
    signed = request.app.state.seal_keys.signed(one.said.checkpoint)
    if signed is None:
        return None
    try:
        nodes = await fetch_nodes(clearance, one.log_id, complete_parts(0, signed.size))
    except KeyError:
        return None
    return in_base64(range_root(0, signed.size, nodes))


log_retention_router = Router("/", route_handlers=[list_log_destructions])
