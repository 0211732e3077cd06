"""The side of the organisation that does not deliver: its management contact reads what is missing, and answers."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.bottlenecks import store
from chaincare.bottlenecks.model import (
    ANSWER_BOTTLENECK,
    LIST_RAISED,
    PRINT_RAISED,
    SOLVE_BOTTLENECK,
    AnsweredAlready,
    BottleneckSolvedAlready,
)
from chaincare.bottlenecks.printing import HTML, POLICY, Letter, page
from chaincare.bottlenecks.views import (
    AnswerBottleneck,
    BottleneckAnswered,
    BottleneckSolved,
    ReceivedBottlenecks,
    SolveBottleneck,
    received_view,
)

DOOR_BOTTLENECKS = Door("door_bottlenecks", "$13, $14")
DOOR_BOTTLENECK = Door("door_bottleneck", "$13")


async def bottlenecks_door(
    request: AnyRequest, cursor: Cursor = None, limit: Limit = 25
) -> AsyncGenerator[Clearance, None]:
    """Let a management contact into one page of what was raised towards his organisation."""
    after = position_of(request, cursor, UUID)
    async with through(request, DOOR_BOTTLENECKS, [after, limit]) as clearance:
        yield clearance


async def bottleneck_door(
    request: AnyRequest, bottleneck_id: FromPath[UUID]
) -> AsyncGenerator[Clearance, None]:
    """Let a management contact in to one of them."""
    async with through(request, DOOR_BOTTLENECK, [bottleneck_id]) as clearance:
        yield clearance


@get("/", dependencies={"clearance": Provide(bottlenecks_door)}, opt=doing(LIST_RAISED))
async def list_received_bottlenecks(
    request: AnyRequest, clearance: NamedDependency[Clearance], limit: Limit = 25
) -> Response[ReceivedBottlenecks]:
    """Read what other organisations, or your own people, say is missing at yours: without a case, and nobody in it."""
    found = await store.list_raised(clearance) if clearance.page else []
    return page_answer(
        request,
        ReceivedBottlenecks(items=tuple(map(received_view, found))),
        position=found[-1].id if found else None,
        more=len(clearance.page) == limit,
        limit=limit,
    )


@post(
    "/{bottleneck_id:uuid}/answers",
    dependencies={"clearance": Provide(bottleneck_door)},
    opt=doing(ANSWER_BOTTLENECK, AnsweredAlready),
)
async def answer_bottleneck(
    data: JSONBody[AnswerBottleneck], clearance: NamedDependency[Clearance]
) -> BottleneckAnswered:
    """Say what your organisation does about it. Whoever raised it reads that in the case."""
    at = clearance.now()
    await store.answer(clearance, data.text, at)
    [raised] = await store.list_raised(clearance)
    clearance.object_id = raised.id
    return BottleneckAnswered(id=raised.id, answered_at=at)


@get(
    "/{bottleneck_id:uuid}/letter",
    dependencies={"clearance": Provide(bottleneck_door)},
    opt={**doing(PRINT_RAISED), "streams": (HTML,)},
)
async def print_received_bottleneck(clearance: NamedDependency[Clearance]) -> Response[bytes]:
    """Read it as a letter in Dutch that prints on one A4, to lay before who decides. Without a case, and nobody in it."""
    [one] = await store.list_raised(clearance)
    written = Letter(
        one.id, one.towards, one.organisation, one.reason, one.words, one.raised_at, one.answer_by
    )
    return Response(page(written), media_type=HTML, headers={"Content-Security-Policy": POLICY})


@post(
    "/{bottleneck_id:uuid}/solutions",
    dependencies={"clearance": Provide(bottleneck_door)},
    opt=doing(SOLVE_BOTTLENECK, BottleneckSolvedAlready),
)
async def solve_bottleneck(
    data: JSONBody[SolveBottleneck], clearance: NamedDependency[Clearance]
) -> BottleneckSolved:
    """Say that it is solved, and what was done. Whoever raised it confirms that, or turns it back with a reason."""
    at = clearance.now()
    await store.solve(clearance, data.text, at)
    [raised] = await store.list_raised(clearance)
    clearance.object_id = raised.id
    return BottleneckSolved(id=raised.id, solved_at=at)


received_bottlenecks_router = Router(
    "/received-bottlenecks",
    route_handlers=[
        list_received_bottlenecks,
        answer_bottleneck,
        solve_bottleneck,
        print_received_bottleneck,
    ],
    tags=["Work"],
)
