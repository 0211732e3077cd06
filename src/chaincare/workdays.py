"""Terms in working days: which days those are in the Netherlands, and when such a day ends in Amsterdam. Pure.

Holidays are those of the Algemene termijnenwet (art. 3): Good Friday and 5 May count every year.
"""

from calendar import monthrange
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_HOLIDAYS = holidays.country_holidays("NL", categories=("public", "optional"))


def day_in_amsterdam(at: datetime) -> date:
    """Give the calendar day that a moment falls on where the people are. Raises ValueError for a local time."""
    if at.tzinfo is None:
        raise ValueError("a local time is no instant")
    return at.astimezone(AMSTERDAM).date()


def months_after(day: date, months: int) -> date:
    """Give the same day so many months later; where that month has no such day, its last one (Regulation 1182/71)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def is_working_day(day: date, closed: Collection[date] = ()) -> bool:
    """Say whether people work on this day: not at the weekend, not on a holiday, nor while they are ``closed``."""
    return day.weekday() < _SATURDAY and day not in _HOLIDAYS and day not in closed


def is_holiday(day: date) -> bool:
    """Say whether this day is a holiday, on whatever day of the week."""
    return day in _HOLIDAYS


def add_working_days(day: date, n: int, closed: Collection[date] = ()) -> date:
    """Give the ``n``-th working day after this one. The day itself never counts; with 0 it is given back as it is.

    ``closed``: days on which who has the term is closed beside the holidays.
    """
    if n < 0:
        raise ValueError("a term runs forward")
    while n > 0:
        day += _ONE_DAY
        n -= is_working_day(day, closed)
    return day


def closed_until(day: date, closed: Collection[date]) -> date | None:
    """Give the last day of a closure that runs on this day, over weekends and holidays; None while they are open."""
    if day not in closed:
        return None
    last = day
    while not is_working_day(day + _ONE_DAY, closed):
        day += _ONE_DAY
        last = day if day in closed else last
    return last


def end_of(day: date) -> datetime:
    """Give the moment, in UTC, at which this day has just ended in Amsterdam: what is due today is not overdue."""
    return datetime.combine(day + _ONE_DAY, time(), AMSTERDAM).astimezone(UTC)


def term_ends(at: datetime, working_days: int) -> datetime:
    """Give the moment a term of so many working days ends that begins now: the end of its last day, in UTC."""
    return end_of(add_working_days(day_in_amsterdam(at), working_days))
