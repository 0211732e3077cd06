"""A server that stops, or whose database is gone, lives on and asks for no requests."""

import asyncio

import asyncpg
import httpx2
import pytest

from chaincare.front import Front

pytestmark = pytest.mark.anyio


async def test_a_draining_server_lives_and_is_not_ready(app: Front, client: httpx2.AsyncClient) -> None:
    assert (await client.get("/v1/health/ready")).json() == {"status": "ready"}
    app.state.draining = True
    answer = await client.get("/v1/health/ready")
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:problem-type:chaincare:not-ready")
    assert answer.headers["Retry-After"] == "1"
    assert (await client.get("/v1/health/live")).status_code == 200


async def test_a_server_without_its_database_is_not_ready(app: Front, client: httpx2.AsyncClient) -> None:
    silent = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    async with silent:
        app.state.pool = asyncpg.create_pool(
            f"postgresql://nobody@127.0.0.1:{port}/nothing", min_size=0, ssl=False
        )
        await app.state.pool
        assert (await client.get("/v1/health/ready")).status_code == 503
        app.state.pool.terminate()
