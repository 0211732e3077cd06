"""What facts amount to: the fold over an agreement's history. Pure.

A fact that cannot follow from where the agreement stands is refused here, whoever sends it: that is what keeps an
agreement from coming about over somebody's head (A1).
"""

from collections.abc import Iterable, Sequence
from typing import assert_never
from uuid import UUID

import msgspec

from chaincare.agreements.facts import (
    AboutPrecondition,
    Agreed,
    AnyFact,
    AssentHow,
    Begun,
    Cancelled,
    Confirmed,
    Declined,
    NotKept,
    Objected,
    PreconditionSet,
    Proposed,
    Reassigned,
    Recorded,
    Rejected,
    ReportedKept,
    Returned,
    ShiftAgreed,
    ShiftDeclined,
    ShiftProposed,
    Superseded,
    first_responsible_id,
)
from chaincare.agreements.model import Agreement, Outline, WaitingOn
from chaincare.agreements.phases import (
    AgreedState,
    AnyState,
    Assent,
    AwaitingState,
    CancelledState,
    DeclinedState,
    InProgressState,
    KeptState,
    NotKeptState,
    OpenShift,
    ProposedState,
    ReportedKeptState,
    SupersededState,
)
from chaincare.agreements.preconditions import blocks, is_honest, preconditions_after, thrown
from chaincare.agreements.refusals import StepNotPossible
from chaincare.agreements.rounds import may_judge, next_day, rounds_after, state_of_rounds


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
        assent=None,
        preconditions=(),
        waiting_on=WaitingOn.RESPONSIBLE,
        waiting_since=first.at,
        version=first.seq,
        repeat=fact.repeat,
        supersedes=fact.supersedes,
        carried=fact.carried,
    )


def fold(outline: Outline, chain: Sequence[Recorded]) -> Agreement:
    """Give what a whole history amounts to. Raises StepNotPossible when it is none."""
    first_id = first_responsible_id(chain, outline.responsible_id)
    begun = begin(outline.id, first_id, outline.proposer_id, outline.readers, chain[0])
    return after(msgspec.structs.replace(begun, safety=outline.safety), chain[1:])


def after(agreement: Agreement, chain: Iterable[Recorded]) -> Agreement:
    """Give the agreement after these facts. Raises StepNotPossible at the first that cannot follow."""
    for one in chain:
        agreement = take(agreement, one)
    return agreement


def take(agreement: Agreement, one: Recorded) -> Agreement:
    """Give the agreement after one more fact. Raises StepNotPossible."""
    if one.seq != agreement.version + 1:
        raise StepNotPossible
    change, fact = msgspec.structs.replace, one.fact
    if isinstance(fact, PreconditionSet | AboutPrecondition):
        taken = change(agreement, preconditions=preconditions_after(agreement, one, fact))
    else:
        taken = _step_taken(agreement, one)
    readers = {*taken.readers, *(f"party:{added}" for added in _made_readers(fact))}
    taken = change(taken, readers=tuple(sorted(readers)), version=one.seq)
    return change(taken, preconditions=thrown(taken, one.at))


def _made_readers(fact: AnyFact) -> tuple[UUID, ...]:
    """Who is asked for something of an agreement reads it from then on."""
    match fact:
        case PreconditionSet(owner=owner):
            return (owner,)
        case Reassigned(responsible=responsible):
            return (responsible,)
        case _:
            return ()


def _step_taken(agreement: Agreement, one: Recorded) -> Agreement:
    fact, state = one.fact, _state_after(agreement, one)
    rounds = rounds_after(agreement, one)
    state, again = state_of_rounds(agreement, fact, state, rounds), len(rounds) > len(agreement.rounds)
    moved, shift = isinstance(fact, ShiftAgreed), state_shift(agreement.state)
    responsible_id, assent = agreement.responsible_id, agreement.assent
    if isinstance(fact, Agreed):
        responsible_id = one.by_id
        assent = Assent(fact.how or AssentHow.HIMSELF, one.at, fact.recorded_by, fact.meeting_id)
    elif isinstance(state, ProposedState | AwaitingState):
        assent = None
    waiting_on, evidence = _waiting_on(agreement, state), agreement.evidence
    if isinstance(fact, ReportedKept | Rejected):
        evidence = fact.evidence if isinstance(fact, ReportedKept) else ()
    # The ball stays where it is, unless it was thrown anew: a report is answered within a term of its own.
    still = (
        waiting_on is agreement.waiting_on
        and responsible_id == agreement.responsible_id
        and not isinstance(state, ReportedKeptState | AwaitingState)
        and not again
    )
    due_on = (next_day(agreement) if again else None) or agreement.due_on
    return msgspec.structs.replace(
        agreement,
        state=state,
        responsible_id=responsible_id,
        assent=assent,
        due_on=shift.due_on if moved and shift is not None else due_on,
        rounds=rounds,
        shifts=agreement.shifts + moved,
        waiting_on=waiting_on,
        waiting_since=agreement.waiting_since if still else one.at,
        evidence=evidence,
    )


def state_shift(state: AnyState) -> OpenShift | None:
    """Give the other date that waits for an answer, if one does."""
    return state.shift if isinstance(state, AgreedState | InProgressState) else None


def _state_after(agreement: Agreement, one: Recorded) -> AnyState:  # noqa: C901, PLR0911, PLR0912 - a table, to be read as one
    """One case per fact that can follow, with who must have been its author; everything else cannot be."""
    responsible = one.by_id == agreement.responsible_id
    match agreement.state, one.fact:
        case ProposedState(_, False), Agreed() as given if responsible and _is_honest(given, one):
            return AgreedState()
        case AwaitingState(candidate_id), Agreed() as given if one.by_id == candidate_id and _is_honest(
            given, one
        ):
            return AgreedState()
        case ProposedState(), Declined(reason) if responsible:
            return DeclinedState(reason)
        case AwaitingState(candidate_id), Declined() if one.by_id == candidate_id:
            return AwaitingState(None)
        case AgreedState() | InProgressState(), Objected(reason) if responsible and _is_recorded(agreement):
            return ProposedState(reason)
        case AgreedState(shift), Begun() if responsible:
            return InProgressState(shift)
        case AgreedState() | InProgressState(), ReportedKept(note) if responsible and not blocks(agreement):
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
        case ProposedState(_, False) | AgreedState() | InProgressState() | AwaitingState(), Reassigned(
            to_id, was_id
        ):
            if was_id == agreement.responsible_id:
                return AwaitingState(to_id)
        case ((AgreedState() | InProgressState()), Confirmed() | Rejected()) if may_judge(agreement, one):
            return agreement.state
        case ProposedState(_, False) | AwaitingState(), Returned(old_id) if old_id == agreement.supersedes:
            return ProposedState(returned=True)
        case (
            (ProposedState() | AgreedState() | InProgressState() | ReportedKeptState() | AwaitingState()),
            Cancelled(reason),
        ):
            return CancelledState(reason)
        case ProposedState() | AgreedState() | InProgressState() | AwaitingState(), Superseded(by_id):
            return SupersededState(by_id)
    raise StepNotPossible


def _is_honest(given: Agreed, one: Recorded) -> bool:
    return is_honest(given.how or AssentHow.HIMSELF, given.recorded_by, one.by_id)


def _is_recorded(agreement: Agreement) -> bool:
    return agreement.assent is not None and agreement.assent.recorded_by_id is not None


def _waiting_on(agreement: Agreement, state: AnyState) -> WaitingOn:
    """Say who must act next, so that it never just lies there."""
    match state:
        case ProposedState(objected_because, returned):
            asked = objected_because is None and not returned
            return WaitingOn.RESPONSIBLE if asked else WaitingOn.PROPOSER
        case AgreedState(shift) | InProgressState(shift):
            if shift is None or shift.by_id != agreement.responsible_id:
                return WaitingOn.RESPONSIBLE
            # His own agreement: there is no proposer beside him, any other reader may answer.
            own = agreement.proposer_id == agreement.responsible_id
            return WaitingOn.CONFIRMER if own else WaitingOn.PROPOSER
        case AwaitingState(candidate_id):
            return WaitingOn.REGIE_HOLDER if candidate_id is None else WaitingOn.CANDIDATE
        case ReportedKeptState():
            return WaitingOn.CONFIRMER
        case KeptState() | DeclinedState() | NotKeptState() | CancelledState() | SupersededState():
            return WaitingOn.NOBODY
        case _:
            assert_never(state)
