"""The life of agreements as an auditor reads it (A7): steps, dates, people and fingerprints, never a word of text."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.agreements.facts import AssentHow, Every, NotKeptReason
from chaincare.agreements.model import StateWord, WaitingOn
from chaincare.agreements.views import FactKind
from chaincare.refusals import Kind, Refusal


class AuditQuestion(msgspec.Struct, frozen=True):
    """Which agreements: at least one of the first five, or a period of at most 31 days in which a step was taken."""

    agreement_id: UUID | None
    client: UUID | None
    reference: str | None
    organisation_id: UUID | None
    state: StateWord | None
    from_at: datetime | None
    until_at: datetime | None


class AuditedParty(msgspec.Struct, frozen=True):
    """Who took a step, without a name: as what he took part, and on behalf of which organisation."""

    participation_id: UUID
    role: Literal["caseworker", "specialist", "team", "client", "representative"]
    professional_id: UUID | None
    function: str | None
    organisation_id: UUID | None
    organisation: str | None


class AuditedStep(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened; a party is absent where the mandate does not reach it."""

    seq: int
    at: datetime
    kind: FactKind
    fingerprint: str
    by: AuditedParty | None
    recorded_by: AuditedParty | None = None
    responsible: AuditedParty | None = None
    previous: AuditedParty | None = None
    owner: AuditedParty | None = None
    how: AssentHow | None = None
    due_on: date | None = None
    repeat_every: Every | None = None
    repeat_until_on: date | None = None
    supersedes: UUID | None = None
    superseded_by: UUID | None = None
    not_kept_because: NotKeptReason | None = None
    meeting_id: UUID | None = None
    precondition_id: UUID | None = None
    blocking: bool | None = None


class AuditedAgreement(msgspec.Struct, frozen=True):
    """An agreement as it stands at the moment of the question, and everything that led there."""

    id: UUID
    case_id: UUID
    reference: str
    client: UUID
    state: StateWord
    responsible: AuditedParty | None
    due_on: date
    original_due_on: date
    shifts: int
    waiting_on: WaitingOn
    waiting_since: datetime
    version: int
    steps: tuple[AuditedStep, ...]


class AuditTooWide(Refusal):
    """Ask for an agreement, a client, a case reference, an organisation or a state, or give a period of at most 31 days."""

    kind = Kind.BAD_INPUT


class AuditPeriodUpsideDown(Refusal):
    """The period in which a step was taken ends before it begins."""

    kind = Kind.BAD_INPUT


class NoAuditMandate(Refusal):
    """Reading the life of agreements needs an auditor's mandate that is valid now; one for an organisation asks for no other."""

    kind = Kind.UNKNOWN


AUDIT_AGREEMENTS = Operation(
    code="agreement.audited",
    action="R",
    en="An auditor read the steps of an agreement, without its text",
    nl="Een auditor bekeek de stappen van een afspraak, zonder de tekst",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=NoAuditMandate,
    strong=True,
)
