"""A withdrawn text: where it stood, why it went, and who withdrew it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import Operation
from chaincare.alliance.model import READERS, WRITERS, NotForYouInNetwork, OutsideNetwork
from chaincare.refusals import Kind, Refusal


class NetworkTextKind(StrEnum):
    """What kind of text it is."""

    NETWORK_DOCUMENT = "network_document"
    PLAN_ANSWER = "plan_answer"
    FACTOR_ASSESSMENT = "factor_assessment"
    NETWORK_BOTTLENECK = "network_bottleneck"
    INVENTORY_PARTY = "inventory_party"


class ErasedBecause(StrEnum):
    """Why a text was withdrawn: a catalogue, because words about it would say again what went."""

    NAMES_SOMEBODY = "names_somebody"
    POINTS_AT_SOMEBODY = "points_at_somebody"
    SHARED_BY_MISTAKE = "shared_by_mistake"


class Place(msgspec.Struct, frozen=True):
    """Where a text stands: in which thing of the network, in which part of it, in which edition."""

    kind: NetworkTextKind
    thing_id: UUID
    part_id: UUID | None = None
    role: str | None = None
    version: int | None = None


class NetworkErasure(msgspec.Struct, frozen=True):
    """A text that was withdrawn."""

    id: UUID
    place: Place
    reason: ErasedBecause
    erased_by: UUID
    erased_at: datetime


class NetworkTextUnknown(Refusal):
    """There is no such text in a network that you work in."""

    kind = Kind.UNKNOWN


class TextErasedAlready(Refusal):
    """This text was withdrawn already."""

    kind = Kind.CONFLICT


ERASE_TEXT = Operation(
    code="network-text.erased", action="D", en="A text of the network that pointed at somebody was withdrawn",
    nl="Een tekst van het netwerk die naar iemand wees is ingetrokken",
    scope="directory", reaches=WRITERS, unknown=NetworkTextUnknown, forbidden=NotForYouInNetwork,
)  # fmt: skip
LIST_ERASURES = Operation(
    code="network-erasures.read", action="R", en="It was read which texts of the network were withdrawn",
    nl="Er is bekeken welke teksten van het netwerk zijn ingetrokken",
    scope="directory", reaches=READERS, unknown=OutsideNetwork, forbidden=NotForYouInNetwork,
)  # fmt: skip
