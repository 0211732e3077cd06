"""Collaboration plans as they travel."""

from collections.abc import Mapping, Sequence
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.alliance.bodies import AboutNobody
from chaincare.collaboration_plans import rules
from chaincare.collaboration_plans.model import ADOPTING_MAX, Adoption, CollaborationPlan, PlanAnswer
from chaincare.collaboration_plans.role_words import QUESTIONS, PlanRole
from chaincare.wire import Body, Day, Instant, Line, Text, View


class NamePlan(AboutNobody):
    """What a plan is called, and for whom it is: words about nobody."""

    title: Line
    target_group: Line


class BeginPlan(NamePlan, kw_only=True):
    """A new plan. Without `networkId` it is one of the network you work in."""

    network_id: UUID | None = None


class AnswerPlanQuestion(AboutNobody):
    """An answer, in words about nobody. The scout, and only the scout, names the inventory it rests on."""

    text: Text
    inventory_id: UUID | None = None


class AdoptPlan(Body):
    """Which organisations adopted the plan, on which day."""

    adopted_date: Day
    organisation_ids: Annotated[tuple[UUID, ...], msgspec.Meta(min_length=1, max_length=ADOPTING_MAX)]


class PlanAdoption(View):
    """Which organisations adopted which edition of the plan, and who recorded that."""

    id: UUID
    plan_version: int
    adopted_date: Day
    organisation_ids: tuple[UUID, ...]
    recorded_by: UUID
    recorded_at: Instant


class PlanAdoptions(View):
    """Who adopted the plan when, the latest first."""

    items: tuple[PlanAdoption, ...]


class CollaborationPlanView(View):
    """A plan: which of its questions have an answer, and whether it still says what was adopted."""

    id: UUID
    network_id: UUID
    title: str
    target_group: str
    version: int
    answered: tuple[PlanRole, ...]
    complete: bool
    adoption: PlanAdoption | None
    changed_since_adoption: bool
    begun_by: UUID
    begun_at: Instant


class CollaborationPlans(View):
    """A page of plans, the latest first."""

    items: tuple[CollaborationPlanView, ...]


class PlanAnswerEdition(View):
    """What was answered, on which inventory, by whom."""

    version: int
    text: str
    inventory_id: UUID | None
    written_by: UUID
    written_at: Instant


class PlanAnswerEditions(View):
    """All editions of an answer, the newest first."""

    items: tuple[PlanAnswerEdition, ...]


class PlanQuestionView(View):
    """One of the eight questions with its present answer; `answer` is null while there is none."""

    role: PlanRole
    role_en: str
    role_nl: str
    question_en: str
    question_nl: str
    answer: PlanAnswerEdition | None


class PlanQuestions(View):
    """The eight questions, in the order in which the method asks them."""

    items: tuple[PlanQuestionView, ...]


def adoption_view(one: Adoption) -> PlanAdoption:
    """Show an adoption."""
    return PlanAdoption(
        id=one.id, plan_version=one.plan_version, adopted_date=one.adopted_on, organisation_ids=one.organisations,
        recorded_by=one.recorded_by, recorded_at=one.recorded_at,
    )  # fmt: skip


def plan_view(one: CollaborationPlan) -> CollaborationPlanView:
    """Show a plan."""
    return CollaborationPlanView(
        id=one.id, network_id=one.network_id, title=one.title, target_group=one.target_group, version=one.version,
        answered=tuple(role for role in PlanRole if role in one.answered), complete=rules.is_complete(one.answered),
        adoption=None if one.adoption is None else adoption_view(one.adoption),
        changed_since_adoption=rules.changed_since_adoption(one), begun_by=one.begun_by, begun_at=one.begun_at,
    )  # fmt: skip


def answer_view(one: PlanAnswer) -> PlanAnswerEdition:
    """Show an edition of an answer."""
    return PlanAnswerEdition(
        version=one.version, text=one.words, inventory_id=one.inventory_id,
        written_by=one.written_by, written_at=one.written_at,
    )  # fmt: skip


def question_view(role: PlanRole, answer: PlanAnswer | None) -> PlanQuestionView:
    """Show a question with its answer."""
    asked = QUESTIONS[role]
    return PlanQuestionView(
        role=role, role_en=asked.role_en, role_nl=asked.role_nl, question_en=asked.en, question_nl=asked.nl,
        answer=None if answer is None else answer_view(answer),
    )  # fmt: skip


def questions_view(answers: Mapping[PlanRole, PlanAnswer]) -> PlanQuestions:
    """Show all eight."""
    return PlanQuestions(items=tuple(question_view(role, answers.get(role)) for role in QUESTIONS))


def editions_view(found: Sequence[PlanAnswer]) -> PlanAnswerEditions:
    """Show what was answered so far."""
    return PlanAnswerEditions(items=tuple(map(answer_view, found)))
