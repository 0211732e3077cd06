"""Who is kept from what, and who ends that."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from chaincare.parties.model import Circle, Seat
from chaincare.refusals import Refusal
from chaincare.restrictions import rules
from chaincare.restrictions.model import Lifting, RestrictedKind
from chaincare.restrictions.refusals import (
    HolderMustSee,
    ItemUnknown,
    PersonUnknown,
    RestrictionLifted,
    RestrictionNotYours,
    RestrictionReviewInPast,
)

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
ME, HIM, HOLDER, NOTE = (UUID(int=number) for number in range(1, 5))
DAY = date(2026, 3, 1)
ITEM = (RestrictedKind.NOTE, NOTE)


def seat(own: UUID, holder: UUID | None = HOLDER) -> Seat:
    return Seat(own, own, Circle.BUURTWINKEL, holder)


def test_an_item_is_kept_from_somebody() -> None:
    made = rules.restrict(UUID(int=9), ITEM, HIM, seat(ME), "r", DAY, at=AT)
    assert (made.kind, made.item_id, made.participation_id, made.decided_by) == (*ITEM, HIM, ME)


@pytest.mark.parametrize(
    ("item", "person", "day", "refusal"),
    [
        (None, HIM, DAY, ItemUnknown),
        (ITEM, None, DAY, PersonUnknown),
        (ITEM, ME, DAY, PersonUnknown),
        ((RestrictedKind.PARTY, HIM), HIM, DAY, PersonUnknown),
        (ITEM, HOLDER, DAY, HolderMustSee),
        (ITEM, HIM, date(2026, 2, 28), RestrictionReviewInPast),
    ],
)
def test_what_cannot_be_kept_from_whom(
    item: tuple[RestrictedKind, UUID] | None, person: UUID | None, day: date, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        rules.restrict(UUID(int=9), item, person, seat(ME), "r", day, at=AT)


def test_who_decided_it_or_directs_lifts_it_once() -> None:
    made = rules.restrict(UUID(int=9), ITEM, HIM, seat(ME), "r", DAY, at=AT)
    for who in (ME, HOLDER):
        lifted = rules.lift(made, "over", seat(who), AT)
        assert lifted.lifting == Lifting(who, AT, "over")
        with pytest.raises(RestrictionLifted):
            rules.lift(lifted, "again", seat(who), AT)
        assert rules.keep(made, "still", date(2026, 3, 2), seat(who), AT).reviews[0].reviewed_by == who
        with pytest.raises(RestrictionLifted):
            rules.keep(lifted, "still", date(2026, 3, 2), seat(who), AT)
    with pytest.raises(RestrictionNotYours):
        rules.lift(made, "over", seat(HIM), AT)
    with pytest.raises(RestrictionNotYours):
        rules.keep(made, "still", date(2026, 3, 2), seat(HIM), AT)
