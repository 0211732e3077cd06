"""Who does what by when, and what is needed for it: the facts that happen to an agreement."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class NotKeptReason(StrEnum):
    """Why an agreement was not kept. It explains, and never serves a sanction (A5)."""

    TIME = "time"
    MEANS = "means"
    WAITING_LIST = "waiting_list"
    REFUSAL = "refusal"
    PRECONDITION = "precondition"
    CLIENT = "client"
    OTHER = "other"


class AssentHow(StrEnum):
    """How somebody agreed; all but the first are recorded by another, and open to objection (A8)."""

    HIMSELF = "himself"
    IN_PRESENCE = "in_presence"
    ORAL = "oral"
    PAPER = "paper"


class EvidenceKind(StrEnum):
    """What shows that it was done: words, or where it can be looked up by who may. Never a file."""

    TEXT = "text"
    REFERENCE = "reference"


class Evidence(msgspec.Struct, frozen=True):
    """Something that shows that it was done; it is told within the audience of the agreement."""

    kind: EvidenceKind
    text: str


class Every(StrEnum):
    """How often something is done again."""

    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"


class Repeat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """That it is done again and again, until a day."""

    every: Every
    until_on: date = msgspec.field(name="untilDate")


class Fact(msgspec.Struct, frozen=True, tag_field="kind", omit_defaults=True, forbid_unknown_fields=True):
    """Something that happened to an agreement. Written once, never changed; its text is fingerprinted (A7)."""


class Carried(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an agreement brings along from the one whose place it takes: the first date, and how often it was moved (A4)."""

    original_due_on: date = msgspec.field(name="originalDueDate")
    shifts: int


class Proposed(Fact, frozen=True, tag="proposed"):
    """Somebody proposed it. It binds nobody yet (A1)."""

    what: str
    due_on: date = msgspec.field(name="dueDate")
    needs: str | None = None
    repeat: Repeat | None = None
    supersedes: UUID | None = None
    """The agreement whose place it takes, once it is agreed to."""
    carried: Carried | None = None


class Agreed(Fact, frozen=True, tag="agreed"):
    """The one responsible agreed: it exists (A1). Without ``how`` himself: the first release did not write that down."""

    how: AssentHow | None = None
    recorded_by: UUID | None = msgspec.field(default=None, name="recordedBy")
    meeting_id: UUID | None = msgspec.field(default=None, name="meetingId")


class Objected(Fact, frozen=True, tag="objected"):
    """He did not mean what was recorded of him: it binds him no more (A8)."""

    reason: str


class Declined(Fact, frozen=True, tag="declined"):
    """The one responsible did not agree."""

    reason: str


class Begun(Fact, frozen=True, tag="begun"):
    """The work began."""


class ReportedKept(Fact, frozen=True, tag="reported_kept"):
    """The one responsible says it was done, and what shows it."""

    note: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Confirmed(Fact, frozen=True, tag="confirmed"):
    """Another one says so too (A3)."""


class Rejected(Fact, frozen=True, tag="rejected"):
    """Another one says it was not done, or not all of it."""

    reason: str


class ShiftProposed(Fact, frozen=True, tag="shift_proposed"):
    """Another date was asked for. The old one counts until that is agreed (A4)."""

    due_on: date = msgspec.field(name="dueDate")
    reason: str


class ShiftAgreed(Fact, frozen=True, tag="shift_agreed"):
    """The other side agreed to the other date."""


class ShiftDeclined(Fact, frozen=True, tag="shift_declined"):
    """The old date stays."""

    reason: str


class NotKept(Fact, frozen=True, tag="not_kept"):
    """It was not carried out."""

    reason: NotKeptReason
    note: str | None = None


class Cancelled(Fact, frozen=True, tag="cancelled"):
    """It is no longer needed."""

    reason: str


class Superseded(Fact, frozen=True, tag="superseded"):
    """Another agreement was agreed to in its place."""

    superseded_by: UUID = msgspec.field(name="supersededBy")


class Returned(Fact, frozen=True, tag="returned"):
    """What it was to replace went on without it: it is back with who proposed it, in whose name this step stands."""

    supersedes: UUID


class Reassigned(Fact, frozen=True, tag="reassigned"):
    """Somebody else is to carry it out; until he agrees it awaits him."""

    responsible: UUID
    previous: UUID
    reason: str


class PreconditionSet(Fact, frozen=True, tag="precondition_set"):
    """Something is needed so that it is carried out, by somebody, by a day (A2)."""

    precondition_id: UUID = msgspec.field(name="preconditionId")
    what: str
    owner: UUID
    due_on: date = msgspec.field(name="dueDate")
    blocking: bool


class PreconditionAgreed(Fact, frozen=True, tag="precondition_agreed"):
    """Its owner agreed to see to it."""

    precondition_id: UUID = msgspec.field(name="preconditionId")
    how: AssentHow
    recorded_by: UUID | None = msgspec.field(default=None, name="recordedBy")
    meeting_id: UUID | None = msgspec.field(default=None, name="meetingId")


class PreconditionDeclined(Fact, frozen=True, tag="precondition_declined"):
    """Its owner does not see to it."""

    precondition_id: UUID = msgspec.field(name="preconditionId")
    reason: str


class PreconditionMet(Fact, frozen=True, tag="precondition_met"):
    """It is there."""

    precondition_id: UUID = msgspec.field(name="preconditionId")
    note: str | None = None


class PreconditionDropped(Fact, frozen=True, tag="precondition_dropped"):
    """It is not needed after all."""

    precondition_id: UUID = msgspec.field(name="preconditionId")
    reason: str


AboutPrecondition = PreconditionAgreed | PreconditionDeclined | PreconditionMet | PreconditionDropped
AboutReport = ReportedKept | Confirmed | Rejected | NotKept
AboutShift = ShiftProposed | ShiftAgreed | ShiftDeclined
AnyFact = (
    Proposed
    | Agreed
    | Objected
    | Declined
    | Begun
    | AboutReport
    | AboutShift
    | Cancelled
    | Superseded
    | Returned
    | Reassigned
    | PreconditionSet
    | AboutPrecondition
)


class Recorded(msgspec.Struct, frozen=True):
    """A fact in its place: the n-th of its agreement, when, and by which participation.

    An assent is by whoever gave it, also where another wrote it down. What was done in the place of who is hidden is by that one (S5).
    """

    seq: int
    at: datetime
    by_id: UUID
    fact: AnyFact
    own_id: UUID | None = None


def first_responsible_id(chain: Sequence[Recorded], present_id: UUID) -> UUID:
    """Give who was responsible when it was proposed, of a history that led to the present one."""
    return next((one.fact.previous for one in chain if isinstance(one.fact, Reassigned)), present_id)
