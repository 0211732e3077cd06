"""Ages that a right depends on: 12, 16 and 18, told by a birth date or, where that does not say, decided by a person."""

from datetime import date, datetime
from enum import IntEnum
from uuid import UUID

import msgspec

from chaincare.access.model import CaseUnknown, Operation, Reach
from chaincare.clients.model import BirthPrecision
from chaincare.refusals import Kind, Refusal


class Age(IntEnum):
    """A birthday on which rights change."""

    TWELVE = 12
    SIXTEEN = 16
    EIGHTEEN = 18


class Birth(msgspec.Struct, frozen=True):
    """As much of a birth date as is known; of a month or year, ``on`` is the first day."""

    on: date
    precision: BirthPrecision


class AgeDecision(msgspec.Struct, frozen=True):
    """A person decided whether somebody has reached an age, because his birth date does not tell."""

    id: UUID
    age: Age
    reached: bool
    because: str
    decided_by: UUID
    decided_at: datetime


class AgeReview(msgspec.Struct, frozen=True):
    """What rested on another age was looked at again."""

    age: Age
    outcome: str
    reviewed_by: UUID
    reviewed_at: datetime


class Aged(msgspec.Struct, frozen=True):
    """What is known of somebody's age: his birth date, and the newest decision for each age."""

    birth: Birth
    decided: dict[Age, bool] = {}


class AnotherDecidesAge(Refusal):
    """That the client is not 16 after all is for another professional than decided that he is: of another unit, where one takes part."""

    kind = Kind.FORBIDDEN


class AgeIsKnown(Refusal):
    """The birth date says itself whether this age was reached: nobody has to decide. Correct the birth date if it is wrong."""

    kind = Kind.CONFLICT


class AgeNotReached(Refusal):
    """The client has not reached this age, so there is nothing to look at again yet."""

    kind = Kind.CONFLICT


class AlreadyReviewed(Refusal):
    """It was recorded already what came of looking at this again."""

    kind = Kind.CONFLICT


class AgeUndecided(Refusal):
    """The birth date does not say whether the client is 12 or 16 already: decide it first, at `age-decisions`."""

    kind = Kind.CONFLICT


_FULL = frozenset({Reach.FULL})

DECIDE_AGE = Operation(
    code="age.decided",
    action="C",
    en="It was decided whether the client has reached an age",
    nl="Er is besloten of de cliënt een leeftijd heeft bereikt",
    scope="cases",
    reaches=_FULL,
    unknown=CaseUnknown,
)
READ_AGES = Operation(
    code="ages.read",
    action="R",
    en="It was read which ages the client has reached",
    nl="Er is bekeken welke leeftijden de cliënt heeft bereikt",
    scope="cases",
    reaches=_FULL,
    unknown=CaseUnknown,
)
REVIEW_AGE = Operation(
    code="age.reviewed",
    action="C",
    en="Legal bases and consents were looked at again because of the client's age",
    nl="Rechtsgronden en toestemmingen zijn opnieuw bekeken vanwege de leeftijd van de cliënt",
    scope="cases",
    reaches=_FULL,
    unknown=CaseUnknown,
)
