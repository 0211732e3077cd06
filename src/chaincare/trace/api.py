"""Reading the access log: an auditor with a mandate, and the client himself."""

from collections.abc import AsyncGenerator
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody, QueryParameter

from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.paging import CLIENTS_MAX, Cursor, Limit, page_answer, position_of
from chaincare.trace import rules, store
from chaincare.trace.model import (
    READ_OWN_LOG,
    SEARCH_LOG,
    Entry,
    Named,
    PeriodUpsideDown,
    Question,
    QuestionTooWide,
)
from chaincare.trace.sentences import why
from chaincare.wire import Body, Instant, View

DOOR_LOG = Door("door_log", "$13")
DOOR_OWN_LOG = Door("door_own_log")
From = Annotated[Instant | None, QueryParameter(name="from")]
Until = Annotated[Instant | None, QueryParameter(name="until")]


class SearchLog(Body):
    """What to look for: at least one of the first four, or a period of at most 31 days.

    ``client`` is the pseudonym that entries carry. Denied attempts on a case are found with the case.
    """

    client: UUID | None = None
    professional_id: UUID | None = None
    organisation_id: UUID | None = None
    case_id: UUID | None = None
    from_at: Instant | None = None
    until_at: Instant | None = None
    cursor: str | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=CLIENTS_MAX)] = 25


class EntryView(View):
    """One entry: who, on behalf of which organisation, did what, when, and why that was allowed."""

    id: UUID
    at: Instant
    event: str
    description: str
    beschrijving: str
    action: str
    outcome: str
    actor_id: UUID | None
    actor: str | None
    function: str | None
    role: str | None
    organisation_id: UUID | None
    organisation: str | None
    partner: str
    address: str | None
    client: UUID | None
    case_id: UUID | None
    object_id: UUID | None
    asked_id: UUID | None
    relation: str
    reach: str | None
    legal_basis_id: UUID | None
    purpose: str | None
    emergency: bool
    why: str
    waarom: str
    request_id: UUID
    trace_id: str
    span_id: str


class LogPage(View):
    """Entries, the latest first; ``nextCursor`` goes into the next search."""

    items: tuple[EntryView, ...]
    next_cursor: str | None


class OwnEntryView(View):
    """Who looked, as the client reads it: organisation and function; a name on a weighed request."""

    reference: UUID
    at: Instant
    what: str
    wat: str
    organisation: str | None
    function: str | None
    role: str | None
    ground: str | None
    purpose: str | None
    emergency: bool
    why: str
    waarom: str


class OwnLog(View):
    """Who looked, the latest first."""

    items: tuple[OwnEntryView, ...]


async def log_door(request: AnyRequest, data: JSONBody[SearchLog]) -> AsyncGenerator[Clearance, None]:
    """Let an auditor in, for one question."""
    asked = data.case_id or data.client or data.professional_id or data.organisation_id
    async with through(request, DOOR_LOG, [asked]) as clearance:
        yield clearance


@post(
    "/access-log/_search",
    status_code=200,
    dependencies={"clearance": Provide(log_door)},
    opt=doing(SEARCH_LOG, QuestionTooWide, PeriodUpsideDown),
    tags=["Audit"],
)
async def search_log(
    request: AnyRequest, data: JSONBody[SearchLog], clearance: NamedDependency[Clearance]
) -> LogPage:
    """Search the access log within your mandate. The search itself is logged."""
    question = rules.answerable(
        Question(
            data.client,
            data.professional_id,
            data.organisation_id,
            data.case_id,
            data.from_at,
            data.until_at,
        )
    )
    bound = msgspec.to_builtins(question)
    after = position_of(request, data.cursor, tuple[datetime, UUID], bound)
    found = await store.search_log(clearance, question, after, data.limit)
    labels = request.app.state.labels
    cursor = None
    if len(found) == data.limit:
        last = found[-1][0]
        caller = request.state.caller
        cursor = request.app.state.cursors.seal(
            (last.at, last.id), subject=f"{caller.issuer} {caller.subject}", query=[SEARCH_LOG.code, bound]
        )
    return LogPage(items=tuple(_entry_view(*one, labels) for one in found), next_cursor=cursor)


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
    since: From = None,
    until: Until = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[OwnLog]:
    """Read who looked at your case, or that of whom you represent."""
    if since is not None and until is not None and until < since:
        raise PeriodUpsideDown
    period = [str(since), str(until)]
    after = position_of(request, cursor, tuple[datetime, UUID], period)
    clients = [entry.client for entry in clearance.page if entry.client is not None]
    found = await store.list_own_log(clearance, clients, (since, until), after, limit) if clients else []
    labels = request.app.state.labels
    items = tuple(_own_entry_view(*one, labels) for one in found)
    position = (found[-1][0].at, found[-1][0].id) if found else None
    return page_answer(
        request,
        OwnLog(items=items),
        position=position,
        more=len(found) == limit,
        limit=limit,
        query=period,
    )


def _entry_view(entry: Entry, named: Named, labels: dict[str, tuple[str, str]]) -> EntryView:
    description, beschrijving = labels.get(entry.event, (entry.event, entry.event))
    sentence = why(entry, named)
    return EntryView(
        id=entry.id,
        at=entry.at,
        event=entry.event,
        description=description,
        beschrijving=beschrijving,
        action=entry.action,
        outcome=entry.outcome,
        actor_id=entry.actor_id,
        actor=named.actor,
        function=named.function,
        role=entry.role,
        organisation_id=entry.organisation_id,
        organisation=named.organisation,
        partner=entry.partner,
        address=None if entry.address is None else str(entry.address),
        client=entry.client,
        case_id=entry.case_id,
        object_id=entry.object_id,
        asked_id=entry.asked_id,
        relation=entry.relation,
        reach=entry.reach,
        legal_basis_id=entry.basis_id,
        purpose=entry.purpose,
        emergency=entry.emergency,
        why=sentence.en,
        waarom=sentence.nl,
        request_id=entry.request_id,
        trace_id=entry.trace_id.hex(),
        span_id=entry.span_id.hex(),
    )


def _own_entry_view(entry: Entry, named: Named, labels: dict[str, tuple[str, str]]) -> OwnEntryView:
    what, wat = labels.get(entry.event, (entry.event, entry.event))
    sentence = why(entry, msgspec.structs.replace(named, related_by=None))
    return OwnEntryView(
        reference=entry.id,
        at=entry.at,
        what=what,
        wat=wat,
        organisation=named.organisation,
        function=named.function,
        role=entry.role,
        ground=named.ground,
        purpose=entry.purpose,
        emergency=entry.emergency,
        why=sentence.en,
        waarom=sentence.nl,
    )


trace_router = Router("/", route_handlers=[search_log, read_own_log])
