"""What lives as long as the application: the pool, the token verifier, the allow-list of issuers, the log's partitions."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import asyncpg
from litestar import Litestar

from chaincare.database import POOL_SECONDS, close_pool, connection_of, open_pool
from chaincare.findings.running import run_searches
from chaincare.identity import IssuerKind, TokenVerifier, TrustedIssuer
from chaincare.jwks import fetch_jwks
from chaincare.ladders.running import run_timers
from chaincare.log_retention.running import run_log_retention
from chaincare.logs import note_failure
from chaincare.probe import Probe
from chaincare.seals.memory import Memory
from chaincare.seals.running import Sealer
from chaincare.seals.watching import Witnesses
from chaincare.settings import Settings

ISSUERS_SECONDS = 3.0
"""An issuer that is struck off is out within this time: the kill switch (at most five seconds)."""
WATCH_SECONDS = 1.0
"""How often a process that does not seal looks how the log stands."""
PARTITIONS_SECONDS = 24 * 3600.0
LOG_RETENTION_SECONDS = 6 * 3600.0

LIST_ISSUERS = """
    SELECT i.issuer, i.kind, i.jwks_uri FROM chaincare.token_issuers AS i
    WHERE i.kind = 'citizens' OR EXISTS (
        SELECT FROM chaincare.organisations AS o
        WHERE o.issuer = i.issuer AND o.status IN ('active', 'leaving'))
"""
FORGET_SECONDS = 3600.0
FORGET_PROOFS_SECONDS = 300.0
MAKE_PARTITIONS = "SELECT chaincare.make_log_partitions()"
SEE_PROOF = "SELECT chaincare.see_proof($1)"
FORGET_PROOFS = "SELECT chaincare.forget_proofs()"
FIND_MATCHES = "SELECT chaincare.find_matches($1)"
FORGET_REPEATS = "SELECT chaincare.forget_repeats()"
FORGET_FIRST_LOOKS = "SELECT chaincare.forget_first_looks()"
RUN_RETENTION = "SELECT chaincare.run_retention()"


class Issuers:
    """The allow-list, in memory: asked on every request, read from the database every few seconds."""

    def __init__(self) -> None:
        self._known: dict[str, TrustedIssuer] = {}

    async def find(self, issuer: str) -> TrustedIssuer | None:
        """Give a trusted issuer, or None."""
        return self._known.get(issuer)

    async def read(self, pool: asyncpg.Pool) -> None:
        """Read the allow-list anew; an issuer of no active organisation is not on it."""
        async with connection_of(pool) as connection:
            rows = await connection.fetch(LIST_ISSUERS, timeout=POOL_SECONDS)
        self._known = {
            row["issuer"]: TrustedIssuer(row["issuer"], IssuerKind(row["kind"]), row["jwks_uri"])
            for row in rows
        }


@asynccontextmanager
async def run_with_database(app: Litestar) -> AsyncIterator[None]:
    """Live, as the application's settings say: pool and verifier open before the first request, close after the last."""
    settings: Settings = app.state.settings
    if settings.database_url is None:
        yield  # the API's description needs no database
        return
    issuers = Issuers()
    verifier = TokenVerifier(
        find_issuer=issuers.find,
        fetch_jwks=fetch_jwks,
        audience=settings.audience,
        now=lambda: datetime.now(UTC),
        accept_plain_jwt=settings.accept_plain_jwt,
        require_bound=settings.require_bound_tokens,
        see_proof=lambda digest: _see_proof(app.state.pool, digest),
    )
    pool = await open_pool(settings.database_url, size=settings.pool_size)
    chores: list[asyncio.Task[None]] = []
    try:
        await _run(pool, MAKE_PARTITIONS)
        await issuers.read(pool)
        app.state.pool, app.state.verifier, app.state.issuers = pool, verifier, issuers
        chores = [
            asyncio.create_task(_again(ISSUERS_SECONDS, lambda: issuers.read(pool))),
            asyncio.create_task(_again(PARTITIONS_SECONDS, lambda: _run(pool, MAKE_PARTITIONS))),
            asyncio.create_task(_again(FORGET_SECONDS, lambda: _run(pool, FORGET_REPEATS))),
            asyncio.create_task(_again(FORGET_SECONDS, lambda: _run(pool, RUN_RETENTION))),
            asyncio.create_task(_again(FORGET_PROOFS_SECONDS, lambda: _run(pool, FORGET_PROOFS))),
            asyncio.create_task(_again(FORGET_SECONDS, lambda: _run(pool, FORGET_FIRST_LOOKS))),
        ]
        chores += _look_by_and_by(app, settings)
        if settings.probe_seconds:
            probe = app.state.probe = Probe()
            await probe.round(pool)
            chores.append(asyncio.create_task(_again(settings.probe_seconds, lambda: probe.round(pool))))
        chores += _seal(app, settings)
        yield
    finally:
        for chore in chores:
            chore.cancel()
        await asyncio.gather(*chores, return_exceptions=True)
        await _close_seal(app)
        await verifier.close()
        await close_pool(pool)


def _look_by_and_by(app: Litestar, settings: Settings) -> list[asyncio.Task[None]]:
    """Begin with what nobody waits for, unless that is left to other processes."""
    pool, url, now = app.state.pool, str(settings.database_url), app.state.clock.now
    works: list[tuple[int, Callable[[], Awaitable[object]]]] = [
        (settings.match_seconds, lambda: find_matches(pool, now)),
        (settings.detect_seconds, lambda: run_searches(pool, url, now)),
        (settings.timer_seconds, lambda: run_timers(pool, now)),
    ]
    return [asyncio.create_task(_again(seconds, work)) for seconds, work in works if seconds]


def _seal(app: Litestar, settings: Settings) -> list[asyncio.Task[None]]:
    """Begin to seal the access log (or to watch how others do), to tell the witnesses, and to end what was kept long enough."""
    chores, sealer, url = [], None, settings.database_url
    if url is not None:
        chores.append(asyncio.create_task(_again(LOG_RETENTION_SECONDS, lambda: run_log_retention(url))))
    seals = bool(settings.seal_seconds)
    if url is not None and settings.seal_seconds is not None and settings.secret_key is not None:
        # Who does not seal watches all the same: where those who do are gone, nobody else would notice.
        memory = Memory(settings.seal_memory)
        app.state.sealer = sealer = Sealer(url, app.state.seal_keys, memory, seals=seals)
        chores.append(asyncio.create_task(sealer.run(settings.seal_seconds or WATCH_SECONDS)))
    if url is not None and settings.witnesses:
        # A process that does not seal asks nobody; it hears what the witnesses said to the others.
        witnesses = Witnesses(
            url, settings.witnesses, settings.witness_alarm_seconds, asks=seals and sealer is not None
        )
        app.state.witnesses = witnesses
        if seals and sealer is not None:
            sealer.on_signed = witnesses.signed
        chores.append(asyncio.create_task(witnesses.run()))
    return chores


async def _close_seal(app: Litestar) -> None:
    """Let the sealer and what asks the witnesses leave, where there are any."""
    open_ones: list[Sealer | Witnesses | None] = [app.state.get("witnesses"), app.state.get("sealer")]
    for one in open_ones:
        if one is not None:
            await one.close()


async def _run(pool: asyncpg.Pool, statement: str) -> None:
    async with connection_of(pool) as connection:
        await connection.execute(statement)


async def _see_proof(pool: asyncpg.Pool, digest: bytes) -> bool:
    """Say whether a DPoP proof is new, to all processes. Raises asyncpg's errors, TimeoutError: then it counts for none."""
    async with connection_of(pool) as connection:
        return bool(await connection.fetchval(SEE_PROOF, digest, timeout=POOL_SECONDS))


async def find_matches(pool: asyncpg.Pool, now: Callable[[], datetime]) -> int:
    """Look whether somebody was registered twice, until nobody waits to be looked at; gives how many were.

    Never on a request's path: neither its answer nor its time can depend on who else is registered (S1).
    """
    looked_at = 0
    while True:
        async with connection_of(pool) as connection:
            found = int(await connection.fetchval(FIND_MATCHES, now()))
        looked_at += found
        if not found:
            return looked_at


async def _again(seconds: float, work: Callable[[], Awaitable[object]]) -> None:
    """Do a chore every so often; a failure is told to the log and tried again, it never stops the server."""
    while True:
        await asyncio.sleep(seconds)
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - a chore must survive a database that is away for a while
            note_failure(error)
