"""Proposing and answering as one act each: the lock first, then what is read, decided and written together."""

from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.regie import passing, proposals, rules, states, store
from chaincare.regie.acting import drafted
from chaincare.regie.himself import Wanted
from chaincare.regie.model import Answer, Proposal


async def propose(clearance: Clearance, wanted: Wanted) -> Proposal:
    """Propose who directs; who proposes and is asked himself agrees by proposing. Raises what the rules raise."""
    await store.add_regie(clearance)
    standing = await passing.lock(clearance)
    at, term = clearance.now(), await store.find_latest_term(clearance)
    voice = await passing.voice_of(clearance, at)
    rules.may_propose(clearance.reach, voice, term, at)
    draft = await drafted(clearance, term, wanted, at)
    proposal = await passing.put(clearance, standing, draft, term, at)
    if proposal.measure is not None:
        return await passing.record(clearance, proposal, (), at)
    if clearance.participation_id in states.asked(proposal):
        return await passing.answer(clearance, proposal, Answer.ASSENT, None, voice, at)
    return proposal


async def answer(clearance: Clearance, proposal_id: UUID, said: Answer, reason: str | None) -> Proposal:
    """Answer a proposal in one's own name. Raises ProposalUnknown, and what the rules raise."""
    await store.lock_regie(clearance)
    at = clearance.now()
    proposal = states.as_of(await proposals.get_proposal(clearance, proposal_id), at)
    voice = await passing.voice_of(clearance, at)
    return await passing.answer(clearance, proposal, said, reason, voice, at)
