"""A relay between the application and its database that counts what an operation asks of it."""

import asyncio
import contextlib
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit, urlunsplit

from chaincare.embedded import Urls
from chaincare.living import LIST_ISSUERS, MAKE_PARTITIONS

HEADER = 5
# What the server does on its own account now and then, and the driver once a connection (the shapes of types).
CHORES = (LIST_ISSUERS, MAKE_PARTITIONS, "typeinfo", "pg_catalog.pg_type", "'jit'")


class Cost(NamedTuple):
    """What somebody waits for: round trips, and the statements in them."""

    round_trips: int
    statements: int


class Wire:
    """Counts on the wire (PostgreSQL's protocol 3, 54.2): Query and Sync make the server answer and the client wait.

    Preparing a statement happens once a connection, chores have nothing to do with a request: neither is counted.
    """

    def __init__(self, database: Urls) -> None:
        parts = urlsplit(database.app_url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self._host, self._port = (
            query.get("host", parts.hostname or ""),
            int(query.get("port", parts.port or 5432)),
        )
        self._login, self._path = parts.netloc.partition("@")[0], parts.path
        self.round_trips = 0
        self.statements = 0

    @property
    def cost(self) -> Cost:
        return Cost(self.round_trips, self.statements)

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
        connection = _Connection(self)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            (length,) = struct.unpack("!I", first := await reader.readexactly(4))  # the startup has no kind
            to_database.write(first + await reader.readexactly(length - 4))
            while True:
                head = await reader.readexactly(HEADER)
                body = await reader.readexactly(struct.unpack("!I", head[1:])[0] - 4)
                to_database.write(head + body)
                connection.hear(head[:1], body)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                writer.write(data)
        writer.close()


class _Connection:
    """What one connection has prepared, and what it runs before it waits."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._prepared: dict[bytes, str] = {}
        self._running: list[str] = []

    def hear(self, kind: bytes, body: bytes) -> None:
        match kind:
            case b"P":
                name, sql, *_ = body.split(b"\0", 2)
                self._prepared[name] = sql.decode()
            case b"B":
                _, name, *_ = body.split(b"\0", 2)
                self._running.append(self._prepared[name])
            case b"Q":
                text = body.rstrip(b"\0").decode()
                self._wait_for([one for one in text.split(";") if one.strip()])
            case b"S":
                self._wait_for(self._running)
                self._running = []

    def _wait_for(self, statements: list[str]) -> None:
        if statements and not any(chore in one for one in statements for chore in CHORES):
            self._wire.round_trips += 1
            self._wire.statements += len(statements)
