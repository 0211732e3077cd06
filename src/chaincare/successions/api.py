"""The new school year as one call: many cases, in each of which somebody takes over from a day on."""

from functools import partial
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.lines import in_case
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.parties.store import get_seat
from chaincare.refusals import Kind, Refusal
from chaincare.successions import rules, store
from chaincare.successions.acting import arrange
from chaincare.successions.model import (
    LIST_SUCCESSIONS,
    TAKE_OVER,
    WITHDRAW_SUCCESSION,
    DayUnfit,
    LeavingUnknown,
    SuccessionGoesWithRegie,
    SuccessionNotYours,
    SuccessionOver,
    SuccessionUnknown,
    SuccessorUnfit,
)
from chaincare.successions.views import (
    ArrangedLine,
    Successions,
    SuccessionWithdrawn,
    TakenOver,
    TakeOver,
    WithdrawSuccession,
    line_view,
    succession_view,
)

_NOT_YOURS = frozenset({Kind.UNKNOWN, Kind.FORBIDDEN})


@post(
    "/professionals/{professional_id:uuid}/successions",
    opt=doing(TAKE_OVER, DayUnfit, SuccessorUnfit, LeavingUnknown, SuccessionNotYours),
)
async def take_over(
    request: AnyRequest, professional_id: FromPath[UUID], data: JSONBody[TakeOver]
) -> TakenOver:
    """Arrange who takes over from a professional on a day, in many cases at once: by himself, or by who directs each.

    Each case is an act of its own: what is refused in one stands in its line, and the others go on. Where nothing of all this
    is there for you, neither is this.
    """
    effective_at = rules.begins_at(data.effective_date, request.app.state.clock.now())
    rules.another(professional_id, [one.successor for one in data.cases])
    came: list[tuple[UUID, ArrangedLine | Refusal]] = []
    for line in data.cases:
        act = partial(arrange, leaves=professional_id, line=line, whole=data, effective_at=effective_at)
        came.append(
            (line.case_id, await in_case(request, line.case_id, ArrangedLine, act, rehearse=data.dry_run))
        )
    refused = [one for _, one in came if isinstance(one, Refusal)]
    if len(refused) == len(came) and all(one.kind in _NOT_YOURS for one in refused):
        raise refused[0]
    items = tuple(line_view(case_id, one, dry_run=data.dry_run) for case_id, one in came)
    return TakenOver(effective_at=effective_at, dry_run=data.dry_run, items=items)


@post(
    "/cases/{case_id:uuid}/successions/{succession_id:uuid}/withdrawals",
    dependencies=IN_CASE,
    opt=doing(
        WITHDRAW_SUCCESSION, SuccessionUnknown, SuccessionNotYours, SuccessionOver, SuccessionGoesWithRegie
    ),
)
async def withdraw_succession(
    succession_id: FromPath[UUID],
    data: JSONBody[WithdrawSuccession],
    clearance: NamedDependency[Clearance],
) -> SuccessionWithdrawn:
    """Take it back before its day that somebody takes over: who was to leave stays, and who came for it alone is out.

    By who directs, or who leaves where he arranged it. Where regie was proposed with it, that proposal is withdrawn instead.
    """
    at = clearance.now()
    seat = await get_seat(clearance, at)
    rules.may_withdraw(await store.find_arranged(clearance, succession_id), seat, at)
    await store.withdraw(clearance, succession_id, data.reason, at)
    clearance.object_id = succession_id
    return SuccessionWithdrawn(succession_id=succession_id, withdrawn_at=at)


@get("/cases/{case_id:uuid}/successions", dependencies=IN_CASE, opt=doing(LIST_SUCCESSIONS))
async def list_successions(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Successions]:
    """Read who takes over from whom, from when, and what became of it, the latest arranged first."""
    query = str(clearance.case_id)
    found = await store.list_successions(clearance, position_of(request, cursor, UUID, query), limit)
    return page_answer(
        request,
        Successions(items=tuple(succession_view(one, clearance.now()) for one in found)),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


successions_router = Router(
    "/", route_handlers=[take_over, withdraw_succession, list_successions], tags=["Cases"]
)
