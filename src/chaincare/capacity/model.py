"""Capacity statements: who judged whether somebody can decide what for himself."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import CaseUnknown, Operation, Reach
from chaincare.refusals import Kind, Refusal


class Subject(StrEnum):
    """For what: somebody who cannot oversee his money may well decide who knows what of him."""

    HELP = "help"
    SHARING = "sharing"
    HEALTH_CARE = "health_care"
    MONEY = "money"
    LIVING = "living"
    REGIE = "regie"


class CapacityOutcome(StrEnum):
    """What was judged."""

    CAPABLE = "capable"
    CAPABLE_WITH_SUPPORT = "capable_with_support"
    NOT_CAPABLE = "not_capable"


class CapacityStatement(msgspec.Struct, frozen=True):
    """A judgement as it was made; never changed. The newest for a subject counts."""

    id: UUID
    subject: Subject
    outcome: CapacityOutcome
    judged_by: str
    judged_on: date
    statement: str
    recorded_by: UUID
    recorded_at: datetime
    counts: bool = True


class JudgedLater(Refusal):
    """A judgement was made on a day that has come already: give today or an earlier day."""

    kind = Kind.BAD_INPUT


STATE_CAPACITY = Operation(
    code="capacity.stated",
    action="C",
    en="It was recorded whether the client can decide something himself",
    nl="Er is vastgelegd of de cliënt iets zelf kan beslissen",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
LIST_CAPACITY = Operation(
    code="capacity.read",
    action="R",
    en="It was read whether the client can decide something himself",
    nl="Er is bekeken of de cliënt iets zelf kan beslissen",
    scope="cases",
    reaches=frozenset({Reach.FULL, Reach.CLIENT}),
    unknown=CaseUnknown,
)
