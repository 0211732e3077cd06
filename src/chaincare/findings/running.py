"""Searches for what stands out, day by day, by whichever process has its turn: never on a request's path."""

from collections.abc import Callable
from datetime import datetime

import asyncpg

from chaincare.database import SESSION_SETTINGS, connection_of
from chaincare.findings.model import MOST_OF_A_KIND

WAITS = "SELECT chaincare.search_waits()"
NEXT = "SELECT chaincare.search_next($1, $2)"
WENT_WELL = "00000"
DAY_SECONDS = 60
"""So long a day of a search, and the count of its whole period, may take. It holds no seal back: it writes last of all."""
PATIENT = {"statement_timeout": f"{DAY_SECONDS}000", "transaction_timeout": f"{DAY_SECONDS + 10}000"}


class SearchWentWrong(Exception):
    """A day of a search could not be looked through; the words are the code of the database's error."""


async def run_searches(pool: asyncpg.Pool, url: str, now: Callable[[], datetime]) -> int:
    """Go on with every search that waits, until none does; gives how many days were looked through. Raises SearchWentWrong."""
    async with connection_of(pool) as connection:
        if not await connection.fetchval(WAITS):
            return 0
    days = 0
    # A session of its own: it takes longer than those who ask may wait for one of theirs.
    searching = await asyncpg.connect(
        url, server_settings=SESSION_SETTINGS | PATIENT, command_timeout=DAY_SECONDS + 5
    )
    try:
        while (went := await searching.fetchval(NEXT, now(), MOST_OF_A_KIND + 1)) is not None:
            if went != WENT_WELL:
                raise SearchWentWrong(went)
            days += 1
    finally:
        await searching.close(timeout=5)
    return days
