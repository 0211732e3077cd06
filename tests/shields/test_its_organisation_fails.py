"""The shelter's organisation is insolvent, which the paper tells: the father's log does not say that it touched this case (S5)."""

from datetime import timedelta

import pytest
from tests.people import Region
from tests.shields.test_two_worlds import looks
from tests.shields.worlds import World, shelter_comes, what_everybody_knows, world

from chaincare.demo.world import YOUTH_CARE

pytestmark = pytest.mark.anyio


async def fails(region: Region) -> None:
    region.move_clock(timedelta(minutes=1))
    await region.administrator.post(f"/organisations/{YOUTH_CARE.id}/insolvencies", {"reason": "Court."})


async def lately(here: World) -> list[str]:
    """What the father's log says was done lately."""
    return [one["wat"] for one in (await here.father.get("/me/access-log?limit=10"))["items"]]


async def lifted(region: Region, here: World) -> None:
    [shield] = (await region.begeleider.get(f"{here.case}/shields"))["items"]
    await region.begeleider.post(f"{here.case}/shields/{shield['id']}/liftings", {"reason": "It is over."})


async def test_with_and_without_the_shelter_an_insolvency_reads_the_same(region: Region) -> None:
    without, within = await world(region, "one"), await world(region, "two")
    await shelter_comes(within)
    for here in (without, within):
        await what_everybody_knows(here)
    await fails(region)
    assert await lately(without) == await lately(within)
    for one, other in ((without.father, within.father), (without.mother, within.mother)):
        empty, hiding = await looks(without, one), await looks(within, other)
        assert len(empty) == len(hiding) >= 20
        assert [asked for asked, told in hiding.items() if told != empty.get(asked)] == []


async def test_he_is_told_once_he_may_know(region: Region) -> None:
    here = await world(region, "one")
    await shelter_comes(here)
    await fails(region)
    assert "failliet" not in str(await lately(here))
    await lifted(region, here)
    assert "failliet" in str(await lately(here))
