"""Consultations as they are asked for and answered."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chaincare.escalations.bodies import GiveHints, OfferGrant, Units
from chaincare.escalations.facts import Wording
from chaincare.escalations.model import Ask, Help, Hints, Limit, State, Target
from chaincare.escalations.views import BallView, FeedbackView, HintsView, SaidView, TargetView
from chaincare.wire import Body, Line, Text, View, Words


class AskConsultation(Body):
    """Ask one to ten units to think along, about nobody who is registered anywhere.

    No name is known here, so everything that looks like a number of a person, a date, a telephone number or an
    address is held back; what means something else goes into ``overrides``, each word on its own, and only what lets
    something through is kept. Names are for you to leave out.
    """

    network_id: UUID
    question: Text
    summary: Text
    targets: Units
    hints: GiveHints = GiveHints()
    urgent: bool = False
    wanted_date: date | None = None
    overrides: Words = ()

    def to_model(self) -> Ask:
        """Give what is asked as rules know it."""
        return Ask(
            limit=None,
            help=Help.STRENGTHEN,
            question=self.question,
            summary=self.summary,
            hints=self.hints.to_model(),
            urgent=self.urgent,
            wanted_on=self.wanted_date,
            targets=self.targets,
            grant=None,
            tried=None,
            overrides=self.overrides,
        )


class CloseConsultation(Body):
    """Why it ends; needed when nobody gave feedback."""

    reason: Line | None = None


class ConvertConsultation(Body):
    """Go on in a case that you take part in: as a draft there, to the unit that thought along unless others are named.

    Question, summary and hints stay as they were unless they are given; now the client is known, so they are checked for
    him. ``grant`` is needed when the help is to complement, ``tried`` when the limit is reached.
    """

    case_id: UUID
    limit: Limit
    help: Help
    grant: OfferGrant | None = None
    tried: Text | None = None
    question: Text | None = None
    summary: Text | None = None
    targets: Units | None = None
    urgent: bool = False
    wanted_date: date | None = None
    overrides: Words = ()

    def to_model(self, said: Wording, hints: Hints, targets: Sequence[Target]) -> Ask:
        """Give what is asked as rules know it. Raises ScopeNotForProfessionals."""
        return Ask(
            limit=self.limit,
            help=self.help,
            question=self.question or said.question,
            summary=self.summary or said.summary,
            hints=hints,
            urgent=self.urgent,
            wanted_on=self.wanted_date,
            targets=self.targets or tuple(one.unit_id for one in targets),
            grant=None if self.grant is None else self.grant.to_model(),
            tried=self.tried,
            overrides=self.overrides,
        )


class ConsultationMoved(View):
    """Where the consultation stands now."""

    id: UUID
    state: State


class ConsultationConverted(View):
    """The draft that came of it, in that case: it goes out when the regie holder agrees."""

    id: UUID
    case_id: UUID
    escalation_id: UUID
    state: State


class ConvertedToView(View):
    """Where a consultation went on."""

    case_id: UUID | None
    escalation_id: UUID


class ConsultationView(View):
    """A question asked without a case: where it stands, with whom the ball is, and what was said."""

    id: UUID
    state: State
    urgent: bool
    wanted_date: date | None
    ball: BallView | None
    targets: tuple[TargetView, ...]
    question: str | None
    summary: str | None
    hints: HintsView | None
    overrides: tuple[str, ...]
    dialogue: tuple[SaidView, ...]
    feedback: tuple[FeedbackView, ...]
    end_reason: str | None
    converted_to: ConvertedToView | None


class Consultations(View):
    """What you asked without a case, the latest first."""

    items: tuple[ConsultationView, ...]
