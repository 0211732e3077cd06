"""The audit of agreements as it travels."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from chaincare.access.paging import CLIENTS_MAX
from chaincare.agreement_audit.model import AuditedAgreement, AuditedParty, AuditedStep, AuditQuestion
from chaincare.agreements.facts import AssentHow, Every, NotKeptReason
from chaincare.agreements.model import StateWord, WaitingOn
from chaincare.agreements.views import FactKind
from chaincare.wire import Body, Instant, Line, View


class AuditAgreements(Body):
    """Which agreements: at least one of the first five, or a period of at most 31 days in which a step was taken.

    `client` is the pseudonym that the access log carries, `reference` that of the case. `organisationId` finds those in
    which its people took a step; an organisation's auditor names no other than his own. `state` is the state at this moment, `kept_unconfirmed` among them.
    """

    agreement_id: UUID | None = None
    client: UUID | None = None
    reference: Line | None = None
    organisation_id: UUID | None = None
    state: StateWord | None = None
    from_at: Instant | None = None
    until_at: Instant | None = None
    cursor: Annotated[str, msgspec.Meta(max_length=2_000)] | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=CLIENTS_MAX)] = 25

    def to_question(self) -> AuditQuestion:
        """Give what is asked, without the page."""
        return AuditQuestion(
            self.agreement_id,
            self.client,
            self.reference,
            self.organisation_id,
            self.state,
            self.from_at,
            self.until_at,
        )


class AuditedPartyView(View):
    """Who, without a name: as what he took part, and on behalf of which organisation."""

    participation_id: UUID
    role: Literal["caseworker", "specialist", "team", "client", "representative"]
    professional_id: UUID | None
    function: str | None
    organisation_id: UUID | None
    organisation: str | None


class AuditedStepView(View):
    """One step. `fingerprint` is the SHA-256 of the version it made: the one that the parties' own history tells.

    `by` took the step, an assent by whoever gave it; `recordedBy` wrote it down where that was another. A party is null
    where the mandate is for one organisation and this is somebody of another, or a citizen.
    """

    seq: int
    at: Instant
    kind: FactKind
    fingerprint: str
    by: AuditedPartyView | None
    recorded_by: AuditedPartyView | None
    responsible: AuditedPartyView | None
    previous: AuditedPartyView | None
    owner: AuditedPartyView | None
    how: AssentHow | None
    due_date: date | None
    repeat_every: Every | None
    repeat_until_date: date | None
    supersedes: UUID | None
    superseded_by: UUID | None
    not_kept_because: NotKeptReason | None
    meeting_id: UUID | None
    precondition_id: UUID | None
    blocking: bool | None


class AuditedAgreementView(View):
    """The whole life of an agreement, without a word of its text, its case by reference, its client by pseudonym (A7)."""

    id: UUID
    case_id: UUID
    reference: str
    client: UUID
    state: StateWord
    responsible: AuditedPartyView | None
    due_date: date
    original_due_date: date
    shifts: int
    waiting_on: WaitingOn
    waiting_since_at: Instant
    version: int
    steps: tuple[AuditedStepView, ...]


class AuditedAgreements(View):
    """The agreements that were found, the newest first. With `nextCursor` in the same question comes the next page."""

    items: tuple[AuditedAgreementView, ...]
    next_cursor: str | None


def audited_view(one: AuditedAgreement) -> AuditedAgreementView:
    """Show an agreement to an auditor."""
    return AuditedAgreementView(
        id=one.id,
        case_id=one.case_id,
        reference=one.reference,
        client=one.client,
        state=one.state,
        responsible=_party_view(one.responsible),
        due_date=one.due_on,
        original_due_date=one.original_due_on,
        shifts=one.shifts,
        waiting_on=one.waiting_on,
        waiting_since_at=one.waiting_since,
        version=one.version,
        steps=tuple(map(_step_view, one.steps)),
    )


def _step_view(one: AuditedStep) -> AuditedStepView:
    return AuditedStepView(
        seq=one.seq,
        at=one.at,
        kind=one.kind,
        fingerprint=one.fingerprint,
        by=_party_view(one.by),
        recorded_by=_party_view(one.recorded_by),
        responsible=_party_view(one.responsible),
        previous=_party_view(one.previous),
        owner=_party_view(one.owner),
        how=one.how,
        due_date=one.due_on,
        repeat_every=one.repeat_every,
        repeat_until_date=one.repeat_until_on,
        supersedes=one.supersedes,
        superseded_by=one.superseded_by,
        not_kept_because=one.not_kept_because,
        meeting_id=one.meeting_id,
        precondition_id=one.precondition_id,
        blocking=one.blocking,
    )


def _party_view(party: AuditedParty | None) -> AuditedPartyView | None:
    return None if party is None else AuditedPartyView(**msgspec.structs.asdict(party))
