"""Reviews: somebody looked again at what protects a person, and it stays; when, why, and until when."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.refusals import Kind, Refusal


class Guard(StrEnum):
    """What is looked at again: a shield, a restriction, or a line of the relation-conflict list."""

    SHIELD = "shield"
    RESTRICTION = "restriction"
    CONFLICT = "conflict"


class Review(msgspec.Struct, frozen=True):
    """That it stays, why, who said so (a participation) and when; and on which day it is looked at next."""

    reason: str
    review_on: date
    reviewed_by: UUID
    reviewed_at: datetime


class NextReviewTooSoon(Refusal):
    """What stays is looked at again another day: give a day after today."""

    kind = Kind.BAD_INPUT


def next_review(first: date, reviews: Sequence[Review]) -> date:
    """Give the day on which it is looked at next: as it was said last."""
    return reviews[-1].review_on if reviews else first
