"""Reading what is handed over."""

from uuid import UUID

from litestar import Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from chaincare.access.api import IN_CASE, doing
from chaincare.access.clearance import Clearance
from chaincare.handovers.model import READ_HANDOVER
from chaincare.handovers.store import find_writer, list_handed
from chaincare.handovers.views import HandoverView, handed_view
from chaincare.regie.proposals import get_proposal
from chaincare.regie.refusals import ProposalUnknown


@get("/", dependencies=IN_CASE, opt=doing(READ_HANDOVER, ProposalUnknown))
async def read_handover(proposal_id: FromPath[UUID], clearance: NamedDependency[Clearance]) -> HandoverView:
    """Read what passes with regie by this proposal: the note, and each thing that is open now, kept or awaiting somebody."""
    proposal = await get_proposal(clearance, proposal_id)
    handed = await list_handed(clearance, proposal.holder_id)
    writer = await find_writer(clearance, proposal)
    return HandoverView(
        proposal_id=proposal.id,
        handover_note=proposal.handover_note,
        note_by=None if writer is None else writer[0],
        note_by_holder=None if writer is None else writer[1],
        items=tuple(map(handed_view, handed)),
    )


handovers_router = Router(
    "/cases/{case_id:uuid}/regie-proposals/{proposal_id:uuid}/handover",
    route_handlers=[read_handover],
    tags=["Regie"],
)
