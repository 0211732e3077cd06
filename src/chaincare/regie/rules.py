"""Rules of regie: who may be proposed, who is asked, and when it passes. Pure.

Each rule is judged on what was read after the case's regie row was locked, at a moment read after that lock.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never
from uuid import UUID

import msgspec

from chaincare.access.model import NotYours, Reach
from chaincare.refusals import FieldError
from chaincare.regie.model import (
    Agreed,
    Answer,
    Declined,
    Draft,
    InEffect,
    Lapsed,
    Mandate,
    Objected,
    Outcome,
    Proposal,
    ProposalKind,
    Term,
    TermKind,
    Withdrawn,
)
from chaincare.regie.refusals import (
    AssignmentReasonNeeded,
    CandidateCannotDirect,
    CandidateUnknown,
    HandoverNoteNeeded,
    HolderNotAdmitted,
    HoldsRegieAlready,
    ProposalOpenAlready,
    ProposalSettled,
    RegieNotVacant,
    WithdrawalNotYours,
)
from chaincare.regie.states import asked, begins, coming, runs, waits_for_another
from chaincare.regie.voices import Candidate, Voice

INTERIM_MANDATE = (Mandate.CONVENE, Mandate.CONTACT, Mandate.GUARD_AGREEMENTS)
"""What an interim holder may do: to decide is for somebody the parties agreed on."""

_DIRECTING_SCOPES = frozenset({"core", "full"})


def holds(term: Term | None, at: datetime) -> bool:
    """Say whether the latest term still runs, and its holder can act: else the case is vacant (R6)."""
    return term is not None and runs(term, at) and term.stands


def agreed(term: Term | None, at: datetime) -> Term | None:
    """Give the latest term if its holder directs and is no interim one: whose agreement a handover takes (R2)."""
    return term if term is not None and holds(term, at) and term.kind is not TermKind.INTERIM else None


def can_direct(candidate: Candidate | None, at: datetime) -> bool:
    """Say whether this party could hold regie now: a professional who can act in his own name and sees the core.

    Never who coordinates, audits or administers the case's network (R10).
    """
    return (
        candidate is not None
        and candidate.professional
        and candidate.stands
        and not candidate.mandated
        and candidate.scope in _DIRECTING_SCOPES
        and candidate.scope_from is not None
        and candidate.scope_from <= at
    )


def can_stand_beside(contact: Candidate | None, at: datetime) -> bool:
    """Say whether this party could be the professional contact of a client who directs (R10): as a holder, with scope full."""
    return contact is not None and can_direct(contact, at) and contact.scope == "full"


_BESIDE = "Who is no professional directs with one beside him: name that one here."


def may_propose(reach: Reach, voice: Voice, term: Term | None, at: datetime) -> None:
    """Check who proposes: who has scope full, the coordinator, and the holder himself, with core or as the client.

    A holder who came in with scope core, or was given a mandate since, must be able to hand over, or he could never
    leave (R6). Raises NotYours, CandidateCannotDirect.
    """
    if reach is Reach.STEERING or (
        term is not None and holds(term, at) and term.directed_by == voice.participation_id
    ):
        return
    if reach in {Reach.CORE, Reach.CLIENT}:
        raise NotYours
    if voice.mandated:
        raise CandidateCannotDirect


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
    nobody, and a holder who cannot act answers nothing: under them regie is still to be agreed for the first time.
    Raises CandidateUnknown, CandidateCannotDirect, HoldsRegieAlready, AssignmentReasonNeeded, HandoverNoteNeeded.
    """
    if candidate is None:
        raise CandidateUnknown
    if not can_direct(candidate, at):
        beside = [] if candidate.professional else [FieldError("/contact", _BESIDE)]
        raise CandidateCannotDirect(errors=beside)
    present = agreed(term, at)
    if present is not None and present.directed_by == candidate.participation_id:
        raise HoldsRegieAlready
    kind, holder_id = ProposalKind.FIRST, None
    if reach is Reach.STEERING:
        kind = ProposalKind.ASSIGNMENT
        if reason is None:
            raise AssignmentReasonNeeded
    elif present is not None:
        kind, holder_id = ProposalKind.HANDOVER, present.directed_by
        if handover_note is None:
            raise HandoverNoteNeeded
    wanted = tuple(one for one in Mandate if one in mandate)
    return Draft(kind, candidate.participation_id, holder_id, wanted, reason, handover_note)


def admitted(draft: Draft, candidate: Candidate | None) -> Draft:
    """Check that who is proposed may hold regie by what the network agreed. Raises HolderNotAdmitted.

    A measure of the law asks nobody, and who gets back what was his was admitted then.
    """
    asks = draft.kind not in {ProposalKind.BY_LAW, ProposalKind.RETURN}
    if asks and candidate is not None and not candidate.admitted:
        raise HolderNotAdmitted
    return draft


def makes_way(
    open_proposal: Proposal | None, draft: Draft, term: Term | None, at: datetime, *, fit: bool = True
) -> Withdrawn | Lapsed | None:
    """Decide what becomes of an open proposal when another is made: only what the coordinator lays down puts it aside (R2).

    A handover that waits for a holder who cannot act waits for nobody, and lapses; so does one whose candidate is not
    ``fit`` any more: he left, or cannot act. Raises ProposalOpenAlready (R4).
    """
    if open_proposal is None:
        return None
    if draft.kind in _LAID_DOWN and draft.reason is not None:
        return Withdrawn(at=at, reason=draft.reason)
    if not fit or (open_proposal.holder_id is not None and agreed(term, at) is None):
        return Lapsed(at=at)
    raise ProposalOpenAlready


def settled(
    proposal: Proposal, term: Term | None, candidate: Candidate | None, at: datetime
) -> Outcome | None:
    """Decide whether the answers settle a proposal. None: it stays open, or has its outcome already.

    An objection stops what the parties agree among themselves, not an assignment: against that it is recorded, and
    the coordinator sees it. Who put himself forward needs one other professional's assent, unless there is none. Not
    needed is that of a holder who cannot act any more. ``candidate``: beside a client it is his contact who has to be
    able to act. A measure of a court asks nobody. The instant of effect is the first after the present term began (R3), or the
    one that was agreed ahead.
    """
    if proposal.outcome is not None:
        return None
    assented = set()
    for response in proposal.responses:
        match response.answer:
            case Answer.REFUSAL:
                return Declined(at=at)
            case Answer.OBJECTION:
                if proposal.kind is not ProposalKind.ASSIGNMENT:
                    return Objected(at=at)
            case Answer.ASSENT:
                assented.add(response.participation_id)
            case _:
                assert_never(response.answer)
    present = agreed(term, at)
    needed = _whose_agreement(proposal, present)
    alone = candidate is None or candidate.alone
    if not needed <= assented or waits_for_another(proposal, len(assented), alone=alone):
        return None
    unasked = proposal.holder_id is None and proposal.kind not in _LAID_DOWN and present is not None
    fit = can_direct if proposal.contact_id is None else can_stand_beside
    if unasked or not fit(candidate, at):
        return Lapsed(at=at)
    ahead = proposal.effective_at is not None and proposal.effective_at > at
    return Agreed(at=at) if ahead else InEffect(at=begins(term, at))


_LAID_DOWN = frozenset({ProposalKind.ASSIGNMENT, ProposalKind.BY_LAW})


def _whose_agreement(proposal: Proposal, present: Term | None) -> frozenset[UUID]:
    if proposal.kind is ProposalKind.BY_LAW:
        return frozenset()
    return asked(proposal) if present is not None else coming(proposal)


def given_back(proposal: Proposal, term: Term | None, at: datetime) -> Term | None:
    """Give the latest term as it ends now, because its holder objected to the assent that was recorded for him.

    The candidate always agrees (R2), and so does who stands beside a client: nobody directs by an assent that was never
    given (A8). None when nobody says so, and when the latest term is over or another one: what he said is recorded, and
    nothing ends. What the holder before him takes back ends nothing either: the coordinator looks at it (decision 0022).
    """
    takes_back = any(
        one.answer is Answer.OBJECTION and one.participation_id in coming(proposal)
        for one in proposal.responses
    )
    if not takes_back or term is None or term.proposal_id != proposal.id or not runs(term, at):
        return None
    return msgspec.structs.replace(term, until=begins(term, at))


def withdrawn(proposal: Proposal, reason: str, *, actor_id: UUID, reach: Reach, at: datetime) -> Withdrawn:
    """Decide whether this person may withdraw the proposal. Raises ProposalSettled, WithdrawalNotYours."""
    if reach is not Reach.STEERING and actor_id != proposal.proposed_by:
        raise WithdrawalNotYours
    if proposal.outcome is not None and not isinstance(proposal.outcome, Agreed):
        raise ProposalSettled
    return Withdrawn(at=at, reason=reason)


def interim(term: Term | None, participation_id: UUID, at: datetime, until: datetime) -> Term:
    """Give a holder for the time being, while regie is vacant and the case cannot wait (R5).

    Raises RegieNotVacant.
    """
    if holds(term, at):
        raise RegieNotVacant
    return Term(participation_id, TermKind.INTERIM, INTERIM_MANDATE, None, begins(term, at), until)
