"""What the unit that wrote a note does to it afterwards: corrections, recalls, and who read it until then."""

from datetime import datetime
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.notes.model import Correction, Names, Note, NoteReader, NoteUnknown, Reading, Recall
from chaincare.notes.store import hold_to_own_unit

# The wall lets only the author's unit lock it: to whoever else reads it, it can only be told why not.
LOCK_NOTE = """
    SELECT id, author_id, unit_id, body, readers, written_at, version, kept_at IS NOT NULL AS complete
    FROM notes WHERE case_id = $1 AND id = $2 FOR UPDATE
"""

CORRECT_NOTE = """
    UPDATE notes SET version = $3, body = $4, corrected_because = $5, corrected_by = $6, corrected_at = $7
    WHERE case_id = $1 AND id = $2
"""

# Whoever wrote it keeps it, as whom he took part then and takes part now.
LIST_AUTHORS = "SELECT id FROM participations WHERE case_id = $1 AND professional_id = $2"

# By what names somebody is a reader; the same as cleared_audiences says of whoever is let in.
LIST_NAMES = """
    SELECT p.id, array_remove(CASE WHEN num_nonnulls(p.representative_id, p.client_id) = 1
        THEN ARRAY['client', 'party:' || p.id]
        ELSE ARRAY['professionals', nullif(p.circle, 'winkelstraat'), 'unit:' || coalesce(p.unit_id, f.unit_id),
            'party:' || p.id, CASE WHEN t.holder_id IS NOT NULL
                OR EXISTS (SELECT FROM chaincare.acting_here($2, $2) AS a WHERE a.acting_id = p.id) THEN 'regie' END] END, NULL) AS names
    FROM participations AS p LEFT JOIN professionals AS f ON f.id = p.professional_id
    LEFT JOIN regie_terms AS t ON t.case_id = p.case_id AND t.holder_id = p.id AND t.during @> $2::timestamptz
    WHERE p.case_id = $1 AND p.during @> $2::timestamptz
"""

SET_READERS = "UPDATE notes SET readers = $3 WHERE case_id = $1 AND id = $2"

ADD_RECALL = """
    INSERT INTO note_recalls (id, case_id, note_id, unit_id, reason, readers_before, readers_after, recalled_by, recalled_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""

LIST_READERS = """
    SELECT name, function, organisation, first_read_at, last_read_at, times, last_version, may_still_read
    FROM chaincare.note_readers($1)
"""


async def lock_note(clearance: Clearance, note_id: UUID) -> Reading:
    """Give a note of the own unit, which nobody else changes until the end. Raises NoteUnknown, NoteOfAnotherUnit."""
    row = await clearance.fetchrow(LOCK_NOTE, clearance.case_id, note_id)
    if row is None:
        await hold_to_own_unit(clearance, note_id)
        raise NoteUnknown
    note = Note(
        row["id"], row["author_id"], row["unit_id"], row["body"], tuple(row["readers"]), row["written_at"]
    )
    return Reading(note, row["version"], row["complete"])


async def correct_note(clearance: Clearance, note_id: UUID, correction: Correction) -> None:
    """Put a correction in place; the database keeps the text before."""
    await clearance.execute(
        CORRECT_NOTE,
        clearance.case_id,
        note_id,
        correction.version,
        correction.body,
        correction.reason,
        correction.by_id,
        correction.at,
    )


async def list_authors(clearance: Clearance, author_id: UUID) -> list[UUID]:
    """List as whom the author took part."""
    return [row["id"] for row in await clearance.fetch(LIST_AUTHORS, clearance.case_id, author_id)]


async def list_names(clearance: Clearance, at: datetime) -> Names:
    """List by what names those who take part are readers."""
    rows = await clearance.fetch(LIST_NAMES, clearance.case_id, at)
    return {row["id"]: frozenset(row["names"]) for row in rows}


async def keep_recall(clearance: Clearance, recall: Recall) -> None:
    """Take a note back, and add the record of it."""
    await clearance.execute(SET_READERS, clearance.case_id, recall.note_id, list(recall.after))
    await clearance.execute(
        ADD_RECALL,
        recall.id,
        clearance.case_id,
        recall.note_id,
        recall.unit_id,
        recall.reason,
        list(recall.before),
        list(recall.after),
        clearance.participation_id,
        recall.at,
    )


async def list_readers(clearance: Clearance, note_id: UUID) -> list[NoteReader]:
    """List who was shown a note so far, the first one first; its author left out."""
    return [NoteReader(*row) for row in await clearance.fetch(LIST_READERS, note_id)]
