"""Who may be put on the list of those who never get access, and how a line of it ends. Pure."""

from datetime import date, datetime
from typing import assert_never
from uuid import UUID

import msgspec

from chaincare.refusals import FieldError
from chaincare.relation_conflicts.model import (
    ConflictNotYours,
    ConflictReviewInPast,
    ConflictWithYourself,
    Ending,
    NotInCrisis,
    OnlyHolderBarsOrganisations,
    OrganisationInConflict,
    ProfessionalInConflict,
    RegieMustPassFirst,
    RelationConflict,
    RelationConflictEnded,
    RepresentativeInConflict,
    Standing,
    Who,
)
from chaincare.reviews.rules import review
from chaincare.workdays import day_in_amsterdam


def record(
    new_id: UUID, who: Who, reason: str, decided_by: str, review_on: date, *, by: Standing, at: datetime
) -> RelationConflict:
    """Put somebody on the list; not who directs, or the case would be directed by nobody unseen (R6).

    A whole organisation is a heavy thing to shut out: while somebody directs, that is his to do.

    Raises NotInCrisis, ConflictWithYourself, RegieMustPassFirst, OnlyHolderBarsOrganisations, ConflictReviewInPast.
    """
    if by.in_crisis:
        raise NotInCrisis
    holder = by.holder
    match who:
        case ProfessionalInConflict(id=one):
            own, directs = one == by.professional_id, holder is not None and one == holder.professional_id
        case OrganisationInConflict(id=one):
            own, directs = one == by.organisation_id, holder is not None and one == holder.organisation_id
        case RepresentativeInConflict(id=one):
            own, directs = False, holder is not None and one == holder.representative_id
        case _ as unreachable:
            assert_never(unreachable)
    if own:
        raise ConflictWithYourself
    if directs:
        raise RegieMustPassFirst
    if (
        isinstance(who, OrganisationInConflict)
        and holder is not None
        and holder.participation_id != by.own_id
    ):
        raise OnlyHolderBarsOrganisations
    if review_on < day_in_amsterdam(at):
        raise ConflictReviewInPast(errors=[FieldError("/reviewDate", "Give today or a later day.")])
    return RelationConflict(new_id, who, reason, decided_by, review_on, by.professional_id, at, by.unit_id)


def end(conflict: RelationConflict, reason: str, *, by: Standing, at: datetime) -> RelationConflict:
    """Take somebody off the list: who directs, or who put him there; while nobody directs also that one's unit.

    Raises NotInCrisis, ConflictNotYours, RelationConflictEnded.
    """
    _may_end(conflict, by)
    return msgspec.structs.replace(conflict, ended=Ending(at, by.professional_id, reason))


def keep(
    conflict: RelationConflict, reason: str, review_on: date, *, by: Standing, at: datetime
) -> RelationConflict:
    """Say that somebody stays on the list, for whoever may take him off it.

    Raises NotInCrisis, ConflictNotYours, RelationConflictEnded, NextReviewTooSoon.
    """
    _may_end(conflict, by)
    kept = review(reason, review_on, by_id=by.own_id, at=at)
    return msgspec.structs.replace(conflict, reviews=(*conflict.reviews, kept))


def _may_end(conflict: RelationConflict, by: Standing) -> None:
    if by.in_crisis:
        raise NotInCrisis
    directs = by.holder is not None and by.holder.participation_id == by.own_id
    same_unit = by.holder is None and by.unit_id is not None and by.unit_id == conflict.recorded_for
    if not (directs or same_unit or by.professional_id == conflict.recorded_by):
        raise ConflictNotYours
    if conflict.ended is not None:
        raise RelationConflictEnded
