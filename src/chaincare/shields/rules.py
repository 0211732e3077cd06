"""Rules about shields: what can be hidden, and who lets it be seen again. Pure."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from chaincare.parties.model import Seat
from chaincare.refusals import FieldError
from chaincare.reviews.rules import review
from chaincare.shields.model import Hidden, Lifting, Shield
from chaincare.shields.refusals import LiftingNotYours, NothingToShield, ReviewInPast, ShieldLifted
from chaincare.workdays import day_in_amsterdam


def place(
    shield_id: UUID, hidden: Hidden | None, reason: str, review_on: date, *, by_id: UUID, at: datetime
) -> Shield:
    """Place a shield; ``hidden`` is None when what was named is nothing to hide. Raises NothingToShield, ReviewInPast."""
    if hidden is None:
        raise NothingToShield(errors=[FieldError("/hides", "Name who takes part, or a unit.")])
    if review_on < day_in_amsterdam(at):
        raise ReviewInPast(errors=[FieldError("/reviewDate", "Give today or a later day.")])
    return Shield(shield_id, hidden, reason, review_on, by_id, at)


def lift(shield: Shield, reason: str, seat: Seat, at: datetime) -> Shield:
    """Lift a shield: for who directs the case, and while nobody does for who placed it.

    Raises LiftingNotYours, ShieldLifted.
    """
    _may_lift(shield, seat)
    return msgspec.structs.replace(shield, lifting=Lifting(seat.own_id, at, reason))


def keep(shield: Shield, reason: str, review_on: date, seat: Seat, at: datetime) -> Shield:
    """Say that a shield stays, for whoever may lift it. Raises LiftingNotYours, ShieldLifted, NextReviewTooSoon."""
    _may_lift(shield, seat)
    kept = review(reason, review_on, by_id=seat.own_id, at=at)
    return msgspec.structs.replace(shield, reviews=(*shield.reviews, kept))


def _may_lift(shield: Shield, seat: Seat) -> None:
    orphaned = seat.holder_id is None and shield.placed_by == seat.own_id
    if not (seat.directs or orphaned):
        raise LiftingNotYours
    if shield.lifting is not None:
        raise ShieldLifted
