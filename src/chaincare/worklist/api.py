"""Reading the worklist."""

from collections.abc import AsyncGenerator
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter

from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.paging import Cursor, page_answer, position_of
from chaincare.worklist.lines import Position, Wanted
from chaincare.worklist.model import READ_WORKLIST, ItemKind, Whose
from chaincare.worklist.store import read_rows
from chaincare.worklist.terms import listed, running_terms
from chaincare.worklist.views import Worklist, worklist_view

ROWS_MAX = 200
"""At most this many rows a page: a full caseload. Each case they stand on has an entry of its own (T3)."""

WhoseBalls = Annotated[
    Whose,
    QueryParameter(
        name="whose", description="What lies with you; with your unit too; or with anyone in your cases."
    ),
]
OfKind = Annotated[
    tuple[ItemKind, ...],
    QueryParameter(
        name="kind", description="Only rows of this kind; name it again for another kind beside it."
    ),
]
Overdue = Annotated[
    bool, QueryParameter(name="overdue", description="Only what should have been done before today.")
]
DueBefore = Annotated[
    date | None,
    QueryParameter(
        name="dueBeforeDate", description="Only what is due before this day, and what is overdue."
    ),
]
StandingInFor = Annotated[
    UUID | None,
    QueryParameter(
        name="standingInFor",
        description="Only what lies with this professional, who is absent, and for whom you act now.",
    ),
]
OfCase = Annotated[UUID | None, QueryParameter(name="caseId", description="Only rows of this case.")]
WithCounts = Annotated[
    bool,
    QueryParameter(
        name="counts",
        description="Count as well: all rows of the same question, on whatever page. Every case they stand on"
        " is then entered in the access log, as if you had read all pages.",
    ),
]
RowLimit = Annotated[
    int,
    msgspec.Meta(ge=1, le=ROWS_MAX),
    QueryParameter(name="limit", description="So many rows a page at most."),
]

DOOR_WORKLIST = Door("door_worklist", "$13::text::json, $14::text::json")


def what_is_wanted(
    whose: WhoseBalls = Whose.MINE,
    kind: OfKind = (),
    overdue: Overdue = False,
    due_before: DueBefore = None,
    standing_in_for: StandingInFor = None,
    case_id: OfCase = None,
    counts: WithCounts = False,
) -> Wanted:
    """Give the question: the same on every page."""
    kinds = tuple(sorted(set(kind))) if kind else None
    return Wanted(whose, kinds, overdue, standing_in_for, case_id, due_before, counts)


async def worklist_door(
    request: AnyRequest, wanted: NamedDependency[Wanted], cursor: Cursor = None, limit: RowLimit = 25
) -> AsyncGenerator[Clearance, None]:
    """Let the caller into one page of his worklist."""
    after = position_of(request, cursor, Position, wanted)
    asked = msgspec.to_builtins(wanted) | {"limit": limit}
    if after is not None:
        asked |= {"afterDue": after.due_on, "afterId": after.id}
    terms = running_terms(request.app.state.clock.now())
    async with through(
        request, DOOR_WORKLIST, [msgspec.json.encode(said).decode() for said in (asked, terms)]
    ) as clearance:
        yield clearance


@get(
    "/worklist",
    dependencies={
        "wanted": Provide(what_is_wanted, sync_to_thread=False),
        "clearance": Provide(worklist_door),
    },
    opt=doing(READ_WORKLIST),
    tags=["Work"],
)
async def read_worklist(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    wanted: NamedDependency[Wanted],
    cursor: Cursor = None,
    limit: RowLimit = 25,
) -> Response[Worklist]:
    """Read what waits for you, the most urgent first: in which case, since when, until when, and what to do about it.

    First what is overdue, longest first; then what is due, soonest first; then what has no term, oldest first.
    `whose=team` adds what lies with your colleagues, `whose=anyone` everything open in your cases, whoever has the ball.
    What lies with somebody who is absent, and for whom you act, is yours meanwhile, and says for whom. Of a network of more
    than 2,000 cases `anyone` tells a coordinator only of those in which something may lie with him; `caseId` of any.
    """
    rows = await read_rows(clearance)
    page = listed(rows, position_of(request, cursor, Position, wanted), limit)
    return page_answer(
        request,
        worklist_view(
            page,
            rows if wanted.counting else None,
            clearance.now(),
            request.url.path.removesuffix("/worklist"),
        ),
        position=Position(page[-1].line.due_on, page[-1].line.id) if page else None,
        more=len(page) == limit,
        limit=limit,
        query=wanted,
    )


worklist_router = Router("/", route_handlers=[read_worklist])
