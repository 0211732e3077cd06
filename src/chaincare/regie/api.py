"""Proposing and answering who directs the case."""

from uuid import UUID

import msgspec
from litestar import Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.model import TAKING_ON
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ages.model import AgeUndecided
from chaincare.regie import answers, passing, proposals, proposing, rules, states, store
from chaincare.regie.bodies import (
    AnswerRegieProposal,
    ProposeRegie,
    SettleRegieObjection,
    WithdrawRegieProposal,
)
from chaincare.regie.operations import (
    ACKNOWLEDGE_PROPOSAL,
    ANSWER_PROPOSAL,
    LIST_PROPOSALS,
    PROPOSE_REGIE,
    READ_PROPOSAL,
    SETTLE_OBJECTION,
    WITHDRAW_PROPOSAL,
)
from chaincare.regie.refusals import (
    AcknowledgementNotYours,
    AgreementNotYours,
    AlreadyAnswered,
    AnswerInOwnName,
    AnswerReasonNeeded,
    AssentOrRefusalAsked,
    AssignmentReasonNeeded,
    CandidateCannotDirect,
    CandidateJustLeft,
    CandidateLeaves,
    CandidateUnknown,
    ContactUnfit,
    DirectedByLaw,
    HandoverNoteNeeded,
    HolderNotAdmitted,
    HoldsRegieAlready,
    NobodyToReturnTo,
    NoObjectionLies,
    NothingToAcknowledge,
    ObjectionNotYours,
    ObjectionTooLate,
    ObjectionUndecided,
    ProposalOpenAlready,
    ProposalSettled,
    ProposalUnknown,
    RegieMovesAlready,
    RepresentativeNeeded,
    WithdrawalNotYours,
)
from chaincare.regie.views import (
    RegieProposals,
    RegieProposalView,
    proposal_view,
)
from chaincare.wire import Nothing


@post(
    "/",
    dependencies=IN_CASE,
    opt=doing(
        PROPOSE_REGIE,
        CandidateUnknown,
        CandidateCannotDirect,
        HoldsRegieAlready,
        ProposalOpenAlready,
        ObjectionUndecided,
        AssignmentReasonNeeded,
        HandoverNoteNeeded,
        HolderNotAdmitted,
        CandidateJustLeft,
        CandidateLeaves,
        ContactUnfit,
        RepresentativeNeeded,
        AgeUndecided,
        RegieMovesAlready,
        NobodyToReturnTo,
        DirectedByLaw,
        *TAKING_ON,
    ),
)
async def propose_regie(
    data: JSONBody[ProposeRegie], clearance: NamedDependency[Clearance]
) -> RegieProposalView:
    """Propose who directs the case. Who proposes and is asked himself agrees by proposing.

    Who puts himself forward while nobody holds regie needs one other professional's assent, if there is one, or was one
    when the case was closed. A
    participant proposes the first holder, or a handover; the network coordinator assigns, which puts an open proposal
    aside. With ``contact`` it is the client who is to direct, and that professional stands beside him.
    """
    proposal = await proposing.propose(clearance, data.to_model())
    clearance.object_id = proposal.id
    return proposal_view(proposal, clearance.reach)


@get("/", dependencies=IN_CASE, opt=doing(LIST_PROPOSALS))
async def list_regie_proposals(
    request: AnyRequest, clearance: NamedDependency[Clearance], cursor: Cursor = None, limit: Limit = 25
) -> Response[RegieProposals]:
    """Read what was proposed about who directs the case, with the answers and how each ended, the last first."""
    query, at = str(clearance.case_id), clearance.now()
    found = await proposals.list_proposals(clearance, position_of(request, cursor, UUID, query), limit)
    return page_answer(
        request,
        RegieProposals(
            items=tuple(proposal_view(states.as_of(one, at), clearance.reach) for one in found),
        ),
        position=found[-1].id if found else None,
        more=len(found) == limit,
        limit=limit,
        query=query,
    )


@get("/{proposal_id:uuid}", dependencies=IN_CASE, opt=doing(READ_PROPOSAL, ProposalUnknown))
async def read_regie_proposal(
    proposal_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> RegieProposalView:
    """Read a proposal, the answers to it and how it ended."""
    proposal = await proposals.get_proposal(clearance, proposal_id)
    return proposal_view(states.as_of(proposal, clearance.now()), clearance.reach)


@post(
    "/{proposal_id:uuid}/responses",
    dependencies=IN_CASE,
    opt=doing(
        ANSWER_PROPOSAL,
        ProposalUnknown,
        AnswerInOwnName,
        AgreementNotYours,
        AssentOrRefusalAsked,
        AnswerReasonNeeded,
        AlreadyAnswered,
        ProposalSettled,
        ObjectionTooLate,
        CandidateCannotDirect,
        CandidateJustLeft,
        CandidateLeaves,
        *TAKING_ON,
    ),
)
async def answer_regie_proposal(
    proposal_id: FromPath[UUID],
    data: JSONBody[AnswerRegieProposal],
    clearance: NamedDependency[Clearance],
) -> RegieProposalView:
    """Assent or refuse when you are asked; object when you are another party. Regie passes with the last assent.

    Where somebody put himself forward while nobody holds regie, the assent of any other professional is asked. Whoever
    holds regie by an assent that a meeting recorded for him, and objects to that, directs the case no more.
    """
    clearance.object_id = proposal_id
    answered = await proposing.answer(clearance, proposal_id, data.answer, data.reason)
    return proposal_view(answered, clearance.reach)


@post(
    "/{proposal_id:uuid}/withdrawals",
    dependencies=IN_CASE,
    opt=doing(WITHDRAW_PROPOSAL, ProposalUnknown, ProposalSettled, WithdrawalNotYours),
)
async def withdraw_regie_proposal(
    proposal_id: FromPath[UUID],
    data: JSONBody[WithdrawRegieProposal],
    clearance: NamedDependency[Clearance],
) -> RegieProposalView:
    """Withdraw a proposal that is open, or agreed for later: for who made it, and for the network coordinator."""
    await store.lock_regie(clearance)
    at = clearance.now()
    proposal = states.as_of(await proposals.get_proposal(clearance, proposal_id), at)
    outcome = rules.withdrawn(
        proposal, data.reason, actor_id=clearance.actor_id, reach=clearance.reach, at=at
    )
    clearance.object_id = proposal_id
    await passing.put_aside(clearance, proposal, outcome, at)
    return proposal_view(msgspec.structs.replace(proposal, outcome=outcome), clearance.reach)


@post(
    "/{proposal_id:uuid}/acknowledgements",
    dependencies=IN_CASE,
    opt=doing(ACKNOWLEDGE_PROPOSAL, ProposalUnknown, AcknowledgementNotYours, NothingToAcknowledge),
)
async def acknowledge_regie_proposal(
    proposal_id: FromPath[UUID],
    data: JSONBody[Nothing],  # noqa: ARG001 - an act of its own, with nothing more to say
    clearance: NamedDependency[Clearance],
) -> RegieProposalView:
    """Take note that a proposal expired or lapsed: it leaves your worklist, and stays in the history."""
    await passing.lock(clearance)
    proposal = states.as_of(await proposals.get_proposal(clearance, proposal_id), clearance.now())
    answers.taken_note_of(proposal, clearance.actor_id, clearance.reach)
    await proposals.take_note(clearance, proposal_id)
    clearance.object_id = proposal_id
    return proposal_view(proposal, clearance.reach)


@post(
    "/{proposal_id:uuid}/objection-settlements",
    dependencies=IN_CASE,
    opt=doing(SETTLE_OBJECTION, ProposalUnknown, NoObjectionLies, ObjectionNotYours),
)
async def settle_regie_objection(
    proposal_id: FromPath[UUID],
    data: JSONBody[SettleRegieObjection],
    clearance: NamedDependency[Clearance],
) -> RegieProposalView:
    """Let an objection be, as the network coordinator, or take back your own; until then the parties propose nobody else.

    How the proposal ended stays as it is: propose anew. To assign decides on an objection too.
    """
    clearance.object_id = proposal_id
    settled = await passing.settle_objection(clearance, proposal_id, data.reason)
    return proposal_view(settled, clearance.reach)


regie_router = Router(
    "/cases/{case_id:uuid}",
    route_handlers=[
        Router(
            "/regie-proposals",
            route_handlers=[
                propose_regie,
                list_regie_proposals,
                read_regie_proposal,
                answer_regie_proposal,
                withdraw_regie_proposal,
                acknowledge_regie_proposal,
                settle_regie_objection,
            ],
        ),
    ],
    tags=["Regie"],
)
