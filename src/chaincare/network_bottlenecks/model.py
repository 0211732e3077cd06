"""A bottleneck as the network knows it: no case, no client, no organisation, no day."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import INFORMED, CaseUnknown, Operation, Reach
from chaincare.agreements.facts import NotKeptReason
from chaincare.alliance.model import READERS, WRITERS, NotForYouInNetwork, OutsideNetwork
from chaincare.directory.model import Sector
from chaincare.refusals import Kind, Refusal


class NetworkBottleneckState(StrEnum):
    """How far one has come with it."""

    RAISED = "raised"
    ANSWERED = "answered"
    SOLVED = "solved"
    CONFIRMED = "confirmed"


class BottleneckStepKind(StrEnum):
    """What was done: by the network, or by who told it."""

    ANSWERED = "answered"
    SOLVED = "solved"
    CONFIRMED = "confirmed"
    TAKEN_UP_AGAIN = "taken_up_again"


class Step(msgspec.Struct, frozen=True):
    """A step, with what was said. ``taken_by`` is None of who told it: he stays unnamed."""

    kind: BottleneckStepKind
    words: str | None
    taken_by: UUID | None
    taken_at: datetime


class NetworkBottleneck(msgspec.Struct, frozen=True):
    """What is missing, and how far one has come. ``month``: the first day of the month in which it was told."""

    id: UUID
    network_id: UUID
    reason: NotKeptReason
    sector: Sector | None
    words: str
    month: date
    state: NetworkBottleneckState
    version: int
    yours: bool
    """Whether the reader told it."""
    steps: tuple[Step, ...] = ()


class NetworkBottleneckUnknown(Refusal):
    """There is no bottleneck with this id in a network that you work in."""

    kind = Kind.UNKNOWN


class NotYoursToConfirm(Refusal):
    """Whoever told the network of it says whether it was solved."""

    kind = Kind.FORBIDDEN


class NothingToConfirm(Refusal):
    """It was not said to be solved, or that was confirmed already: read how it stands."""

    kind = Kind.CONFLICT


class SolvedAlready(Refusal):
    """It was said to be solved: whoever told it says whether it was."""

    kind = Kind.CONFLICT


class AgainNeedsReason(Refusal):
    """Say what is still missing, when you take it up again."""

    kind = Kind.BAD_INPUT


TELL = Operation(
    code="network-bottleneck.raised", action="C", en="The network was told what is missing",
    nl="Aan het netwerk is een knelpunt gemeld",
    scope="directory", reaches=frozenset({Reach.ALLIANCE, Reach.VOORTREKKER}), unknown=OutsideNetwork, forbidden=NotForYouInNetwork,
)  # fmt: skip
TELL_FROM_CASE = Operation(
    code="bottleneck.told-network", action="E", en="The network was told of a bottleneck, in words about nobody",
    nl="Aan het netwerk is een knelpunt gemeld, in woorden die over niemand gaan",
    scope="cases", reaches=INFORMED, unknown=CaseUnknown,
)  # fmt: skip
LIST = Operation(
    code="network-bottlenecks.read", action="R", en="It was read what the network was told is missing",
    nl="De knelpunten van het netwerk zijn bekeken",
    scope="directory", reaches=READERS, unknown=OutsideNetwork, forbidden=NotForYouInNetwork,
)  # fmt: skip
READ = Operation(
    code="network-bottleneck.read", action="R", en="A bottleneck of the network was read",
    nl="Een knelpunt van het netwerk is bekeken",
    scope="directory", reaches=READERS, unknown=NetworkBottleneckUnknown, forbidden=NotForYouInNetwork,
)  # fmt: skip
TAKE_STEP = Operation(
    code="network-bottleneck.answered", action="U", en="The network said what it does about a bottleneck",
    nl="Het netwerk heeft op een knelpunt gereageerd",
    scope="directory", reaches=WRITERS, unknown=NetworkBottleneckUnknown, forbidden=NotForYouInNetwork,
)  # fmt: skip
CONFIRM = Operation(
    code="network-bottleneck.confirmed", action="U", en="Who told of a bottleneck said whether it was solved",
    nl="Wie een knelpunt meldde heeft gezegd of het is opgelost",
    scope="directory", reaches=frozenset({Reach.ALLIANCE, Reach.VOORTREKKER}), unknown=NetworkBottleneckUnknown,
    forbidden=NotForYouInNetwork,
)  # fmt: skip
