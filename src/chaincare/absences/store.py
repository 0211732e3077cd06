"""Absences as records that are added, ended and replaced, never edited."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import asyncpg

from chaincare.absences.model import Absence, AbsenceKind, AbsenceUnknown, Span, Weekday
from chaincare.access.clearance import Clearance

ADD_ABSENCE = """
    INSERT INTO absences (id, professional_id, kind, first_on, last_on, weekdays, moments, recorded_by, recorded_at,
                          corrects_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""

_COLUMNS = """
    id, professional_id, kind, first_on AS first, last_on AS last, weekdays, recorded_by, recorded_at, corrects_id,
    ended_at, corrected_at
"""

LOCK_ABSENCE = f"SELECT {_COLUMNS} FROM absences WHERE professional_id = $1 AND id = $2 FOR UPDATE"

LIST_ABSENCES = f"""
    SELECT {_COLUMNS} FROM absences
    WHERE professional_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
"""

END_ABSENCE = "UPDATE absences SET ended_at = $2, ended_by = $3 WHERE id = $1"

PUT_ASIDE = "UPDATE absences SET corrected_at = $2 WHERE id = $1"


def ranges(spans: Sequence[Span]) -> list[asyncpg.Range]:
    """Give moments as the database keeps them."""
    return [asyncpg.Range(lower, upper) for lower, upper in spans]


async def add_absence(clearance: Clearance, absence: Absence) -> None:
    """Add an absence; what it corrects counts no more from then on."""
    if absence.corrects_id is not None:
        await clearance.execute(PUT_ASIDE, absence.corrects_id, absence.recorded_at)
    await clearance.execute(
        ADD_ABSENCE, absence.id, absence.professional_id, absence.kind.value, absence.first, absence.last,
        [int(day) for day in absence.weekdays], ranges(absence.spans), absence.recorded_by, absence.recorded_at,
        absence.corrects_id,
    )  # fmt: skip


async def lock_absence(clearance: Clearance, professional_id: UUID, absence_id: UUID) -> Absence:
    """Give an absence of somebody, locked. Raises AbsenceUnknown."""
    row = await clearance.fetchrow(LOCK_ABSENCE, professional_id, absence_id)
    if row is None:
        raise AbsenceUnknown
    return _absence(row)


async def end_absence(clearance: Clearance, absence: Absence) -> None:
    """Let an absence end where it says, by who acts."""
    await clearance.execute(END_ABSENCE, absence.id, absence.ended_at, clearance.actor_id)


async def list_absences(
    clearance: Clearance, professional_id: UUID, before: UUID | None, limit: int
) -> list[Absence]:
    """List somebody's absences, the last that was recorded first."""
    return [_absence(row) for row in await clearance.fetch(LIST_ABSENCES, professional_id, before, limit)]


def _absence(row: Any) -> Absence:
    days = tuple(map(Weekday, row["weekdays"]))
    return Absence(**dict(row) | {"kind": AbsenceKind(row["kind"]), "weekdays": days})
