"""Office hours as they travel."""

from collections.abc import Sequence
from typing import Annotated

import msgspec

from chaincare.absences.views import DayOfWeek
from chaincare.office_hours.model import OfficeHours
from chaincare.wire import Body, Day, Instant, View, shaped

TimeOfDay = Annotated[
    str,
    shaped(
        "(?:([01][0-9]|2[0-3]):[0-5][0-9]|24:00)",
        'Must be a time of day, as "07:30"; "24:00" is the end of the day.',
        max_length=5,
    ),
]
_WEEK = tuple(DayOfWeek)


class StateOfficeDay(Body):
    """On this day of the week there is work from when until when, as clocks in Amsterdam show it."""

    weekday: DayOfWeek
    opens: TimeOfDay
    closes: TimeOfDay


class SetOfficeHours(Body):
    """On which days of the week people work, and when; on a day that is not named, and on holidays, nobody is expected to."""

    days: Annotated[tuple[StateOfficeDay, ...], msgspec.Meta(max_length=7)]

    def wanted(self) -> list[tuple[int, int, int]]:
        """Give each day by its number, Monday is 1, and from when until when in minutes after midnight."""
        return [
            (_WEEK.index(one.weekday) + 1, _minutes(one.opens), _minutes(one.closes)) for one in self.days
        ]


class OfficeDayView(View):
    """On this day of the week there is work from when until when, as clocks in Amsterdam show it."""

    weekday: DayOfWeek
    opens: str
    closes: str


class OfficeHoursEdition(View):
    """What the office hours are from a day on, until the day of the edition that was set after it.

    `holdsFromDate` is null of what holds where nothing was set.
    """

    holds_from_date: Day | None
    set_at: Instant | None
    days: tuple[OfficeDayView, ...]


class OfficeHoursView(View):
    """All editions, the newest first: what stood out on a day is judged by the one that held on that day."""

    editions: tuple[OfficeHoursEdition, ...]


def hours_view(editions: Sequence[OfficeHours]) -> OfficeHoursView:
    """Show them."""
    return OfficeHoursView(editions=tuple(map(_edition_view, editions)))


def _edition_view(hours: OfficeHours) -> OfficeHoursEdition:
    days = tuple(
        OfficeDayView(weekday=weekday, opens=_clock(span[0]), closes=_clock(span[1]))
        for weekday, span in zip(_WEEK, hours.days, strict=True)
        if span is not None
    )
    return OfficeHoursEdition(holds_from_date=hours.holds_from, set_at=hours.set_at, days=days)


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
