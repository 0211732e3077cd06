"""The pool of connections, set so that nothing waits for ever and nothing is acknowledged before it is safe."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import asyncpg

from chaincare.refusals import Refusal

# Milliseconds. A lock is waited for less long than a ticket lives (five seconds); a transaction that lingers
# would hold back the sealing of the access log.
SESSION_SETTINGS = {
    "search_path": "chaincare, pg_temp",
    "timezone": "UTC",
    "lock_timeout": "2000",
    "statement_timeout": "5000",
    "transaction_timeout": "10000",
    "idle_in_transaction_session_timeout": "5000",
    "synchronous_commit": "on",
    "application_name": "chaincare",
}


async def open_pool(url: str, *, size: int) -> asyncpg.Pool:
    """Open the pool the server lives on. Raises OSError or asyncpg.PostgresError when the database cannot be had."""
    return await asyncpg.create_pool(
        url,
        min_size=min(2, size),
        max_size=size,
        server_settings=SESSION_SETTINGS,
        init=_prepare_connection,
        reset=_leave_clean,
        command_timeout=6,
    )


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
