"""Regie as it is asked for and answered."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec

from chaincare.access.model import INFORMED, Reach
from chaincare.cases.model import Holder
from chaincare.cases.views import HolderView, holder_view
from chaincare.regie.model import (
    Answer,
    Declined,
    Expired,
    InEffect,
    Lapsed,
    Mandate,
    Objected,
    Outcome,
    Proposal,
    ProposalKind,
    Response,
    VacantBecause,
    Withdrawn,
)
from chaincare.wire import Body, Instant, Line, Text, View

ProposalState = Literal["open", "in_effect", "declined", "objected", "withdrawn", "expired", "lapsed"]


_STATES: dict[type[Outcome], ProposalState] = {
    InEffect: "in_effect",
    Declined: "declined",
    Objected: "objected",
    Withdrawn: "withdrawn",
    Expired: "expired",
    Lapsed: "lapsed",
}


class ProposeRegie(Body):
    """Propose who directs the case, and what he may do.

    ``candidate`` is a participation. A handover needs ``handoverNote``; an assignment by the network coordinator
    needs ``reason``, which stays readable for everybody in the case.
    """

    candidate: UUID
    mandate: Annotated[tuple[Mandate, ...], msgspec.Meta(min_length=1, max_length=len(Mandate))]
    handover_note: Text | None = None
    reason: Line | None = None


class AnswerRegieProposal(Body):
    """The candidate and the present holder assent or refuse; every other party may object.

    A refusal and an objection need a reason; an objection's reason goes to the network coordinator.
    """

    answer: Answer
    reason: Line | None = None


class WithdrawRegieProposal(Body):
    """Why it is withdrawn."""

    reason: Line


class RegieResponseView(View):
    """What one party answered: himself, or in presence, as the meeting recorded it and by whom (A8)."""

    participation_id: UUID
    answer: Answer
    how: Literal["himself", "in_presence"]
    reason: str | None
    answered_at: Instant
    meeting_id: UUID | None
    recorded_by: UUID | None


class RegieProposalView(View):
    """A proposal: ``state`` is open, or how it ended. In effect, regie passed at ``settledAt``."""

    id: UUID
    kind: ProposalKind
    candidate_id: UUID
    holder_id: UUID | None
    mandate: tuple[Mandate, ...]
    reason: str | None
    handover_note: str | None
    proposed_at: Instant
    respond_by_at: Instant
    state: ProposalState
    in_effect: bool
    settled_at: Instant | None
    settled_because: str | None
    responses: tuple[RegieResponseView, ...]


class RegieView(View):
    """Who directs the case at a moment, or why nobody does. An open proposal shows only for the present."""

    at: Instant
    vacant: bool
    because: VacantBecause | None
    holder: HolderView | None
    open_proposal_id: UUID | None


class RegieTermView(View):
    """Who held regie from when until when. Kind ``assigned``: by the coordinator, not agreed by the parties."""

    holder: HolderView
    proposal_id: UUID | None


class RegieTerms(View):
    """The terms of regie, the latest first."""

    items: tuple[RegieTermView, ...]


def shown_to(proposal: Proposal, reach: Reach) -> Proposal:
    """Leave out the texts that are not for this reader (DOMAIN 2).

    A handover note is for those who know the case's content. The coordinator reads what is laid before him,
    objections, and the reasons of assignments, which everybody reads.
    """
    if reach in INFORMED:
        return proposal
    client = reach is Reach.CLIENT
    assignment = proposal.kind is ProposalKind.ASSIGNMENT
    shown = frozenset(Answer) if client else frozenset({Answer.OBJECTION} if reach is Reach.STEERING else ())
    outcome = proposal.outcome
    if isinstance(outcome, Withdrawn) and not client:
        outcome = msgspec.structs.replace(outcome, reason=None)
    return msgspec.structs.replace(
        proposal,
        handover_note=None,
        reason=proposal.reason if client or assignment else None,
        responses=tuple(
            one if one.answer in shown else msgspec.structs.replace(one, reason=None)
            for one in proposal.responses
        ),
        outcome=outcome,
    )


def proposal_view(proposal: Proposal, reach: Reach) -> RegieProposalView:
    """Show a proposal as far as this reader's part goes."""
    seen = shown_to(proposal, reach)
    outcome = seen.outcome
    return RegieProposalView(
        id=seen.id,
        kind=seen.kind,
        candidate_id=seen.candidate_id,
        holder_id=seen.holder_id,
        mandate=seen.mandate,
        reason=seen.reason,
        handover_note=seen.handover_note,
        proposed_at=seen.proposed_at,
        respond_by_at=seen.respond_by,
        state="open" if outcome is None else _STATES[type(outcome)],
        in_effect=isinstance(outcome, InEffect),
        settled_at=None if outcome is None else outcome.at,
        settled_because=outcome.reason if isinstance(outcome, Withdrawn) else None,
        responses=tuple(map(_response_view, seen.responses)),
    )


def _response_view(response: Response) -> RegieResponseView:
    return RegieResponseView(
        participation_id=response.participation_id,
        answer=response.answer,
        how="himself" if response.recorded_by is None else "in_presence",
        reason=response.reason,
        answered_at=response.answered_at,
        meeting_id=response.meeting_id,
        recorded_by=response.recorded_by,
    )


def regie_view(now: Holder | VacantBecause, at: Instant, open_proposal_id: UUID | None) -> RegieView:
    """Show who directs the case."""
    holder = None if isinstance(now, VacantBecause) else holder_view(now)
    return RegieView(
        at=at,
        vacant=holder is None,
        because=now if isinstance(now, VacantBecause) else None,
        holder=holder,
        open_proposal_id=open_proposal_id,
    )
