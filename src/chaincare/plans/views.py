"""Plans as they travel."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec

from chaincare.plans.model import GOALS_MAX, ClientAgrees, Edition, Goal, GoalState, Heard, Plan, Word
from chaincare.wire import Body, Instant, Line, Text, View


class StateGoal(Body):
    """A goal: what the client says he wants, in his own words, and how those who help understand it.

    Where he cannot say it himself, `noOwnWordsBecause` says why, and `meaning` what is meant.
    """

    own_words: Text | None = None
    no_own_words_because: Line | None = None
    meaning: Text | None = None
    state: GoalState = GoalState.OPEN


class StatePlan(Body):
    """The whole plan: what is left out is in it no more. `agreesBecause` is told unless the client agrees."""

    goals: Annotated[tuple[StateGoal, ...], msgspec.Meta(min_length=1, max_length=GOALS_MAX)]
    agrees: ClientAgrees
    agrees_because: Line | None = None
    client_may_read: bool = True

    def to_edition(self) -> Edition:
        """Give what the plan says, as rules know it."""
        goals = (Goal(one.own_words, one.no_own_words_because, one.meaning, one.state) for one in self.goals)
        return Edition(tuple(goals), self.agrees, self.agrees_because)


class HearClient(Body):
    """Who said it (a participation of the client's side), how you heard it, and what shows it."""

    participation_id: UUID
    how: Literal["oral", "paper"]
    proof: Line


class AnswerPlan(Body):
    """Whether the client agrees, of the edition in `version`: his own word, or as you heard it of him (`heard`)."""

    version: int
    agrees: ClientAgrees
    agrees_because: Line | None = None
    heard: HearClient | None = None


class PlanAnswerView(View):
    """What the client, or who represents him, says himself of this edition."""

    id: UUID
    agrees: ClientAgrees
    agrees_because: str | None
    how: Heard
    proof: str | None
    said_by: UUID
    recorded_by: UUID
    answered_at: Instant


class GoalView(View):
    """A goal, in the client's own words first."""

    own_words: str | None
    no_own_words_because: str | None
    meaning: str | None
    state: GoalState


class PlanView(View):
    """A plan as it was put from `saidAt` on. `version` in double quotes is its `ETag`.

    `agrees` is what was written down with it; `answers` are the client's own, the latest first. While it is `restricted`
    no professional sees its goals.
    """

    id: UUID
    goals: tuple[GoalView, ...]
    agrees: ClientAgrees
    agrees_because: str | None
    client_may_read: bool
    version: int
    said_by: UUID
    said_at: Instant
    answers: tuple[PlanAnswerView, ...]
    restricted: bool


class Plans(View):
    """The plans of the case as they stand now, the newest first."""

    items: tuple[PlanView, ...]


class PlanVersions(View):
    """How a plan was put, now and before; the latest comes first."""

    items: tuple[PlanView, ...]


def plan_view(plan: Plan) -> PlanView:
    """Show a plan."""
    edition = plan.edition
    return PlanView(
        id=plan.id,
        goals=()
        if plan.restricted
        else tuple(GoalView(**msgspec.structs.asdict(one)) for one in edition.goals),
        agrees=edition.agrees,
        agrees_because=None if plan.restricted else edition.agrees_because,
        client_may_read=plan.client_may_read,
        version=plan.version,
        said_by=plan.said_by,
        said_at=plan.said_at,
        answers=() if plan.restricted else tuple(map(answer_view, plan.words)),
        restricted=plan.restricted,
    )


def answer_view(word: Word) -> PlanAnswerView:
    """Show what the client's side says of a plan."""
    return PlanAnswerView(
        id=word.id,
        agrees=word.agrees,
        agrees_because=word.because,
        how=word.how,
        proof=word.proof,
        said_by=word.said_by,
        recorded_by=word.recorded_by,
        answered_at=word.answered_at,
    )
