"""Notes: written for an audience, and read by nobody else."""

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


class ReaderUnknown(Refusal):
    """One of the named parties does not take part in this case."""

    kind = Kind.BAD_INPUT


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
