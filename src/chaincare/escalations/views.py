"""Escalations as they are answered."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import Purpose
from chaincare.directory.model import Sector
from chaincare.escalations.facts import ConditionKind
from chaincare.escalations.model import (
    AgeBand,
    Ball,
    ConditionState,
    Help,
    Limit,
    SafetyHint,
    State,
    TargetState,
)
from chaincare.parties.model import Scope
from chaincare.wire import Instant, View


class ReceivedKind(StrEnum):
    """Whether a question comes from a case, or is a consultation about nobody in particular."""

    ESCALATION = "escalation"
    CONSULTATION = "consultation"


class SaidKind(StrEnum):
    """What was said between who asked and a unit that was asked."""

    ASKED_BACK = "asked_back"
    ANSWERED = "answered"
    FEEDBACK_GIVEN = "feedback_given"


class BallView(View):
    """With whom the ball is, and since when (E4): by unit when one unit is asked, else by participation."""

    holder: Ball = msgspec.field(name="with")
    unit: str | None
    organisation: str | None
    participation_id: UUID | None
    since_at: Instant


class HintsView(View):
    """What a target may know before it answers."""

    age_band: AgeBand | None
    area: str | None
    language: str | None
    safety: SafetyHint | None


class OfferedGrantView(View):
    """What accepting gives."""

    scope: Scope
    purpose: Purpose


class TargetView(View):
    """One of the units asked; for scope `that` by sector only, for the coordinator by organisation only.

    ``referredToUnitId``: the unit that one which declined thinks of. ``closedUntilDate``: the last day of a closure that runs
    today.
    """

    id: UUID
    unit_id: UUID | None
    unit: str | None
    organisation: str | None
    sector: Sector | None
    state: TargetState
    asked_at: Instant | None
    answer_by_date: date | None
    closed_until_date: date | None
    expected_date: date | None
    participation_id: UUID | None
    decline_reason: str | None
    referred_to_unit_id: UUID | None


class FeedbackView(View):
    """What a specialist said back."""

    text: str
    given_at: Instant
    unit: str | None
    organisation: str | None


class SaidView(View):
    """What a unit asked back, or was answered; feedback too, where it is shown with them."""

    kind: SaidKind
    target_id: UUID
    text: str
    said_at: Instant


class BridgeView(View):
    """Who is there for the client while help is waited for, and whether he agreed."""

    participation_id: UUID
    agreed: bool


class ConditionView(View):
    """Something that must be there before help starts, and who sees to it."""

    id: UUID
    kind: ConditionKind | None
    description: str | None
    owner_id: UUID | None
    state: ConditionState
    document_date: date | None
    reference: str | None
    drop_reason: str | None


class EscalationView(View):
    """An escalation, as far as the reader's part in the case goes.

    ``reviewDueDate``: while help is waited for, the day until which nobody has to look again. ``convertedToId``: the
    help that this strengthening was drafted into, unless that ended without starting; ``convertedFromId`` the other way round.
    """

    id: UUID
    state: State
    limit: Limit | None
    help: Help
    urgent: bool
    wanted_date: date | None
    requested_by: UUID
    ball: BallView | None
    targets: tuple[TargetView, ...]
    question: str | None
    summary: str | None
    hints: HintsView | None
    grant: OfferedGrantView | None
    tried: str | None
    bridge: BridgeView | None
    review_due_date: date | None
    conditions: tuple[ConditionView, ...]
    dialogue: tuple[SaidView, ...]
    feedback: tuple[FeedbackView, ...]
    end_reason: str | None
    converted_from_id: UUID | None
    converted_to_id: UUID | None


class Escalations(View):
    """The escalations of a case, the latest first."""

    items: tuple[EscalationView, ...]


class ReceivedView(View):
    """What your unit was asked: never of whom. ``state`` is your unit's own, ``escalationState`` that of the whole."""

    id: UUID
    kind: ReceivedKind
    state: TargetState
    escalation_state: State
    limit: Limit | None
    help: Help
    urgent: bool
    wanted_date: date | None
    asked_at: Instant
    answer_by_date: date
    expected_date: date | None
    question: str
    summary: str
    hints: HintsView
    from_organisation: str
    from_function: str
    grant: OfferedGrantView | None
    conditions: tuple[ConditionView, ...]
    dialogue: tuple[SaidView, ...]


class ReceivedEscalations(View):
    """What your unit was asked, the latest first."""

    items: tuple[ReceivedView, ...]


class ContributionView(View):
    """What you wrote about one question that your unit was asked, the latest first."""

    received_id: UUID
    said: tuple[SaidView, ...]


class Contributions(View):
    """What you wrote as one who was asked; it stays yours when the question is long over (E5)."""

    items: tuple[ContributionView, ...]
