"""The review of a finding: an auditor asks, whom it is about explains, an auditor who had no part in it decides (T6)."""

from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.model import Operation
from chaincare.findings import operations, reasons, rules, store
from chaincare.findings.bodies import (
    AskExplanation,
    CloseFinding,
    DismissFinding,
    ExplainFinding,
    OpenFinding,
)
from chaincare.findings.model import (
    EntriesNotOfOne,
    Finding,
    FindingMovedOn,
    FindingNotYours,
    FindingState,
    FindingStep,
    NobodyToAsk,
    StepKind,
)
from chaincare.findings.views import AskedFinding, FindingView, asked_view, finding_view
from chaincare.ids import new_id
from chaincare.refusals import Refusal
from chaincare.trace.api import DOOR_LOG
from chaincare.trace.store import list_entries

DOOR_OWN_FINDING = Door("door_own_finding", "$13")


async def review_door(request: AnyRequest, finding_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let an auditor in, for one finding."""
    async with through(request, DOOR_LOG, [finding_id]) as clearance:
        yield clearance


async def chosen_door(request: AnyRequest) -> AsyncGenerator[Clearance, None]:
    """Let an auditor in, for entries that he chose."""
    async with through(request, DOOR_LOG, [None]) as clearance:
        yield clearance


async def own_finding_door(
    request: AnyRequest, finding_id: FromPath[UUID]
) -> AsyncGenerator[Clearance, None]:
    """Let somebody come to a finding about himself that he is asked about."""
    async with through(request, DOOR_OWN_FINDING, [finding_id]) as clearance:
        yield clearance


REVIEWER = {"clearance": Provide(review_door)}
HIMSELF = {"clearance": Provide(own_finding_door)}


def _about_what_he_read(operation: Operation, *refusals: type[Refusal]) -> dict[str, Any]:
    """Describe a step of a review: of what was found after he read it, he says nothing."""
    described = doing(operation, EditionMissing, EditionStale, *refusals)
    return {**described, "required_headers": ("If-Match",), "answer_headers": ("ETag",)}


async def _take(
    request: AnyRequest,
    clearance: Clearance,
    finding: Finding,
    kind: StepKind,
    state: FindingState,
    **said: Any,
) -> Finding:
    """Write down a step, its text sealed, and give the finding as it is then."""
    request_id, text = request.scope["state"]["request_id"], said.pop("text", None)
    sealed = None if text is None else request.app.state.private.seal(text, request_id).private
    step = FindingStep(
        kind=kind, by_id=clearance.actor_id, by=None, at=clearance.now(), text=sealed, request_id=UUID(request_id),
        outcome=said.get("outcome"), reason=said.get("reason"),
    )  # fmt: skip
    await store.add_step(clearance, finding.id, step, state)
    clearance.object_id = finding.id
    return await store.get_finding(clearance, finding.id)


async def _asked(request: AnyRequest, clearance: Clearance, finding: Finding) -> AskedFinding:
    """Show a finding to whom it is about."""
    state = request.app.state
    return asked_view(finding, await store.list_looks(clearance), state.labels, state.private.open)


def _told(request: AnyRequest, finding: Finding) -> Response[FindingView]:
    """Show a finding to an auditor, and which edition of it."""
    view = finding_view(finding, request.app.state.private.open)
    return Response(view, headers={"ETag": etag_of(finding.version)})


async def _review(
    request: AnyRequest,
    clearance: Clearance,
    finding_id: UUID,
    if_match: str | None,
    kind: StepKind,
    **said: Any,
) -> Response[FindingView]:
    """Let an auditor take a step, about what he read of it."""
    finding = await store.hold_finding(clearance, finding_id)
    hold_to(if_match, finding.version)
    reviewer = await store.get_reviewer(clearance, *finding.clients)
    state = rules.review(finding, kind, reviewer, said.get("outcome"))
    return _told(request, await _take(request, clearance, finding, kind, state, **said))


@post(
    "/access-log/findings",
    dependencies={"clearance": Provide(chosen_door)},
    opt={**doing(operations.OPEN_FINDING, EntriesNotOfOne, FindingNotYours), "answer_headers": ("ETag",)},
    tags=["Audit"],
)
async def open_finding(
    request: AnyRequest, data: JSONBody[OpenFinding], clearance: NamedDependency[Clearance]
) -> Response[FindingView]:
    """Ask an employee to explain entries that you chose: a finding, which goes on like those that were found."""
    chosen = {(one.happened_at, one.entry_id) for one in data.entries}
    found = [entry for entry, _ in await list_entries(clearance, list(chosen))]
    finding = rules.opened(new_id(), found, len(chosen), clearance.now())
    reviewer = await store.get_reviewer(clearance, *finding.clients)
    asked = rules.review(finding, StepKind.EXPLANATION_ASKED, reviewer)
    await store.open_finding(clearance, finding)
    told = await _take(request, clearance, finding, StepKind.EXPLANATION_ASKED, asked, text=data.text)
    return _told(request, told)


@get(
    "/access-log/findings/{finding_id:uuid}",
    dependencies=REVIEWER,
    opt={**doing(operations.READ_FINDING), "answer_headers": ("ETag",)},
    tags=["Audit"],
)
async def read_finding(
    request: AnyRequest, finding_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[FindingView]:
    """Read one finding within your mandate, and how far its review is."""
    return _told(request, await store.get_finding(clearance, finding_id))


@post(
    "/access-log/findings/{finding_id:uuid}/questions",
    dependencies=REVIEWER,
    opt=_about_what_he_read(operations.ASK_EXPLANATION, FindingNotYours, NobodyToAsk, FindingMovedOn),
    tags=["Audit"],
)
async def ask_explanation(
    request: AnyRequest,
    finding_id: FromPath[UUID],
    data: JSONBody[AskExplanation],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[FindingView]:
    """Ask whom a finding is about to explain it: it comes on his worklist, and he sees it until it is closed."""
    return await _review(request, clearance, finding_id, if_match, StepKind.EXPLANATION_ASKED, text=data.text)


@get(
    "/access-log/findings/{finding_id:uuid}/questions",
    dependencies=HIMSELF,
    opt=doing(operations.READ_QUESTION),
    tags=["Audit"],
)
async def read_asked_finding(
    request: AnyRequest, finding_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> AskedFinding:
    """Read what an auditor asks about your own looks."""
    return await _asked(request, clearance, await store.get_finding(clearance, finding_id))


@post(
    "/access-log/findings/{finding_id:uuid}/explanations",
    dependencies=HIMSELF,
    opt=doing(operations.EXPLAIN_FINDING, FindingMovedOn),
    tags=["Audit"],
)
async def explain_finding(
    request: AnyRequest,
    finding_id: FromPath[UUID],
    data: JSONBody[ExplainFinding],
    clearance: NamedDependency[Clearance],
) -> AskedFinding:
    """Explain your own looks to the auditor who asks: once, in words."""
    finding = await store.hold_finding(clearance, finding_id)
    state = rules.step(finding, StepKind.EXPLAINED)
    moved = await _take(request, clearance, finding, StepKind.EXPLAINED, state, text=data.text)
    return await _asked(request, clearance, moved)


@post(
    "/access-log/findings/{finding_id:uuid}/closings",
    dependencies=REVIEWER,
    opt=_about_what_he_read(operations.CLOSE_FINDING, reasons.ReasonUnfit, FindingNotYours, FindingMovedOn),
    tags=["Audit"],
)
async def close_finding(
    request: AnyRequest,
    finding_id: FromPath[UUID],
    data: JSONBody[CloseFinding],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[FindingView]:
    """Close a review, with what it comes to: by an auditor who had no part in it (T6)."""
    reasons.fit(data.outcome, data.reason)
    said = {"outcome": data.outcome, "reason": data.reason, "text": data.text}
    return await _review(request, clearance, finding_id, if_match, StepKind.CLOSED, **said)


@post(
    "/access-log/findings/{finding_id:uuid}/dismissals",
    dependencies=REVIEWER,
    opt=_about_what_he_read(operations.DISMISS_FINDING, reasons.ReasonUnfit, FindingNotYours, FindingMovedOn),
    tags=["Audit"],
)
async def dismiss_finding(
    request: AnyRequest,
    finding_id: FromPath[UUID],
    data: JSONBody[DismissFinding],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[FindingView]:
    """Put a finding aside that needs no review; found again it stays aside, until more is found of it."""
    reasons.fit(None, data.reason)
    return await _review(request, clearance, finding_id, if_match, StepKind.DISMISSED, reason=data.reason)


REVIEWING = (
    open_finding,
    read_finding,
    ask_explanation,
    read_asked_finding,
    explain_finding,
    close_finding,
    dismiss_finding,
)
