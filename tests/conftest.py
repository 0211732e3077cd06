"""A real PostgreSQL for the tests: one server for the run, one migrated template per worker, a clone per test."""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from chaincare.embedded import APP_LOGIN, EmbeddedServer, Urls
from chaincare.migrate import migrate
from chaincare.roles import shut_database


class _RunServer:
    """The one server of a run, started when first asked for and thrown away at the end."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="chaincare-tests-"))
        self._server = EmbeddedServer(self._folder / "data", durable=False)
        self._urls: Urls | None = None

    def urls(self) -> Urls:
        if self._urls is None:
            self._urls = self._server.start()
        return self._urls

    def stop(self) -> None:
        self._server.stop()
        shutil.rmtree(self._folder, ignore_errors=True)


pytest_plugins = ["tests.people"]

_RUN_SERVER = pytest.StashKey[_RunServer]()


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.stash[_RUN_SERVER] = _RunServer()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: "pytest.Session") -> None:
    """xdist's controller starts the server and tells each worker where it is."""
    node.workerinput["database_urls"] = list(node.config.stash[_RUN_SERVER].urls())  # type: ignore[attr-defined]


def pytest_unconfigure(config: pytest.Config) -> None:
    if _RUN_SERVER in config.stash:
        config.stash[_RUN_SERVER].stop()


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Urls:
    """The run's server; its logins are the same in every database."""
    if hasattr(request.config, "workerinput"):
        return Urls(*request.config.workerinput["database_urls"])
    return request.config.stash[_RUN_SERVER].urls()


@pytest.fixture(scope="session")
def template(server: Urls, worker_id: str) -> str:
    """The name of a migrated database that nobody is connected to."""
    name = f"template_{worker_id}"

    async def make() -> None:
        await _as_admin(server, f"CREATE DATABASE {name}")
        await migrate(in_database(server, name).migrate_url, APP_LOGIN)

    asyncio.run(make())
    return name


@pytest.fixture
def database(server: Urls, template: str) -> Iterator[Urls]:
    """A migrated database of the test's own."""
    yield from _throw_away(server, f"TEMPLATE {template} STRATEGY wal_log", template)


@pytest.fixture
def empty_database(server: Urls, worker_id: str) -> Iterator[Urls]:
    """A database with nothing in it, not even the schema."""
    yield from _throw_away(server, "", f"empty_{worker_id}")


_made = 0


def _throw_away(server: Urls, how: str, stem: str) -> Iterator[Urls]:
    global _made  # noqa: PLW0603 -- database names only have to differ within a worker
    _made += 1
    urls = in_database(server, f"{stem}_{_made}")
    name = urlsplit(urls.admin_url).path.lstrip("/")

    async def make() -> None:
        await _as_admin(server, f"CREATE DATABASE {name} {how}")
        connection = await asyncpg.connect(urls.admin_url)
        try:
            await shut_database(connection)  # what is granted on a database itself is not cloned
        finally:
            await connection.close()

    asyncio.run(make())
    yield urls
    asyncio.run(_as_admin(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))


def in_database(urls: Urls, name: str) -> Urls:
    """The same logins, in another database of the server."""
    return Urls(*(urlunsplit(urlsplit(url)._replace(path=f"/{name}")) for url in urls))


async def _as_admin(server: Urls, statement: str) -> None:
    connection = await asyncpg.connect(server.admin_url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
