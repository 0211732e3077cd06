"""Terms in working days, around the days that are none."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.workdays import (
    add_working_days,
    closed_until,
    day_in_amsterdam,
    end_of,
    is_working_day,
    term_ends,
)

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2026, 3, 2), 5, date(2026, 3, 9)),
        (date(2026, 3, 7), 1, date(2026, 3, 9)),  # begun on a Saturday
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # Good Friday, Easter, Easter Monday
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # King's Day
        (date(2026, 5, 4), 1, date(2026, 5, 6)),  # Liberation Day, also when it is no lustrum
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2026, 4, 27), 0, date(2026, 4, 27)),
    ],
)
def test_a_term_counts_working_days_only(day: date, n: int, expected: date) -> None:
    assert add_working_days(day, n) == expected


CLOSED = frozenset(
    map(date.fromisoformat, ("2026-12-24", "2026-12-28", "2026-12-29", "2026-12-30", "2026-12-31"))
)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2026, 12, 22), 1, date(2026, 12, 23)),
        (date(2026, 12, 22), 2, date(2027, 1, 4)),  # closed from Christmas Eve until the new year
        (date(2026, 12, 27), 5, date(2027, 1, 8)),  # begun while closed
        (date(2028, 2, 28), 1, date(2028, 2, 29)),
        (date(2026, 3, 28), 1, date(2026, 3, 30)),  # over the night the clock goes forward
        (date(2026, 10, 24), 1, date(2026, 10, 26)),  # and back
    ],
)
def test_a_term_does_not_count_the_days_on_which_they_are_closed(day: date, n: int, expected: date) -> None:
    assert add_working_days(day, n, CLOSED) == expected


@pytest.mark.parametrize(
    ("day", "until"),
    [
        (date(2026, 12, 23), None),
        (date(2026, 12, 24), date(2026, 12, 31)),  # over Christmas and a weekend
        (date(2026, 12, 25), None),  # a holiday closes everybody
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_closure_runs_on_over_weekends_and_holidays(day: date, until: date | None) -> None:
    assert closed_until(day, CLOSED) == until


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2026, 1, 5), datetime(2026, 1, 5, 23, tzinfo=UTC)),
        (date(2026, 7, 6), datetime(2026, 7, 6, 22, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),  # summer begins
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),  # summer ends
    ],
)
def test_a_day_ends_where_the_people_are(day: date, ends: datetime) -> None:
    assert end_of(day) == ends


def test_a_summer_evening_in_utc_is_already_tomorrow() -> None:
    at = datetime(2026, 7, 6, 23, 30, tzinfo=UTC)
    assert day_in_amsterdam(at) == date(2026, 7, 7)
    assert term_ends(at, 1) == end_of(date(2026, 7, 8))


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="forward"):
        add_working_days(date(2026, 1, 1), -1)
    with pytest.raises(ValueError, match="local time"):
        day_in_amsterdam(datetime(2026, 1, 1))  # noqa: DTZ001


@given(DAYS, st.integers(1, 30))
def test_exactly_so_many_working_days_lie_in_a_term(day: date, n: int) -> None:
    last = add_working_days(day, n)
    between = [day + timedelta(days=passed) for passed in range(1, (last - day).days + 1)]
    assert sum(map(is_working_day, between)) == n
    assert is_working_day(last)


@given(DAYS)
def test_a_day_ends_when_the_next_begins(day: date) -> None:
    assert day_in_amsterdam(end_of(day)) == day + timedelta(days=1)
    assert day_in_amsterdam(end_of(day) - timedelta(microseconds=1)) == day
