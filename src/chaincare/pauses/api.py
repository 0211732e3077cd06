"""Letting a case stand still, letting it go on, and reading when that was."""

from uuid import UUID

import msgspec
from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ids import new_id
from chaincare.parties.store import get_seat
from chaincare.pauses import rules, store
from chaincare.pauses.model import (
    LIST_PAUSES,
    PAUSE_CASE,
    RESUME_CASE,
    Pause,
    PausedAlready,
    PauseOver,
    PauseUnknown,
    PausingNotYours,
    ResumesUnfit,
)
from chaincare.pauses.views import PauseCase, Pauses, PauseView, pause_view
from chaincare.wire import Nothing


@post("/", dependencies=IN_CASE, opt=doing(PAUSE_CASE, PausingNotYours, PausedAlready, ResumesUnfit))
async def pause_case(data: JSONBody[PauseCase], clearance: NamedDependency[Clearance]) -> PauseView:
    """Let the case stand still until a day, on which it goes on by itself.

    Due dates stay as they were agreed, and nothing that is overdue climbs meanwhile. What ends by law or by its own
    date (a legal basis, a consent, a term to object) ends all the same, and everybody keeps what he sees.
    """
    at = clearance.now()
    rules.is_his(await get_seat(clearance, at), reach=clearance.reach, in_own_name=_in_own_name(clearance))
    ends_at, by_id = rules.until(data.resumes_date, at=at), clearance.participation_id
    pause = Pause(new_id(), data.reason, data.explanation, at, ends_at, data.resumes_date, by_id, None)
    await store.add_pause(clearance, pause)
    clearance.object_id = pause.id
    return pause_view(pause)


@post(
    "/{pause_id:uuid}/endings",
    dependencies=IN_CASE,
    opt=doing(RESUME_CASE, PauseUnknown, PausingNotYours, PauseOver),
)
async def resume_case(
    pause_id: FromPath[UUID],
    data: JSONBody[Nothing],  # noqa: ARG001
    clearance: NamedDependency[Clearance],
) -> PauseView:
    """Let the case go on sooner than was said."""
    pause = await store.lock_pause(clearance, pause_id)
    at = clearance.now()
    rules.is_his(await get_seat(clearance, at), reach=clearance.reach, in_own_name=_in_own_name(clearance))
    ends_at = rules.ended(pause, at=at)
    await store.end_pause(clearance, pause_id, ends_at)
    clearance.object_id = pause_id
    by_id = clearance.participation_id
    return pause_view(msgspec.structs.replace(pause, ends_at=ends_at, resumed_by=by_id))


def _in_own_name(clearance: Clearance) -> bool:
    return clearance.admission.relation == "participation"


@get("/", dependencies=IN_CASE, opt=doing(LIST_PAUSES))
async def list_pauses(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Pauses]:
    """Read when the case stood still and why, the latest first."""
    query = str(clearance.case_id)
    found = await store.list_pauses(clearance, position_of(request, cursor, UUID, query), limit)
    return page_answer(
        request,
        Pauses(items=tuple(map(pause_view, found))),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


pauses_router = Router(
    "/cases/{case_id:uuid}/pauses", route_handlers=[pause_case, resume_case, list_pauses], tags=["Cases"]
)
