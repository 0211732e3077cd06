"""Two people stand for an export, for a day. Pure."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from chaincare.incidents.model import (
    Approval,
    Chosen,
    IncidentExport,
    IncidentExportApproved,
    IncidentExportExpired,
    IncidentExportNotApproved,
    IncidentExportOfOthers,
    IncidentSpanUnfit,
    OwnIncidentExport,
    Span,
)
from chaincare.refusals import FieldError

SPAN_MAX = timedelta(days=31)
READABLE_FOR = timedelta(hours=24)


def ask(
    export_id: UUID, network_id: UUID, span: Span, chosen: Chosen, reason: str, by: UUID, *, at: datetime
) -> IncidentExport:
    """Ask for an export. Raises IncidentSpanUnfit."""
    if not span.from_at < span.until_at <= span.from_at + SPAN_MAX:
        wanted = FieldError("/untilAt", "Give a moment after fromAt, at most 31 days later.")
        raise IncidentSpanUnfit(errors=[wanted])
    if span.from_at >= at:
        raise IncidentSpanUnfit(errors=[FieldError("/fromAt", "Give a moment that has passed.")])
    return IncidentExport(export_id, network_id, span, chosen, reason, by, at, None)


def approve(export: IncidentExport, by: UUID, *, at: datetime) -> IncidentExport:
    """Approve what somebody else asked for. Raises OwnIncidentExport, IncidentExportApproved."""
    if by == export.asked_by:
        raise OwnIncidentExport
    if export.approval is not None:
        raise IncidentExportApproved
    return msgspec.structs.replace(export, approval=Approval(by, at, at + READABLE_FOR))


def hold_readable(export: IncidentExport, by: UUID | None, *, at: datetime) -> None:
    """Check that somebody may read it now. Raises the refusals named in the branches."""
    if export.approval is None:
        raise IncidentExportNotApproved
    if by not in (export.asked_by, export.approval.by_id):
        raise IncidentExportOfOthers
    if at >= export.approval.expires_at:
        raise IncidentExportExpired
