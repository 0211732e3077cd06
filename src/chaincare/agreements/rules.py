"""Who may take which step with an agreement that is made: facts in, the new fact out, or a refusal. Pure."""

from datetime import date, datetime
from uuid import UUID

from chaincare.agreements.facts import (
    AnyFact,
    Begun,
    Cancelled,
    Confirmed,
    Evidence,
    NotKept,
    NotKeptReason,
    Rejected,
    ReportedKept,
    ShiftProposed,
)
from chaincare.agreements.model import Agreement, Parties, Party, StateWord, who_can_direct
from chaincare.agreements.phases import (
    AgreedState,
    InProgressState,
    ProposedState,
    ReportedKeptState,
    is_returned,
)
from chaincare.agreements.preconditions import blocks
from chaincare.agreements.refusals import (
    ConfirmationTermOver,
    ConfirmByAnother,
    DueDatePast,
    DueDateUnchanged,
    ForTheInvolved,
    ForTheResponsible,
    LateIsNotCancelled,
    PreconditionStillOpen,
    StepNotPossible,
)
from chaincare.agreements.rounds import unconfirmed, within_its_round
from chaincare.agreements.seeing import unconfirmed_since, word_at
from chaincare.agreements.states import state_shift
from chaincare.refusals import FieldError
from chaincare.workdays import day_in_amsterdam

_CANCELLABLE = frozenset(
    {
        StateWord.PROPOSED,
        StateWord.AGREED,
        StateWord.IN_PROGRESS,
        StateWord.REPORTED_KEPT,
        StateWord.AWAITING_NEW_RESPONSIBLE,
    }
)


def start(agreement: Agreement, *, by: Party) -> AnyFact:
    """Begin the work. Raises ForTheResponsible, StepNotPossible."""
    _refuse_other_than_responsible(agreement, by)
    if not isinstance(agreement.state, AgreedState):
        raise StepNotPossible
    return Begun()


def report_kept(
    agreement: Agreement, note: str | None, evidence: tuple[Evidence, ...] = (), *, by: Party
) -> AnyFact:
    """Say that it was done, and what shows it; whoever is responsible says so, somebody else confirms (A3).

    An open question about another date lapses with it. Raises ForTheResponsible, StepNotPossible,
    PreconditionStillOpen (A2).
    """
    _refuse_other_than_responsible(agreement, by)
    _refuse_unless_running(agreement)
    if blocks(agreement):
        raise PreconditionStillOpen
    return ReportedKept(note, evidence)


def report_not_kept(agreement: Agreement, reason: NotKeptReason, note: str | None, *, by: Party) -> AnyFact:
    """Say that it was not carried out, and why. Raises ForTheResponsible, StepNotPossible."""
    if not by.holds_regie:
        _refuse_other_than_responsible(agreement, by)
    _refuse_unless_running(agreement)
    return NotKept(reason, note)


def confirm(agreement: Agreement, *, by: Party, parties: Parties) -> AnyFact:
    """Confirm that it was kept; also late, when it counts as kept already (A3). Of what is done again, every time so far.

    Raises ConfirmByAnother, StepNotPossible.
    """
    claims = {one.by_id for one in unconfirmed(agreement)}
    if isinstance(agreement.state, ReportedKeptState):
        claims.add(agreement.state.by_id)
    elif not claims or not isinstance(agreement.state, AgreedState | InProgressState):
        raise StepNotPossible
    for claimant_id in claims:
        _refuse_claimant(claimant_id, by, parties)
    return Confirmed()


def reject(agreement: Agreement, reason: str, *, by: Party, parties: Parties, at: datetime) -> AnyFact:
    """Say that it was not kept after all: the work goes on. Of what is done again, the last time that was reported.

    Raises ConfirmByAnother, ConfirmationTermOver, StepNotPossible.
    """
    confirm(agreement, by=by, parties=parties)
    rounds = unconfirmed(agreement)
    late = bool(rounds) and unconfirmed_since(rounds[-1].at, at) is not None
    if late or word_at(agreement, at, parties) is StateWord.KEPT_UNCONFIRMED:
        raise ConfirmationTermOver
    return Rejected(reason)


def _refuse_claimant(claimant_id: UUID, by: Party, parties: Parties) -> None:
    if by.id == claimant_id:
        raise ConfirmByAnother
    if not by.is_client_side and by.organisation_id == parties[claimant_id].organisation_id:
        raise ConfirmByAnother


def revise(
    agreement: Agreement, due_on: date, reason: str, *, by: Party, parties: Parties, at: datetime
) -> AnyFact:
    """Ask for another date; the old one counts until the other side agrees (A4).

    Raises ForTheInvolved, StepNotPossible, DueDateUnchanged, DueDatePast, RoundComesFirst.
    """
    _refuse_uninvolved(agreement, by)
    _refuse_unless_running(agreement)
    # There must be somebody to agree, and one question at a time.
    if not parties[agreement.responsible_id].present or state_shift(agreement.state) is not None:
        raise StepNotPossible
    if due_on == agreement.due_on:
        raise DueDateUnchanged(errors=[FieldError("/dueDate", "Choose another day.")])
    if due_on < day_in_amsterdam(at):
        raise DueDatePast(errors=[FieldError("/dueDate", "Choose today or later.")])
    within_its_round(agreement, due_on)
    return ShiftProposed(due_on, reason)


def cancel(agreement: Agreement, reason: str, *, by: Party, parties: Parties, at: datetime) -> AnyFact:
    """Cancel what is not finished; who is late at work says that it was not kept instead (A5).

    What went back to a proposer who is gone, where nobody directs, anyone who reads it may: it never just lies there.

    Raises ForTheInvolved, StepNotPossible, LateIsNotCancelled.
    """
    orphaned = not parties[agreement.proposer_id].present and who_can_direct(parties) is None
    if not (is_returned(agreement.state) and orphaned and by.can_answer):
        _refuse_uninvolved(agreement, by)
    if word_at(agreement, at, parties) not in _CANCELLABLE:
        raise StepNotPossible
    own = by.id == agreement.responsible_id and not by.is_client_side
    bound = own and not isinstance(agreement.state, ProposedState)
    if bound and agreement.due_on < day_in_amsterdam(at):
        raise LateIsNotCancelled
    return Cancelled(reason)


def _refuse_other_than_responsible(agreement: Agreement, by: Party) -> None:
    if by.id != agreement.responsible_id:
        raise ForTheResponsible


def _refuse_uninvolved(agreement: Agreement, by: Party) -> None:
    if not by.is_involved_in(agreement):
        raise ForTheInvolved


def _refuse_unless_running(agreement: Agreement) -> None:
    if not isinstance(agreement.state, AgreedState | InProgressState):
        raise StepNotPossible
