"""Agreements on the wire: what is answered. What is absent was not for this reader."""

from datetime import date
from enum import StrEnum
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.agreements.facts import AssentHow, Every, EvidenceKind, NotKeptReason
from chaincare.agreements.model import PreconditionWaitingOn, PreconditionWord, StateWord, WaitingOn
from chaincare.statements.views import StatementView
from chaincare.wire import Instant, View


class AgreementParty(View):
    """Somebody who takes part. A coordinator sees the organisation only; of who is shielded nothing is told."""

    participation_id: UUID | None
    name: str | None
    function: str | None
    organisation: str | None


class WaitingOnView(View):
    """Who must act next, and since when."""

    who: WaitingOn
    since_at: Instant


class AssentView(View):
    """How somebody agreed. What another recorded of him he can object to until `objectByAt` (A8)."""

    how: AssentHow
    agreed_at: Instant
    recorded_by: AgreementParty | None
    meeting_id: UUID | None
    object_by_at: Instant | None


class PreconditionWaitingOnView(View):
    """Who must act next about what is needed, and since when."""

    who: PreconditionWaitingOn
    since_at: Instant


class PreconditionView(View):
    """Something that is needed so that the agreement is carried out (A2)."""

    id: UUID
    what: str
    owner: AgreementParty
    due_date: date
    blocking: bool
    state: PreconditionWord
    assent: AssentView | None
    overdue: bool
    waiting_on: PreconditionWaitingOnView


class Preconditions(View):
    """What the agreement needs, in the order it was asked for."""

    items: tuple[PreconditionView, ...]


class OpenShiftView(View):
    """Another date that waits for an answer; the old one still counts."""

    due_date: date
    reason: str
    proposed_at: Instant
    proposed_by: AgreementParty


class EvidenceView(View):
    """What shows that it was done: words, or a reference to where it can be looked up."""

    kind: EvidenceKind
    text: str


class RoundView(View):
    """One time of what is done again. `kept_unconfirmed`: nobody answered the report in ten working days."""

    due_date: date
    state: Literal["reported_kept", "kept", "kept_unconfirmed", "not_kept", "rejected"]
    reported_at: Instant
    reason: NotKeptReason | None


class RepeatView(View):
    """That it is done again: how often, how many times in all, and what came of each time so far."""

    every: Every
    until_date: date
    times: int
    rounds: tuple[RoundView, ...]


class AgreementView(View):
    """An agreement. `overdue` is judged by the day in Amsterdam: due today is not overdue.

    `originalDueDate` and `shifts` go on counting in what takes its place (`supersedes`).

    `returned`: what it was to take the place of was finished, replaced or moved meanwhile, so that nobody can agree to it any more; who
    proposed it cancels it, and proposes it anew. Only who sees what it was to replace (`supersedes`) is told.

    `version` in double quotes is its `ETag`. `candidate` was asked to take it over. A coordinator sees no text,
    no assent, no preconditions, no evidence and no `repeat`, nor does any professional while it is `restricted`. `statements`, the client's own words about it, are there when it is read.
    """

    id: UUID
    what: str | None
    needs: str | None
    responsible: AgreementParty
    candidate: AgreementParty | None
    proposed_by: AgreementParty
    state: StateWord
    assent: AssentView | None
    due_date: date
    original_due_date: date
    shifts: int
    open_shift: OpenShiftView | None
    overdue: bool
    waiting_on: WaitingOnView
    preconditions: tuple[PreconditionView, ...] | None
    evidence: tuple[EvidenceView, ...] | None
    client_may_read: bool
    safety: bool
    restricted: bool
    version: int
    repeat: RepeatView | None
    supersedes: UUID | None
    superseded_by: UUID | None
    returned: bool
    statements: tuple[StatementView, ...] | msgspec.UnsetType = msgspec.UNSET


class Agreements(View):
    """The agreements you may read, the newest first."""

    items: tuple[AgreementView, ...]


class FactKind(StrEnum):
    """What can happen to an agreement."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    OBJECTED = "objected"
    DECLINED = "declined"
    BEGUN = "begun"
    REPORTED_KEPT = "reported_kept"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    SHIFT_PROPOSED = "shift_proposed"
    SHIFT_AGREED = "shift_agreed"
    SHIFT_DECLINED = "shift_declined"
    NOT_KEPT = "not_kept"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"
    RETURNED = "returned"
    REASSIGNED = "reassigned"
    PRECONDITION_SET = "precondition_set"
    PRECONDITION_AGREED = "precondition_agreed"
    PRECONDITION_DECLINED = "precondition_declined"
    PRECONDITION_MET = "precondition_met"
    PRECONDITION_DROPPED = "precondition_dropped"


class RepeatedView(View):
    """How often it is done again, and until which day."""

    every: Every
    until_date: date


class CarriedView(View):
    """What it brought along from the one whose place it takes: its first due date, and how often that was moved."""

    original_due_date: date
    shifts: int


class AgreementFactView(View):
    """One thing that happened. `seq` is the version of the agreement it made.

    An assent is by whoever gave it; `recordedBy` wrote it down where that was another. `fingerprint` is the SHA-256
    of that version: of the canonical JSON (RFC 8785) of an object with `agreementId`, `responsibleId` (who was
    responsible at first) and, in `facts`, every fact up to here as it stands in this list, but for its fingerprint,
    and with every party given by its participation's id only.
    """

    seq: int
    at: Instant
    by: AgreementParty
    kind: FactKind
    fingerprint: str
    what: str | msgspec.UnsetType = msgspec.UNSET
    needs: str | msgspec.UnsetType = msgspec.UNSET
    due_date: date | msgspec.UnsetType = msgspec.UNSET
    reason: str | msgspec.UnsetType = msgspec.UNSET
    note: str | msgspec.UnsetType = msgspec.UNSET
    evidence: tuple[EvidenceView, ...] | msgspec.UnsetType = msgspec.UNSET
    how: AssentHow | msgspec.UnsetType = msgspec.UNSET
    recorded_by: AgreementParty | msgspec.UnsetType = msgspec.UNSET
    meeting_id: UUID | msgspec.UnsetType = msgspec.UNSET
    responsible: AgreementParty | msgspec.UnsetType = msgspec.UNSET
    previous: AgreementParty | msgspec.UnsetType = msgspec.UNSET
    precondition_id: UUID | msgspec.UnsetType = msgspec.UNSET
    owner: AgreementParty | msgspec.UnsetType = msgspec.UNSET
    blocking: bool | msgspec.UnsetType = msgspec.UNSET
    repeat: RepeatedView | msgspec.UnsetType = msgspec.UNSET
    supersedes: UUID | msgspec.UnsetType = msgspec.UNSET
    carried: CarriedView | msgspec.UnsetType = msgspec.UNSET
    superseded_by: UUID | msgspec.UnsetType = msgspec.UNSET


class AgreementHistory(View):
    """Every fact of an agreement, the first one first."""

    id: UUID
    responsible: AgreementParty
    items: tuple[AgreementFactView, ...]
