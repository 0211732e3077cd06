"""Emergencies as they are answered."""

from datetime import date
from typing import Literal
from uuid import UUID

from chaincare.emergency.model import FoundBy, ReasonCode, ReviewOutcome, Stop, UnitKind
from chaincare.safety.views import ContactBanView, DangerView, ResidentView
from chaincare.wire import Instant, View

StateWord = Literal["active", "in_crisis", "to_review", "justified", "unjustified", "reported_as_breach"]


class EmergencyContactView(View):
    """Somebody who can be called about the case."""

    name: str
    function: str
    organisation: str
    phone: str | None


class EmergencyNumberView(View):
    """A party's number, day and night."""

    organisation: str
    unit: str
    phone: str


class EmergencyCardView(View):
    """Whom to call first: who directs the case, if anybody does; who coordinates the network; who answers at night."""

    reference: str
    holder: EmergencyContactView | None
    coordinators: tuple[EmergencyContactView, ...]
    numbers: tuple[EmergencyNumberView, ...]


class EmergencyAccessGiven(View):
    """Access until a moment, and whom to call first. Who directs, who coordinates and who audits are told at once."""

    id: UUID
    until_at: Instant
    card: EmergencyCardView


class EmergencyAccessMoved(View):
    """How it stands after what was done."""

    id: UUID
    state: StateWord


class CrisisBegun(View):
    """Who uses the access takes part until that moment, and may write."""

    id: UUID
    participation_id: UUID
    until_at: Instant


class EmergencyUserView(View):
    """Who uses it."""

    professional_id: UUID
    name: str
    function: str
    unit: str
    organisation: str


class EmergencyCrisisView(View):
    """The participation that a second person made of it."""

    participation_id: UUID
    made_by_id: UUID
    made_at: Instant
    until_at: Instant
    reason: str


class EmergencyReviewView(View):
    """What the reviewer found."""

    outcome: ReviewOutcome
    reason: str
    reviewed_by_id: UUID
    reviewed_at: Instant


class EmergencyAccessView(View):
    """An emergency access, as far as it is for you.

    `reason` in words is for the regie holder, `card` for who uses it; `reference` for who may know the case.
    `state` is `in_crisis` while only the crisis participation that came of it runs: it is reviewed when that is over too.
    `reviewDate` is the last day for its review. `disclosedAt` is since when the client is told of it.
    """

    id: UUID
    case_id: UUID
    reference: str | None
    state: StateWord
    user: EmergencyUserView
    found_by: FoundBy
    reason_code: ReasonCode
    ground: str
    article: str
    reason: str | None
    began_at: Instant
    until_at: Instant
    stop: Stop | None
    stopped_at: Instant | None
    notes: int
    acknowledged_by_ids: tuple[UUID, ...]
    crisis: EmergencyCrisisView | None
    review: EmergencyReviewView | None
    review_date: date
    review_overdue: bool
    disclosed_at: Instant | None
    card: EmergencyCardView | None


class EmergencyAccesses(View):
    """Emergency accesses, the latest first; with ``toReview`` what is due first first."""

    items: tuple[EmergencyAccessView, ...]


class SafetyAgreementView(View):
    """What was agreed so that it stays safe."""

    what: str
    needs: str | None
    due_date: date


class EmergencySheetView(View):
    """What whoever stands at the door must know, until the access ends. Nothing else of the case is shown."""

    until_at: Instant
    residents: tuple[ResidentView, ...]
    dangers: tuple[DangerView, ...]
    contact_bans: tuple[ContactBanView, ...]
    door_notes: str | None
    sheet_changed_at: Instant | None
    agreements: tuple[SafetyAgreementView, ...]


class NamedUnitView(View):
    """A unit with its number day and night; with a `kind` it may get in by emergency."""

    unit_id: UUID
    kind: UnitKind | None
    phone: str


class EmergencySettingsView(View):
    """What a network arranged about emergencies; version 0 is that nobody arranged anything yet."""

    units: tuple[NamedUnitView, ...]
    hours: int
    daily_limit: int
    version: int
