"""What a search of the log reads: one entry by its id, like ones of a day as one, or each that was asked for."""

from collections.abc import Sequence
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.trace.columns import COLUMNS, JOINED
from chaincare.trace.days import search_days
from chaincare.trace.model import LogLine, Question
from chaincare.trace.store import Key, line_of, search_log
from chaincare.trace.views import SearchLog

# The id that an entry is told by says about when it was written, so the index of the log's order is used.
FIND_BY_ID = f"""
    SELECT {COLUMNS}, 1 AS times, e.at AS last_at FROM (
        SELECT e.* FROM access_entries AS e
        WHERE e.id = $1 AND e.at BETWEEN uuid_extract_timestamp($1) - interval '1 minute'
                                     AND uuid_extract_timestamp($1) + interval '1 minute') AS e {JOINED}
"""


async def list_lines(
    clearance: Clearance, question: Question, after: Key | None, data: SearchLog
) -> Sequence[LogLine]:
    """List what was asked for within the auditor's mandate, the latest first."""
    if data.entry_id is not None:
        return await _list_by_id(clearance, data.entry_id)
    if data.merge is not None:
        return await search_days(clearance, question, after, data.limit)
    found = await search_log(clearance, question, after, data.limit, log_itself=data.log_itself)
    return [LogLine(entry, named, 1, entry.at) for entry, named in found]


async def _list_by_id(clearance: Clearance, entry_id: UUID) -> Sequence[LogLine]:
    return [line_of(row) for row in await clearance.fetch(FIND_BY_ID, entry_id)]
