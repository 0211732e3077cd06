"""What only a real server and a real socket show."""

import asyncio
import json

import pytest

from chaincare.app import BODY_BYTES_MAX

pytestmark = pytest.mark.anyio


async def _exchange(port: int, *pieces: bytes) -> tuple[int, dict[str, str], bytes]:
    """Send raw bytes and read one answer to its end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in pieces:
        writer.write(piece)
    await writer.drain()
    head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    headers = {key.lower(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
    body = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    return int(first.split()[1]), headers, body


def _request(line: str, *headers: str) -> bytes:
    return "\r\n".join(
        [f"{line} HTTP/1.1", "Host: chaincare.test", "Connection: close", *headers, "", ""]
    ).encode()


async def test_a_live_server_says_so_without_a_banner(port: int) -> None:
    status, headers, body = await _exchange(port, _request("GET /v1/health/live"))
    assert (status, json.loads(body)) == (200, {"status": "up"})
    assert "server" not in headers


@pytest.mark.parametrize(
    "path", ["/v1/health/live/", "/v1//health/live", "//v1/health/live", "/v1%2fhealth/live", "/%ff"]
)
async def test_other_spellings_of_an_address_are_nothing(port: int, path: str) -> None:
    status, headers, _ = await _exchange(port, _request(f"GET {path}"))
    assert status == 404
    assert headers["content-type"] == "application/problem+json"


async def test_head_is_get_without_its_content(port: int) -> None:
    status, headers, body = await _exchange(port, _request("HEAD /v1/health/live"))
    told = await _exchange(port, _request("GET /v1/health/live"))
    assert (status, body) == (200, b"")
    apart = {"date", "chaincare-request-id"}
    assert {k: v for k, v in headers.items() if k not in apart} == {
        k: v for k, v in told[1].items() if k not in apart
    }
    assert int(headers["content-length"]) == len(told[2]) > 0
    status, headers, body = await _exchange(port, _request("HEAD /v1/health/nowhere"))
    assert (status, headers["content-type"], body) == (404, "application/problem+json", b"")


async def test_a_chunked_body_over_the_limit_is_413(port: int) -> None:
    # The last chunk is never sent: the answer must come as soon as the limit is passed, not when the body ends.
    chunk = b"8000\r\n" + b" " * 0x8000 + b"\r\n"
    head = _request("POST /v1/probes", "Content-Type: application/json", "Transfer-Encoding: chunked")
    status, headers, body = await _exchange(port, head, chunk * (BODY_BYTES_MAX // 0x8000 + 1))
    assert (status, headers["api-version"]) == (413, "0.1.0")
    assert json.loads(body)["type"] == "urn:problem-type:chaincare:body-too-large"


async def test_a_chunked_body_without_a_type_is_415(port: int) -> None:
    head = _request("POST /v1/probes", "Transfer-Encoding: chunked")
    assert (await _exchange(port, head, b"2\r\n{}\r\n0\r\n\r\n"))[0] == 415


async def test_a_target_in_absolute_form_cannot_hide_a_slash(port: int) -> None:
    assert (await _exchange(port, _request("GET http://chaincare.test/v1/health/live/")))[0] == 404


ENDS_NOWHERE = (
    ("Content-Length: 4", "Transfer-Encoding: chunked"),
    ("Transfer-Encoding: chunked", "Content-Length: 4"),
    ("Content-Length: 4", "Content-Length: 40"),
    ("Content-Length: 4, 40",),
    ("Content-Length: +4",),
    ("Transfer-Encoding: xchunked",),
    ("Transfer-Encoding : chunked",),
)


async def test_nobody_hides_a_request_in_anothers_body(port: int) -> None:
    """Where a request ends is said once and plainly, or there is no answer to what might follow it."""
    for lengths in ENDS_NOWHERE:
        head = _request("POST /v1/probes", "Content-Type: application/json", *lengths)
        hidden = _request("GET /v1/health/live")
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head.replace(b"Connection: close\r\n", b"") + b"0\r\n\r\n" + hidden)
        await writer.drain()
        heard = await asyncio.wait_for(reader.read(), 5)
        writer.close()
        assert b'"status":"up"' not in heard, lengths
        assert heard.count(b"HTTP/1.1 ") <= 1, lengths
        assert b" 400 " in heard.partition(b"\r\n")[0] or heard == b"", lengths
