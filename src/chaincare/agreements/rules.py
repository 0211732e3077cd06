"""Who may take which step with an agreement: facts in, the new fact out, or a refusal. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from chaincare.agreements.facts import (
    Agreed,
    AgreedState,
    AnyFact,
    Begun,
    Cancelled,
    Confirmed,
    Declined,
    InProgressState,
    KeptUnconfirmedState,
    NotKept,
    NotKeptReason,
    OpenShift,
    Proposed,
    ProposedState,
    Rejected,
    ReportedKept,
    ReportedKeptState,
    ShiftAgreed,
    ShiftDeclined,
    ShiftProposed,
)
from chaincare.agreements.model import (
    Agreement,
    ConfirmationTermOver,
    ConfirmByAnother,
    DueDatePast,
    DueDateUnchanged,
    ForTheInvolved,
    ForTheResponsible,
    NotByWhoAsked,
    NoUnitOfYourOwn,
    Parties,
    Party,
    ResponsibleUnfit,
    StepNotPossible,
)
from chaincare.agreements.states import seen_at, state_shift
from chaincare.notes.model import Audience, ReaderUnknown
from chaincare.notes.rules import readers_of
from chaincare.workdays import day_in_amsterdam


def propose(
    what: str,
    needs: str | None,
    due_on: date,
    *,
    responsible_id: UUID,
    by: Party,
    parties: Parties,
    at: datetime,
) -> list[AnyFact]:
    """Propose an agreement; who proposes to do something himself has agreed to it.

    Raises ResponsibleUnfit, DueDatePast.
    """
    responsible = parties.get(responsible_id)
    if (
        responsible is None
        or not responsible.present
        or responsible.role == "team"
        or responsible.scope == "that"
    ):
        raise ResponsibleUnfit
    _refuse_past(due_on, at)
    proposed = Proposed(what, due_on, needs)
    return [proposed, Agreed()] if responsible_id == by.id else [proposed]


def readers_for(
    audience: Sequence[Audience],
    named: Iterable[UUID],
    *,
    unit_id: UUID | None,
    by: Party,
    responsible_id: UUID,
    parties: Parties,
    client: bool,
) -> tuple[str, ...]:
    """Give the readers as the wall names them; the responsible and the proposer are always among them.

    Raises ReaderUnknown, NoUnitOfYourOwn.
    """
    wanted = set(named)
    if not all(one in parties and parties[one].present for one in wanted):
        raise ReaderUnknown
    if unit_id is None:
        if Audience.OWN_UNIT in audience:
            raise NoUnitOfYourOwn
        unit_id = by.id  # names no unit, and without own_unit no reader is made of it
    return readers_of(audience, wanted | {responsible_id}, unit_id=unit_id, own_id=by.id, client=client)


def assent(agreement: Agreement, *, by: Party, parties: Parties) -> AnyFact:
    """Agree to the agreement, or to the other date that is asked for.

    Raises ForTheResponsible, NotByWhoAsked, StepNotPossible.
    """
    return Agreed() if _answers(agreement, by, parties) is None else ShiftAgreed()


def decline(agreement: Agreement, reason: str, *, by: Party, parties: Parties) -> AnyFact:
    """Do not agree, with a reason. Raises ForTheResponsible, NotByWhoAsked, StepNotPossible."""
    return Declined(reason) if _answers(agreement, by, parties) is None else ShiftDeclined(reason)


def _answers(agreement: Agreement, by: Party, parties: Parties) -> OpenShift | None:
    """Give the other date that is answered, None when it is the agreement itself."""
    if isinstance(agreement.state, ProposedState):
        _refuse_other_than_responsible(agreement, by)
        return None
    shift = state_shift(agreement.state)
    if shift is None:
        raise StepNotPossible
    if shift.by_id != agreement.responsible_id:
        _refuse_other_than_responsible(agreement, by)
    elif by.id == shift.by_id or not _is_other_side(agreement, by, parties):
        raise NotByWhoAsked
    return shift


def _is_other_side(agreement: Agreement, by: Party, parties: Parties) -> bool:
    """Say who answers the responsible: the proposer or the regie holder.

    Where the agreement is his own, or its proposer has left, anyone else who reads it may: it never just lies there.
    """
    proposer = parties.get(agreement.proposer_id)
    alone = agreement.proposer_id == agreement.responsible_id or proposer is None or not proposer.present
    return alone or by.holds_regie or by.id == agreement.proposer_id


def start(agreement: Agreement, *, by: Party) -> AnyFact:
    """Begin the work. Raises ForTheResponsible, StepNotPossible."""
    _refuse_other_than_responsible(agreement, by)
    if not isinstance(agreement.state, AgreedState):
        raise StepNotPossible
    return Begun()


def report_kept(agreement: Agreement, note: str | None, *, by: Party) -> AnyFact:
    """Say that it was done; whoever is responsible says so, somebody else confirms (A3).

    An open question about another date lapses with it. Raises ForTheResponsible, StepNotPossible.
    """
    _refuse_other_than_responsible(agreement, by)
    _refuse_unless_running(agreement)
    return ReportedKept(note)


def report_not_kept(agreement: Agreement, reason: NotKeptReason, note: str | None, *, by: Party) -> AnyFact:
    """Say that it was not carried out, and why. Raises ForTheResponsible, StepNotPossible."""
    if not by.holds_regie:
        _refuse_other_than_responsible(agreement, by)
    _refuse_unless_running(agreement)
    return NotKept(reason, note)


def confirm(agreement: Agreement, *, by: Party, parties: Parties) -> AnyFact:
    """Confirm that it was kept; also late, when it counts as kept already (A3).

    Raises ConfirmByAnother, StepNotPossible.
    """
    if not isinstance(agreement.state, ReportedKeptState):
        raise StepNotPossible
    _refuse_claimant(agreement.state.by_id, by, parties)
    return Confirmed()


def reject(agreement: Agreement, reason: str, *, by: Party, parties: Parties, at: datetime) -> AnyFact:
    """Say that it was not kept after all: the work goes on.

    Raises ConfirmByAnother, ConfirmationTermOver, StepNotPossible.
    """
    confirm(agreement, by=by, parties=parties)
    if isinstance(seen_at(agreement, at).state, KeptUnconfirmedState):
        raise ConfirmationTermOver
    return Rejected(reason)


def _refuse_claimant(claimant_id: UUID, by: Party, parties: Parties) -> None:
    if by.id == claimant_id:
        raise ConfirmByAnother
    if not by.is_client_side and by.organisation_id == parties[claimant_id].organisation_id:
        raise ConfirmByAnother


def revise(agreement: Agreement, due_on: date, reason: str, *, by: Party, at: datetime) -> AnyFact:
    """Ask for another date; the old one counts until the other side agrees (A4).

    Raises ForTheInvolved, StepNotPossible, DueDateUnchanged, DueDatePast.
    """
    _refuse_uninvolved(agreement, by)
    _refuse_unless_running(agreement)
    if state_shift(agreement.state) is not None:
        raise StepNotPossible
    if due_on == agreement.due_on:
        raise DueDateUnchanged
    _refuse_past(due_on, at)
    return ShiftProposed(due_on, reason)


def cancel(agreement: Agreement, reason: str, *, by: Party, at: datetime) -> AnyFact:
    """Cancel what is not finished. Raises ForTheInvolved, StepNotPossible."""
    _refuse_uninvolved(agreement, by)
    unfinished = ProposedState | AgreedState | InProgressState | ReportedKeptState
    if not isinstance(seen_at(agreement, at).state, unfinished):
        raise StepNotPossible
    return Cancelled(reason)


def _refuse_other_than_responsible(agreement: Agreement, by: Party) -> None:
    if by.id != agreement.responsible_id:
        raise ForTheResponsible


def _refuse_uninvolved(agreement: Agreement, by: Party) -> None:
    if by.id not in (agreement.responsible_id, agreement.proposer_id) and not by.holds_regie:
        raise ForTheInvolved


def _refuse_unless_running(agreement: Agreement) -> None:
    if not isinstance(agreement.state, AgreedState | InProgressState):
        raise StepNotPossible


def _refuse_past(due_on: date, at: datetime) -> None:
    if due_on < day_in_amsterdam(at):
        raise DueDatePast
