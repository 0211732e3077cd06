"""A case goes to another region: proposed in it, decided there."""

from collections.abc import AsyncGenerator
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ids import new_id
from chaincare.network_moves import rules, store
from chaincare.network_moves.model import (
    DECIDE_NETWORK_MOVE,
    LIST_NETWORK_MOVES,
    PROPOSE_NETWORK_MOVE,
    READ_RECEIVED,
    WITHDRAW_NETWORK_MOVE,
    MoveOpenAlready,
    NetworkMoveSettled,
    NetworkMoveUnknown,
    NetworkNotThere,
    NetworkUnfit,
    OnlyHolderMoves,
)
from chaincare.network_moves.views import (
    DecideNetworkMove,
    NetworkMoveAnswer,
    NetworkMoves,
    NetworkMoveView,
    ProposeNetworkMove,
    ReceivedNetworkMoves,
    WithdrawNetworkMove,
    move_view,
    received_view,
)
from chaincare.parties.store import get_seat

DOOR_NETWORK_MOVE = Door("door_network_move", "$13")
DOOR_NETWORK_MOVES = Door("door_network_moves", "$13, $14")


async def received_door(
    request: AnyRequest, network_move_id: FromPath[UUID]
) -> AsyncGenerator[Clearance, None]:
    """Let in who coordinates where a case is to go."""
    async with through(request, DOOR_NETWORK_MOVE, [network_move_id]) as clearance:
        yield clearance


async def list_door(
    request: AnyRequest, cursor: Cursor = None, limit: Limit = 25
) -> AsyncGenerator[Clearance, None]:
    """Let the caller into a page of what waits for him."""
    after = position_of(request, cursor, UUID)
    async with through(request, DOOR_NETWORK_MOVES, [after, limit]) as clearance:
        yield clearance


@post(
    "/cases/{case_id:uuid}/network-moves",
    dependencies=IN_CASE,
    opt=doing(PROPOSE_NETWORK_MOVE, OnlyHolderMoves, NetworkNotThere, NetworkUnfit, MoveOpenAlready),
)
async def propose_network_move(
    data: JSONBody[ProposeNetworkMove], clearance: NamedDependency[Clearance]
) -> NetworkMoveView:
    """Propose that the case goes to another region. Its coordinator decides, and is told no name."""
    await store.refuse_second(clearance)
    at, present = clearance.now(), await store.get_network(clearance)
    seat, known = await get_seat(clearance, at), await store.is_network(clearance, data.network_id)
    move = rules.proposed(
        new_id(), clearance.case_id, present, data.network_id, data.because, seat, known=known, at=at
    )
    await store.add_move(clearance, move)
    clearance.object_id = move.id
    return move_view(move)


@get("/cases/{case_id:uuid}/network-moves", dependencies=IN_CASE, opt=doing(LIST_NETWORK_MOVES))
async def list_network_moves(clearance: NamedDependency[Clearance]) -> NetworkMoves:
    """Read to which networks a case went, or is to go."""
    return NetworkMoves(items=tuple(map(move_view, await store.list_moves(clearance))))


@post(
    "/cases/{case_id:uuid}/network-moves/{network_move_id:uuid}/withdrawals",
    dependencies=IN_CASE,
    opt=doing(WITHDRAW_NETWORK_MOVE, NetworkMoveUnknown, OnlyHolderMoves, NetworkMoveSettled),
)
async def withdraw_network_move(
    network_move_id: FromPath[UUID],
    data: JSONBody[WithdrawNetworkMove],  # noqa: ARG001 - an act of its own, with nothing more to say
    clearance: NamedDependency[Clearance],
) -> NetworkMoveView:
    """Take it back, as long as it was not decided; or let be what was declined or expired, which leaves the worklist."""
    at, move = clearance.now(), await store.lock_move(clearance, network_move_id)
    settled = rules.withdrawn(move, await get_seat(clearance, at), at=at)
    await store.set_state(clearance, settled)
    clearance.object_id = move.id
    return move_view(settled)


@get("/network-moves", dependencies={"clearance": Provide(list_door)}, opt=doing(READ_RECEIVED))
async def list_received_network_moves(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,  # noqa: ARG001 - the door was asked for the page
    limit: Limit = 25,
) -> Response[ReceivedNetworkMoves]:
    """Read which cases are to come to the networks you coordinate: by reference, without a name."""
    found = await store.list_received(clearance) if clearance.page else []
    page = ReceivedNetworkMoves(items=tuple(map(received_view, found)))
    last = found[-1].move.id if found else None
    return page_answer(request, page, position=last, more=len(clearance.page) == limit, limit=limit)


@post(
    "/network-moves/{network_move_id:uuid}/responses",
    dependencies={"clearance": Provide(received_door)},
    opt=doing(DECIDE_NETWORK_MOVE, NetworkMoveSettled),
)
async def decide_network_move(
    network_move_id: FromPath[UUID],
    data: JSONBody[DecideNetworkMove],
    clearance: NamedDependency[Clearance],
) -> NetworkMoveView:
    """Accept or decline a case. Accepted, it is in your network from that instant on, and in no other.

    Regie and everybody's part stay as they are, each on his own basis; the terms of your network count from then on.
    """
    move = await store.lock_move(clearance, network_move_id)
    accept = data.answer is NetworkMoveAnswer.ACCEPT
    settled = rules.decided(move, accept=accept, by=clearance.actor_id, at=clearance.now())
    await store.set_state(clearance, settled)
    clearance.object_id = move.id
    return move_view(settled)


network_moves_router = Router(
    "/",
    route_handlers=[
        propose_network_move,
        list_network_moves,
        withdraw_network_move,
        list_received_network_moves,
        decide_network_move,
    ],
    tags=["Cases"],
)
