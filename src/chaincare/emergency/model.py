"""Emergency access: who got in at night, by what, for how long, and what came of it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

import msgspec

CRISIS_LASTS = timedelta(hours=72)
REVIEW_DAYS = 5
"""Working days after the hours of an access have passed in which it is reviewed."""
UNITS_MAX = 100


class UnitKind(StrEnum):
    """What kind of unit the covenant names."""

    CRISIS_TEAM = "crisis_team"
    ON_CALL = "on_call"
    VEILIG_THUIS = "veilig_thuis"


class FoundBy(StrEnum):
    """By which exact identifier."""

    BSN = "bsn"
    NAME = "name"
    REFERENCE = "reference"


class ReasonCode(StrEnum):
    """Why somebody has to know now; each stands on a ground in law (`GROUNDS`)."""

    DANGER_TO_LIFE = "danger_to_life"
    VIOLENCE_AT_HOME = "violence_at_home"
    CHILD_IN_DANGER = "child_in_danger"
    CRISIS_MEASURE = "crisis_measure"
    MISSING = "missing"


class Ground(NamedTuple):
    """What allows it: the AVG ground with its article in the law of the task, and the exception for special data."""

    ground: str
    article: str
    exception: str


GROUNDS: Mapping[ReasonCode, Ground] = {
    ReasonCode.DANGER_TO_LIFE: Ground("avg-6-1-d", "AVG 6(1)(d)", "avg-9-2-c"),
    ReasonCode.VIOLENCE_AT_HOME: Ground("avg-6-1-e", "Wmo 2015 4.1.1", "avg-9-2-g"),
    ReasonCode.CHILD_IN_DANGER: Ground("avg-6-1-e", "Jeugdwet 7.3.11", "avg-9-2-g"),
    ReasonCode.CRISIS_MEASURE: Ground("avg-6-1-c", "Wvggz 7:1", "avg-9-2-h"),
    ReasonCode.MISSING: Ground("avg-6-1-d", "AVG 6(1)(d)", "avg-9-2-c"),
}
CRISIS_GROUNDS = frozenset({"avg-6-1-c", "avg-6-1-d", "avg-6-1-e"})
"""A crisis participation stands on a statutory duty or task, or on vital interests: never on consent."""


class ReviewOutcome(StrEnum):
    """What the reviewer found."""

    JUSTIFIED = "justified"
    UNJUSTIFIED = "unjustified"
    REPORTED_AS_BREACH = "reported_as_breach"


class FactKind(StrEnum):
    """What can happen to an access."""

    ENDED = "ended"
    NOTED = "noted"
    ACKNOWLEDGED = "acknowledged"
    CRISIS_BEGUN = "crisis_begun"
    REVIEWED = "reviewed"
    DISCLOSED = "disclosed"


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened, by which professional."""

    kind: FactKind
    by_id: UUID
    at: datetime
    about: UUID | None = None
    until_at: datetime | None = None
    outcome: ReviewOutcome | None = None
    reason: str | None = None


class Access(msgspec.Struct, frozen=True, kw_only=True):
    """One access, with everything that happened to it so far."""

    id: UUID
    case_id: UUID
    professional_id: UUID
    unit_id: UUID
    found_by: FoundBy
    reason_code: ReasonCode
    began_at: datetime
    until_at: datetime
    review_on: date
    facts: tuple[Fact, ...] = ()

    def fact(self, kind: FactKind) -> Fact | None:
        """Give the latest thing of a kind that happened."""
        return next((one for one in reversed(self.facts) if one.kind is kind), None)


class Stop(StrEnum):
    """How an access came to its end."""

    EXPIRED = "expired"
    ENDED = "ended"


class Active(msgspec.Struct, frozen=True):
    """It runs until then."""

    until_at: datetime


class InCrisis(msgspec.Struct, frozen=True):
    """It is over; the crisis participation that came of it runs until then, and is reviewed together with it."""

    stop: Stop
    stopped_at: datetime
    until_at: datetime


class ToReview(msgspec.Struct, frozen=True):
    """It is over, and somebody has to say whether it was right."""

    stop: Stop
    stopped_at: datetime
    review_on: date
    overdue: bool


class Reviewed(msgspec.Struct, frozen=True):
    """Somebody said whether it was right."""

    stop: Stop
    stopped_at: datetime
    outcome: ReviewOutcome


State = Active | InCrisis | ToReview | Reviewed


class NamedUnit(msgspec.Struct, frozen=True):
    """A unit with its number day and night; with a kind it may get in by emergency."""

    unit: UUID
    kind: UnitKind | None
    phone: str


class EmergencySettings(msgspec.Struct, frozen=True):
    """What a network arranged. Version 0 is what holds while nobody arranged anything: no unit may get in."""

    units: tuple[NamedUnit, ...] = ()
    hours: int = 2
    daily_limit: int = 3
    version: int = 0
