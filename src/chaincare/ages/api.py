"""Deciding on an age that a birth date does not tell, and looking again at what rested on another age."""

from datetime import date
from typing import Literal
from uuid import UUID

from litestar import Router, get
from litestar.di import NamedDependency
from litestar.params import JSONBody

from chaincare.access.acting import post
from chaincare.access.api import IN_CASE, doing
from chaincare.access.clearance import Clearance
from chaincare.ages import rules, store
from chaincare.ages.model import (
    DECIDE_AGE,
    READ_AGES,
    REVIEW_AGE,
    Age,
    AgeDecision,
    AgeIsKnown,
    AgeNotReached,
    AlreadyReviewed,
    AnotherDecidesAge,
)
from chaincare.ids import new_id
from chaincare.wire import Body, Instant, Text, View

AnyAge = Literal[12, 16, 18]


class DecideAge(Body):
    """Whether the client has reached an age, and what that rests on: what he says himself, a document, a doctor."""

    age: AnyAge
    reached: bool
    because: Text


class AgeDecided(View):
    """It counts until another is made, or the birth date tells."""

    id: UUID
    decided_at: Instant


class ReviewAge(Body):
    """What came of looking again at bases and consents because the client turned 12, 16 or 18."""

    age: AnyAge
    outcome: Text


class AgeReviewed(View):
    """It stands on nobody's worklist any more."""

    age: AnyAge
    reviewed_at: Instant


class AgeView(View):
    """Whether an age was reached: absent while nobody can say. He turns it between these two days."""

    age: AnyAge
    reached: bool | None
    earliest_date: date
    latest_date: date


class AgeDecisionView(View):
    """What was decided, by which participation, and why."""

    id: UUID
    age: AnyAge
    reached: bool
    because: str
    decided_by: UUID
    decided_at: Instant


class AgeReviewView(View):
    """What came of looking again."""

    age: AnyAge
    outcome: str
    reviewed_by: UUID
    reviewed_at: Instant


class Ages(View):
    """Which ages the client has reached today, and everything that was decided about it, the latest first."""

    ages: tuple[AgeView, ...]
    decisions: tuple[AgeDecisionView, ...]
    reviews: tuple[AgeReviewView, ...]


@post("/age-decisions", dependencies=IN_CASE, opt=doing(DECIDE_AGE, AgeIsKnown, AnotherDecidesAge))
async def decide_age(data: JSONBody[DecideAge], clearance: NamedDependency[Clearance]) -> AgeDecided:
    """Decide whether the client has reached an age, where only the month or year of his birth is known.

    That 16 has not come after all lets parents look again: another decides that than who decided that it had.
    """
    at, aged, age = clearance.now(), await store.get_aged(clearance), Age(data.age)
    rules.may_decide(aged.birth, age, at)
    decision = AgeDecision(new_id(), age, data.reached, data.because, clearance.participation_id, at)
    await store.add_decision(clearance, decision)
    clearance.object_id = decision.id
    return AgeDecided(id=decision.id, decided_at=at)


@get("/age-decisions", dependencies=IN_CASE, opt=doing(READ_AGES))
async def read_ages(clearance: NamedDependency[Clearance]) -> Ages:
    """Read which ages the client has reached, what was decided about it, and what was looked at again."""
    at, aged = clearance.now(), await store.get_aged(clearance)
    decisions, reviews = await store.list_decisions(clearance), await store.list_reviews(clearance)
    return Ages(
        ages=tuple(
            AgeView(
                age=_wire(age),
                reached=rules.reached(aged, age, at),
                earliest_date=rules.turns(aged.birth, age)[0],
                latest_date=rules.turns(aged.birth, age)[1],
            )
            for age in Age
        ),
        decisions=tuple(
            AgeDecisionView(
                id=one.id,
                age=_wire(one.age),
                reached=one.reached,
                because=one.because,
                decided_by=one.decided_by,
                decided_at=one.decided_at,
            )
            for one in decisions
        ),
        reviews=tuple(
            AgeReviewView(
                age=_wire(one.age),
                outcome=one.outcome,
                reviewed_by=one.reviewed_by,
                reviewed_at=one.reviewed_at,
            )
            for one in reviews
        ),
    )


@post("/age-reviews", dependencies=IN_CASE, opt=doing(REVIEW_AGE, AgeNotReached, AlreadyReviewed))
async def review_age(data: JSONBody[ReviewAge], clearance: NamedDependency[Clearance]) -> AgeReviewed:
    """Record what came of looking again at bases and consents: they do not lapse by a birthday, people look at them."""
    at, aged, age = clearance.now(), await store.get_aged(clearance), Age(data.age)
    rules.may_review(aged, age, at)
    await store.add_review(clearance, age, data.outcome, at)
    clearance.object_id = clearance.case_id
    return AgeReviewed(age=data.age, reviewed_at=at)


def _wire(age: Age) -> AnyAge:
    match age:
        case Age.TWELVE:
            return 12
        case Age.SIXTEEN:
            return 16
        case Age.EIGHTEEN:
            return 18


ages_router = Router(
    "/cases/{case_id:uuid}", route_handlers=[decide_age, read_ages, review_age], tags=["Consents"]
)
