"""Who is still there: the one who asked, and whoever leaves with a specialist."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.escalations.model import Escalation

# Of all who take part a target sees the one who asked, and no legal basis of his.
FIND_REQUESTER = """
    SELECT p.professional_id FROM participations AS p
    JOIN professionals AS f ON f.id = p.professional_id AND f.status = 'active'
    JOIN units AS u ON u.id = f.unit_id
    JOIN organisations AS o ON o.id = u.organisation_id AND o.status IN ('active', 'leaving')
    WHERE p.id = $1 AND p.during @> $2::timestamptz
"""

# Whom a specialist brought in while he took part, and whom they did, leave with him (E5). Whoever was asked by an
# escalation of his own leaves with that one. The client and representatives leave with nobody.
LIST_LEAVING = """
    WITH RECURSIVE leaving AS (
        SELECT p.id, p.professional_id, p.during FROM participations AS p
        WHERE p.case_id = $1 AND p.id = ANY ($2::uuid[])
        UNION
        SELECT p.id, p.professional_id, p.during FROM participations AS p
        JOIN leaving AS l ON l.professional_id = p.made_by AND l.during @> lower(p.during)
        WHERE p.case_id = $1 AND p.circle = 'winkelstraat' AND p.role NOT IN ('client', 'representative')
          AND NOT EXISTS (
            SELECT FROM escalation_targets AS g WHERE g.case_id = $1 AND g.participation_id = p.id)
    )
    SELECT id FROM leaving WHERE during @> $3::timestamptz ORDER BY id
"""


async def find_requester(clearance: Clearance, escalation: Escalation, at: datetime) -> UUID | None:
    """Give the professional who asked, if he still takes part and is active."""
    row = await clearance.fetchrow(FIND_REQUESTER, escalation.requested_by, at)
    return None if row is None else UUID(str(row["professional_id"]))


async def list_leaving(clearance: Clearance, specialists: Sequence[UUID], at: datetime) -> list[UUID]:
    """List the participations that end with those of these specialists, theirs included, of whoever is there now."""
    rows = await clearance.fetch(LIST_LEAVING, clearance.case_id, list(specialists), at)
    return [row["id"] for row in rows]
