"""Whoever asked hangs up: nothing is held, nothing is half done, and the log does not cry about it."""

import asyncio
import io
import json
import socket
import struct
from collections.abc import AsyncIterator, Iterator
from typing import Any
from uuid import uuid4

import pytest
import uvicorn
from tests.durability.behind import assert_nothing_is_held, times_written
from tests.durability.verdict import unsaid_writes
from tests.people import Region, open_case

from chaincare.logs import set_up_logs

pytestmark = pytest.mark.anyio


@pytest.fixture
async def port(region: Region) -> AsyncIterator[int]:
    """The region's application on a real socket."""
    config = uvicorn.Config(
        region.app, host="127.0.0.1", port=0, loop="none", http="httptools", lifespan="off",
        log_config=None, access_log=False,
    )  # fmt: skip
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - the server has a flag and no event
        await asyncio.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await serving


@pytest.fixture
def log(region: Region) -> Iterator[io.StringIO]:
    stream = io.StringIO()
    set_up_logs("INFO", stream)
    yield stream
    set_up_logs()


def request_of(region: Region, case_id: str, mark: str, *, key: bool) -> bytes:
    body = json.dumps({"body": mark, "audience": ["professionals"]}, separators=(",", ":")).encode()
    head = [
        f"POST /v1/cases/{case_id}/notes HTTP/1.1",
        "Host: chaincare.test",
        f"Authorization: Bearer {region.teacher.token}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        *([f"Idempotency-Key: {mark}"] if key else []),
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


async def send_and_hang_up(port: int, data: bytes, *, rudely: bool, after_seconds: float = 0.0) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(data)
    await writer.drain()
    await asyncio.sleep(after_seconds)
    if rudely:  # a reset instead of a goodbye
        raw = writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.close()
    await asyncio.gather(writer.wait_closed(), return_exceptions=True)


async def lines_of(stream: io.StringIO, wanted: int) -> list[dict[str, Any]]:
    """The log, as soon as it has so many lines."""
    for _ in range(500):
        if stream.getvalue().count("\n") >= wanted:
            break
        await asyncio.sleep(0.01)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize("rudely", [False, True])
@pytest.mark.parametrize("key", [False, True])
async def test_who_hangs_up_in_the_middle_of_his_body_is_a_line_in_the_log_and_no_more(
    region: Region, port: int, log: io.StringIO, key: bool, rudely: bool
) -> None:
    case_id, mark = (await open_case(region))["id"], uuid4().hex
    whole = request_of(region, case_id, mark, key=key)
    log.seek(0)
    log.truncate()
    await send_and_hang_up(port, whole[:-10], rudely=rudely, after_seconds=0.05)
    [line] = await lines_of(log, 1)
    assert (line["event"], line["level"], line["status"]) == ("request", "info", 499)
    await assert_nothing_is_held(region, "after hanging up")
    assert await times_written(region, mark) == 0
    # The key is free: the same request, whole this time, is carried out.
    await send_and_hang_up(port, whole, rudely=False, after_seconds=0.5)
    assert await times_written(region, mark) == 1


async def test_while_a_body_does_not_come_no_connection_waits_for_it(region: Region, port: int) -> None:
    case_id = (await open_case(region))["id"]
    whole = request_of(region, case_id, uuid4().hex, key=True)
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(whole[:-10])
    await writer.drain()
    await asyncio.sleep(0.2)
    await assert_nothing_is_held(region, "while a body is missing")
    await region.teacher.get(f"/cases/{case_id}")
    writer.close()


@pytest.mark.parametrize("rudely", [False, True])
@pytest.mark.parametrize("after_ms", [0, 1, 2, 5, 10, 20])
async def test_who_does_not_wait_for_the_answer_has_done_it_or_not(
    region: Region, port: int, log: io.StringIO, after_ms: int, rudely: bool
) -> None:
    case_id, mark = (await open_case(region))["id"], uuid4().hex
    whole = request_of(region, case_id, mark, key=True)
    await send_and_hang_up(port, whole, rudely=rudely, after_seconds=after_ms / 1000)
    await assert_nothing_is_held(region, "after hanging up")
    # Whatever became of it: sent again, it is done, and done once.
    again = await region.teacher.ask(
        "POST", f"/cases/{case_id}/notes", {"body": mark, "audience": ["professionals"]}, Idempotency_Key=mark
    )
    assert again.status_code == 201, again.text
    assert await times_written(region, mark) == 1
    assert await unsaid_writes(region.admin) == []
    assert {line["level"] for line in await lines_of(log, 1)} == {"info"}


async def test_half_a_head_is_nothing_at_all(region: Region, port: int, log: io.StringIO) -> None:
    await send_and_hang_up(port, b"GET /v1/cases HTTP/1.1\r\nHost: chain", rudely=False, after_seconds=0.05)
    await assert_nothing_is_held(region, "after hanging up")
    assert log.getvalue() == ""
