"""A term of regie in the history."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.cases.model import Holder
from chaincare.regie.measures import Measure
from chaincare.regie.model import EndsBecause


class Held(msgspec.Struct, frozen=True):
    """Who held regie, how he came to it, why it ends where it does, since when that he does is known."""

    holder: Holder
    proposal_id: UUID | None
    ends_because: EndsBecause | None
    recorded_at: datetime
    measure: Measure | None = None
