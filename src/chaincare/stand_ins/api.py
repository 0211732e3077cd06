"""Asking somebody to stand in for the holder of regie, answering that, ending it, and reading who does (R9)."""

from uuid import UUID

from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.model import TAKING_ON, Reach
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ids import new_id
from chaincare.regie.candidates import find_candidate
from chaincare.regie.passing import voice_of
from chaincare.regie.store import add_regie, find_latest_term, lock_regie
from chaincare.stand_ins import rules, store
from chaincare.stand_ins.model import (
    ANSWER_STAND_IN,
    END_STAND_IN,
    LIST_STAND_INS,
    PROPOSE_STAND_IN,
    StandInAnswerNotYours,
    StandInDaysUnfit,
    StandInNotYours,
    StandInSettled,
    StandInsOverlap,
    StandInUnfit,
    StandInUnknown,
)
from chaincare.stand_ins.views import (
    AnswerStandIn,
    EndStandIn,
    ProposeStandIn,
    StandIns,
    StandInView,
    stand_in_view,
    told_to_citizen,
)
from chaincare.workdays import day_in_amsterdam


@post("/", dependencies=IN_CASE, opt=doing(PROPOSE_STAND_IN, StandInNotYours, StandInUnfit, StandInDaysUnfit))
async def propose_stand_in(
    data: JSONBody[ProposeStandIn], clearance: NamedDependency[Clearance]
) -> StandInView:
    """Ask a participant to act for you while you are absent, as the holder of regie; he agrees himself.

    The network's coordinator asks while the holder is recorded as absent and could not ask himself.
    """
    await add_regie(clearance)
    await lock_regie(clearance)
    at, term = clearance.now(), await find_latest_term(clearance)
    candidate = await find_candidate(clearance, data.participation_id, at)
    absent = (
        clearance.reach is Reach.STEERING
        and term is not None
        and await store.holder_is_absent(clearance, term.holder_id)
    )
    stand_in = rules.proposed(
        new_id(), term, candidate, data.to_model(), await store.list_running(clearance, day_in_amsterdam(at)),
        reach=clearance.reach, voice=await voice_of(clearance, at), holder_absent=absent, at=at,
    )  # fmt: skip
    await store.add_stand_in(clearance, stand_in)
    clearance.object_id = stand_in.id
    return stand_in_view(stand_in)


@post(
    "/{stand_in_id:uuid}/responses",
    dependencies=IN_CASE,
    opt=doing(
        ANSWER_STAND_IN,
        StandInUnknown,
        StandInAnswerNotYours,
        StandInSettled,
        StandInUnfit,
        StandInDaysUnfit,
        StandInsOverlap,
        *TAKING_ON,
    ),
)
async def answer_stand_in(
    stand_in_id: FromPath[UUID], data: JSONBody[AnswerStandIn], clearance: NamedDependency[Clearance]
) -> StandInView:
    """Agree or refuse to stand in. From then on you act for the holder on these days, whenever he is absent."""
    await add_regie(clearance)
    await lock_regie(clearance)
    at, asked = clearance.now(), await store.get_stand_in(clearance, stand_in_id)
    stand_in = rules.answered(
        asked, data.answer, await find_latest_term(clearance), await find_candidate(clearance, asked.stand_in_id, at),
        voice=await voice_of(clearance, at), at=at,
    )  # fmt: skip
    await store.set_answer(clearance, stand_in, rules.agreed_spans(stand_in))
    clearance.object_id = stand_in_id
    return stand_in_view(stand_in)


@post(
    "/{stand_in_id:uuid}/endings",
    dependencies=IN_CASE,
    opt=doing(END_STAND_IN, StandInUnknown, StandInNotYours, StandInSettled),
)
async def end_stand_in(
    stand_in_id: FromPath[UUID],
    data: JSONBody[EndStandIn],  # noqa: ARG001 - an act of its own, with nothing more to say
    clearance: NamedDependency[Clearance],
) -> StandInView:
    """End it from now on: for the holder, for who stands in, and for the network's coordinator."""
    await add_regie(clearance)
    await lock_regie(clearance)
    at, before = clearance.now(), await store.get_stand_in(clearance, stand_in_id)
    stand_in = rules.ended(before, reach=clearance.reach, voice=await voice_of(clearance, at), at=at)
    await store.set_end(clearance, stand_in)
    clearance.object_id = stand_in_id
    return stand_in_view(stand_in)


@get("/", dependencies=IN_CASE, opt=doing(LIST_STAND_INS))
async def list_stand_ins(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[StandIns]:
    """Read who was asked to stand in for the holder, on which days, and what he answered; the last first.

    A citizen reads who does or did, and no day ahead.
    """
    query, at = str(clearance.case_id), clearance.now()
    found = await store.list_stand_ins(clearance, position_of(request, cursor, UUID, query), limit)
    citizen = clearance.reach is Reach.CLIENT
    return page_answer(
        request,
        StandIns(items=tuple(told_to_citizen(one, at) if citizen else stand_in_view(one) for one in found)),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


stand_ins_router = Router(
    "/cases/{case_id:uuid}/stand-ins",
    route_handlers=[propose_stand_in, answer_stand_in, end_stand_in, list_stand_ins],
    tags=["Regie"],
)
