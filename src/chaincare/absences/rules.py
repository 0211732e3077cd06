"""When somebody is absent, as moments in Amsterdam. Pure."""

from datetime import date, datetime, timedelta
from uuid import UUID

from msgspec import structs

from chaincare.absences.model import (
    Absence,
    AbsenceKind,
    AbsenceOver,
    AbsenceUnfit,
    Span,
    Wanted,
    Weekday,
)
from chaincare.refusals import FieldError
from chaincare.workdays import day_in_amsterdam, end_of

LONGEST = timedelta(days=731)

_ONE_DAY = timedelta(days=1)


def spans(first: date, last: date, weekdays: frozenset[Weekday]) -> tuple[Span, ...]:
    """Give the moments of the days from the first to the last, those of these weekdays only where any are named."""
    if not weekdays:
        return ((end_of(first - _ONE_DAY), end_of(last)),)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple((end_of(day - _ONE_DAY), end_of(day)) for day in days if day.isoweekday() in weekdays)


def recorded(
    absence_id: UUID,
    professional_id: UUID,
    wanted: Wanted,
    *,
    by: UUID,
    at: datetime,
    before: Absence | None = None,
) -> Absence:
    """Decide what is recorded, in the place of what was recorded ``before`` where it corrects that.

    It begins today or later, or where the record began that it corrects. Raises AbsenceUnfit, AbsenceOver.
    """
    today = day_in_amsterdam(at)
    if before is not None and _is_over(before, at):
        raise AbsenceOver
    earliest = today if before is None else min(today, before.first)
    first = wanted.first or earliest
    if first < earliest:
        raise AbsenceUnfit(errors=[FieldError("/firstDate", f"Give {earliest} or a later day.")])
    if wanted.last is not None and not first <= wanted.last <= first + LONGEST:
        raise AbsenceUnfit(errors=[FieldError("/lastDate", f"Give a day from {first} to {first + LONGEST}.")])
    moments = _moments(wanted, first, at if before is None else min(at, end_of(first - _ONE_DAY)))
    if not moments:
        raise AbsenceUnfit(errors=[FieldError("/weekdays", "None of these days is in the period.")])
    corrects = None if before is None else before.id
    days = tuple(sorted(wanted.weekdays))
    return Absence(
        absence_id, professional_id, wanted.kind, first, wanted.last, days, by, at, corrects, spans=moments
    )


def ended(absence: Absence, at: datetime) -> Absence:
    """End an absence now: he is back, or it never began. Raises AbsenceOver."""
    if _is_over(absence, at):
        raise AbsenceOver
    return structs.replace(absence, ended_at=at)


def _moments(wanted: Wanted, first: date, since: datetime) -> tuple[Span, ...]:
    if wanted.kind is AbsenceKind.SUDDEN or wanted.last is None:
        return ((since, None if wanted.last is None else end_of(wanted.last)),)
    return spans(first, wanted.last, wanted.weekdays)


def _is_over(absence: Absence, at: datetime) -> bool:
    past = absence.last is not None and absence.last < day_in_amsterdam(at)
    return past or absence.ended_at is not None or absence.corrected_at is not None
