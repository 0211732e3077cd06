"""How many stand on an inventory: for the network and who pays, from five on, and as the last month ended."""

from datetime import timedelta
from typing import Any

import pytest
from tests.inventory_lines.lines import make_inventory, noor, report, today
from tests.people import Person, Region

pytestmark = pytest.mark.anyio


async def counts(person: Person, inventory: str) -> tuple[dict[str, Any], dict[str, Any]]:
    told = await person.get(f"/inventories/{inventory}/counts")
    states = {one["state"]: one["people"] for one in told["states"]}
    return states, {one["sector"]: one["people"] for one in told["openBySector"] if one["people"]}


async def test_members_and_funders_read_how_many_there_are_from_five_on_and_a_month_later(
    region: Region,
) -> None:
    inventory = await make_inventory(region)
    lines = [await report(region, inventory) for _ in range(6)]
    for _ in range(4):
        await region.youth_worker.post(f"/inventories/{inventory}/lines", noor())
    nothing = {"open": None, "case_opened": None, "withdrawn": None, "erased": None}
    assert await counts(region.person("funder"), inventory) == (nothing, {})  # not while the month runs
    region.move_clock(timedelta(days=32 - today(region).day))
    for role in ("funder", "teacher", "specialist", "network-coordinator", "voortrekker"):
        # Of care there are four; told of education alone they would be what is left of ten.
        assert await counts(region.person(role), inventory) == ({**nothing, "open": 10}, {}), role
    await region.teacher.post(f"{lines[0]}/withdrawals", {"reason": "objected"})
    assert (await counts(region.person("funder"), inventory))[0]["open"] == 10  # of a day that is past
    told = await region.person("funder").get(f"/inventories/{inventory}/counts")
    assert told["onDate"] == str(today(region).replace(day=1) - timedelta(days=1))
    assert "Noor" not in str(told)


async def test_counts_of_what_is_not_there_are_not_there(region: Region) -> None:
    missing = "/inventories/01900000-0000-7000-8000-00000000dead/counts"
    assert (await region.person("funder").ask("GET", missing)).status_code == 404
    assert (await region.mother.ask("GET", missing)).status_code in (403, 404)
