"""The new school year as one call: many cases, in each of which somebody takes over from a day on."""

from functools import partial
from uuid import UUID

from litestar import Router
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing
from chaincare.access.lines import in_case
from chaincare.refusals import Kind, Refusal
from chaincare.successions import rules
from chaincare.successions.acting import arrange
from chaincare.successions.model import (
    TAKE_OVER,
    DayUnfit,
    LeavingUnknown,
    SuccessionNotYours,
    SuccessorUnfit,
)
from chaincare.successions.views import ArrangedLine, TakenOver, TakeOver, line_view

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


successions_router = Router("/", route_handlers=[take_over], tags=["Cases"])
