"""A process that does not seal watches all the same: when nobody seals any more, it says so, and stops as it was told to."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import msgspec
import pytest
from tests.people import Person, Region, settings_for
from tests.sealed import seal, sealer_of

from chaincare.app import create_app
from chaincare.demo.world import token_of

pytestmark = pytest.mark.anyio

COUNT = "SELECT count(*) FROM chaincare.checkpoints"
PATIENCE = 30.0
"""More than two seconds of lag and a look take on a machine that is busy."""


@asynccontextmanager
async def beside(region: Region, **settings: Any) -> AsyncIterator[tuple[Person, httpx2.AsyncClient]]:
    """Another process's application on the same database, for the teacher, and for whoever asks of its health."""
    app = create_app(msgspec.structs.replace(settings_for(region.urls), **settings))
    transport = httpx2.ASGITransport(app=app)
    async with (
        app.lifespan(),
        httpx2.AsyncClient(transport=transport, base_url="http://chaincare.test", timeout=20) as http,
    ):
        yield Person("teacher", http, token_of(region.issuers, "teacher"), []), http


async def _until(http: httpx2.AsyncClient, status: int) -> httpx2.Response:
    async with asyncio.timeout(PATIENCE):
        while True:
            answer = await http.get("/v1/health/ready")
            if answer.status_code == status:
                return answer
            await asyncio.sleep(0.1)


async def test_who_does_not_seal_is_not_ready_and_shows_nothing_when_nobody_seals(region: Region) -> None:
    sealer = sealer_of(region.urls)
    await seal(sealer, region.admin)
    async with beside(region, seal_seconds=0, seal_ready_seconds=3, seal_stop_seconds=3) as (teacher, http):
        await _until(http, 200)
        before = await region.admin.fetchval(COUNT)
        await teacher.get("/worklist")  # an entry, which waits from now on
        late = await _until(http, 503)
        assert late.json()["type"].endswith(":log-not-sealed")
        refused = await teacher.ask("GET", "/worklist")
        assert (refused.status_code, refused.json()["type"][-15:]) == (503, ":log-not-sealed")
        assert await region.admin.fetchval(COUNT) == before, "it seals nothing itself"
        await seal(sealer, region.admin)
        await _until(http, 200)
        await teacher.get("/worklist")
    await sealer.close()
