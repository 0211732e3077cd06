"""What can be said about an inventory."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.directory.model import Sector
from chaincare.inventories import rules
from chaincare.inventories.model import Counted, Inventory, InventoryEndsFirst, InventoryState, LineStanding


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


def counted(standing: LineStanding, **people: int) -> list[Counted]:
    return [Counted(standing, Sector(sector), many) for sector, many in people.items()]


def test_from_five_on_a_number_is_told_rounded_to_five() -> None:
    told = rules.told(
        counted(LineStanding.CASE_OPENED, education=4) + counted(LineStanding.OPEN, education=12, care=8)
    )
    assert told.standings[LineStanding.CASE_OPENED] is None
    assert told.standings[LineStanding.ERASED] is None
    assert told.standings[LineStanding.OPEN] == 20
    assert told.open_by_sector[Sector.EDUCATION] == 10
    assert told.open_by_sector[Sector.CARE] == 10
    assert told.open_by_sector[Sector.SAFETY] is None
    assert Sector.FUNDER not in told.open_by_sector


def test_a_hidden_sector_is_not_worked_out_from_the_others() -> None:
    told = rules.told(counted(LineStanding.OPEN, education=20, care=1, social=7))
    assert told.standings[LineStanding.OPEN] == 30
    assert [one for one, people in told.open_by_sector.items() if people] == [Sector.EDUCATION]


@given(st.dictionaries(st.sampled_from(rules.REPORTING), st.integers(1, 12)))
def test_whatever_is_hidden_is_more_than_one_sector_and_five_people_or_nothing_is_told(
    people: dict[Sector, int],
) -> None:
    told = rules.told([Counted(LineStanding.OPEN, sector, many) for sector, many in people.items()])
    hidden = [many for sector, many in people.items() if told.open_by_sector[sector] is None]
    shown = [many for many in told.open_by_sector.values() if many is not None]
    assert not hidden or not shown or (len(hidden) > 1 and sum(hidden) >= rules.FEW)
    assert all(many % 5 == 0 and many >= 5 for many in shown)
    assert (told.standings[LineStanding.OPEN] is None) == (sum(people.values()) < rules.FEW)
