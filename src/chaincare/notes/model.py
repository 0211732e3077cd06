"""Notes: written for an audience, and read by nobody else."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import CaseUnknown, Operation, Reach
from chaincare.refusals import Kind, Refusal


class Audience(StrEnum):
    """Whom a note is for; named parties come beside it."""

    OWN_UNIT = "own_unit"
    BUURTWINKEL = "buurtwinkel"
    REGIE_HOLDER = "regie_holder"
    PROFESSIONALS = "professionals"


class Note(msgspec.Struct, frozen=True):
    """A note as written. ``readers`` are the words the wall compares (migration 0003)."""

    id: UUID
    author_id: UUID
    unit_id: UUID
    body: str
    readers: tuple[str, ...]
    written_at: datetime


class Correction(msgspec.Struct, frozen=True):
    """The text that stands now, and why; ``version`` is the one it made."""

    version: int
    body: str
    reason: str
    by_id: UUID
    at: datetime


class Reading(msgspec.Struct, frozen=True):
    """What the author's unit must know to correct a note or to take it back."""

    note: Note
    version: int
    complete: bool
    """Whether every reading of it is kept; of what was written before readings were kept it is not."""


class NoteShown(msgspec.Struct, frozen=True):
    """A note as somebody reads it."""

    note: Note
    author: str
    function: str
    unit: str
    organisation: str
    version: int
    corrected_by: UUID | None
    corrected_at: datetime | None
    corrected_because: str | None
    restricted: bool


class NoteWording(msgspec.Struct, frozen=True):
    """How a note read at a time, and why it was made to."""

    version: int
    body: str
    corrected_by: UUID | None
    corrected_at: datetime | None
    corrected_because: str | None


Names = Mapping[UUID, frozenset[str]]
"""By what names those who take part are readers: participation to words."""


class Recall(msgspec.Struct, frozen=True):
    """A note is taken back from some of its readers."""

    id: UUID
    note_id: UUID
    unit_id: UUID
    reason: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    at: datetime


class NoteReader(msgspec.Struct, frozen=True):
    """Somebody to whom the note was shown."""

    name: str | None
    function: str | None
    organisation: str | None
    first_read_at: datetime
    last_read_at: datetime
    times: int
    last_version: int
    may_still_read: bool


class ReaderUnknown(Refusal):
    """One of the named parties does not take part in this case."""

    kind = Kind.BAD_INPUT


class NoteUnknown(Refusal):
    """There is no note with this id for you in this case."""

    kind = Kind.UNKNOWN


class NoteOfAnotherUnit(Refusal):
    """Only the unit that wrote a note corrects it or takes it back. Ask its author, or make a statement beside it."""

    kind = Kind.FORBIDDEN


class RecallWidens(Refusal):
    """A recall leaves a note to fewer readers. Name only readers it has now."""

    kind = Kind.BAD_INPUT


class RecallChangesNothing(Refusal):
    """The note is for nobody else already. Name fewer readers than it has, or leave it as it is."""

    kind = Kind.CONFLICT


WRITE_NOTE = Operation(
    code="note.written",
    action="C",
    en="A note was written in the case",
    nl="Er is een notitie in het dossier geschreven",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
READ_NOTES = Operation(
    code="notes.read",
    action="R",
    en="Notes in the case were read",
    nl="Notities in het dossier zijn bekeken",
    scope="cases",
    reaches=frozenset({Reach.FULL, Reach.CLIENT}),
    unknown=CaseUnknown,
)
READ_NOTE = Operation(
    code="note.read",
    action="R",
    en="A note in the case was read",
    nl="Een notitie in het dossier is bekeken",
    scope="cases",
    reaches=frozenset({Reach.FULL, Reach.CLIENT}),
    unknown=CaseUnknown,
)
CORRECT_NOTE = Operation(
    code="note.corrected",
    action="U",
    en="A note in the case was corrected",
    nl="Een notitie in het dossier is verbeterd",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
READ_NOTE_VERSIONS = Operation(
    code="note.versions-read",
    action="R",
    en="Earlier versions of a note were read",
    nl="Eerdere versies van een notitie zijn bekeken",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
RECALL_NOTE = Operation(
    code="note.recalled",
    action="U",
    en="A note that was shared too widely was taken back",
    nl="Een notitie die te breed was gedeeld is teruggehaald",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
