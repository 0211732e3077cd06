"""The load: keep-alive connections that each ask, wait for the answer, and ask again. Cheap, in a process of its own."""

import asyncio
import re
import sys
import time
from itertools import cycle
from typing import cast

import msgspec
import uvloop

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)


class Load(msgspec.Struct, frozen=True):
    """What is asked, of whom, and for how long. Holds a token: it travels over standard input."""

    ports: tuple[int, ...]
    requests: tuple[bytes, ...]
    status: int
    connections: int
    seconds: float


class Outcome(msgspec.Struct, frozen=True):
    """How it went; every answer had the status that was expected."""

    answers: int
    seconds: float
    p50_ms: float
    p99_ms: float

    @property
    def per_second(self) -> float:
        """Give answers per second."""
        return self.answers / self.seconds


class Connection(asyncio.Protocol):
    """One keep-alive connection; it stops after the answer it is waiting for when time is up."""

    def __init__(self, load: Load, first: int, until: float, took: list[float]) -> None:
        self._requests = cycle(load.requests[first:] + load.requests[:first])
        self._expected = b"HTTP/1.1 %d " % load.status
        self._until = until
        self._took = took
        self._begun = 0.0
        self._received = b""
        self._transport: asyncio.Transport
        self.finished: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # create_connection gives no other kind
        self._ask()

    def _ask(self) -> None:
        self._begun = time.perf_counter()
        self._transport.write(next(self._requests))

    def data_received(self, data: bytes) -> None:
        received = self._received = self._received + data if self._received else data
        head = received.find(b"\r\n\r\n")
        if head < 0:
            return
        length = _LENGTH.search(received, 0, head + 2)
        if length is None or not received.startswith(self._expected):
            self._fail(received[:head])
        elif len(received) >= head + 4 + int(length[1]):
            self._received = b""
            now = time.perf_counter()
            self._took.append(now - self._begun)
            if now < self._until:
                self._ask()
            else:
                self._transport.close()
                self.finished.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.finished.done():
            self.finished.set_exception(exc or ConnectionResetError("the server hung up"))

    def _fail(self, head: bytes) -> None:
        if not self.finished.done():
            line = head.partition(b"\r\n")[0].decode("latin-1")
            self.finished.set_exception(RuntimeError(f"an answer was not as expected: {line}"))
        self._transport.close()


async def run(load: Load) -> Outcome:
    """Ask until time is up. Raises RuntimeError for an unexpected answer, OSError for a broken connection."""
    loop = asyncio.get_running_loop()
    took: list[float] = []
    begun = time.perf_counter()
    connections = []
    for number in range(load.connections):
        first = number * len(load.requests) // load.connections
        _, connection = await loop.create_connection(
            lambda first=first: Connection(load, first, begun + load.seconds, took),  # type: ignore[misc]
            "127.0.0.1",
            load.ports[number % len(load.ports)],
        )
        connections.append(connection)
    await asyncio.gather(*(one.finished for one in connections))
    seconds = time.perf_counter() - begun
    took.sort()
    return Outcome(len(took), seconds, took[len(took) // 2] * 1000, took[len(took) * 99 // 100] * 1000)


if __name__ == "__main__":
    outcome = uvloop.run(run(msgspec.json.decode(sys.stdin.buffer.read(), type=Load)))
    sys.stdout.buffer.write(msgspec.json.encode(outcome))
