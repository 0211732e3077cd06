"""Escalations: from buurtwinkel to winkelstraat, and back (E1-E5)."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import Purpose
from chaincare.parties.model import LegalBasis, Scope


class Limit(StrEnum):
    """Whether the buurtwinkel has reached the limit of what it can do, or is about to."""

    REACHED = "reached"
    IMMINENT = "imminent"


class Help(StrEnum):
    """``complement``: somebody joins with a specialism. ``strengthen``: a professional is helped, without identity (E3)."""

    COMPLEMENT = "complement"
    STRENGTHEN = "strengthen"


class State(StrEnum):
    """Where an escalation stands; a projection of its facts."""

    DRAFT = "draft"
    REQUESTED = "requested"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    STARTED = "started"
    FINISHED = "finished"
    BROKEN_OFF = "broken_off"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class TargetState(StrEnum):
    """Where one of the units asked stands. Lapsed: another one accepted first, or the request was withdrawn."""

    DRAFT = "draft"
    REQUESTED = "requested"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    ENDED = "ended"


class Ball(StrEnum):
    """With whom the ball is (E4). Where regie is vacant, the requester does what a holder would."""

    REQUESTER = "requester"
    REGIE_HOLDER = "regie_holder"
    TARGET = "target"


class AgeBand(StrEnum):
    """How old the client is, as roughly as a target needs; the bounds are those of the law (12, 16, 18)."""

    UNDER_4 = "0-3"
    UNDER_8 = "4-7"
    UNDER_12 = "8-11"
    UNDER_16 = "12-15"
    UNDER_18 = "16-17"
    UNDER_27 = "18-26"
    UNDER_67 = "27-66"
    OLDER = "67+"


class SafetyHint(StrEnum):
    """What a target must know about safety before it answers."""

    NO_CONCERNS = "no_concerns"
    CONCERNS = "concerns"
    ACUTE = "acute"


class Agreed(StrEnum):
    """Why the request may go out: the regie holder agrees, or nobody holds regie, or it cannot wait."""

    BY_HOLDER = "by_holder"
    VACANT = "vacant"
    URGENT = "urgent"


class Hints(msgspec.Struct, frozen=True):
    """What a target may know of the client before accepting, beside question and summary: from lists only (E2)."""

    age_band: AgeBand | None
    area: str | None
    language: str | None
    safety: SafetyHint | None


class Grant(msgspec.Struct, frozen=True):
    """What accepting a `complement` gives: exactly this scope, this purpose, on this legal basis in its three parts."""

    scope: Scope
    purpose: Purpose
    basis: LegalBasis


class Ask(msgspec.Struct, frozen=True):
    """What the requester asks for."""

    limit: Limit
    help: Help
    question: str
    summary: str
    hints: Hints
    urgent: bool
    wanted_on: date | None
    targets: tuple[UUID, ...]
    grant: Grant | None
    tried: str | None
    overrides: tuple[str, ...]


class Known(msgspec.Struct, frozen=True):
    """How the client could be recognised in a text: his names, and his birth date when it is known to the day."""

    names: tuple[str, ...]
    birth_date: date | None


class Region(msgspec.Struct, frozen=True):
    """What the network says of itself: areas large enough to be named, and which of the units asked may take part."""

    areas: tuple[str, ...]
    units: frozenset[UUID]


class Drafted(msgspec.Struct, frozen=True, tag="drafted", tag_field="kind"):
    """Put into words. ``overrides``: words of the client's name that the author insists are words here (E2)."""

    tried: str | None
    overrides: tuple[str, ...]
    holder_agrees: bool


class Requested(msgspec.Struct, frozen=True, tag="requested", tag_field="kind"):
    """Sent to its targets, and why that was allowed."""

    agreed: Agreed


class Accepted(msgspec.Struct, frozen=True, tag="accepted", tag_field="kind"):
    """One of the units asked takes it on. Waiting, when the start is expected later (E4)."""

    target: UUID
    expected_on: date | None
    waiting: bool


class Declined(msgspec.Struct, frozen=True, tag="declined", tag_field="kind"):
    """A unit asked does not take it on. The last one to do so declines the escalation."""

    target: UUID
    reason: str
    last: bool


class Started(msgspec.Struct, frozen=True, tag="started", tag_field="kind"):
    """The work begins. ``interim``: urgent while regie was vacant, so the requester holds it for now (R5)."""

    interim: bool


class FeedbackGiven(msgspec.Struct, frozen=True, tag="feedback_given", tag_field="kind"):
    """What the specialist says back (E5)."""

    text: str


class Finished(msgspec.Struct, frozen=True, tag="finished", tag_field="kind"):
    """Ended after feedback."""

    reason: str | None


class BrokenOff(msgspec.Struct, frozen=True, tag="broken_off", tag_field="kind"):
    """Ended without feedback, with the reason."""

    reason: str


class Withdrawn(msgspec.Struct, frozen=True, tag="withdrawn", tag_field="kind"):
    """Taken back before anybody accepted."""

    reason: str


Fact = Drafted | Requested | Accepted | Declined | Started | FeedbackGiven | Finished | BrokenOff | Withdrawn


class Standing(msgspec.Struct, frozen=True):
    """Where an escalation stands and with whom the ball is: what a fact makes of it. No ball: it is over."""

    state: State
    ball: Ball | None
    unit_id: UUID | None = None


class Escalation(msgspec.Struct, frozen=True):
    """An escalation as it stands, locked. ``version`` counts its facts."""

    id: UUID
    case_id: UUID
    help: Help
    urgent: bool
    requested_by: UUID
    grant: Grant | None
    state: State
    ball: Ball | None
    ball_unit_id: UUID | None
    version: int


class Target(msgspec.Struct, frozen=True):
    """One of the units asked."""

    id: UUID
    unit_id: UUID
    state: TargetState
    participation_id: UUID | None = None
    expected_on: date | None = None


class Seat(msgspec.Struct, frozen=True):
    """Who acts, and who directs the case at that moment."""

    own_id: UUID
    holder_id: UUID | None
    full: bool
