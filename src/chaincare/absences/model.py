"""When somebody is not at work: a period, a day of every week, or suddenly from now on. Never why."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import IntEnum, StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.refusals import Kind, Refusal

Span = tuple[datetime, datetime | None]
"""From a moment until another one, or with no end in sight."""


class AbsenceKind(StrEnum):
    """How it is known. ``sudden`` began when it was recorded."""

    PERIOD = "period"
    WEEKLY = "weekly"
    SUDDEN = "sudden"


class Weekday(IntEnum):
    """A day of the week, as ISO 8601 counts."""

    MONDAY = 1
    TUESDAY = 2
    WEDNESDAY = 3
    THURSDAY = 4
    FRIDAY = 5
    SATURDAY = 6
    SUNDAY = 7


class Wanted(msgspec.Struct, frozen=True):
    """What is to be recorded. A sudden one has no first day, and may have no last one."""

    kind: AbsenceKind
    first: date | None
    last: date | None
    weekdays: frozenset[Weekday] = frozenset()


class Absence(msgspec.Struct, frozen=True):
    """Somebody is not there at these moments, unless it ended earlier or another record took its place."""

    id: UUID
    professional_id: UUID
    kind: AbsenceKind
    first: date
    last: date | None
    weekdays: tuple[Weekday, ...]
    recorded_by: UUID
    recorded_at: datetime
    corrects_id: UUID | None = None
    ended_at: datetime | None = None
    corrected_at: datetime | None = None
    spans: Sequence[Span] = ()
    """Its moments: only of one that is recorded now; they are not read back."""


class NoAbsentee(Refusal):
    """There is nobody with this id whose absences you may see: they are shown to himself, and to who administers his network or organisation."""

    kind = Kind.UNKNOWN


class AbsenceUnknown(Refusal):
    """This professional has no absence with this id."""

    kind = Kind.UNKNOWN


class AbsenceOver(Refusal):
    """This absence is over, or another record took its place already: record a new one."""

    kind = Kind.CONFLICT


class AbsenceUnfit(Refusal):
    """These days are no absence: it begins today or later, has its last day on or after its first, lasts at most two years, and a weekly one falls on one of its days."""

    kind = Kind.BAD_INPUT


def _operation(code: str, action: str, en: str, nl: str) -> Operation:
    return Operation(
        code=code, action=action, en=en, nl=nl, scope="directory",  # type: ignore[arg-type]
        reaches=frozenset({Reach.DIRECTORY, Reach.ADMINISTRATION, Reach.ORGANISATION}), unknown=NoAbsentee,
    )  # fmt: skip


RECORD_ABSENCE = _operation(
    "absence.recorded",
    "C",
    "It was recorded when a professional is absent",
    "Er is vastgelegd wanneer een medewerker afwezig is",
)
LIST_ABSENCES = _operation(
    "absences.read",
    "R",
    "It was read when a professional is absent",
    "Er is bekeken wanneer een medewerker afwezig is",
)
END_ABSENCE = _operation(
    "absence.ended",
    "U",
    "It was recorded that a professional is back",
    "Er is vastgelegd dat een medewerker terug is",
)
CORRECT_ABSENCE = _operation(
    "absence.corrected",
    "U",
    "It was corrected when a professional is absent",
    "Er is gecorrigeerd wanneer een medewerker afwezig is",
)
