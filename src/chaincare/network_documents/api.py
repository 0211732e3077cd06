"""Documents of the alliance: written by who pulls the cart, coordinates or administers; read by everybody of a member."""

from collections.abc import AsyncGenerator
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody, QueryParameter

from chaincare.access.acting import post, put
from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.paging import Cursor, Limit, next_cursor, page_answer, position_of
from chaincare.alliance.acting import about_nobody
from chaincare.alliance.doors import IN_ALLIANCE, asked_of, into, to_thing
from chaincare.alliance.model import TextNamesSomebody
from chaincare.alliance.rules import Wording
from chaincare.alliance.store import list_members
from chaincare.ids import new_id
from chaincare.network_documents import rules, store
from chaincare.network_documents.model import (
    ADD_DOCUMENT,
    CHANGE_DOCUMENT,
    LIST_DOCUMENTS,
    READ_DOCUMENT,
    ConcernedUnfit,
    Document,
    DocumentKind,
    Edition,
    HoldsBackwards,
)
from chaincare.network_documents.views import (
    AddNetworkDocument,
    NetworkDocumentEditions,
    NetworkDocuments,
    NetworkDocumentView,
    SearchNetworkDocuments,
    WriteEdition,
    document_view,
    documents_view,
    edition_view,
)

OfKind = Annotated[
    DocumentKind | None, QueryParameter(name="kind", description="Only documents of this kind.")
]
TO_DOCUMENT = to_thing("document_id")
ANSWERS_EDITION: dict[str, Any] = {"answer_headers": ("ETag",)}


async def adding_door(
    request: AnyRequest, data: JSONBody[AddNetworkDocument]
) -> AsyncGenerator[Clearance, None]:
    """Let somebody write in the network that the body names, or his own."""
    async with into(request, data.network_id) as clearance:
        yield clearance


async def searching_door(
    request: AnyRequest, data: JSONBody[SearchNetworkDocuments]
) -> AsyncGenerator[Clearance, None]:
    """Let somebody search in the network that the body names, or his own."""
    async with into(request, data.network_id) as clearance:
        yield clearance


@get("/", dependencies=IN_ALLIANCE, opt=doing(LIST_DOCUMENTS))
async def list_network_documents(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    kind: OfKind = None,
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[NetworkDocuments]:
    """Read what the alliance wrote down, the latest first."""
    by = [*asked_of(request, clearance), kind]
    found = await store.list_documents(clearance, position_of(request, cursor, UUID, by), limit, kind=kind)
    last, more = found[-1].id if found else None, len(found) == limit
    page = documents_view(found, next_cursor(request, last, more=more, query=by))
    return page_answer(request, page, position=last, more=more, limit=limit, query=by)


@post(
    "/_search",
    status_code=200,
    dependencies={"clearance": Provide(searching_door)},
    opt=doing(LIST_DOCUMENTS),
)
async def search_network_documents(
    request: AnyRequest, data: JSONBody[SearchNetworkDocuments], clearance: NamedDependency[Clearance]
) -> NetworkDocuments:
    """Find documents by words, kind, organisation, or the day they hold on."""
    by = msgspec.to_builtins([data.network_id, data.words, data.kind, data.organisation_id, data.on_date])
    found = await store.list_documents(
        clearance, position_of(request, data.cursor, UUID, by), data.limit,
        kind=data.kind, organisation_id=data.organisation_id, on=data.on_date, words=data.words or "",
    )  # fmt: skip
    last = found[-1].id if found else None
    return documents_view(found, next_cursor(request, last, more=len(found) == data.limit, query=by))


@post(
    "/",
    dependencies={"clearance": Provide(adding_door)},
    opt={**doing(ADD_DOCUMENT, TextNamesSomebody, ConcernedUnfit, HoldsBackwards), **ANSWERS_EDITION},
)
async def add_network_document(
    data: JSONBody[AddNetworkDocument], clearance: NamedDependency[Clearance]
) -> Response[NetworkDocumentView]:
    """Write down a charter point, a working group, a coalition or a transparency notice."""
    edition = await _edition(clearance, data.kind, data, 1)
    network_id = clearance.admission.network_id
    document = Document(new_id(), network_id, data.kind, edition)  # type: ignore[arg-type]  # let in: it has one
    await store.add_document(clearance, document)
    clearance.object_id = document.id
    return Response(document_view(document), headers={"ETag": etag_of(1)})


@get("/{document_id:uuid}", dependencies=TO_DOCUMENT, opt={**doing(READ_DOCUMENT), **ANSWERS_EDITION})
async def read_network_document(
    document_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> Response[NetworkDocumentView]:
    """Read one document."""
    document = await store.get_document(clearance, document_id)
    return Response(document_view(document), headers={"ETag": etag_of(document.edition.version)})


@get("/{document_id:uuid}/editions", dependencies=TO_DOCUMENT, opt=doing(READ_DOCUMENT))
async def list_document_editions(
    document_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> NetworkDocumentEditions:
    """Read what a document said before, the newest edition first."""
    await store.get_document(clearance, document_id)
    editions = await store.list_editions(clearance, document_id)
    return NetworkDocumentEditions(items=tuple(map(edition_view, editions)))


@put(
    "/{document_id:uuid}",
    dependencies=TO_DOCUMENT,
    opt={
        **doing(
            CHANGE_DOCUMENT, TextNamesSomebody, ConcernedUnfit, HoldsBackwards, EditionMissing, EditionStale
        ),
        **ANSWERS_EDITION,
        "required_headers": ("If-Match",),
    },
)
async def change_network_document(
    document_id: FromPath[UUID],
    data: JSONBody[WriteEdition],
    clearance: NamedDependency[Clearance],
    if_match: IfMatch = None,
) -> Response[NetworkDocumentView]:
    """Write the next edition of a document; the earlier ones stay. What is over is given the day it held until."""
    before = await store.lock_document(clearance, document_id)
    hold_to(if_match, before.edition.version)
    edition = await _edition(clearance, before.kind, data, before.edition.version + 1)
    after = msgspec.structs.replace(before, edition=edition)
    await store.change_document(clearance, after)
    clearance.object_id = document_id
    return Response(document_view(after), headers={"ETag": etag_of(edition.version)})


async def _edition(clearance: Clearance, kind: DocumentKind, data: WriteEdition, version: int) -> Edition:
    await about_nobody(clearance, data, Wording.DOCUMENT)
    concerns = data.concerned()
    rules.in_order(data.holds_from_date, data.holds_until_date)
    rules.coherent(kind, concerns, await list_members(clearance, [one.organisation_id for one in concerns]))
    return Edition(
        data.title, data.text, data.holds_from_date, data.holds_until_date, concerns, version,
        clearance.actor_id, clearance.now(),
    )  # fmt: skip


network_documents_router = Router(
    "/network-documents",
    route_handlers=[
        list_network_documents,
        search_network_documents,
        add_network_document,
        read_network_document,
        list_document_editions,
        change_network_document,
    ],
    tags=["Network"],
)
