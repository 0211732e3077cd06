"""What an operation costs in round trips to the database, counted on the wire: a number that may only fall."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

import pytest
from tests.inventory_lines.lines import make_inventory, many
from tests.people import Region, open_case, region_on
from tests.promises.costs import PAGE, WRITE_ANEW, CountingLand, differences, page, read
from tests.promises.everything import operations_of
from tests.promises.lands import north, walk
from tests.promises.wire import Wire

from chaincare.demo.issuers import DemoIssuers
from chaincare.demo.world import write_world
from chaincare.embedded import Urls

__all__ = ["Wire", "counted", "wire"]
pytestmark = pytest.mark.anyio


async def counted(wire: Wire, ask: Callable[[], Awaitable[object]]) -> int:
    """Give the round trips of one call."""
    before = wire.round_trips
    await ask()
    return wire.round_trips - before


@pytest.fixture
async def wire(database: Urls, issuers: DemoIssuers) -> AsyncIterator[tuple[Region, Wire]]:
    await write_world(database.admin_url, issuers)
    wire = Wire(database)
    async with wire.listening(database) as relayed, region_on(relayed, issuers) as region:
        yield region, wire


async def test_every_operation_asks_of_the_database_what_the_page_tells(wire: tuple[Region, Wire]) -> None:
    region, relay = wire
    land = CountingLand.of(north(region), relay)
    await walk(land)
    assert set(land.costs) == set(operations_of(region.app)), (
        "the walk in tests/promises/lands.py leaves some out"
    )
    if os.environ.get(WRITE_ANEW):
        PAGE.write_text(page(land.costs), "utf-8")
    found = differences(read(PAGE.read_text("utf-8")), land.costs)
    assert not found, "If that is meant, `make round-trips` writes the page anew:\n" + "\n".join(found)
    assert PAGE.read_text("utf-8") == page(land.costs)


async def warm(region: Region, case_id: str) -> None:
    """Statements are prepared once a connection; what is counted is what every later request pays."""
    for _ in range(3):
        await region.teacher.get(f"/cases/{case_id}")
        await region.teacher.post(f"/cases/{case_id}/notes", {"body": "Warm."})
        await region.outsider.get(f"/cases/{case_id}", 404)


async def test_a_read_takes_two_round_trips_and_a_denied_one_takes_one(wire: tuple[Region, Wire]) -> None:
    region, relay = wire
    case_id = (await open_case(region))["id"]
    await warm(region, case_id)
    # the door; the whole view under its ticket
    assert await counted(relay, lambda: region.teacher.get(f"/cases/{case_id}")) == 2
    # the door
    assert await counted(relay, lambda: region.outsider.get(f"/cases/{case_id}", 404)) == 1


async def test_a_write_takes_its_statements_and_four_more(wire: tuple[Region, Wire]) -> None:
    region, relay = wire
    case_id = (await open_case(region))["id"]
    await warm(region, case_id)
    # the door; BEGIN; the ticket; the note; what was done, with COMMIT
    assert (
        await counted(relay, lambda: region.teacher.post(f"/cases/{case_id}/notes", {"body": "Counted."}))
        == 5
    )


async def test_a_list_of_people_takes_as_many_as_one_of_them(wire: tuple[Region, Wire]) -> None:
    region, relay = wire
    where = f"/inventories/{await make_inventory(region)}/lines/imports"

    async def bring(people: int, *, dry_run: bool = False) -> None:
        told = await region.teacher.post(where, {"csv": many(region, people), "dryRun": dry_run}, expect=200)
        assert (told["added"], told["written"]) == (people, not dry_run)

    for _ in range(3):
        await bring(1)
    # the door; BEGIN; the ticket; the inventory and its room; the catalogue; the lines; their entries; what was done, with COMMIT
    for people in (1, 20, 60):
        assert await counted(relay, partial(bring, people)) == 8, people
    assert await counted(relay, partial(bring, 20, dry_run=True)) == 6
