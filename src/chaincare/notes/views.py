"""Notes as they are written and read."""

from collections.abc import Mapping, Sequence
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.notes import rules
from chaincare.notes.model import Audience, NoteReader, NoteShown, NoteWording, Recall
from chaincare.notes.rules import DEFAULT_AUDIENCE
from chaincare.statements.model import Spoken
from chaincare.statements.views import StatementView, statement_views
from chaincare.wire import Body, Instant, Text, View

Audiences = Annotated[tuple[Audience, ...], msgspec.Meta(max_length=4)]
Parties = Annotated[tuple[UUID, ...], msgspec.Meta(max_length=20)]


class WriteNote(Body):
    """A note and whom it is for; by default the own unit and the regie holder.

    The client's side reads it only when `clientMayRead` is true, or one of them when he is named in `parties`.
    """

    body: Text
    audience: Audiences = DEFAULT_AUDIENCE
    parties: Parties = ()
    client_may_read: bool = False


class CorrectNote(Body):
    """What the note says from now on, and why. Its readers read the reason too: do not repeat there what was wrong."""

    body: Text
    reason: Text


class RecallNote(Body):
    """Why the note is taken back, and who may still read it: by default only its author and his unit.

    Name only readers it has now. Who could read it as one of many may be named in `parties`.
    """

    reason: Text
    audience: Audiences = ()
    parties: Parties = ()
    client_may_read: bool = False


class NoteWritten(View):
    """The note is kept."""

    id: UUID
    written_at: Instant


class NoteCorrected(View):
    """The note says something else from now on; `version` in double quotes is its `ETag`."""

    id: UUID
    version: int
    corrected_at: Instant


class NoteView(View):
    """A note as it reads now, with what the client's side says of it.

    `version` is 1 as it was written; a higher one was corrected, by `correctedBy` (a participation), because of
    `correctedBecause`. In double quotes it is the `ETag`. Of a note that is `restricted` the body is empty.
    """

    id: UUID
    body: str
    author: str
    function: str
    unit: str
    organisation: str
    written_at: Instant
    client_may_read: bool
    version: int
    corrected_by: UUID | None
    corrected_at: Instant | None
    corrected_because: str | None
    restricted: bool
    statements: tuple[StatementView, ...]


class Notes(View):
    """The notes you may read, the latest first."""

    items: tuple[NoteView, ...]


class NoteVersionView(View):
    """How a note read, and why it was made to; version 1 is as it was written."""

    version: int
    body: str
    corrected_by: UUID | None
    corrected_at: Instant | None
    corrected_because: str | None


class NoteVersions(View):
    """How a note read, the latest first."""

    items: tuple[NoteVersionView, ...]


class NoteReaderView(View):
    """Somebody to whom the note was shown, in which version last, and whether he may still read it."""

    name: str | None
    function: str | None
    organisation: str | None
    first_read_at: Instant
    last_read_at: Instant
    times: int
    last_version: int
    may_still_read: bool


class NoteRecalled(View):
    """The note is taken back, and these have read it before: each to whom an answer showed it, by the access log.

    What they copied or told is not in the log: ask them. `complete` is false for a note from before every single
    reading was kept: then there may be more.
    """

    id: UUID
    note_id: UUID
    recalled_at: Instant
    readers: tuple[NoteReaderView, ...]
    complete: bool


def wanted_readers(body: RecallNote, *, unit_id: UUID) -> frozenset[str]:
    """Give who may still read a note that is taken back, as the wall names them."""
    return rules.wanted_readers(body.audience, body.parties, unit_id=unit_id, client=body.client_may_read)


def note_views(shown: Sequence[NoteShown], beside: Mapping[UUID, Sequence[Spoken]]) -> tuple[NoteView, ...]:
    """Show notes with the statements beside them."""
    return tuple(
        NoteView(
            id=one.note.id,
            body=one.note.body,
            author=one.author,
            function=one.function,
            unit=one.unit,
            organisation=one.organisation,
            written_at=one.note.written_at,
            client_may_read="client" in one.note.readers,
            version=one.version,
            corrected_by=one.corrected_by,
            corrected_at=one.corrected_at,
            corrected_because=one.corrected_because,
            restricted=one.restricted,
            statements=statement_views(beside.get(one.note.id, ())),
        )
        for one in shown
    )


def wording_view(one: NoteWording) -> NoteVersionView:
    """Show how a note read."""
    return NoteVersionView(**msgspec.structs.asdict(one))


def recalled_view(recall: Recall, readers: Sequence[NoteReader], *, complete: bool) -> NoteRecalled:
    """Show who read what is taken back."""
    return NoteRecalled(
        id=recall.id,
        note_id=recall.note_id,
        recalled_at=recall.at,
        readers=tuple(NoteReaderView(**msgspec.structs.asdict(one)) for one in readers),
        complete=complete,
    )
