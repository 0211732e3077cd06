"""How late something is."""

from datetime import date

import pytest

from chaincare.overviews.rules import days_late

DUE = date(2028, 2, 28)


@pytest.mark.parametrize(
    ("today", "late"),
    [(date(2028, 2, 27), 0), (DUE, 0), (date(2028, 2, 29), 1), (date(2028, 3, 1), 2)],
)
def test_due_today_is_not_late(today: date, late: int) -> None:
    assert days_late(DUE, today) == late
