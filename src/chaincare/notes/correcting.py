"""Correcting a note, and taking one back that was shared too widely: by the unit that wrote it."""

from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ids import new_id
from chaincare.notes import recalls, rules, store
from chaincare.notes.model import (
    CORRECT_NOTE,
    READ_NOTE_VERSIONS,
    RECALL_NOTE,
    NoteOfAnotherUnit,
    NoteUnknown,
    ReaderUnknown,
    RecallChangesNothing,
    RecallWidens,
)
from chaincare.notes.views import (
    CorrectNote,
    NoteCorrected,
    NoteRecalled,
    NoteVersions,
    RecallNote,
    recalled_view,
    wanted_readers,
    wording_view,
)


@post(
    "/corrections",
    dependencies=IN_CASE,
    opt={
        **doing(CORRECT_NOTE, NoteUnknown, NoteOfAnotherUnit, EditionMissing, EditionStale),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
)
async def correct_note(
    note_id: FromPath[UUID],
    data: JSONBody[CorrectNote],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[NoteCorrected]:
    """Put another text in the place of a note that was wrong. Its readers see that it was corrected."""
    reading = await recalls.lock_note(clearance, note_id)
    hold_to(if_match, reading.version)
    by_id = clearance.participation_id
    correction = rules.correct(reading, data.body, data.reason, by_id=by_id, at=clearance.now())
    await recalls.correct_note(clearance, note_id, correction)
    clearance.object_id = note_id
    view = NoteCorrected(id=note_id, version=correction.version, corrected_at=correction.at)
    return Response(view, headers={"ETag": etag_of(correction.version)})


@get("/versions", dependencies=IN_CASE, opt=doing(READ_NOTE_VERSIONS, NoteUnknown, NoteOfAnotherUnit))
async def list_note_versions(
    request: AnyRequest,
    note_id: FromPath[UUID],
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[NoteVersions]:
    """Read how a note of your own unit read before it was corrected, the latest first."""
    query = [str(clearance.case_id), str(note_id)]
    await store.hold_to_own_unit(clearance, note_id)
    before = position_of(request, cursor, int, query)
    found = await store.list_wordings(clearance, note_id, before, limit)
    return page_answer(
        request,
        NoteVersions(items=tuple(map(wording_view, found))),
        position=found[-1].version if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


@post(
    "/recalls",
    dependencies=IN_CASE,
    opt=doing(RECALL_NOTE, NoteUnknown, NoteOfAnotherUnit, ReaderUnknown, RecallWidens, RecallChangesNothing),
)
async def recall_note(
    note_id: FromPath[UUID], data: JSONBody[RecallNote], clearance: NamedDependency[Clearance]
) -> NoteRecalled:
    """Take back a note that was shared too widely, and read who has read it already."""
    at, reading = clearance.now(), await recalls.lock_note(clearance, note_id)
    names = await recalls.list_names(clearance, at)
    if not set(data.parties) <= set(names):
        raise ReaderUnknown
    authors = await recalls.list_authors(clearance, reading.note.author_id)
    wanted = wanted_readers(data, unit_id=reading.note.unit_id)
    by_id, reason = clearance.participation_id, data.reason
    recall = rules.recall(
        new_id(), reading, wanted, reason=reason, authors=authors, by_id=by_id, names=names, at=at
    )
    await recalls.keep_recall(clearance, recall)
    clearance.object_id = note_id
    return recalled_view(recall, await recalls.list_readers(clearance, note_id), complete=reading.complete)


correcting_router = Router(
    "/cases/{case_id:uuid}/notes/{note_id:uuid}",
    route_handlers=[correct_note, list_note_versions, recall_note],
    tags=["Cases"],
)
