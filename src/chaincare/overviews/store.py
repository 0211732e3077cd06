"""The lines that a door chose for a page: one round trip for all of them."""

from typing import Any

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.overviews.model import Caseload, Late, LateKind, Line


async def read_regie(clearance: Clearance) -> tuple[list[Line], list[Caseload]]:
    """Give the lines of this page, the oldest first, and who directs how many cases, the busiest first."""
    cases = list({entry.case_id for entry in clearance.page})
    chosen = [entry.object_id for entry in clearance.page]
    [row] = await clearance.read_alone("read_regie_overview", cases, chosen)
    return _told(row["items"], list[Line]), _told(row["caseloads"], list[Caseload])


async def list_late(clearance: Clearance) -> list[Late]:
    """List the lines of this page, the first that climbed first."""
    rows = await clearance.read_alone("read_management", [entry.object_id for entry in clearance.page])
    return [Late(row[0], row[1], LateKind(row[2]), *row[3:]) for row in rows]


def _told(document: str | None, wanted: Any) -> Any:
    return [] if document is None else msgspec.json.decode(document, type=wanted)
