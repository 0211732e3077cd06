"""The run that ends months of the access log which were kept long enough. What goes is decided in the database alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from chaincare.database import POOL_SECONDS, SESSION_SETTINGS
from chaincare.log_retention.model import Planned, Step
from chaincare.logs import note_alarm

STEP = "SELECT did, of_month, entries, kept FROM chaincare.run_log_retention()"
PLAN = """
    SELECT m.month, l.activity, l.months, count(*) FILTER (WHERE NOT l.stays), count(*) FILTER (WHERE l.stays),
           count(*) FILTER (WHERE NOT l.as_sealed)
    FROM chaincare.log_months_over() AS m (month)
    CROSS JOIN LATERAL chaincare.log_month_leaves(m.month, clock_timestamp()) AS l
    GROUP BY m.month, l.activity, l.months ORDER BY m.month, l.activity, l.months
"""
STEP_SECONDS = 900
"""Every entry of a month is hashed anew before it goes: of 12,000 that took two seconds on busy cores, of a million it takes minutes."""
OPERATOR = "chaincare_door"
"""As whom the operator's migration login asks."""
_SETTINGS = {**SESSION_SETTINGS, "statement_timeout": str(STEP_SECONDS * 1000), "transaction_timeout": "0"}


async def run_log_retention(url: str, role: str | None = None) -> list[Step]:
    """End what is due, step by step; give what was done. Raises OSError, asyncpg's errors."""
    done: list[Step] = []
    async with _session(url, role) as connection:
        while True:
            did, month, entries, kept = await connection.fetchrow(STEP)
            step = Step(did, month, entries, kept)
            if did == "altered":
                note_alarm(
                    "a month of the access log is not what was sealed, and is kept", (f"{month:%Y-%m}",)
                )
            if did in ("destroyed", "busy", "altered"):
                done.append(step)
            if did not in ("destroyed", "copying"):
                return done


async def plan_log_retention(url: str, role: str | None = None) -> list[Planned]:
    """Say what would be done now, and do nothing. Raises OSError, asyncpg's errors."""
    async with _session(url, role) as connection:
        return [Planned(*row) for row in await connection.fetch(PLAN)]


@asynccontextmanager
async def _session(url: str, role: str | None) -> AsyncIterator[asyncpg.Connection]:
    """A session of its own: a step takes longer than any request may, and waits in nobody's way."""
    async with asyncio.timeout(POOL_SECONDS):
        connection = await asyncpg.connect(url, server_settings=_SETTINGS, command_timeout=STEP_SECONDS)
    try:
        if role is not None:
            await connection.execute(f"SET ROLE {role}")
        yield connection
    finally:
        await connection.close(timeout=POOL_SECONDS)
