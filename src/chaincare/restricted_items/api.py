"""Restricting items on a granted request, lifting that, and opening a restricted text to protect others."""

from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ids import new_id
from chaincare.privacy.api import IN_REQUEST
from chaincare.privacy.store import lock_request
from chaincare.restricted_items import rules, store
from chaincare.restricted_items.model import (
    LIFT_RESTRICTED_ITEM,
    LIST_RESTRICTED_BY_REQUEST,
    LIST_RESTRICTED_ITEMS,
    RESTRICT_ITEM,
    USE_RESTRICTED_ITEM,
    NotForRestriction,
    RestrictedBefore,
    RestrictedItemElsewhere,
    RestrictedItemUnknown,
    RestrictionEnded,
)
from chaincare.restricted_items.views import (
    LiftRestrictedItem,
    RestrictedItemOpened,
    RestrictedItems,
    RestrictionReasons,
    RestrictionReasonView,
    RestrictItem,
    UseRestrictedItem,
    reason_view,
    restricted_view,
    text_views,
)

_OF_REQUEST = "/data-subject-requests/{data_subject_request_id:uuid}/restricted-items"
_IN_CASE = "/cases/{case_id:uuid}/restricted-items"


@post(
    _OF_REQUEST,
    dependencies=IN_REQUEST,
    opt=doing(RESTRICT_ITEM, NotForRestriction, RestrictedItemElsewhere, RestrictedBefore),
)
async def restrict_item(
    data_subject_request_id: FromPath[UUID],
    data: JSONBody[RestrictItem],
    clearance: NamedDependency[Clearance],
) -> RestrictionReasonView:
    """Restrict an item on a granted request: its text is withheld, and the case goes on (AVG 18)."""
    request, at = await lock_request(clearance, data_subject_request_id), clearance.now()
    there = await store.is_in_case(clearance, data.kind, data.item_id)
    by = clearance.actor_id
    item = rules.restrict(new_id(), request, data.kind, data.item_id, data.reason, by, in_case=there, at=at)
    await store.add_item(clearance, request.case_id, item)
    clearance.object_id = request.id
    return reason_view(item)


@get(_OF_REQUEST, dependencies=IN_REQUEST, opt=doing(LIST_RESTRICTED_BY_REQUEST))
async def list_items_restricted_by_request(
    request: AnyRequest,
    data_subject_request_id: FromPath[UUID],
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,
    limit: Limit = 25,
) -> Response[RestrictionReasons]:
    """Read what was restricted on a request, and what was lifted since."""
    query = str(data_subject_request_id)
    after = position_of(request, cursor, UUID, query)
    found = await store.list_of_request(clearance, data_subject_request_id, after, limit)
    view = RestrictionReasons(items=tuple(map(reason_view, found)))
    last = found[-1].id if found else None
    return page_answer(request, view, position=last, more=len(found) == limit, limit=limit, query=query)


@post(
    f"{_OF_REQUEST}/{{restricted_item_id:uuid}}/liftings",
    dependencies=IN_REQUEST,
    opt=doing(LIFT_RESTRICTED_ITEM, RestrictedItemUnknown, RestrictionEnded),
)
async def lift_restricted_item(
    data_subject_request_id: FromPath[UUID],
    restricted_item_id: FromPath[UUID],
    data: JSONBody[LiftRestrictedItem],
    clearance: NamedDependency[Clearance],
) -> RestrictionReasonView:
    """Lift a restriction, after who asked for it was told."""
    item = await store.lock_item(clearance, data_subject_request_id, restricted_item_id)
    lifted = rules.lift(item, data.reason, data.told_how, clearance.actor_id, at=clearance.now())
    if lifted.ended is not None:
        await store.lift_item(clearance, lifted.id, lifted.ended)
    clearance.object_id = data_subject_request_id
    return reason_view(lifted)


@get(_IN_CASE, dependencies=IN_CASE, opt=doing(LIST_RESTRICTED_ITEMS))
async def list_restricted_items(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[RestrictedItems]:
    """Read which items of the case that you may see are restricted, and which were."""
    query = str(clearance.case_id)
    found = await store.list_in_case(clearance, position_of(request, cursor, UUID, query), limit)
    view = RestrictedItems(items=tuple(map(restricted_view, found)))
    last = found[-1].id if found else None
    return page_answer(request, view, position=last, more=len(found) == limit, limit=limit, query=query)


@post(
    f"{_IN_CASE}/{{restricted_item_id:uuid}}/uses",
    dependencies=IN_CASE,
    opt=doing(USE_RESTRICTED_ITEM, RestrictedItemUnknown, RestrictionEnded),
)
async def use_restricted_item(
    restricted_item_id: FromPath[UUID],
    data: JSONBody[UseRestrictedItem],
    clearance: NamedDependency[Clearance],
) -> RestrictedItemOpened:
    """Open a restricted text to protect others, with a reason (AVG 18(2)). It stays restricted."""
    item, by = await store.get_item(clearance, restricted_item_id), clearance.participation_id
    use = rules.use(new_id(), item, data.protects, data.reason, by, at=clearance.now())
    await store.add_use(clearance, use)
    clearance.object_id = item.id
    texts = text_views(await store.list_texts(clearance, item.id))
    return RestrictedItemOpened(id=use.id, used_at=use.used_at, texts=texts)


restricted_items_router = Router(
    "/",
    route_handlers=[
        restrict_item,
        list_items_restricted_by_request,
        lift_restricted_item,
        list_restricted_items,
        use_restricted_item,
    ],
    tags=["Privacy"],
)
