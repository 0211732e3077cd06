"""Taking over from somebody in a case, from a moment ahead: on 1 August there is a new teacher."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import CaseUnknown, Operation, Reach
from chaincare.parties.model import Circle
from chaincare.refusals import Kind, Refusal

LINES_MAX = 50
"""So many cases in one call: a class."""


SUCCEEDED = "succeeded"
"""Why a part ends that another took over: an end that was arranged, not one of a crisis."""


class Leaving(msgspec.Struct, frozen=True):
    """Who leaves a case, and what is known of it. ``successor_id``: the successor's part, where he takes part already."""

    id: UUID
    circle: Circle
    ends: bool
    escalated: bool
    successor_id: UUID | None
    agreements: int


class Succession(msgspec.Struct, frozen=True):
    """That one participation follows another from a moment on."""

    id: UUID
    from_id: UUID
    to_id: UUID
    effective_at: datetime
    reason: str
    proposal_id: UUID | None = None
    brought_in: bool = False


class Arranged(msgspec.Struct, frozen=True):
    """A succession as it stands. ``proposal_id``: regie was proposed with it, and moves or stays by that."""

    id: UUID
    from_id: UUID
    made_by: UUID
    effective_at: datetime
    proposal_id: UUID | None
    over_at: datetime | None


class SuccessionState(StrEnum):
    """What became of a succession. ``over``: it was taken back, or came to nothing."""

    ARRANGED = "arranged"
    CAME_ABOUT = "came_about"
    OVER = "over"


class Told(msgspec.Struct, frozen=True):
    """A succession as professionals of the case read it. ``made_by``: the professional who arranged it."""

    id: UUID
    from_id: UUID
    to_id: UUID
    effective_at: datetime
    reason: str
    proposal_id: UUID | None
    made_by: UUID
    made_at: datetime
    over_at: datetime | None
    withdrawn_because: str | None


class SuccessionUnknown(Refusal):
    """Nobody takes over from anybody in this case by this name."""

    kind = Kind.UNKNOWN


class SuccessionOver(Refusal):
    """This succession came about, or is over: there is nothing to withdraw any more."""

    kind = Kind.CONFLICT


class SuccessionGoesWithRegie(Refusal):
    """Regie was proposed with this succession: withdraw that proposal (`POST …/regie-proposals/{id}/withdrawals`), and the succession is over with it."""

    kind = Kind.CONFLICT


class LeavingUnknown(Refusal):
    """This professional does not take part in this case."""

    kind = Kind.UNKNOWN


class LeavesAlready(Refusal):
    """It is settled already when this professional's part in this case ends."""

    kind = Kind.CONFLICT


class SuccessionNotYours(Refusal):
    """Who takes over is arranged by who leaves, or by who directs the case."""

    kind = Kind.FORBIDDEN


class SuccessorUnfit(Refusal):
    """Name another professional than the one who leaves."""

    kind = Kind.BAD_INPUT


class DayUnfit(Refusal):
    """Name a day after today, within 26 weeks: he takes over when it begins in Amsterdam."""

    kind = Kind.BAD_INPUT


TAKE_OVER = Operation(
    code="succession.arranged",
    action="C",
    en="It was arranged who takes over from somebody, and from when",
    nl="Er is vastgelegd wie het van iemand overneemt, en vanaf wanneer",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
WITHDRAW_SUCCESSION = Operation(
    code="succession.withdrawn",
    action="U",
    en="It was taken back that somebody takes over from another",
    nl="Er is teruggenomen dat iemand het van een ander overneemt",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
LIST_SUCCESSIONS = Operation(
    code="succession.read",
    action="R",
    en="It was read who takes over from whom",
    nl="Er is bekeken wie het van wie overneemt",
    scope="cases",
    reaches=frozenset({Reach.CORE, Reach.FULL}),
    unknown=CaseUnknown,
)
