"""When rows are due, how urgent that is, and in what order they stand. Pure."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from chaincare.workdays import add_working_days, day_in_amsterdam, end_of, is_working_day
from chaincare.worklist.lines import Counts, Position, Row, RunningTerms, Urgency

CONFIRMATION_DAYS = 10
"""Working days in which a report that an agreement was kept can be answered (A3)."""
OBJECTION_DAYS = 5
"""Working days in which somebody can say that he did not mean what a meeting recorded of him (A8)."""

SOON = timedelta(days=7)
"""Up to so far ahead something is due soon."""

COUNTED_MAX = 500
"""So many rows are counted; who has more has other worries than how many."""

_ONE_DAY = timedelta(days=1)


def running_since(now: datetime, working_days: int) -> datetime:
    """Give the first moment at which a term of so many working days can have begun that still runs now."""
    today = day = day_in_amsterdam(now)
    passed = 0
    while True:
        passed += day < today and is_working_day(day)
        if passed == working_days:
            return end_of(day - _ONE_DAY)
        day -= _ONE_DAY


def running_terms(now: datetime) -> RunningTerms:
    """Give which reports, and assents recorded by others, can still be answered now, and by when."""
    return _terms_on(day_in_amsterdam(now))


@lru_cache(maxsize=4)
def _terms_on(today: date) -> RunningTerms:
    """Say the same of a day: every moment of it gives the same."""
    now = end_of(today) - timedelta(microseconds=1)
    return RunningTerms(
        running_since(now, CONFIRMATION_DAYS),
        running_since(now, OBJECTION_DAYS),
        last_days(now, CONFIRMATION_DAYS),
        last_days(now, OBJECTION_DAYS),
    )


def last_days(now: datetime, working_days: int) -> tuple[date, ...]:
    """Give the last day of such a term that began today, yesterday, and so on: of all that still run."""
    day, ends = day_in_amsterdam(now), list[date]()
    first = day_in_amsterdam(running_since(now, working_days))
    while day >= first:
        ends.append(add_working_days(day, working_days))
        day -= _ONE_DAY
    return tuple(ends)


def is_overdue(day: date | None, today: date) -> bool:
    """Say whether a day has passed, where today is a day in Amsterdam; due today is not overdue (A4)."""
    return day is not None and day < today


def urgency_of(day: date | None, today: date) -> Urgency:
    """Say how urgent something is that is due on a day, in Amsterdam; it is overdue from the day after on (A4)."""
    if day is None:
        return Urgency.NO_TERM
    if day <= today:
        return Urgency.DUE_TODAY if day == today else Urgency.OVERDUE
    return Urgency.DUE_SOON if day <= today + SOON else Urgency.DUE_LATER


def days_left(day: date | None, today: date) -> int | None:
    """Count the days in Amsterdam until something is due: 0 on the day itself, less than 0 when it is overdue."""
    return None if day is None else (day - today).days


def position_in_list(due_on: date | None, one: UUID) -> tuple[date, UUID]:
    """Give the key that the list is sorted by: the day something is due, what has no term last; then since when it lies there.

    So what is overdue longest comes first. An id begins with since when, so ids are in that order. The key does not change
    with time: pages fit together at midnight too. The door sorts by the same.
    """
    return due_on or date.max, one


def count(rows: Sequence[Row], now: datetime) -> Counts:
    """Count what a question has for an answer, as far as its rows are shown.

    The door gives the first ``COUNTED_MAX`` for it, and those of the page.
    """
    shown = [one for one in rows[:COUNTED_MAX] if one.told is not None]
    today = day_in_amsterdam(now)
    days = [urgency_of(one.line.due_on, today) for one in shown]
    absent = {one.told.person.professional_id: one.told.person
              for one in shown if one.shown.acting and one.told and one.told.person}  # fmt: skip
    lie_with = Counter(
        one.told.person.professional_id for one in shown if one.shown.acting and one.told and one.told.person
    )
    return Counts(
        total=len(shown),
        overdue=days.count(Urgency.OVERDUE),
        due_today=days.count(Urgency.DUE_TODAY),
        kinds=Counter(one.line.kind for one in shown),
        standing_in={absent[one]: many for one, many in lie_with.items()},
        complete=len(rows) < COUNTED_MAX,
    )


def listed(rows: Sequence[Row], after: Position | None, limit: int) -> Sequence[Row]:
    """Take one page out of all rows, which are in the order of the list."""
    last = None if after is None else position_in_list(after.due_on, after.id)
    rest = [one for one in rows if last is None or position_in_list(one.line.due_on, one.line.id) > last]
    return rest[:limit]
