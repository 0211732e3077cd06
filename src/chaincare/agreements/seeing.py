"""How an agreement stands at a moment, what of it is without text, and the proof of its history. Pure.

Some of it is derived and never stored: what a term or somebody's leaving has made of it.
"""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec

from chaincare.agreements.facts import Carried, Proposed, Recorded, Returned, Superseded, first_responsible_id
from chaincare.agreements.model import (
    Agreement,
    Outline,
    Parties,
    Precondition,
    PreconditionWaitingOn,
    StateWord,
    WaitingOn,
    who_can_direct,
)
from chaincare.agreements.phases import AwaitingState, Promised, ProposedState, SupersededState, is_returned
from chaincare.workdays import add_working_days, day_in_amsterdam, end_of, term_ends

CONFIRMATION_DAYS = 10
"""Working days in which a report that it was kept can be answered (A3)."""

_FOR_THE_RESPONSIBLE = (StateWord.PROPOSED, StateWord.AGREED, StateWord.IN_PROGRESS)


def unconfirmed_since(reported_at: datetime, now: datetime) -> datetime | None:
    """Give the moment since which a report counts as kept, unconfirmed; None while it can be answered (A3)."""
    ended_at = term_ends(reported_at, CONFIRMATION_DAYS)
    return ended_at if now >= ended_at else None


def unconfirmed_before(now: datetime) -> datetime:
    """Give the moment before which a report must have been made to count as kept, unconfirmed, by now (A3)."""
    day = day_in_amsterdam(now)
    while now < end_of(add_working_days(day, CONFIRMATION_DAYS)):
        day -= timedelta(days=1)
    return end_of(day)


def outline_of(agreement: Agreement) -> Outline:
    """Leave out every word of text."""
    state, carried = agreement.state, agreement.carried
    return Outline(
        agreement.id,
        agreement.responsible_id,
        state.candidate_id if isinstance(state, AwaitingState) else None,
        agreement.proposer_id,
        agreement.readers,
        StateWord(state.word),
        agreement.due_on,
        agreement.original_due_on if carried is None else carried.original_due_on,
        agreement.shifts if carried is None else agreement.shifts + carried.shifts,
        agreement.waiting_on,
        agreement.waiting_since,
        agreement.version,
        agreement.safety,
        rounds=len(agreement.rounds),
        supersedes=agreement.supersedes,
        superseded_by=state.by_id if isinstance(state, SupersededState) else None,
        returned=is_returned(state),
    )


def carried_by(agreement: Agreement, due_on: date) -> Carried | None:
    """Give what another brings along that takes its place, so that the first date and the moves stay (A4).

    Another day than was agreed is one more move. What nobody was ever bound by brings nothing.
    """
    outline = outline_of(agreement)
    if isinstance(agreement.state, ProposedState):
        return Carried(outline.original_due_on, outline.shifts) if outline.shifts else None
    return Carried(outline.original_due_on, outline.shifts + (due_on != agreement.due_on))


def agreement_told(stored: Outline, agreement: Agreement) -> Agreement:
    """Give what its facts amount to, back with who proposed it where it can come about no more and this reader sees why.

    To anybody else nothing of it has changed: what he says of it counts (S5).
    """
    if not stored.returned or not isinstance(agreement.state, ProposedState | AwaitingState):
        return agreement
    return msgspec.structs.replace(
        agreement,
        state=ProposedState(returned=True),
        waiting_on=WaitingOn.PROPOSER,
        waiting_since=stored.returned_at or agreement.waiting_since,
    )


def outline_told(stored: Outline, agreement: Agreement) -> Outline:
    """Give what its facts amount to, as this reader's row tells it.

    Another agreement that he does not see is none to him: what it took the place of was cancelled, and it brings nothing along
    (S5, S7).
    """
    if stored.supersedes is None:
        agreement = msgspec.structs.replace(agreement, carried=None)
    outline = outline_of(agreement_told(stored, agreement))
    unseen = outline.superseded_by is not None and stored.superseded_by is None
    state = StateWord.CANCELLED if unseen else outline.state
    told = {"supersedes": stored.supersedes, "superseded_by": stored.superseded_by, "state": state}
    return msgspec.structs.replace(outline, **told)


def chain_told(stored: Outline, chain: Sequence[Recorded]) -> list[Recorded]:
    """Leave out what tells of another agreement that this reader does not see."""
    told = [
        one
        for one in chain
        if (stored.superseded_by is not None or not isinstance(one.fact, Superseded))
        and (stored.supersedes is not None or not isinstance(one.fact, Returned))
    ]
    first = told[0]
    if isinstance(first.fact, Proposed) and stored.supersedes is None:
        fact = msgspec.structs.replace(first.fact, supersedes=None, carried=None)
        told[0] = msgspec.structs.replace(first, fact=fact)
    return told


def outline_seen_at(outline: Outline, now: datetime, parties: Parties) -> Outline:
    """Give an outline as it stands at a moment.

    A report that nobody answered in time is kept, unconfirmed (A3); what waits for the work or the word of somebody
    who takes part no more awaits another (R7).
    """
    change = msgspec.structs.replace
    if outline.state is StateWord.REPORTED_KEPT and (since := unconfirmed_since(outline.waiting_since, now)):
        return change(
            outline, state=StateWord.KEPT_UNCONFIRMED, waiting_on=WaitingOn.NOBODY, waiting_since=since
        )
    if outline.returned and outline.state is StateWord.PROPOSED:
        proposer = parties[outline.proposer_id].present
        return outline if proposer else change(outline, waiting_on=_who_names_another(outline, parties))
    needed = outline.responsible_id if outline.state in _FOR_THE_RESPONSIBLE else outline.candidate_id
    if needed is None or parties[needed].present:
        if outline.waiting_on is WaitingOn.REGIE_HOLDER:
            return change(outline, waiting_on=_who_names_another(outline, parties))
        return outline
    return change(
        outline,
        state=StateWord.AWAITING_NEW_RESPONSIBLE,
        candidate_id=None,
        waiting_on=_who_names_another(outline, parties),
        waiting_since=max(parties[needed].ended_at or outline.waiting_since, outline.waiting_since),
    )


def _who_names_another(outline: Outline, parties: Parties) -> WaitingOn:
    """Whoever holds regie, or is to; where nobody can and who proposed it is gone too, anyone who reads it (R7)."""
    left = who_can_direct(parties) is not None or parties[outline.proposer_id].present
    return WaitingOn.REGIE_HOLDER if left else WaitingOn.ANYONE


def word_at(agreement: Agreement, now: datetime, parties: Parties) -> StateWord:
    """Give the name of the state it is in at a moment."""
    return outline_seen_at(outline_of(agreement), now, parties).state


def precondition_seen(one: Precondition, parties: Parties) -> Precondition:
    """Give what is needed as it stands: where its owner takes part no more, the responsible must act."""
    owner = parties[one.owner_id]
    if one.waiting_on is not PreconditionWaitingOn.OWNER or owner.present:
        return one
    since = max(owner.ended_at or one.waiting_since, one.waiting_since)
    return msgspec.structs.replace(one, waiting_on=PreconditionWaitingOn.RESPONSIBLE, waiting_since=since)


def is_overdue(outline: Outline, now: datetime) -> bool:
    """Say whether it should have been done before today in Amsterdam; due today is not overdue (A4).

    Before it is agreed there is nothing to be late with, and what was reported kept waits for somebody else.
    """
    running = outline.state in (StateWord.AGREED, StateWord.IN_PROGRESS)
    return running and outline.due_on < day_in_amsterdam(now)


def is_precondition_overdue(one: Precondition, now: datetime) -> bool:
    """Say whether what somebody promised should have been there before today in Amsterdam."""
    waits = isinstance(one.state, Promised) and one.waiting_on is not PreconditionWaitingOn.NOBODY
    return waits and one.due_on < day_in_amsterdam(now)


def fingerprints(outline: Outline, chain: Sequence[Recorded]) -> list[str]:
    """Give the SHA-256 of each version: of the agreement's id, its first responsible, and all facts up to there (A7).

    The text that is hashed is canonical JSON (RFC 8785), so that anyone who may read the history can do it again.
    """
    entries = [
        {"seq": one.seq, "at": one.at, "by": one.own_id or one.by_id} | msgspec.to_builtins(one.fact)
        for one in chain
    ]
    head = {
        "agreementId": outline.id,
        "responsibleId": first_responsible_id(chain, outline.responsible_id),
    }
    return [
        hashlib.sha256(msgspec.json.encode(head | {"facts": entries[:n]}, order="sorted")).hexdigest()
        for n in range(1, len(entries) + 1)
    ]
