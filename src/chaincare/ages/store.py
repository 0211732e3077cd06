"""Ages: what the birth date tells, what was decided, and what was looked at again; facts that are only ever added."""

from datetime import datetime
from typing import Any

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.ages.model import Age, Aged, AgeDecision, AgeReview, AlreadyReviewed, AnotherDecidesAge, Birth
from chaincare.clients.model import BirthPrecision
from chaincare.database import constraints_mean

GET_AGED = """
    SELECT k.birth_date, k.birth_precision,
           (SELECT coalesce(jsonb_object_agg(d.age, d.reached), '{}') FROM (
               SELECT DISTINCT ON (age) age, reached FROM age_decisions WHERE case_id = c.id
               ORDER BY age, decided_at DESC, id DESC) AS d) AS decided
    FROM cases AS c JOIN clients AS k ON k.id = c.client_id WHERE c.id = $1
"""

ADD_DECISION = """
    INSERT INTO age_decisions (id, case_id, age, reached, because, decided_by, decided_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

LIST_DECISIONS = """
    SELECT id, age, reached, because, decided_by, decided_at FROM age_decisions
    WHERE case_id = $1 ORDER BY decided_at DESC, id DESC LIMIT 50
"""

ADD_REVIEW = """
    INSERT INTO age_reviews (case_id, age, outcome, reviewed_by, reviewed_at) VALUES ($1, $2, $3, $4, $5)
"""

LIST_REVIEWS = (
    "SELECT age, outcome, reviewed_by, reviewed_at FROM age_reviews WHERE case_id = $1 ORDER BY age"
)


async def get_aged(clearance: Clearance) -> Aged:
    """Give what is known of the client's age."""
    return aged_of(await clearance.fetchrow(GET_AGED, clearance.case_id))


async def add_decision(clearance: Clearance, decision: AgeDecision) -> None:
    """Add what somebody decided about an age; the newest for an age counts. Raises AnotherDecidesAge."""
    with constraints_mean({"age_decisions_by_a_second": AnotherDecidesAge}):
        await clearance.execute(
            ADD_DECISION, decision.id, clearance.case_id, decision.age, decision.reached, decision.because,
            decision.decided_by, decision.decided_at,
        )  # fmt: skip


async def list_decisions(clearance: Clearance) -> list[AgeDecision]:
    """List what was decided, the latest first."""
    rows = await clearance.fetch(LIST_DECISIONS, clearance.case_id)
    return [AgeDecision(row[0], Age(row[1]), *row[2:]) for row in rows]


async def add_review(clearance: Clearance, age: Age, outcome: str, at: datetime) -> None:
    """Add what came of looking again. Raises AlreadyReviewed."""
    with constraints_mean({"age_reviews_once": AlreadyReviewed}):
        await clearance.execute(ADD_REVIEW, clearance.case_id, age, outcome, clearance.participation_id, at)


async def list_reviews(clearance: Clearance) -> list[AgeReview]:
    """List what was looked at again."""
    rows = await clearance.fetch(LIST_REVIEWS, clearance.case_id)
    return [AgeReview(Age(row[0]), *row[1:]) for row in rows]


def aged_of(row: Any) -> Aged:
    """Give what a row tells of somebody's age: birth_date, birth_precision, and what was decided."""
    decided = msgspec.json.decode(row["decided"], type=dict[str, bool])
    return Aged(
        Birth(row["birth_date"], BirthPrecision(row["birth_precision"])),
        {Age(int(age)): reached for age, reached in decided.items()},
    )
