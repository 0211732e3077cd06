"""Plans as they travel."""

from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.plans.model import GOALS_MAX, ClientAgrees, Edition, Goal, GoalState, Plan
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


class GoalView(View):
    """A goal, in the client's own words first."""

    own_words: str | None
    no_own_words_because: str | None
    meaning: str | None
    state: GoalState


class PlanView(View):
    """A plan as it was put from `saidAt` on. `version` in double quotes is its `ETag`."""

    id: UUID
    goals: tuple[GoalView, ...]
    agrees: ClientAgrees
    agrees_because: str | None
    client_may_read: bool
    version: int
    said_by: UUID
    said_at: Instant


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
        goals=tuple(GoalView(**msgspec.structs.asdict(one)) for one in edition.goals),
        agrees=edition.agrees,
        agrees_because=edition.agrees_because,
        client_may_read=plan.client_may_read,
        version=plan.version,
        said_by=plan.said_by,
        said_at=plan.said_at,
    )
