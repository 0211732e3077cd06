"""Runs the application on a port: the database first, then the server, and the same way back."""

import asyncio
import contextlib
import gc
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from types import FrameType
from typing import Any
from urllib.parse import unquote, urlsplit

import asyncpg
import msgspec
import uvicorn
from litestar import Litestar

from chaincare.embedded import APP_LOGIN, EmbeddedServer, Urls
from chaincare.migrate import check_migrated, migrate
from chaincare.roles import check_app_login, let_clock_move
from chaincare.settings import Settings, SettingsInvalid, read_key

Progress = Callable[[str], None]
AsgiApp = Callable[[Any, Any, Any], Awaitable[None]]


DEMO_MARK = "demo.json"
"""The file by which a data folder is known to hold a demo."""


class DemoFolder(Exception):
    """This data folder holds a demo, whose issuers sign for anybody: serve something real from another --data-dir."""


class PortTaken(Exception):
    """Another program listens on the port already."""


def listen(host: str, port: int, *, elsewhere: bool = False) -> socket.socket:
    """A listening socket, taken before anything slow begins.

    `elsewhere=True` takes a free port when this one is in use (the demo, which says so), else raises `PortTaken`.
    """
    family, _, _, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    taken = socket.socket(family)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind(address)
        taken.listen(1024)
    except OSError as fault:
        taken.close()
        if elsewhere and port:
            return listen(host, 0)
        raise PortTaken(
            f"Port {port} on {host} cannot be had ({fault.strerror}); name another one."
        ) from None
    return taken


@asynccontextmanager
async def embedded_database(
    settings: Settings, progress: Progress, *, fresh: bool = False
) -> AsyncIterator[tuple[Settings, Urls]]:
    """Start the embedded database, migrate it, and give settings that point to it; stop it afterwards."""
    server = EmbeddedServer(settings.data_dir, progress=progress)
    try:
        if fresh:
            await asyncio.to_thread(server.throw_away)
        urls = await asyncio.to_thread(server.start)
        progress("bringing the schema up to date")
        await migrate(urls.migrate_url, APP_LOGIN)
        await let_clock_move(urls.migrate_url, moves=settings.clock_offset_seconds != 0)
        key = settings.secret_key or read_key(server.folder.secret("key"))
        yield (
            msgspec.structs.replace(
                settings,
                database_url=urls.app_url,
                secret_key=key,
                seal_key=settings.seal_key or read_key(server.folder.secret("seal")),
                seal_memory=settings.seal_memory or server.folder.path / "last-checkpoint",
            ),
            urls,
        )
    finally:
        await asyncio.to_thread(server.stop)


@asynccontextmanager
async def own_database(settings: Settings) -> AsyncIterator[Settings]:
    """Check a database of the operator's: it must be migrated, which `serve` leaves to `chaincare migrate`."""
    if settings.secret_key is None:
        raise SettingsInvalid(
            "CHAINCARE_SECRET_KEY is missing: with a database of your own the key is yours too."
        )
    connection = await asyncpg.connect(settings.database_url)
    try:
        await check_app_login(connection)
        await check_migrated(connection)
    finally:
        await connection.close()
    yield settings


def app_login(settings: Settings) -> str:
    """The login in `database_url`, which migrations let into its role."""
    return unquote(urlsplit(settings.database_url or "").username or APP_LOGIN)


class _Server(uvicorn.Server):
    """uvicorn, which on the first sign to stop tells the application that it is leaving."""

    def __init__(self, config: uvicorn.Config, app: Litestar) -> None:
        super().__init__(config)
        self._app = app

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Readiness goes off before the first connection is closed, so that no new request is sent our way."""
        self._app.state.draining = True
        super().handle_exit(sig, frame)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Hear the signals; unlike the original, do not die of them afterwards: the database is to be stopped yet."""
        before = {sign: signal.signal(sign, self.handle_exit) for sign in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for sign, handler in before.items():
                signal.signal(sign, handler)


async def run(
    app: Litestar, settings: Settings, taken: socket.socket, *, around: AsgiApp | None = None
) -> None:
    """Answer on the socket until SIGINT or SIGTERM; then finish what is in flight, at most `stop_seconds`.

    `around` is served instead, when the demo puts something beside the application.
    """
    config = uvicorn.Config(
        around or app, loop="uvloop", http="httptools", lifespan="on", server_header=False, access_log=False,
        # Whoever sits in front is not believed about who asks: the address in the log is the one that connected.
        proxy_headers=False, log_config=None, timeout_graceful_shutdown=settings.stop_seconds,
    )  # fmt: skip
    # What is there now stays; what a request makes is mostly gone by reference count before the collector looks.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    app.state.draining = False
    server = _Server(config, app)
    with contextlib.closing(taken):
        await server.serve(sockets=[taken])
    if not server.started:
        raise RuntimeError("The application did not start; its log says why.")


async def serve(
    settings: Settings, make_app: Callable[[Settings], Litestar], progress: Progress, taken: socket.socket
) -> None:
    """The whole of `chaincare serve`: database, application, port."""
    with contextlib.closing(taken):
        if settings.database_url is None:
            if (settings.data_dir / DEMO_MARK).exists():
                raise DemoFolder(DemoFolder.__doc__)
            async with embedded_database(settings, progress) as (ready, _):
                progress(f"listening on {address_of(taken)}")
                await run(make_app(ready), ready, taken)
        else:
            async with own_database(settings) as ready:
                progress(f"listening on {address_of(taken)}")
                await run(make_app(ready), ready, taken)


@asynccontextmanager
async def migration_login(settings: Settings, progress: Progress) -> AsyncIterator[str]:
    """Give the login of migrations: that of CHAINCARE_MIGRATE_URL, or of the embedded database while `serve` is stopped."""
    if settings.migrate_url is not None:
        yield settings.migrate_url
        return
    async with embedded_database(settings, progress) as (_, urls):
        yield urls.migrate_url


def address_of(taken: socket.socket) -> str:
    """The address of a listening socket as one types it into a browser."""
    host, port = taken.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
