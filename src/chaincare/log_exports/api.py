"""Exports of the access log: asked for, decided by a second auditor above a limit, and fetched for a day."""

from collections.abc import AsyncGenerator
from datetime import datetime, timedelta
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody
from litestar.response.base import ASGIResponse

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.findings.model import Reviewer
from chaincare.findings.reasons import ReasonUnfit
from chaincare.ids import new_id
from chaincare.log_exports import rules, store
from chaincare.log_exports.model import (
    LogExport,
    LogExportDecided,
    LogExportNotReady,
    LogExportOfOthers,
    LogExportOver,
    LogExportTooLarge,
    LogNotSealedYet,
    OwnLogExport,
)
from chaincare.log_exports.operations import (
    DECIDE_EXPORT,
    DOWNLOAD_EXPORT,
    LIST_EXPORTS,
    READ_EXPORT,
    REQUEST_EXPORT,
)
from chaincare.log_exports.slices import Slices
from chaincare.log_exports.streaming import MEDIA_TYPES, Streaming, Surroundings, file_name
from chaincare.log_exports.views import (
    DecideLogExport,
    LogExportPage,
    LogExportView,
    RequestLogExport,
    export_view,
)
from chaincare.processing.api import events_by_activity
from chaincare.trace.api import DOOR_LOG
from chaincare.trace.model import PeriodUpsideDown, QuestionTooWide
from chaincare.trace.rules import answerable

_EXPORT = "/access-log/exports/{log_export_id:uuid}"


async def requesting_door(
    request: AnyRequest, data: JSONBody[RequestLogExport]
) -> AsyncGenerator[Clearance, None]:
    """Let an auditor in, for one question."""
    asked = data.case_id or data.client or data.professional_id or data.organisation_id
    async with through(request, DOOR_LOG, [asked]) as clearance:
        yield clearance


async def auditor_door(request: AnyRequest) -> AsyncGenerator[Clearance, None]:
    """Let an auditor in."""
    async with through(request, DOOR_LOG, [None]) as clearance:
        yield clearance


async def export_door(request: AnyRequest, log_export_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let an auditor in, for one export."""
    async with through(request, DOOR_LOG, [log_export_id]) as clearance:
        yield clearance


IN_EXPORT = {"clearance": Provide(export_door)}


def _view(seen: tuple[LogExport, Reviewer], clearance: Clearance) -> LogExportView:
    one, reviewer = seen
    at = clearance.now()
    return export_view(one, rules.state_of(one, at=at), awaits_you=rules.may_decide(one, reviewer, at=at))


def _lasts(request: AnyRequest) -> timedelta:
    return timedelta(hours=request.app.state.settings.log_export_hours)


@post(
    "/access-log/exports",
    dependencies={"clearance": Provide(requesting_door)},
    opt=doing(REQUEST_EXPORT, QuestionTooWide, PeriodUpsideDown, LogNotSealedYet, LogExportTooLarge),
)
async def request_log_export(
    request: AnyRequest, data: JSONBody[RequestLogExport], clearance: NamedDependency[Clearance]
) -> LogExportView:
    """Ask for entries of the access log as a file: up to the last checkpoint, within your mandate. Above a limit, of what you took alone in 24 hours together, another auditor decides."""
    question = answerable(data.question())
    bound = await store.get_bound(clearance, question)
    entries = await store.count(clearance, question, bound, rules.MOST)
    by = (clearance.actor_id, await store.get_organisation_id(clearance))
    terms = (request.app.state.settings.log_export_limit, _lasts(request))
    at = clearance.now()
    alone = await store.count_alone(clearance, at - rules.TOGETHER)
    export = rules.request(
        new_id(), data.format, data.reason, question, bound, entries, by, terms, alone=alone, at=at
    )
    await store.add_export(clearance, export)
    clearance.object_id = export.id
    return export_view(export, rules.state_of(export, at=at), awaits_you=False)


@get("/access-log/exports", dependencies={"clearance": Provide(auditor_door)}, opt=doing(LIST_EXPORTS))
async def list_log_exports(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[LogExportPage]:
    """List the exports within your mandate, what was asked last first; `awaitsYou` where you can decide."""
    found = await store.list_exports(clearance, position_of(request, cursor, tuple[datetime, UUID]), limit)
    return page_answer(
        request,
        LogExportPage(items=tuple(_view(one, clearance) for one in found)),
        position=(found[-1][0].requested_at, found[-1][0].id) if found else None,
        more=len(found) == limit,
        limit=limit,
    )


@get(_EXPORT, dependencies=IN_EXPORT, opt=doing(READ_EXPORT))
async def read_log_export(
    log_export_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> LogExportView:
    """Read how far an export is: whether somebody decided, and how much of it was written, also while it is fetched."""
    return _view(await store.get_export(clearance, log_export_id), clearance)


@post(
    f"{_EXPORT}/decisions",
    dependencies=IN_EXPORT,
    opt=doing(DECIDE_EXPORT, ReasonUnfit, OwnLogExport, LogExportDecided),
)
async def decide_log_export(
    request: AnyRequest,
    log_export_id: FromPath[UUID],
    data: JSONBody[DecideLogExport],
    clearance: NamedDependency[Clearance],
) -> LogExportView:
    """Approve or refuse an export that another auditor asked for: two people stand for a large one (T6)."""
    export, reviewer = await store.lock_export(clearance, log_export_id)
    said = (data.decision, data.reason)
    decided = rules.decide(export, said, reviewer, _lasts(request), at=clearance.now())
    if decided.decided is not None:
        await store.keep_decision(clearance, decided, decided.decided)
    clearance.object_id = export.id
    return _view((decided, reviewer), clearance)


@get(
    f"{_EXPORT}/content",
    dependencies=IN_EXPORT,
    opt=doing(DOWNLOAD_EXPORT, LogExportOfOthers, LogExportOver, LogExportNotReady)
    | {"streams": tuple(sorted({one.partition(";")[0] for one in MEDIA_TYPES.values()}))},
)
async def download_log_export(
    request: AnyRequest, log_export_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> ASGIResponse:
    """Fetch the entries of an export, as often as needed until it expires. Every part of it is an export that is logged.

    A file that breaks off ends without the end of its body; one that proves itself also lacks its last line.
    """
    export, _ = await store.get_export(clearance, log_export_id)
    rules.hold_ready(export, clearance.actor_id, at=clearance.now())
    download_id = new_id()
    await store.add_download(clearance, export.id, download_id)
    streaming = Streaming(
        export, download_id, _around(request), lambda: through(request, DOOR_LOG, [export.id])
    )
    first = await streaming.next_slice(clearance)
    return Slices(
        iterator=streaming.content(first),
        media_type=MEDIA_TYPES[export.format],
        headers={"Content-Disposition": f'attachment; filename="{file_name(export)}"'},
    )


def _around(request: AnyRequest) -> Surroundings:
    state = request.app.state
    if "activity_of_event" not in state:
        by_activity = events_by_activity(request.app)
        state.activity_of_event = {code: key for key, codes in by_activity.items() for code in codes}
    return Surroundings(
        log=state.seal_keys.name,
        version=str(getattr(request.app, "api_version", "")),
        labels=state.labels,
        activities=state.activity_of_event,
        register=f"{state.settings.public_url or ''}/v1/processing-activities",
        keys=state.seal_keys,
    )


log_exports_router = Router(
    "/",
    route_handlers=[
        request_log_export,
        list_log_exports,
        read_log_export,
        decide_log_export,
        download_log_export,
    ],
    tags=["Audit"],
)
