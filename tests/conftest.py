"""A real PostgreSQL for the tests: one server for the run, one migrated template per worker, and copies of it."""

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.databases import NewDatabase, as_admin, in_database

from chaincare.embedded import APP_LOGIN, EmbeddedServer, Urls
from chaincare.migrate import migrate


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


# A machine that is busy makes nothing wrong: what must be fast is measured where it is promised.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

pytest_plugins = ["tests.people", "tests.promises.walked"]

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
        await as_admin(server, f"CREATE DATABASE {name}")
        await migrate(in_database(server, name).migrate_url, APP_LOGIN)

    asyncio.run(make())
    return name


@pytest.fixture(scope="session")
def new_database(server: Urls, template: str) -> NewDatabase:
    """Makes migrated databases."""
    return NewDatabase(server, template, f"TEMPLATE {template} STRATEGY wal_log")


@pytest.fixture
def database(new_database: NewDatabase) -> Iterator[Urls]:
    """A migrated database of the test's own."""
    yield from _throw_away(new_database)


@pytest.fixture
def empty_database(server: Urls, worker_id: str) -> Iterator[Urls]:
    """A database with nothing in it, not even the schema."""
    yield from _throw_away(NewDatabase(server, f"empty_{worker_id}"))


def _throw_away(new: NewDatabase) -> Iterator[Urls]:
    urls = asyncio.run(new.make())
    yield urls
    asyncio.run(new.drop(urls))
