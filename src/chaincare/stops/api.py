"""The kill switches of a network: a login, a partner system, and the figure at which both stop by themselves."""

from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post, put
from chaincare.access.api import AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionMissing, EditionStale, IfMatch, etag_of, hold_to
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.directory.administering import ADMINISTERING
from chaincare.directory.refusals import NotInYourNetwork
from chaincare.directory.store import find_in_network
from chaincare.ids import new_id
from chaincare.stops import rules, store
from chaincare.stops.model import (
    BLOCK_LOGIN,
    CHANGE_LIMITS,
    LIST_BLOCKS,
    LIST_STOPS,
    READ_LIMITS,
    RESUME_PARTNER,
    STOP_PARTNER,
    UNBLOCK_LOGIN,
    BreadthLimits,
    LoginBlockedAlready,
    LoginBlockLifted,
    LoginBlockUnknown,
    OwnLoginBlocked,
    OwnSystemStopped,
    PartnerResumed,
    PartnerStoppedAlready,
    PartnerStopUnknown,
)
from chaincare.stops.views import (
    BlockLogin,
    BreadthLimitsView,
    LiftLoginBlock,
    LoginBlocks,
    LoginBlockView,
    PartnerStopped,
    PartnerStops,
    PartnerStopView,
    ResumePartnerSystem,
    SetBreadthLimits,
    StopPartnerSystem,
    block_view,
    limits_view,
    stop_view,
    stopped_view,
)


@post(
    "/login-blocks",
    dependencies=ADMINISTERING,
    opt=doing(BLOCK_LOGIN, NotInYourNetwork, OwnLoginBlocked, LoginBlockedAlready),
)
async def block_login(data: JSONBody[BlockLogin], clearance: NamedDependency[Clearance]) -> LoginBlockView:
    """Block a professional's login: a running token opens nothing from the next request on."""
    if await find_in_network(clearance, professional_id=data.professional_id) is None:
        raise NotInYourNetwork
    block = rules.block(
        new_id(), data.professional_id, data.reason, by=clearance.actor_id, at=clearance.now()
    )
    await store.add_block(clearance, block)
    clearance.object_id = block.id
    return block_view(block)


@get("/login-blocks", dependencies=ADMINISTERING, opt=doing(LIST_BLOCKS))
async def list_login_blocks(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[LoginBlocks]:
    """Read which logins were blocked in your network, and which were unblocked since."""
    found = await store.list_blocks(clearance, position_of(request, cursor, UUID), limit)
    page = LoginBlocks(items=tuple(map(block_view, found)))
    last = found[-1].id if found else None
    return page_answer(request, page, position=last, more=len(found) == limit, limit=limit)


@post(
    "/login-blocks/{block_id:uuid}/endings",
    dependencies=ADMINISTERING,
    opt=doing(UNBLOCK_LOGIN, LoginBlockUnknown, LoginBlockLifted),
)
async def unblock_login(
    block_id: FromPath[UUID], data: JSONBody[LiftLoginBlock], clearance: NamedDependency[Clearance]
) -> LoginBlockView:
    """Let a login be used again."""
    block = await store.lock_block(clearance, block_id)
    lift = rules.unblock(block, data.reason, by=clearance.actor_id, at=clearance.now())
    await store.unblock(clearance, block_id, lift)
    clearance.object_id = block_id
    return block_view(rules.lifted(block, lift))


@post(
    "/partner-systems/stops",
    dependencies=ADMINISTERING,
    opt=doing(STOP_PARTNER, OwnSystemStopped, PartnerStoppedAlready),
)
async def stop_partner_system(
    request: AnyRequest, data: JSONBody[StopPartnerSystem], clearance: NamedDependency[Clearance]
) -> PartnerStopped:
    """Stop a partner system in your network: no token it was given opens anything from the next request on.

    The answer says when it was last used there: a client id that was typed wrong stops nothing.
    """
    stop = rules.stop(
        new_id(),
        data.client_id,
        data.reason,
        own_client_id=request.state.caller.client_id,
        by=clearance.actor_id,
        at=clearance.now(),
    )
    await store.add_stop(clearance, stop)
    clearance.object_id = stop.id
    return stopped_view(stop, await store.find_last_use(clearance, stop.client_id))


@get("/partner-systems/stops", dependencies=ADMINISTERING, opt=doing(LIST_STOPS))
async def list_partner_stops(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[PartnerStops]:
    """Read which partner systems were stopped in your network, and which may go on since."""
    found = await store.list_stops(clearance, position_of(request, cursor, UUID), limit)
    page = PartnerStops(items=tuple(map(stop_view, found)))
    last = found[-1].id if found else None
    return page_answer(request, page, position=last, more=len(found) == limit, limit=limit)


@post(
    "/partner-systems/stops/{stop_id:uuid}/resumptions",
    dependencies=ADMINISTERING,
    opt=doing(RESUME_PARTNER, PartnerStopUnknown, PartnerResumed),
)
async def resume_partner_system(
    stop_id: FromPath[UUID], data: JSONBody[ResumePartnerSystem], clearance: NamedDependency[Clearance]
) -> PartnerStopView:
    """Let a partner system go on."""
    stop = await store.lock_stop(clearance, stop_id)
    lift = rules.resume(stop, data.reason, by=clearance.actor_id, at=clearance.now())
    await store.resume(clearance, stop_id, lift)
    clearance.object_id = stop_id
    return stop_view(rules.resumed(stop, lift))


@get(
    "/breadth-limits",
    dependencies=ADMINISTERING,
    opt={**doing(READ_LIMITS), "answer_headers": ("ETag",)},
)
async def read_breadth_limits(clearance: NamedDependency[Clearance]) -> Response[BreadthLimitsView]:
    """Read how many different clients an hour one professional, and one partner system, may come to."""
    limits = await store.get_limits(clearance)
    return Response(limits_view(limits), headers={"ETag": etag_of(limits.version)})


@put(
    "/breadth-limits",
    dependencies=ADMINISTERING,
    opt={
        **doing(CHANGE_LIMITS, EditionMissing, EditionStale),
        "required_headers": ("If-Match",),
        "answer_headers": ("ETag",),
    },
)
async def set_breadth_limits(
    data: JSONBody[SetBreadthLimits], clearance: NamedDependency[Clearance], if_match: IfMatch = None
) -> Response[BreadthLimitsView]:
    """Set how many different clients an hour one professional, and one partner system, may come to."""
    before = await store.lock_limits(clearance)
    hold_to(if_match, before.version)
    limits = BreadthLimits(data.clients_an_hour, data.partner_clients_an_hour, before.version + 1)
    await store.change_limits(clearance, limits)
    clearance.object_id = clearance.admission.network_id
    return Response(limits_view(limits), headers={"ETag": etag_of(limits.version)})


stops_router = Router(
    "/",
    route_handlers=[
        block_login,
        list_login_blocks,
        unblock_login,
        stop_partner_system,
        list_partner_stops,
        resume_partner_system,
        read_breadth_limits,
        set_breadth_limits,
    ],
    tags=["Directory"],
)
