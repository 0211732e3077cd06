"""What the measurements stand on: a durable PostgreSQL, the demo's people, cases, issuers, two server processes."""

import asyncio
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qs, unquote, urlsplit

import asyncpg
import msgspec
import uvicorn
from litestar import Litestar

from bench.cases import write_cases
from bench.server import Wanted
from chaincare import serving
from chaincare.demo.issuer_routes import demo_issuer_routes
from chaincare.demo.issuers import DemoIssuers
from chaincare.demo.world import token_of, write_world
from chaincare.embedded import APP_LOGIN, EmbeddedServer, Urls
from chaincare.migrate import migrate

SERVERS = 2
POOL_SIZE = 10
"""Connections per server process: with two of them as many as pgbench has clients."""


@dataclass(frozen=True)
class Stage:
    """Everything that runs while the measurements are taken."""

    folder: Path
    urls: Urls
    ports: tuple[int, ...]
    tokens: Mapping[str, str]
    cases: int
    seal_key: bytes

    def fetch_value(self, statement: str) -> int:
        """Ask the database a number as its superuser."""
        return int(self.fetch_text(statement) or 0)

    def fetch_text(self, statement: str) -> str:
        """Ask the database something as its superuser."""

        async def ask() -> str:
            connection = await asyncpg.connect(self.urls.admin_url)
            try:
                return str(await connection.fetchval(statement) or "")
            finally:
                await connection.close()

        return asyncio.run(ask())

    def entries(self) -> int:
        """Count the entries of the access log."""
        return self.fetch_value("SELECT count(*) FROM chaincare.access_entries")

    def settle(self) -> None:
        """Write out what earlier measurements left in memory, so that no measurement pays for another."""
        self.fetch_value("CHECKPOINT")

    def libpq_environment(self) -> dict[str, str]:
        """Give the superuser's login as libpq reads it from the environment: it holds a password.

        Its triggers are off, which spares it the check of T2 and the foreign keys.
        """
        parts = urlsplit(self.urls.admin_url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        return os.environ | {
            "PGHOST": query.get("host", parts.hostname or ""),
            "PGPORT": query.get("port", str(parts.port or 5432)),
            "PGUSER": unquote(parts.username or ""),
            "PGPASSWORD": unquote(parts.password or ""),
            "PGDATABASE": parts.path.lstrip("/"),
            "PGOPTIONS": "-c session_replication_role=replica",
        }


@contextmanager
def set_stage(
    cases: int,
    progress: serving.Progress,
    *,
    write: Callable[[str, int], Awaitable[None]] = write_cases,
    roles: Sequence[str] = ("teacher", "specialist"),
    servers: int = SERVERS,
    keep: Path | None = None,
    seal_key: bytes | None = None,
) -> Iterator[Stage]:
    """Build the stage in a temporary folder and clear it away afterwards; or in one to `keep`, or as it was kept there."""
    with _folder(keep) as folder:
        database = EmbeddedServer(folder / "data", progress=progress)
        seal_key = seal_key or secrets.token_bytes(32)
        try:
            urls = database.start()
            asyncio.run(migrate(urls.migrate_url, APP_LOGIN))
            with _issuers(folder) as issuers:
                if not (folder / "written").exists():
                    progress(f"writing {cases:,}")
                    asyncio.run(write_world(urls.admin_url, issuers))
                    asyncio.run(_written(write, urls.admin_url, cases))
                    (folder / "written").touch()
                progress(f"starting {servers} server processes")
                with _servers(urls, seal_key, servers) as ports:
                    tokens = {role: token_of(issuers, role) for role in roles}
                    yield Stage(folder, urls, ports, tokens, cases, seal_key)
        finally:
            database.stop()


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="chaincare-bench-") as name:
        yield Path(name)


async def _written(write: Callable[[str, int], Awaitable[None]], url: str, cases: int) -> None:
    await write(url, cases)


@contextmanager
def _issuers(folder: Path) -> Iterator[DemoIssuers]:
    """The demo's issuers on a port of their own: the servers fetch their keys once."""
    port = folder / "issuers.port"
    taken = serving.listen("127.0.0.1", int(port.read_text()) if port.exists() else 0)
    port.write_text(str(taken.getsockname()[1]))
    issuers = DemoIssuers(folder, serving.address_of(taken))
    app = Litestar([demo_issuer_routes(issuers)], openapi_config=None, logging_config=None)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = Thread(target=server.run, args=([taken],), daemon=True)
    with closing(taken):
        thread.start()
        while not server.started:
            Event().wait(0.01)
        yield issuers
        server.should_exit = True
        thread.join()


@contextmanager
def _servers(urls: Urls, seal_key: bytes, count: int) -> Iterator[tuple[int, ...]]:
    wanted = Wanted(urls.app_url, urls.admin_url, secrets.token_bytes(32), POOL_SIZE, seal_key)
    running: list[subprocess.Popen[bytes]] = []
    try:
        for _ in range(count):
            one = subprocess.Popen(
                [sys.executable, "-m", "bench.server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            running.append(one)
            assert one.stdin is not None  # noqa: S101 - Popen was asked for a pipe
            one.stdin.write(msgspec.json.encode(wanted) + b"\n")
            one.stdin.flush()
        yield tuple(_port_of(one) for one in running)
    finally:
        for one in running:
            one.terminate()
        for one in running:
            one.wait(timeout=20)


def _port_of(server: subprocess.Popen[bytes]) -> int:
    assert server.stdout is not None  # noqa: S101 - Popen was asked for a pipe
    line = server.stdout.readline()
    if not line:
        raise RuntimeError("A server process of the bench did not start; it said why above.")
    return int(line)
