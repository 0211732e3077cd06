"""Putting right when a term of regie began, as a new record; what was believed before stays to be read (R8)."""

from litestar import Router, get
from litestar.di import NamedDependency
from litestar.params import JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, doing
from chaincare.access.clearance import Clearance
from chaincare.ids import new_id
from chaincare.regie import corrections, store
from chaincare.regie.bodies import CorrectRegieTerm
from chaincare.regie.corrected import corrected
from chaincare.regie.operations import CORRECT_TERM, LIST_CORRECTIONS
from chaincare.regie.refusals import HolderTookNoPart, TermStaysAsItIs, TermUnknown
from chaincare.regie.seeing import RegieCorrections, RegieCorrectionView, correction_view


@post(
    "/",
    dependencies=IN_CASE,
    opt=doing(CORRECT_TERM, TermUnknown, TermStaysAsItIs, HolderTookNoPart),
)
async def correct_regie_term(
    data: JSONBody[CorrectRegieTerm], clearance: NamedDependency[Clearance]
) -> RegieCorrectionView:
    """Say that a term of regie began at another moment than was recorded, and why that is known; the coordinator does.

    The term before it ends there, where one followed the other. ``knownAt`` tells what was believed until now.
    """
    await store.add_regie(clearance)
    await store.lock_regie(clearance)
    since = await corrections.find_unused(clearance, data.since_at)
    boundary = await corrections.find_boundary(clearance, data.recorded_since_at, since)
    correction = corrected(new_id(), boundary, since, data.reason, clearance.now())
    if boundary is not None:
        await corrections.move_term(clearance, boundary, correction)
    await corrections.add_correction(clearance, correction)
    clearance.object_id = correction.id
    return correction_view(correction)


@get("/", dependencies=IN_CASE, opt=doing(LIST_CORRECTIONS))
async def list_regie_corrections(clearance: NamedDependency[Clearance]) -> RegieCorrections:
    """Read of which terms it was put right when they began, and why."""
    found = await corrections.list_corrections(clearance)
    return RegieCorrections(items=tuple(map(correction_view, found)))


regie_correcting_router = Router(
    "/cases/{case_id:uuid}/regie-corrections",
    route_handlers=[correct_regie_term, list_regie_corrections],
    tags=["Regie"],
)
