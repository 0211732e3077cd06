"""The handover list of an organisation, as the door chose its lines, and how many there are of each kind."""

from datetime import datetime
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.departures.model import HandoverKind, ToHandOver

COUNT_TO_HAND_OVER = "SELECT kind, times FROM chaincare.handover_counts($1, $2)"

# The parts of its people and teams end, in each case with an entry; the wall lets a mandate do no more there.
END_PARTS = "SELECT chaincare.end_parts_of($1, $2)"


async def list_to_hand_over(clearance: Clearance, organisation_id: UUID) -> list[ToHandOver]:
    """List the lines of this page, each with its case by reference."""
    chosen = [entry.object_id for entry in clearance.page]
    rows = await clearance.read_alone("read_handover_list", organisation_id, chosen)
    return [ToHandOver(row[0], HandoverKind(row[1]), *row[2:]) for row in rows]


async def count_to_hand_over(
    clearance: Clearance, organisation_id: UUID, at: datetime
) -> dict[HandoverKind, int]:
    """Say how many there are of each kind."""
    found = {
        HandoverKind(row["kind"]): row["times"]
        for row in await clearance.fetch(COUNT_TO_HAND_OVER, organisation_id, at)
    }
    return {kind: found.get(kind, 0) for kind in HandoverKind}


async def end_parts(clearance: Clearance, organisation_id: UUID, at: datetime) -> None:
    """Let people of an organisation that left, or is insolvent, take part no more; where it is insolvent the clock ends what one request does not."""
    await clearance.execute(END_PARTS, organisation_id, at)
