"""Representatives with the participation their view comes from: one truth, kept by the parties."""

from datetime import datetime
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.clients.model import RepresentativeKind
from chaincare.representatives.model import Representing

_REPRESENTING = """
    SELECT r.id, p.id AS participation_id, r.name, r.kind, r.phone, r.proof, r.proof_on,
           lower(p.during) AS began_at, upper(p.during) AS ends_at,
           chaincare.person_has_login(r.client_id, r.id) AS has_login
    FROM representatives AS r JOIN participations AS p ON p.case_id = r.case_id AND p.representative_id = r.id
    WHERE r.case_id = $1
"""

LIST_REPRESENTATIVES = f"{_REPRESENTING} AND ($2::uuid IS NULL OR r.id > $2) ORDER BY r.id LIMIT $3"

FIND_REPRESENTATIVE = f"{_REPRESENTING} AND r.id = $2 AND p.during @> $3::timestamptz"


async def list_representatives(clearance: Clearance, after: UUID | None, limit: int) -> list[Representing]:
    """List who acts for the client, or did, the first that was recorded first."""
    rows = await clearance.fetch(LIST_REPRESENTATIVES, clearance.case_id, after, limit)
    return [Representing(**dict(row) | {"kind": RepresentativeKind(row["kind"])}) for row in rows]


async def find_representative(
    clearance: Clearance, representative_id: UUID, at: datetime
) -> Representing | None:
    """Give somebody who acts for the client now, or None."""
    row = await clearance.fetchrow(FIND_REPRESENTATIVE, clearance.case_id, representative_id, at)
    return None if row is None else Representing(**dict(row) | {"kind": RepresentativeKind(row["kind"])})
