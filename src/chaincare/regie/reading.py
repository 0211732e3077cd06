"""Who held regie, with how to reach him: the reads behind the answers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.cases.model import Holder

_HELD = """
    SELECT t.holder_id AS participation_id, f.name, f.function, f.phone, o.name AS organisation, t.mandate, t.kind,
           lower(t.during) AS since, upper(t.during) AS until
"""
_HOLDERS = """
    FROM regie_terms AS t JOIN participations AS h ON h.id = t.holder_id
    JOIN professionals AS f ON f.id = h.professional_id JOIN units AS u ON u.id = f.unit_id
    JOIN organisations AS o ON o.id = u.organisation_id
    WHERE t.case_id = $1
"""

FIND_HOLDER = f"""
    {_HELD}, chaincare.stands(t.holder_id, $3) AS stands {_HOLDERS}
    AND lower(t.during) <= $2 ORDER BY lower(t.during) DESC LIMIT 1
"""

LIST_HOLDERS = f"""
    {_HELD}, t.proposal_id {_HOLDERS}
    AND ($2::timestamptz IS NULL OR lower(t.during) < $2) ORDER BY lower(t.during) DESC LIMIT $3
"""


async def find_holder(clearance: Clearance, at: datetime, now: datetime) -> tuple[Holder | None, bool]:
    """Give whose term began last before a moment, whether it still ran then or not, and whether he can act now."""
    row = await clearance.fetchrow(FIND_HOLDER, clearance.case_id, at, now)
    return (None, False) if row is None else _held(row, "stands")


async def list_holders(
    clearance: Clearance, before: datetime | None, limit: int
) -> list[tuple[Holder, UUID | None]]:
    """List who held regie and by which proposal, the latest first."""
    rows = await clearance.fetch(LIST_HOLDERS, clearance.case_id, before, limit)
    return [_held(row, "proposal_id") for row in rows]


def _held(row: Any, beside: str) -> tuple[Holder, Any]:
    facts = dict(row) | {"mandate": tuple(row["mandate"])}
    more = facts.pop(beside)
    return Holder(**facts), more
