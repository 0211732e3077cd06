"""When rows are due, how urgent that is and in what order they stand: the pure part, with the nights that are not of 24 hours."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worklist.test_rules import MONDAY, item, person, shown

from chaincare.access.model import Reach
from chaincare.workdays import add_working_days, day_in_amsterdam, term_ends
from chaincare.worklist.lines import Lies, Position, Row, Told, Urgency
from chaincare.worklist.model import ItemKind, Shown
from chaincare.worklist.terms import (
    COUNTED_MAX,
    count,
    days_left,
    is_overdue,
    last_days,
    listed,
    position_in_list,
    running_since,
    running_terms,
    urgency_of,
)

MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@given(MOMENTS, st.integers(1, 12))
def test_a_term_that_began_at_that_moment_still_runs_and_one_before_it_does_not(
    now: datetime, days: int
) -> None:
    first = running_since(now, days)
    assert term_ends(first, days) > now
    assert term_ends(first - timedelta(microseconds=1), days) <= now


@given(MOMENTS, st.integers(1, 12))
def test_of_every_day_on_which_a_running_term_can_have_begun_its_last_day_is_told(
    now: datetime, days: int
) -> None:
    today = day_in_amsterdam(now)
    ends = last_days(now, days)
    assert len(ends) == (today - day_in_amsterdam(running_since(now, days))).days + 1
    for ago, last in enumerate(ends):
        assert last == add_working_days(today - timedelta(days=ago), days) >= today


def test_a_report_and_an_assent_run_for_their_own_number_of_working_days() -> None:
    now = datetime(2026, 3, 16, 9, tzinfo=UTC)
    running = running_terms(now)
    assert (running.confirmable, running.objectable) == (running_since(now, 10), running_since(now, 5))
    assert (running.confirm_by[0], running.object_by[0]) == (date(2026, 3, 30), date(2026, 3, 23))


def test_easter_and_kings_day_do_not_count() -> None:
    # Friday 3 and Monday 6 April 2026 are Easter's, Monday 27 April is Koningsdag.
    assert last_days(datetime(2026, 4, 2, 12, tzinfo=UTC), 10)[0] == date(2026, 4, 20)
    assert last_days(datetime(2026, 4, 20, 12, tzinfo=UTC), 10)[0] == date(2026, 5, 6)


# The day in Amsterdam: one hour behind UTC's midnight in winter, two in summer, and the two nights between.
NIGHTS = [
    # in summer 22:00Z is midnight: 23:30Z is tomorrow already
    ("2026-07-01T21:59:59.999999+00:00", "2026-07-01", Urgency.DUE_TODAY, 0),
    ("2026-07-01T22:00:00+00:00", "2026-07-01", Urgency.OVERDUE, -1),
    ("2026-07-01T23:30:00+00:00", "2026-07-02", Urgency.DUE_TODAY, 0),
    # in winter 23:00Z is
    ("2026-01-14T22:59:00+00:00", "2026-01-14", Urgency.DUE_TODAY, 0),
    ("2026-01-14T23:30:00+00:00", "2026-01-14", Urgency.OVERDUE, -1),
    # the night of 29 March has 23 hours: it begins at 23:00Z and ends at 22:00Z
    ("2026-03-28T22:59:59+00:00", "2026-03-28", Urgency.DUE_TODAY, 0),
    ("2026-03-28T23:00:00+00:00", "2026-03-29", Urgency.DUE_TODAY, 0),
    ("2026-03-29T00:59:59+00:00", "2026-03-29", Urgency.DUE_TODAY, 0),
    ("2026-03-29T01:00:00+00:00", "2026-03-30", Urgency.DUE_SOON, 1),
    ("2026-03-29T21:59:59+00:00", "2026-03-29", Urgency.DUE_TODAY, 0),
    ("2026-03-29T22:00:00+00:00", "2026-03-29", Urgency.OVERDUE, -1),
    # the one of 25 October has 25: it begins at 22:00Z and ends at 23:00Z
    ("2026-10-24T21:59:59+00:00", "2026-10-25", Urgency.DUE_SOON, 1),
    ("2026-10-24T22:00:00+00:00", "2026-10-25", Urgency.DUE_TODAY, 0),
    ("2026-10-25T00:30:00+00:00", "2026-10-25", Urgency.DUE_TODAY, 0),
    ("2026-10-25T01:30:00+00:00", "2026-10-25", Urgency.DUE_TODAY, 0),
    ("2026-10-25T22:59:59+00:00", "2026-10-25", Urgency.DUE_TODAY, 0),
    ("2026-10-25T23:00:00+00:00", "2026-10-25", Urgency.OVERDUE, -1),
    # a leap day, and the day after February in the years without one
    ("2028-02-29T12:00:00+00:00", "2028-02-29", Urgency.DUE_TODAY, 0),
    ("2028-02-29T23:30:00+00:00", "2028-02-29", Urgency.OVERDUE, -1),
    ("2028-02-28T12:00:00+00:00", "2028-03-01", Urgency.DUE_SOON, 2),
    ("2026-02-28T12:00:00+00:00", "2026-03-01", Urgency.DUE_SOON, 1),
    # the turn of the year, an hour before that of UTC
    ("2026-12-31T22:59:00+00:00", "2026-12-31", Urgency.DUE_TODAY, 0),
    ("2026-12-31T23:00:00+00:00", "2026-12-31", Urgency.OVERDUE, -1),
    ("2026-12-31T23:00:00+00:00", "2027-01-01", Urgency.DUE_TODAY, 0),
    # a week ahead is soon, a day more is later; also over a night of 23 hours
    ("2026-03-25T12:00:00+00:00", "2026-04-01", Urgency.DUE_SOON, 7),
    ("2026-03-25T12:00:00+00:00", "2026-04-02", Urgency.DUE_LATER, 8),
]


@pytest.mark.parametrize(("now", "due", "urgency", "left"), NIGHTS)
def test_how_urgent_it_is_goes_by_the_day_in_amsterdam(
    now: str, due: str, urgency: Urgency, left: int
) -> None:
    day, today = date.fromisoformat(due), day_in_amsterdam(at(now))
    assert (urgency_of(day, today), days_left(day, today)) == (urgency, left)
    assert is_overdue(day, today) is (urgency is Urgency.OVERDUE)


def test_what_has_no_term_is_never_overdue() -> None:
    today = MONDAY.date()
    assert (urgency_of(None, today), days_left(None, today), is_overdue(None, today)) == (
        Urgency.NO_TERM,
        None,
        False,
    )


@given(DAYS, DAYS, MOMENTS)
def test_the_list_is_in_the_order_of_urgency_at_whatever_moment(
    one: date | None, other: date | None, now: datetime
) -> None:
    first, last = sorted((one, other), key=lambda day: position_in_list(day, UUID(int=1)))
    order, today = list(Urgency), day_in_amsterdam(now)
    assert order.index(urgency_of(first, today)) <= order.index(urgency_of(last, today))


def row(number: int, due_on: date | None, *, told: bool = True, acting_for: UUID | None = None) -> Row:
    lies = Lies.ACTING if acting_for else Lies.ME
    absent = None if acting_for is None else person(UUID(int=50 + number), professional_id=acting_for)
    names = Told(absent, None, None, "A", None) if told else None
    line = item(ItemKind.AGREEMENT_TO_CARRY_OUT, id=UUID(int=number), due_on=due_on, lies=lies)
    how = (
        shown(Reach.FULL) if acting_for is None else Shown(Reach.FULL, None, None, with_you=True, acting=True)
    )
    return Row(line, how, names)


def test_a_page_begins_after_the_last_row_of_the_one_before_also_when_that_is_gone() -> None:
    day = date(2026, 4, 1)
    rows = [row(4, day), row(6, day), row(1, day + timedelta(days=1)), row(2, None), row(3, None)]
    walked, after = [], None
    while page := listed(rows, after, 2):
        walked += [one.line.id.int for one in page]
        after = Position(page[-1].line.due_on, page[-1].line.id)
    assert walked == [4, 6, 1, 2, 3]
    assert [one.line.id.int for one in listed(rows, Position(day, UUID(int=5)), 9)] == [6, 1, 2, 3]


def test_what_is_counted_is_what_is_shown() -> None:
    absent, other = UUID(int=91), UUID(int=92)
    rows = [
        row(1, date(2026, 3, 29), acting_for=absent),
        row(2, date(2026, 3, 30), acting_for=absent),
        row(3, date(2026, 3, 1), told=False),
        row(4, None, acting_for=other),
        row(5, date(2026, 3, 31)),
    ]
    counts = count(rows, MONDAY)
    assert (counts.total, counts.overdue, counts.due_today, counts.complete) == (4, 1, 1, True)
    assert counts.kinds == {ItemKind.AGREEMENT_TO_CARRY_OUT: 4}
    assert {one.professional_id: many for one, many in counts.standing_in.items()} == {absent: 2, other: 1}


def test_more_than_so_many_are_not_counted() -> None:
    counts = count([row(number, None) for number in range(COUNTED_MAX + 3)], MONDAY)
    assert (counts.total, counts.complete) == (COUNTED_MAX, False)
