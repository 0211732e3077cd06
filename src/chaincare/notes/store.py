"""Notes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import asyncpg

from chaincare.access.clearance import Clearance
from chaincare.notes.model import Note

ADD_NOTE = """
    INSERT INTO notes (id, case_id, author_id, unit_id, body, readers, written_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

COUNT_PARTIES = """
    SELECT count(*) AS present FROM participations
    WHERE case_id = $1 AND id = ANY ($2::uuid[]) AND during @> $3::timestamptz
"""

# The wall has already left out what is for another audience.
LIST_NOTES = """
    SELECT n.id, n.body, n.readers, n.written_at, p.name AS author, p.function, u.name AS unit,
           o.name AS organisation
    FROM notes AS n JOIN professionals AS p ON p.id = n.author_id
    JOIN units AS u ON u.id = n.unit_id JOIN organisations AS o ON o.id = u.organisation_id
    WHERE n.case_id = $1 AND ($2::uuid IS NULL OR (n.written_at, n.id) < ($3::timestamptz, $2))
    ORDER BY n.written_at DESC, n.id DESC LIMIT $4
"""


async def add_note(clearance: Clearance, note: Note) -> None:
    """Add a note."""
    await clearance.execute(
        ADD_NOTE,
        note.id,
        clearance.case_id,
        note.author_id,
        note.unit_id,
        note.body,
        list(note.readers),
        note.written_at,
    )


async def are_parties(clearance: Clearance, participation_ids: Sequence[UUID], at: datetime) -> bool:
    """Say whether all of these take part in the case now."""
    wanted = set(participation_ids)
    row = await clearance.fetchrow(COUNT_PARTIES, clearance.case_id, list(wanted), at)
    return bool(row["present"] == len(wanted))


async def list_notes(
    clearance: Clearance, after: tuple[datetime, UUID] | None, limit: int
) -> list[asyncpg.Record]:
    """List the notes this reader may read, the latest first."""
    at, note_id = after or (None, None)
    return await clearance.fetch(LIST_NOTES, clearance.case_id, note_id, at, limit)
