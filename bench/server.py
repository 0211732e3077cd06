"""One server process of the bench: the real application, and one route more that reads the same without a trace."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
import msgspec
import uvloop
from litestar import Litestar, get
from litestar.params import FromPath

from bench.view import case_view_sql
from chaincare import serving
from chaincare.access.api import AnyRequest
from chaincare.access.model import CaseUnknown, Reach
from chaincare.app import create_app
from chaincare.cases import rules, store
from chaincare.cases.operations import READ_CASE
from chaincare.cases.views import CaseView, case_view
from chaincare.database import open_pool
from chaincare.settings import Settings

UNTRACED = case_view_sql("$1")


class Wanted(msgspec.Struct, frozen=True):
    """What the bench tells a server process, on its standard input: it holds passwords."""

    app_url: str
    admin_url: str
    secret_key: bytes
    pool_size: int
    seal_key: bytes


# The operation is named so that the token is checked here as well: what is left out is door, wall and entry.
@get("/bench/cases/{case_id:uuid}", opt={"operation": READ_CASE, "public": True})
async def read_untraced(request: AnyRequest, case_id: FromPath[UUID]) -> CaseView:
    """Read a case as a program without wall and log would: the figure that the trace is held against."""
    pool: asyncpg.Pool = request.app.state.bench_pool
    row = await pool.fetchrow(UNTRACED, case_id)
    if row is None:
        raise CaseUnknown
    case = store.read_document(row[1])
    return case_view(rules.shown_to(case, Reach.FULL), Reach.FULL)


async def main(wanted: Wanted) -> None:
    """Serve until told to stop; prints the port when requests are taken."""
    taken = serving.listen("127.0.0.1", 0)
    to_bench, sys.stdout = sys.stdout, sys.stderr  # log lines must not fill a pipe that nobody empties

    @asynccontextmanager
    async def untraced_pool(app: Litestar) -> AsyncIterator[None]:
        app.state.bench_pool = await open_pool(wanted.admin_url, size=wanted.pool_size)
        print(taken.getsockname()[1], file=to_bench, flush=True)
        yield
        await app.state.bench_pool.close()

    def leave_with_the_bench() -> None:
        if not os.read(sys.stdin.fileno(), 1):  # the other end is gone, however it went
            asyncio.get_running_loop().remove_reader(sys.stdin)
            os.kill(os.getpid(), signal.SIGTERM)

    asyncio.get_running_loop().add_reader(sys.stdin, leave_with_the_bench)
    settings = Settings(
        database_url=wanted.app_url,
        secret_key=wanted.secret_key,
        log_level="warning",
        pool_size=wanted.pool_size,
        seal_key=wanted.seal_key,
    )
    await serving.run(create_app(settings, routes=[read_untraced], lifespan=[untraced_pool]), settings, taken)


if __name__ == "__main__":
    uvloop.run(main(msgspec.json.decode(sys.stdin.buffer.readline(), type=Wanted)))
