"""Bottlenecks: raised in a case, answered by a management."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.agreements.facts import NotKeptReason
from chaincare.bottlenecks.model import (
    AnsweredAlready,
    Before,
    Bottleneck,
    BottleneckNotSolved,
    BottleneckSolvedAlready,
    Organisation,
    Raised,
    RaisedAlready,
)
from chaincare.database import constraints_mean

# Who is management contact of an organisation now: the mandate runs, and he works there.
_MANAGED = """EXISTS (
    SELECT FROM mandates AS m JOIN professionals AS f ON f.id = m.professional_id AND f.status = 'active'
    JOIN units AS w ON w.id = f.unit_id AND w.organisation_id = m.organisation_id
    JOIN cases AS c ON c.id = {case} AND c.network_id = m.network_id
    WHERE m.organisation_id = o.id AND m.kind = 'management_contact'
      AND m.during @> current_setting('chaincare.moment')::timestamptz)"""

# Working days to react: those of the slowest of its services, five when it lists none, as for a request for help.
FIND_ORGANISATION = f"""
    SELECT o.name, o.closing_days, coalesce((
               SELECT max(s.reaction_days) FROM services AS s JOIN units AS u ON u.id = s.unit_id
               WHERE u.organisation_id = o.id), 5) AS reaction_days,
           {_MANAGED.format(case="$3")} AS managed
    FROM organisations AS o JOIN memberships AS m ON m.organisation_id = o.id AND m.network_id = $2
    WHERE o.id = $1 AND o.status IN ('active', 'leaving')
"""

ADD_BOTTLENECK = """
    INSERT INTO bottlenecks (id, case_id, agreement_id, organisation_id, reason, words, overrides, raised_by, raised_at,
                             answer_by)
    VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10)
"""

LIST_BOTTLENECKS = f"""
    SELECT b.id, b.agreement_id, b.organisation_id, o.name AS organisation, b.reason,
           CASE WHEN b.agreement_id = ANY ((SELECT chaincare.withheld_items())::uuid[]) THEN '' ELSE b.words END AS words,
           b.overrides, b.raised_by, b.raised_at, b.answer, b.answered_at, b.answer_by,
           b.answer IS NOT NULL OR {_MANAGED.format(case="b.case_id")} AS managed, b.solution, b.solved_at, b.confirmed_at, b.earlier
    FROM bottlenecks AS b JOIN organisations AS o ON o.id = b.organisation_id
    WHERE b.case_id = $1 AND ($2::uuid IS NULL OR b.id < $2) AND ($4::uuid IS NULL OR b.id = $4) ORDER BY b.id DESC LIMIT $3
"""

LIST_RAISED = """
    SELECT id, reason, words, raised_at, answer_by, organisation, answer, answered_at, solution, solved_at, confirmed_at, earlier, towards
    FROM chaincare.raised_bottlenecks()
"""

ANSWER = "SELECT chaincare.answer_bottleneck($1, $2)"

# For whom somebody raised it, as the letter names its sender.
FIND_SENDER = """
    SELECT o.name FROM participations AS p LEFT JOIN professionals AS f ON f.id = p.professional_id
    JOIN units AS u ON u.id = coalesce(p.unit_id, f.unit_id) JOIN organisations AS o ON o.id = u.organisation_id
    WHERE p.case_id = $1 AND p.id = $2
"""

SOLVE = "SELECT chaincare.solve_bottleneck($1, $2)"

CONFIRM = "SELECT chaincare.confirm_bottleneck($1, $2, $3, $4)"


async def find_organisation(clearance: Clearance, organisation_id: UUID) -> Organisation | None:
    """Give an organisation of the case's network, if it is one."""
    row = await clearance.fetchrow(
        FIND_ORGANISATION, organisation_id, clearance.admission.network_id, clearance.case_id
    )
    return None if row is None else Organisation(row[0], tuple(row[1]), row[2], row[3])


async def add_bottleneck(clearance: Clearance, one: Bottleneck) -> None:
    """Add a bottleneck. Raises RaisedAlready."""
    with constraints_mean({"bottlenecks_once": RaisedAlready}):
        await clearance.execute(
            ADD_BOTTLENECK, clearance.case_id, one.id, one.agreement_id, one.organisation_id, one.reason.value,
            one.words, list(one.overrides), one.raised_by, one.raised_at, one.answer_by,
        )  # fmt: skip


async def list_bottlenecks(clearance: Clearance, before: UUID | None, limit: int) -> list[Bottleneck]:
    """List the bottlenecks of the case that this reader may see, the latest first."""
    rows = await clearance.fetch(LIST_BOTTLENECKS, clearance.case_id, before, limit, None)
    return [_bottleneck(row) for row in rows]


async def list_raised(clearance: Clearance) -> list[Raised]:
    """List those of the page, as management reads them."""
    rows = await clearance.fetch(LIST_RAISED)
    return [
        Raised(**{**row, "reason": NotKeptReason(row["reason"]), "earlier": _before(row["earlier"])})
        for row in rows
    ]


async def answer(clearance: Clearance, said: str, at: datetime) -> None:
    """Answer the bottleneck that one was let in to. Raises AnsweredAlready."""
    row = await clearance.fetchrow(ANSWER, said, at)
    if not row[0]:
        raise AnsweredAlready


async def find_bottleneck(clearance: Clearance, bottleneck_id: UUID) -> Bottleneck | None:
    """Give one of the case that this reader may see, or None."""
    row = await clearance.fetchrow(LIST_BOTTLENECKS, clearance.case_id, None, 1, bottleneck_id)
    return None if row is None else _bottleneck(row)


async def find_sender(clearance: Clearance, one: Bottleneck) -> str | None:
    """Give the organisation of who raised it, as far as this reader is told who takes part."""
    row = await clearance.fetchrow(FIND_SENDER, clearance.case_id, one.raised_by)
    return None if row is None else row["name"]


async def solve(clearance: Clearance, said: str, at: datetime) -> None:
    """Say that the bottleneck that one was let in to is solved. Raises BottleneckSolvedAlready."""
    row = await clearance.fetchrow(SOLVE, said, at)
    if not row[0]:
        raise BottleneckSolvedAlready


async def confirm(
    clearance: Clearance, bottleneck_id: UUID, turned_back: str | None, new_term: date | None, at: datetime
) -> None:
    """Confirm that it is solved, or turn it back with a reason and a new term. Raises BottleneckNotSolved."""
    row = await clearance.fetchrow(CONFIRM, bottleneck_id, turned_back, new_term, at)
    if not row[0]:
        raise BottleneckNotSolved


def _before(stored: str) -> tuple[Before, ...]:
    return msgspec.json.decode(stored, type=tuple[Before, ...])


def _bottleneck(row: Any) -> Bottleneck:
    return Bottleneck(
        row["id"], row["agreement_id"], row["organisation_id"], row["organisation"], NotKeptReason(row["reason"]),
        row["words"], tuple(row["overrides"]), row["raised_by"], row["raised_at"], row["answer"], row["answered_at"],
        row["answer_by"], row["managed"], row["solution"], row["solved_at"], row["confirmed_at"], _before(row["earlier"]),
    )  # fmt: skip
