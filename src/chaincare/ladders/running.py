"""The one runner of all timers: it takes what is due, a few at a time, and any number of processes may run it at once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from chaincare.database import connection_of
from chaincare.ladders.model import LadderDays, SilenceDays, Timer, TimerKind
from chaincare.ladders.rules import climb, expired_before
from chaincare.workdays import day_in_amsterdam

BATCH = 20
"""So many timers a transaction: what is locked is short, and what a crash takes back is little."""
BATCHES_MAX = 25
"""So many batches a tick: a clock that jumps forward is caught up with over several."""

TAKE = "SELECT kind, handle, runs_from, term_days, rungs, ladder_days, silence_days FROM chaincare.take_timers($1, $2)"
STILL = "SELECT handle, first_on, again_on FROM chaincare.stood_still($1)"
CLIMB = "SELECT chaincare.climb($1, $2)"
EXPIRE = "SELECT chaincare.expire_requests($1, $2, $3)"
UNNAME = "SELECT chaincare.unname_last_resorts($1, $2)"
EXPIRE_CONSULTATIONS = "SELECT chaincare.expire_consultations($1, $2)"
EXPIRE_MOVES = "SELECT chaincare.expire_network_moves($1, $2)"
END_PARTS = "SELECT chaincare.end_parts_of_insolvent($1, $2)"
EXPIRE_LINES = "SELECT chaincare.expire_inventory_lines($1, $2)"
SETTLE_REGIE = "SELECT chaincare.settle_due_regie($1, $2)"


async def run_timers(pool: asyncpg.Pool, now: Callable[[], datetime], batches: int = BATCHES_MAX) -> int:
    """Let everything climb that is due, as far as one tick goes; gives how many timers were moved on.

    A row that another process has in hand is passed by. A step and its timer are one transaction, and the step has a
    key: killed in between, it is as if it had not begun.
    """
    for by_itself in (
        _settle_regie, _expire, _unname, _end_parts, _expire_consultations, _expire_moves, _expire_lines,
    ):  # fmt: skip
        for _ in range(batches):
            if await by_itself(pool, now()) < BATCH:
                break
    moved = 0
    for _ in range(batches):
        taken = await _run_batch(pool, now())
        moved += taken
        if taken < BATCH:
            break
    return moved


async def _settle_regie(pool: asyncpg.Pool, at: datetime) -> int:
    """Let what was agreed about regie for a moment come about, and what nobody answered expire: as it would be read anyway."""
    async with connection_of(pool) as connection:
        return int(await connection.fetchval(SETTLE_REGIE, at, BATCH))


async def _expire(pool: asyncpg.Pool, at: datetime) -> int:
    """Let what nobody answered for so long end by itself; gives how many requests did."""
    async with connection_of(pool) as connection:
        return int(await connection.fetchval(EXPIRE, at, expired_before(day_in_amsterdam(at)), BATCH))


async def _unname(pool: asyncpg.Pool, at: datetime) -> int:
    """Have organisations of last resort name another where whom they named refused or left; gives how many have to."""
    async with connection_of(pool) as connection:
        return int(await connection.fetchval(UNNAME, at, BATCH))


async def _end_parts(pool: asyncpg.Pool, at: datetime) -> int:
    """Let who is left of an insolvent organisation take part no more; gives in how many cases that was so."""
    async with connection_of(pool) as connection:
        return int(await connection.fetchval(END_PARTS, at, BATCH))


async def _expire_consultations(pool: asyncpg.Pool, at: datetime) -> int:
    """The same for what was asked without a case; gives how many ended."""
    async with connection_of(pool) as connection:
        return int(await connection.fetchval(EXPIRE_CONSULTATIONS, at, BATCH))


async def _expire_moves(pool: asyncpg.Pool, at: datetime) -> int:
    """Let what another network decided nothing about end by itself; gives how many proposals did."""
    async with connection_of(pool) as connection:
        return int(await connection.fetchval(EXPIRE_MOVES, at, BATCH))


async def _expire_lines(pool: asyncpg.Pool, at: datetime) -> int:
    """Erase the lines of inventories that nobody looked at again; gives how many went."""
    async with connection_of(pool) as connection:
        return int(await connection.fetchval(EXPIRE_LINES, at, BATCH))


async def _run_batch(pool: asyncpg.Pool, at: datetime) -> int:
    today = day_in_amsterdam(at)
    async with connection_of(pool) as connection, connection.transaction():
        due = await connection.fetch(TAKE, at, BATCH)
        still = _days(await connection.fetch(STILL, [row["handle"] for row in due])) if due else {}
        timers = [_timer(row, frozenset(still.get(row["handle"], ()))) for row in due]
        if timers:
            climbs = [climb(one, today) for one in timers]
            await connection.execute(CLIMB, at, msgspec.json.encode(climbs).decode())
    return len(timers)


def _timer(row: Any, still: frozenset[date]) -> Timer:
    days, silence = LadderDays(*row[5]), SilenceDays(*row[6])
    return Timer(TimerKind(row[0]), row[1], row[2], row[3], row[4], days, silence, still)


def _days(pauses: list[Any]) -> dict[UUID, set[date]]:
    """Give every day of these pauses; the one on which a case goes on again is none."""
    found: dict[UUID, set[date]] = {}
    for handle, first_on, again_on in pauses:
        days = range((again_on - first_on).days)
        found.setdefault(handle, set()).update(first_on + timedelta(days=one) for one in days)
    return found
