"""Regie that passes in a meeting: proposal and assents of those present, written down together (A8)."""

from datetime import datetime
from uuid import UUID

from msgspec import structs

from chaincare.access.clearance import Clearance
from chaincare.regie import answers, passing, proposals, rules, states, store
from chaincare.regie.acting import drafted
from chaincare.regie.himself import Wanted
from chaincare.regie.model import Answer, Proposal


async def pass_in_meeting(
    clearance: Clearance,
    *,
    meeting_id: UUID,
    wanted: Wanted,
    present: frozenset[UUID],
    at: datetime,
) -> Proposal:
    """Let regie pass with the assent of those present, recorded by whoever acts; it takes effect at once.

    ``present`` are participations. Where the candidate or the present holder was absent, the proposal stays open for
    his own answer; one that is open already and the same is taken up with the answers it has. Give the proposal: its
    ``outcome`` is InEffect when regie passed, None while it waits. It locks the case's regie. Raises what proposing
    raises: NotYours, CandidateUnknown, CandidateCannotDirect, HoldsRegieAlready, HandoverNoteNeeded,
    ProposalOpenAlready, what :func:`himself.to_client` raises; and CandidateJustLeft.
    """
    await store.add_regie(clearance)
    standing = await passing.lock(clearance)
    term, voice = await store.find_latest_term(clearance), await passing.voice_of(clearance, at)
    rules.may_propose(clearance.reach, voice, term, at)
    if standing is not None and standing.candidate_id == wanted.candidate_id:
        wanted = structs.replace(wanted, handover_note=wanted.handover_note or standing.handover_note)
    draft = await drafted(clearance, term, wanted, at)
    proposal = answers.taken_up(standing, draft)
    if proposal is None:
        proposal = await passing.put(clearance, standing, draft, term, at)
    recorded = answers.in_presence(proposal, voice, meeting_id, present, at)
    return await passing.record(clearance, proposal, recorded, at)


async def object_after_meeting(
    clearance: Clearance, *, proposal_id: UUID, reason: str, at: datetime
) -> Proposal:
    """Let who acts object to regie passing as a meeting recorded it; it goes to the network coordinator.

    He who was recorded as agreeing does so within five working days; if that made him the holder, he is it no more. It
    locks the case's regie. Raises ProposalUnknown, AnswerInOwnName, AssentOrRefusalAsked, AlreadyAnswered,
    ProposalSettled, ObjectionTooLate.
    """
    await store.lock_regie(clearance)
    proposal = states.as_of(await proposals.get_proposal(clearance, proposal_id), at)
    voice = await passing.voice_of(clearance, at)
    return await passing.answer(clearance, proposal, Answer.OBJECTION, reason, voice, at)
