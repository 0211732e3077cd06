"""The rows that the door chose, with the names that belong to them as far as the wall shows them: one round trip for all."""

from typing import TypeVar
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.worklist.lines import Keys, Lies, Line, Named, Row, Said, Shows, Told
from chaincare.worklist.model import Shown, Who
from chaincare.worklist.seeing import from_elsewhere

T = TypeVar("T")

_NO_CASE = Named(None, None)


async def read_rows(clearance: Clearance) -> list[Row]:
    """Read the rows, in order. Of what the wall does not show nothing is told: such a row is for nobody."""
    if not clearance.page:
        return []
    said = _given(clearance.page[0].role)
    [found] = await clearance.read_alone("read_worklist", said)
    shows = msgspec.json.decode(found["document"], type=Shows)
    unit_id = clearance.admission.unit_id
    lines = msgspec.json.decode(said, type=list[Said])
    keys = msgspec.json.decode(said, type=list[Keys])
    return [
        Row(line, _shown(line, unit_id), _told(line, key, shows) if key.id in shows.rows else None)
        for line, key in zip(lines, keys, strict=True)
    ]


def _told(line: Line, key: Keys, shows: Shows) -> Told:
    case = shows.cases.get(key.case_id, _NO_CASE)
    asked_by = shows.people.get(key.asked_by)
    if line.who is Who.SECOND_PERSON and key.within_id is not None:
        asked_by = from_elsewhere(shows.people.get(key.within_id))
    return Told(
        shows.people.get(key.participation_id),
        shows.units.get(key.unit_id),
        asked_by,
        case.reference,
        case.client,
    )


def _shown(said: Said, unit_id: UUID | None) -> Shown:
    with_you = said.lies in {Lies.ME, Lies.ACTING}
    return Shown(said.reach, said.relation_id, unit_id, with_you, said.lies is Lies.ACTING)


def _given(value: T | None) -> T:
    """The door says in `role` what the rows say, and by which reach each is shown."""
    if value is None:
        raise LookupError("a page of the worklist that says nothing")
    return value
