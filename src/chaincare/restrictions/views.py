"""Restrictions, as they are asked for and answered."""

from datetime import date
from uuid import UUID

from chaincare.restrictions.model import RestrictedKind, Restriction
from chaincare.reviews.model import next_review
from chaincare.reviews.views import ReviewView, review_views
from chaincare.wire import Body, Instant, Text, View


class Restrict(Body):
    """What is kept from whom (his participation), why, and when somebody looks at it again.

    For `question` the item is the case. It is not there for him from then on: in no view, no count, not in his own log.
    """

    item_kind: RestrictedKind
    item_id: UUID
    participation_id: UUID
    reason: Text
    review_date: date


class LiftRestriction(Body):
    """Why he may see it from now on."""

    reason: Text


class RestrictionView(View):
    """What is kept from whom, who decided that, and who lifted it if somebody did."""

    id: UUID
    item_kind: RestrictedKind
    item_id: UUID
    participation_id: UUID
    reason: str
    review_date: date
    decided_by: UUID
    decided_at: Instant
    lifted_by: UUID | None
    lifted_at: Instant | None
    lifted_because: str | None
    reviews: tuple[ReviewView, ...]


class Restrictions(View):
    """What is kept from whom, the first that was decided first."""

    items: tuple[RestrictionView, ...]


def restriction_view(restriction: Restriction) -> RestrictionView:
    """Show a restriction."""
    lifting = restriction.lifting
    return RestrictionView(
        id=restriction.id,
        item_kind=restriction.kind,
        item_id=restriction.item_id,
        participation_id=restriction.participation_id,
        reason=restriction.reason,
        review_date=next_review(restriction.review_on, restriction.reviews),
        decided_by=restriction.decided_by,
        decided_at=restriction.decided_at,
        lifted_by=lifting.lifted_by if lifting else None,
        lifted_at=lifting.lifted_at if lifting else None,
        lifted_because=lifting.reason if lifting else None,
        reviews=review_views(restriction.reviews),
    )
