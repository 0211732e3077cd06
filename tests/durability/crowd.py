"""People at work while everything is killed around them: they read and write, and insist until they are answered."""

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx2
from tests.people import desiree

from chaincare.workdays import day_in_amsterdam

PATIENCE_SECONDS = 60.0
"""Somebody who is not answered for so long is not answered at all: the trial fails."""
PAUSE_SECONDS = 0.08
UNAVAILABLE = 503


@dataclass(frozen=True, eq=False)
class Wish:
    """Something somebody wants: the request is the same however often it is sent."""

    kind: str
    method: str
    path: str
    body: Any = None
    key: str | None = None
    mark: str = ""
    """stands in what is written, so that it can be counted"""


@dataclass(frozen=True)
class Told:
    """The answer somebody got in the end."""

    wish: Wish
    status: int
    receipt: str | None
    request_id: UUID
    content: bytes
    attempts: int

    @property
    def is_write(self) -> bool:
        return self.wish.method == "POST"


@dataclass(frozen=True)
class Workplace:
    """Where the crowd works: the case, and who he is there."""

    token: str
    stranger_token: str
    case_id: str
    participation_id: str


@dataclass
class Crowd:
    """Several people, each with one request at a time."""

    place: Workplace
    ports: list[int]
    chance: random.Random
    told: list[Told] = field(default_factory=list)
    happened: Counter[str] = field(default_factory=Counter)
    """what became of the attempts: answered, broken off, 503"""
    answered_by: Counter[int] = field(default_factory=Counter)
    longest_seconds: float = 0.0
    """the longest that an attempt took to be answered"""
    stopped: bool = False

    async def work(self, people: int) -> None:
        """Work until ``stopped``, and until the last wish is answered."""
        async with httpx2.AsyncClient(timeout=20) as http, asyncio.TaskGroup() as together:
            for _ in range(people):
                together.create_task(self._one_person(http))

    async def _one_person(self, http: httpx2.AsyncClient) -> None:
        while not self.stopped:
            self.told.append(await self.insist(http, self._wish()))

    def _wish(self) -> Wish:
        case, mark, key = f"/cases/{self.place.case_id}", f"mark-{uuid4().hex}", uuid4().hex
        due = day_in_amsterdam(datetime.now(UTC) + timedelta(days=14))
        note = {"body": mark, "audience": ["professionals"]}
        promise = {"responsible": self.place.participation_id, "what": mark, "dueDate": str(due)}
        wishes = {
            Wish("read", "GET", case): 3,
            Wish("notes", "GET", f"{case}/notes?limit=5"): 1,
            Wish("stranger", "GET", case): 1,
            Wish("note", "POST", f"{case}/notes", note, key, mark): 4,
            Wish("unkeyed", "POST", f"{case}/notes", note, None, mark): 4,
            Wish("agreement", "POST", f"{case}/agreements", promise, key, mark): 2,
            Wish("opening", "POST", "/cases", desiree(question=mark), key, mark): 1,
        }
        (wish,) = self.chance.choices(list(wishes), list(wishes.values()))
        return wish

    async def insist(self, http: httpx2.AsyncClient, wish: Wish) -> Told:
        """Send it until it is answered, wherever somebody listens, the same each time."""
        until = time.monotonic() + PATIENCE_SECONDS
        attempts = 0
        while time.monotonic() < until:
            attempts += 1
            began, port = time.monotonic(), self.chance.choice(self.ports)
            answer = await self._send(http, wish, port)
            if answer is not None:
                self.longest_seconds = max(self.longest_seconds, time.monotonic() - began)
                self.answered_by[port] += 1
                if answer.status_code != UNAVAILABLE:
                    self.happened["answered"] += 1
                    return _told(wish, answer, attempts)
                self.happened["unavailable"] += 1
            await asyncio.sleep(PAUSE_SECONDS * self.chance.random())
        raise AssertionError(f"{wish.kind} was not answered in {PATIENCE_SECONDS} seconds")

    async def _send(self, http: httpx2.AsyncClient, wish: Wish, port: int) -> httpx2.Response | None:
        token = self.place.stranger_token if wish.kind == "stranger" else self.place.token
        headers = {"Authorization": f"Bearer {token}"}
        if wish.key is not None:
            headers["Idempotency-Key"] = wish.key
        try:
            return await http.request(
                wish.method, f"http://127.0.0.1:{port}/v1{wish.path}", json=wish.body, headers=headers
            )
        except httpx2.ConnectError:
            self.happened["nobody listened"] += 1
        except httpx2.TransportError:
            self.happened["broken off"] += 1
        return None

    async def ask_again(self) -> list[str]:
        """Send every write with a key once more; names the answers that differ from the first."""
        limit = asyncio.Semaphore(8)

        async def again(http: httpx2.AsyncClient, first: Told) -> str | None:
            async with limit:
                second = await self.insist(http, first.wish)
            same = (first.status, first.content) == (second.status, second.content)
            return None if same else f"{first.wish.kind}: {first.status} became {second.status}"

        async with httpx2.AsyncClient(timeout=20) as http:
            keyed = [one for one in self.told if one.wish.key is not None]
            return [fault for fault in await asyncio.gather(*(again(http, one) for one in keyed)) if fault]


def _told(wish: Wish, answer: httpx2.Response, attempts: int) -> Told:
    return Told(
        wish=wish,
        status=answer.status_code,
        receipt=answer.headers.get("ChainCare-Receipt"),
        request_id=UUID(answer.headers["ChainCare-Request-Id"]),
        content=answer.content,
        attempts=attempts,
    )
