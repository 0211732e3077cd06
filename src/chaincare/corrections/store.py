"""Notices of corrections; the database makes them itself when an earlier edition is put aside."""

from datetime import datetime
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.corrections.model import Notice, NoticeAcknowledged, NoticeUnknown

LIST_OPENED = """
    SELECT n.id, n.case_id, NULL::text AS reference, n.what, n.item_id, n.unit_id, u.name AS unit, o.name AS organisation, n.corrected_at,
           n.acknowledged_at
    FROM correction_notices AS n JOIN units AS u ON u.id = n.unit_id JOIN organisations AS o ON o.id = u.organisation_id
    WHERE n.id = ANY ($1::uuid[]) ORDER BY n.id
"""

LIST_OF_CASE = """
    SELECT n.id, n.case_id, c.reference, n.what, n.item_id, n.unit_id, u.name AS unit, o.name AS organisation, n.corrected_at,
           n.acknowledged_at
    FROM correction_notices AS n JOIN cases AS c ON c.id = n.case_id
    JOIN units AS u ON u.id = n.unit_id JOIN organisations AS o ON o.id = u.organisation_id
    WHERE n.case_id = $1 AND ($2::uuid IS NULL OR n.id > $2) ORDER BY n.id LIMIT $3
"""

LOCK_NOTICE = "SELECT acknowledged_at FROM correction_notices WHERE id = $1 FOR UPDATE"

ACKNOWLEDGE = "UPDATE correction_notices SET acknowledged_by = $2, acknowledged_at = $3 WHERE id = $1"


async def list_opened(clearance: Clearance) -> list[Notice]:
    """List the notices that the door opened, the oldest first."""
    opened = [entry.object_id for entry in clearance.page]
    return [Notice(*row) for row in await clearance.fetch(LIST_OPENED, opened)] if opened else []


async def list_of_case(clearance: Clearance, after: UUID | None, limit: int) -> list[Notice]:
    """List who was told of corrections in a case, the oldest first."""
    return [Notice(*row) for row in await clearance.fetch(LIST_OF_CASE, clearance.case_id, after, limit)]


async def acknowledge(clearance: Clearance, notice_id: UUID, at: datetime) -> None:
    """Say that the team knows. Raises NoticeUnknown, NoticeAcknowledged."""
    row = await clearance.fetchrow(LOCK_NOTICE, notice_id)
    if row is None:
        raise NoticeUnknown
    if row["acknowledged_at"] is not None:
        raise NoticeAcknowledged
    await clearance.execute(ACKNOWLEDGE, notice_id, clearance.actor_id, at)
