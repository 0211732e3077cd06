"""How a key set is fetched: from a real socket that behaves, and from ones that do not."""

import asyncio
import contextlib
import gzip
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
import pytest

from chaincare.jwks import fetch_jwks
from chaincare.jws import Unacceptable

pytestmark = pytest.mark.anyio

KEY_SET = b'{"keys": []}'
OK = b"HTTP/1.1 200 OK\r\n"
PLAIN = OK + b"Content-Length: 12\r\n\r\n" + KEY_SET


@asynccontextmanager
async def answering(answer: bytes, *, drop_by_drop: bool = False) -> AsyncIterator[str]:
    """Serve one fixed answer on loopback; drop by drop it never ends, though no single wait is long."""

    conversations: set[asyncio.Task[None] | None] = set()

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        conversations.add(asyncio.current_task())
        # The caller hangs up when it has had enough, which is what this is about.
        with contextlib.suppress(ConnectionError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            await writer.drain()
            while drop_by_drop:
                writer.write(b" ")
                await writer.drain()
                await asyncio.sleep(0.2)
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    server = await asyncio.start_server(speak, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/jwks"
    await asyncio.gather(*(one for one in conversations if one is not None))


async def test_a_plain_answer_is_the_key_set() -> None:
    async with answering(PLAIN) as uri:
        assert await fetch_jwks(uri) == KEY_SET


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 12\r\n\r\n" + KEY_SET,
        b"HTTP/1.1 203 Changed\r\nContent-Length: 12\r\n\r\n" + KEY_SET,
        OK + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n" + gzip.compress(bytes(10**6)),
        OK + b"Connection: close\r\n\r\n" + b" " * (256 * 1024 + 1),
    ],
    ids=["redirect", "not found", "changed on the way", "compressed", "too large"],
)
async def test_another_answer_is_no_key_set(answer: bytes) -> None:
    async with answering(answer) as uri:
        with pytest.raises(Unacceptable):
            await fetch_jwks(uri)


async def test_the_largest_answer_that_is_allowed_is_read() -> None:
    async with answering(OK + b"Connection: close\r\n\r\n" + b" " * (256 * 1024)) as uri:
        assert len(await fetch_jwks(uri)) == 256 * 1024


async def test_an_endpoint_that_dawdles_is_left_after_three_seconds() -> None:
    async with answering(OK + b"Content-Length: 100000\r\n\r\n", drop_by_drop=True) as uri:
        started = time.monotonic()
        with pytest.raises(TimeoutError):
            await fetch_jwks(uri)
        assert time.monotonic() - started < 4


async def test_a_dead_endpoint_is_an_error_of_the_network() -> None:
    async with answering(PLAIN) as uri:
        pass
    with pytest.raises(httpx2.HTTPError):
        await fetch_jwks(uri)


@pytest.mark.parametrize(
    "uri",
    [
        "http://login.school.example/jwks",
        "http://192.0.2.7/jwks",
        "http://localhost.evil.example/jwks",
        "http://127.0.0.1.evil.example/jwks",
        "http://user@127.0.0.1/jwks",
        "https://user:secret@login.school.example/jwks",
        "file:///etc/passwd",
        "https:///jwks",
        "jwks",
        "",
    ],
)
async def test_keys_do_not_come_over_an_open_line(uri: str) -> None:
    with pytest.raises(Unacceptable):
        await fetch_jwks(uri)
