"""Writing and reading notes."""

from datetime import datetime
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import etag_of
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ids import new_id
from chaincare.notes import store
from chaincare.notes.model import READ_NOTE, READ_NOTES, WRITE_NOTE, Note, NoteUnknown, ReaderUnknown
from chaincare.notes.rules import readers_of
from chaincare.notes.views import Notes, NoteView, NoteWritten, WriteNote, note_views
from chaincare.statements.store import list_beside_notes


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
    """Read the notes that are for you, the latest first. Which ones you were shown is kept with the access log."""
    after = position_of(request, cursor, tuple[datetime, UUID], str(clearance.case_id))
    shown = await store.list_notes(clearance, after, limit)
    beside = await list_beside_notes(clearance, [one.note.id for one in shown])
    items = note_views(shown, beside)
    position = (items[-1].written_at, items[-1].id) if items else None
    return page_answer(
        request,
        Notes(items=items),
        position=position,
        more=len(items) == limit,
        limit=limit,
        query=str(clearance.case_id),
    )


@get(
    "/{note_id:uuid}",
    dependencies=IN_CASE,
    opt={**doing(READ_NOTE, NoteUnknown), "answer_headers": ("ETag",)},
)
async def read_note(note_id: FromPath[UUID], clearance: NamedDependency[Clearance]) -> Response[NoteView]:
    """Read one note that is for you, with what the client's side says of it."""
    shown = await store.get_note(clearance, note_id)
    (view,) = note_views([shown], await list_beside_notes(clearance, [note_id]))
    return Response(view, headers={"ETag": etag_of(view.version)})


notes_router = Router(
    "/cases/{case_id:uuid}/notes", route_handlers=[write_note, list_notes, read_note], tags=["Cases"]
)
