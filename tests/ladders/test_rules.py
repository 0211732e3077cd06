"""How far a timer has climbed, and when it goes on: tables, and what holds for any."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.ladders.model import LadderDays, Rung, SilenceDays, Timer, TimerKind
from chaincare.ladders.rules import LADDERS, climb, expired_before

DAYS = LadderDays(3, 5, 10)
ABOUT = UUID(int=7)


def timer(due: str, kind: TimerKind = TimerKind.AGREEMENT, *, term: int = 0, rungs: int = 0) -> Timer:
    return Timer(kind, ABOUT, date.fromisoformat(due), term, rungs, DAYS)


@pytest.mark.parametrize(
    ("due", "today", "rungs", "next_on"),
    [
        ("2026-11-02", "2026-11-02", 0, "2026-11-03"),  # due today is not overdue
        ("2026-11-02", "2026-11-03", 1, "2026-11-06"),
        ("2026-11-02", "2026-11-05", 1, "2026-11-06"),
        ("2026-11-02", "2026-11-06", 2, "2026-11-10"),  # three working days have passed
        ("2026-11-02", "2026-11-10", 3, "2026-11-17"),  # over a weekend
        ("2026-11-02", "2026-11-17", 4, None),
        ("2026-11-02", "2027-11-02", 4, None),  # a clock that jumps a year
        ("2026-03-27", "2026-03-28", 1, "2026-04-02"),  # into the night the clock goes forward
        ("2026-03-31", "2026-04-07", 1, "2026-04-08"),  # Good Friday and Easter Monday are no working days
        ("2026-04-24", "2026-04-29", 1, "2026-05-01"),  # Koningsdag on a Monday
        ("2025-04-30", "2025-05-06", 1, "2025-05-07"),  # 5 May counts as a holiday every year
        ("2028-02-29", "2028-03-01", 1, "2028-03-04"),  # a leap day
        ("2026-10-23", "2026-10-29", 2, "2026-10-31"),  # over the night the clock goes back
    ],
)
def test_a_rung_is_due_when_its_working_days_have_passed(
    due: str, today: str, rungs: int, next_on: str | None
) -> None:
    found = climb(timer(due), date.fromisoformat(today))
    assert (found.rungs, found.next_on and str(found.next_on)) == (rungs, next_on)
    assert found.taken == LADDERS[TimerKind.AGREEMENT][:rungs]


def test_days_on_which_the_case_stood_still_count_for_no_rung() -> None:
    still = frozenset(date(2026, 11, 4) + timedelta(days=day) for day in range(20))
    paused = Timer(TimerKind.AGREEMENT, ABOUT, date(2026, 11, 2), 0, 1, DAYS, still=still)
    found = climb(paused, date(2026, 11, 25))  # on the 24th it goes on: the 3rd, the 24th and the 25th
    assert (found.taken, found.next_on) == ((), date(2026, 11, 26))
    assert climb(paused, date(2026, 11, 26)).taken == (Rung.REGIE_HOLDER,)


def test_a_term_of_its_own_runs_before_the_ladder_begins() -> None:
    asked = timer("2026-11-02", TimerKind.ESCALATION_QUESTION, term=5)
    assert climb(asked, date(2026, 11, 9)).taken == ()
    found = climb(asked, date(2026, 11, 10))
    assert (found.taken, found.since_on) == ((Rung.RESPONSIBLE,), date(2026, 11, 9))


def test_silence_reaches_the_coordinator_and_management_the_day_after() -> None:
    found = climb(timer("2026-11-06", TimerKind.ESCALATION_ANSWER), date(2026, 11, 7))
    assert found.taken == (Rung.COORDINATOR, Rung.MANAGEMENT)
    assert found.next_on is None


def test_what_nobody_answered_never_goes_over_his_head_to_his_management() -> None:
    for asked in (TimerKind.AGREEMENT_ANSWER, TimerKind.PRECONDITION_ANSWER):
        assert Rung.MANAGEMENT not in LADDERS[asked]
    assert set(LADDERS[TimerKind.NEEDED_PARTY]) == {Rung.RESPONSIBLE, Rung.REGIE_HOLDER}


@given(
    kind=st.sampled_from(TimerKind),
    due=st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    looks=st.lists(st.integers(0, 60), min_size=1, max_size=12),
)
def test_however_often_it_is_looked_every_rung_is_taken_once_and_in_order(
    kind: TimerKind, due: date, looks: list[int]
) -> None:
    taken: list[Rung] = []
    rungs, next_on, today = 0, due, due
    for step in sorted(looks):
        today = due + timedelta(days=step)
        found = climb(Timer(kind, ABOUT, due, 0, rungs, DAYS), today)
        assert not found.taken or today >= next_on
        taken += found.taken
        rungs = found.rungs
        if found.next_on is None:
            break
        assert found.next_on > today
        next_on = found.next_on
    assert tuple(taken) == LADDERS[kind][: len(taken)]
    assert tuple(taken) == climb(Timer(kind, ABOUT, due, 0, 0, DAYS), today).taken


def test_a_network_may_wait_before_a_silence_goes_on() -> None:
    waiting = Timer(
        TimerKind.ESCALATION_ANSWER, ABOUT, date(2026, 11, 6), 0, 0, DAYS, SilenceDays(1, 3)
    )  # a Friday
    assert climb(waiting, date(2026, 11, 9)).taken == ()
    assert climb(waiting, date(2026, 11, 10)).taken == (Rung.COORDINATOR,)
    assert climb(waiting, date(2026, 11, 12)).taken == (Rung.COORDINATOR, Rung.MANAGEMENT)


@pytest.mark.parametrize(
    ("today", "day"),
    [
        ("2026-03-31", "2026-03-02"),  # the twentieth working day after it was yesterday
        ("2026-05-07", "2026-04-06"),  # Easter Monday, Koningsdag and 5 May do not count
        ("2026-04-07", "2026-03-05"),
    ],
)
def test_a_request_ends_by_itself_when_its_last_day_is_twenty_working_days_past(today: str, day: str) -> None:
    assert str(expired_before(date.fromisoformat(today))) == day
