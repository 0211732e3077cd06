"""Escalations: from buurtwinkel to winkelstraat, and back (E1-E5)."""

from datetime import date, datetime
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
    EXPIRED = "expired"


class TargetState(StrEnum):
    """Where one of the units asked stands.

    Lapsed: another one accepted first, or the request was withdrawn. Left out: named in a draft once, never asked.
    """

    DRAFT = "draft"
    REQUESTED = "requested"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    ENDED = "ended"
    LEFT_OUT = "left_out"


class Ball(StrEnum):
    """With whom the ball is (E4); a party is one person who takes part. Where regie is vacant, the requester moves."""

    REQUESTER = "requester"
    REGIE_HOLDER = "regie_holder"
    TARGET = "target"
    PARTY = "party"


class ConditionState(StrEnum):
    """Where something stands that must be there before help starts."""

    OPEN = "open"
    FULFILLED = "fulfilled"
    DROPPED = "dropped"


class AgeBand(StrEnum):
    """How old the client is, as roughly as a target needs; the bounds are those of the law (12, 16, 18)."""

    UNDER_4 = "age_0_3"
    UNDER_8 = "age_4_7"
    UNDER_12 = "age_8_11"
    UNDER_16 = "age_12_15"
    UNDER_18 = "age_16_17"
    UNDER_27 = "age_18_26"
    UNDER_67 = "age_27_66"
    OLDER = "age_67_up"


class SafetyHint(StrEnum):
    """What a target must know about safety before it answers."""

    NO_CONCERNS = "no_concerns"
    CONCERNS = "concerns"
    ACUTE = "acute"


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
    """What the requester asks for. Without a case there is no limit to speak of."""

    limit: Limit | None
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
    """What the network says of itself: areas large enough to be named, and which of the units asked may take part.

    ``own_unit`` is that of who asks: his direct colleagues are the buurtwinkel, not the winkelstraat.
    """

    areas: tuple[str, ...]
    units: frozenset[UUID]
    own_unit: UUID | None = None


class Standing(msgspec.Struct, frozen=True):
    """Where an escalation stands and with whom the ball is: what a fact makes of it. No ball: it is over.

    ``anew``: the ball came there now, also when it was there before.
    """

    state: State
    ball: Ball | None
    unit_id: UUID | None = None
    participation_id: UUID | None = None
    anew: bool = False


class Bridge(msgspec.Struct, frozen=True):
    """Who bridges the waiting time, and whether he agreed to that."""

    participation_id: UUID
    agreed: bool


class Escalation(msgspec.Struct, frozen=True):
    """An escalation as it stands, locked. ``version`` counts its facts.

    ``given_up``: who took it on ended it himself, and who asked has not thought again since.
    Without a case it is a consultation; ``requested_by`` is then the professional, else his participation.
    """

    id: UUID
    case_id: UUID | None
    help: Help
    urgent: bool
    requested_by: UUID
    grant: Grant | None
    state: State
    ball: Ball | None
    ball_unit_id: UUID | None
    version: int
    ball_participation_id: UUID | None = None
    bridge: Bridge | None = None
    converted_from: UUID | None = None
    given_up: bool = False


class Target(msgspec.Struct, frozen=True):
    """One of the units asked. ``question_at``: when it asked back what was not answered yet."""

    id: UUID
    unit_id: UUID
    state: TargetState
    participation_id: UUID | None = None
    expected_on: date | None = None
    question_at: datetime | None = None

    @property
    def waits_for_answer(self) -> bool:
        """Say whether an answer is still of use: not to a unit that lapsed meanwhile."""
        open_still = self.state in {TargetState.REQUESTED, TargetState.ACCEPTED}
        return open_still and self.question_at is not None


class Condition(msgspec.Struct, frozen=True):
    """Something that must be there before help starts, and who sees to it."""

    id: UUID
    owner_id: UUID
    state: ConditionState


class Seat(msgspec.Struct, frozen=True):
    """Who acts, and who directs the case at that moment."""

    own_id: UUID
    holder_id: UUID | None
    full: bool
