"""Who it is that asks, in the case he asks about."""

from uuid import UUID

from chaincare.access.clearance import Clearance

FIND_REQUESTER = "SELECT representative_id FROM participations WHERE case_id = $1 AND id = $2"


async def find_requester(clearance: Clearance) -> UUID | None:
    """Give as which representative the caller takes part; None when he is the client himself."""
    row = await clearance.fetchrow(FIND_REQUESTER, clearance.case_id, clearance.participation_id)
    return None if row is None else row["representative_id"]
