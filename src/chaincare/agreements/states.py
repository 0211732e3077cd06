"""What facts amount to: the fold over an agreement's history. Pure.

A fact that cannot follow from where the agreement stands is refused here, whoever sends it: that is what keeps an
agreement from coming about over somebody's head (A1).
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import assert_never
from uuid import UUID

import msgspec

from chaincare.agreements.facts import (
    Agreed,
    AgreedState,
    AnyState,
    Begun,
    Cancelled,
    CancelledState,
    Confirmed,
    Declined,
    DeclinedState,
    InProgressState,
    KeptState,
    KeptUnconfirmedState,
    NotKept,
    NotKeptState,
    OpenShift,
    Proposed,
    ProposedState,
    Recorded,
    Rejected,
    ReportedKept,
    ReportedKeptState,
    ShiftAgreed,
    ShiftDeclined,
    ShiftProposed,
)
from chaincare.agreements.model import Agreement, Outline, StateWord, StepNotPossible, WaitingOn
from chaincare.workdays import day_in_amsterdam, term_ends

CONFIRMATION_DAYS = 10
"""Working days in which a report that it was kept can be answered (A3)."""


def begin(
    agreement_id: UUID, responsible_id: UUID, proposer_id: UUID, readers: Sequence[str], first: Recorded
) -> Agreement:
    """Give the agreement that its first fact makes. Raises StepNotPossible when that is no proposal."""
    fact = first.fact
    if not isinstance(fact, Proposed) or first.by_id != proposer_id:
        raise StepNotPossible
    return Agreement(
        id=agreement_id,
        responsible_id=responsible_id,
        proposer_id=proposer_id,
        readers=tuple(readers),
        what=fact.what,
        needs=fact.needs,
        due_on=fact.due_on,
        original_due_on=fact.due_on,
        shifts=0,
        state=ProposedState(),
        waiting_on=WaitingOn.RESPONSIBLE,
        waiting_since=first.at,
        version=first.seq,
    )


def fold(outline: Outline, chain: Sequence[Recorded]) -> Agreement:
    """Give what a whole history amounts to. Raises StepNotPossible when it is none."""
    agreement = begin(outline.id, outline.responsible_id, outline.proposer_id, outline.readers, chain[0])
    return after(agreement, chain[1:])


def after(agreement: Agreement, chain: Iterable[Recorded]) -> Agreement:
    """Give the agreement after these facts. Raises StepNotPossible at the first that cannot follow."""
    for one in chain:
        agreement = take(agreement, one)
    return agreement


def take(agreement: Agreement, one: Recorded) -> Agreement:
    """Give the agreement after one more fact. Raises StepNotPossible."""
    if one.seq != agreement.version + 1:
        raise StepNotPossible
    state = _state_after(agreement, one)
    moved = isinstance(one.fact, ShiftAgreed)
    shift = state_shift(agreement.state)
    waiting_on = _waiting_on(agreement, state)
    # The ball stays where it is, unless it was thrown anew: a report is answered within a term of its own.
    still = waiting_on is agreement.waiting_on and not isinstance(state, ReportedKeptState)
    return msgspec.structs.replace(
        agreement,
        state=state,
        due_on=shift.due_on if moved and shift is not None else agreement.due_on,
        shifts=agreement.shifts + moved,
        waiting_on=waiting_on,
        waiting_since=agreement.waiting_since if still else one.at,
        version=one.seq,
    )


def state_shift(state: AnyState) -> OpenShift | None:
    """Give the other date that waits for an answer, if one does."""
    return state.shift if isinstance(state, AgreedState | InProgressState) else None


def _state_after(agreement: Agreement, one: Recorded) -> AnyState:  # noqa: C901, PLR0911 - a table, to be read as one
    """One case per fact that can follow, with who must have been its author; everything else cannot be."""
    responsible = one.by_id == agreement.responsible_id
    match agreement.state, one.fact:
        case ProposedState(), Agreed() if responsible:
            return AgreedState()
        case ProposedState(), Declined(reason) if responsible:
            return DeclinedState(reason)
        case AgreedState(shift), Begun() if responsible:
            return InProgressState(shift)
        case AgreedState() | InProgressState(), ReportedKept(note) if responsible:
            return ReportedKeptState(one.at, one.by_id, note)
        case AgreedState() | InProgressState(), NotKept(reason, note):
            return NotKeptState(reason, note)
        case (AgreedState(None) | InProgressState(None)) as state, ShiftProposed(due_on, reason):
            return msgspec.structs.replace(state, shift=OpenShift(due_on, reason, one.by_id, one.at))
        case (AgreedState(OpenShift() as shift) | InProgressState(OpenShift() as shift)) as state, (
            ShiftAgreed() | ShiftDeclined()
        ) if one.by_id != shift.by_id and (responsible or shift.by_id == agreement.responsible_id):
            return msgspec.structs.replace(state, shift=None)
        case ReportedKeptState() as state, Confirmed() if one.by_id != state.by_id:
            return KeptState(one.by_id)
        case ReportedKeptState() as state, Rejected(reason) if one.by_id != state.by_id:
            return InProgressState(rejected_because=reason)
        case ProposedState() | AgreedState() | InProgressState() | ReportedKeptState(), Cancelled(reason):
            return CancelledState(reason)
    raise StepNotPossible


def _waiting_on(agreement: Agreement, state: AnyState) -> WaitingOn:
    """Say who must act next, so that it never just lies there."""
    match state:
        case ProposedState():
            return WaitingOn.RESPONSIBLE
        case AgreedState(shift) | InProgressState(shift):
            if shift is None or shift.by_id != agreement.responsible_id:
                return WaitingOn.RESPONSIBLE
            # His own agreement: there is no proposer beside him, any other reader may answer.
            own = agreement.proposer_id == agreement.responsible_id
            return WaitingOn.CONFIRMER if own else WaitingOn.PROPOSER
        case ReportedKeptState():
            return WaitingOn.CONFIRMER
        case KeptUnconfirmedState() | KeptState() | DeclinedState() | NotKeptState() | CancelledState():
            return WaitingOn.NOBODY
        case _:
            assert_never(state)


def unconfirmed_since(reported_at: datetime, now: datetime) -> datetime | None:
    """Give the moment since which a report counts as kept, unconfirmed; None while it can be answered (A3)."""
    ended_at = term_ends(reported_at, CONFIRMATION_DAYS)
    return ended_at if now >= ended_at else None


def seen_at(agreement: Agreement, now: datetime) -> Agreement:
    """Give the agreement as it stands at a moment: a report that nobody answered in time is kept, unconfirmed."""
    state = agreement.state
    if isinstance(state, ReportedKeptState) and (since := unconfirmed_since(state.reported_at, now)):
        return msgspec.structs.replace(
            agreement,
            state=KeptUnconfirmedState(state.by_id, since, state.note),
            waiting_on=WaitingOn.NOBODY,
            waiting_since=since,
        )
    return agreement


def outline_of(agreement: Agreement) -> Outline:
    """Leave out every word of text."""
    return Outline(
        agreement.id,
        agreement.responsible_id,
        agreement.proposer_id,
        agreement.readers,
        StateWord(agreement.state.word),
        agreement.due_on,
        agreement.original_due_on,
        agreement.shifts,
        agreement.waiting_on,
        agreement.waiting_since,
        agreement.version,
    )


def outline_seen_at(outline: Outline, now: datetime) -> Outline:
    """Give an outline as it stands at a moment, like :func:`seen_at` for who may not read the facts."""
    if outline.state is StateWord.REPORTED_KEPT and (since := unconfirmed_since(outline.waiting_since, now)):
        return msgspec.structs.replace(
            outline, state=StateWord.KEPT_UNCONFIRMED, waiting_on=WaitingOn.NOBODY, waiting_since=since
        )
    return outline


def is_overdue(outline: Outline, now: datetime) -> bool:
    """Say whether it should have been done before today in Amsterdam; due today is not overdue (A4).

    Before it is agreed there is nothing to be late with, and what was reported kept waits for somebody else.
    """
    running = outline.state in (StateWord.AGREED, StateWord.IN_PROGRESS)
    return running and outline.due_on < day_in_amsterdam(now)


def fingerprints(outline: Outline, chain: Sequence[Recorded]) -> list[str]:
    """Give the SHA-256 of each version: of the agreement's id, its responsible, and all facts up to there (A7).

    The text that is hashed is canonical JSON (RFC 8785), so that anyone who may read the history can do it again.
    """
    entries = [
        {"seq": one.seq, "at": one.at, "by": one.by_id} | msgspec.to_builtins(one.fact) for one in chain
    ]
    head = {"agreementId": outline.id, "responsibleId": outline.responsible_id}
    return [
        hashlib.sha256(msgspec.json.encode(head | {"facts": entries[:n]}, order="sorted")).hexdigest()
        for n in range(1, len(entries) + 1)
    ]
