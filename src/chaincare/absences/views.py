"""Absences, as they are recorded and answered."""

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.absences.model import Absence, AbsenceKind, Wanted, Weekday
from chaincare.wire import Body, Instant, View


class DayOfWeek(StrEnum):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


Weekdays = Annotated[frozenset[DayOfWeek], msgspec.Meta(min_length=1, max_length=7)]


class AwayForPeriod(Body, tag="period", tag_field="kind"):
    """From the first day to the last, both included: leave, a course. Why is not asked and not kept."""

    first_date: date
    last_date: date


class AwayWeekly(Body, tag="weekly", tag_field="kind"):
    """On these days of every week, from the first date to the last."""

    first_date: date
    last_date: date
    weekdays: Weekdays


class AwaySuddenly(Body, tag="sudden", tag_field="kind"):
    """From now on, until the end of a day if one is known. Why is not asked and not kept."""

    last_date: date | None = None


AnyAbsence = AwayForPeriod | AwayWeekly | AwaySuddenly


class EndAbsence(Body):
    """He is back; an absence that had not begun does not come."""


class AbsenceView(View):
    """When somebody is not there. At `endedAt` he was back earlier; at `correctedAt` another record took its place."""

    id: UUID
    kind: AbsenceKind
    first_date: date
    last_date: date | None
    weekdays: tuple[DayOfWeek, ...]
    recorded_by: UUID
    recorded_at: Instant
    corrects_id: UUID | None
    ended_at: Instant | None
    corrected_at: Instant | None


class Absences(View):
    """A professional's absences, the last that was recorded first."""

    items: tuple[AbsenceView, ...]


def weekdays_of(days: frozenset[DayOfWeek]) -> frozenset[Weekday]:
    """Give days of the week in the words of the rules."""
    return frozenset(Weekday[day.name] for day in days)


def wanted_of(body: AnyAbsence) -> Wanted:
    """Give what is to be recorded in the words of the rules."""
    match body:
        case AwayForPeriod():
            return Wanted(AbsenceKind.PERIOD, body.first_date, body.last_date)
        case AwayWeekly():
            days = weekdays_of(body.weekdays)
            return Wanted(AbsenceKind.WEEKLY, body.first_date, body.last_date, days)
        case AwaySuddenly():
            return Wanted(AbsenceKind.SUDDEN, None, body.last_date)


def absence_view(absence: Absence) -> AbsenceView:
    """Show an absence."""
    return AbsenceView(
        id=absence.id,
        kind=absence.kind,
        first_date=absence.first,
        last_date=absence.last,
        weekdays=tuple(DayOfWeek[day.name] for day in absence.weekdays),
        recorded_by=absence.recorded_by,
        recorded_at=absence.recorded_at,
        corrects_id=absence.corrects_id,
        ended_at=absence.ended_at,
        corrected_at=absence.corrected_at,
    )
