"""Rules of regie: who may be proposed, who is asked, and when it passes. Pure.

Each rule is judged on what was read after the case's regie row was locked, at a moment read after that lock.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import assert_never
from uuid import UUID

import msgspec

from chaincare.access.model import NotYours, Reach
from chaincare.cases.model import Holder
from chaincare.regie.model import (
    Answer,
    Candidate,
    Declined,
    Draft,
    Expired,
    InEffect,
    Lapsed,
    Mandate,
    Objected,
    Outcome,
    Proposal,
    ProposalKind,
    Response,
    Term,
    TermKind,
    VacantBecause,
    Withdrawn,
)
from chaincare.regie.refusals import (
    AgreementNotYours,
    AlreadyAnswered,
    AnswerInOwnName,
    AnswerReasonNeeded,
    AssentOrRefusalAsked,
    AssignmentReasonNeeded,
    CandidateCannotDirect,
    CandidateUnknown,
    HandoverNoteNeeded,
    HoldsRegieAlready,
    ObjectionTooLate,
    ProposalOpenAlready,
    ProposalSettled,
    RegieNotVacant,
    WithdrawalNotYours,
)

TICK = timedelta(microseconds=1)
INTERIM_MANDATE = (Mandate.CONVENE, Mandate.CONTACT, Mandate.GUARD_AGREEMENTS)
"""What an interim holder may do: to decide is for somebody the parties agreed on."""

_DIRECTING_SCOPES = frozenset({"core", "full"})


def holds(term: Term | None, at: datetime) -> bool:
    """Say whether the latest term still runs."""
    return term is not None and (term.until is None or term.until > at)


def can_direct(candidate: Candidate | None, at: datetime) -> bool:
    """Say whether this party could hold regie now: an active professional in his own name, who sees the core."""
    return (
        candidate is not None
        and candidate.professional
        and candidate.active
        and candidate.scope in _DIRECTING_SCOPES
        and candidate.scope_from is not None
        and candidate.scope_from <= at
    )


def overdue(proposal: Proposal, at: datetime) -> Expired | None:
    """Give the outcome of an open proposal whose term is over; it ended then, whenever somebody looks."""
    if proposal.outcome is not None or at < proposal.respond_by:
        return None
    return Expired(at=proposal.respond_by)


def as_of(proposal: Proposal, at: datetime) -> Proposal:
    """Give the proposal as it stands at a moment: expired when its term is over, written down already or not."""
    expired = overdue(proposal, at)
    return proposal if expired is None else msgspec.structs.replace(proposal, outcome=expired)


def may_propose(reach: Reach, own_id: UUID, term: Term | None, at: datetime) -> None:
    """Check who proposes: who has scope full, the coordinator, and the holder himself with core too.

    A holder who came in with scope core must be able to hand over, or he could never leave (R6). Raises NotYours.
    """
    if reach is Reach.CORE and not (term is not None and holds(term, at) and term.holder_id == own_id):
        raise NotYours


def proposed(
    reach: Reach,
    term: Term | None,
    candidate: Candidate | None,
    mandate: Sequence[Mandate],
    reason: str | None,
    handover_note: str | None,
    at: datetime,
) -> Draft:
    """Decide what is proposed, and whose agreement it takes (R2).

    The coordinator assigns, with a reason; nobody but the candidate is asked. An interim holder was agreed on by
    nobody, so under him regie is still to be agreed for the first time. Raises CandidateUnknown,
    CandidateCannotDirect, HoldsRegieAlready, AssignmentReasonNeeded, HandoverNoteNeeded.
    """
    if candidate is None:
        raise CandidateUnknown
    if not can_direct(candidate, at):
        raise CandidateCannotDirect
    agreed = term if term is not None and holds(term, at) and term.kind is not TermKind.INTERIM else None
    if agreed is not None and agreed.holder_id == candidate.participation_id:
        raise HoldsRegieAlready
    kind, holder_id = ProposalKind.FIRST, None
    if reach is Reach.STEERING:
        kind = ProposalKind.ASSIGNMENT
        if reason is None:
            raise AssignmentReasonNeeded
    elif agreed is not None:
        kind, holder_id = ProposalKind.HANDOVER, agreed.holder_id
        if handover_note is None:
            raise HandoverNoteNeeded
    wanted = tuple(one for one in Mandate if one in mandate)
    return Draft(kind, candidate.participation_id, holder_id, wanted, reason, handover_note)


def makes_way(open_proposal: Proposal | None, draft: Draft, at: datetime) -> Withdrawn | None:
    """Decide what becomes of an open proposal when another is made: only an assignment puts it aside (R2).

    Raises ProposalOpenAlready (R4).
    """
    if open_proposal is None:
        return None
    if draft.kind is not ProposalKind.ASSIGNMENT or draft.reason is None:
        raise ProposalOpenAlready
    return Withdrawn(at=at, reason=draft.reason)


def asked(proposal: Proposal | Draft) -> frozenset[UUID]:
    """Give whose agreement it takes: the candidate's always, the present holder's for a handover (R2)."""
    return frozenset({proposal.candidate_id, proposal.holder_id or proposal.candidate_id})


def responded(
    proposal: Proposal, answer: Answer, reason: str | None, *, own_id: UUID, team: bool, at: datetime
) -> Response:
    """Decide whether this party may answer so, now.

    Who is asked agrees or refuses while the proposal is open. Everybody else may object, also after it took effect,
    until the term is over. Raises AnswerInOwnName, AgreementNotYours, AssentOrRefusalAsked, AnswerReasonNeeded,
    AlreadyAnswered, ProposalSettled, ObjectionTooLate.
    """
    if team:
        raise AnswerInOwnName
    objects = answer is Answer.OBJECTION
    is_asked = own_id in asked(proposal)
    if not is_asked and not objects:
        raise AgreementNotYours
    if is_asked and objects:
        raise AssentOrRefusalAsked
    if answer is not Answer.ASSENT and reason is None:
        raise AnswerReasonNeeded
    if any(one.participation_id == own_id for one in proposal.responses):
        raise AlreadyAnswered
    match proposal.outcome:
        case None:
            pass
        case InEffect() if objects:
            if at >= proposal.respond_by:
                raise ObjectionTooLate
        case _:
            raise ProposalSettled
    return Response(own_id, answer, reason, at)


def settled(
    proposal: Proposal, term: Term | None, candidate: Candidate | None, at: datetime
) -> Outcome | None:
    """Decide whether the answers settle a proposal. None: it stays open, or has its outcome already.

    An objection stops what the parties agree among themselves, not an assignment: against that it is recorded, and
    the coordinator sees it. The instant of effect is the first after the present term began (R3).
    """
    if proposal.outcome is not None:
        return None
    agreed = set()
    for response in proposal.responses:
        match response.answer:
            case Answer.REFUSAL:
                return Declined(at=at)
            case Answer.OBJECTION:
                if proposal.kind is not ProposalKind.ASSIGNMENT:
                    return Objected(at=at)
            case Answer.ASSENT:
                agreed.add(response.participation_id)
            case _:
                assert_never(response.answer)
    if not asked(proposal) <= agreed:
        return None
    if not can_direct(candidate, at):
        return Lapsed(at=at)
    return InEffect(at=at if term is None else max(at, term.since + TICK))


def successor(proposal: Proposal, effect: InEffect) -> Term:
    """Give the term that a proposal in effect begins; an assigned one is marked so for ever (R2)."""
    kind = TermKind.ASSIGNED if proposal.kind is ProposalKind.ASSIGNMENT else TermKind.AGREED
    return Term(proposal.candidate_id, kind, proposal.mandate, proposal.id, effect.at, None)


def closed_by(term: Term | None, successor: Term) -> Term | None:
    """Give the present term as it ends: exactly where the next begins (R3). None when none runs at that instant."""
    if term is None or not holds(term, successor.since):
        return None
    return msgspec.structs.replace(term, until=successor.since)


def withdrawn(proposal: Proposal, reason: str, *, actor_id: UUID, reach: Reach, at: datetime) -> Withdrawn:
    """Decide whether this person may withdraw the proposal. Raises ProposalSettled, WithdrawalNotYours."""
    if reach is not Reach.STEERING and actor_id != proposal.proposed_by:
        raise WithdrawalNotYours
    if proposal.outcome is not None:
        raise ProposalSettled
    return Withdrawn(at=at, reason=reason)


def interim(term: Term | None, participation_id: UUID, at: datetime, until: datetime) -> Term:
    """Give a holder for the time being, while regie is vacant and the case cannot wait (R5).

    Raises RegieNotVacant.
    """
    if holds(term, at):
        raise RegieNotVacant
    return Term(participation_id, TermKind.INTERIM, INTERIM_MANDATE, None, at, until)


def directing(latest: Holder | None, at: datetime) -> Holder | VacantBecause:
    """Give who directs at a moment, of him whose term began last before it, or why nobody does.

    An agreed term ends only where the next begins; an interim one by date.
    """
    if latest is None:
        return VacantBecause.NOT_YET_AGREED
    return latest if latest.until is None or latest.until > at else VacantBecause.INTERIM_ENDED
