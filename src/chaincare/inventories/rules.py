"""What can be said about an inventory. Pure."""

from collections import Counter
from collections.abc import Iterable

from chaincare.directory.model import Sector
from chaincare.inventories.model import Counted, Inventory, InventoryEndsFirst, LineStanding, Told
from chaincare.refusals import FieldError

FEW = 5
"""Of fewer people nothing is told."""
REPORTING = tuple(one for one in Sector if one is not Sector.FUNDER)
"""Whose people put somebody on an inventory."""


def coherent(inventory: Inventory) -> Inventory:
    """Check that it ends after it begins. Raises InventoryEndsFirst."""
    if inventory.until_on is not None and inventory.until_on < inventory.from_on:
        wrong = FieldError("/untilDate", "Give the day it begins, or a later one.")
        raise InventoryEndsFirst(errors=[wrong])
    return inventory


def told(counts: Iterable[Counted]) -> Told:
    """Give of the counts what tells of nobody: from five on, rounded to five, and nothing by which a hidden number can be worked out.

    The open ones are told in all and by sector: never is one sector hidden alone, nor so few that together they are under five.
    """
    standings, sectors = Counter[LineStanding](), Counter[Sector]()
    for one in counts:
        standings[one.standing] += one.people
        if one.standing is LineStanding.OPEN:
            sectors[one.sector] += one.people
    hidden = {sector for sector, people in sectors.items() if people < FEW}
    shown = sorted(set(sectors) - hidden, key=lambda sector: (sectors[sector], sector))
    while hidden and shown and (len(hidden) == 1 or sum(sectors[one] for one in hidden) < FEW):
        hidden.add(shown.pop(0))
    return Told(
        {one: _rounded(standings[one]) for one in LineStanding},
        {one: None if one in hidden else _rounded(sectors[one]) for one in REPORTING},
    )


def _rounded(people: int) -> int | None:
    return None if people < FEW else (people + FEW // 2) // FEW * FEW
