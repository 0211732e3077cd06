"""When an export needs two people, who is the second, and until when it can be fetched. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from chaincare.findings.model import Reviewer
from chaincare.findings.reasons import hold
from chaincare.findings.rules import is_barred, is_near
from chaincare.log_exports.model import (
    Bound,
    Decided,
    DecisionReason,
    ExportDecision,
    ExportFormat,
    ExportReason,
    ExportState,
    LogExport,
    LogExportDecided,
    LogExportNotReady,
    LogExportOfOthers,
    LogExportOver,
    LogExportTooLarge,
    OwnLogExport,
)
from chaincare.trace.model import Question

MOST = 200_000
"""So many entries an export holds at most."""
TOGETHER = timedelta(hours=24)
"""So long what somebody took without a second person counts along."""
WAITS = timedelta(days=7)
"""So long an export waits for its second person."""
FITTING: Mapping[ExportDecision, frozenset[DecisionReason]] = {
    ExportDecision.APPROVED: frozenset({DecisionReason.NEEDED_FOR_THE_REASON}),
    ExportDecision.REFUSED: frozenset(DecisionReason) - {DecisionReason.NEEDED_FOR_THE_REASON},
}


def request(
    export_id: UUID,
    kind: ExportFormat,
    reason: ExportReason,
    question: Question,
    bound: Bound,
    entries: int,
    by: tuple[UUID, UUID | None],
    terms: tuple[int, timedelta],
    *,
    alone: int,
    at: datetime,
) -> LogExport:
    """Make an export; `by` is who asks and for which organisation alone, `terms` the limit and how long it can be fetched.

    `alone` is how many entries his exports without a second person hold of late: in pieces it is as large. Raises LogExportTooLarge.
    """
    if entries > MOST:
        raise LogExportTooLarge
    limit, lasts = terms
    second = entries > 0 and alone + entries > limit
    return LogExport(
        export_id, kind, reason, question, bound, entries, by[1], by[0], at, second, at + (WAITS if second else lasts)
    )  # fmt: skip


def state_of(export: LogExport, *, at: datetime) -> ExportState:
    """Say how far an export is."""
    if export.decided is not None and export.decided.decision is ExportDecision.REFUSED:
        return ExportState.REFUSED
    if at >= export.expires_at:
        return ExportState.EXPIRED
    return ExportState.WAITING if export.needs_second and export.decided is None else ExportState.READY


def decide(
    export: LogExport,
    said: tuple[ExportDecision, DecisionReason],
    reviewer: Reviewer,
    lasts: timedelta,
    *,
    at: datetime,
) -> LogExport:
    """Let a second auditor decide (T6): not who is barred from a review of whom or what it is about. Raises ReasonUnfit, OwnLogExport, LogExportDecided."""
    hold(said[1], FITTING[said[0]])
    if _is_kept_from(export, reviewer):
        raise OwnLogExport
    if state_of(export, at=at) is not ExportState.WAITING:
        raise LogExportDecided
    decided = Decided(reviewer.id, at, *said)
    return msgspec.structs.replace(export, decided=decided, expires_at=at + lasts)


def may_decide(export: LogExport, reviewer: Reviewer, *, at: datetime) -> bool:
    """Say whether an export waits for this person, among others."""
    return state_of(export, at=at) is ExportState.WAITING and not _is_kept_from(export, reviewer)


def _is_kept_from(export: LogExport, reviewer: Reviewer) -> bool:
    return is_near(reviewer, export.requested_by) or is_barred(reviewer, export.question.professional_id)


def hold_ready(export: LogExport, actor_id: UUID, *, at: datetime) -> None:
    """Hold a download to what was allowed. Raises LogExportOfOthers, LogExportOver, LogExportNotReady."""
    if export.requested_by != actor_id:
        raise LogExportOfOthers
    state = state_of(export, at=at)
    if state is ExportState.EXPIRED:
        raise LogExportOver
    if state is not ExportState.READY:
        raise LogExportNotReady
