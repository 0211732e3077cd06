"""A trial: people at work on a real region, kills in between, and a verdict."""

import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import httpx2
import msgspec
from tests.durability.crowd import Crowd, Told, Wish, Workplace
from tests.durability.nodes import Nodes, crash, nodes_on
from tests.durability.verdict import Verdict, judge
from tests.people import desiree

from chaincare.demo.issuers import DemoIssuers
from chaincare.demo.world import token_of, write_world
from chaincare.embedded import APP_LOGIN, EmbeddedServer, Urls
from chaincare.migrate import migrate

PEOPLE = 8
ANSWERS_BETWEEN = 4
"""So many answers at least before the next kill: it must hit something that works."""
LINGER_SECONDS = 0.15

Kill = Callable[[Crowd], Awaitable[None]]


@dataclass
class Trial:
    """A durable PostgreSQL of its own, server processes on it, and a case to work on."""

    server: EmbeddedServer
    urls: Urls
    nodes: Nodes
    place: Workplace
    chance: random.Random
    kills: int = 0

    def crowd(self) -> Crowd:
        return Crowd(self.place, self.nodes.ports, self.chance)

    async def kill_a_node(self, crowd: Crowd) -> None:
        """Kill one of the processes as soon as it has answered again for a moment."""
        port = self.nodes.ports[self.kills % len(self.nodes.ports)]
        await _answers(crowd, lambda: crowd.answered_by[port])
        await asyncio.sleep(LINGER_SECONDS * self.chance.random())
        self.nodes.kill(port)
        self.kills += 1

    async def kill_postgres(self, crowd: Crowd) -> None:
        """Kill the whole of PostgreSQL as soon as writes are acknowledged again, and start it again."""
        await _answers(crowd, lambda: sum(one.is_write for one in crowd.told))
        await asyncio.sleep(LINGER_SECONDS * self.chance.random())
        await asyncio.to_thread(crash, self.server)
        self.kills += 1

    async def round(self, crowd: Crowd, kills: list[Kill]) -> Verdict:
        """Let the crowd work through these kills, and judge what it was told."""
        async with asyncio.TaskGroup() as together:
            working = together.create_task(crowd.work(PEOPLE))
            for kill in kills:
                await kill(crowd)
            crowd.stopped = True
            await working
        return await self.judge(crowd.told)

    async def judge(self, told: list[Told]) -> Verdict:
        connection = await asyncpg.connect(self.urls.admin_url)
        try:
            return await judge(connection, told)
        finally:
            await connection.close()


async def _answers(crowd: Crowd, count: Callable[[], int], seconds: float = 60.0) -> None:
    wanted, until = count() + ANSWERS_BETWEEN, time.monotonic() + seconds
    while count() < wanted:
        assert time.monotonic() < until, "nobody is answered any more"
        await asyncio.sleep(0.002)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="kills-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)  # where root becomes another user for PostgreSQL, that one has to come in
        yield folder


@asynccontextmanager
async def trial_of(issuers: DemoIssuers, *, nodes: int, seed: int, **session: str) -> AsyncIterator[Trial]:
    """Set up a region for a trial; ``session`` are settings that a control spoils."""
    with _folder() as folder:
        server = EmbeddedServer(folder / "data", durable=True)
        urls = await asyncio.to_thread(server.start)
        try:
            await migrate(urls.migrate_url, APP_LOGIN)
            await write_world(urls.admin_url, issuers)
            with nodes_on(urls, folder, nodes, **session) as running:
                place = await _open_a_case(issuers, running.ports)
                init = asyncio.create_task(running.keep_running())
                try:
                    yield Trial(server, urls, running, place, random.Random(seed))  # noqa: S311 - no secret
                finally:
                    init.cancel()
        finally:
            await asyncio.to_thread(server.stop)


async def _open_a_case(issuers: DemoIssuers, ports: list[int]) -> Workplace:
    token, stranger = (token_of(issuers, role) for role in ("teacher", "outsider"))
    unknown = Workplace(token, stranger, "", "")
    crowd = Crowd(unknown, ports, random.Random(0))  # noqa: S311 - likewise
    async with httpx2.AsyncClient(timeout=20) as http:
        opened = await crowd.insist(http, Wish("opening", "POST", "/cases", desiree(), "first"))
    case: Any = msgspec.json.decode(opened.content)
    return Workplace(token, stranger, case["id"], case["participationId"])
