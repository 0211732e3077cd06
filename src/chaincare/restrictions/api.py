"""Restrictions: decided, read, and lifted."""

from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.clients.api import IN_CLIENT
from chaincare.ids import new_id
from chaincare.parties.store import get_seat
from chaincare.restrictions import rules, store
from chaincare.restrictions.model import LIFT_RESTRICTION, LIST_RESTRICTIONS, RESTRICT, REVIEW_RESTRICTION
from chaincare.restrictions.refusals import (
    AlreadyRestricted,
    HolderMustSee,
    ItemUnknown,
    PersonUnknown,
    RestrictionLifted,
    RestrictionNotYours,
    RestrictionReviewInPast,
    RestrictionUnknown,
)
from chaincare.restrictions.views import (
    LiftRestriction,
    Restrict,
    Restrictions,
    RestrictionView,
    restriction_view,
)
from chaincare.reviews.model import Guard, NextReviewTooSoon
from chaincare.reviews.store import add_review
from chaincare.reviews.views import KeepIt


@get("/", dependencies=IN_CLIENT, opt=doing(LIST_RESTRICTIONS))
async def list_restrictions(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Restrictions]:
    """Read what is kept from whom in the client's case, who decided that and why."""
    query = str(clearance.case_id)
    found = await store.list_restrictions(clearance, position_of(request, cursor, UUID, query), limit)
    return page_answer(
        request,
        Restrictions(items=tuple(map(restriction_view, found))),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


@post(
    "/",
    dependencies=IN_CLIENT,
    opt=doing(
        RESTRICT, ItemUnknown, PersonUnknown, HolderMustSee, RestrictionReviewInPast, AlreadyRestricted
    ),
)
async def restrict(data: JSONBody[Restrict], clearance: NamedDependency[Clearance]) -> RestrictionView:
    """Keep one item from one person of the case, with a reason and a day on which it is looked at again."""
    at, seat = clearance.now(), await get_seat(clearance, clearance.now())
    item = await store.find_item(clearance, data.item_kind, data.item_id)
    person = await store.find_person(clearance, data.participation_id, data.item_kind, seat)
    restriction = rules.restrict(new_id(), item, person, seat, data.reason, data.review_date, at=at)
    await store.add_restriction(clearance, restriction)
    clearance.object_id = restriction.id
    return restriction_view(restriction)


@post(
    "/{restriction_id:uuid}/liftings",
    dependencies=IN_CLIENT,
    opt=doing(LIFT_RESTRICTION, RestrictionUnknown, RestrictionLifted, RestrictionNotYours),
)
async def lift_restriction(
    restriction_id: FromPath[UUID],
    data: JSONBody[LiftRestriction],
    clearance: NamedDependency[Clearance],
) -> RestrictionView:
    """Let him see it from now on."""
    at, restriction = clearance.now(), await store.lock_restriction(clearance, restriction_id)
    lifted = rules.lift(restriction, data.reason, await get_seat(clearance, at), at)
    if lifted.lifting is not None:
        await store.lift_restriction(clearance, restriction_id, lifted.lifting)
    clearance.object_id = restriction_id
    return restriction_view(lifted)


@post(
    "/{restriction_id:uuid}/reviews",
    dependencies=IN_CLIENT,
    opt=doing(
        REVIEW_RESTRICTION, RestrictionUnknown, RestrictionLifted, RestrictionNotYours, NextReviewTooSoon
    ),
)
async def review_restriction(
    restriction_id: FromPath[UUID], data: JSONBody[KeepIt], clearance: NamedDependency[Clearance]
) -> RestrictionView:
    """Say that it stays, why, and when it is looked at again. For whoever may lift it."""
    at, restriction = clearance.now(), await store.lock_restriction(clearance, restriction_id)
    kept = rules.keep(restriction, data.reason, data.review_date, await get_seat(clearance, at), at)
    await add_review(clearance, Guard.RESTRICTION, restriction_id, kept.reviews[-1])
    clearance.object_id = restriction_id
    return restriction_view(kept)


restrictions_router = Router(
    "/clients/{client_id:uuid}/restrictions",
    route_handlers=[list_restrictions, restrict, lift_restriction, review_restriction],
    tags=["Clients"],
)
