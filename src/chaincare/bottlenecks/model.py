"""A bottleneck: what an organisation does not deliver, so that an agreement was not kept."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import INFORMED, CaseUnknown, Operation, Reach
from chaincare.agreements.facts import NotKeptReason
from chaincare.refusals import Kind, Refusal


class RaisedState(StrEnum):
    """How far it is: raised, answered, said to be solved, and confirmed to be so."""

    OPEN = "open"
    ANSWERED = "answered"
    SOLVED = "solved"
    CONFIRMED = "confirmed"


class Before(msgspec.Struct, frozen=True):
    """What the management said before it was turned back, and why it was."""

    answer: str
    answered_at: datetime
    solution: str
    solved_at: datetime
    because: str
    at: datetime


class Bottleneck(msgspec.Struct, frozen=True):
    """What was raised in a case, and what the management answered."""

    id: UUID
    agreement_id: UUID
    organisation_id: UUID
    organisation: str
    reason: NotKeptReason
    words: str
    overrides: tuple[str, ...]
    raised_by: UUID
    raised_at: datetime
    answer: str | None = None
    answered_at: datetime | None = None
    answer_by: date | None = None
    managed: bool = True
    """Whether somebody is management contact of that organisation now."""
    solution: str | None = None
    solved_at: datetime | None = None
    confirmed_at: datetime | None = None
    earlier: tuple[Before, ...] = ()


class Organisation(msgspec.Struct, frozen=True):
    """A member of the network, what it takes to react, and whether somebody hears for its management."""

    name: str
    closing_days: tuple[date, ...]
    reaction_days: int
    managed: bool


class Raised(msgspec.Struct, frozen=True):
    """The same as the management of that organisation reads it: no case, and nobody in it."""

    id: UUID
    reason: NotKeptReason
    words: str
    raised_at: datetime
    answer_by: date
    organisation: str
    answer: str | None
    answered_at: datetime | None
    solution: str | None
    solved_at: datetime | None
    confirmed_at: datetime | None
    earlier: tuple[Before, ...]
    towards: str


class BottleneckUnknown(Refusal):
    """There is no bottleneck with this id for your organisation."""

    kind = Kind.UNKNOWN


class NotForManagement(Refusal):
    """Only the management contact of an organisation reads what was raised towards it: ask your network's administrator."""

    kind = Kind.FORBIDDEN


class NothingMissed(Refusal):
    """A bottleneck is raised of an agreement that was not kept: report that first, with the reason."""

    kind = Kind.CONFLICT


class WhoDoesNotDeliver(Refusal):
    """Name the organisation that does not deliver: a member of the network. Left out, it is that of who was responsible."""

    kind = Kind.BAD_INPUT


class BottleneckNamesClient(Refusal):
    """Who reads this outside the case must not learn who it is about: reword the places in `errors`, or put their words in overrides. This is a safety net, no proof: what is not found may still point at somebody."""

    kind = Kind.BAD_INPUT


class RaisedAlready(Refusal):
    """This was raised towards this organisation already: read its answer."""

    kind = Kind.CONFLICT


class AnsweredAlready(Refusal):
    """This bottleneck was answered already."""

    kind = Kind.CONFLICT


class BottleneckSolvedAlready(Refusal):
    """It is said already that this bottleneck is solved: whoever raised it confirms that, or turns it back."""

    kind = Kind.CONFLICT


class BottleneckNotSolved(Refusal):
    """Nobody says that this bottleneck is solved, or it was confirmed already: read it in the case."""

    kind = Kind.CONFLICT


class ConfirmingNotYours(Refusal):
    """Who raised a bottleneck confirms that it is solved, or turns it back; who directs the case does so too."""

    kind = Kind.FORBIDDEN


class BottleneckWithheld(Refusal):
    """What was raised is kept from you, or who raised it is: a letter of it is not for you. Ask who directs the case."""

    kind = Kind.FORBIDDEN


class TurnBackReasonNeeded(Refusal):
    """Say in `reason` what is still missing, in words about nobody: the management of that organisation reads it."""

    kind = Kind.BAD_INPUT


RAISE_BOTTLENECK = Operation(
    code="bottleneck.raised", action="C", en="A bottleneck was raised towards an organisation's management",
    nl="Er is een knelpunt gemeld bij de leiding van een organisatie",
    scope="cases", reaches=INFORMED, unknown=CaseUnknown,
)  # fmt: skip
LIST_BOTTLENECKS = Operation(
    code="bottlenecks.read", action="R", en="The bottlenecks that were raised were read",
    nl="De gemelde knelpunten zijn bekeken", scope="cases", reaches=INFORMED, unknown=CaseUnknown,
)  # fmt: skip
LIST_RAISED = Operation(
    code="received-bottlenecks.read", action="R", en="Management read a bottleneck that was raised, without case content",
    nl="Een leidinggevende heeft een gemeld knelpunt gelezen, zonder inhoud van het dossier",
    scope="cases", reaches=frozenset({Reach.MANAGEMENT}), unknown=NotForManagement,
)  # fmt: skip
ANSWER_BOTTLENECK = Operation(
    code="bottleneck.answered", action="U", en="Management answered a bottleneck",
    nl="Een leidinggevende heeft op een knelpunt geantwoord",
    scope="cases", reaches=frozenset({Reach.MANAGEMENT}), unknown=BottleneckUnknown,
)  # fmt: skip
SOLVE_BOTTLENECK = Operation(
    code="bottleneck.solved", action="U", en="Management said that a bottleneck is solved",
    nl="Een leidinggevende heeft gemeld dat een knelpunt is opgelost",
    scope="cases", reaches=frozenset({Reach.MANAGEMENT}), unknown=BottleneckUnknown,
)  # fmt: skip
CONFIRM_BOTTLENECK = Operation(
    code="bottleneck.confirmed", action="U", en="It was confirmed that a bottleneck is solved, or it was turned back",
    nl="Er is bevestigd dat een knelpunt is opgelost, of het is teruggelegd",
    scope="cases", reaches=INFORMED, unknown=CaseUnknown,
)  # fmt: skip
PRINT_BOTTLENECK = Operation(
    code="bottleneck.printed", action="R", en="A bottleneck was printed as a letter, without case content",
    nl="Een knelpunt is afgedrukt als brief, zonder inhoud van het dossier",
    scope="cases", reaches=INFORMED, unknown=CaseUnknown,
)  # fmt: skip
PRINT_RAISED = Operation(
    code="received-bottleneck.printed", action="R", en="Management printed a bottleneck as a letter, without case content",
    nl="Een leidinggevende heeft een knelpunt afgedrukt als brief, zonder inhoud van het dossier",
    scope="cases", reaches=frozenset({Reach.MANAGEMENT}), unknown=BottleneckUnknown,
)  # fmt: skip
