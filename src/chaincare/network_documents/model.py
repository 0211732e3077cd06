"""A network document: one thing that the alliance wrote down, in editions that stay."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import CaseUnknown, Operation, Reach
from chaincare.alliance.model import READERS, WRITERS, NotForYouInNetwork, OutsideNetwork
from chaincare.refusals import Kind, Refusal

CONCERNED_MAX = 100


class DocumentKind(StrEnum):
    """What it is."""

    CHARTER_POINT = "charter_point"
    WORKING_GROUP = "working_group"
    COALITION = "coalition"
    TRANSPARENCY_NOTICE = "transparency_notice"


class Part(StrEnum):
    """What an organisation is in it."""

    MEMBER = "member"
    LEAD = "lead"
    MAIN_CONTRACTOR = "main_contractor"
    SUBCONTRACTOR = "subcontractor"


class Concerned(msgspec.Struct, frozen=True):
    """An organisation that a document concerns, and what it is in it."""

    organisation_id: UUID
    part: Part


class Edition(msgspec.Struct, frozen=True):
    """What a document says, from a day on, until a day or for good. Words about nobody."""

    title: str
    words: str
    holds_from: date
    holds_until: date | None
    concerns: tuple[Concerned, ...]
    version: int
    written_by: UUID
    written_at: datetime


class Document(msgspec.Struct, frozen=True):
    """A document with its present edition."""

    id: UUID
    network_id: UUID
    kind: DocumentKind
    edition: Edition


class Notice(msgspec.Struct, frozen=True):
    """A transparency notice that holds now, as a client reads it: of the network of these cases of his (AVG 13, 14)."""

    network_id: UUID
    network: str
    id: UUID
    title: str
    words: str
    version: int
    holds_from: date
    holds_until: date | None
    cases: tuple[UUID, ...]


class NetworkDocumentUnknown(Refusal):
    """There is no document with this id in a network that you work in."""

    kind = Kind.UNKNOWN


class ConcernedUnfit(Refusal):
    """Name members of this network, each once. A coalition has exactly one main contractor; a contractor stands in a coalition only."""

    kind = Kind.BAD_INPUT


class HoldsBackwards(Refusal):
    """A document holds until a day that is not before the day it holds from: leave `holdsUntilDate` out for one that holds for good."""

    kind = Kind.BAD_INPUT


ADD_DOCUMENT = Operation(
    code="network-document.added", action="C", en="The network wrote down a document", nl="Het netwerk heeft een stuk vastgelegd",
    scope="directory", reaches=WRITERS, unknown=OutsideNetwork, forbidden=NotForYouInNetwork,
)  # fmt: skip
CHANGE_DOCUMENT = Operation(
    code="network-document.changed", action="U", en="A document of the network got a new edition",
    nl="Een stuk van het netwerk kreeg een nieuwe versie",
    scope="directory", reaches=WRITERS, unknown=NetworkDocumentUnknown, forbidden=NotForYouInNetwork,
)  # fmt: skip
READ_DOCUMENT = Operation(
    code="network-document.read", action="R", en="A document of the network was read", nl="Een stuk van het netwerk is bekeken",
    scope="directory", reaches=READERS, unknown=NetworkDocumentUnknown, forbidden=NotForYouInNetwork,
)  # fmt: skip
LIST_DOCUMENTS = Operation(
    code="network-documents.read", action="R", en="The documents of the network were read",
    nl="De stukken van het netwerk zijn bekeken",
    scope="directory", reaches=READERS, unknown=OutsideNetwork, forbidden=NotForYouInNetwork,
)  # fmt: skip
READ_OWN_NOTICES = Operation(
    code="own-transparency-notices.read", action="R",
    en="The client or a representative read what the network tells about data",
    nl="De cliënt of een vertegenwoordiger bekeek wat het netwerk over gegevens vertelt",
    scope="me", reaches=frozenset({Reach.CLIENT}), unknown=CaseUnknown,
)  # fmt: skip
