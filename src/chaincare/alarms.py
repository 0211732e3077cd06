"""Alarms about the access log that the log itself tells of: once each, however many processes see them."""

import time
from typing import Any, Literal

import asyncpg

from chaincare.logs import note_failure

TELL = "SELECT chaincare.note_log_alarm($1, $2, $3)"


class Alarm:
    """What one process knows of one alarm. The database knows whether it was told already.

    Best effort: where the database is altered, the entry may not be kept, or not as it was written. It is tried again
    at each look, at the latest when everything is as before.
    """

    def __init__(self, kind: Literal["altered", "unwitnessed"]) -> None:
        self._kind = kind
        self._found_at: float | None = None
        self._told: bool | None = None
        self._failed = False

    async def tell(self, connection: asyncpg.Connection, *, raised: bool, looked_at: float) -> None:
        """Have it told that something is wrong, or as before again, as a look found that began then (monotonic)."""
        if raised and self._found_at is None:
            self._found_at = looked_at
        try:
            await self._tell(connection, raised=raised, looked_at=looked_at)
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            if not self._failed:
                note_failure(error)
            self._failed = True

    async def _tell(self, connection: Any, *, raised: bool, looked_at: float) -> None:
        if self._found_at is not None and self._told is not True:
            ago = time.monotonic() - self._found_at
            holds = await connection.fetchval(TELL, self._kind, True, ago)
            if not raised:
                looked_at = (
                    time.monotonic()
                )  # what could not be told before, and is over: one after the other
            # Where another process saw later than this one that it is over: look once more.
            self._told, self._found_at = (True, self._found_at) if holds or not raised else (None, None)
        if not raised and self._told is not False:
            ago = time.monotonic() - looked_at
            if await connection.fetchval(TELL, self._kind, False, ago):
                self._told, self._found_at = False, None
        self._failed = False
