"""Safety sheets: the present edition in one row, earlier ones kept by the database."""

from typing import Any, TypeVar

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.access.editions import EditionStale
from chaincare.database import constraints_mean
from chaincare.safety.model import NOTHING_YET, ContactBan, Danger, Resident, SafetySheet

T = TypeVar("T")

FIND_SHEET = """
    SELECT residents, dangers, contact_bans, door_notes, version, changed_by, changed_at
    FROM safety_sheets WHERE case_id = $1
"""

LOCK_SHEET = """
    SELECT residents, dangers, contact_bans, door_notes, version, changed_by, changed_at
    FROM safety_sheets WHERE case_id = $1 FOR UPDATE
"""

LIST_EARLIER = """
    SELECT residents, dangers, contact_bans, door_notes, version, changed_by, changed_at
    FROM safety_sheet_versions WHERE case_id = $1 ORDER BY version DESC LIMIT 50
"""

ADD_SHEET = """
    INSERT INTO safety_sheets (case_id, residents, dangers, contact_bans, door_notes, version, changed_by, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""

CHANGE_SHEET = """
    UPDATE safety_sheets SET residents = $2, dangers = $3, contact_bans = $4, door_notes = $5, version = $6,
                             changed_by = $7, changed_at = $8
    WHERE case_id = $1
"""


async def get_sheet(clearance: Clearance) -> SafetySheet:
    """Give the sheet of the case, or the empty one that nobody wrote yet."""
    return _sheet(await clearance.fetchrow(FIND_SHEET, clearance.case_id))


async def lock_sheet(clearance: Clearance) -> SafetySheet:
    """Give the same, locked where there is one."""
    return _sheet(await clearance.fetchrow(LOCK_SHEET, clearance.case_id))


async def list_earlier(clearance: Clearance) -> list[SafetySheet]:
    """List earlier editions, the latest first."""
    return [_sheet(row) for row in await clearance.fetch(LIST_EARLIER, clearance.case_id)]


async def keep_sheet(clearance: Clearance, sheet: SafetySheet) -> None:
    """Write an edition. Raises EditionStale when somebody wrote the first one meanwhile."""
    with constraints_mean({"safety_sheets_pkey": EditionStale}):
        await clearance.execute(
            ADD_SHEET if sheet.version == 1 else CHANGE_SHEET,
            clearance.case_id,
            msgspec.json.encode(sheet.residents),
            msgspec.json.encode(sheet.dangers),
            msgspec.json.encode(sheet.contact_bans),
            sheet.door_notes,
            sheet.version,
            sheet.changed_by,
            sheet.changed_at,
        )


def _sheet(row: Any) -> SafetySheet:
    if row is None:
        return NOTHING_YET
    return SafetySheet(
        _rows(row["residents"], Resident),
        _rows(row["dangers"], Danger),
        _rows(row["contact_bans"], ContactBan),
        row["door_notes"],
        row["version"],
        row["changed_by"],
        row["changed_at"],
    )


def _rows(document: bytes, kind: type[T]) -> tuple[T, ...]:
    return msgspec.json.decode(document, type=tuple[kind, ...])  # type: ignore[valid-type]
