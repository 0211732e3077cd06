"""An agreement as a whole, what it needs, and who takes part in it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.agreements.facts import Carried, Evidence, NotKeptReason, Repeat
from chaincare.agreements.phases import AnyPreconditionState, AnyState, Assent
from chaincare.notes.model import Audience

PRECONDITIONS_MAX = 20
EVIDENCE_MAX = 10


class WaitingOn(StrEnum):
    """Who must act next. The confirmer is anyone who may confirm: the client, or another organisation (A3).

    Anyone: nobody is left who proposed it or directs the case, so whoever reads it may name a new responsible. It is derived
    from who takes part, never stored.
    """

    RESPONSIBLE = "responsible"
    PROPOSER = "proposer"
    CONFIRMER = "confirmer"
    CANDIDATE = "candidate"
    REGIE_HOLDER = "regie_holder"
    ANYONE = "anyone"
    NOBODY = "nobody"


class StateWord(StrEnum):
    """The states by name. ``kept_unconfirmed`` is derived by date and never stored."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    IN_PROGRESS = "in_progress"
    REPORTED_KEPT = "reported_kept"
    KEPT = "kept"
    KEPT_UNCONFIRMED = "kept_unconfirmed"
    AWAITING_NEW_RESPONSIBLE = "awaiting_new_responsible"
    DECLINED = "declined"
    NOT_KEPT = "not_kept"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"


class PreconditionWord(StrEnum):
    """The states of what is needed, by name."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"
    MET = "met"
    DROPPED = "dropped"


class PreconditionWaitingOn(StrEnum):
    """Who must act next about what is needed: its owner, or, where he will not, the responsible."""

    OWNER = "owner"
    RESPONSIBLE = "responsible"
    NOBODY = "nobody"


class Outline(msgspec.Struct, frozen=True):
    """An agreement without a word of its text: all that a coordinator sees, and all that its row holds."""

    id: UUID
    responsible_id: UUID
    candidate_id: UUID | None
    proposer_id: UUID
    readers: tuple[str, ...]
    state: StateWord
    due_on: date
    original_due_on: date
    shifts: int
    waiting_on: WaitingOn
    waiting_since: datetime
    version: int
    safety: bool = False
    restricted: bool = False
    """Whether this reader does not get its text, because that is restricted (AVG 18)."""
    rounds: int = 0
    """How many times it was done or not already, of what is done again."""
    supersedes: UUID | None = None
    superseded_by: UUID | None = None
    returned: bool = False
    """Whether it went back to whoever proposed it, as this reader sees: what it was to replace went on without it."""
    returned_at: datetime | None = None


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One time of what is done again: by which day, whether it was, and what another says of it."""

    due_on: date
    kept: bool
    at: datetime
    by_id: UUID
    because: NotKeptReason | None = None
    confirmed_by_id: UUID | None = None
    rejected: bool = False


class Precondition(msgspec.Struct, frozen=True):
    """Something that is needed so that an agreement is carried out (A2)."""

    id: UUID
    what: str
    owner_id: UUID
    due_on: date
    blocking: bool
    state: AnyPreconditionState
    waiting_on: PreconditionWaitingOn
    waiting_since: datetime


class Agreement(msgspec.Struct, frozen=True):
    """What the facts so far amount to. It has exactly one responsible (A1)."""

    id: UUID
    responsible_id: UUID
    proposer_id: UUID
    readers: tuple[str, ...]
    what: str
    needs: str | None
    due_on: date
    original_due_on: date
    shifts: int
    state: AnyState
    assent: Assent | None
    preconditions: tuple[Precondition, ...]
    waiting_on: WaitingOn
    waiting_since: datetime
    version: int
    safety: bool = False
    """True for what keeps people safe: everybody who sees the core of the case sees it."""
    evidence: tuple[Evidence, ...] = ()
    """What the responsible showed with the report that it was done, unless that was rejected."""
    repeat: Repeat | None = None
    rounds: tuple[Round, ...] = ()
    supersedes: UUID | None = None
    carried: Carried | None = None
    """What that one brought along; ``original_due_on`` and ``shifts`` here are this one's own."""


class Party(msgspec.Struct, frozen=True):
    """A participation, as far as agreements go by it. ``scope`` is the one in force now.

    ``present`` is who takes part and can act; ``ended_at`` is known of who left.
    """

    id: UUID
    role: Literal["caseworker", "specialist", "team", "client", "representative"]
    scope: Literal["that", "core", "full", "client"]
    present: bool
    ended_at: datetime | None
    holds_regie: bool
    name: str
    function: str | None
    organisation_id: UUID | None
    organisation: str | None
    succeeds: Sequence[UUID] = ()
    """Whom he took over from: what that one was to carry out is his to take over."""

    @property
    def is_client_side(self) -> bool:
        """True for the client and whoever represents him."""
        return self.role in ("client", "representative")

    @property
    def can_answer(self) -> bool:
        """True for one person who takes part now and reads agreements: he can be bound by his own word (A1)."""
        return self.present and self.role != "team" and self.scope != "that"

    def is_involved_in(self, agreement: Agreement) -> bool:
        """Say whether he proposed it, is responsible for it or took over from who was, or holds regie."""
        own = (agreement.responsible_id, agreement.proposer_id)
        return self.holds_regie or self.id in own or agreement.responsible_id in self.succeeds


Parties = Mapping[UUID, Party]


def who_can_direct(parties: Parties) -> Party | None:
    """Give who holds regie and can act on it: a term outlasts its holder's account for a while (R6)."""
    return next((one for one in parties.values() if one.holds_regie and one.present), None)


UNSEEN = UUID(int=0)
"""Stands for whoever is shielded from the reader (S5); no participation has it."""


class SeenParties(dict[UUID, Party]):
    """The parties a reader sees. Who is not among them did what he did without a name."""

    def __missing__(self, key: UUID) -> Party:
        return Party(UNSEEN, "caseworker", "that", True, None, False, "", None, None, None)


class PreconditionDraft(msgspec.Struct, frozen=True):
    """What somebody says is needed."""

    what: str
    owner_id: UUID
    due_on: date
    blocking: bool


class AgreementDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody proposes, with what it needs."""

    what: str
    needs: str | None
    due_on: date
    responsible_id: UUID
    audience: tuple[Audience, ...]
    parties: tuple[UUID, ...]
    client_may_read: bool
    preconditions: tuple[PreconditionDraft, ...] = ()
    safety: bool = False
    repeat: Repeat | None = None
    supersedes: UUID | None = None
    carried: Carried | None = None
