"""Pauses: from when to when, and what was said with each."""

from datetime import datetime
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.pauses.model import Pause, PausedAlready, PausedBecause, PauseUnknown

ADD_PAUSE = """
    INSERT INTO case_pauses (id, case_id, reason, during, resumes_on, paused_by)
    VALUES ($2, $1, $3, tstzrange($4, $5), $6, $7)
"""

ADD_WORDS = "INSERT INTO pause_texts (pause_id, case_id, words) VALUES ($2, $1, $3)"

END_PAUSE = """
    UPDATE case_pauses SET during = tstzrange(lower(during), $3), resumed_by = $4 WHERE case_id = $1 AND id = $2
"""

# Who let it go on is for who works in the case: to a citizen nobody's name, so that nobody's is missing (S5).
_PAUSES = """
    SELECT p.id, p.reason, t.words, lower(p.during) AS paused_at, upper(p.during) AS ends_at, p.resumes_on, p.paused_by,
           CASE WHEN p.case_id = ANY ((SELECT chaincare.cleared_cases('{core,full}'))::uuid[]) THEN p.resumed_by END AS resumed_by,
           w.restricted
    FROM case_pauses AS p
    CROSS JOIN LATERAL (SELECT p.id = ANY ((SELECT chaincare.withheld_items())::uuid[]) AS restricted) AS w
    LEFT JOIN pause_texts AS t ON t.pause_id = p.id AND NOT w.restricted WHERE p.case_id = $1
"""
LOCK_PAUSE = f"{_PAUSES} AND p.id = $2 FOR UPDATE OF p"
LIST_PAUSES = f"{_PAUSES} AND ($2::uuid IS NULL OR p.id < $2) ORDER BY p.id DESC LIMIT $3"


async def add_pause(clearance: Clearance, pause: Pause) -> None:
    """Add a pause with what was said. Raises PausedAlready."""
    with constraints_mean({"case_pauses_one": PausedAlready}):
        await clearance.execute(
            ADD_PAUSE,
            clearance.case_id,
            pause.id,
            pause.because.value,
            pause.paused_at,
            pause.ends_at,
            pause.resumes_on,
            pause.paused_by,
        )
    await clearance.execute(ADD_WORDS, clearance.case_id, pause.id, pause.explanation)


async def lock_pause(clearance: Clearance, pause_id: UUID) -> Pause:
    """Give a pause, which nobody else ends until the end. Raises PauseUnknown."""
    row = await clearance.fetchrow(LOCK_PAUSE, clearance.case_id, pause_id)
    if row is None:
        raise PauseUnknown
    return _pause(row)


async def end_pause(clearance: Clearance, pause_id: UUID, at: datetime) -> None:
    """End a pause by hand."""
    await clearance.execute(END_PAUSE, clearance.case_id, pause_id, at, clearance.participation_id)


async def list_pauses(clearance: Clearance, before: UUID | None, limit: int) -> list[Pause]:
    """List the pauses of the case, the latest first."""
    return [_pause(row) for row in await clearance.fetch(LIST_PAUSES, clearance.case_id, before, limit)]


def _pause(row: Any) -> Pause:
    return Pause(
        row["id"],
        PausedBecause(row["reason"]),
        row["words"],
        row["paused_at"],
        row["ends_at"],
        row["resumes_on"],
        row["paused_by"],
        row["resumed_by"],
        row["restricted"],
    )
