"""Recording when somebody is absent, that he is back, and reading both: for himself and who administers his network or organisation."""

from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.absences import rules, store
from chaincare.absences.model import (
    CORRECT_ABSENCE,
    END_ABSENCE,
    LIST_ABSENCES,
    RECORD_ABSENCE,
    Absence,
    AbsenceOver,
    AbsenceUnfit,
    AbsenceUnknown,
)
from chaincare.absences.views import Absences, AbsenceView, AnyAbsence, EndAbsence, absence_view, wanted_of
from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ids import new_id

DOOR_ABSENCES = Door("door_absences", "$13")


async def absences_door(
    request: AnyRequest, professional_id: FromPath[UUID]
) -> AsyncGenerator[Clearance, None]:
    """Let somebody into his own absences, or an administrator into those of the people of his network or organisation."""
    async with through(request, DOOR_ABSENCES, [professional_id]) as clearance:
        yield clearance


OF_SOMEBODY: dict[str, Any] = {"clearance": Provide(absences_door)}


async def _record(
    clearance: Clearance, professional_id: UUID, body: AnyAbsence, before: Absence | None
) -> AbsenceView:
    absence = rules.recorded(
        new_id(), professional_id, wanted_of(body), by=clearance.actor_id, at=clearance.now(), before=before
    )
    await store.add_absence(clearance, absence)
    clearance.object_id = absence.id
    return absence_view(absence)


@post("/", dependencies=OF_SOMEBODY, opt=doing(RECORD_ABSENCE, AbsenceUnfit))
async def record_absence(
    professional_id: FromPath[UUID], data: JSONBody[AnyAbsence], clearance: NamedDependency[Clearance]
) -> AbsenceView:
    """Record when you are absent, or as an administrator when one of your network's people is. Nobody's reason is kept.

    While a holder of regie is absent, his stand-in acts where one agreed.
    """
    return await _record(clearance, professional_id, data, None)


@get("/", dependencies=OF_SOMEBODY, opt=doing(LIST_ABSENCES))
async def list_absences(
    request: AnyRequest,
    professional_id: FromPath[UUID],
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[Absences]:
    """Read when somebody is absent, and by whom that was recorded; the last that was recorded first."""
    query = str(professional_id)
    before = position_of(request, cursor, UUID, query)
    found = await store.list_absences(clearance, professional_id, before, limit)
    return page_answer(
        request,
        Absences(items=tuple(map(absence_view, found))),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


@post(
    "/{absence_id:uuid}/endings",
    dependencies=OF_SOMEBODY,
    opt=doing(END_ABSENCE, AbsenceUnknown, AbsenceOver),
)
async def end_absence(
    professional_id: FromPath[UUID],
    absence_id: FromPath[UUID],
    data: JSONBody[EndAbsence],  # noqa: ARG001 - an act of its own, with nothing more to say
    clearance: NamedDependency[Clearance],
) -> AbsenceView:
    """Record that somebody is back, from now on; an absence that had not begun does not come."""
    before = await store.lock_absence(clearance, professional_id, absence_id)
    absence = rules.ended(before, clearance.now())
    await store.end_absence(clearance, absence)
    clearance.object_id = absence_id
    return absence_view(absence)


@post(
    "/{absence_id:uuid}/corrections",
    dependencies=OF_SOMEBODY,
    opt=doing(CORRECT_ABSENCE, AbsenceUnknown, AbsenceOver, AbsenceUnfit),
)
async def correct_absence(
    professional_id: FromPath[UUID],
    absence_id: FromPath[UUID],
    data: JSONBody[AnyAbsence],
    clearance: NamedDependency[Clearance],
) -> AbsenceView:
    """Put a new record in the place of one that was wrong. The old one stays to be read, and counts no more."""
    before = await store.lock_absence(clearance, professional_id, absence_id)
    return await _record(clearance, professional_id, data, before)


absences_router = Router(
    "/professionals/{professional_id:uuid}/absences",
    route_handlers=[record_absence, list_absences, end_absence, correct_absence],
    tags=["Directory"],
)
