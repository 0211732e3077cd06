"""The pool of connections, set so that nothing waits for ever and nothing is acknowledged before it is safe."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import asyncpg

from chaincare.logs import note_failure
from chaincare.refusals import Refusal

POOL_SECONDS = 2.5
"""How long a request waits for a connection, or for its entry, before it is told to try again (T1)."""
REST_SECONDS = 0.3
"""How long a connection that is given back may take to come to rest: with the above, less than three seconds in all."""
CLOSE_SECONDS = 3.0

# Milliseconds, and of what keeps a connection alive seconds. A lock is waited for less long than a ticket lives (five seconds); a transaction that lingers
# would hold back the sealing of the access log. A session may rest for days: nothing on its way shall take it for gone.
SESSION_SETTINGS = {
    "search_path": "chaincare, pg_temp",
    "timezone": "UTC",
    "lock_timeout": "2000",
    "statement_timeout": "5000",
    "transaction_timeout": "10000",
    "idle_in_transaction_session_timeout": "5000",
    "synchronous_commit": "on",
    "application_name": "chaincare",
    "tcp_keepalives_idle": "60",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}


async def open_pool(url: str, *, size: int) -> asyncpg.Pool:
    """Open the pool the server lives on. Raises OSError or asyncpg.PostgresError when the database cannot be had.

    A session that rests is kept: with it would go its plans, and the first to read his worklist after a quiet five minutes waited a fifth
    of a second for new ones. What a session gathers goes with it after 50,000 statements, one session at a time.
    """
    return await asyncpg.create_pool(
        url,
        min_size=min(2, size),
        max_size=size,
        max_queries=50_000,
        max_inactive_connection_lifetime=0,
        server_settings=SESSION_SETTINGS,
        init=_prepare_connection,
        reset=_leave_clean,
        command_timeout=6,
    )


async def open_connection(url: str) -> asyncpg.Connection:
    """Open a session beside the pool, for who must not wait for those who ask. Raises OSError, asyncpg's errors."""
    return await asyncpg.connect(url, server_settings=SESSION_SETTINGS, command_timeout=6)


async def close_pool(pool: asyncpg.Pool) -> None:
    """Close the pool; connections that do not say goodbye are cut, so that a silent database keeps nobody here."""
    try:
        async with asyncio.timeout(CLOSE_SECONDS):
            await pool.close()
    except Exception as error:  # noqa: BLE001 - it has cut them itself by now; leaving must not fail
        note_failure(error)


@asynccontextmanager
async def connection_of(pool: asyncpg.Pool) -> AsyncGenerator[asyncpg.Connection, None]:
    """Take a connection of the pool, or give up in time; what it left open is rolled back. Raises TimeoutError."""
    borrowed = Borrowed(pool)
    try:
        yield await borrowed.take()
    finally:
        await borrowed.give_back()


class Borrowed:
    """A connection of the pool, taken when it is first needed: who reads in a lane needs none of his own."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        self._connection: asyncpg.Connection = None

    async def take(self) -> asyncpg.Connection:
        """Give the connection, or give up in time. Raises TimeoutError."""
        if self._connection is None:
            async with asyncio.timeout(POOL_SECONDS):  # the pool's own timeout costs a task per request
                self._connection = await self._pool.acquire()
        return self._connection

    async def give_back(self) -> None:
        """Let the next one have it; a second call does nothing."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            await _give_back(self._pool, connection)


async def _give_back(pool: asyncpg.Pool, connection: asyncpg.Connection) -> None:
    """Give a connection back at rest; one that stays silent is cut, and none of its age is believed any more.

    A machine that fell off the network says nothing on all of them, and each would cost somebody his answer.
    """
    try:
        await pool.release(connection, timeout=REST_SECONDS)
    except Exception as error:  # noqa: BLE001 - what the request came to is known by now, and stays so
        note_failure(error)
        await pool.expire_connections()


async def _prepare_connection(connection: asyncpg.Connection) -> None:
    """Hand jsonb through as bytes: msgspec decodes them into the type the store names."""
    await connection.set_type_codec(
        "jsonb",
        schema="pg_catalog",
        format="binary",
        encoder=lambda document: b"\x01" + document,
        decoder=lambda document: document[1:],
    )


async def _leave_clean(connection: asyncpg.Connection) -> None:
    """Roll back what is left open. All settings of a request are local to its transaction, so that is all.

    asyncpg's own reset is a round trip on every release, a fifth of the throughput.
    """
    if connection.is_in_transaction():
        await connection.execute("ROLLBACK")


@contextmanager
def constraints_mean(meanings: dict[str, type[Refusal]]) -> Iterator[None]:
    """Turn a violated constraint into the refusal it stands for: the database's guarantee, the rule's sentence.

    Raises the refusal; a constraint that is not named stays an error of ours.
    """
    try:
        yield
    except asyncpg.IntegrityConstraintViolationError as violation:
        name: Any = getattr(violation, "constraint_name", None)
        if name in meanings:
            raise meanings[name] from None
        raise
