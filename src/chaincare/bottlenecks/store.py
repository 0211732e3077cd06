"""Bottlenecks: raised in a case, answered by a management."""

from datetime import datetime
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.agreements.facts import NotKeptReason
from chaincare.bottlenecks.model import AnsweredAlready, Bottleneck, Raised, RaisedAlready
from chaincare.database import constraints_mean

FIND_ORGANISATION = """
    SELECT o.name FROM organisations AS o JOIN memberships AS m ON m.organisation_id = o.id AND m.network_id = $2
    WHERE o.id = $1 AND o.status IN ('active', 'leaving')
"""

ADD_BOTTLENECK = """
    INSERT INTO bottlenecks (id, case_id, agreement_id, organisation_id, reason, words, overrides, raised_by, raised_at)
    VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9)
"""

LIST_BOTTLENECKS = """
    SELECT b.id, b.agreement_id, b.organisation_id, o.name AS organisation, b.reason,
           CASE WHEN b.agreement_id = ANY ((SELECT chaincare.withheld_items())::uuid[]) THEN '' ELSE b.words END AS words,
           b.overrides, b.raised_by, b.raised_at, b.answer, b.answered_at
    FROM bottlenecks AS b JOIN organisations AS o ON o.id = b.organisation_id
    WHERE b.case_id = $1 AND ($2::uuid IS NULL OR b.id < $2) ORDER BY b.id DESC LIMIT $3
"""

LIST_RAISED = "SELECT id, reason, words, raised_at, organisation, answer, answered_at FROM chaincare.raised_bottlenecks()"

ANSWER = "SELECT chaincare.answer_bottleneck($1, $2)"


async def find_organisation(clearance: Clearance, organisation_id: UUID) -> str | None:
    """Give the name of an organisation of the case's network, if it is one."""
    row = await clearance.fetchrow(FIND_ORGANISATION, organisation_id, clearance.admission.network_id)
    return None if row is None else str(row["name"])


async def add_bottleneck(clearance: Clearance, one: Bottleneck) -> None:
    """Add a bottleneck. Raises RaisedAlready."""
    with constraints_mean({"bottlenecks_once": RaisedAlready}):
        await clearance.execute(
            ADD_BOTTLENECK, clearance.case_id, one.id, one.agreement_id, one.organisation_id, one.reason.value,
            one.words, list(one.overrides), one.raised_by, one.raised_at,
        )  # fmt: skip


async def list_bottlenecks(clearance: Clearance, before: UUID | None, limit: int) -> list[Bottleneck]:
    """List the bottlenecks of the case that this reader may see, the latest first."""
    rows = await clearance.fetch(LIST_BOTTLENECKS, clearance.case_id, before, limit)
    return [_bottleneck(row) for row in rows]


async def list_raised(clearance: Clearance) -> list[Raised]:
    """List those of the page, as management reads them."""
    rows = await clearance.fetch(LIST_RAISED)
    return [Raised(row[0], NotKeptReason(row[1]), *row[2:]) for row in rows]


async def answer(clearance: Clearance, said: str, at: datetime) -> None:
    """Answer the bottleneck that one was let in to. Raises AnsweredAlready."""
    row = await clearance.fetchrow(ANSWER, said, at)
    if not row[0]:
        raise AnsweredAlready


def _bottleneck(row: Any) -> Bottleneck:
    return Bottleneck(
        row["id"], row["agreement_id"], row["organisation_id"], row["organisation"], NotKeptReason(row["reason"]),
        row["words"], tuple(row["overrides"]), row["raised_by"], row["raised_at"], row["answer"], row["answered_at"],
    )  # fmt: skip
