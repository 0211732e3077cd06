"""Laying regie down, and taking that back (R6)."""

from uuid import UUID

import msgspec
from litestar import Router
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, doing
from chaincare.access.clearance import Clearance
from chaincare.ids import new_id
from chaincare.regie import laying_down, passing, resignations, store
from chaincare.regie.agreed_terms import get_resignation_days
from chaincare.regie.bodies import LayDownRegie, TakeRegieBack
from chaincare.regie.laid_down import ResignationView, resignation_view
from chaincare.regie.model import EndsBecause, VacantBecause
from chaincare.regie.operations import LAY_DOWN_REGIE, TAKE_REGIE_BACK
from chaincare.regie.refusals import (
    HoldsByLaw,
    HoldsNoRegie,
    InterimEndsByItself,
    LaidDownAlready,
    RegieMovesAlready,
    ResignationNotYours,
    ResignationOver,
    ResignationTooLong,
    ResignationTooSoon,
    ResignationUnknown,
)


@post(
    "/",
    dependencies=IN_CASE,
    opt=doing(
        LAY_DOWN_REGIE, HoldsNoRegie, HoldsByLaw, RegieMovesAlready, InterimEndsByItself, LaidDownAlready, ResignationTooSoon, ResignationTooLong
    ),
)  # fmt: skip
async def lay_down_regie(
    data: JSONBody[LayDownRegie], clearance: NamedDependency[Clearance]
) -> ResignationView:
    """Lay regie down, with a reason and a last day. Until the end of that day you direct the case; then it is vacant.

    Without ``endsDate`` that is in ten working days, or as many as the network agreed. Whoever takes over before then replaces you as in any handover.
    """
    await store.add_regie(clearance)
    await store.lock_regie(clearance)
    at, latest = clearance.now(), await store.find_latest_term(clearance)
    term = laying_down.own_term(latest, await passing.voice_of(clearance, at), at)
    days = await get_resignation_days(clearance)
    resignation = laying_down.laid_down(
        new_id(), term, data.because, data.ends_date, at_once=data.at_once, at=at, days=days
    )
    await resignations.add_resignation(clearance, resignation)
    ended = msgspec.structs.replace(term, until=resignation.ends_at)
    await store.set_end(clearance, ended, EndsBecause.LAID_DOWN, resignation.id, at)
    await store.set_vacant_because(clearance, VacantBecause.LAID_DOWN)
    clearance.object_id = resignation.id
    return resignation_view(resignation)


@post(
    "/{resignation_id:uuid}/withdrawals",
    dependencies=IN_CASE,
    opt=doing(TAKE_REGIE_BACK, ResignationUnknown, ResignationNotYours, ResignationOver),
)
async def take_regie_back(
    resignation_id: FromPath[UUID],
    data: JSONBody[TakeRegieBack],  # noqa: ARG001 - an act of its own, with nothing more to say
    clearance: NamedDependency[Clearance],
) -> ResignationView:
    """Take back that you laid regie down, as long as you hold it: you direct the case as before."""
    resignation = await resignations.get_resignation(clearance, resignation_id)
    await store.lock_regie(clearance)
    at, term = clearance.now(), await store.find_latest_term(clearance)
    voice = await passing.voice_of(clearance, at)
    goes_on = laying_down.taken_back(resignation, term, voice, at)
    await resignations.add_withdrawal(clearance, resignation_id, at)
    await store.set_end(clearance, goes_on, None, resignation_id, at)
    clearance.object_id = resignation_id
    return resignation_view(msgspec.structs.replace(resignation, withdrawn_at=at))


resignations_router = Router(
    "/cases/{case_id:uuid}/resignations", route_handlers=[lay_down_regie, take_regie_back], tags=["Regie"]
)
