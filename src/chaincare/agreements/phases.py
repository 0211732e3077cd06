"""What an agreement, and each thing it needs, can be: states as types, each with exactly its own data."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from chaincare.agreements.facts import AssentHow, NotKeptReason


class Assent(msgspec.Struct, frozen=True):
    """How the one asked agreed, when, and who wrote that down where it was another (A7)."""

    how: AssentHow
    at: datetime
    recorded_by_id: UUID | None
    meeting_id: UUID | None


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
    """Waits for the assent of the one responsible; or, where he objected to one recorded of him, for the proposer.

    So does what is ``returned``: what it was to take the place of went on without it, and nobody can agree to it any more.
    """

    word = "proposed"
    objected_because: str | None = None
    returned: bool = False


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


class KeptState(State, frozen=True):
    """Kept, and confirmed by another."""

    word = "kept"
    confirmed_by_id: UUID


class AwaitingState(State, frozen=True):
    """Its responsible is to be another, or takes part no more: it waits for somebody who agrees (R7).

    The latter is derived from who takes part, never stored.
    """

    word = "awaiting_new_responsible"
    candidate_id: UUID | None


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


class SupersededState(State, frozen=True):
    """Another one was agreed to in its place."""

    word = "superseded"
    by_id: UUID


AnyState = (
    ProposedState
    | AgreedState
    | InProgressState
    | ReportedKeptState
    | KeptState
    | AwaitingState
    | DeclinedState
    | NotKeptState
    | CancelledState
    | SupersededState
)


def is_returned(state: AnyState) -> bool:
    """Say whether it went back to who proposed it, so that nobody can agree to it any more."""
    return isinstance(state, ProposedState) and state.returned


class Asked(State, frozen=True):
    """The owner of what is needed has not answered."""

    word = "proposed"


class Promised(State, frozen=True):
    """The owner agreed to see to it."""

    word = "agreed"
    assent: Assent


class Refused(State, frozen=True):
    """The owner does not see to it; it is still needed until somebody drops it."""

    word = "declined"
    reason: str


class Met(State, frozen=True):
    """It is there."""

    word = "met"
    note: str | None


class Dropped(State, frozen=True):
    """It is not needed after all."""

    word = "dropped"
    reason: str


AnyPreconditionState = Asked | Promised | Refused | Met | Dropped
