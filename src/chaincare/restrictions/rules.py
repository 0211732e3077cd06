"""Rules about restrictions: who is kept from what, and who ends that. Pure."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from chaincare.parties.model import Seat
from chaincare.refusals import FieldError
from chaincare.restrictions.model import Lifting, RestrictedKind, Restriction
from chaincare.restrictions.refusals import (
    HolderMustSee,
    ItemUnknown,
    PersonUnknown,
    RestrictionLifted,
    RestrictionNotYours,
    RestrictionReviewInPast,
)
from chaincare.reviews.rules import review
from chaincare.workdays import day_in_amsterdam


def restrict(
    restriction_id: UUID,
    item: tuple[RestrictedKind, UUID] | None,
    participation_id: UUID | None,
    seat: Seat,
    reason: str,
    review_on: date,
    *,
    at: datetime,
) -> Restriction:
    """Keep an item from somebody; None stands for what, or who, is not in the case.

    Nobody keeps anything from himself, nor a party from itself, and who directs the case is not left in the dark (R10
    already keeps from him what was for another audience). Raises ItemUnknown, PersonUnknown, HolderMustSee,
    RestrictionReviewInPast.
    """
    if item is None:
        raise ItemUnknown(errors=[FieldError("/itemId", "Name an item of this case that you see yourself.")])
    if participation_id is None or participation_id in (seat.own_id, item[1]):
        raise PersonUnknown(errors=[FieldError("/participationId", "Name somebody else of this case.")])
    if participation_id == seat.holder_id:
        raise HolderMustSee
    if review_on < day_in_amsterdam(at):
        raise RestrictionReviewInPast(errors=[FieldError("/reviewDate", "Give today or a later day.")])
    return Restriction(restriction_id, *item, participation_id, reason, review_on, seat.own_id, at)


def lift(restriction: Restriction, reason: str, seat: Seat, at: datetime) -> Restriction:
    """Lift a restriction: for who decided it, and who directs. Raises RestrictionNotYours, RestrictionLifted."""
    _may_lift(restriction, seat)
    return msgspec.structs.replace(restriction, lifting=Lifting(seat.own_id, at, reason))


def keep(restriction: Restriction, reason: str, review_on: date, seat: Seat, at: datetime) -> Restriction:
    """Say that it stays, for whoever may lift it. Raises RestrictionNotYours, RestrictionLifted, NextReviewTooSoon."""
    _may_lift(restriction, seat)
    kept = review(reason, review_on, by_id=seat.own_id, at=at)
    return msgspec.structs.replace(restriction, reviews=(*restriction.reviews, kept))


def _may_lift(restriction: Restriction, seat: Seat) -> None:
    if not (seat.directs or restriction.decided_by == seat.own_id):
        raise RestrictionNotYours
    if restriction.lifting is not None:
        raise RestrictionLifted
