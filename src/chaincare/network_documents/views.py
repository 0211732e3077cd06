"""Documents of a network as they travel."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.alliance.bodies import AboutNobody
from chaincare.network_documents.model import (
    CONCERNED_MAX,
    Concerned,
    Document,
    DocumentKind,
    Edition,
    Notice,
    Part,
)
from chaincare.wire import Body, Day, Instant, Line, Text, View


class StateConcerned(Body):
    """An organisation that the document concerns: a member, or who leads; in a coalition a contractor."""

    organisation_id: UUID
    part: Part


class WriteEdition(AboutNobody):
    """What a document says, in words about nobody. Without `holdsUntilDate` it holds for good."""

    title: Line
    text: Text
    holds_from_date: Day
    holds_until_date: Day | None = None
    concerns: Annotated[tuple[StateConcerned, ...], msgspec.Meta(max_length=CONCERNED_MAX)] = ()

    def concerned(self) -> tuple[Concerned, ...]:
        """Give whom it concerns, in the words of the domain."""
        return tuple(Concerned(one.organisation_id, one.part) for one in self.concerns)


class AddNetworkDocument(WriteEdition, kw_only=True):
    """A new document of the alliance. Without `networkId` it is one of the network you work in."""

    kind: DocumentKind
    network_id: UUID | None = None


class SearchNetworkDocuments(Body):
    """Which documents: with all these words in title or text, of a kind, about an organisation, that hold on a day."""

    network_id: UUID | None = None
    words: Line | None = None
    kind: DocumentKind | None = None
    organisation_id: UUID | None = None
    on_date: Day | None = None
    cursor: Annotated[str, msgspec.Meta(max_length=2_000)] | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=50)] = 25


class ConcernedView(View):
    """An organisation that the document concerns."""

    organisation_id: UUID
    part: Part


class NetworkDocumentEdition(View):
    """What a document said, and who wrote that when."""

    version: int
    title: str
    text: str
    holds_from_date: Day
    holds_until_date: Day | None
    concerns: tuple[ConcernedView, ...]
    written_by: UUID
    written_at: Instant


class NetworkDocumentView(View):
    """A document of the alliance with its present edition."""

    id: UUID
    network_id: UUID
    kind: DocumentKind
    edition: NetworkDocumentEdition


class NetworkDocuments(View):
    """A page of documents, the latest first; `nextCursor` is null when there are no more."""

    items: tuple[NetworkDocumentView, ...]
    next_cursor: str | None


class NetworkDocumentEditions(View):
    """All editions of a document, the newest first."""

    items: tuple[NetworkDocumentEdition, ...]


class OwnTransparencyNotice(View):
    """What the organisations around you tell about your data, as it holds now: what they do with it, why, and what you can ask."""

    id: UUID
    network_id: UUID
    network: str
    title: str
    text: str
    version: int
    holds_from_date: Day
    holds_until_date: Day | None
    case_ids: tuple[UUID, ...]


class OwnTransparencyNotices(View):
    """The notices of each network in which you have a case, at most 200."""

    items: tuple[OwnTransparencyNotice, ...]


def notice_view(one: Notice) -> OwnTransparencyNotice:
    """Show a notice to whom it is for."""
    return OwnTransparencyNotice(
        id=one.id, network_id=one.network_id, network=one.network, title=one.title, text=one.words, version=one.version,
        holds_from_date=one.holds_from, holds_until_date=one.holds_until, case_ids=one.cases,
    )  # fmt: skip


def edition_view(one: Edition) -> NetworkDocumentEdition:
    """Show an edition."""
    concerns = tuple(
        ConcernedView(organisation_id=each.organisation_id, part=each.part) for each in one.concerns
    )
    return NetworkDocumentEdition(
        version=one.version, title=one.title, text=one.words, holds_from_date=one.holds_from,
        holds_until_date=one.holds_until, concerns=concerns, written_by=one.written_by, written_at=one.written_at,
    )  # fmt: skip


def document_view(one: Document) -> NetworkDocumentView:
    """Show a document."""
    return NetworkDocumentView(
        id=one.id, network_id=one.network_id, kind=one.kind, edition=edition_view(one.edition)
    )


def documents_view(found: Sequence[Document], next_cursor: str | None) -> NetworkDocuments:
    """Show a page."""
    return NetworkDocuments(items=tuple(map(document_view, found)), next_cursor=next_cursor)
