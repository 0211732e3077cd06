"""Closing a case, taking it up again, and reading when that was."""

from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.closing import rules, store
from chaincare.closing.model import (
    CLOSE_CASE,
    LIST_CLOSURES,
    REOPEN_CASE,
    CannotReturn,
    CarriedTwice,
    CaseNotClosed,
    CaseNotOpen,
    ClosingNotYours,
    Closure,
    ConsentComesAfter,
    NotEvaluated,
    NothingToCarry,
    NotReadyToClose,
    RegieComesFirst,
    Reopening,
    ReopeningNotYours,
)
from chaincare.closing.views import (
    CaseClosed,
    CaseReopened,
    CloseCase,
    Closures,
    ReopenCase,
    carried_of,
    closure_view,
)
from chaincare.evaluations.acting import keep_closing
from chaincare.evaluations.model import ClientsWordNeeded, EvaluationAhead
from chaincare.ids import new_id
from chaincare.legal_grounds.acting import hold_to_catalogue
from chaincare.legal_grounds.model import CITING
from chaincare.parties.refusals import BasisRunsOut
from chaincare.parties.rules import valid_basis
from chaincare.worklist.terms import running_terms


@post(
    "/closures",
    dependencies=IN_CASE,
    opt=doing(
        CLOSE_CASE,
        CaseNotOpen,
        ClosingNotYours,
        RegieComesFirst,
        CarriedTwice,
        NothingToCarry,
        NotReadyToClose,
        NotEvaluated,
        ClientsWordNeeded,
        EvaluationAhead,
    ),
)
async def close_case(data: JSONBody[CloseCase], clearance: NamedDependency[Clearance]) -> CaseClosed:
    """Close the case. Everybody's part in it ends, but for the client's side; you keep that it is there.

    While nobody directs it, only the last professional who takes part does: with others there regie is agreed first, or
    assigned. What is not finished is listed in the refusal; an agreement that goes on elsewhere is named in ``carriedOver``.
    """
    now = clearance.now()
    confirmable, carried = running_terms(now).confirmable, carried_of(data)
    standing = await store.lock_case(clearance, now, confirmable)
    readable = await store.list_readable(clearance, standing.unfinished)
    in_own_name = clearance.admission.relation == "participation"
    looked_back = rules.looked_back(standing, data.reason, with_it=data.evaluation is not None)
    at = rules.close(
        standing, carried, own_id=clearance.participation_id, reach=clearance.reach, in_own_name=in_own_name,
        readable=readable, at=now, looked_back=looked_back,
    )  # fmt: skip
    rules.is_evaluated(looked_back=looked_back)
    if data.evaluation is not None:
        await keep_closing(clearance, data.evaluation, now)
    closure = Closure(new_id(), data.reason, data.explanation, clearance.participation_id, at, carried, None)
    kept_by = new_id()
    await store.close(clearance, closure, kept_by, confirmable)
    clearance.object_id = closure.id
    return CaseClosed(id=closure.id, participation_id=kept_by, closed_at=at)


@get("/closures", dependencies=IN_CASE, opt=doing(LIST_CLOSURES))
async def list_closures(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Closures]:
    """Read when and why the case was closed, and when it was taken up again; the latest first."""
    query = str(clearance.case_id)
    found = await store.list_closures(clearance, position_of(request, cursor, UUID, query), limit)
    return page_answer(
        request,
        Closures(items=tuple(map(closure_view, found))),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


@post(
    "/reopenings",
    dependencies=IN_CASE,
    opt=doing(
        REOPEN_CASE, CaseNotClosed, ReopeningNotYours, CannotReturn, ConsentComesAfter, BasisRunsOut, *CITING
    ),
)
async def reopen_case(data: JSONBody[ReopenCase], clearance: NamedDependency[Clearance]) -> CaseReopened:
    """Take a closed case up again: whoever closed it does, or who the coordinator names among who took part then.

    He gets the scope he had when it was closed, and the coordinator names only who had scope full. Nobody else comes back
    by it: whoever is needed is brought in on a basis of today, and one of them agrees before he directs it again.
    """
    now, basis = clearance.now(), data.legal_basis.to_model()
    standing = await store.lock_case(clearance, now, now)
    part, at = rules.returns(
        standing, data.participation_id, own_id=clearance.admission.relation_id, reach=clearance.reach, at=now
    )
    rules.rests_on_no_consent(basis.consent_id)
    valid_basis(basis.until, at)
    await hold_to_catalogue(clearance, basis, at)
    reopening = Reopening(new_id(), new_id(), data.reason, at)
    await store.reopen(clearance, reopening, part, basis)
    clearance.object_id = reopening.id
    return CaseReopened(id=reopening.id, participation_id=reopening.participation_id, reopened_at=at)


closing_router = Router(
    "/cases/{case_id:uuid}", route_handlers=[close_case, list_closures, reopen_case], tags=["Cases"]
)
