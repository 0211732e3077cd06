"""Which moments are an absence, and which records are none."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from chaincare.absences import rules
from chaincare.absences.model import Absence, AbsenceKind, AbsenceOver, AbsenceUnfit, Wanted, Weekday

NOW = datetime(2026, 3, 25, 10, tzinfo=UTC)  # a Wednesday
TODAY = date(2026, 3, 25)
ONE, WHO = UUID(int=1), UUID(int=2)
NO_DAYS: frozenset[Weekday] = frozenset()


def recorded(wanted: Wanted, before: Absence | None = None, at: datetime = NOW) -> Absence:
    return rules.recorded(ONE, WHO, wanted, by=WHO, at=at, before=before)


def period(first: date, last: date) -> Wanted:
    return Wanted(AbsenceKind.PERIOD, first, last)


def test_a_period_is_its_days_in_amsterdam_also_over_the_night_the_clock_moves() -> None:
    (span,) = recorded(period(date(2026, 3, 28), date(2026, 3, 29))).spans
    assert span == (datetime(2026, 3, 27, 23, tzinfo=UTC), datetime(2026, 3, 29, 22, tzinfo=UTC))
    assert span[1] is not None
    assert span[1] - span[0] == timedelta(hours=47)


def test_a_weekly_one_is_those_days_only() -> None:
    wanted = Wanted(AbsenceKind.WEEKLY, TODAY, date(2026, 4, 6), frozenset({Weekday.MONDAY}))
    absence = recorded(wanted)
    starts = [datetime(2026, 3, 29, 22, tzinfo=UTC), datetime(2026, 4, 5, 22, tzinfo=UTC)]
    assert [span[0] for span in absence.spans] == starts
    assert absence.weekdays == (Weekday.MONDAY,)
    with pytest.raises(AbsenceUnfit):
        recorded(Wanted(AbsenceKind.WEEKLY, TODAY, TODAY, frozenset({Weekday.MONDAY})))


def test_a_sudden_one_begins_now_with_or_without_an_end() -> None:
    assert recorded(Wanted(AbsenceKind.SUDDEN, None, None)).spans == ((NOW, None),)
    known = recorded(Wanted(AbsenceKind.SUDDEN, None, TODAY))
    assert known.spans == ((NOW, datetime(2026, 3, 25, 23, tzinfo=UTC)),)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 3, 24), date(2026, 3, 30)),
        (date(2026, 3, 30), date(2026, 3, 29)),
        (TODAY, TODAY + rules.LONGEST + timedelta(days=1)),
    ],
)
def test_what_began_before_today_ends_before_it_begins_or_lasts_too_long_is_none(
    first: date, last: date
) -> None:
    with pytest.raises(AbsenceUnfit):
        recorded(period(first, last))


def test_a_correction_may_begin_where_the_record_did_and_what_is_over_stays() -> None:
    absence = recorded(period(TODAY, date(2026, 4, 10)))
    later = NOW + timedelta(days=3)
    corrected = recorded(period(TODAY, date(2026, 4, 3)), absence, later)
    assert corrected.corrects_id == absence.id
    assert corrected.first == TODAY
    sudden = recorded(Wanted(AbsenceKind.SUDDEN, None, date(2026, 3, 26)), absence, later)
    assert sudden.spans == ((datetime(2026, 3, 24, 23, tzinfo=UTC), datetime(2026, 3, 26, 23, tzinfo=UTC)),)
    with pytest.raises(AbsenceUnfit):
        recorded(period(TODAY - timedelta(days=1), TODAY), absence, later)
    ended = rules.ended(absence, later)
    assert ended.ended_at == later
    for over, at in ((ended, later), (absence, NOW + timedelta(days=30))):
        with pytest.raises(AbsenceOver):
            rules.ended(over, at)
        with pytest.raises(AbsenceOver):
            recorded(period(TODAY, TODAY), over, at)
