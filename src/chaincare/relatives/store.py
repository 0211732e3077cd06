"""Relatives of a client."""

from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.relatives.model import Ending, Relation, Relative, RelativeUnknown

ADD_RELATIVE = """
    INSERT INTO relatives (id, case_id, name, relation, may_request, recorded_by, recorded_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

_RELATIVE = """
    SELECT id, name, relation, may_request, recorded_by, recorded_at, ended_by, ended_at, ended_because
    FROM relatives WHERE case_id = $1
"""

LOCK_RELATIVE = f"{_RELATIVE} AND id = $2 FOR UPDATE"

LIST_RELATIVES = f"{_RELATIVE} AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3"

END_RELATIVE = """
    UPDATE relatives SET ended_by = $3, ended_at = $4, ended_because = $5 WHERE case_id = $1 AND id = $2
"""


async def add_relative(clearance: Clearance, relative: Relative) -> None:
    """Add a relative."""
    await clearance.execute(
        ADD_RELATIVE,
        relative.id,
        clearance.case_id,
        relative.name,
        relative.relation.value,
        relative.may_request,
        relative.recorded_by,
        relative.recorded_at,
    )


async def lock_relative(clearance: Clearance, relative_id: UUID) -> Relative:
    """Give a relative, locked. Raises RelativeUnknown."""
    row = await clearance.fetchrow(LOCK_RELATIVE, clearance.case_id, relative_id)
    if row is None:
        raise RelativeUnknown
    return _relative(row)


async def end_relative(clearance: Clearance, relative_id: UUID, ending: Ending) -> None:
    """Count somebody among the relatives no longer."""
    await clearance.execute(
        END_RELATIVE, clearance.case_id, relative_id, ending.ended_by, ending.ended_at, ending.reason
    )


async def list_relatives(clearance: Clearance, after: UUID | None, limit: int) -> list[Relative]:
    """List the relatives, those that were ended too, the first that was recorded first."""
    return [_relative(row) for row in await clearance.fetch(LIST_RELATIVES, clearance.case_id, after, limit)]


def _relative(row: Any) -> Relative:
    ending = None
    if row["ended_at"] is not None:
        ending = Ending(row["ended_by"], row["ended_at"], row["ended_because"])
    facts = (row["id"], row["name"], Relation(row["relation"]), row["may_request"])
    return Relative(*facts, row["recorded_by"], row["recorded_at"], ending)
