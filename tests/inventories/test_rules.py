"""What can be said about an inventory."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from chaincare.inventories import rules
from chaincare.inventories.model import Inventory, InventoryEndsFirst, InventoryState


def test_an_inventory_ends_after_it_begins() -> None:
    def lasting(until: date | None) -> Inventory:
        at = datetime(2026, 9, 1, tzinfo=UTC)
        first, nobody = date(2026, 9, 1), UUID(int=0)
        return Inventory(nobody, "x", "y", "z", first, until, InventoryState.OPEN, 1, nobody, at)

    for until in (None, date(2026, 9, 1), date(2027, 1, 1)):
        assert rules.coherent(lasting(until)).until_on == until
    with pytest.raises(InventoryEndsFirst) as refused:
        rules.coherent(lasting(date(2026, 8, 31)))
    assert refused.value.errors[0].pointer == "/untilDate"
