"""The case: one client, one question, everyone who takes part."""

from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.cases.facts import HappeningKind
from chaincare.clients.model import Client
from chaincare.directory.model import Sector
from chaincare.parties.model import Circle, Role, Scope
from chaincare.refusals import Kind, Refusal

Power = Literal["convene", "contact", "guard_agreements", "decide"]
"""What a holder may do, and how he came to hold regie: regie's own words (regie/model.py), which lies above."""
HolderKind = Literal["agreed", "assigned", "interim", "temporary", "by_law"]


class CaseStatus(StrEnum):
    """Whether people work in the case."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSING = "closing"
    CLOSED = "closed"


class Consulted(StrEnum):
    """Whether the client was consulted about opening the case."""

    YES = "yes"
    LIMITED = "limited"
    NO = "no"


class Level(StrEnum):
    """Where the case stands; derived from its escalations, never stored (E1)."""

    BUURTWINKEL = "buurtwinkel"
    WINKELSTRAAT = "winkelstraat"


class Question(msgspec.Struct, frozen=True):
    """What it is about: the client's own words first, then the professional's."""

    own_words: str
    question: str
    occasion: str | None
    consulted: Consulted
    consulted_because: str | None
    evaluation_on: date | None = None
    restricted: bool = False
    """Whether this reader does not get the text, because it is restricted (AVG 18)."""


class AskedQuestion(msgspec.Struct, frozen=True):
    """An edition of the question: who put it so, and when. The first one came with the case."""

    question: Question
    version: int
    changed_by: UUID | None
    changed_at: datetime


class Party(msgspec.Struct, frozen=True):
    """Somebody who takes part now."""

    participation_id: UUID
    role: Role
    circle: Circle
    scope: Scope
    scope_from: datetime | None
    purpose: str
    since: datetime
    name: str | None
    function: str | None
    phone: str | None
    unit_id: UUID | None
    unit: str | None
    organisation: str | None
    sector: Sector | None


class Holder(msgspec.Struct, frozen=True):
    """Who directs the case now, and how to reach him. Behind a shield (S5) it is the coordinator, who takes no part."""

    participation_id: UUID | None
    name: str
    function: str
    phone: str | None
    organisation: str
    mandate: tuple[str, ...]
    kind: str
    since: datetime
    until: datetime | None
    client_id: UUID | None = None
    """The client's participation, when the client directs (R10): then all else is about the contact beside him."""


class Acting(msgspec.Struct, frozen=True):
    """Who acts in the holder's place while that one is absent, and until when at most (R9)."""

    participation_id: UUID
    name: str
    function: str
    phone: str | None
    organisation: str
    until: datetime | None


class CaseFile(msgspec.Struct, frozen=True):
    """A case as far as the wall showed it: what is None was not for this reader."""

    id: UUID
    reference: str
    status: CaseStatus
    opened_at: datetime
    level: Level
    client: Client | None
    question: Question | None
    holder: Holder | None
    parties: tuple[Party, ...]
    open_agreements: int
    overdue_agreements: int
    merged_into: UUID | None
    inventory_line_id: UUID | None = None


class Happening(msgspec.Struct, frozen=True):
    """One line of the timeline: that something happened, never its text. ``by_id`` is a participation, if known."""

    at: datetime
    kind: HappeningKind
    about: UUID
    by_id: UUID | None


class ReasonNeeded(Refusal):
    """Say why the client was not, or only in part, consulted."""

    kind = Kind.BAD_INPUT


class EvaluationInPast(Refusal):
    """The evaluation lies ahead: give today or a later date."""

    kind = Kind.BAD_INPUT


class NetworkUnknown(Refusal):
    """Your organisation is not a member of this network, so you cannot open a case in it."""

    kind = Kind.UNKNOWN


class NoList(Refusal):
    """There is no list for this login."""

    kind = Kind.UNKNOWN
