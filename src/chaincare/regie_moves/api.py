"""Moving all regie of one person: begun once, gone on with slice by slice, answered by who is to take over."""

from collections.abc import AsyncGenerator
from functools import partial
from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.paging import Cursor, Limit, last_case, page_answer, position_of
from chaincare.ids import new_id
from chaincare.legal_grounds.model import CITING
from chaincare.parties.refusals import BasisRunsOut
from chaincare.regie.refusals import HandoverNoteNeeded
from chaincare.regie_moves import rules, store
from chaincare.regie_moves.acting import DOOR_MOVE, Act, answer, ask, may_continue, slice_of
from chaincare.regie_moves.model import (
    ANSWER_MOVE,
    BEGIN_MOVE,
    GO_ON,
    LIST_MOVE,
    LIST_MOVES,
    READ_MOVE,
    SLICE,
    WITHDRAW_MOVE,
    MoveNotYours,
    MoveOver,
    MoveRuns,
    MoveToAnother,
    NothingToMove,
    SuccessorNotBroughtIn,
)
from chaincare.regie_moves.views import (
    AnswerRegieMove,
    BeginRegieMove,
    ContinueRegieMove,
    RegieMoveCases,
    RegieMoves,
    RegieMoveSlice,
    RegieMoveView,
    WithdrawRegieMove,
    case_view,
    item_view,
    move_view,
)

DOOR_MOVES = Door("door_regie_moves")
DOOR_MOVE_CASES = Door("door_regie_move_cases", "$13, $14, $15")


async def beginning_door(
    request: AnyRequest, professional_id: FromPath[UUID]
) -> AsyncGenerator[Clearance, None]:
    """Let in whose regie it is, or who coordinates the network he works in."""
    async with through(request, DOOR_MOVE, [professional_id, None]) as clearance:
        yield clearance


async def move_door(request: AnyRequest, move_id: FromPath[UUID]) -> AsyncGenerator[Clearance, None]:
    """Let in who moves, and who is to take over."""
    async with through(request, DOOR_MOVE, [None, move_id]) as clearance:
        yield clearance


async def moves_door(request: AnyRequest) -> AsyncGenerator[Clearance, None]:
    """Let the caller into what is his to see."""
    async with through(request, DOOR_MOVES, []) as clearance:
        yield clearance


async def cases_door(
    request: AnyRequest, move_id: FromPath[UUID], cursor: Cursor = None, limit: Limit = 25
) -> AsyncGenerator[Clearance, None]:
    """Let the caller into a page of the cases of a move."""
    after = position_of(request, cursor, UUID, str(move_id))
    async with through(request, DOOR_MOVE_CASES, [move_id, after, limit]) as clearance:
        yield clearance


@post(
    "/professionals/{professional_id:uuid}/regie-moves",
    dependencies={"clearance": Provide(beginning_door)},
    opt=doing(BEGIN_MOVE, MoveToAnother, MoveRuns, NothingToMove),
)
async def begin_regie_move(
    professional_id: FromPath[UUID], data: JSONBody[BeginRegieMove], clearance: NamedDependency[Clearance]
) -> RegieMoveView:
    """Begin to move all regie of one person to another: he hands it over himself, or the coordinator assigns it (R2).

    One runs at a time of each person, and one by order in each network; the coordinator's order takes the place of what the holder began, in its cases. Nothing is proposed yet: go on with it (`…/continuations`), a slice at a time, until nothing is pending.
    """
    known = await store.can_take_over(clearance, data.successor, professional_id)
    at, by = clearance.now(), clearance.actor_id
    move = rules.begun(new_id(), professional_id, data.successor, data.reason, by=by, known=known, at=at)
    await store.begin(clearance, move)
    clearance.object_id = move.id
    return move_view(move, await store.count(clearance, move.id))


@get("/regie-moves", dependencies={"clearance": Provide(moves_door)}, opt=doing(LIST_MOVES))
async def list_regie_moves(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[RegieMoves]:
    """Read which moves you began, which are to come to you, and those with a case that you steer."""
    found = await store.list_moves(clearance, position_of(request, cursor, UUID), limit)
    page = RegieMoves(items=tuple(map(item_view, found)))
    position, more = (found[-1].id if found else None), len(found) == limit
    return page_answer(request, page, position=position, more=more, limit=limit)


@post(
    "/regie-moves/{move_id:uuid}/withdrawals",
    dependencies={"clearance": Provide(move_door)},
    opt=doing(WITHDRAW_MOVE, MoveNotYours, MoveOver),
)
async def withdraw_regie_move(
    move_id: FromPath[UUID],
    data: JSONBody[WithdrawRegieMove],  # noqa: ARG001 - an act of its own, with nothing more to say
    clearance: NamedDependency[Clearance],
) -> RegieMoveView:
    """Put a move aside: by who began it, or by a coordinator who steers a case of it."""
    at, move = clearance.now(), await store.get_move(clearance, move_id)
    rules.may_put_aside(move, by=clearance.actor_id)
    if not await store.put_aside(clearance, move_id, at):
        raise MoveOver
    clearance.object_id = move_id
    return move_view(await store.get_move(clearance, move_id), await store.count(clearance, move_id))


@get("/regie-moves/{move_id:uuid}", dependencies={"clearance": Provide(move_door)}, opt=doing(READ_MOVE))
async def read_regie_move(move_id: FromPath[UUID], clearance: NamedDependency[Clearance]) -> RegieMoveView:
    """Read how far a move has come."""
    move = await store.get_move(clearance, move_id)
    return move_view(move, await store.count(clearance, move_id))


@get(
    "/regie-moves/{move_id:uuid}/cases",
    dependencies={"clearance": Provide(cases_door)},
    opt=doing(LIST_MOVE),
)
async def list_regie_move_cases(
    request: AnyRequest,
    move_id: FromPath[UUID],
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,  # noqa: ARG001 - the door was asked for the page
    limit: Limit = 25,
) -> Response[RegieMoveCases]:
    """Read how the cases of a move stand, those you may come into."""
    rows = await store.list_page(clearance, move_id) if clearance.page else []
    page = RegieMoveCases(items=tuple(map(case_view, rows)))
    more = len(clearance.page) == limit
    return page_answer(
        request, page, position=last_case(clearance), more=more, limit=limit, query=str(move_id)
    )


@post(
    "/regie-moves/{move_id:uuid}/continuations",
    opt=doing(
        GO_ON, MoveNotYours, MoveOver, HandoverNoteNeeded, SuccessorNotBroughtIn, BasisRunsOut, *CITING
    ),
)
async def continue_regie_move(
    request: AnyRequest, move_id: FromPath[UUID], data: JSONBody[ContinueRegieMove]
) -> RegieMoveSlice:
    """Go on with a move: propose it in the next twenty cases, each by its own rules, in a transaction of its own.

    Any number of processes may; none takes a case that another has in hand. What was cut off is gone on with after a minute.
    """

    async def lines(clearance: Clearance) -> list[tuple[UUID, Act]]:
        move = await store.get_move(clearance, move_id)
        await may_continue(clearance, move, data)
        if data.retry_failed:
            await store.retry(clearance, move_id)
        taken = await store.take(clearance, move_id, SLICE)
        return [(one, partial(ask, move=move, asked=data)) for one in taken]

    return await slice_of(request, move_id, lines, noted=True)


@post("/regie-moves/{move_id:uuid}/responses", opt=doing(ANSWER_MOVE, MoveNotYours))
async def answer_regie_move(
    request: AnyRequest, move_id: FromPath[UUID], data: JSONBody[AnswerRegieMove]
) -> RegieMoveSlice:
    """Answer the next twenty proposals of a move, all the same, in your own name; each is an answer of its own."""

    async def lines(clearance: Clearance) -> list[tuple[UUID, Act]]:
        move = await store.get_move(clearance, move_id)
        rules.may_answer(move, by=clearance.actor_id)
        waiting = await store.list_waiting(clearance, move_id, SLICE)
        act = partial(answer, said=data.answer, reason=data.reason)
        return [(one, partial(act, proposal_id=proposal)) for one, proposal in waiting]

    return await slice_of(request, move_id, lines, noted=False)


regie_moves_router = Router(
    "/",
    route_handlers=[
        begin_regie_move,
        list_regie_moves,
        withdraw_regie_move,
        read_regie_move,
        list_regie_move_cases,
        continue_regie_move,
        answer_regie_move,
    ],
    tags=["Regie"],
)
