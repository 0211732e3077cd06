"""Reading the worklist."""

from collections.abc import AsyncGenerator
from typing import Annotated
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter

from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.model import Admission
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.worklist.model import READ_WORKLIST, ItemKind, Shown, Whose
from chaincare.worklist.rules import running_terms
from chaincare.worklist.store import list_items
from chaincare.worklist.views import Worklist, item_view

WhoseBalls = Annotated[
    Whose,
    QueryParameter(
        name="whose", description="What lies with you; with your unit too; or with anyone in your cases."
    ),
]
OfKind = Annotated[ItemKind | None, QueryParameter(name="kind", description="Only rows of this kind.")]
Overdue = Annotated[
    bool, QueryParameter(name="overdue", description="Only what should have been done before today.")
]

DOOR_WORKLIST = Door("door_worklist", "$13, $14, $15, $16, $17, $18, $19")


async def worklist_door(
    request: AnyRequest,
    whose: WhoseBalls = Whose.MINE,
    kind: OfKind = None,
    overdue: Overdue = False,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> AsyncGenerator[Clearance, None]:
    """Let the caller into one page of his worklist."""
    query = [whose, kind, overdue]
    after = position_of(request, cursor, UUID, query)
    terms = running_terms(request.app.state.clock.now())
    wanted = [whose.value, None if kind is None else kind.value, overdue]
    asked = [*wanted, terms.confirmable, terms.objectable, after, limit]
    async with through(request, DOOR_WORKLIST, asked) as clearance:
        yield clearance


@get("/worklist", dependencies={"clearance": Provide(worklist_door)}, opt=doing(READ_WORKLIST), tags=["Work"])
async def read_worklist(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    whose: WhoseBalls = Whose.MINE,
    kind: OfKind = None,
    overdue: Overdue = False,
    limit: Limit = 25,
) -> Response[Worklist]:
    """Read what waits for you, the oldest first: in which case, since when, until when, and what to do about it.

    `whose=team` adds what lies with your colleagues, `whose=anyone` everything open in your cases, whoever has the ball.
    """
    now = clearance.now()
    shown = {entry.object_id: _shown(entry) for entry in clearance.page}
    items = await list_items(clearance, running_terms(now)) if shown else []
    base = request.url.path.removesuffix("/worklist")
    return page_answer(
        request,
        Worklist(items=tuple(item_view(one, shown[one.id], now, base) for one in items)),
        position=clearance.page[-1].object_id if shown else None,
        more=len(clearance.page) == limit,
        limit=limit,
        query=[whose, kind, overdue],
    )


def _shown(entry: Admission) -> Shown:
    """The door says with every row of the page how it is shown, and in `role` with whom the ball lies."""
    if entry.reach is None:
        raise LookupError("a row of the worklist without a reach")
    return Shown(
        entry.reach, entry.relation_id, entry.unit_id, entry.role in {"me", "acting"}, entry.role == "acting"
    )


worklist_router = Router("/", route_handlers=[read_worklist])
