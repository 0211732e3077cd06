"""A meeting asks the database as often for twenty agreements as for one."""

import pytest
from tests.agreements.scene import set_scene
from tests.meetings.table import Table
from tests.people import Region
from tests.promises.test_round_trips import Wire, counted, wire

pytestmark = pytest.mark.anyio

__all__ = ["wire"]


async def test_twenty_agreements_cost_no_more_than_one(wire: tuple[Region, Wire]) -> None:
    region, relay = wire
    table = Table(await set_scene(region))

    async def cost(number: int) -> int:
        async def meet() -> None:
            await table.record(agreements=[table.agreement("mother")] * number, heldAt=table.ago())

        for _ in range(3):
            await meet()
        return await counted(relay, meet)

    # the door; BEGIN; the ticket; who took part then, and now; agreements, their facts; the meeting, who was there,
    # what was said, what was made; what was done, with COMMIT
    assert await cost(1) == 12
    assert await cost(20) == 12
