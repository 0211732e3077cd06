"""One case of a move, and one slice of it: taken in hand, done case by case, noted."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.access.api import AnyRequest, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.lines import in_case
from chaincare.access.model import EntryNotKept, Reach
from chaincare.access.repeating import Kept
from chaincare.clients.store import find_client_of_case
from chaincare.ids import new_id
from chaincare.legal_grounds.acting import hold_to_catalogue
from chaincare.logs import note_failure
from chaincare.parties.api import bring_in
from chaincare.parties.rules import brings_into
from chaincare.parties.store import get_seat
from chaincare.parties.views import BringProfessional
from chaincare.problems import is_outage
from chaincare.regie import proposing
from chaincare.regie.himself import Wanted
from chaincare.regie.model import Answer
from chaincare.regie.periods import Period
from chaincare.regie.proposals import find_open_proposal, get_proposal
from chaincare.regie.refusals import CandidateUnknown
from chaincare.regie.store import find_latest_term, lock_regie
from chaincare.regie_moves import rules, store
from chaincare.regie_moves.model import BringInNeeded, Came, Move, MoveState, MoveUnknown
from chaincare.regie_moves.views import (
    BringAlong,
    ContinueRegieMove,
    RegieMoveLine,
    RegieMoveSlice,
    slice_view,
)

DOOR_MOVE = Door("door_regie_move", "$13, $14")


async def ask(clearance: Clearance, move: Move, asked: ContinueRegieMove) -> RegieMoveLine:
    """Propose in one case that who is named directs; where that was done already, take it as it is.

    Whose it is to move is asked again, with regie held: what was begun lends nobody anything later. Raises DirectsNoMore,
    BringInNeeded, CandidateUnknown, and what bringing in and proposing raise.
    """
    await lock_regie(clearance)
    at = clearance.now()
    directs = await store.find_directing(clearance, move.from_id, at)
    rules.may_ask(move, clearance.reach, clearance.admission.relation_id, directs)
    part = await store.find_part(clearance, move.to_id, at)
    if part is None and asked.bring_in is None:
        raise BringInNeeded
    if part is None and asked.bring_in is not None:
        part = await _brought_in(clearance, move, asked.bring_in, at)
    if part is None:
        raise CandidateUnknown
    clearance.object_id = await _proposed(clearance, move, part, asked.handover_note)
    return RegieMoveLine(case_id=clearance.case_id, proposal_id=clearance.object_id, failed=None)


async def _brought_in(clearance: Clearance, move: Move, along: BringAlong, at: datetime) -> UUID | None:
    """Bring in who is to take over, with scope `that` until he directs: by order, or by the holder as he brings in anybody."""
    if move.by_order:
        part, basis = new_id(), along.legal_basis.to_model()
        await store.bring_in(clearance, move.id, part, along.scope, along.purpose, basis, at)
        return part
    if clearance.reach is not Reach.FULL:
        return None
    party = BringProfessional(professional_id=move.to_id, scope=along.scope, legal_basis=along.legal_basis)
    client_id = await find_client_of_case(clearance)
    circle = brings_into(await get_seat(clearance, at))
    added = await bring_in(
        clearance, client_id, party, along.purpose, at, circle, "/bringIn", with_regie=True
    )
    return added.participation_id


async def _proposed(clearance: Clearance, move: Move, part: UUID, note: str | None) -> UUID:
    """Propose it, unless this very proposal stands open: a slice that was cut off is gone through again."""
    if (open_id := await find_open_proposal(clearance, clearance.now())) is not None:
        standing = await get_proposal(clearance, open_id)
        if (standing.candidate_id, standing.proposed_by) == (part, move.made_by):
            return open_id
    term = await find_latest_term(clearance)
    reason = move.reason if move.by_order else None
    wanted = Wanted(part, rules.mandate_of(term), reason, note, None, None, Period())
    return (await proposing.propose(clearance, wanted)).id


async def may_continue(clearance: Clearance, move: Move, asked: ContinueRegieMove) -> None:
    """Check before any case what holds for all of them alike. Raises what going on and what the basis lacks raise."""
    left = True
    if asked.handover_note is None and not move.by_order:
        open_ones = {MoveState.PENDING, *({MoveState.FAILED} if asked.retry_failed else ())}
        left = any(state in open_ones for state, _, _ in await store.count(clearance, move.id))
    rules.may_go_on(move, by=clearance.actor_id, note=asked.handover_note, left=left)
    if asked.bring_in is not None:
        basis, at = asked.bring_in.legal_basis.to_model(), clearance.now()
        rules.may_bring(move, asked.bring_in.scope, basis, at)
        await hold_to_catalogue(clearance, basis, at, pointer="/bringIn/legalBasis")


async def answer(clearance: Clearance, proposal_id: UUID, said: Answer, reason: str | None) -> RegieMoveLine:
    """Answer in one case. Raises what answering raises."""
    clearance.object_id = proposal_id
    await proposing.answer(clearance, proposal_id, said, reason)
    return RegieMoveLine(case_id=clearance.case_id, proposal_id=proposal_id, failed=None)


Act = Callable[[Clearance], Awaitable[RegieMoveLine]]
Lines = Callable[[Clearance], Awaitable[list[tuple[UUID, Act]]]]


async def slice_of(request: AnyRequest, move_id: UUID, lines: Lines, *, noted: bool) -> RegieMoveSlice:
    """Do a slice: what is in hand, each case by its own door, and what came of it. Repeated with its key it is told again (D1)."""
    async with through(request, DOOR_MOVE, [None, move_id]) as clearance:
        if (before := await _told_before(clearance, move_id)) is not None:
            return before
        in_hand = await lines(clearance)
        clearance.object_id = move_id
    tried = [await _came(request, case_id, act) for case_id, act in in_hand]
    # Into which he was not let any more meanwhile: he is not told that it is there, and nothing is noted of it (S1).
    came = [one for one in tried if one.failed != MoveUnknown.slug()]
    async with through(request, DOOR_MOVE, [None, move_id]) as clearance:
        return await _kept(clearance, move_id, came, noted=noted)


async def _came(request: AnyRequest, case_id: UUID, act: Act) -> Came:
    """Do one case. What cannot be answered now, because too much is asked of the database, is tried again later: the others go on."""
    try:
        return rules.came(case_id, await in_case(request, case_id, RegieMoveLine, act))
    except Exception as error:
        if not isinstance(error, EntryNotKept) and not is_outage(error):
            raise
        note_failure(error)
        return Came(case_id)


async def _kept(clearance: Clearance, move_id: UUID, came: list[Came], *, noted: bool) -> RegieMoveSlice:
    retry = clearance.retry
    if retry is not None and (kept := await retry.begin(clearance, made_case=False)) is not None:
        return await _told_again(clearance, move_id, kept)
    if noted:
        await store.note(clearance, move_id, came)
    clearance.object_id = move_id
    told = slice_view(came)
    if retry is not None:
        await retry.keep(clearance, Kept(None, {}, msgspec.json.encode(told)))
    return told


async def _told_again(clearance: Clearance, move_id: UUID, kept: Kept) -> RegieMoveSlice:
    """Tell a slice again, as far as the caller may come into its cases now."""
    told = msgspec.json.decode(kept.body, type=RegieMoveSlice)
    may = await store.list_open(clearance, move_id, [one.case_id for one in told.items])
    return RegieMoveSlice(items=tuple(one for one in told.items if one.case_id in may))


async def _told_before(clearance: Clearance, move_id: UUID) -> RegieMoveSlice | None:
    if clearance.retry is None:
        return None
    await clearance.execute("SAVEPOINT asked")
    kept = await clearance.retry.begin(clearance, made_case=False)
    if kept is not None:
        return await _told_again(clearance, move_id, kept)
    await clearance.execute("ROLLBACK TO SAVEPOINT asked")
    return None
