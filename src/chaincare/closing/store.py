"""Closings and reopenings: the case locked, how it stands, and each act carried out by the door."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.closing.model import Carried, ClosedBecause, Closure, Reopening, Standing
from chaincare.database import constraints_mean
from chaincare.legal_grounds.model import GroundNotInCatalogue, GroundNotInForce
from chaincare.parties.model import LegalBasis
from chaincare.parties.refusals import BasisRunsOut

LOCK_CASE = "SELECT chaincare.lock_case_to_close($1, $2, $3)"

LIST_READABLE = "SELECT id FROM agreements WHERE case_id = $1 AND id = ANY ($2::uuid[])"

CLOSE = "SELECT chaincare.close_case($1, $2, $3, $4, $5, $6, $7)"

REOPEN = "SELECT chaincare.reopen_case($1, $2, $3, $4, $5, $6)"

LIST_CLOSURES = """
    SELECT k.id, k.reason, t.words, k.closed_by, k.closed_at,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('agreement_id', c.agreement_id, 'carried_to', c.carried_to)
                ORDER BY c.agreement_id), '[]') FROM carried_agreements AS c WHERE c.closure_id = k.id) AS carried,
           r.id, r.participation_id, w.words, r.reopened_at
    FROM case_closures AS k
    LEFT JOIN closing_texts AS t ON t.about = k.id
    LEFT JOIN case_reopenings AS r ON r.closure_id = k.id
    LEFT JOIN closing_texts AS w ON w.about = r.id
    WHERE k.case_id = $1 AND ($2::uuid IS NULL OR k.id < $2) ORDER BY k.id DESC LIMIT $3
"""


async def lock_case(clearance: Clearance, at: datetime, confirmable: datetime) -> Standing:
    """Lock the case, and give how it stands. Nothing about it changes until the end."""
    row = await clearance.fetchrow(LOCK_CASE, clearance.operation.code, at, confirmable)
    return msgspec.json.decode(row[0], type=Standing)


async def list_readable(clearance: Clearance, agreement_ids: Sequence[UUID]) -> set[UUID]:
    """List which of these agreements are for the one who acts to read."""
    rows = await clearance.fetch(LIST_READABLE, clearance.case_id, list(agreement_ids))
    return {row["id"] for row in rows}


async def close(
    clearance: Clearance,
    closure: Closure,
    kept_by: UUID,
    confirmable: datetime,
) -> None:
    """Close the case."""
    carried = msgspec.json.encode(closure.carried)
    await clearance.execute(
        CLOSE, closure.id, kept_by, closure.because.value, closure.explanation, carried, closure.closed_at, confirmable
    )  # fmt: skip


async def reopen(clearance: Clearance, reopening: Reopening, part: UUID, basis: LegalBasis) -> None:
    """Take the case up again. Raises GroundNotInCatalogue, GroundNotInForce, BasisRunsOut."""
    with constraints_mean(
        {
            "legal_bases_in_catalogue": GroundNotInCatalogue,
            "legal_bases_in_force": GroundNotInForce,
            "legal_bases_consent_stands": BasisRunsOut,
        }
    ):
        await clearance.execute(
            REOPEN, reopening.id, part, reopening.participation_id, reopening.reason, msgspec.json.encode(basis),
            reopening.reopened_at,
        )  # fmt: skip


async def list_closures(clearance: Clearance, before: UUID | None, limit: int) -> list[Closure]:
    """List the closings of the case, the latest first."""
    return [
        Closure(
            row[0],
            ClosedBecause(row[1]),
            row[2],
            row[3],
            row[4],
            msgspec.json.decode(row[5], type=tuple[Carried, ...]),
            None if row[6] is None else Reopening(row[6], row[7], row[8], row[9]),
        )
        for row in await clearance.fetch(LIST_CLOSURES, clearance.case_id, before, limit)
    ]
