"""A client of the application, in process where that is enough, and over a real socket where it is not."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import httpx2
import pytest
import uvicorn
from tests.http.probes import probe_router

from chaincare.app import create_app, equip
from chaincare.front import Front
from chaincare.settings import load_settings

FRIEND = "https://friend.example"


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


_spare: list[Front] = []
"""To put the routes together takes longer than what most tests here ask."""


@pytest.fixture
def app() -> Iterator[Front]:
    settings = load_settings({"CHAINCARE_CORS_ORIGINS": FRIEND})
    one = _spare.pop() if _spare else create_app(settings, routes=[probe_router])
    equip(one, settings)
    yield one
    _spare.append(one)


@pytest.fixture
async def client(app: Front) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=app)
    async with (
        app.lifespan(),
        httpx2.AsyncClient(transport=transport, base_url="http://chaincare.test") as one,
    ):
        yield one


@pytest.fixture
async def port(app: Front) -> AsyncIterator[int]:
    """The port of a real server, set up as `serve` does it."""
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, log_config=None, access_log=False, server_header=False, lifespan="on"
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - the server has a flag and no event
        await asyncio.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await serving
