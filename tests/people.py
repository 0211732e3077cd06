"""The cast: a teacher, an intern begeleider, a specialist, a network coordinator, an auditor, a mother.

Each signs in with a real token of a real issuer, and speaks to the real application on a real PostgreSQL.
"""

import asyncio
import contextlib
import tempfile
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import asyncpg
import httpx2
import pytest
import uvicorn
from litestar import Litestar
from tests.databases import NewDatabase
from tests.reuse import Spares
from tests.sessions import KEPT

from chaincare.app import create_app, equip
from chaincare.demo.issuer_routes import demo_issuer_routes
from chaincare.demo.issuers import DemoIssuers
from chaincare.demo.world import (
    EXPERTISE,
    NETWORK,
    OFFICE,
    PEOPLE,
    SCHOOL,
    YOUTH_CARE,
    person,
    token_of,
    write_world,
)
from chaincare.embedded import Urls
from chaincare.front import Front
from chaincare.settings import Settings

SECRET = bytes(range(32))
ROLES = tuple(one.role for one in PEOPLE)


@dataclass
class Person:
    """Somebody with a token; keeps count of the calls he makes."""

    role: str
    http: httpx2.AsyncClient
    token: str
    calls: list[str]
    headers: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    async def ask(self, method: str, path: str, body: Any = None, **more: str) -> httpx2.Response:
        """One call; ``more`` are headers, as in ``If_Match='"3"'``."""
        self.calls.append(f"{self.role}: {method} {path}")
        named = {name.replace("_", "-"): value for name, value in more.items()}
        headers = {"Authorization": f"Bearer {self.token}", **self.headers, **named}
        return await self.http.request(method, "/v1" + path, json=body, headers=headers)

    async def insist(self, method: str, path: str, body: Any = None) -> httpx2.Response:
        """Ask until there is an answer: who queues for too long is told to try again (503), and does."""
        for _ in range(100):
            answer = await self.ask(method, path, body)
            if answer.status_code != 503:
                break
            await asyncio.sleep(0.05)
        return answer

    async def get(self, path: str, expect: int = 200) -> Any:
        return self._checked(await self._ask_again("GET", path), expect)

    async def post(self, path: str, body: Any, expect: int = 201, **more: str) -> Any:
        return self._checked(await self._ask_again("POST", path, body, **more), expect)

    async def _ask_again(self, method: str, path: str, body: Any = None, **more: str) -> httpx2.Response:
        """Ask, and once more after a pause when the machine stood still: as a partner system does (T1)."""
        answer = await self.ask(method, path, body, **more)
        if answer.status_code == 503:
            await asyncio.sleep(1)
            answer = await self.ask(method, path, body, **more)
        return answer

    def _checked(self, answer: httpx2.Response, expect: int) -> Any:
        assert answer.status_code == expect, f"{self.calls[-1]} gave {answer.status_code}: {answer.text}"
        return answer.json()


@dataclass
class Region:
    """The application, its people, and a superuser to look behind it with."""

    app: Front
    http: httpx2.AsyncClient
    issuers: DemoIssuers
    urls: Urls
    admin: asyncpg.Connection
    calls: list[str] = field(default_factory=list)

    def person(self, role: str) -> Person:
        return Person(role, self.http, token_of(self.issuers, role), self.calls)

    @property
    def teacher(self) -> Person:
        return self.person("teacher")

    @property
    def begeleider(self) -> Person:
        return self.person("intern-begeleider")

    @property
    def specialist(self) -> Person:
        return self.person("specialist")

    @property
    def youth_worker(self) -> Person:
        return self.person("youth-worker")

    @property
    def coordinator(self) -> Person:
        return self.person("network-coordinator")

    @property
    def auditor(self) -> Person:
        return self.person("auditor")

    @property
    def mother(self) -> Person:
        return self.person("parent")

    @property
    def administrator(self) -> Person:
        return self.person("administrator")

    @property
    def outsider(self) -> Person:
        return self.person("outsider")

    @property
    def partner(self) -> Person:
        return self.person("partner")

    def move_clock(self, by: timedelta) -> None:
        self.app.state.clock.offset += by

    async def entries(self, where: str = "true", *values: Any) -> list[Any]:
        """Look at the log as a superuser does, past the wall."""
        return list(
            await self.admin.fetch(
                f"SELECT * FROM chaincare.access_entries WHERE {where} ORDER BY at, id", *values
            )
        )


def basis(unit_id: object, **changes: Any) -> dict[str, Any]:
    return {
        "ground": "avg-6-1-e",
        "article": "WPO 18a",
        "secrecy": [{"discloserUnitId": str(unit_id), "ground": "consent"}],
        **changes,
    }


def desiree(**changes: Any) -> dict[str, Any]:
    """What opens Désirée's case, with her mother and the school's team in the circle."""
    return {
        "networkId": str(NETWORK),
        "purpose": "education_support",
        "client": {
            "givenNames": "Désirée",
            "prefix": "van der",
            "familyName": "Walt",
            "birthDate": "2017-03-14",
        },
        "ownWords": "Ik wil dat het rustig is in de klas.",
        "question": "What helps her to stay in class?",
        "consulted": "yes",
        "legalBasis": basis(SCHOOL.unit_id),
        "circle": [
            {
                "kind": "representative",
                "name": "Marijke van der Walt",
                "representativeKind": "parent",
                "proof": "extract of the authority register, seen by the school",
                "proofDate": "2026-09-01",
            },
            {
                "kind": "team",
                "unitId": str(SCHOOL.unit_id),
                "scope": "core",
                "legalBasis": basis(SCHOOL.unit_id),
            },
        ],
        **changes,
    }


async def open_case(region: Region, **changes: Any) -> Any:
    return await region.teacher.post("/cases", desiree(**changes))


async def add_begeleider(region: Region, case_id: str) -> str:
    """Bring the intern begeleider in with scope full; gives her participation."""
    added = await region.teacher.post(
        f"/cases/{case_id}/participations",
        {
            "purpose": "education_support",
            "party": {
                "kind": "professional",
                "professionalId": str(person("intern-begeleider").id),
                "scope": "full",
                "legalBasis": basis(SCHOOL.unit_id),
            },
        },
    )
    return str(added["participationId"])


async def link_mother(region: Region, opened: Any) -> None:
    """The mother's login is bound to her by an invitation with proof, and her own act."""
    representative = next(one for one in opened["circle"] if one["representativeId"])["representativeId"]
    invitation = await region.teacher.post(
        f"/cases/{opened['id']}/invitations",
        {"representativeId": representative, "proof": "identity card seen at school"},
    )
    await region.mother.post("/me/logins", {"code": invitation["code"]})


@pytest.fixture(scope="session")
def issuers() -> Iterator[DemoIssuers]:
    with issuers_on_loopback() as running:
        yield running


@contextlib.contextmanager
def issuers_on_loopback() -> Iterator[DemoIssuers]:
    """Real issuers on loopback, whose keys are really fetched."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        issuers = DemoIssuers(Path(folder), f"http://127.0.0.1:{port}", partner_scopes=["events"])
        app = Litestar([demo_issuer_routes(issuers)], openapi_config=None, logging_config=None)
        server = uvicorn.Server(
            uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, access_log=False)
        )
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            threading.Event().wait(0.01)
        yield issuers
        server.should_exit = True
        thread.join()


def free_port() -> int:
    import socket  # noqa: PLC0415

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def settings_for(urls: Urls) -> Settings:
    return Settings(
        database_url=urls.app_url,
        secret_key=SECRET,
        log_level="error",
        pool_size=40,
        match_seconds=0,
        detect_seconds=0,
        timer_seconds=0,
        seal_seconds=None,
        probe_seconds=0,
    )


@pytest.fixture(scope="session")
async def spares(new_database: NewDatabase, issuers: DemoIssuers) -> AsyncIterator[Spares]:
    """Databases with the demo's people in them, used one after the other, with the sessions that were opened in them."""

    async def make() -> Urls:
        urls = await new_database.make()
        await write_world(urls.admin_url, issuers)
        KEPT.keep(urls.app_url)
        return urls

    async def drop(urls: Urls) -> None:
        await KEPT.forget(urls.app_url)
        await new_database.drop(urls)

    kept = Spares(make, drop)
    yield kept
    await kept.close()


@pytest.fixture
async def region(spares: Spares, issuers: DemoIssuers) -> AsyncIterator[Region]:
    """The demo's region on a database that is the test's own for as long as it runs."""
    spare = await spares.take()
    try:
        async with region_on(spare.urls, issuers, spare.admin) as one:
            yield one
    finally:
        await spares.give_back(spare)


_spare: list[Front] = []
"""Applications that nobody uses: to put the routes of one together takes longer than most tests."""


@contextlib.asynccontextmanager
async def region_on(
    database: Urls, issuers: DemoIssuers, superuser: asyncpg.Connection | None = None
) -> AsyncIterator[Region]:
    """The application on a database that holds the demo's region; a superuser's session of its own unless one is lent."""
    app = _spare.pop() if _spare else create_app(settings_for(database))
    equip(app, settings_for(database))
    transport = httpx2.ASGITransport(app=app)
    admin = superuser or await asyncpg.connect(database.admin_url)
    try:
        async with (
            app.lifespan(),
            httpx2.AsyncClient(transport=transport, base_url="http://chaincare.test", timeout=20) as http,
        ):
            yield Region(app, http, issuers, database, admin)
    finally:
        if superuser is None:
            await asyncio.wait_for(admin.close(), 5)
        _spare.append(app)


__all__ = ["EXPERTISE", "OFFICE", "YOUTH_CARE", "Person", "Region"]
