"""Lanes: requests that wait at the same time go through a door together, and read together.

One call of the database takes all that wait in this process: its price (round trip, commit, the disk) is shared.
Everybody keeps an entry of his own, and everybody's
document is made under his own ticket, so the wall judges each alone. A request that comes alone waits for nobody.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from typing import Any, Generic, TypeVar
from uuid import UUID

import asyncpg
import msgspec

from chaincare.access.doors import Asking, Door, admission_of, lane_sql, reading_sql, together
from chaincare.access.model import Admission
from chaincare.database import POOL_SECONDS, connection_of

A = TypeVar("A")
B = TypeVar("B")

TOGETHER_MAX = 32
"""So many at most in one call: it must stay far from the statement timeout, and from a ticket's five seconds."""
CALLS_AT_ONCE = 1
"""Of one lane in one process: two at once would each carry half as many."""


TURN_SECONDS = 0.05
"""So long at most a lane waits for the call of another: longer than they take, and a hung one holds up nobody."""


class Turns:
    """Lets the lanes of a process go one after the other: more wait for each call meanwhile, and share its price."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[None, None]:
        """Wait for the turn, but not for ever."""
        mine = False
        try:
            async with asyncio.timeout(TURN_SECONDS):
                mine = await self._turn.acquire()
        except TimeoutError:
            pass  # then both at once
        try:
            yield
        finally:
            if mine:
                self._turn.release()


class Lane(Generic[A, B]):
    """Collects what waits while calls are under way; ``work`` gives one answer for each, in order."""

    def __init__(
        self, work: Callable[[Sequence[A]], Awaitable[Sequence[B]]], turns: Turns | None = None
    ) -> None:
        self._work = work
        self._turns = turns or Turns()
        self._waiting: deque[tuple[A, asyncio.Future[B]]] = deque()
        self._serving: set[asyncio.Task[None]] = set()
        self._calls = 0

    async def ask(self, one: A) -> B:
        """Give the answer to one. Raises what the call raised; TimeoutError when it takes too long (T1)."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[B] = loop.create_future()
        self._waiting.append((one, answer))
        if self._calls < CALLS_AT_ONCE:
            self._calls += 1
            serving = asyncio.create_task(self._serve())
            self._serving.add(serving)  # the event loop itself holds a task only weakly
            serving.add_done_callback(self._serving.discard)
        timer = loop.call_later(POOL_SECONDS, _give_up, answer)  # a tenth of what asyncio.timeout costs
        try:
            return await answer
        finally:
            timer.cancel()

    async def _serve(self) -> None:
        try:
            while self._waiting:
                async with self._turns.turn():
                    count = min(len(self._waiting), TOGETHER_MAX)
                    # Who gave up meanwhile is not asked for: nobody would read the answer.
                    taken = [
                        pair for pair in (self._waiting.popleft() for _ in range(count)) if not pair[1].done()
                    ]
                    if taken:
                        await self._call(taken)
        finally:
            self._calls -= (
                1  # in the same breath as seeing that nobody waits, or the next one would wait in vain
            )

    async def _call(self, taken: Sequence[tuple[A, asyncio.Future[B]]]) -> None:
        try:
            # By then all of them have given up, and whoever came meanwhile waits for the next call.
            async with asyncio.timeout(POOL_SECONDS):
                answers = await self._work([one for one, _ in taken])
        except asyncpg.DataError as fault:
            if len(taken) == 1:
                _fail(taken, fault)
            else:  # something one of them said: the others must not suffer for it
                for one in taken:
                    await self._call([one])
        except Exception as fault:  # noqa: BLE001 - each of those who wait raises it
            _fail(taken, fault)
        else:
            for (_, answer), given in zip(taken, answers, strict=True):
                if not answer.done():
                    answer.set_result(given)


def _give_up(answer: asyncio.Future[Any]) -> None:
    if not answer.done():
        answer.set_exception(TimeoutError())


def _fail(taken: Sequence[tuple[Any, asyncio.Future[Any]]], fault: Exception) -> None:
    for _, answer in taken:
        if not answer.done():
            answer.set_exception(fault)


class Lanes:
    """The lanes of a process: one for each door and each read that takes them, made on first use."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        self.pool = pool
        self._turns = Turns()
        self._doors: dict[str, Lane[Asking, Admission]] = {}
        self._reads: dict[str, Lane[tuple[Admission, datetime], str | None]] = {}

    async def go_through(self, door: Door, asking: Asking) -> Admission:
        """Go through a door; the entry is committed. Raises asyncpg's errors, TimeoutError."""
        if door.name not in self._doors:
            self._doors[door.name] = Lane(partial(self._go_through, lane_sql(door)), self._turns)
        return await self._doors[door.name].ask(asking)

    async def read(self, function: str, admission: Admission, moment: datetime) -> str | None:
        """Give the document an invoker function shows under this ticket, or None. Raises asyncpg's errors."""
        if function not in self._reads:
            self._reads[function] = Lane(partial(self._read, reading_sql(function)), self._turns)
        return await self._reads[function].ask((admission, moment))

    async def _go_through(self, sql: str, asked: Sequence[Asking]) -> list[Admission]:
        async with connection_of(self.pool) as connection:
            rows = await connection.fetch(sql, msgspec.json.encode(asked).decode())
        return [admission_of(row) for row in rows]

    async def _read(self, sql: str, asked: Sequence[tuple[Admission, datetime]]) -> list[str | None]:
        moment = max(moment for _, moment in asked).isoformat()
        shown: list[str | None] = [None] * len(asked)
        async with connection_of(self.pool) as connection:
            for group in apart([admission for admission, _ in asked]):
                tickets = together([asked[place][0] for place in group])
                documents = dict(await connection.fetch(sql, tickets, moment))
                for place in group:
                    shown[place] = documents.get(asked[place][0].case_id)
        return shown


def apart(admissions: Sequence[Admission]) -> Sequence[Sequence[int]]:
    """Divide those who read together (by place) so that no two of a group come for the same case or client.

    One statement shows what all its tickets open; so what it shows of a case is what one entry opens, and no more.
    """
    groups: list[tuple[list[int], set[UUID | None]]] = []
    for place, one in enumerate(admissions):
        about = {one.case_id, one.client}
        for group, taken in groups:
            if taken.isdisjoint(about):
                group.append(place)
                taken.update(about)
                break
        else:
            groups.append(([place], about))
    return [group for group, _ in groups]
