"""Incident exports as they travel."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.incidents.model import Chosen, IncidentExport, Line, Span
from chaincare.trace.views import WORD_OF, ActionWord
from chaincare.wire import Body, Instant, Text, View


class AskIncidentExport(Body):
    """Which period (at most 31 days, `untilAt` not in it), whose acts or on which case, and why it is needed."""

    from_at: Instant
    until_at: Instant
    reason: Text
    organisation_id: UUID | None = None
    professional_id: UUID | None = None
    case_id: UUID | None = None

    def span(self) -> Span:
        """Give the period."""
        return Span(self.from_at, self.until_at)

    def chosen(self) -> Chosen:
        """Give whose acts, and on which case."""
        return Chosen(self.organisation_id, self.professional_id, self.case_id)


class ApproveIncidentExport(Body):
    """Nothing to say: you stand for it too."""


class IncidentExportView(View):
    """What was asked for and why. Who asked and who approved read it until `expiresAt`."""

    id: UUID
    state: Literal["asked", "approved", "expired"]
    from_at: Instant
    until_at: Instant
    organisation_id: UUID | None
    professional_id: UUID | None
    case_id: UUID | None
    reason: str
    asked_by_id: UUID
    asked_at: Instant
    approved_by_id: UUID | None
    approved_at: Instant | None
    expires_at: Instant | None


class IncidentLine(View):
    """One act: who did what on whom (`client` is a pseudonym), when, and what came of it; no content."""

    id: UUID
    happened_at: Instant
    event: str
    action: ActionWord
    outcome: Literal["entered", "not_visible", "refused", "done"]
    relation: str
    professional: str | None
    function: str | None
    organisation: str | None
    client: UUID | None
    emergency: bool


class IncidentLines(View):
    """A page of an export, the oldest act first."""

    items: tuple[IncidentLine, ...]


def export_view(export: IncidentExport, now: datetime) -> IncidentExportView:
    """Show an export as it stands."""
    approval = export.approval
    state: Literal["asked", "approved", "expired"] = "asked"
    if approval is not None:
        state = "approved" if now < approval.expires_at else "expired"
    return IncidentExportView(
        id=export.id,
        state=state,
        from_at=export.span.from_at,
        until_at=export.span.until_at,
        organisation_id=export.chosen.organisation_id,
        professional_id=export.chosen.professional_id,
        case_id=export.chosen.case_id,
        reason=export.reason,
        asked_by_id=export.asked_by,
        asked_at=export.asked_at,
        approved_by_id=None if approval is None else approval.by_id,
        approved_at=None if approval is None else approval.at,
        expires_at=None if approval is None else approval.expires_at,
    )


def line_view(line: Line) -> IncidentLine:
    """Show one act."""
    told = msgspec.structs.asdict(line)
    happened_at = told.pop("at")
    return IncidentLine(**told | {"action": WORD_OF[line.action]}, happened_at=happened_at)
