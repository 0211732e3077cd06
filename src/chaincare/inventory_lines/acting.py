"""Putting people on an inventory: each held to the same rules, and all written at once."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.access.model import Admission
from chaincare.ids import new_id
from chaincare.inventory_lines import rules, store
from chaincare.inventory_lines.checks import by_catalogue, by_day, hold
from chaincare.inventory_lines.model import Reported
from chaincare.inventory_lines.views import ReportLine
from chaincare.legal_grounds.store import get_catalogue
from chaincare.workdays import day_in_amsterdam


async def report(clearance: Clearance, inventory_id: UUID, data: ReportLine) -> Reported:
    """Write a line under the ids its entry made up.

    Raises InventoryClosed, InventoryDayFull, and what `checks` says against it.
    """
    at = clearance.now()
    today = day_in_amsterdam(at)
    left = await store.find_room(clearance, inventory_id)
    rules.within_day(1, left=left, at=at, pointer="/person")
    hold(by_day(data, today))
    hold(by_catalogue(data, await get_catalogue(clearance), today))
    line = reported(data, clearance.admission, today)
    await store.add_lines(clearance, inventory_id, [line], at)
    return line


async def report_all(
    clearance: Clearance, inventory_id: UUID, each: Sequence[ReportLine], people: Sequence[Admission]
) -> list[UUID]:
    """Write the lines of a list that hold, each under the ids of its own entry, and say so in the log of each (T2)."""
    at = clearance.now()
    pairs = zip(each, people, strict=True)
    lines = [reported(data, entry, day_in_amsterdam(at)) for data, entry in pairs]
    await store.add_lines(clearance, inventory_id, lines, at)
    await store.record_lines(clearance)
    return [one.id for one in lines]


def reported(data: ReportLine, entry: Admission, today: date) -> Reported:
    """Give a line as it is written, once it holds, under the id and the pseudonym that its entry made up."""
    if entry.object_id is None or entry.client is None:
        raise LookupError("an entry that made up nobody")
    return Reported(
        id=entry.object_id,
        client=entry.client,
        informed_id=new_id(),
        person=data.person.to_model(today=today, pointer="/person"),
        situation=data.situation,
        need=data.needed(),
        basis=data.legal_basis.to_model(),
        what=data.informed.to_model(),
        review_on=data.review_date,
        last_on=rules.last_day(today),
    )
