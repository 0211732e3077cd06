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


class Judge(msgspec.Struct, frozen=True):
    """Who judged: a professional of the directory, or somebody else with his profession (neither: a line of before)."""

    name: str
    professional_id: UUID | None = None
    profession: str | None = None


class CapacityStatement(msgspec.Struct, frozen=True):
    """A judgement as it was made; never changed. The newest for a subject counts.

    That somebody cannot decide something counts once a second professional confirmed it.
    """

    id: UUID
    subject: Subject
    outcome: CapacityOutcome
    judge: Judge
    judged_on: date
    statement: str
    recorded_by: UUID
    recorded_at: datetime
    confirmed_by: UUID | None = None
    confirmed_at: datetime | None = None
    counts: bool = True


class Second(msgspec.Struct, frozen=True):
    """Who confirms what another recorded, as far as matters: whether it is the same person, or of the same unit."""

    participation_id: UUID
    same_person: bool
    same_unit: bool
    other_units: bool
    """Professionals of another unit than that of the first have the whole file too."""


class JudgedLater(Refusal):
    """A judgement was made on a day that has come already: give today or an earlier day."""

    kind = Kind.BAD_INPUT


class JudgeUnknown(Refusal):
    """There is no such professional in this case's network: name one of the directory, or somebody else with his profession."""

    kind = Kind.BAD_INPUT


class CapacityStatementUnknown(Refusal):
    """There is no such statement in this case."""

    kind = Kind.UNKNOWN


class ConfirmationNotAwaited(Refusal):
    """Only that somebody cannot decide something is confirmed, and once: this counts, or was confirmed already."""

    kind = Kind.CONFLICT


class SecondNeeded(Refusal):
    """What one professional recorded is confirmed by another: of another unit, where one takes part with the whole file."""

    kind = Kind.FORBIDDEN


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
CONFIRM_CAPACITY = Operation(
    code="capacity.confirmed",
    action="U",
    en="A second professional confirmed that the client cannot decide something himself",
    nl="Een tweede professional heeft bevestigd dat de cliënt iets niet zelf kan beslissen",
    scope="cases",
    reaches=frozenset({Reach.FULL}),
    unknown=CaseUnknown,
)
