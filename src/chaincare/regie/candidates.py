"""Who could hold regie, as it is recorded."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.regie.voices import Candidate

# Everybody who takes part in his own name: whether he can act, and has a mandate in the network, or is here for a crisis only,
# until a moment that is known. Whose scope begins with regie is taken to have it. Who closed a case is not alone where others took part then, until regie was agreed (R2).
FIND_CANDIDATE = """
    WITH own_name AS (
        SELECT p.id, chaincare.stands(p.id, $3) AS stands, EXISTS (
            SELECT FROM mandates AS m JOIN cases AS c ON c.network_id = m.network_id
            WHERE c.id = $1 AND m.professional_id = p.professional_id AND m.during @> $3::timestamptz
              AND m.kind NOT IN ('management_contact', 'voortrekker'))
            OR NOT (upper_inf(p.during) OR p.ended_because IS NOT DISTINCT FROM 'succeeded') AS mandated
        FROM participations AS p
        WHERE p.case_id = $1 AND p.professional_id IS NOT NULL AND p.during @> $3::timestamptz)
    SELECT p.id AS participation_id, p.professional_id IS NOT NULL AS professional, p.scope,
           CASE WHEN p.scope_with_regie THEN coalesce(p.scope_from, $3) ELSE p.scope_from END AS scope_from,
           coalesce(n.stands, false) AS stands, coalesce(n.mandated, false) AS mandated,
           EXISTS (SELECT FROM professionals AS f JOIN units AS u ON u.id = f.unit_id
                   JOIN organisations AS o ON o.id = u.organisation_id JOIN cases AS c ON c.id = $1
                   JOIN networks AS w ON w.id = c.network_id
                   WHERE f.id = p.professional_id AND (o.sector = ANY (w.holder_sectors) OR u.id = ANY (w.holder_units)))
               AS admitted, upper(p.during) AS ends_at,
           NOT EXISTS (SELECT FROM own_name AS other WHERE other.id <> p.id AND other.stands AND NOT other.mandated)
           AND NOT EXISTS (SELECT FROM case_closures AS k JOIN participations AS gone USING (case_id)
               WHERE case_id = $1 AND gone.ended_because = 'case_closed' AND upper(gone.during) = k.closed_at
                 AND gone.professional_id <> p.professional_id AND NOT EXISTS (SELECT FROM regie_terms AS t
                     WHERE t.case_id = $1 AND t.kind <> 'interim' AND lower(t.during) >= k.closed_at)) AS alone
    FROM participations AS p LEFT JOIN own_name AS n ON n.id = p.id
    WHERE p.case_id = $1 AND p.id = $2 AND p.during @> $3::timestamptz
"""

HOLDS_MANDATE = """
    SELECT FROM mandates AS m JOIN cases AS c ON c.network_id = m.network_id
    WHERE c.id = $1 AND m.professional_id = $2 AND m.during @> $3::timestamptz AND m.kind NOT IN ('management_contact', 'voortrekker')
    UNION ALL SELECT FROM participations AS p
    WHERE p.case_id = $1 AND p.professional_id = $2 AND p.during @> $3::timestamptz
      AND NOT (upper_inf(p.during) OR p.ended_because IS NOT DISTINCT FROM 'succeeded')
    LIMIT 1
"""


async def find_candidate(
    clearance: Clearance, participation_id: UUID, at: datetime, effective_at: datetime | None = None
) -> Candidate | None:
    """Give somebody who takes part now, as far as matters for holding regie, or None.

    Whose scope begins by the moment from which he is to direct, directs with it then.
    """
    row = await clearance.fetchrow(FIND_CANDIDATE, clearance.case_id, participation_id, at)
    if row is None:
        return None
    found = Candidate(**dict(row))
    if effective_at is not None and found.scope_from is not None and at < found.scope_from <= effective_at:
        return msgspec.structs.replace(found, scope_from=at)
    return found


async def holds_mandate(clearance: Clearance, at: datetime) -> bool:
    """Say whether who acts coordinates, audits or administers the network, or is here for a crisis only (R10)."""
    return await clearance.fetchrow(HOLDS_MANDATE, clearance.case_id, clearance.actor_id, at) is not None
