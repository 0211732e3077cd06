"""That what was looked at again stays. Who may say so, each feature says itself: whoever may end it. Pure."""

from datetime import date, datetime
from uuid import UUID

from chaincare.refusals import FieldError
from chaincare.reviews.model import NextReviewTooSoon, Review
from chaincare.workdays import day_in_amsterdam


def review(reason: str, review_on: date, *, by_id: UUID, at: datetime) -> Review:
    """Say that it stays, and when it is looked at next. Raises NextReviewTooSoon."""
    if review_on <= day_in_amsterdam(at):
        raise NextReviewTooSoon(errors=[FieldError("/reviewDate", "Give a day after today.")])
    return Review(reason, review_on, by_id, at)
