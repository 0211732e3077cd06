"""Notes. The wall has always left out what is for another audience."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.notes.model import Note, NoteOfAnotherUnit, NoteShown, NoteUnknown, NoteWording

ADD_NOTE = """
    INSERT INTO notes (id, case_id, author_id, unit_id, body, readers, written_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

COUNT_PARTIES = """
    SELECT count(*) AS present FROM participations
    WHERE case_id = $1 AND id = ANY ($2::uuid[]) AND during @> $3::timestamptz
"""

# What is restricted (AVG 18) is left out here, before anything of it is read; then nothing was shown that is kept.
_SHOWN = """
    SELECT n.id, n.author_id, n.unit_id, CASE WHEN w.restricted THEN '' ELSE n.body END AS body, n.readers, n.written_at,
           p.name AS author, p.function, u.name AS unit, o.name AS organisation, n.version, n.corrected_by, n.corrected_at,
           CASE WHEN NOT w.restricted THEN n.corrected_because END AS corrected_because, w.restricted
    FROM notes AS n JOIN professionals AS p ON p.id = n.author_id
    JOIN units AS u ON u.id = n.unit_id JOIN organisations AS o ON o.id = u.organisation_id
    CROSS JOIN LATERAL (SELECT n.id = ANY ((SELECT chaincare.withheld_items())::uuid[]) AS restricted) AS w
    WHERE n.case_id = $1
"""

# What is shown and that it was shown are one statement, so that no reading goes unkept.
LIST_NOTES = f"""
    WITH shown AS ({_SHOWN} AND ($2::uuid IS NULL OR (n.written_at, n.id) < ($3::timestamptz, $2))
        ORDER BY n.written_at DESC, n.id DESC LIMIT $4)
    SELECT shown.*, (SELECT chaincare.keep_note_readings(array_agg(id) FILTER (WHERE NOT restricted)) FROM shown) AS kept FROM shown
    ORDER BY written_at DESC, id DESC
"""

GET_NOTE = f"""
    WITH shown AS ({_SHOWN} AND n.id = $2)
    SELECT shown.*, (SELECT chaincare.keep_note_readings(array_agg(id) FILTER (WHERE NOT restricted)) FROM shown) AS kept FROM shown
"""

FIND_NOTE = """
    SELECT ((chaincare.cleared_audiences()) -> case_id::text) ? ('unit:' || unit_id) AS own
    FROM notes WHERE case_id = $1 AND id = $2
"""

LIST_WORDINGS = """
    SELECT version, CASE WHEN id = ANY ((SELECT chaincare.withheld_items())::uuid[]) THEN '' ELSE body END AS body,
           corrected_by, corrected_at, corrected_because FROM (
        SELECT id, version, body, corrected_by, corrected_at, corrected_because FROM notes WHERE case_id = $1
        UNION ALL
        SELECT note_id, version, body, corrected_by, corrected_at, corrected_because FROM note_versions
        WHERE case_id = $1
    ) AS said
    WHERE id = $2 AND ($3::int IS NULL OR version < $3) ORDER BY version DESC LIMIT $4
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
) -> list[NoteShown]:
    """List the notes this reader may read, the latest first. That he read them is kept."""
    at, note_id = after or (None, None)
    return [_shown(row) for row in await clearance.fetch(LIST_NOTES, clearance.case_id, note_id, at, limit)]


async def get_note(clearance: Clearance, note_id: UUID) -> NoteShown:
    """Give a note. That it was read is kept. Raises NoteUnknown."""
    row = await clearance.fetchrow(GET_NOTE, clearance.case_id, note_id)
    if row is None:
        raise NoteUnknown
    return _shown(row)


async def hold_to_own_unit(clearance: Clearance, note_id: UUID) -> None:
    """Check that a note is one of the reader's own unit. Raises NoteUnknown, NoteOfAnotherUnit."""
    row = await clearance.fetchrow(FIND_NOTE, clearance.case_id, note_id)
    if row is None:
        raise NoteUnknown
    if not row["own"]:
        raise NoteOfAnotherUnit


async def list_wordings(
    clearance: Clearance, note_id: UUID, before: int | None, limit: int
) -> list[NoteWording]:
    """List how a note of the own unit read, the latest first."""
    rows = await clearance.fetch(LIST_WORDINGS, clearance.case_id, note_id, before, limit)
    return [NoteWording(*row) for row in rows]


def _shown(row: Any) -> NoteShown:
    note = Note(
        row["id"], row["author_id"], row["unit_id"], row["body"], tuple(row["readers"]), row["written_at"]
    )
    rest = [row[name] for name in NoteShown.__struct_fields__[1:]]
    return NoteShown(note, *rest)
