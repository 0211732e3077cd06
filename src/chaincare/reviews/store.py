"""Reviews: only ever added, and read with what they are about."""

from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.ids import new_id
from chaincare.reviews.model import Guard, Review

REVIEWS = """
    coalesce((SELECT jsonb_agg(jsonb_build_object('reason', q.reason, 'review_on', q.review_on,
                  'reviewed_by', q.reviewed_by, 'reviewed_at', q.reviewed_at) ORDER BY q.reviewed_at, q.id)
              FROM protection_reviews AS q WHERE q.about_id = guarded.id), '[]') AS reviews
"""
"""A column of a statement in which the row that protects is called ``guarded``."""

ADD_REVIEW = """
    INSERT INTO protection_reviews (id, case_id, kind, about_id, reason, review_on, reviewed_by, reviewed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""


def reviews_of(column: str) -> tuple[Review, ...]:
    """Give the reviews that were read, the first one first."""
    return msgspec.json.decode(column, type=tuple[Review, ...])


async def add_review(clearance: Clearance, kind: Guard, about_id: UUID, review: Review) -> None:
    """Add that it stays. Whoever adds it holds the lock of what it is about."""
    await clearance.execute(
        ADD_REVIEW, new_id(), clearance.case_id, kind.value, about_id, review.reason, review.review_on,
        review.reviewed_by, review.reviewed_at,
    )  # fmt: skip
