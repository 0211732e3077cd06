"""Incident exports: asked for, approved by somebody else, and read for a day."""

from collections.abc import AsyncGenerator
from datetime import datetime
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.incidents import rules, store
from chaincare.incidents.model import (
    APPROVE_EXPORT,
    ASK_EXPORT,
    EXPORT_LINES,
    READ_EXPORT,
    IncidentExportApproved,
    IncidentExportExpired,
    IncidentExportNotApproved,
    IncidentExportOfOthers,
    IncidentSpanUnfit,
    OwnIncidentExport,
)
from chaincare.incidents.views import (
    ApproveIncidentExport,
    AskIncidentExport,
    IncidentExportView,
    IncidentLines,
    export_view,
    line_view,
)

DOOR_ASKING = Door("door_incident_asking", "$13")
DOOR_INCIDENT = Door("door_incident", "$13")


async def asking_door(
    request: AnyRequest, data: JSONBody[AskIncidentExport]
) -> AsyncGenerator[Clearance, None]:
    """Let somebody in whose mandate is for these people."""
    async with through(request, DOOR_ASKING, [data.organisation_id]) as clearance:
        yield clearance


async def incident_door(
    request: AnyRequest, incident_export_id: FromPath[UUID]
) -> AsyncGenerator[Clearance, None]:
    """Let somebody in whose mandate is for what one export is about."""
    async with through(request, DOOR_INCIDENT, [incident_export_id]) as clearance:
        yield clearance


IN_EXPORT = {"clearance": Provide(incident_door)}


@post("/", dependencies={"clearance": Provide(asking_door)}, opt=doing(ASK_EXPORT, IncidentSpanUnfit))
async def ask_incident_export(
    data: JSONBody[AskIncidentExport], clearance: NamedDependency[Clearance]
) -> IncidentExportView:
    """Ask who accessed what in a period. Somebody else with a mandate approves it before it can be read."""
    admission, at = clearance.admission, clearance.now()
    if admission.object_id is None or admission.network_id is None:
        raise LookupError("no export without the door of asking")
    export = rules.ask(
        admission.object_id,
        admission.network_id,
        data.span(),
        data.chosen(),
        data.reason,
        clearance.actor_id,
        at=at,
    )
    await store.add_export(clearance, export)
    clearance.object_id = export.id
    return export_view(export, at)


@get("/{incident_export_id:uuid}", dependencies=IN_EXPORT, opt=doing(READ_EXPORT))
async def read_incident_export(
    incident_export_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> IncidentExportView:
    """Read what was asked for and why, before you approve it."""
    return export_view(await store.get_export(clearance, incident_export_id), clearance.now())


@post(
    "/{incident_export_id:uuid}/approvals",
    dependencies=IN_EXPORT,
    opt=doing(APPROVE_EXPORT, OwnIncidentExport, IncidentExportApproved),
)
async def approve_incident_export(
    incident_export_id: FromPath[UUID],
    data: JSONBody[ApproveIncidentExport],  # noqa: ARG001 -- nothing to say
    clearance: NamedDependency[Clearance],
) -> IncidentExportView:
    """Approve what somebody else asked for: from now on the two of you can read it for 24 hours."""
    at, export = clearance.now(), await store.lock_export(clearance, incident_export_id)
    approved = rules.approve(export, clearance.actor_id, at=at)
    if approved.approval is not None:
        await store.set_approval(clearance, approved.id, approved.approval)
    clearance.object_id = approved.id
    return export_view(approved, at)


@get(
    "/{incident_export_id:uuid}/lines",
    dependencies=IN_EXPORT,
    opt=doing(EXPORT_LINES, IncidentExportNotApproved, IncidentExportOfOthers, IncidentExportExpired),
)
async def export_incident_lines(
    request: AnyRequest,
    incident_export_id: FromPath[UUID],
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[IncidentLines]:
    """Read who accessed what, by pseudonym, the oldest act first. Every page is an export that is logged."""
    query, export = str(incident_export_id), await store.get_export(clearance, incident_export_id)
    rules.hold_readable(export, clearance.admission.actor_id, at=clearance.now())
    after = position_of(request, cursor, tuple[datetime, UUID], query)
    found = await store.list_lines(clearance, export.id, after, limit)
    return page_answer(
        request,
        IncidentLines(items=tuple(map(line_view, found))),
        position=(found[-1].at, found[-1].id) if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


incidents_router = Router(
    "/incident-exports",
    route_handlers=[
        ask_incident_export,
        read_incident_export,
        approve_incident_export,
        export_incident_lines,
    ],
    tags=["Privacy"],
)
