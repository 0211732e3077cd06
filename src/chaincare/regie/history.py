"""Reading who directs the case, and who did."""

from datetime import datetime
from typing import Annotated

from litestar import Response as HttpResponse
from litestar import Router, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.regie import proposals, reading, resignations, states
from chaincare.regie.holding import RegieTerms, RegieView, regie_view, term_view
from chaincare.regie.operations import READ_REGIE, READ_TERMS
from chaincare.wire import Instant, in_utc

At = Annotated[
    Instant | None, QueryParameter(name="at", description="The moment that is asked about; now, if left out.")
]
KnownAt = Annotated[
    Instant | None,
    QueryParameter(name="knownAt", description="As it was known at this moment; now, if left out."),
]


@get("/regie", dependencies=IN_CASE, opt=doing(READ_REGIE))
async def read_regie(
    clearance: NamedDependency[Clearance], at: At = None, known_at: KnownAt = None
) -> RegieView:
    """Read who directs the case, now or at a moment you name (R8), and how to reach him.

    Now it is vacant too when the holder cannot act any more (R6); the past shows who held it then. In the future it
    is who will, as far as anybody knows. With ``knownAt`` the answer is the one that was recorded by that moment: what
    was known then of ``at``, or of that very moment.
    """
    now = clearance.now()
    if known_at is not None:
        known = min(in_utc(known_at), now)
        moment = known if at is None else in_utc(at)
        recorded = await reading.find_holder_as_known(clearance, moment, known)
        directing = states.directing(recorded, moment, now=now)
        return regie_view(directing, recorded, clearance.reach, moment, known)
    moment = now if at is None else in_utc(at)
    latest = await reading.find_holder(clearance, moment, now)
    directing = states.directing(latest, moment, now=now)
    acting = await reading.find_acting(clearance, moment, now)
    if at is not None:
        return regie_view(directing, latest, clearance.reach, moment, acting=acting)
    open_id = await proposals.find_open_proposal(clearance, now)
    resignation = await resignations.find_resignation(clearance)
    return regie_view(
        directing, latest, clearance.reach, moment, None, open_id, resignation, acting, present=True
    )


@get("/regie-terms", dependencies=IN_CASE, opt=doing(READ_TERMS))
async def list_regie_terms(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,
    limit: Limit = 25,
) -> HttpResponse[RegieTerms]:
    """Read who held regie from when until when, how he came to it and why it ended, the latest first."""
    before = position_of(request, cursor, datetime, str(clearance.case_id))
    found = await reading.list_holders(clearance, before, limit)
    return page_answer(
        request,
        RegieTerms(items=tuple(term_view(one, clearance.reach) for one in found)),
        position=found[-1].holder.since if found else None,
        more=len(found) == limit,
        limit=limit,
        query=str(clearance.case_id),
    )


history_router = Router(
    "/cases/{case_id:uuid}", route_handlers=[read_regie, list_regie_terms], tags=["Regie"]
)
