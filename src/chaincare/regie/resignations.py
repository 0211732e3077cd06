"""Regie laid down, and taken back, as facts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.regie.refusals import ResignationOver, ResignationUnknown
from chaincare.regie.resigned import LaidDownBecause, Resignation

ADD_RESIGNATION = """
    INSERT INTO regie_resignations (id, case_id, holder_id, term_began_at, because, ends_at, resigned_by, resigned_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""

_SELECT = """
    SELECT s.id, s.holder_id, s.term_began_at, s.because, s.ends_at, s.resigned_at, w.withdrawn_at
    FROM regie_resignations AS s LEFT JOIN regie_resignation_withdrawals AS w ON w.resignation_id = s.id
    WHERE s.case_id = $1
"""

GET_RESIGNATION = f"{_SELECT} AND s.id = $2"

# Of the latest term, as that ends, and not taken back: what the present is about.
FIND_RESIGNATION = f"""
    {_SELECT} AND w.withdrawn_at IS NULL AND EXISTS (
        SELECT FROM regie_terms AS t
        WHERE t.case_id = s.case_id AND lower(t.during) = s.term_began_at AND upper(t.during) = s.ends_at)
    AND NOT EXISTS (
        SELECT FROM regie_terms AS later WHERE later.case_id = s.case_id AND lower(later.during) > s.term_began_at)
"""

ADD_WITHDRAWAL = """
    INSERT INTO regie_resignation_withdrawals (resignation_id, case_id, withdrawn_by, withdrawn_at)
    VALUES ($1, $2, $3, $4)
"""


async def add_resignation(clearance: Clearance, resignation: Resignation) -> None:
    """Add that the holder, who acts, laid regie down."""
    await clearance.execute(
        ADD_RESIGNATION, resignation.id, clearance.case_id, resignation.holder_id, resignation.term_began_at,
        resignation.because.value, resignation.ends_at, clearance.actor_id, resignation.resigned_at,
    )  # fmt: skip


async def get_resignation(clearance: Clearance, resignation_id: UUID) -> Resignation:
    """Give how regie was laid down. Raises ResignationUnknown."""
    row = await clearance.fetchrow(GET_RESIGNATION, clearance.case_id, resignation_id)
    if row is None:
        raise ResignationUnknown
    return _resignation(row)


async def find_resignation(clearance: Clearance) -> Resignation | None:
    """Give how the latest holder laid regie down, if he did: not for the client, who reads until when he directs."""
    row = await clearance.fetchrow(FIND_RESIGNATION, clearance.case_id)
    return None if row is None else _resignation(row)


async def add_withdrawal(clearance: Clearance, resignation_id: UUID, at: datetime) -> None:
    """Add that it was taken back. Raises ResignationOver."""
    with constraints_mean({"regie_resignation_withdrawals_once": ResignationOver}):
        await clearance.execute(ADD_WITHDRAWAL, resignation_id, clearance.case_id, clearance.actor_id, at)


def _resignation(row: Any) -> Resignation:
    return Resignation(**dict(row) | {"because": LaidDownBecause(row["because"])})
