"""Nobody over his head (A1): who proposes, who agrees, objects or is asked anew. Facts in, new facts out. Pure."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.agreements.facts import (
    Agreed,
    AnyFact,
    AssentHow,
    Declined,
    Objected,
    PreconditionAgreed,
    PreconditionSet,
    Proposed,
    Reassigned,
    ShiftAgreed,
    ShiftDeclined,
)
from chaincare.agreements.model import Agreement, AgreementDraft, Parties, Party, who_can_direct
from chaincare.agreements.phases import (
    AgreedState,
    AwaitingState,
    InProgressState,
    OpenShift,
    ProposedState,
    is_returned,
)
from chaincare.agreements.preconditions import is_unfinished, objection_ends_at
from chaincare.agreements.refusals import (
    DueDatePast,
    ForTheCandidate,
    ForTheInvolved,
    ForTheResponsible,
    NotByWhoAsked,
    NothingToObjectTo,
    NoUnitOfYourOwn,
    ObjectionTermOver,
    ResponsibleAlready,
    ResponsibleUnfit,
    StepNotPossible,
    SupersededMeanwhile,
    SupersedesUnfit,
)
from chaincare.agreements.rounds import fitting
from chaincare.agreements.states import state_shift
from chaincare.notes.model import Audience, ReaderUnknown
from chaincare.notes.rules import readers_of
from chaincare.refusals import FieldError
from chaincare.workdays import day_in_amsterdam


class Meeting(msgspec.Struct, frozen=True):
    """Where people agree without a login: which one, and of those who agreed there how they did (A8)."""

    id: UUID
    present: Mapping[UUID, AssentHow]


class Act(msgspec.Struct, frozen=True):
    """A new fact, and by whom; an assent that another writes down is by whoever gave it."""

    by_id: UUID
    fact: AnyFact


def propose(
    draft: AgreementDraft, *, by: Party, parties: Parties, at: datetime, meeting: Meeting | None = None
) -> list[Act]:
    """Propose an agreement; who proposes to do something himself has agreed, and who agrees in the meeting too.

    For those absent nobody agrees (A8). Raises ResponsibleUnfit, DueDatePast, RepeatUnfit.
    """
    _refuse_unfit(parties.get(draft.responsible_id))
    if draft.due_on < day_in_amsterdam(at):
        raise DueDatePast(errors=[FieldError("/dueDate", "Choose today or later.")])
    fitting(draft.repeat, draft.due_on)
    acts = [
        Act(
            by.id,
            Proposed(draft.what, draft.due_on, draft.needs, draft.repeat, draft.supersedes, draft.carried),
        )
    ]
    return acts + agreed_at_once(draft.responsible_id, by=by, meeting=meeting)


def agreed_at_once(responsible_id: UUID, *, by: Party, meeting: Meeting | None = None) -> list[Act]:
    """Give the assent that needs no asking: his own who acts, and of others what they said in the meeting."""
    match _said(responsible_id, by, meeting):
        case None:
            return []
        case said:
            return [Act(responsible_id, Agreed(*said))]


def promised_at_once(asked: PreconditionSet, *, by: Party, meeting: Meeting | None = None) -> list[Act]:
    """Give the same for who is asked to see to a precondition."""
    match _said(asked.owner, by, meeting):
        case None:
            return []
        case said:
            return [Act(asked.owner, PreconditionAgreed(asked.precondition_id, *said))]


def _said(
    asked_id: UUID, by: Party, meeting: Meeting | None
) -> tuple[AssentHow, UUID | None, UUID | None] | None:
    """Give how somebody agrees at once, who writes it down for him, and where; None while he is to be asked."""
    if asked_id == by.id:
        return AssentHow.HIMSELF, None, None if meeting is None else meeting.id
    if meeting is not None and asked_id in meeting.present:
        return meeting.present[asked_id], by.id, meeting.id
    return None


def readers_for(
    draft: AgreementDraft, *, unit_id: UUID | None, by: Party, parties: Parties
) -> tuple[str, ...]:
    """Give the readers as the wall names them; the responsible and the proposer are always among them.

    Raises ReaderUnknown, NoUnitOfYourOwn.
    """
    wanted = set(draft.parties)
    if not all(one in parties and parties[one].present for one in wanted):
        raise ReaderUnknown(errors=[FieldError("/parties", "Name participations of this case.")])
    if unit_id is None:
        if Audience.OWN_UNIT in draft.audience:
            raise NoUnitOfYourOwn(errors=[FieldError("/audience", "Leave own_unit out.")])
        unit_id = by.id  # names no unit, and without own_unit no reader is made of it
    named = wanted | {draft.responsible_id}
    return readers_of(draft.audience, named, unit_id=unit_id, own_id=by.id, client=draft.client_may_read)


def assent(agreement: Agreement, *, by: Party, parties: Parties) -> AnyFact:
    """Agree to the agreement, to take it over, or to the other date that is asked for.

    Raises ForTheResponsible, ForTheCandidate, NotByWhoAsked, StepNotPossible, SupersededMeanwhile.
    """
    if is_returned(agreement.state):
        raise SupersededMeanwhile
    return Agreed(AssentHow.HIMSELF) if _answers(agreement, by, parties) is None else ShiftAgreed()


def decline(agreement: Agreement, reason: str, *, by: Party, parties: Parties) -> AnyFact:
    """Do not agree, with a reason.

    Raises ForTheResponsible, ForTheCandidate, NotByWhoAsked, StepNotPossible.
    """
    return Declined(reason) if _answers(agreement, by, parties) is None else ShiftDeclined(reason)


def _answers(agreement: Agreement, by: Party, parties: Parties) -> OpenShift | None:
    """Give the other date that is answered, None when it is the agreement itself."""
    match agreement.state:
        case ProposedState():
            _refuse_other_than_responsible(agreement, by)
            return None
        case AwaitingState(candidate_id):
            _refuse_other_than_candidate(candidate_id, by)
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
    """Say who answers the responsible: proposer or regie holder, or anyone where it is his own or the proposer left."""
    own = agreement.proposer_id == agreement.responsible_id
    alone = own or not parties[agreement.proposer_id].present
    return alone or by.holds_regie or by.id == agreement.proposer_id


def object_to(agreement: Agreement, reason: str, *, by: Party, at: datetime) -> AnyFact:
    """Say that one did not mean what another recorded: it binds no more, and waits for the proposer (A8).

    Raises ForTheResponsible, StepNotPossible, NothingToObjectTo, ObjectionTermOver.
    """
    _refuse_other_than_responsible(agreement, by)
    if not isinstance(agreement.state, AgreedState | InProgressState) or agreement.assent is None:
        raise StepNotPossible
    ends_at = objection_ends_at(agreement.assent)
    if ends_at is None:
        raise NothingToObjectTo
    if at >= ends_at:
        raise ObjectionTermOver
    return Objected(reason)


def reassign(
    agreement: Agreement, responsible_id: UUID, reason: str, *, by: Party, parties: Parties
) -> list[Act]:
    """Ask another to carry it out; it awaits him until he agrees (A1, R7). Who takes it over himself has agreed.

    Where neither the proposer nor a regie holder is left, anyone who reads it may: it never just lies there.
    Raises ForTheInvolved, ResponsibleUnfit, ResponsibleAlready, StepNotPossible.
    """
    orphaned = not parties[agreement.proposer_id].present and who_can_direct(parties) is None
    if not by.is_involved_in(agreement) and not (orphaned and by.can_answer):
        raise ForTheInvolved
    _refuse_unfit(parties.get(responsible_id))
    if not is_unfinished(agreement) or is_returned(agreement.state):
        raise StepNotPossible
    if responsible_id == agreement.responsible_id and not isinstance(agreement.state, AwaitingState):
        raise ResponsibleAlready(errors=[FieldError("/responsible", "Name somebody else.")])
    asked = Act(by.id, Reassigned(responsible_id, agreement.responsible_id, reason))
    return [asked, *agreed_at_once(responsible_id, by=by)]


def may_supersede(agreement: Agreement, *, by: Party, parties: Parties, replaces: bool = False) -> None:
    """Check that another may be proposed in the place of this one.

    Once somebody is bound by it he does not shed it by proposing another: as with another date (A4) the other side has to
    agree, here by being the one who proposes. ``replaces``: it is to take the place of another, as he sees; until it is agreed to
    that one stands, and counts the moves. Raises SupersedesUnfit.
    """
    if not (by.is_involved_in(agreement) and is_unfinished(agreement)):
        raise SupersedesUnfit(errors=[FieldError("/supersedes", "Name one that is not finished.")])
    if isinstance(agreement.state, ProposedState):
        if replaces:
            raise SupersedesUnfit(
                errors=[FieldError("/supersedes", "Have it ended, and name what it replaces.")]
            )
        return
    own = by.id == agreement.responsible_id or agreement.responsible_id in by.succeeds
    if own or not _is_other_side(agreement, by, parties):
        raise SupersedesUnfit(errors=[FieldError("/supersedes", "Ask for another day, or have it replaced.")])


def _refuse_unfit(responsible: Party | None) -> None:
    if responsible is None or not responsible.can_answer:
        raise ResponsibleUnfit(errors=[FieldError("/responsible", "Name the participation of one person.")])


def _refuse_other_than_responsible(agreement: Agreement, by: Party) -> None:
    if by.id != agreement.responsible_id:
        raise ForTheResponsible


def _refuse_other_than_candidate(candidate_id: UUID | None, by: Party) -> None:
    if candidate_id is None:
        raise StepNotPossible
    if by.id != candidate_id:
        raise ForTheCandidate
