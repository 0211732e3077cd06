"""Which office hours can be set, and from when they hold. Pure."""

from datetime import UTC, date, datetime

import pytest

from chaincare.office_hours.model import CUSTOMARY
from chaincare.office_hours.rules import following
from chaincare.refusals import InputInvalid

NOW = datetime(2026, 12, 23, 23, 30, tzinfo=UTC)  # the 24th in Amsterdam


def test_they_hold_from_the_next_day_where_the_people_are() -> None:
    hours = following(CUSTOMARY, [(6, 600, 1440), (1, 0, 1)], NOW)
    assert (hours.holds_from, hours.set_at, hours.version) == (date(2026, 12, 25), NOW, 1)
    assert hours.days == ((0, 1), None, None, None, None, (600, 1440), None)
    assert following(hours, [], NOW).version == 2
    assert set(following(hours, [], NOW).days) == {None}


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ([(1, 600, 600)], ["/days/0/closes"]),
        ([(1, 600, 700), (2, 700, 600)], ["/days/1/closes"]),
        ([(1, 600, 1441)], ["/days/0/closes"]),
        ([(1, 1440, 1440)], ["/days/0/closes"]),
        ([(1, 600, 700), (1, 800, 900)], ["/days/1/weekday"]),
    ],
)
def test_work_ends_after_it_begins_and_a_day_is_named_once(
    days: list[tuple[int, int, int]], wrong: list[str]
) -> None:
    with pytest.raises(InputInvalid) as refused:
        following(CUSTOMARY, days, NOW)
    assert [one.pointer for one in refused.value.errors] == wrong
