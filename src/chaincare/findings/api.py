"""What stands out in the access log, for an auditor with a mandate."""

from collections.abc import AsyncGenerator
from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody, QueryParameter

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.findings import rules, store
from chaincare.findings.bodies import DetectFindings
from chaincare.findings.model import (
    DETECT_FINDINGS,
    READ_DETECTION,
    DetectionTooWide,
    FindingKind,
    FindingState,
    NothingYet,
    SearchesWait,
)
from chaincare.findings.operations import LIST_FINDINGS
from chaincare.findings.reviewing import REVIEWING
from chaincare.findings.views import (
    DetectedFindings,
    FindingPage,
    detected_view,
    finding_view,
)
from chaincare.ids import new_id
from chaincare.trace.api import DOOR_LOG
from chaincare.trace.model import PeriodUpsideDown

OfState = Annotated[
    FindingState | None, QueryParameter(name="state", description="Only those whose review is this far.")
]
OfKind = Annotated[FindingKind | None, QueryParameter(name="kind", description="Only those of this kind.")]


async def auditor_door(request: AnyRequest) -> AsyncGenerator[Clearance, None]:
    """Let an auditor in."""
    async with through(request, DOOR_LOG, [None]) as clearance:
        yield clearance


async def search_door(request: AnyRequest, detection_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let an auditor in, for one search."""
    async with through(request, DOOR_LOG, [detection_id]) as clearance:
        yield clearance


AUDITOR = {"clearance": Provide(auditor_door)}


@post(
    "/access-log/findings/_detect",
    status_code=200,
    dependencies=AUDITOR,
    opt=doing(DETECT_FINDINGS, PeriodUpsideDown, DetectionTooWide, NothingYet, SearchesWait),
    tags=["Audit"],
)
async def detect_findings(
    request: AnyRequest, data: JSONBody[DetectFindings], clearance: NamedDependency[Clearance]
) -> DetectedFindings:
    """Have the log searched for what stands out, within your mandate, and keep each as a finding to review.

    A period of few entries is looked through at once; any other goes on by itself: read it again by its id.
    """
    at = clearance.now()
    detection = rules.bounded(data.to_model(), at)
    closed = rules.closed_days(detection)
    search = await store.begin_detection(clearance, new_id(), detection, closed, rules.AT_ONCE, at)
    clearance.object_id = search.id
    found = await store.list_detected(clearance, search.id)
    return detected_view(search, found, request.app.state.private.open)


@get(
    "/access-log/detections/{detection_id:uuid}",
    dependencies={"clearance": Provide(search_door)},
    opt=doing(READ_DETECTION),
    tags=["Audit"],
)
async def read_detection(
    request: AnyRequest, detection_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> DetectedFindings:
    """Read how far a search for what stands out is, and what it found so far."""
    search = await store.get_search(clearance, detection_id)
    found = await store.list_detected(clearance, search.id)
    return detected_view(search, found, request.app.state.private.open)


@get("/access-log/findings", dependencies=AUDITOR, opt=doing(LIST_FINDINGS), tags=["Audit"])
async def list_findings(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    of_state: OfState = None,
    of_kind: OfKind = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[FindingPage]:
    """List what stood out within your mandate and how far each review is, what was found last first."""
    query = [of_state, of_kind]
    after = position_of(request, cursor, tuple[datetime, UUID], query)
    found = await store.list_findings(clearance, of_state, of_kind, after, limit)
    return page_answer(
        request,
        FindingPage(items=tuple(finding_view(one, request.app.state.private.open) for one in found)),
        position=(found[-1].detected_at, found[-1].id) if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


findings_router = Router("/", route_handlers=[detect_findings, read_detection, list_findings, *REVIEWING])
