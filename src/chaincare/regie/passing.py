"""How regie passes: what is read under the lock, what the rules say of it, and what is written together.

Every act about regie goes through here, so that none reads before it holds the lock of the case's regie row.
"""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.access.model import PROFESSIONALS
from chaincare.regie import answers, candidates, periods, proposals, rules, states, store
from chaincare.regie.agreed_terms import get_terms
from chaincare.regie.model import (
    Agreed,
    Answer,
    Draft,
    EndsBecause,
    InEffect,
    Objected,
    Outcome,
    Proposal,
    Response,
    Term,
    VacantBecause,
)
from chaincare.regie.reading import SHIELDED_FROM
from chaincare.regie.voices import Voice


async def begin_interim(clearance: Clearance, participation_id: UUID, at: datetime, until: datetime) -> None:
    """Let who asked for urgent help hold regie for the time being (R5), when nobody does or who does cannot act.

    It locks the case's regie, and ends at ``until`` or where an agreed term begins. Raises RegieNotVacant,
    CandidateJustLeft.
    """
    await store.add_regie(clearance)
    await store.lock_regie(clearance)
    latest = await store.find_latest_term(clearance)
    await store.set_vacant_because(clearance, VacantBecause.INTERIM_ENDED)
    interim = periods.bounded(rules.interim(latest, participation_id, at, until), latest)
    await succeed(clearance, latest, (interim,), at)


async def voice_of(clearance: Clearance, at: datetime) -> Voice:
    """Give who acts, as far as his say in regie goes."""
    return Voice(
        clearance.participation_id,
        professional=clearance.reach in PROFESSIONALS,
        team=clearance.admission.relation == "team",
        mandated=await candidates.holds_mandate(clearance, at),
    )


async def lock(clearance: Clearance) -> Proposal | None:
    """Lock the case's regie and give its open proposal; one whose term is over is closed before anything else."""
    open_id = await store.lock_regie(clearance)
    if open_id is None:
        return None
    proposal = await proposals.get_proposal(clearance, open_id)
    expired = states.overdue(proposal, clearance.now())
    if expired is None:
        return proposal
    await end(clearance, open_id, expired)
    return None


async def put(
    clearance: Clearance, standing: Proposal | None, draft: Draft, term: Term | None, at: datetime
) -> Proposal:
    """Write down a proposal, where the standing one makes way for it; the lock is held.

    Raises ProposalOpenAlready, ObjectionUndecided.
    """
    if standing is not None:
        candidate = await candidates.find_candidate(
            clearance, standing.contact_id or standing.candidate_id, at
        )
        fit = rules.can_stand_beside if standing.contact_id else rules.can_direct
        aside = rules.makes_way(standing, draft, term, at, fit=fit(candidate, at))
        if aside is not None:
            await end(clearance, standing.id, aside)
    terms = await get_terms(clearance, draft.contact_id or draft.candidate_id, at)
    answers.undisputed(draft, stopped=terms.stopped)
    proposal_id = await store.add_proposal(clearance, draft, at, terms)
    await store.set_open_proposal(clearance, proposal_id)
    return await proposals.get_proposal(clearance, proposal_id)


async def answer(
    clearance: Clearance, proposal: Proposal, said: Answer, reason: str | None, voice: Voice, at: datetime
) -> Proposal:
    """Let who acts answer, and write down what that settles; the lock is held."""
    response = answers.responded(proposal, said, reason, voice, at)
    return await record(clearance, proposal, (response,), at)


async def record(
    clearance: Clearance, proposal: Proposal, responses: tuple[Response, ...], at: datetime
) -> Proposal:
    """Write down answers, and what they settle; the lock is held.

    Where the holder takes back the assent by which he got it, regie is vacant from that instant on.
    """
    for response in responses:
        await store.add_response(clearance, proposal.id, response)
    objecting = [one.participation_id for one in responses if one.answer is Answer.OBJECTION]
    proposal = msgspec.structs.replace(
        proposal,
        responses=(*proposal.responses, *responses),
        objecting=(*proposal.objecting, *objecting),
    )
    term = await store.find_latest_term(clearance)
    candidate = await candidates.find_candidate(
        clearance, proposal.contact_id or proposal.candidate_id, at, proposal.effective_at
    )
    if (given_back := rules.given_back(proposal, term, at)) is not None:
        await store.set_end(clearance, given_back, EndsBecause.ASSENT_TAKEN_BACK, None, at)
        await store.set_vacant_because(clearance, VacantBecause.ASSENT_TAKEN_BACK)
    outcome = rules.settled(proposal, term, candidate, at)
    if outcome is None:
        if periods.never_agreed(proposal, set(objecting)):
            outcome = Objected(at=at)
            await put_aside(clearance, proposal, outcome, at)
            return msgspec.structs.replace(proposal, outcome=outcome)
        return proposal
    await end(clearance, proposal.id, outcome)
    if isinstance(outcome, InEffect | Agreed):
        periods.outlasted(proposal.ends_at, candidate)
        if term is not None and term.ahead is not None:
            await store.drop_planned(clearance, at)
        coming = periods.followed(proposal, states.successor(proposal, outcome), term, at)
        await succeed(clearance, term, coming, at)
    return msgspec.structs.replace(proposal, outcome=outcome)


async def succeed(clearance: Clearance, latest: Term | None, terms: tuple[Term, ...], at: datetime) -> None:
    """Let terms follow another without a gap (R3), whoever held it; the lock is held."""
    if (closed := states.closed_by(latest, terms[0])) is not None:
        await store.set_end(clearance, closed, EndsBecause.PASSED_ON, None, at)
    elif clearance.reach in SHIELDED_FROM:
        await store.let_hidden_make_way(clearance, terms[0].since, at)
    because = periods.ends_because(terms)
    for one in terms:
        await store.add_term(clearance, one, at, because if one is terms[0] else None)


async def put_aside(clearance: Clearance, proposal: Proposal, outcome: Outcome, at: datetime) -> None:
    """Write down how a proposal ended that does not come about, and drop what was planned by it; the lock is held."""
    await end(clearance, proposal.id, outcome)
    if isinstance(proposal.outcome, Agreed):
        await store.drop_planned(clearance, at)


async def settle_objection(clearance: Clearance, proposal_id: UUID, reason: str) -> Proposal:
    """Let an objection be, or take it back. Raises ProposalUnknown, NoObjectionLies, ObjectionNotYours."""
    await store.lock_regie(clearance)
    at = clearance.now()
    proposal = states.as_of(await proposals.get_proposal(clearance, proposal_id), at)
    settled = answers.settled_objection(proposal, reason, clearance.participation_id, clearance.reach, at)
    await store.add_outcome(clearance, proposal_id, settled)
    return msgspec.structs.replace(proposal, objecting=(), let_be=settled)


async def end(clearance: Clearance, proposal_id: UUID, outcome: Outcome) -> None:
    """Write down how an open proposal ended; the lock is held."""
    await store.add_outcome(clearance, proposal_id, outcome)
    await store.set_open_proposal(clearance, None)
