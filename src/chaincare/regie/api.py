"""Proposing and answering who directs the case, and reading who does."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response as HttpResponse
from litestar import Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, AnyRequest, doing
from chaincare.access.clearance import Clearance
from chaincare.access.paging import Cursor, Limit, page_answer, position_of
from chaincare.ages.model import AgeUndecided
from chaincare.regie import passing, proposing, reading, resignations, rules, states, store
from chaincare.regie.bodies import AnswerRegieProposal, ProposeRegie, WithdrawRegieProposal
from chaincare.regie.operations import (
    ANSWER_PROPOSAL,
    PROPOSE_REGIE,
    READ_PROPOSAL,
    READ_REGIE,
    READ_TERMS,
    WITHDRAW_PROPOSAL,
)
from chaincare.regie.refusals import (
    AgreementNotYours,
    AlreadyAnswered,
    AnswerInOwnName,
    AnswerReasonNeeded,
    AssentOrRefusalAsked,
    AssignmentReasonNeeded,
    CandidateCannotDirect,
    CandidateJustLeft,
    CandidateUnknown,
    ContactUnfit,
    DirectedByLaw,
    HandoverNoteNeeded,
    HoldsRegieAlready,
    NobodyToReturnTo,
    ObjectionTooLate,
    ProposalOpenAlready,
    ProposalSettled,
    ProposalUnknown,
    RegieMovesAlready,
    RepresentativeNeeded,
    WithdrawalNotYours,
)
from chaincare.regie.views import (
    RegieProposalView,
    RegieTerms,
    RegieView,
    proposal_view,
    regie_view,
    term_view,
)
from chaincare.wire import Instant, in_utc

At = Annotated[
    Instant | None, QueryParameter(name="at", description="The moment that is asked about; now, if left out.")
]
KnownAt = Annotated[
    Instant | None,
    QueryParameter(name="knownAt", description="As it was known at this moment; now, if left out."),
]


@post(
    "/",
    dependencies=IN_CASE,
    opt=doing(
        PROPOSE_REGIE,
        CandidateUnknown,
        CandidateCannotDirect,
        HoldsRegieAlready,
        ProposalOpenAlready,
        AssignmentReasonNeeded,
        HandoverNoteNeeded,
        CandidateJustLeft,
        ContactUnfit,
        RepresentativeNeeded,
        AgeUndecided,
        RegieMovesAlready,
        NobodyToReturnTo,
        DirectedByLaw,
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


@get("/{proposal_id:uuid}", dependencies=IN_CASE, opt=doing(READ_PROPOSAL, ProposalUnknown))
async def read_regie_proposal(
    proposal_id: FromPath[UUID], clearance: NamedDependency[Clearance]
) -> RegieProposalView:
    """Read a proposal, the answers to it and how it ended."""
    proposal = await store.get_proposal(clearance, proposal_id)
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
    proposal = states.as_of(await store.get_proposal(clearance, proposal_id), at)
    outcome = rules.withdrawn(
        proposal, data.reason, actor_id=clearance.actor_id, reach=clearance.reach, at=at
    )
    clearance.object_id = proposal_id
    await passing.put_aside(clearance, proposal, outcome, at)
    return proposal_view(msgspec.structs.replace(proposal, outcome=outcome), clearance.reach)


@get("/regie", dependencies=IN_CASE, opt=doing(READ_REGIE))
async def read_regie(
    clearance: NamedDependency[Clearance], at: At = None, known_at: KnownAt = None
) -> RegieView:
    """Read who directs the case, now or at a moment you name (R8), and how to reach him.

    Now it is vacant too when the holder cannot act any more (R6); the past shows who held it then. In the future it
    is who will, as far as anybody knows. With ``knownAt`` the answer is the one that was recorded by that moment: what
    was known then of ``at``, or of that very moment.
    """
    now = clearance.now()
    if known_at is not None:
        known = min(in_utc(known_at), now)
        moment = known if at is None else in_utc(at)
        recorded = await reading.find_holder_as_known(clearance, moment, known)
        directing = states.directing(recorded, moment, now=now)
        return regie_view(directing, moment, known, ends=None if recorded is None else recorded.ends_because)
    moment = now if at is None else in_utc(at)
    latest = await reading.find_holder(clearance, moment, now)
    directing = states.directing(latest, moment, now=now)
    acting = await reading.find_acting(clearance, moment, now)
    ends = None if latest is None else latest.ends_because
    if at is not None:
        return regie_view(directing, moment, acting=acting, ends=ends)
    open_id = await store.find_open_proposal(clearance, now)
    objected_at = None if latest is None else latest.objected_at
    resignation = await resignations.find_resignation(clearance)
    return regie_view(directing, moment, None, open_id, resignation, objected_at, acting, ends)


@get("/regie-terms", dependencies=IN_CASE, opt=doing(READ_TERMS))
async def list_regie_terms(
    request: AnyRequest,
    clearance: NamedDependency[Clearance],
    cursor: Cursor = None,
    limit: Limit = 25,
) -> HttpResponse[RegieTerms]:
    """Read who held regie from when until when, how he came to it and why it ended, the latest first."""
    before = position_of(request, cursor, datetime, str(clearance.case_id))
    found = await reading.list_holders(clearance, before, limit)
    return page_answer(
        request,
        RegieTerms(items=tuple(map(term_view, found))),
        position=found[-1].holder.since if found else None,
        more=len(found) == limit,
        limit=limit,
        query=str(clearance.case_id),
    )


regie_router = Router(
    "/cases/{case_id:uuid}",
    route_handlers=[
        Router(
            "/regie-proposals",
            route_handlers=[
                propose_regie,
                read_regie_proposal,
                answer_regie_proposal,
                withdraw_regie_proposal,
            ],
        ),
        read_regie,
        list_regie_terms,
    ],
    tags=["Regie"],
)
