"""A process that does not seal watches all the same: when nobody seals any more, it says so, and stops as it was told to."""

import pytest
from tests.beside import beside, until_ready_is
from tests.people import Region
from tests.sealed import seal, sealer_of

pytestmark = pytest.mark.anyio

COUNT = "SELECT count(*) FROM chaincare.checkpoints"


async def test_who_does_not_seal_is_not_ready_and_shows_nothing_when_nobody_seals(region: Region) -> None:
    sealer = sealer_of(region.urls)
    await seal(sealer, region.admin)
    async with beside(region, seal_seconds=0, seal_ready_seconds=3, seal_stop_seconds=3) as other:
        await until_ready_is(200, other)
        before = await region.admin.fetchval(COUNT)
        await other.teacher.get("/worklist")  # an entry, which waits from now on
        late = await until_ready_is(503, other)
        assert late.json()["type"].endswith(":log-not-sealed")
        refused = await other.teacher.ask("GET", "/worklist")
        assert (refused.status_code, refused.json()["type"][-15:]) == (503, ":log-not-sealed")
        assert await region.admin.fetchval(COUNT) == before, "it seals nothing itself"
        await seal(sealer, region.admin)
        await until_ready_is(200, other)
        await other.teacher.get("/worklist")
    await sealer.close()
