"""Reading the access log: an auditor with a mandate, and the client himself."""

from collections.abc import AsyncGenerator
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import HeaderParameter, JSONBody, QueryParameter

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.trace import rules, store
from chaincare.trace.model import (
    READ_OWN_LOG,
    SEARCH_LOG,
    EntryAskedAlone,
    LogItselfIsNobodys,
    MergeTooWide,
    PeriodUpsideDown,
    Question,
    QuestionTooWide,
)
from chaincare.trace.plain import language_of
from chaincare.trace.reading import list_lines
from chaincare.trace.views import LogPage, OwnLog, SearchLog, entry_view, own_entry_view
from chaincare.wire import Instant

DOOR_LOG = Door("door_log", "$13")
DOOR_OWN_LOG = Door("door_own_log")
FromAt = Annotated[Instant | None, QueryParameter(name="fromAt", description="From this moment on.")]
UntilAt = Annotated[Instant | None, QueryParameter(name="untilAt", description="Before this moment.")]

MergeLines = Annotated[
    Literal["day"] | None,
    QueryParameter(name="merge", description="`day`: like lines of one day (in Amsterdam) as one."),
]
AcceptLanguage = Annotated[
    Annotated[str, msgspec.Meta(max_length=200)] | None,
    HeaderParameter(name="Accept-Language", description="In which language it is told: `nl` or `en`."),
]


async def log_door(request: AnyRequest, data: JSONBody[SearchLog]) -> AsyncGenerator[Clearance, None]:
    """Let an auditor in, for one question."""
    asked = data.case_id or data.client or data.professional_id or data.organisation_id or data.entry_id
    async with through(request, DOOR_LOG, [asked]) as clearance:
        yield clearance


@post(
    "/access-log/_search",
    status_code=200,
    dependencies={"clearance": Provide(log_door)},
    opt=doing(
        SEARCH_LOG, QuestionTooWide, MergeTooWide, LogItselfIsNobodys, EntryAskedAlone, PeriodUpsideDown
    ),
    tags=["Audit"],
)
async def search_log(
    request: AnyRequest, data: JSONBody[SearchLog], clearance: NamedDependency[Clearance]
) -> LogPage:
    """Search the access log within your mandate. The search itself is logged.

    What happened to the log itself is about nobody: `logItself` is asked alone, or with a period, and finds nothing where nothing did, as
    on a server that is new: no year begun or ended, no other key, never found altered or without a witness, nothing destroyed.
    """
    question = _question(data)
    bound = [msgspec.to_builtins(question), data.log_itself, data.merge, str(data.entry_id)]
    after = position_of(request, data.cursor, tuple[datetime, UUID], bound)
    found = await list_lines(clearance, question, after, data)
    labels = request.app.state.labels
    cursor = None
    if len(found) == data.limit:
        last = found[-1].entry
        caller = request.state.caller
        cursor = request.app.state.cursors.seal(
            (last.at, last.id), subject=f"{caller.issuer} {caller.subject}", query=[SEARCH_LOG.code, bound]
        )
    return LogPage(
        items=tuple(entry_view(one.entry, one.named, labels, one) for one in found), next_cursor=cursor
    )


def _question(data: SearchLog) -> Question:
    asked = Question(
        data.client, data.professional_id, data.organisation_id, data.case_id, data.from_at, data.until_at
    )
    if data.entry_id is not None:
        return rules.alone(asked, otherwise=data.log_itself or data.merge is not None)
    question = rules.answerable(asked, log_itself=data.log_itself)
    if data.merge is not None:
        rules.mergeable(question, log_itself=data.log_itself)
    return question


async def own_log_door(request: AnyRequest) -> AsyncGenerator[Clearance, None]:
    """Let a client or representative into the own log."""
    async with through(request, DOOR_OWN_LOG, []) as clearance:
        yield clearance


@get(
    "/me/access-log",
    dependencies={"clearance": Provide(own_log_door)},
    opt=doing(READ_OWN_LOG, PeriodUpsideDown),
    tags=["Mine"],
)
async def read_own_log(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    from_at: FromAt = None,
    until_at: UntilAt = None,
    merge: MergeLines = None,
    cursor: Cursor = None,
    limit: Limit = 25,
    accept_language: AcceptLanguage = None,
) -> Response[OwnLog]:
    """Read who looked at your case, or that of whom you represent, in plain words."""
    if from_at is not None and until_at is not None and until_at < from_at:
        raise PeriodUpsideDown
    query = [str(from_at), str(until_at), merge]
    after = position_of(request, cursor, tuple[datetime, UUID], query)
    clients = [entry.client for entry in clearance.page if entry.client is not None]
    period, by_day = (from_at, until_at), merge == "day"
    found = (
        await store.list_own_log(clearance, clients, period, after, limit, by_day=by_day) if clients else []
    )
    labels, language = request.app.state.labels, language_of(accept_language)
    items = tuple(own_entry_view(one, labels, language) for one in found)
    position = (found[-1].entry.at, found[-1].entry.id) if found else None
    return page_answer(
        request,
        OwnLog(language=language, items=items),
        position=position,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


trace_router = Router("/", route_handlers=[search_log, read_own_log])
