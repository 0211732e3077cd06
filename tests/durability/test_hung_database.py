"""A database that does not answer: everybody is told so within three seconds (T1), and nobody has to repair anything.

A backend that is stopped is silent as a machine is that fell off the network: no error, no end of the connection.
"""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest
from tests.durability.behind import assert_nothing_is_held
from tests.people import Region, desiree, open_case, settings_for

from chaincare.app import create_app
from chaincare.embedded import Urls

pytestmark = pytest.mark.anyio

IN_TIME_SECONDS = 4.0
"""three seconds, and one more for a machine that is busy with other tests"""
BACKENDS = """
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'chaincare'
"""


@asynccontextmanager
async def silent_connections(region: Region) -> AsyncIterator[None]:
    """Every connection the server has by now falls silent; new ones are answered."""
    pids = [row["pid"] for row in await region.admin.fetch(BACKENDS)]
    assert pids
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


async def timed(asking: Coroutine[Any, Any, httpx2.Response]) -> tuple[int, float]:
    began = time.monotonic()
    answer = await asking
    return answer.status_code, time.monotonic() - began


async def test_who_waits_in_a_lane_is_told_in_time_and_the_next_one_is_answered(region: Region) -> None:
    case_id = (await open_case(region))["id"]
    await region.teacher.get(f"/cases/{case_id}")
    async with silent_connections(region):
        told = await asyncio.gather(
            *(timed(region.teacher.ask("GET", f"/cases/{case_id}")) for _ in range(5))
        )
        assert {status for status, _ in told} == {503}
        assert max(seconds for _, seconds in told) < IN_TIME_SECONDS
        status, seconds = await timed(region.teacher.ask("GET", f"/cases/{case_id}"))
        assert (status, seconds < IN_TIME_SECONDS) == (200, True)


@pytest.mark.parametrize("what", ["a page", "an opening", "a search of the log"])
async def test_who_goes_through_a_door_alone_is_told_in_time(region: Region, what: str) -> None:
    case_id = (await open_case(region))["id"]
    asks = {
        "a page": lambda: region.teacher.ask("GET", "/worklist"),
        "an opening": lambda: region.teacher.ask("POST", "/cases", desiree()),
        "a search of the log": lambda: region.auditor.ask("POST", "/access-log/_search", {"caseId": case_id}),
    }
    async with silent_connections(region):
        status, seconds = await timed(asks[what]())
        assert (status, seconds < IN_TIME_SECONDS) == (503, True), seconds
        status, seconds = await timed(asks[what]())
        assert (status < 300, seconds < IN_TIME_SECONDS) == (True, True)


async def test_the_allow_list_of_issuers_is_read_again_soon(region: Region) -> None:
    """The kill switch must not hang on a connection that fell silent."""
    pool, issuers = region.app.state.pool, region.app.state.issuers
    async with silent_connections(region):
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            await issuers.read(pool)
        await issuers.read(pool)
        assert time.monotonic() - began < IN_TIME_SECONDS


async def test_asking_whether_it_is_ready_costs_no_connection(region: Region) -> None:
    async with silent_connections(region):
        answer = await region.http.get("/v1/health/ready")
        assert answer.status_code == 503
        answer = await region.http.get("/v1/health/ready")
        assert answer.status_code == 200
    await assert_nothing_is_held(region, "asked twice", seconds=10)


async def test_the_server_stops_although_a_connection_is_silent(region: Region, database: Urls) -> None:
    app = create_app(settings_for(database))
    async with app.lifespan():
        working = asyncio.create_task(app.state.pool.execute("SELECT 1 FROM pg_sleep(3600)"))
        await asyncio.sleep(0.1)
        silence = silent_connections(region)
        await silence.__aenter__()
        began = time.monotonic()
    try:
        assert time.monotonic() - began < 2 * IN_TIME_SECONDS
    finally:
        await silence.__aexit__(None, None, None)
        await asyncio.gather(working, return_exceptions=True)
