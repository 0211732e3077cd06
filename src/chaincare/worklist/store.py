"""The rows that the door chose for a page, as far as the wall shows them: one round trip for all of them."""

from typing import Any

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.worklist.model import Item, ItemKind, Person, RunningTerms, Who


async def list_items(clearance: Clearance, terms: RunningTerms) -> list[Item]:
    """List the rows of this page, the oldest ball first."""
    cases = list({entry.case_id for entry in clearance.page})
    chosen = [entry.object_id for entry in clearance.page]
    own = clearance.admission
    asked = (cases, chosen, own.unit_id, own.actor_id, terms.confirmable, terms.objectable)
    rows = await clearance.read_alone("read_worklist", *asked)
    return [_item(dict(row)) for row in rows]


def _item(row: dict[str, Any]) -> Item:
    told = {name: _person(row[name]) for name in ("person", "unit", "asked_by")}
    return Item(**row | told | {"kind": ItemKind(row["kind"]), "who": Who(row["who"])})


def _person(document: str | None) -> Person | None:
    return None if document is None else msgspec.json.decode(document, type=Person)
