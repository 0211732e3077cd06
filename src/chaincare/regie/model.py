"""Regie: who directs the case, what he may do, and how that passes on (R1-R7)."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.cases.model import Holder
from chaincare.regie.measures import Measure
from chaincare.regie.voices import ObjectionSettled


class Mandate(StrEnum):
    """What the holder may do. It is agreed together with who holds regie (R2)."""

    CONVENE = "convene"
    CONTACT = "contact"
    GUARD_AGREEMENTS = "guard_agreements"
    DECIDE = "decide"


class ProposalKind(StrEnum):
    """How regie is to pass: agreed among the parties for good or for a time, assigned by the coordinator, or by law."""

    FIRST = "first"
    HANDOVER = "handover"
    ASSIGNMENT = "assignment"
    TO_CLIENT = "to_client"
    TEMPORARY = "temporary"
    """For a period; then it returns by itself (R9)."""
    RETURN = "return"
    """Back to whom it returns to, sooner than was agreed."""
    BY_LAW = "by_law"
    """A court's or another statutory measure, recorded by the coordinator, whoever agrees (R2)."""


class TermKind(StrEnum):
    """Why somebody holds regie. ``assigned`` marks for ever that the parties did not agree it themselves (R2)."""

    AGREED = "agreed"
    ASSIGNED = "assigned"
    INTERIM = "interim"
    TEMPORARY = "temporary"
    BY_LAW = "by_law"


class Answer(StrEnum):
    """What somebody says to a proposal: who is asked agrees or refuses, the other parties may object."""

    ASSENT = "assent"
    REFUSAL = "refusal"
    OBJECTION = "objection"


class VacantBecause(StrEnum):
    """Why nobody directs the case."""

    NOT_YET_AGREED = "not_yet_agreed"
    INTERIM_ENDED = "interim_ended"
    LAID_DOWN = "laid_down"
    CASE_CLOSED = "case_closed"
    """Regie ended with the case, which may be open again since."""
    MERGED = "merged"
    """The client's registration was merged into an older one, whose case is directed instead."""
    ASSENT_TAKEN_BACK = "assent_taken_back"
    """The last holder said that he never agreed to what a meeting recorded as his assent (R2, A8)."""
    TEMPORARY_ENDED = "temporary_ended"
    """Regie passed for a time, and whom it was to return to takes part no more (R9)."""
    BY_LAW_ENDED = "by_law_ended"
    HOLDER_CANNOT_ACT = "holder_cannot_act"
    """He is deactivated, his organisation left, or no legal basis of his is valid: derived, never stored (R6)."""


class EndsBecause(StrEnum):
    """Why a term ends where it does."""

    PASSED_ON = "passed_on"
    LAID_DOWN = "laid_down"
    INTERIM_OVER = "interim_over"
    ASSENT_TAKEN_BACK = "assent_taken_back"
    MERGED = "merged"
    CASE_CLOSED = "case_closed"
    RETURNED = "returned"
    TEMPORARY_OVER = "temporary_over"
    BY_LAW_OVER = "by_law_over"


class Draft(msgspec.Struct, frozen=True):
    """A proposal that may be made. ``holder_id`` is whose agreement is asked beside the candidate's (R2).

    To a client: ``contact_id`` is the professional beside him, ``representative_id`` who has to agree for him (R10).
    """

    kind: ProposalKind
    candidate_id: UUID
    holder_id: UUID | None
    mandate: tuple[Mandate, ...]
    reason: str | None
    handover_note: str | None
    contact_id: UUID | None = None
    representative_id: UUID | None = None
    effective_at: datetime | None = None
    ends_at: datetime | None = None
    measure: Measure | None = None


class Response(msgspec.Struct, frozen=True):
    """What one party answered, once: himself, or in a meeting, where ``recorded_by`` wrote it down for him (A8); told of where he is seen (S5)."""

    participation_id: UUID
    answer: Answer
    reason: str | None
    answered_at: datetime
    meeting_id: UUID | None = None
    recorded_by: UUID | None = None
    recorder_told: bool = True


class Agreed(msgspec.Struct, frozen=True, tag="agreed", tag_field="outcome"):
    """Everybody asked agreed, to a moment ahead: in effect then, if the candidate can act then."""

    at: datetime


class InEffect(msgspec.Struct, frozen=True, tag="in_effect", tag_field="outcome"):
    """Everybody asked agreed; the candidate holds regie from this instant on."""

    at: datetime


class Declined(msgspec.Struct, frozen=True, tag="declined", tag_field="outcome"):
    """The candidate or the holder refused; the answer says why."""

    at: datetime


class Objected(msgspec.Struct, frozen=True, tag="objected", tag_field="outcome"):
    """Another party objected before it took effect; it lies with the network coordinator."""

    at: datetime


class Withdrawn(msgspec.Struct, frozen=True, tag="withdrawn", tag_field="outcome"):
    """Taken back by the proposer or the coordinator, for a reason that not every reader is shown."""

    at: datetime
    reason: str | None


class Expired(msgspec.Struct, frozen=True, tag="expired", tag_field="outcome"):
    """Not answered by everybody within the term."""

    at: datetime


class Lapsed(msgspec.Struct, frozen=True, tag="lapsed", tag_field="outcome"):
    """It could not take effect: the candidate, or the holder whose agreement was asked, cannot act any more."""

    at: datetime


Outcome = Agreed | InEffect | Declined | Objected | Withdrawn | Expired | Lapsed


class Proposal(msgspec.Struct, frozen=True):
    """A proposal and all that was answered; open while it has no outcome. ``by_candidate``: the candidate proposed it."""

    id: UUID
    kind: ProposalKind
    candidate_id: UUID
    holder_id: UUID | None
    mandate: tuple[Mandate, ...]
    reason: str | None
    handover_note: str | None
    proposed_by: UUID
    proposed_at: datetime
    respond_by: datetime
    responses: tuple[Response, ...] = ()
    outcome: Outcome | None = None
    by_candidate: bool = False
    contact_id: UUID | None = None
    representative_id: UUID | None = None
    effective_at: datetime | None = None
    ends_at: datetime | None = None
    measure: Measure | None = None
    stood: bool = True
    """Whether the candidate, or a client's contact, could act at the moment for which it was agreed."""
    object_by: datetime | None = None
    above_norm: bool = False
    objecting: tuple[UUID, ...] = ()
    """Whose objection nobody decided on yet."""
    let_be: ObjectionSettled | None = None
    """What was decided on an objection last."""


class Ahead(msgspec.Struct, frozen=True):
    """Who directs in the end, by what is planned: the term that begins last of those that lie ahead."""

    holder_id: UUID
    kind: TermKind
    mandate: tuple[Mandate, ...]
    since: datetime
    next_at: datetime
    """When the first of those that lie ahead begins."""
    client_id: UUID | None = None

    @property
    def directed_by(self) -> UUID:
        """Give whose regie it will be."""
        return self.client_id or self.holder_id


class Term(msgspec.Struct, frozen=True):
    """Somebody holds regie, from an instant on, until another one or with no end in sight.

    ``stands``: whether he can act now; while he cannot, the case is vacant (R6). ``client_id``: the client's participation
    where he directs; then ``holder_id`` is his contact, to whom all work goes.
    """

    holder_id: UUID
    kind: TermKind
    mandate: tuple[Mandate, ...]
    proposal_id: UUID | None
    since: datetime
    until: datetime | None
    stands: bool = True
    client_id: UUID | None = None
    planned: bool = False
    ahead: Ahead | None = None

    @property
    def directed_by(self) -> UUID:
        """Give whose regie it is."""
        return self.client_id or self.holder_id


class Latest(msgspec.Struct, frozen=True):
    """Whose term began last before a moment, running or not, and why it ends; since when an objection stands against it."""

    holder: Holder
    ends_because: EndsBecause | None
    stands: bool = True
    objected_at: datetime | None = None
    measure: Measure | None = None
    unattended: bool = False
    """He is absent, and nobody acts for him."""
