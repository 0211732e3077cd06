"""Who it is that asks, in the case he asks about."""

from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.access.model import CaseUnknown

FIND_REQUESTER = "SELECT representative_id FROM participations WHERE case_id = $1 AND id = $2"


async def find_requester(clearance: Clearance) -> UUID | None:
    """Give as which representative the caller takes part; None when he is the client himself. Raises CaseUnknown."""
    row = await clearance.fetchrow(FIND_REQUESTER, clearance.case_id, clearance.participation_id)
    if row is None:  # of somebody whose own part he does not see nothing is made in the client's name
        raise CaseUnknown
    representative: UUID | None = row["representative_id"]
    return representative
