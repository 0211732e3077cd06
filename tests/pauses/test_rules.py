"""Who lets a case stand still, and until when."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from chaincare.access.model import Reach
from chaincare.parties.model import Circle, Seat
from chaincare.pauses import rules
from chaincare.pauses.model import Pause, PausedBecause, PauseOver, PausingNotYours, ResumesUnfit

NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
OWN, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("holder", "acting", "reach", "in_own_name", "may"),
    [
        (OWN, False, Reach.CORE, True, True),
        (OTHER, True, Reach.CORE, True, True),
        (OTHER, False, Reach.FULL, True, False),
        (None, False, Reach.FULL, True, True),
        (None, False, Reach.CORE, True, False),
        (None, False, Reach.FULL, False, False),  # a team has nobody's say
    ],
)
def test_who_directs_pauses_and_while_nobody_does_who_sees_the_whole(
    holder: UUID | None, acting: bool, reach: Reach, in_own_name: bool, may: bool
) -> None:
    seat = Seat(OWN, UUID(int=9), Circle.BUURTWINKEL, holder, acting)
    if may:
        rules.is_his(seat, reach=reach, in_own_name=in_own_name)
        return
    with pytest.raises(PausingNotYours):
        rules.is_his(seat, reach=reach, in_own_name=in_own_name)


@pytest.mark.parametrize(
    ("day", "ends_at"),
    [
        ("2026-03-03", "2026-03-02T23:00:00+00:00"),
        ("2026-03-30", "2026-03-29T22:00:00+00:00"),  # the night before, the clock went forward
        ("2026-09-01", "2026-08-31T22:00:00+00:00"),  # the 183rd day
    ],
)
def test_it_goes_on_where_the_day_begins_in_amsterdam(day: str, ends_at: str) -> None:
    assert rules.until(date.fromisoformat(day), at=NOON).isoformat() == ends_at


@pytest.mark.parametrize("day", ["2026-03-01", "2026-03-02", "2026-09-02"])
def test_not_until_today_nor_for_longer_than_half_a_year(day: str) -> None:
    with pytest.raises(ResumesUnfit) as refused:
        rules.until(date.fromisoformat(day), at=NOON)
    assert refused.value.errors[0].pointer == "/resumesDate"
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # in Amsterdam it is the third already
    with pytest.raises(ResumesUnfit):
        rules.until(date(2026, 3, 3), at=late)


def test_it_is_ended_once_and_never_before_it_began() -> None:
    over = NOON + timedelta(days=3)
    pause = Pause(OWN, PausedBecause.OTHER, "x", NOON, over, over.date(), OWN, None)
    assert rules.ended(pause, at=NOON + timedelta(1)) == NOON + timedelta(1)
    assert rules.ended(pause, at=NOON) == NOON + timedelta(microseconds=1)
    with pytest.raises(PauseOver):
        rules.ended(pause, at=over)
