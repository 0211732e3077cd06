"""What an organisation must hand over before it leaves the network."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath

from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.departures.model import READ_HANDOVER_LIST, HandoverKind
from chaincare.departures.store import count_to_hand_over, list_to_hand_over
from chaincare.wire import View

DOOR_HANDOVER_LIST = Door("door_handover_list", "$13, $14, $15")


class HandoverCounts(View):
    """How much of each kind there is to hand over. An `inventoryLine` is counted only: its unit takes the person off, with a reason; no line here says who it is."""

    regie: int
    agreement: int
    precondition: int
    escalation: int
    consultation: int
    inventory_line: int


class HandoverLine(View):
    """One thing to hand over: in which case by its reference, with whom it lies. No client, no text. A `consultation` is in no case."""

    id: UUID
    kind: HandoverKind
    reference: str | None
    unit: str
    employee: str | None
    function: str | None


class HandoverList(View):
    """What an organisation must hand over before it leaves. Who administers reads `counts`, and no line: he comes into no case."""

    organisation_id: UUID
    counts: HandoverCounts
    items: tuple[HandoverLine, ...]


async def handover_door(
    request: AnyRequest, organisation_id: FromPath[UUID], cursor: Cursor = None, limit: Limit = 25
) -> AsyncGenerator[Clearance, None]:
    """Let who administers, or its own management, into one page of what an organisation must hand over."""
    after = position_of(request, cursor, UUID, str(organisation_id))
    async with through(request, DOOR_HANDOVER_LIST, [organisation_id, after, limit]) as clearance:
        yield clearance


@get(
    "/organisations/{organisation_id:uuid}/handover-list",
    dependencies={"clearance": Provide(handover_door)},
    opt=doing(READ_HANDOVER_LIST),
    tags=["Directory"],
)
async def read_handover_list(
    request: AnyRequest,
    organisation_id: FromPath[UUID],
    clearance: NamedDependency[Clearance],
    limit: Limit = 25,
) -> Response[HandoverList]:
    """Read what an organisation must hand over before it leaves: regie, agreements and what they need, help that it runs, also without a case, and whom its units put on an inventory.

    Its management contact reads the cases by reference, who administers the network how many there are. It leaves with an
    empty list only; it becomes insolvent at once.
    """
    lines = await list_to_hand_over(clearance, organisation_id) if clearance.page else []
    counts = await count_to_hand_over(clearance, organisation_id, clearance.now())
    items = tuple(
        HandoverLine(
            id=one.id, kind=one.kind, reference=one.reference, unit=one.unit, employee=one.name, function=one.function
        )
        for one in lines
    )  # fmt: skip
    return page_answer(
        request,
        HandoverList(
            organisation_id=organisation_id,
            counts=HandoverCounts(**{kind.value: times for kind, times in counts.items()}),
            items=items,
        ),
        position=clearance.page[-1].object_id if clearance.page else None,
        more=len(clearance.page) == limit,
        limit=limit,
        query=str(organisation_id),
    )


departures_router = Router("/", route_handlers=[read_handover_list])
