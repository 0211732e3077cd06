"""Rules of answering: who may say what to a proposal, and what is written down for whom in a meeting. Pure."""

from datetime import datetime
from uuid import UUID

from chaincare.access.model import Reach
from chaincare.regie.model import (
    Agreed,
    Answer,
    Draft,
    Expired,
    InEffect,
    Lapsed,
    Proposal,
    ProposalKind,
    Response,
)
from chaincare.regie.refusals import (
    AcknowledgementNotYours,
    AgreementNotYours,
    AlreadyAnswered,
    AnswerInOwnName,
    AnswerReasonNeeded,
    AssentOrRefusalAsked,
    CandidateCannotDirect,
    NoObjectionLies,
    NothingToAcknowledge,
    ObjectionNotYours,
    ObjectionTooLate,
    ObjectionUndecided,
    ProposalSettled,
)
from chaincare.regie.states import asked, put_forward_by_himself
from chaincare.regie.voices import ObjectionSettled, Voice
from chaincare.workdays import term_ends

PRESENCE_DAYS = 5
"""Working days in which whoever was recorded as agreeing in a meeting can say that he did not (A8)."""


def responded(proposal: Proposal, answer: Answer, reason: str | None, voice: Voice, at: datetime) -> Response:
    """Decide whether this party may answer so, now.

    Who is asked agrees or refuses while the proposal is open. Everybody else may object, also after it took effect,
    until the term is over. Where somebody put himself forward as first holder, or a client is to direct, another
    professional may agree too.
    Whoever was recorded as agreeing in a meeting may object to that within five working days (A8).
    Who holds a mandate agrees to nothing, except that he lets regie go (R10). Raises AnswerInOwnName,
    AgreementNotYours, AssentOrRefusalAsked, CandidateCannotDirect, AnswerReasonNeeded, AlreadyAnswered,
    ProposalSettled, ObjectionTooLate.
    """
    if voice.team:
        raise AnswerInOwnName
    own_id, objects = voice.participation_id, answer is Answer.OBJECTION
    said = [one for one in proposal.responses if one.participation_id == own_id]
    recorded = said[0] if objects and len(said) == 1 and said[0].recorded_by is not None else None
    is_asked = own_id in asked(proposal)
    open_to_others = put_forward_by_himself(proposal) or proposal.kind is ProposalKind.TO_CLIENT
    seconds = answer is Answer.ASSENT and voice.professional and open_to_others
    if not is_asked and not objects and not seconds:
        raise AgreementNotYours
    if is_asked and objects and not said:
        raise AssentOrRefusalAsked
    if answer is Answer.ASSENT and voice.mandated and own_id != proposal.holder_id:
        raise CandidateCannotDirect
    if answer is not Answer.ASSENT and reason is None:
        raise AnswerReasonNeeded
    if said and recorded is None:
        raise AlreadyAnswered
    object_by = proposal.object_by or proposal.respond_by
    match proposal.outcome:
        case None | Agreed() | InEffect() if objects:
            if at >= (object_by if recorded is None else objections_end(recorded)):
                raise ObjectionTooLate
        case None:
            pass
        case _:
            raise ProposalSettled
    return Response(own_id, answer, reason, at)


def objections_end(recorded: Response) -> datetime:
    """Give the moment until which somebody can say that he did not agree to what was recorded for him."""
    return term_ends(recorded.answered_at, PRESENCE_DAYS)


def settled_objection(
    proposal: Proposal, reason: str, own_id: UUID, reach: Reach, at: datetime
) -> ObjectionSettled:
    """Decide whether this person may end what was objected: the coordinator lets it be, who objected takes it back (R2).

    For the others that he objected with, he does not speak. Raises NoObjectionLies, ObjectionNotYours.
    """
    if reach is not Reach.STEERING and (own_id,) != proposal.objecting:
        raise ObjectionNotYours
    if not proposal.objecting:
        raise NoObjectionLies
    return ObjectionSettled(at=at, reason=reason)


def taken_note_of(proposal: Proposal, actor_id: UUID, reach: Reach) -> None:
    """Check that this came to nothing by itself, and that it is his to know: who proposed it, or the coordinator.

    Raises AcknowledgementNotYours, NothingToAcknowledge.
    """
    if reach is not Reach.STEERING and proposal.proposed_by != actor_id:
        raise AcknowledgementNotYours
    if not isinstance(proposal.outcome, Expired | Lapsed):
        raise NothingToAcknowledge


def undisputed(draft: Draft, *, stopped: bool) -> None:
    """Check that nothing is proposed past an objection that stopped a proposal, and that nobody decided on (R2).

    Not what the coordinator lays down, which decides on it; nor that somebody gets back what was his. Raises ObjectionUndecided.
    """
    if stopped and draft.kind not in {ProposalKind.ASSIGNMENT, ProposalKind.BY_LAW, ProposalKind.RETURN}:
        raise ObjectionUndecided


def taken_up(standing: Proposal | None, draft: Draft) -> Proposal | None:
    """Give the open proposal that a meeting decides on, if it is the very same one; else a new one is made."""
    if standing is None:
        return None
    same = Draft(
        standing.kind, standing.candidate_id, standing.holder_id, standing.mandate, draft.reason, standing.handover_note,
        standing.contact_id, standing.representative_id, standing.effective_at, standing.ends_at,
    )  # fmt: skip
    return standing if draft == same else None


def in_presence(
    proposal: Proposal, recorder: Voice, meeting_id: UUID, present: frozenset[UUID], at: datetime
) -> tuple[Response, ...]:
    """Give the assents that a meeting records: of whoever is asked, was present, and did not answer yet (A8).

    Nobody is bound who was absent. Nobody takes regie by his own pen: where the recorder is the candidate, or is to stand
    beside a client, the present holder answers himself. The recorder speaks for himself, also where he seconds who put himself forward.
    """
    own_id, said = recorder.participation_id, {one.participation_id for one in proposal.responses}
    agreeing = asked(proposal) | ({own_id} if put_forward_by_himself(proposal) else frozenset())
    if own_id == proposal.candidate_id:
        agreeing = frozenset({own_id})
    elif own_id == proposal.contact_id != proposal.holder_id and proposal.holder_id != proposal.candidate_id:
        agreeing -= {proposal.holder_id or own_id} - {own_id}
    return tuple(
        Response(one, Answer.ASSENT, None, at, meeting_id, None if one == own_id else own_id)
        for one in sorted((agreeing & present) - said)
    )
