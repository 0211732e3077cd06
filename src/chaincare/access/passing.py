"""Through a door on a connection of one's own: a retry is led back, and who looks at too much is turned away."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg

from chaincare.access.doors import Door, admission_of
from chaincare.access.keeping import TOO_BROAD
from chaincare.access.model import Admission
from chaincare.access.repeating import DOOR_AGAIN, Retry

DOOR_REFUSAL = Door("door_refusal", "$13")


async def go_through(
    connection: asyncpg.Connection, door: Door, said: Sequence[Any], asked: Sequence[Any], retry: Retry | None
) -> list[Admission]:
    """Give the committed entries of one who goes through; a refusal for breadth has an entry too. Raises asyncpg's errors."""
    rows: list[Any] = []
    if retry is not None and door.makes_case:
        rows = await connection.fetch(DOOR_AGAIN.sql, *said, retry.key_digest)
        for digest in () if rows else tuple(retry.earlier):
            if rows := await connection.fetch(DOOR_AGAIN.sql, *said, digest):
                retry.was_under(digest)
                break
    try:
        rows = rows or await connection.fetch(door.sql, *said, *asked)
    except asyncpg.PostgresError as error:
        if error.sqlstate != TOO_BROAD:
            raise
        about = next((one for one in asked if isinstance(one, UUID)), None)
        rows = await connection.fetch(DOOR_REFUSAL.sql, *said, about)
    return [admission_of(row) for row in rows]
