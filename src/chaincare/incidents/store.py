"""Incident exports: what was asked and approved, and the lines they hold."""

from datetime import datetime
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.incidents.model import (
    Approval,
    Chosen,
    IncidentExport,
    IncidentExportUnknown,
    Line,
    Span,
)

ADD_EXPORT = """
    INSERT INTO incident_exports (id, network_id, organisation_id, professional_id, about_case, from_at, until_at, reason,
                                  asked_by, asked_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""

GET_EXPORT = """
    SELECT id, network_id, organisation_id, professional_id, about_case, from_at, until_at, reason, asked_by, asked_at,
           approved_by, approved_at, expires_at
    FROM incident_exports WHERE id = $1
"""

LOCK_EXPORT = f"{GET_EXPORT} FOR UPDATE"

SET_APPROVAL = "UPDATE incident_exports SET approved_by = $2, approved_at = $3, expires_at = $4 WHERE id = $1"

LIST_LINES = """
    SELECT at, id, event, action, outcome, relation, professional, function, organisation, client, emergency
    FROM chaincare.incident_lines($1, $2, $3, $4)
"""


async def add_export(clearance: Clearance, export: IncidentExport) -> None:
    """Add an export that somebody asked for."""
    chosen = export.chosen
    await clearance.execute(
        ADD_EXPORT,
        export.id,
        export.network_id,
        chosen.organisation_id,
        chosen.professional_id,
        chosen.case_id,
        export.span.from_at,
        export.span.until_at,
        export.reason,
        export.asked_by,
        export.asked_at,
    )


async def get_export(clearance: Clearance, export_id: UUID) -> IncidentExport:
    """Give an export. Raises IncidentExportUnknown."""
    return _known(await clearance.fetchrow(GET_EXPORT, export_id))


async def lock_export(clearance: Clearance, export_id: UUID) -> IncidentExport:
    """Give an export, locked: of two who approve at once the second is told. Raises IncidentExportUnknown."""
    found = await clearance.fetchrow(LOCK_EXPORT, export_id)
    # The wall lets nobody lock what was approved: then it is only read, to say so.
    return await get_export(clearance, export_id) if found is None else _known(found)


async def set_approval(clearance: Clearance, export_id: UUID, approval: Approval) -> None:
    """Let those two read it until it expires."""
    await clearance.execute(SET_APPROVAL, export_id, approval.by_id, approval.at, approval.expires_at)


async def list_lines(
    clearance: Clearance, export_id: UUID, after: tuple[datetime, UUID] | None, limit: int
) -> list[Line]:
    """List the lines of an export, the oldest first."""
    at, entry_id = after or (None, None)
    return [Line(*row) for row in await clearance.fetch(LIST_LINES, export_id, at, entry_id, limit)]


def _known(row: Any) -> IncidentExport:
    if row is None:
        raise IncidentExportUnknown
    approval = None
    if row["approved_at"] is not None:
        approval = Approval(row["approved_by"], row["approved_at"], row["expires_at"])
    return IncidentExport(
        row["id"],
        row["network_id"],
        Span(row["from_at"], row["until_at"]),
        Chosen(row["organisation_id"], row["professional_id"], row["about_case"]),
        row["reason"],
        row["asked_by"],
        row["asked_at"],
        approval,
    )
