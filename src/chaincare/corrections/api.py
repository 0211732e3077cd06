"""Telling those who had it that something was corrected (AVG 19)."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.corrections import store
from chaincare.corrections.model import (
    ACKNOWLEDGE,
    LIST_OF_CASE,
    LIST_OWN_NOTICES,
    Corrected,
    Notice,
    NoticeAcknowledged,
)
from chaincare.wire import Body, Instant, View

DOOR_NOTICE = Door("door_notice", "$13")
DOOR_NOTICES = Door("door_notices", "$13, $14")


class AcknowledgeCorrection(Body):
    """Nothing to say: your team knows, and mended what it had."""


class CorrectionAcknowledged(View):
    """It is recorded that your team knows."""

    id: UUID
    acknowledged_at: Instant


class CorrectionNoticeView(View):
    """That something a team had was corrected; what it says now stands in the case, for those who may read it.

    `caseId` is the case as your team knew it, whether it still takes part or not. `itemId` is the note, for `note` and
    `note_recalled`. What was taken back is not for the team any more: it keeps no copy.
    """

    id: UUID
    case_id: UUID
    case_reference: str | None
    what: Corrected
    item_id: UUID | None
    unit_id: UUID
    unit: str
    organisation: str
    corrected_at: Instant
    acknowledged_at: Instant | None


class CorrectionNotices(View):
    """A page of notices, the oldest first."""

    items: tuple[CorrectionNoticeView, ...]


async def notices_door(
    request: AnyRequest, cursor: Cursor = None, limit: Limit = 25
) -> AsyncGenerator[Clearance, None]:
    """Let a professional into what his team had and was corrected."""
    async with through(request, DOOR_NOTICES, [position_of(request, cursor, UUID), limit]) as clearance:
        yield clearance


async def notice_door(request: AnyRequest, correction_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let a professional into one notice for his team."""
    async with through(request, DOOR_NOTICE, [correction_id]) as clearance:
        yield clearance


def _view(notice: Notice) -> CorrectionNoticeView:
    return CorrectionNoticeView(
        id=notice.id,
        case_id=notice.case_id,
        case_reference=notice.case_reference,
        what=notice.what,
        item_id=notice.item_id,
        unit_id=notice.unit_id,
        unit=notice.unit,
        organisation=notice.organisation,
        corrected_at=notice.corrected_at,
        acknowledged_at=notice.acknowledged_at,
    )


@get("/corrections", dependencies={"clearance": Provide(notices_door)}, opt=doing(LIST_OWN_NOTICES))
async def list_own_corrections(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,  # noqa: ARG001 -- the door has used it
    limit: Limit = 25,
) -> Response[CorrectionNotices]:
    """List what your team once read and was corrected since, until somebody of it acknowledges that."""
    found = await store.list_opened(clearance)
    last = found[-1].id if found else None
    view = CorrectionNotices(items=tuple(map(_view, found)))
    return page_answer(request, view, position=last, more=len(found) == limit, limit=limit)


@post(
    "/corrections/{correction_id:uuid}/acknowledgements",
    dependencies={"clearance": Provide(notice_door)},
    opt=doing(ACKNOWLEDGE, NoticeAcknowledged),
)
async def acknowledge_correction(
    correction_id: FromPath[UUID],
    data: JSONBody[AcknowledgeCorrection],  # noqa: ARG001 -- nothing to say
    clearance: NamedDependency[Clearance],
) -> CorrectionAcknowledged:
    """Say that your team knows of a correction, and mended what it had."""
    at = clearance.now()
    await store.acknowledge(clearance, correction_id, at)
    return CorrectionAcknowledged(id=correction_id, acknowledged_at=at)


@get("/cases/{case_id:uuid}/corrections", dependencies=IN_CASE, opt=doing(LIST_OF_CASE))
async def list_case_corrections(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[CorrectionNotices]:
    """List which teams had what was corrected in this case, and who acknowledged it."""
    query = str(clearance.case_id)
    found = await store.list_of_case(clearance, position_of(request, cursor, UUID, query), limit)
    last = found[-1].id if found else None
    view = CorrectionNotices(items=tuple(map(_view, found)))
    return page_answer(request, view, position=last, more=len(found) == limit, limit=limit, query=query)


corrections_router = Router(
    "/",
    route_handlers=[list_own_corrections, acknowledge_correction, list_case_corrections],
    tags=["Privacy"],
)
