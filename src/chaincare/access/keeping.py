"""Failing closed: an entry that is not kept, and a pool that has nothing left, are 503 within three seconds (T1)."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, contextmanager

import asyncpg

from chaincare.access.model import EntryNotKept
from chaincare.logs import note_failure

POOL_SECONDS = 2.5
"""How long a request waits for a connection before it is told to try again: fail closed within three seconds."""
WROTE_UNSAID = "CC002"
"""The database's word for a write without an entry that says so (T2): a fault of ours, not of the log."""


@contextmanager
def keeping_entry() -> Iterator[None]:
    """Turn whatever the database says against an entry into EntryNotKept: 503, and nothing is shown (T1)."""
    try:
        yield
    except asyncpg.PostgresError as error:
        if error.sqlstate == WROTE_UNSAID or getattr(error, "constraint_name", None):
            raise  # the entry was fine; something else did not hold at commit
        note_failure(error)
        raise EntryNotKept from error


@asynccontextmanager
async def connection_of(pool: asyncpg.Pool) -> AsyncGenerator[asyncpg.Connection, None]:
    """Take a connection of the pool, or give up in time. Raises TimeoutError."""
    async with asyncio.timeout(POOL_SECONDS):  # the pool's own timeout costs a task per request
        connection = await pool.acquire()
    try:
        yield connection
    finally:
        await pool.release(connection)
