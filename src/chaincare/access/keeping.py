"""Failing closed: an entry that is not kept is 503, and nothing is shown (T1)."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from chaincare.access.model import EntryNotKept
from chaincare.logs import note_failure

WROTE_UNSAID = "CC002"
"""The database's word for a write without an entry that says so (T2): a fault of ours, not of the log."""
TOO_BROAD = "CC003"
"""The database's word for somebody who comes to more clients than he may within an hour."""


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
