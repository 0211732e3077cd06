"""Putting people on an inventory, reading whom one's unit put there, and taking them off."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.model import TAKING_ON
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.clients.refusals import BirthDateInFuture, BirthDateTooPrecise
from chaincare.ids import new_id
from chaincare.informing import rules as informing
from chaincare.informing.model import InformedLater, SecondLookInPast
from chaincare.inventories.api import inventories_router
from chaincare.inventory_lines import rules, store
from chaincare.inventory_lines.acting import report
from chaincare.inventory_lines.conflicts import IN_LINE, keep_from_inventory_line
from chaincare.inventory_lines.importing import import_inventory_lines
from chaincare.inventory_lines.model import LineInformed, LineState
from chaincare.inventory_lines.opening import open_case_from_line
from chaincare.inventory_lines.operations import (
    INFORM_LINE,
    LIST_INFORMED,
    LIST_LINES,
    READ_LINE,
    READ_LINE_OF_CASE,
    REPORT_LINE,
    REVIEW_LINE,
    WITHDRAW_LINE,
)
from chaincare.inventory_lines.refusals import (
    EntitlementNotInForce,
    InventoryClosed,
    InventoryDayFull,
    LineEnds,
    LineMovedOn,
    LineOfCaseUnknown,
    LineReviewPassed,
    LineReviewTooLate,
)
from chaincare.inventory_lines.views import (
    AnyTelling,
    InventoryLines,
    InventoryLineView,
    LineInformedAdded,
    LineInformedFacts,
    LineReported,
    LineStands,
    ReportLine,
    ReviewLine,
    WithdrawLine,
    informed_view,
    line_view,
)
from chaincare.legal_grounds.model import CITING
from chaincare.refusals import Refusal
from chaincare.workdays import day_in_amsterdam

DOOR_REPORT = Door("door_line_report", "$13")
DOOR_LINES = Door("door_lines", "$13, $14, $15")


async def report_door(request: AnyRequest, inventory_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let a member's professional into a line that does not exist yet."""
    async with through(request, DOOR_REPORT, [inventory_id]) as clearance:
        yield clearance


async def lines_door(
    request: AnyRequest, inventory_id: FromPath[UUID], cursor: Cursor = None, limit: Limit = 25
) -> AsyncGenerator[Clearance, None]:
    """Let the caller into one page of what his unit put on an inventory."""
    after = position_of(request, cursor, UUID, str(inventory_id))
    async with through(request, DOOR_LINES, [inventory_id, after, limit]) as clearance:
        yield clearance


REPORTING: tuple[type[Refusal], ...] = (
    InventoryClosed, InventoryDayFull, BirthDateTooPrecise, BirthDateInFuture, LineReviewPassed, LineReviewTooLate, InformedLater, SecondLookInPast,
    EntitlementNotInForce, *CITING, *TAKING_ON,
)  # fmt: skip


@post("/", dependencies={"clearance": Provide(report_door)}, opt={**doing(REPORT_LINE, *REPORTING), "answer_headers": ("ETag",)})  # fmt: skip
async def report_inventory_line(
    inventory_id: FromPath[UUID], data: JSONBody[ReportLine], clearance: NamedDependency[Clearance]
) -> Response[LineReported]:
    """Put somebody on an inventory who does not get, or threatens not to get, what he needs and is entitled to.

    Only your own unit reads it. The answer never says whether somebody knows this person already.
    """
    line = await report(clearance, inventory_id, data)
    view = LineReported(id=line.id, version=1, review_date=line.review_on, last_date=line.last_on)
    return Response(view, headers={"ETag": etag_of(1)})


@get("/", dependencies={"clearance": Provide(lines_door)}, opt=doing(LIST_LINES))
async def list_inventory_lines(
    request: AnyRequest,
    inventory_id: FromPath[UUID],
    clearance: NamedDependency[Clearance],
    limit: Limit = 25,
) -> Response[InventoryLines]:
    """Read whom your unit put on an inventory, the newest first. Each person has an entry of his own in the access log."""
    shown = [entry.relation_id for entry in clearance.page if entry.relation_id is not None]
    found = await store.list_lines(clearance, shown) if shown else []
    return page_answer(
        request,
        InventoryLines(items=tuple(map(line_view, found))),
        position=shown[-1] if shown else None,
        more=len(shown) == limit,
        limit=limit,
        query=str(inventory_id),
    )


@get("/{line_id:uuid}", dependencies=IN_LINE, opt={**doing(READ_LINE), "answer_headers": ("ETag",)})
async def read_inventory_line(clearance: NamedDependency[Clearance]) -> Response[InventoryLineView]:
    """Read a line that your unit put on an inventory."""
    line = await store.get_line(clearance)
    return Response(line_view(line), headers={"ETag": etag_of(line.version)})


@post(
    "/{line_id:uuid}/informed",
    dependencies=IN_LINE,
    opt=doing(INFORM_LINE, LineMovedOn, InformedLater, SecondLookInPast),
)
async def record_inventory_line_informed(
    data: JSONBody[AnyTelling], clearance: NamedDependency[Clearance]
) -> LineInformedAdded:
    """Record that he was told that he stands on the inventory, or why not yet and when that is looked at again (AVG 14).

    Also after a case was opened from the line: until he was told, the line is not shown to him, nor what was done with it in his own log.
    """
    at = clearance.now()
    line = rules.still_told(await store.lock_line(clearance, clearance.participation_id))
    what = informing.said(data.to_model(), today=day_in_amsterdam(at))
    one = LineInformed(new_id(), what, clearance.actor_id, at)
    await store.add_informed(clearance, line.id, one)
    await store.set_told(clearance, line.id, what)
    clearance.object_id = line.id
    return LineInformedAdded(id=one.id, recorded_at=at)


@get("/{line_id:uuid}/informed", dependencies=IN_LINE, opt=doing(LIST_INFORMED))
async def list_inventory_line_informed(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[LineInformedFacts]:
    """Read whether he was told that he stands on the inventory, the latest fact first."""
    query = [str(request.path_params["inventory_id"]), str(clearance.participation_id)]
    before = position_of(request, cursor, UUID, query)
    found = await store.list_informed(clearance, clearance.participation_id, before, limit)
    return page_answer(
        request,
        LineInformedFacts(items=tuple(map(informed_view, found))),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


@post(
    "/{line_id:uuid}/reviews",
    dependencies=IN_LINE,
    opt={
        **doing(
            REVIEW_LINE,
            LineMovedOn,
            LineEnds,
            LineReviewPassed,
            LineReviewTooLate,
            EditionMissing,
            EditionStale,
        ),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
)
async def review_inventory_line(
    data: JSONBody[ReviewLine], clearance: NamedDependency[Clearance], if_match: IfMatch = None
) -> Response[LineReported]:
    """Keep somebody on the inventory until he is looked at again, on a day within six months. Nobody looks: 30 days after that day the line is erased."""
    line = rules.still_open(await store.lock_line(clearance, clearance.participation_id))
    hold_to(if_match, line.version)
    at = clearance.now()
    review_on = rules.reviewed_on(data.review_date, today=day_in_amsterdam(at), last_on=line.last_on)
    await store.review_line(clearance, line.id, new_id(), review_on, at)
    clearance.object_id, version = line.id, line.version + 1
    view = LineReported(id=line.id, version=version, review_date=review_on, last_date=line.last_on)
    return Response(view, headers={"ETag": etag_of(version)})


@post("/{line_id:uuid}/withdrawals", dependencies=IN_LINE, opt=doing(WITHDRAW_LINE, LineMovedOn))
async def withdraw_inventory_line(
    data: JSONBody[WithdrawLine], clearance: NamedDependency[Clearance]
) -> LineStands:
    """Take somebody off the inventory. What the line said of him is erased at once; that it was there stays in the access log."""
    line = rules.still_open(await store.lock_line(clearance, clearance.participation_id))
    await store.withdraw_line(clearance, line.id, data.reason, clearance.now())
    clearance.object_id = line.id
    return LineStands(id=line.id, state=LineState.WITHDRAWN, version=line.version + 1)


@get(
    "/cases/{case_id:uuid}/inventory-line", dependencies=IN_CASE, opt=doing(READ_LINE_OF_CASE), tags=["Cases"]
)
async def read_inventory_line_of_case(clearance: NamedDependency[Clearance]) -> InventoryLineView:
    """Read what the inventory said from which the case was opened: for who directs it, and the client's side once it was told."""
    line = await store.find_line_of_case(clearance)
    if line is None:
        raise LineOfCaseUnknown
    return line_view(line)


_of_inventory = Router(
    "/inventories/{inventory_id:uuid}/lines",
    route_handlers=[
        report_inventory_line,
        list_inventory_lines,
        import_inventory_lines,
        read_inventory_line,
        record_inventory_line_informed,
        list_inventory_line_informed,
        withdraw_inventory_line,
        review_inventory_line,
        keep_from_inventory_line,
        open_case_from_line,
    ],
    tags=["Network"],
)
inventory_lines_router = Router(
    "/", route_handlers=[inventories_router, _of_inventory, read_inventory_line_of_case]
)
