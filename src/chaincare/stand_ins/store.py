"""Stand-ins: what was asked, answered and ended, and what of it holds."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from chaincare.absences.model import Span, Weekday
from chaincare.absences.store import ranges
from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.stand_ins.model import StandIn, StandInAnswer, StandInSettled, StandInsOverlap, StandInUnknown

HOLDER_IS_ABSENT = "SELECT chaincare.holder_is_absent($1, $2) AS absent"

ADD_STAND_IN = """
    INSERT INTO stand_ins (id, case_id, holder_id, stand_in_id, first_on, last_on, weekdays, asked, proposed_by,
                           by_coordinator, proposed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""

_SELECT = """
    SELECT id, holder_id, stand_in_id, first_on AS first, last_on AS last, weekdays, asked, by_coordinator, proposed_at,
           answer, answered_at, ended_at
    FROM stand_ins WHERE case_id = $1
"""

GET_STAND_IN = f"{_SELECT} AND id = $2"

LIST_RUNNING = (
    f"{_SELECT} AND ended_at IS NULL AND answer IS DISTINCT FROM 'refusal' AND last_on >= $2 ORDER BY id"
)

LIST_STAND_INS = f"{_SELECT} AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3"

SET_ANSWER = """
    UPDATE stand_ins SET answer = $3, answered_at = $4, during = range_merge($5::tstzmultirange), moments = $5
    WHERE case_id = $1 AND id = $2
"""

SET_REFUSED = "UPDATE stand_ins SET answer = $3, answered_at = $4 WHERE case_id = $1 AND id = $2"

# What holds now may be less than was agreed: the holder's term may have ended sooner.
SET_END = """
    UPDATE stand_ins SET ended_at = $3, ended_by = $4,
           during = CASE WHEN NOT isempty(moments * before.it) THEN range_merge(moments * before.it) END,
           moments = CASE WHEN NOT isempty(moments * before.it) THEN moments * before.it END
    FROM (SELECT tstzmultirange(tstzrange(NULL, $3)) AS it) AS before
    WHERE case_id = $1 AND id = $2
"""


async def holder_is_absent(clearance: Clearance, holder_id: UUID) -> bool:
    """Say whether the holder is absent now."""
    row = await clearance.fetchrow(HOLDER_IS_ABSENT, holder_id, clearance.now())
    return bool(row["absent"])


async def add_stand_in(clearance: Clearance, stand_in: StandIn) -> None:
    """Add that somebody is asked, by who acts."""
    await clearance.execute(
        ADD_STAND_IN, stand_in.id, clearance.case_id, stand_in.holder_id, stand_in.stand_in_id, stand_in.first,
        stand_in.last, [int(day) for day in stand_in.weekdays], ranges(stand_in.asked), clearance.actor_id,
        stand_in.by_coordinator, stand_in.proposed_at,
    )  # fmt: skip


async def get_stand_in(clearance: Clearance, stand_in_id: UUID) -> StandIn:
    """Give how somebody stands in. Raises StandInUnknown."""
    row = await clearance.fetchrow(GET_STAND_IN, clearance.case_id, stand_in_id)
    if row is None:
        raise StandInUnknown
    return _stand_in(row)


async def list_running(clearance: Clearance, today: date) -> list[StandIn]:
    """List who is asked to stand in, or agreed to, and not over yet."""
    return [_stand_in(row) for row in await clearance.fetch(LIST_RUNNING, clearance.case_id, today)]


async def list_stand_ins(clearance: Clearance, before: UUID | None, limit: int) -> list[StandIn]:
    """List who was asked to stand in, the last first."""
    rows = await clearance.fetch(LIST_STAND_INS, clearance.case_id, before, limit)
    return [_stand_in(row) for row in rows]


async def set_answer(clearance: Clearance, stand_in: StandIn, agreed: Sequence[Span]) -> None:
    """Keep what he answered, and when he stands in. Raises StandInsOverlap, and StandInSettled when the term just ended."""
    said: tuple[Any, ...] = (clearance.case_id, stand_in.id, stand_in.answer, stand_in.answered_at)
    if stand_in.answer is StandInAnswer.REFUSAL:
        await clearance.execute(SET_REFUSED, *said)
        return
    means = {"stand_ins_one_at_a_time": StandInsOverlap, "stand_ins_inside_term": StandInSettled}
    with constraints_mean(means):
        await clearance.execute(SET_ANSWER, *said, ranges(agreed))


async def set_end(clearance: Clearance, stand_in: StandIn) -> None:
    """Let it end where it says, by who acts."""
    await clearance.execute(SET_END, clearance.case_id, stand_in.id, stand_in.ended_at, clearance.actor_id)


def _stand_in(row: Any) -> StandIn:
    facts = dict(row)
    asked: tuple[Span, ...] = tuple((one.lower, one.upper) for one in facts.pop("asked"))
    answer = facts.pop("answer")
    days = tuple(map(Weekday, facts.pop("weekdays")))
    return msgspec.structs.replace(
        StandIn(**facts, weekdays=days, asked=asked), answer=None if answer is None else StandInAnswer(answer)
    )
