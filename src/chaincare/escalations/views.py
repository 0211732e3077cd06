"""Escalations as they are asked for and answered."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from chaincare.access.model import Purpose
from chaincare.escalations.model import (
    AgeBand,
    Ask,
    Ball,
    Grant,
    Help,
    Hints,
    Limit,
    SafetyHint,
    State,
    TargetState,
)
from chaincare.parties.model import Scope
from chaincare.parties.rules import scope_for
from chaincare.parties.views import StateLegalBasis
from chaincare.wire import Body, Instant, Line, Text, View

_WORD = r"^(?![\s\S]*[\u0000-\u001f\u007f-\u009f])\S+(?![\s\S])"
Word = Annotated[str, msgspec.Meta(min_length=1, max_length=60, pattern=_WORD)]
Language = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}(?![\s\S])")]


class GiveHints(Body):
    """What a target may know before it answers. Area: a municipality of the network, or its region; language: ISO 639."""

    age_band: AgeBand | None = None
    area: Line | None = None
    language: Language | None = None
    safety: SafetyHint | None = None


class OfferGrant(Body):
    """What accepting gives: this scope, for this purpose, on this legal basis, and nothing else."""

    scope: Scope
    purpose: Purpose
    legal_basis: StateLegalBasis


class DraftEscalation(Body):
    """Put a request for help into words, for one to ten units.

    Question and summary are all a target reads before accepting, so they must not say who it is about. A word of the
    client's name that is a word here too (Roos, Mei) goes into ``overrides``, each on its own. ``tried`` is needed when the limit is
    reached, ``grant`` when the help is to complement.
    """

    limit: Limit
    help: Help
    question: Text
    summary: Text
    targets: Annotated[tuple[UUID, ...], msgspec.Meta(min_length=1, max_length=10)]
    hints: GiveHints = GiveHints()
    urgent: bool = False
    wanted_date: date | None = None
    tried: Text | None = None
    grant: OfferGrant | None = None
    overrides: Annotated[tuple[Word, ...], msgspec.Meta(max_length=20)] = ()

    def to_model(self) -> Ask:
        """Give what is asked as rules know it. Raises GroundNotInCatalogue, ScopeNotForProfessionals."""
        grant, hints = None, self.hints
        if self.grant is not None:
            scope = scope_for(self.grant.scope, team=False)
            grant = Grant(scope, self.grant.purpose, self.grant.legal_basis.to_model())
        return Ask(
            limit=self.limit,
            help=self.help,
            question=self.question,
            summary=self.summary,
            hints=Hints(hints.age_band, hints.area, hints.language, hints.safety),
            urgent=self.urgent,
            wanted_on=self.wanted_date,
            targets=self.targets,
            grant=grant,
            tried=self.tried,
            overrides=self.overrides,
        )


class SendRequest(Body):
    """Nothing to say: the draft says it all."""


class StartHelp(Body):
    """Nothing to say: what was accepted begins."""


class WithdrawEscalation(Body):
    """Why it is withdrawn."""

    reason: Line


class GiveFeedback(Body):
    """What the specialist says back."""

    text: Text


class EndEscalation(Body):
    """Why it ends; needed when the specialist gave no feedback."""

    reason: Line | None = None


class AnswerReceived(Body):
    """Accept or decline; declining needs a reason. ``expectedDate``: when you expect to start, if not at once."""

    answer: Literal["accept", "decline"]
    reason: Line | None = None
    expected_date: date | None = None


class EscalationMoved(View):
    """Where the escalation stands now."""

    id: UUID
    state: State


class HelpStarted(View):
    """The work began. ``interimHolder``: regie was vacant, and who asked directs the case for three working days."""

    id: UUID
    state: State
    started_at: Instant
    interim_holder: bool


class ReceivedAnswered(View):
    """Your answer is kept. Only who takes part from now on learns which case it is."""

    id: UUID
    state: State
    case_id: UUID | None


class BallView(View):
    """With whom the ball is, and since when (E4). Unit and organisation are named when one unit is asked."""

    holder: Ball = msgspec.field(name="with")
    unit: str | None
    organisation: str | None
    since: Instant


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
    """One of the units asked; for scope `that` by sector only, for the coordinator by organisation only."""

    id: UUID
    unit_id: UUID | None
    unit: str | None
    organisation: str | None
    sector: str | None
    state: TargetState
    asked_at: Instant | None
    answer_by_date: date | None
    expected_date: date | None
    participation_id: UUID | None
    decline_reason: str | None


class FeedbackView(View):
    """What a specialist said back."""

    text: str
    given_at: Instant
    unit: str | None
    organisation: str | None


class EscalationView(View):
    """An escalation, as far as the reader's part in the case goes."""

    id: UUID
    state: State
    limit: Limit
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
    feedback: tuple[FeedbackView, ...]
    end_reason: str | None


class Escalations(View):
    """The escalations of a case, the latest first."""

    items: tuple[EscalationView, ...]


class ReceivedView(View):
    """What your unit was asked: never of whom."""

    id: UUID
    state: TargetState
    escalation_state: State
    limit: Limit
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


class ReceivedEscalations(View):
    """What your unit was asked, the latest first."""

    items: tuple[ReceivedView, ...]
