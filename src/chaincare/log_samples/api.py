"""A monthly sample of the access log, drawn by lot and reviewed entry by entry."""

from collections.abc import AsyncGenerator
from datetime import datetime
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.findings.model import FindingNotYours
from chaincare.findings.reasons import ReasonUnfit, fit
from chaincare.findings.store import get_reviewer
from chaincare.ids import new_id
from chaincare.log_samples import rules, store
from chaincare.log_samples.model import (
    DRAW_SAMPLE,
    LIST_SAMPLES,
    READ_SAMPLE,
    REVIEW_DRAWN,
    MonthToCome,
    NotDrawn,
    ReviewedAlready,
)
from chaincare.log_samples.views import (
    DrawSample,
    ReviewDrawn,
    SamplePage,
    WholeSample,
    sample_view,
    whole_view,
)
from chaincare.trace.api import DOOR_LOG
from chaincare.trace.store import list_entries
from chaincare.trace.views import entry_view


async def auditor_door(request: AnyRequest) -> AsyncGenerator[Clearance, None]:
    """Let an auditor in."""
    async with through(request, DOOR_LOG, [None]) as clearance:
        yield clearance


async def sample_door(request: AnyRequest, sample_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let an auditor in, for one sample."""
    async with through(request, DOOR_LOG, [sample_id]) as clearance:
        yield clearance


AUDITOR = {"clearance": Provide(auditor_door)}
IN_SAMPLE = {"clearance": Provide(sample_door)}


async def _whole(request: AnyRequest, clearance: Clearance, sample_id: UUID) -> WholeSample:
    """Give a sample with its entries, as far as the mandate shows them."""
    sample = await store.get_sample(clearance, sample_id)
    drawn = await store.list_drawn(clearance, sample_id)
    found = await list_entries(clearance, [(one.entry_at, one.entry_id) for one in drawn])
    labels = request.app.state.labels
    return whole_view(sample, drawn, {entry.id: entry_view(entry, named, labels) for entry, named in found})


@post("/access-log/samples", dependencies=AUDITOR, opt=doing(DRAW_SAMPLE, MonthToCome), tags=["Audit"])
async def draw_sample(
    request: AnyRequest, data: JSONBody[DrawSample], clearance: NamedDependency[Clearance]
) -> WholeSample:
    """Draw entries of a month by lot, within your mandate. The seed is made here and kept; so is every draw."""
    month, from_at, until_at = rules.period_of(data.month, clearance.now())
    clearance.object_id = new_id()
    await store.draw(clearance, clearance.object_id, month, (from_at, until_at), data.size)
    return await _whole(request, clearance, clearance.object_id)


@get("/access-log/samples", dependencies=AUDITOR, opt=doing(LIST_SAMPLES), tags=["Audit"])
async def list_samples(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[SamplePage]:
    """List every sample that was drawn within your mandate, what was drawn last first."""
    found = await store.list_samples(clearance, position_of(request, cursor, tuple[datetime, UUID]), limit)
    return page_answer(
        request,
        SamplePage(items=tuple(map(sample_view, found))),
        position=(found[-1].drawn_at, found[-1].id) if found else None,
        more=len(found) == limit,
        limit=limit,
    )


@get("/access-log/samples/{sample_id:uuid}", dependencies=IN_SAMPLE, opt=doing(READ_SAMPLE), tags=["Audit"])
async def read_sample(
    request: AnyRequest, sample_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> WholeSample:
    """Read a sample: its entries, by whom each was reviewed, and what that came to."""
    return await _whole(request, clearance, sample_id)


@post(
    "/access-log/samples/{sample_id:uuid}/outcomes",
    dependencies=IN_SAMPLE,
    opt=doing(REVIEW_DRAWN, ReasonUnfit, NotDrawn, FindingNotYours, ReviewedAlready),
    tags=["Audit"],
)
async def review_drawn(
    request: AnyRequest,
    sample_id: FromPath[UUID],
    data: JSONBody[ReviewDrawn],
    clearance: NamedDependency[Clearance],
) -> WholeSample:
    """Say what the review of one entry comes to: by an auditor who had no part in it (T6)."""
    fit(data.outcome, data.reason)
    before = await _whole(request, clearance, sample_id)
    entry = next((one.entry for one in before.items if one.entry_id == data.entry_id), None)
    if entry is None:
        raise NotDrawn
    reviewer = await get_reviewer(clearance, entry.client, entry.case_id, entry.asked_id)
    rules.may_review(entry.actor_id, reviewer)
    await store.review(clearance, sample_id, data.entry_id, data.outcome, data.reason)
    clearance.object_id = sample_id
    return await _whole(request, clearance, sample_id)


log_samples_router = Router("/", route_handlers=[draw_sample, list_samples, read_sample, review_drawn])
