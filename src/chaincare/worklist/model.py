"""The worklist: every case somebody has to do with, and with whom the ball is, since when."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from chaincare.access.model import EVERYONE_IN_CASE, Operation
from chaincare.cases.model import CaseFile, NoList


class Matter(msgspec.Struct, frozen=True):
    """Something open in a case: what, since when, and whose move it is (a participation, or a unit asked)."""

    case_id: UUID
    kind: str
    about: UUID
    since: datetime | None
    due_on: date | None
    participation_id: UUID | None
    unit_id: UUID | None


class Row(msgspec.Struct, frozen=True):
    """One case of the worklist."""

    case: CaseFile
    matters: tuple[Matter, ...]


READ_WORKLIST = Operation(
    code="worklist.read",
    action="R",
    en="A professional read the own worklist",
    nl="Een medewerker bekeek de eigen werklijst",
    scope="cases",
    reaches=EVERYONE_IN_CASE,
    unknown=NoList,
)
