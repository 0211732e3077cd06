"""How regie passes: what is read under the lock, what the rules say of it, and what is written together.

Every act about regie goes through here, so that none reads before it holds the lock of the case's regie row.
"""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.regie import rules, store
from chaincare.regie.model import Answer, InEffect, Outcome, Proposal, VacantBecause


async def begin_interim(clearance: Clearance, participation_id: UUID, at: datetime, until: datetime) -> None:
    """Let who asked for urgent help hold regie for the time being (R5), when nobody does.

    It locks the case's regie, and ends at ``until`` or where an agreed term begins. Raises RegieNotVacant,
    CandidateJustLeft.
    """
    await store.add_regie(clearance)
    await store.lock_regie(clearance)
    term = rules.interim(await store.find_latest_term(clearance), participation_id, at, until)
    await store.set_vacant_because(clearance, VacantBecause.INTERIM_ENDED)
    await store.add_term(clearance, term)


async def lock(clearance: Clearance) -> Proposal | None:
    """Lock the case's regie and give its open proposal; one whose term is over is closed before anything else."""
    open_id = await store.lock_regie(clearance)
    if open_id is None:
        return None
    proposal = await store.get_proposal(clearance, open_id)
    expired = rules.overdue(proposal, clearance.now())
    if expired is None:
        return proposal
    await end(clearance, open_id, expired)
    return None


async def answer(
    clearance: Clearance, proposal: Proposal, said: Answer, reason: str | None, at: datetime
) -> Proposal:
    """Record an answer, and what it settles; the lock is held."""
    own_id, team = clearance.participation_id, clearance.admission.relation == "team"
    response = rules.responded(proposal, said, reason, own_id=own_id, team=team, at=at)
    await store.add_response(clearance, proposal.id, response)
    proposal = msgspec.structs.replace(proposal, responses=(*proposal.responses, response))
    term = await store.find_latest_term(clearance)
    candidate = await store.find_candidate(clearance, proposal.candidate_id, at)
    outcome = rules.settled(proposal, term, candidate, at)
    if outcome is None:
        return proposal
    await end(clearance, proposal.id, outcome)
    if isinstance(outcome, InEffect):
        successor = rules.successor(proposal, outcome)
        if (closed := rules.closed_by(term, successor)) is not None:
            await store.close_term(clearance, closed)
        await store.add_term(clearance, successor)
    return msgspec.structs.replace(proposal, outcome=outcome)


async def end(clearance: Clearance, proposal_id: UUID, outcome: Outcome) -> None:
    """Write down how an open proposal ended; the lock is held."""
    await store.add_outcome(clearance, proposal_id, outcome)
    await store.set_open_proposal(clearance, None)
