"""Reviews as they travel."""

from collections.abc import Sequence
from uuid import UUID

from chaincare.reviews.model import Review
from chaincare.wire import Body, Day, Instant, Text, View


class KeepIt(Body):
    """That it stays, why, and when somebody looks at it again: a day after today."""

    review_date: Day
    reason: Text


class ReviewView(View):
    """That it stayed, why, who said so (a participation) and when; and when it was to be looked at next."""

    review_date: Day
    reason: str
    reviewed_by: UUID
    reviewed_at: Instant


def review_views(reviews: Sequence[Review]) -> tuple[ReviewView, ...]:
    """Show the reviews, the first one first."""
    return tuple(
        ReviewView(
            review_date=one.review_on,
            reason=one.reason,
            reviewed_by=one.reviewed_by,
            reviewed_at=one.reviewed_at,
        )
        for one in reviews
    )
