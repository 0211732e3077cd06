"""Exports of the log as they travel."""

from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.log_exports.model import (
    Decided,
    DecisionReason,
    Download,
    ExportDecision,
    ExportFormat,
    ExportReason,
    ExportState,
    LogExport,
)
from chaincare.trace.model import Question
from chaincare.wire import Body, Instant, View


class RequestLogExport(Body):
    """Which entries, as in a search of the log: at least one of the first four, or a period of at most 31 days. As what, what for."""

    format: ExportFormat
    reason: ExportReason
    client: UUID | None = None
    professional_id: UUID | None = None
    organisation_id: UUID | None = None
    case_id: UUID | None = None
    from_at: Instant | None = None
    until_at: Instant | None = None

    def question(self) -> Question:
        """Give what is asked of the log."""
        return Question(
            self.client, self.professional_id, self.organisation_id, self.case_id, self.from_at, self.until_at
        )


class DecideLogExport(Body):
    """What the second auditor says, and why, from a list."""

    decision: ExportDecision
    reason: DecisionReason


class LogExportDecisionView(View):
    """Who decided, when and why. An organisation's auditor is given no id of somebody of another organisation."""

    decided_by_id: UUID | None
    decided_at: Instant
    decision: ExportDecision
    reason: DecisionReason


class LogExportDownloadView(View):
    """The last time that the content was fetched: how far it came. Without `endedAt` it is running, or was broken off."""

    id: UUID
    begun_at: Instant
    written: Annotated[int, msgspec.Meta(description="How many of the entries were written until now.")]
    written_at: Instant
    ended_at: Instant | None


class LogExportView(View):
    """An export: which entries, up to which checkpoint of the log, how many, and how far it is.

    It holds what was sealed when it was asked for, so it stays the same while entries arrive.
    """

    id: UUID
    format: ExportFormat
    reason: ExportReason
    client: UUID | None
    professional_id: UUID | None
    organisation_id: UUID | None
    case_id: UUID | None
    from_at: Instant | None
    until_at: Instant | None
    people_of_organisation_id: Annotated[
        UUID | None, msgspec.Meta(description="Whose people only, where the mandate is for one organisation.")
    ]
    size: Annotated[
        int, msgspec.Meta(description="How many leaves the log had at the checkpoint up to which it goes.")
    ]
    entries: Annotated[int, msgspec.Meta(description="How many entries these were when it was asked for.")]
    state: ExportState
    awaits_you: Annotated[
        bool, msgspec.Meta(description="Whether it waits for a second auditor, and you did not ask for it.")
    ]
    requested_by_id: Annotated[
        UUID | None,
        msgspec.Meta(
            description="Who asked for it, by his id in the directory; null where he is of another organisation than your mandate is for."
        ),
    ]
    requested_at: Instant
    expires_at: Instant
    decision: LogExportDecisionView | None
    last_download: LogExportDownloadView | None


class LogExportPage(View):
    """Exports, what was asked last first."""

    items: tuple[LogExportView, ...]


def export_view(one: LogExport, state: ExportState, *, awaits_you: bool) -> LogExportView:
    """Show an export."""
    asked = one.question
    return LogExportView(
        id=one.id,
        format=one.format,
        reason=one.reason,
        client=asked.client,
        professional_id=asked.professional_id,
        organisation_id=asked.organisation_id,
        case_id=asked.case_id,
        from_at=asked.from_at,
        until_at=asked.until_at,
        people_of_organisation_id=one.organisation_id,
        size=one.bound.size,
        entries=one.entries,
        state=state,
        awaits_you=awaits_you,
        requested_by_id=None if one.requested_elsewhere else one.requested_by,
        requested_at=one.requested_at,
        expires_at=one.expires_at,
        decision=None if one.decided is None else _decision(one.decided),
        last_download=None if one.last_download is None else _download(one.last_download),
    )


def _decision(one: Decided) -> LogExportDecisionView:
    return LogExportDecisionView(
        decided_by_id=None if one.elsewhere else one.by_id,
        decided_at=one.at,
        decision=one.decision,
        reason=one.reason,
    )


def _download(one: Download) -> LogExportDownloadView:
    return LogExportDownloadView(
        id=one.id,
        begun_at=one.begun_at,
        written=one.written,
        written_at=one.written_at,
        ended_at=one.ended_at,
    )
