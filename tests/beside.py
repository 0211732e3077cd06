"""Another process's application on a region's database."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import msgspec
from tests.people import Region, settings_for

from chaincare.app import create_app

PATIENCE = 30.0
"""More than some seconds of lag and a look take on a machine that is busy."""


@asynccontextmanager
async def beside(region: Region, **settings: Any) -> AsyncIterator[Region]:
    """The same people and the same database, served by another process with settings of its own."""
    app = create_app(msgspec.structs.replace(settings_for(region.urls), **settings))
    transport = httpx2.ASGITransport(app=app)
    async with (
        app.lifespan(),
        httpx2.AsyncClient(transport=transport, base_url="http://chaincare.test", timeout=20) as http,
    ):
        yield dataclasses.replace(region, app=app, http=http)


async def until_ready_is(status: int, of: Region) -> httpx2.Response:
    """Ask whether it is ready until the answer has this status."""
    async with asyncio.timeout(PATIENCE):
        while True:
            answer = await of.http.get("/v1/health/ready")
            if answer.status_code == status:
                return answer
            await asyncio.sleep(0.1)
