"""The rows that the door chose, with the names that belong to them as far as the wall shows them: one round trip for all."""

from typing import TypeVar

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.access.model import Admission
from chaincare.worklist.lines import Lies, Line, Row, Told
from chaincare.worklist.model import Shown

T = TypeVar("T")


async def read_rows(clearance: Clearance) -> list[Row]:
    """Read the rows, in order. Of what the wall does not show nothing is told: such a row is for nobody."""
    if not clearance.page:
        return []
    said = [_given(entry.role) for entry in clearance.page]
    [found] = await clearance.read_alone("read_worklist", f"[{','.join(said)}]")
    told = {one.id: one for one in msgspec.json.decode(found["document"] or "[]", type=list[Told])}
    lines = msgspec.json.decode(f"[{','.join(said)}]", type=list[Line])
    return [
        Row(line, _shown(line, entry), told.get(line.id))
        for line, entry in zip(lines, clearance.page, strict=True)
    ]


def _shown(line: Line, entry: Admission) -> Shown:
    with_you = line.lies in {Lies.ME, Lies.ACTING}
    return Shown(_given(entry.reach), entry.relation_id, entry.unit_id, with_you, line.lies is Lies.ACTING)


def _given(value: T | None) -> T:
    """The door says with every row by which reach it is shown, and in `role` what it says."""
    if value is None:
        raise LookupError("a row of the worklist that says nothing")
    return value
