"""Who may be put on the list of those who never get access, and how a line of it ends. Pure."""

from datetime import date, datetime
from typing import assert_never
from uuid import UUID

import msgspec

from chaincare.refusals import FieldError
from chaincare.relation_conflicts.model import (
    ConflictReviewInPast,
    ConflictWithYourself,
    Ending,
    OrganisationInConflict,
    ProfessionalInConflict,
    RecordedBy,
    RelationConflict,
    RelationConflictEnded,
    RepresentativeInConflict,
    Who,
)
from chaincare.workdays import day_in_amsterdam


def record(
    new_id: UUID, who: Who, reason: str, decided_by: str, review_on: date, *, by: RecordedBy, at: datetime
) -> RelationConflict:
    """Put somebody on the list. Raises ConflictWithYourself, ConflictReviewInPast."""
    match who:
        case ProfessionalInConflict(id=one):
            own = one == by.professional_id
        case OrganisationInConflict(id=one):
            own = one == by.organisation_id
        case RepresentativeInConflict():
            own = False
        case _ as unreachable:
            assert_never(unreachable)
    if own:
        raise ConflictWithYourself
    if review_on <= day_in_amsterdam(at):
        raise ConflictReviewInPast(errors=[FieldError("/reviewDate", "Give a day after today.")])
    return RelationConflict(new_id, who, reason, decided_by, review_on, by.professional_id, at)


def end(conflict: RelationConflict, reason: str, *, by: UUID, at: datetime) -> RelationConflict:
    """Take somebody off the list. Raises RelationConflictEnded."""
    if conflict.ended is not None:
        raise RelationConflictEnded
    return msgspec.structs.replace(conflict, ended=Ending(at, by, reason))
