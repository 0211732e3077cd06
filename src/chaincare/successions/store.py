"""Who takes over from whom, from when."""

from datetime import datetime
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.parties.model import Circle
from chaincare.successions.model import Arranged, LeavesAlready, Leaving, Succession, Told

FIND_LEAVING = """
    SELECT p.id, p.circle, NOT upper_inf(p.during) OR EXISTS (SELECT FROM successions AS s WHERE s.from_id = p.id AND s.over_at IS NULL) AS ends,
           EXISTS (SELECT FROM escalation_targets AS g WHERE g.participation_id = p.id AND g.state = 'accepted') AS escalated,
           (SELECT q.id FROM participations AS q
            WHERE q.case_id = $1 AND q.professional_id = $3 AND q.during @> $4::timestamptz) AS successor_id,
           (SELECT count(*) FROM agreements AS a WHERE a.case_id = $1 AND a.responsible_id = p.id
              AND a.state IN ('proposed', 'agreed', 'in_progress')) AS agreements
    FROM participations AS p
    WHERE p.case_id = $1 AND p.professional_id = $2 AND p.during @> $4::timestamptz
    FOR UPDATE OF p
"""
ADD_SUCCESSION = """
    INSERT INTO successions (id, case_id, from_id, to_id, effective_at, reason, made_by, made_at, proposal_id, brought_in)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
FIND_ARRANGED = """
    SELECT id, from_id, made_by, effective_at, proposal_id, over_at FROM successions
    WHERE case_id = $1 AND id = $2 FOR UPDATE
"""
LIST_SUCCESSIONS = """
    SELECT id, from_id, to_id, effective_at, reason, proposal_id, made_by, made_at, over_at, withdrawn_because FROM successions
    WHERE case_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
"""
WITHDRAW = "UPDATE successions SET over_at = $3, withdrawn_because = $4 WHERE case_id = $1 AND id = $2"


async def find_leaving(
    clearance: Clearance, professional_id: UUID, successor: UUID, at: datetime
) -> Leaving | None:
    """Give who leaves, held, or None."""
    row: Any = await clearance.fetchrow(FIND_LEAVING, clearance.case_id, professional_id, successor, at)
    if row is None:
        return None
    known = dict(row) | {"circle": Circle(row["circle"])}
    return Leaving(**known)


async def add_succession(clearance: Clearance, one: Succession, at: datetime) -> None:
    """Write down who follows whom. Raises LeavesAlready."""
    with constraints_mean({"successions_once": LeavesAlready}):
        await clearance.execute(
            ADD_SUCCESSION, one.id, clearance.case_id, one.from_id, one.to_id, one.effective_at, one.reason,
            clearance.actor_id, at, one.proposal_id, one.brought_in,
        )  # fmt: skip


async def find_arranged(clearance: Clearance, succession_id: UUID) -> Arranged | None:
    """Give a succession of the case, held, or None."""
    row = await clearance.fetchrow(FIND_ARRANGED, clearance.case_id, succession_id)
    return None if row is None else Arranged(**dict(row))


async def withdraw(clearance: Clearance, succession_id: UUID, reason: str, at: datetime) -> None:
    """Let a succession be over: whose part was to end goes on (0074_successions_over.sql)."""
    await clearance.execute(WITHDRAW, clearance.case_id, succession_id, at, reason)


async def list_successions(clearance: Clearance, before: UUID | None, limit: int) -> list[Told]:
    """Give who takes over from whom in the case, the latest arranged first."""
    rows = await clearance.fetch(LIST_SUCCESSIONS, clearance.case_id, before, limit)
    return [Told(**dict(row)) for row in rows]
