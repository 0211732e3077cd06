"""A line of an inventory: one person, known by name, who does not get, or threatens not to get, what he needs and is entitled to."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.clients.model import BirthPrecision
from chaincare.informing.model import NotYet, Told


class Situation(StrEnum):
    """What is the matter."""

    DOES_NOT_GET = "does_not_get"
    AT_RISK_OF_NOT_GETTING = "at_risk_of_not_getting"


class LineState(StrEnum):
    """Where a line stands. Of one that was erased nothing is shown."""

    OPEN = "open"
    CASE_OPENED = "case_opened"
    WITHDRAWN = "withdrawn"


class WithdrawnBecause(StrEnum):
    """Why a line was withdrawn: a catalogue, because nothing about the person stays."""

    GETS_WHAT_IS_NEEDED = "gets_what_is_needed"
    NOT_ENTITLED = "not_entitled"
    OBJECTED = "objected"
    OUT_OF_SIGHT = "out_of_sight"
    DECEASED = "deceased"
    RECORDED_WRONGLY = "recorded_wrongly"
    REPORTER_LEAVES = "reporter_leaves"


class LineBasis(msgspec.Struct, frozen=True):
    """What lets a unit keep this: the ground of AVG 6, the article that gives it, and an exception of AVG 9 or 10."""

    ground: str
    article: str
    exception: str | None


class Named(msgspec.Struct, frozen=True):
    """Whom a line is about, as a client is named; never by a number."""

    given_names: str
    prefix: str | None
    family_name: str | None
    call_name: str | None
    birth_date: date
    birth_precision: BirthPrecision


class Need(msgspec.Struct, frozen=True):
    """What he needs, what he is entitled to, and by which statute if that is known."""

    need: str
    entitlement: str
    article: str | None


class Reporter(msgspec.Struct, frozen=True):
    """Who put him on the inventory."""

    id: UUID
    name: str
    function: str


class InventoryLine(msgspec.Struct, frozen=True):
    """A line as it stands. ``person`` is there while it is open, ``need`` until it is withdrawn.

    ``last_on`` is the last day on which it is kept without a case.
    """

    id: UUID
    inventory_id: UUID
    unit_id: UUID
    state: LineState
    person: Named | None
    situation: Situation
    need: Need | None
    basis: LineBasis
    told_on: date | None
    review_on: date
    last_on: date
    withdrawn_because: WithdrawnBecause | None
    version: int
    reported_by: Reporter
    reported_at: datetime
    kept_from: tuple[UUID, ...] = ()
    """Who of the unit does not read it; once a case was opened, the case says so."""


class Reported(msgspec.Struct, frozen=True):
    """A line as it is written: under the id and the pseudonym that its entry made up."""

    id: UUID
    client: UUID
    informed_id: UUID
    person: Named
    situation: Situation
    need: Need
    basis: LineBasis
    what: Told | NotYet
    review_on: date
    last_on: date


class LineInformed(msgspec.Struct, frozen=True):
    """A fact about telling the person that he stands there; the newest counts."""

    id: UUID
    what: Told | NotYet
    recorded_by: UUID
    recorded_at: datetime
