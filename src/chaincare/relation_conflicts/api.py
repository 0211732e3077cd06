"""The relation-conflict list of a case: recording, reading, ending. Its consequence is silence, from the next request on."""

from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ids import new_id
from chaincare.refusals import FieldError
from chaincare.relation_conflicts import rules, store
from chaincare.relation_conflicts.model import (
    END_CONFLICT,
    LIST_CONFLICTS,
    RECORD_CONFLICT,
    REVIEW_CONFLICT,
    AlreadyInConflict,
    ConflictNotYours,
    ConflictPartyUnknown,
    ConflictReviewInPast,
    ConflictWithYourself,
    NotInCrisis,
    OnlyHolderBarsOrganisations,
    RegieMustPassFirst,
    RelationConflictEnded,
    RelationConflictUnknown,
)
from chaincare.relation_conflicts.views import (
    EndConflict,
    RecordConflict,
    RelationConflicts,
    RelationConflictView,
    conflict_view,
)
from chaincare.reviews.model import Guard, NextReviewTooSoon
from chaincare.reviews.store import add_review
from chaincare.reviews.views import KeepIt


@post(
    "/",
    dependencies=IN_CASE,
    opt=doing(
        RECORD_CONFLICT, ConflictPartyUnknown, ConflictWithYourself, ConflictReviewInPast, AlreadyInConflict,
        NotInCrisis, RegieMustPassFirst, OnlyHolderBarsOrganisations,
    ),
)  # fmt: skip
async def record_conflict(
    data: JSONBody[RecordConflict], clearance: NamedDependency[Clearance]
) -> RelationConflictView:
    """Record who never gets access to this case. For him it does not exist from the next request on.

    Not by taking part himself or through a team, not as coordinator, not in an emergency, and not in the access log.
    """
    at, who = clearance.now(), data.party.to_model()
    by = await store.hold_standing(clearance, at)
    if not await store.is_known(clearance, who):
        raise ConflictPartyUnknown(errors=[FieldError("/party/id", "Name somebody of this kind by his id.")])
    conflict = rules.record(new_id(), who, data.reason, data.decided_by, data.review_date, by=by, at=at)
    await store.add_conflict(clearance, conflict)
    clearance.object_id = conflict.id
    return conflict_view(conflict)


@get("/", dependencies=IN_CASE, opt=doing(LIST_CONFLICTS))
async def list_conflicts(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[RelationConflicts]:
    """Read who never gets access to this case, the first recorded first."""
    query = str(clearance.case_id)
    found = await store.list_conflicts(clearance, position_of(request, cursor, UUID, query), limit)
    return page_answer(
        request,
        RelationConflicts(items=tuple(map(conflict_view, found))),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


@post(
    "/{conflict_id:uuid}/endings",
    dependencies=IN_CASE,
    opt=doing(END_CONFLICT, RelationConflictUnknown, RelationConflictEnded, NotInCrisis, ConflictNotYours),
)
async def end_conflict(
    conflict_id: FromPath[UUID], data: JSONBody[EndConflict], clearance: NamedDependency[Clearance]
) -> RelationConflictView:
    """Say that a conflict no longer holds, and why. It gives nobody access: it only lets him be given it again."""
    at = clearance.now()
    by = await store.hold_standing(clearance, at)
    before = await store.lock_conflict(clearance, conflict_id)
    after = rules.end(before, data.reason, by=by, at=at)
    if after.ended is not None:
        await store.end_conflict(clearance, after, after.ended)
    clearance.object_id = after.id
    return conflict_view(after)


@post(
    "/{conflict_id:uuid}/reviews",
    dependencies=IN_CASE,
    opt=doing(
        REVIEW_CONFLICT, RelationConflictUnknown, RelationConflictEnded, NotInCrisis, ConflictNotYours,
        NextReviewTooSoon,
    ),
)  # fmt: skip
async def review_conflict(
    conflict_id: FromPath[UUID], data: JSONBody[KeepIt], clearance: NamedDependency[Clearance]
) -> RelationConflictView:
    """Say that it stays, why, and when it is looked at again. For whoever may end it."""
    at = clearance.now()
    by = await store.hold_standing(clearance, at)
    before = await store.lock_conflict(clearance, conflict_id)
    after = rules.keep(before, data.reason, data.review_date, by=by, at=at)
    await add_review(clearance, Guard.CONFLICT, after.id, after.reviews[-1])
    clearance.object_id = after.id
    return conflict_view(after)


relation_conflicts_router = Router(
    "/cases/{case_id:uuid}/relation-conflicts",
    route_handlers=[record_conflict, list_conflicts, end_conflict, review_conflict],
    tags=["Cases"],
)
