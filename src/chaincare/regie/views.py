"""Regie as it is answered."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.access.model import INFORMED, Reach
from chaincare.regie.measures import Measure
from chaincare.regie.model import (
    Agreed,
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
    Withdrawn,
)
from chaincare.wire import Instant, View

ProposalState = Literal[
    "open", "agreed", "in_effect", "declined", "objected", "withdrawn", "expired", "lapsed"
]


_STATES: dict[type[Outcome], ProposalState] = {
    Agreed: "agreed",
    InEffect: "in_effect",
    Declined: "declined",
    Objected: "objected",
    Withdrawn: "withdrawn",
    Expired: "expired",
    Lapsed: "lapsed",
}


class RegieResponseView(View):
    """What one party answered: himself, or in presence, as the meeting recorded it and by whom (A8).

    ``takenBackAt``: when he said that he did not assent as it was recorded. His objection stands beside it.
    """

    participation_id: UUID
    answer: Answer
    how: Literal["himself", "in_presence"]
    reason: str | None
    answered_at: Instant
    meeting_id: UUID | None
    recorded_by: UUID | None
    taken_back_at: Instant | None


class RegieProposalView(View):
    """A proposal: ``state`` is open, or how it ended. In effect, regie passed at ``settledAt``; agreed, it will at ``effectiveAt``.

    ``endsAt``: it passes for a time, and returns by itself. ``measure``: by law, where this reader may know which.

    ``objectionLies``: an objection to it waits for the coordinator's decision. ``objectionSettledAt``: the last was let be, or taken
    back, and why, for who may know the case's content, the client and the coordinator.
    ``aboveNorm``: with it who is to direct has more cases than the network's norm, which forbids nothing; null for the client's
    side and for scope `that`. ``to_client``: beside him stands ``contactId``; ``representativeId`` has to agree for who is too young or cannot.
    """

    id: UUID
    kind: ProposalKind
    candidate_id: UUID
    holder_id: UUID | None
    mandate: tuple[Mandate, ...]
    reason: str | None
    handover_note: str | None
    contact_id: UUID | None
    representative_id: UUID | None
    effective_at: Instant | None
    ends_at: Instant | None
    measure: Measure | None
    proposed_at: Instant
    respond_by_at: Instant
    object_by_at: Instant
    above_norm: bool | None
    state: ProposalState
    in_effect: bool
    settled_at: Instant | None
    settled_because: str | None
    responses: tuple[RegieResponseView, ...]
    objection_lies: bool
    objection_settled_at: Instant | None
    objection_settled_because: str | None


class RegieProposals(View):
    """What was proposed about regie in a case, the last first."""

    items: tuple[RegieProposalView, ...]


def shown_to(proposal: Proposal, reach: Reach) -> Proposal:
    """Leave out the texts that are not for this reader (DOMAIN 2).

    A handover note is for those who know the case's content. The coordinator reads what is laid before him,
    objections, what he wrote himself of a measure, and the reasons of assignments, which everybody reads.
    """
    if reach in INFORMED:
        return proposal
    client = reach is Reach.CLIENT
    laid_down = {ProposalKind.ASSIGNMENT} | ({ProposalKind.BY_LAW} if reach is Reach.STEERING else set())
    shown = frozenset(Answer) if client else frozenset({Answer.OBJECTION} if reach is Reach.STEERING else ())
    outcome = proposal.outcome
    if isinstance(outcome, Withdrawn) and not client:
        outcome = msgspec.structs.replace(outcome, reason=None)
    return msgspec.structs.replace(
        proposal,
        handover_note=None,
        measure=None if reach is Reach.THAT else proposal.measure,
        reason=proposal.reason if client or proposal.kind in laid_down else None,
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
        contact_id=seen.contact_id,
        representative_id=seen.representative_id,
        effective_at=seen.effective_at,
        ends_at=seen.ends_at,
        measure=seen.measure,
        proposed_at=seen.proposed_at,
        respond_by_at=seen.respond_by,
        object_by_at=seen.object_by or seen.respond_by,
        above_norm=seen.above_norm if reach in INFORMED | {Reach.STEERING} else None,
        state="open" if outcome is None else _STATES[type(outcome)],
        in_effect=isinstance(outcome, InEffect),
        settled_at=None if outcome is None else outcome.at,
        settled_because=outcome.reason if isinstance(outcome, Withdrawn) else None,
        responses=tuple(_response_view(one, seen.responses) for one in seen.responses),
        objection_lies=bool(seen.objecting),
        objection_settled_at=None if seen.let_be is None else seen.let_be.at,
        objection_settled_because=None if seen.let_be is None or reach is Reach.THAT else seen.let_be.reason,
    )


def _response_view(response: Response, beside: Sequence[Response]) -> RegieResponseView:
    objections = (
        one.answered_at
        for one in beside
        if one.answer is Answer.OBJECTION and one.participation_id == response.participation_id
    )
    return RegieResponseView(
        participation_id=response.participation_id,
        answer=response.answer,
        how="himself" if response.recorded_by is None else "in_presence",
        reason=response.reason,
        answered_at=response.answered_at,
        meeting_id=response.meeting_id if response.recorder_told else None,
        recorded_by=response.recorded_by if response.recorder_told else None,
        taken_back_at=None if response.recorded_by is None else next(objections, None),
    )
