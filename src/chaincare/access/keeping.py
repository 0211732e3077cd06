"""Failing closed: an entry that is not kept is 503, and nothing is shown (T1)."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from chaincare.access.model import EntryNotKept
from chaincare.logs import note_failure

WROTE_UNSAID = "CC002"
"""The database's word for a write without an entry that says so (T2): a fault of ours, not of the log."""
TOO_BROAD = "CC003"
"""The database's word for somebody who comes to more clients than he may within an hour."""
TICKET_SECONDS = 4.0
"""A ticket opens the wall for five seconds (0018_identity.sql); who is slower is told to try again (503)."""


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


@contextmanager
def while_the_ticket_holds() -> Iterator[None]:
    """Answer nothing of what was done here once the ticket may be over: the wall shows nothing then, as if nothing were there.

    Raises TimeoutError.
    """
    came = time.monotonic()
    try:
        yield
    except Exception:
        _in_time(came)
        raise
    _in_time(came)


def _in_time(came: float) -> None:
    if time.monotonic() - came > TICKET_SECONDS:
        raise TimeoutError from None
