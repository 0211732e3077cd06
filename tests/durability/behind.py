"""What must be true behind the scenes when a request is over, however it ended."""

import asyncio
import time

from tests.people import Region

SOON_SECONDS = 2.0
NOT_IDLE = """
    SELECT coalesce(state, 'none') || ': ' || query FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
    UNION ALL
    SELECT 'advisory lock' FROM pg_locks
    WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


async def assert_nothing_is_held(region: Region, when: str, seconds: float = SOON_SECONDS) -> None:
    """Every connection is back in the pool, soon, and the database has nothing open."""
    pool, until = region.app.state.pool, time.monotonic() + seconds
    while True:
        held = [row[0] for row in await region.admin.fetch(NOT_IDLE)]
        missing = pool.get_max_size() - pool._queue.qsize()
        if not held and not missing:
            break
        assert time.monotonic() < until, f"{when}: {missing} connections not given back, {held}"
        await asyncio.sleep(0.002)


async def times_written(region: Region, mark: str) -> int:
    """Count the notes and cases that hold this text."""
    return int(
        await region.admin.fetchval(
            "SELECT (SELECT count(*) FROM chaincare.notes WHERE body = $1)"
            " + (SELECT count(*) FROM chaincare.case_questions WHERE question = $1)",
            mark,
        )
    )
