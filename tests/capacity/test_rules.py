"""When a judgement about capacity can have been made. Pure."""

from datetime import date, timedelta

import pytest

from chaincare.capacity import rules
from chaincare.capacity.model import JudgedLater


def test_a_judgement_was_made_by_today() -> None:
    today = date(2026, 11, 22)
    assert rules.judged(today, today=today) == today
    with pytest.raises(JudgedLater):
        rules.judged(today + timedelta(days=1), today=today)
