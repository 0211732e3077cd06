"""What an operation costs in round trips to the database, counted on the wire: a number that may only fall."""

import asyncio
import contextlib
import struct
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlsplit, urlunsplit

import pytest
from tests.people import Region, open_case, region_on

from chaincare.demo.issuers import DemoIssuers
from chaincare.demo.world import write_world
from chaincare.embedded import Urls

pytestmark = pytest.mark.anyio

# Each of these makes the server answer and the client wait: Query, Sync (PostgreSQL's protocol 3, 54.2).
ASKING = (b"Q", b"S")
HEADER = 5


class Wire:
    """A relay between the application and its database that counts the messages that wait for an answer."""

    def __init__(self, database: Urls) -> None:
        parts = urlsplit(database.app_url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self._host, self._port = (
            query.get("host", parts.hostname or ""),
            int(query.get("port", parts.port or 5432)),
        )
        self._login, self._path = parts.netloc.partition("@")[0], parts.path
        self.counted: Counter[bytes] = Counter()

    @property
    def round_trips(self) -> int:
        return sum(self.counted[kind] for kind in ASKING)

    @asynccontextmanager
    async def listening(self, database: Urls) -> AsyncIterator[Urls]:
        server = await asyncio.start_server(self._relay, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        url = urlunsplit(("postgresql", f"{self._login}@127.0.0.1:{port}", self._path, "sslmode=disable", ""))
        async with server:
            yield database._replace(app_url=url)

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._host.startswith("/"):
            path = f"{self._host}/.s.PGSQL.{self._port}"
            from_database, to_database = await asyncio.open_unix_connection(path)
        else:
            from_database, to_database = await asyncio.open_connection(self._host, self._port)
        answers = asyncio.create_task(self._pass_on(from_database, writer))
        try:
            await self._count(reader, to_database)
        finally:
            to_database.close()
            await answers

    async def _count(self, reader: asyncio.StreamReader, to_database: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            (length,) = struct.unpack("!I", first := await reader.readexactly(4))  # the startup has no kind
            to_database.write(first + await reader.readexactly(length - 4))
            while True:
                head = await reader.readexactly(HEADER)
                to_database.write(head + await reader.readexactly(struct.unpack("!I", head[1:])[0] - 4))
                self.counted[head[:1]] += 1

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                writer.write(data)
        writer.close()


async def counted(wire: Wire, ask: Callable[[], Awaitable[object]]) -> int:
    """The least of three: the server's own chores use the same connections now and then."""
    found = []
    for _ in range(3):
        before = wire.round_trips
        await ask()
        found.append(wire.round_trips - before)
    return min(found)


@pytest.fixture
async def wire(database: Urls, issuers: DemoIssuers) -> AsyncIterator[tuple[Region, Wire]]:
    await write_world(database.admin_url, issuers)
    wire = Wire(database)
    async with wire.listening(database) as relayed, region_on(relayed, issuers) as region:
        yield region, wire


async def warm(region: Region, case_id: str) -> None:
    """Statements are prepared once a connection; what is counted is what every later request pays."""
    for _ in range(3):
        await region.teacher.get(f"/cases/{case_id}")
        await region.teacher.post(f"/cases/{case_id}/notes", {"body": "Warm."})
        await region.outsider.get(f"/cases/{case_id}", 404)


async def test_a_read_takes_two_round_trips_and_a_denied_one_takes_one(wire: tuple[Region, Wire]) -> None:
    region, relay = wire
    case_id = (await open_case(region))["id"]
    await warm(region, case_id)
    # the door; the whole view under its ticket
    assert await counted(relay, lambda: region.teacher.get(f"/cases/{case_id}")) == 2
    # the door
    assert await counted(relay, lambda: region.outsider.get(f"/cases/{case_id}", 404)) == 1


async def test_a_write_takes_its_statements_and_four_more(wire: tuple[Region, Wire]) -> None:
    region, relay = wire
    case_id = (await open_case(region))["id"]
    await warm(region, case_id)
    # the door; BEGIN; the ticket; the note; what was done, with COMMIT
    assert (
        await counted(relay, lambda: region.teacher.post(f"/cases/{case_id}/notes", {"body": "Counted."}))
        == 5
    )
