"""Relation conflicts as they travel."""

from typing import Literal
from uuid import UUID

from chaincare.relation_conflicts.model import (
    OrganisationInConflict,
    ProfessionalInConflict,
    RelationConflict,
    RepresentativeInConflict,
    Who,
)
from chaincare.reviews.model import next_review
from chaincare.reviews.views import ReviewView, review_views
from chaincare.wire import Body, Day, Instant, Line, Text, View

PartyKind = Literal["professional", "organisation", "representative"]


class ConflictParty(Body):
    """Who never gets access: somebody of the directory, or a representative in this case, by id."""

    kind: PartyKind
    id: UUID

    def to_model(self) -> Who:
        """Give the party as rules know it."""
        return _KINDS[self.kind](self.id)


class RecordConflict(Body):
    """Who never gets access to this case, why, who decided it, and when it is looked at again."""

    party: ConflictParty
    reason: Text
    decided_by: Line
    review_date: Day


class EndConflict(Body):
    """Why the conflict no longer holds."""

    reason: Text


class ConflictPartyView(View):
    """Who never gets access, by id."""

    kind: PartyKind
    id: UUID


class RelationConflictView(View):
    """A line of the list; it holds until it has an ``endedAt``."""

    id: UUID
    party: ConflictPartyView
    reason: str
    decided_by: str
    review_date: Day
    recorded_by: UUID
    recorded_at: Instant
    ended_at: Instant | None
    ended_because: str | None
    reviews: tuple[ReviewView, ...]


class RelationConflicts(View):
    """A page of the relation-conflict list."""

    items: tuple[RelationConflictView, ...]


_KINDS: dict[PartyKind, type[ProfessionalInConflict | OrganisationInConflict | RepresentativeInConflict]] = {
    "professional": ProfessionalInConflict,
    "organisation": OrganisationInConflict,
    "representative": RepresentativeInConflict,
}  # fmt: skip


def conflict_view(conflict: RelationConflict) -> RelationConflictView:
    """Show a line of the list."""
    kind = next(kind for kind, party in _KINDS.items() if isinstance(conflict.who, party))
    return RelationConflictView(
        id=conflict.id,
        party=ConflictPartyView(kind=kind, id=conflict.who.id),
        reason=conflict.reason,
        decided_by=conflict.decided_by,
        review_date=next_review(conflict.review_on, conflict.reviews),
        recorded_by=conflict.recorded_by,
        recorded_at=conflict.recorded_at,
        ended_at=conflict.ended.at if conflict.ended else None,
        ended_because=conflict.ended.reason if conflict.ended else None,
        reviews=review_views(conflict.reviews),
    )
