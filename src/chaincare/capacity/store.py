"""Capacity statements: only ever added, and confirmed once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.capacity.model import (
    CapacityOutcome,
    CapacityStatement,
    CapacityStatementUnknown,
    Judge,
    Second,
    Subject,
)

FIND_JUDGE = """
    SELECT p.name FROM professionals AS p
    JOIN units AS u ON u.id = p.unit_id
    JOIN memberships AS m ON m.organisation_id = u.organisation_id AND m.network_id = $2
    WHERE p.id = $1
"""

ADD_STATEMENT = """
    INSERT INTO capacity_statements (id, case_id, subject, outcome, judged_by, judge_id, profession, judged_on, statement,
                                     recorded_by, recorded_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""

_STATEMENT = """
    SELECT s.id, s.subject, s.outcome, s.judged_by, s.judge_id, s.profession, s.judged_on, s.statement, s.recorded_by,
           s.recorded_at, s.confirmed_by, s.confirmed_at,
           (s.outcome <> 'not_capable' OR s.confirmed_at IS NOT NULL) AND NOT EXISTS (
               SELECT FROM capacity_statements AS n
               WHERE n.case_id = s.case_id AND n.subject = s.subject AND n.id > s.id
                 AND (n.outcome <> 'not_capable' OR n.confirmed_at IS NOT NULL)) AS counts
    FROM capacity_statements AS s
"""

LIST_STATEMENTS = (
    f"{_STATEMENT} WHERE s.case_id = $1 AND ($2::uuid IS NULL OR s.id < $2) ORDER BY s.id DESC LIMIT $3"
)

LOCK_STATEMENT = f"{_STATEMENT} WHERE s.case_id = $1 AND s.id = $2 FOR UPDATE OF s"

GET_SECOND = """
    SELECT f.id IS NOT DISTINCT FROM g.id AS same_person, f.unit_id IS NOT DISTINCT FROM g.unit_id AS same_unit,
           EXISTS (SELECT FROM participations AS o JOIN professionals AS h ON h.id = o.professional_id
                   WHERE o.case_id = $1 AND o.scope = 'full' AND o.during @> $4::timestamptz
                     AND h.unit_id <> g.unit_id) AS other_units
    FROM participations AS p JOIN professionals AS f ON f.id = p.professional_id
    LEFT JOIN (participations AS q JOIN professionals AS g ON g.id = q.professional_id) ON q.case_id = $1 AND q.id = $3
    WHERE p.case_id = $1 AND p.id = $2
"""

CONFIRM_STATEMENT = """
    UPDATE capacity_statements SET confirmed_by = $3, confirmed_at = $4 WHERE case_id = $1 AND id = $2
"""


async def find_judge(clearance: Clearance, professional_id: UUID) -> Judge | None:
    """Give a professional of the case's network as who judged, or None."""
    row = await clearance.fetchrow(FIND_JUDGE, professional_id, clearance.admission.network_id)
    return None if row is None else Judge(row["name"], professional_id)


async def add_statement(clearance: Clearance, one: CapacityStatement) -> None:
    """Add a statement."""
    judge = one.judge
    await clearance.execute(
        ADD_STATEMENT, one.id, clearance.case_id, one.subject.value, one.outcome.value, judge.name, judge.professional_id,
        judge.profession, one.judged_on, one.statement, one.recorded_by, one.recorded_at,
    )  # fmt: skip


async def list_statements(clearance: Clearance, before: UUID | None, limit: int) -> list[CapacityStatement]:
    """List the statements, the latest first, and which of them count."""
    rows: list[Any] = await clearance.fetch(LIST_STATEMENTS, clearance.case_id, before, limit)
    return [_statement(row) for row in rows]


async def lock_statement(clearance: Clearance, statement_id: UUID) -> CapacityStatement:
    """Give a statement that nobody else confirms until the end. Raises CapacityStatementUnknown."""
    row = await clearance.fetchrow(LOCK_STATEMENT, clearance.case_id, statement_id)
    if row is None:
        raise CapacityStatementUnknown
    return _statement(row)


async def get_second(clearance: Clearance, first_id: UUID, at: datetime) -> Second:
    """Give who asks, beside who recorded it."""
    own_id = clearance.participation_id
    row = await clearance.fetchrow(GET_SECOND, clearance.case_id, own_id, first_id, at)
    return Second(own_id, row["same_person"], row["same_unit"], row["other_units"])


async def confirm_statement(clearance: Clearance, one: CapacityStatement) -> None:
    """Write down who confirmed it; the lock is held."""
    await clearance.execute(CONFIRM_STATEMENT, clearance.case_id, one.id, one.confirmed_by, one.confirmed_at)


def _statement(row: Any) -> CapacityStatement:
    return CapacityStatement(
        row["id"], Subject(row["subject"]), CapacityOutcome(row["outcome"]),
        Judge(row["judged_by"], row["judge_id"], row["profession"]), row["judged_on"], row["statement"],
        row["recorded_by"], row["recorded_at"], row["confirmed_by"], row["confirmed_at"], row["counts"],
    )  # fmt: skip
