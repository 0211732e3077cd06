"""Who places a shield, and who lets it be seen again."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from chaincare.parties.model import Circle, Seat
from chaincare.refusals import Refusal
from chaincare.reviews.model import NextReviewTooSoon, next_review
from chaincare.shields import rules
from chaincare.shields.model import ContactHidden, Lifting
from chaincare.shields.refusals import LiftingNotYours, NothingToShield, ReviewInPast, ShieldLifted

AT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
"""Half past midnight on the second, in Amsterdam."""
ME, OTHER, ACTOR = UUID(int=1), UUID(int=2), UUID(int=3)
SHIELD = rules.place(UUID(int=9), ContactHidden(), "r", date(2026, 3, 2), by_id=ME, at=AT)


def seat(own: UUID, holder: UUID | None) -> Seat:
    return Seat(own, ACTOR, Circle.BUURTWINKEL, holder)


def test_a_shield_hides_something_and_is_looked_at_again() -> None:
    assert (SHIELD.placed_by, SHIELD.placed_at, SHIELD.lifting) == (ME, AT, None)
    with pytest.raises(NothingToShield):
        rules.place(UUID(int=9), None, "r", date(2026, 3, 2), by_id=ME, at=AT)
    with pytest.raises(ReviewInPast):
        rules.place(UUID(int=9), ContactHidden(), "r", date(2026, 3, 1), by_id=ME, at=AT)


@pytest.mark.parametrize(
    ("own", "holder", "refusal"),
    [
        (OTHER, OTHER, None),
        (ME, ME, None),
        (ME, None, None),
        (ME, OTHER, LiftingNotYours),
        (OTHER, None, LiftingNotYours),
        (OTHER, ME, LiftingNotYours),
    ],
)
def test_who_directs_lifts_or_while_nobody_does_who_placed(
    own: UUID, holder: UUID | None, refusal: type[Refusal] | None
) -> None:
    if refusal is None:
        assert rules.lift(SHIELD, "safe", seat(own, holder), AT).lifting == Lifting(own, AT, "safe")
    else:
        with pytest.raises(refusal):
            rules.lift(SHIELD, "safe", seat(own, holder), AT)
        with pytest.raises(refusal):
            rules.keep(SHIELD, "not safe", date(2026, 3, 3), seat(own, holder), AT)


def test_a_shield_is_kept_until_a_later_day() -> None:
    kept = rules.keep(SHIELD, "not safe", date(2026, 3, 3), seat(OTHER, OTHER), AT)
    assert (kept.lifting, next_review(SHIELD.review_on, kept.reviews)) == (None, date(2026, 3, 3))
    assert rules.keep(kept, "still", date(2026, 4, 3), seat(OTHER, OTHER), AT).reviews[:1] == kept.reviews
    with pytest.raises(NextReviewTooSoon):
        rules.keep(SHIELD, "not safe", date(2026, 3, 2), seat(OTHER, OTHER), AT)


def test_a_shield_is_lifted_once() -> None:
    lifted = rules.lift(SHIELD, "safe", seat(OTHER, OTHER), AT)
    with pytest.raises(ShieldLifted):
        rules.lift(lifted, "again", seat(OTHER, OTHER), AT)
    with pytest.raises(ShieldLifted):
        rules.keep(lifted, "again", date(2026, 3, 3), seat(OTHER, OTHER), AT)
