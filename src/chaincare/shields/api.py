"""Placing a shield, reading which stand, and lifting one."""

from typing import assert_never
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ids import new_id
from chaincare.parties.store import find_unit, get_seat
from chaincare.reviews.model import Guard, NextReviewTooSoon
from chaincare.reviews.store import add_review
from chaincare.reviews.views import KeepIt
from chaincare.shields import rules, store
from chaincare.shields.model import (
    LIFT_SHIELD,
    LIST_SHIELDS,
    PLACE_SHIELD,
    REVIEW_SHIELD,
    ContactHidden,
    Hidden,
    UnitHidden,
)
from chaincare.shields.refusals import (
    AlreadyShielded,
    LiftingNotYours,
    NothingToShield,
    ReviewInPast,
    ShieldLifted,
    ShieldUnknown,
)
from chaincare.shields.views import (
    HideContact,
    HideParty,
    HideUnit,
    LiftShield,
    PlaceShield,
    Shields,
    ShieldView,
    shield_view,
)


async def _hidden(clearance: Clearance, asked: HideParty | HideUnit | HideContact) -> Hidden | None:
    match asked:
        case HideParty(participation_id=one):
            return await store.find_party(clearance, one)
        case HideUnit(unit_id=one):
            return None if await find_unit(clearance, one) is None else UnitHidden(one)
        case HideContact():
            return ContactHidden()
        case _ as unreachable:
            assert_never(unreachable)


@post(
    "/",
    dependencies=IN_CASE,
    opt=doing(PLACE_SHIELD, NothingToShield, ReviewInPast, AlreadyShielded),
)
async def place_shield(data: JSONBody[PlaceShield], clearance: NamedDependency[Clearance]) -> ShieldView:
    """Hide what would betray where somebody is safe, from every citizen's login of the case and from scope `that`."""
    at, hidden = clearance.now(), await _hidden(clearance, data.hides)
    shield = rules.place(
        new_id(), hidden, data.reason, data.review_date, by_id=clearance.participation_id, at=at
    )
    await store.add_shield(clearance, shield)
    clearance.object_id = shield.id
    return shield_view(shield)


@get("/", dependencies=IN_CASE, opt=doing(LIST_SHIELDS))
async def list_shields(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[Shields]:
    """Read what is shielded in the case and from when, so that nobody lets it slip."""
    query = str(clearance.case_id)
    found = await store.list_shields(clearance, position_of(request, cursor, UUID, query), limit)
    return page_answer(
        request,
        Shields(items=tuple(map(shield_view, found))),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


@post(
    "/{shield_id:uuid}/liftings",
    dependencies=IN_CASE,
    opt=doing(LIFT_SHIELD, ShieldUnknown, ShieldLifted, LiftingNotYours),
)
async def lift_shield(
    shield_id: FromPath[UUID], data: JSONBody[LiftShield], clearance: NamedDependency[Clearance]
) -> ShieldView:
    """Let it be seen again. For the regie holder: whoever lifts it answers for it."""
    at, shield = clearance.now(), await store.lock_shield(clearance, shield_id)
    lifted = rules.lift(shield, data.reason, await get_seat(clearance, at), at)
    if lifted.lifting is not None:
        await store.lift_shield(clearance, shield_id, lifted.lifting)
    clearance.object_id = shield_id
    return shield_view(lifted)


@post(
    "/{shield_id:uuid}/reviews",
    dependencies=IN_CASE,
    opt=doing(REVIEW_SHIELD, ShieldUnknown, ShieldLifted, LiftingNotYours, NextReviewTooSoon),
)
async def review_shield(
    shield_id: FromPath[UUID], data: JSONBody[KeepIt], clearance: NamedDependency[Clearance]
) -> ShieldView:
    """Say that it stays, why, and when it is looked at again. For whoever may lift it."""
    at, shield = clearance.now(), await store.lock_shield(clearance, shield_id)
    kept = rules.keep(shield, data.reason, data.review_date, await get_seat(clearance, at), at)
    await add_review(clearance, Guard.SHIELD, shield_id, kept.reviews[-1])
    clearance.object_id = shield_id
    return shield_view(kept)


shields_router = Router(
    "/cases/{case_id:uuid}/shields",
    route_handlers=[place_shield, list_shields, lift_shield, review_shield],
    tags=["Cases"],
)
