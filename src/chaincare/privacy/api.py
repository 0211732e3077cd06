"""Requests of people about their own data: recorded, taken up, answered within a month."""

from collections.abc import AsyncGenerator
from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody, QueryParameter

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.privacy import lodging, rules, store
from chaincare.privacy.model import RequestKind
from chaincare.privacy.operations import (
    DECIDE_REQUEST,
    EXTEND_REQUEST,
    LIST_REQUESTS,
    LODGE_REQUEST,
    READ_REQUEST,
    TAKE_UP_REQUEST,
)
from chaincare.privacy.refusals import (
    ComplaintNotTold,
    DecidedByHandler,
    EntryNotTold,
    ExtendedBefore,
    ExtendedTooLate,
    HandledAlready,
    ReceivedInFuture,
    RecordedByHandler,
    RequestDecided,
    RequesterUnknown,
    RequestNotTakenUp,
    WordsMissing,
)
from chaincare.privacy.views import (
    DecideRequest,
    ExtendRequest,
    LodgeRequest,
    RequestLodged,
    RequestPage,
    RequestStands,
    SubjectRequestView,
    TakeUpRequest,
    line_view,
    lodged_view,
    request_view,
    stands_view,
)
from chaincare.workdays import day_in_amsterdam

DOOR_REQUEST = Door("door_request", "$13")
DOOR_REQUESTS = Door("door_requests", "$13, $14, $15, $16, $17")

Unanswered = Annotated[bool, QueryParameter(name="unanswered", description="Only what is not decided yet.")]
Overdue = Annotated[bool, QueryParameter(name="overdue", description="Only what should be answered by now.")]


async def lodging_door(request: AnyRequest, data: JSONBody[LodgeRequest]) -> AsyncGenerator[Clearance, None]:
    """Let somebody in who may record a request in this case, or outside any."""
    async with through(request, lodging.DOOR_LODGING, [data.case_id]) as clearance:
        yield clearance


async def request_door(
    request: AnyRequest, data_subject_request_id: FromPath[UUID]
) -> AsyncGenerator[Clearance, None]:
    """Let privacy work and oversight into one request."""
    async with through(request, DOOR_REQUEST, [data_subject_request_id]) as clearance:
        yield clearance


async def requests_door(
    request: AnyRequest,
    cursor: Cursor = None,
    limit: Limit = 25,
    *,
    unanswered: Unanswered = False,
    overdue: Overdue = False,
) -> AsyncGenerator[Clearance, None]:
    """Let privacy work and oversight into a page of requests."""
    due_on, after = position_of(request, cursor, tuple[date, UUID], [unanswered, overdue]) or (None, None)
    async with through(request, DOOR_REQUESTS, [unanswered, overdue, due_on, after, limit]) as clearance:
        yield clearance


IN_REQUEST = {"clearance": Provide(request_door)}
_EDITED = {"required_headers": ("If-Match",), "answer_headers": ("ETag",)}


@post(
    "/",
    dependencies={"clearance": Provide(lodging_door)},
    opt=doing(LODGE_REQUEST, ReceivedInFuture, EntryNotTold, RequesterUnknown, WordsMissing),
)
async def lodge_request(data: JSONBody[LodgeRequest], clearance: NamedDependency[Clearance]) -> RequestLodged:
    """Record what somebody asks about his own data. The month to answer runs from the day it came in (AVG 12)."""
    asked = lodging.Asked(
        data.kind, data.words, data.identity_proof, data.representative_id, data.reference, data.received_date
    )
    lodged = await lodging.lodge(clearance, asked, to_own_organisation=data.to_own_organisation)
    return lodged_view(lodged)


@get("/", dependencies={"clearance": Provide(requests_door)}, opt=doing(LIST_REQUESTS))
async def list_requests(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,  # noqa: ARG001 -- the door has used it
    limit: Limit = 25,
    *,
    unanswered: Unanswered = False,
    overdue: Overdue = False,
) -> Response[RequestPage]:
    """List the requests within your mandate, what is due first first; `overdue` is your work for today."""
    found = await store.list_requests(clearance)
    today = day_in_amsterdam(clearance.now())
    return page_answer(
        request,
        RequestPage(items=tuple(line_view(one, today) for one in found)),
        position=(found[-1].due_on, found[-1].id) if found else None,
        more=len(found) == limit,
        limit=limit,
        query=[unanswered, overdue],
    )


@get(
    "/{data_subject_request_id:uuid}",
    dependencies=IN_REQUEST,
    opt={**doing(READ_REQUEST), "answer_headers": ("ETag",)},
)
async def read_request(
    data_subject_request_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[SubjectRequestView]:
    """Read a request with everything that happened to it."""
    found = await store.get_request(clearance, data_subject_request_id)
    steps = await store.list_facts(clearance, found.id)
    name = await store.find_name(clearance, found.id)
    view = request_view(found, steps, name, day_in_amsterdam(clearance.now()))
    return Response(view, headers={"ETag": etag_of(found.version)})


@post(
    "/{data_subject_request_id:uuid}/handlings",
    dependencies=IN_REQUEST,
    opt={
        **doing(
            TAKE_UP_REQUEST, RequestDecided, HandledAlready, RecordedByHandler, EditionMissing, EditionStale
        ),
        **_EDITED,
    },
)
async def take_up_request(
    data_subject_request_id: FromPath[UUID],
    data: JSONBody[TakeUpRequest],  # noqa: ARG001 -- nothing to say
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[RequestStands]:
    """Take a request up, or over from a colleague."""
    before = await store.lock_request(clearance, data_subject_request_id)
    hold_to(if_match, before.version)
    after, fact = rules.take_up(before, clearance.actor_id)
    await store.take_step(clearance, after, fact, clearance.now())
    return Response(stands_view(after), headers={"ETag": etag_of(after.version)})


@post(
    "/{data_subject_request_id:uuid}/extensions",
    dependencies=IN_REQUEST,
    opt={
        **doing(
            EXTEND_REQUEST,
            RequestDecided,
            RequestNotTakenUp,
            ExtendedBefore,
            ExtendedTooLate,
            EditionMissing,
            EditionStale,
        ),
        **_EDITED,
    },
)
async def extend_request(
    data_subject_request_id: FromPath[UUID],
    data: JSONBody[ExtendRequest],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[RequestStands]:
    """Take up to two months more; the asker is told why within the first month."""
    before = await store.lock_request(clearance, data_subject_request_id)
    hold_to(if_match, before.version)
    after, fact = rules.extend(before, data.reason, at=clearance.now())
    await store.take_step(clearance, after, fact, clearance.now())
    return Response(stands_view(after), headers={"ETag": etag_of(after.version)})


@post(
    "/{data_subject_request_id:uuid}/decisions",
    dependencies=IN_REQUEST,
    opt={
        **doing(
            DECIDE_REQUEST,
            RequestDecided,
            RequestNotTakenUp,
            DecidedByHandler,
            ComplaintNotTold,
            EditionMissing,
            EditionStale,
        ),
        **_EDITED,
    },
)
async def decide_request(
    data_subject_request_id: FromPath[UUID],
    data: JSONBody[DecideRequest],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[RequestStands]:
    """Decide on a request. An objection or a request for a name is decided by somebody else than who handled it."""
    before = await store.lock_request(clearance, data_subject_request_id)
    hold_to(if_match, before.version)
    after, fact = rules.decide(
        before, data.outcome, data.reason, clearance.actor_id, complaint_told=data.complaint_told
    )
    await store.take_step(clearance, after, fact, clearance.now())
    if after.kind is RequestKind.ERASURE:
        await store.erase_log_texts(clearance)
    return Response(stands_view(after), headers={"ETag": etag_of(after.version)})


data_subject_requests_router = Router(
    "/data-subject-requests",
    route_handlers=[
        lodge_request,
        list_requests,
        read_request,
        take_up_request,
        extend_request,
        decide_request,
    ],
    tags=["Privacy"],
)
