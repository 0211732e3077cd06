"""Who does what by when: the facts that happen to an agreement, and the states they amount to."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
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


class Fact(msgspec.Struct, frozen=True, tag_field="kind", omit_defaults=True, forbid_unknown_fields=True):
    """Something that happened to an agreement. Written once, never changed; its text is fingerprinted (A7)."""


class Proposed(Fact, frozen=True, tag="proposed"):
    """Somebody proposed it. It binds nobody yet (A1)."""

    what: str
    due_on: date = msgspec.field(name="dueDate")
    needs: str | None = None


class Agreed(Fact, frozen=True, tag="agreed"):
    """The one responsible agreed: from here on it exists (A1)."""


class Declined(Fact, frozen=True, tag="declined"):
    """The one responsible did not agree."""

    reason: str


class Begun(Fact, frozen=True, tag="begun"):
    """The work began."""


class ReportedKept(Fact, frozen=True, tag="reported_kept"):
    """The one responsible says it was done."""

    note: str | None = None


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


AnyFact = (
    Proposed
    | Agreed
    | Declined
    | Begun
    | ReportedKept
    | Confirmed
    | Rejected
    | ShiftProposed
    | ShiftAgreed
    | ShiftDeclined
    | NotKept
    | Cancelled
)


class Recorded(msgspec.Struct, frozen=True):
    """A fact in its place: the n-th of its agreement, when, and by which participation."""

    seq: int
    at: datetime
    by_id: UUID
    fact: AnyFact


class OpenShift(msgspec.Struct, frozen=True):
    """Another date that waits for the other side's answer."""

    due_on: date
    reason: str
    by_id: UUID
    proposed_at: datetime


class State(msgspec.Struct, frozen=True):
    """What an agreement is now; each kind has exactly its own data."""

    word: ClassVar[str]


class ProposedState(State, frozen=True):
    """Waits for the assent of the one responsible."""

    word = "proposed"


class AgreedState(State, frozen=True):
    """Exists, and has not begun."""

    word = "agreed"
    shift: OpenShift | None = None


class InProgressState(State, frozen=True):
    """Is being carried out, perhaps again after a report that was rejected."""

    word = "in_progress"
    shift: OpenShift | None = None
    rejected_because: str | None = None


class ReportedKeptState(State, frozen=True):
    """Waits for the client or another organisation to confirm (A3)."""

    word = "reported_kept"
    reported_at: datetime
    by_id: UUID
    note: str | None


class KeptUnconfirmedState(State, frozen=True):
    """Nobody answered the report within its term: kept, and marked so (A3). Derived by date, never stored."""

    word = "kept_unconfirmed"
    by_id: UUID
    since: datetime
    note: str | None


class KeptState(State, frozen=True):
    """Kept, and confirmed by another."""

    word = "kept"
    confirmed_by_id: UUID


class DeclinedState(State, frozen=True):
    """Never came to be."""

    word = "declined"
    reason: str


class NotKeptState(State, frozen=True):
    """Not carried out."""

    word = "not_kept"
    reason: NotKeptReason
    note: str | None


class CancelledState(State, frozen=True):
    """No longer needed."""

    word = "cancelled"
    reason: str


AnyState = (
    ProposedState
    | AgreedState
    | InProgressState
    | ReportedKeptState
    | KeptUnconfirmedState
    | KeptState
    | DeclinedState
    | NotKeptState
    | CancelledState
)
