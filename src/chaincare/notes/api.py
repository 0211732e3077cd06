"""Writing and reading notes."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ids import new_id
from chaincare.notes import store
from chaincare.notes.model import READ_NOTES, WRITE_NOTE, Audience, Note, ReaderUnknown
from chaincare.notes.rules import DEFAULT_AUDIENCE, readers_of
from chaincare.wire import Body, Instant, Text, View

Parties = Annotated[tuple[UUID, ...], msgspec.Meta(max_length=20)]


class WriteNote(Body):
    """A note and whom it is for; by default the own unit and the regie holder."""

    body: Text
    audience: Annotated[tuple[Audience, ...], msgspec.Meta(max_length=4)] = DEFAULT_AUDIENCE
    parties: Parties = ()
    client_may_read: bool = False


class NoteWritten(View):
    """The note is kept."""

    id: UUID
    written_at: Instant


class NoteView(View):
    """A note."""

    id: UUID
    body: str
    author: str
    function: str
    unit: str
    organisation: str
    written_at: Instant
    client_may_read: bool


class Notes(View):
    """The notes you may read, the latest first."""

    items: tuple[NoteView, ...]


@post("/", dependencies=IN_CASE, opt=doing(WRITE_NOTE, ReaderUnknown))
async def write_note(data: JSONBody[WriteNote], clearance: NamedDependency[Clearance]) -> NoteWritten:
    """Write a note for an audience."""
    at = clearance.now()
    if data.parties and not await store.are_parties(clearance, data.parties, at):
        raise ReaderUnknown
    readers = readers_of(
        data.audience,
        data.parties,
        unit_id=clearance.unit_id,
        own_id=clearance.participation_id,
        client=data.client_may_read,
    )
    note = Note(new_id(), clearance.actor_id, clearance.unit_id, data.body, readers, at)
    await store.add_note(clearance, note)
    clearance.object_id = note.id
    return NoteWritten(id=note.id, written_at=at)


@get("/", dependencies=IN_CASE, opt=doing(READ_NOTES))
async def list_notes(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[Notes]:
    """Read the notes that are for you, the latest first."""
    after = position_of(request, cursor, tuple[datetime, UUID], str(clearance.case_id))
    rows = await store.list_notes(clearance, after, limit)
    items = tuple(
        NoteView(
            id=row["id"],
            body=row["body"],
            author=row["author"],
            function=row["function"],
            unit=row["unit"],
            organisation=row["organisation"],
            written_at=row["written_at"],
            client_may_read="client" in row["readers"],
        )
        for row in rows
    )
    position = (items[-1].written_at, items[-1].id) if items else None
    return page_answer(
        request,
        Notes(items=items),
        position=position,
        more=len(items) == limit,
        limit=limit,
        query=str(clearance.case_id),
    )


notes_router = Router("/cases/{case_id:uuid}/notes", route_handlers=[write_note, list_notes], tags=["Cases"])
