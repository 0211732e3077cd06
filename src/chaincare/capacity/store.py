"""Capacity statements: only ever added."""

from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.capacity.model import CapacityOutcome, CapacityStatement, Subject

ADD_STATEMENT = """
    INSERT INTO capacity_statements (id, case_id, subject, outcome, judged_by, judged_on, statement, recorded_by, recorded_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""

LIST_STATEMENTS = """
    SELECT s.id, s.subject, s.outcome, s.judged_by, s.judged_on, s.statement, s.recorded_by, s.recorded_at,
           NOT EXISTS (SELECT FROM capacity_statements AS n
                       WHERE n.case_id = s.case_id AND n.subject = s.subject AND n.id > s.id) AS counts
    FROM capacity_statements AS s
    WHERE s.case_id = $1 AND ($2::uuid IS NULL OR s.id < $2) ORDER BY s.id DESC LIMIT $3
"""


async def add_statement(clearance: Clearance, one: CapacityStatement) -> None:
    """Add a statement."""
    await clearance.execute(
        ADD_STATEMENT, one.id, clearance.case_id, one.subject.value, one.outcome.value, one.judged_by, one.judged_on,
        one.statement, one.recorded_by, one.recorded_at,
    )  # fmt: skip


async def list_statements(clearance: Clearance, before: UUID | None, limit: int) -> list[CapacityStatement]:
    """List the statements, the latest first, and which of them count."""
    rows: list[Any] = await clearance.fetch(LIST_STATEMENTS, clearance.case_id, before, limit)
    return [CapacityStatement(row[0], Subject(row[1]), CapacityOutcome(row[2]), *row[3:]) for row in rows]
