"""Evaluations: that one was held, and what was said."""

from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.evaluations.model import Evaluation, LookedBack, Outcome

ADD_EVALUATION = """
    INSERT INTO case_evaluations (id, case_id, held_on, outcome, evaluated_by, evaluated_at)
    VALUES ($2, $1, $3, $4, $5, $6)
"""

ADD_WORDS = """
    INSERT INTO evaluation_texts (evaluation_id, case_id, reached, own_words, no_own_words_because)
    VALUES ($2, $1, $3, $4, $5)
"""

LIST_EVALUATIONS = """
    SELECT v.id, v.held_on, v.outcome, v.evaluated_by, v.evaluated_at, t.reached, t.own_words, t.no_own_words_because,
           w.restricted
    FROM case_evaluations AS v
    CROSS JOIN LATERAL (SELECT v.id = ANY ((SELECT chaincare.withheld_items())::uuid[]) AS restricted) AS w
    LEFT JOIN evaluation_texts AS t ON t.evaluation_id = v.id AND NOT w.restricted
    WHERE v.case_id = $1 AND ($2::uuid IS NULL OR v.id < $2) ORDER BY v.id DESC LIMIT $3
"""


async def add_evaluation(clearance: Clearance, evaluation: Evaluation, said: LookedBack) -> None:
    """Add an evaluation with what was said."""
    await clearance.execute(
        ADD_EVALUATION,
        clearance.case_id,
        evaluation.id,
        evaluation.held_on,
        evaluation.outcome.value,
        evaluation.evaluated_by,
        evaluation.evaluated_at,
    )
    await clearance.execute(
        ADD_WORDS,
        clearance.case_id,
        evaluation.id,
        said.reached,
        said.own_words,
        said.no_own_words_because,
    )


async def list_evaluations(clearance: Clearance, before: UUID | None, limit: int) -> list[Evaluation]:
    """List the evaluations of the case, the latest first."""
    rows = await clearance.fetch(LIST_EVALUATIONS, clearance.case_id, before, limit)
    return [_evaluation(row) for row in rows]


def _evaluation(row: Any) -> Evaluation:
    said = None if row["reached"] is None else LookedBack(row[5], row[6], row[7])
    return Evaluation(row[0], row[1], Outcome(row[2]), said, row[3], row[4], row[8])
