"""Months of the access log that were written years ago, sealed in the log of their year."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import asyncpg
from tests.people import Region
from tests.sealed import KEYS, seal, sealer_of

from chaincare.database import open_connection
from chaincare.seals import store
from chaincare.seals.exporting import export_log
from chaincare.signed_notes import read_verifier
from chaincare.verifying.findings import Verification
from chaincare.verifying.run import Asked, verify

WRITE = """
    INSERT INTO chaincare.access_entries (at, xid, event, action, outcome, issuer, subject, partner, relation, rule, request_id,
        trace_id, span_id, network_id, client, private, private_digest)
    SELECT $1::timestamptz + make_interval(secs => n * 3600), ($2::bigint + n)::text::xid8, $3, 'R', 'entered', 'i', 's', 'p', 'none', 'r/1',
        gen_random_uuid(), uuid_send(gen_random_uuid()), substr(uuid_send(gen_random_uuid()), 1, 8), $5, $6, '\\x0102', sha256('\\x0102')
    FROM generate_series(1, $4) AS n
"""
MAKE = """
    CREATE TABLE chaincare.{0} PARTITION OF chaincare.access_entries FOR VALUES FROM ('{1}') TO ('{2}');
    ALTER TABLE chaincare.{0} OWNER TO chaincare_owner;
    ALTER TABLE chaincare.{0} ENABLE ALWAYS TRIGGER access_entries_append_only;
    CREATE TRIGGER no_truncate BEFORE TRUNCATE ON chaincare.{0} FOR EACH STATEMENT EXECUTE FUNCTION chaincare.refuse_change();
    ALTER TABLE chaincare.{0} ENABLE ALWAYS TRIGGER no_truncate;
    ALTER TABLE chaincare.{0} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
"""


def year_of(years_ago: int) -> int:
    return datetime.now(UTC).year - years_ago


async def write_months(
    admin: asyncpg.Connection,
    year: int,
    *months: int,
    network: UUID | None = None,
    client: UUID | None = None,
) -> None:
    """Nine looks at a case and three at the log in each of these months of one year."""
    await admin.execute("SET timezone = 'UTC'; SET session_replication_role = replica")
    for month in months:
        start, end = date(year, month, 1), date(year, month + 1, 1)
        await admin.execute(MAKE.format(f"access_entries_{start:%Y%m}", start, end))
        first = datetime(year, month, 10, tzinfo=UTC)
        for event, at, times in (("case.read", 0, 5), ("access-log.searched", 1, 3), ("case.read", 2, 4)):
            await admin.execute(
                WRITE, first.replace(day=10 + at), month * 100 + at * 10, event, times, network, client
            )
    await admin.execute("RESET session_replication_role")


async def seal_years(region: Region, year: int, entries: int) -> None:
    """So many of the oldest entries in the log of that year, all others in the present one."""
    sealer = sealer_of(region.urls)
    sealer._connection = connection = await open_connection(region.urls.app_url)
    async with connection.transaction():
        log, _ = await sealer._open(year, 1, None, None)
        batch = await store.seal_next(connection, entries)
        assert batch is not None
        assert len(batch.hashes) == entries
        await sealer._sign(log, batch.hashes)
    await seal(sealer, region.admin)
    await sealer.close()


async def seal_now(region: Region) -> None:
    sealer = sealer_of(region.urls)
    await seal(sealer, region.admin)
    await sealer.close()


async def exported(region: Region, folder: Path) -> Path:
    path = folder / "log.ndjson"
    with path.open("wb") as file:
        async for line in export_log(region.urls.migrate_url, lambda _: None):
            file.write(line)
    return path


async def verified(region: Region, folder: Path, *kept: str) -> Verification:
    checkpoints = tuple((f"kept {n}", one) for n, one in enumerate(kept))
    path = await exported(region, folder)
    return verify([path], Asked(keys=(read_verifier(KEYS.verifier),), checkpoints=checkpoints))


async def notes(region: Region) -> list[str]:
    """The last checkpoint of each log."""
    rows = await region.admin.fetch(
        "SELECT DISTINCT ON (log_id) note FROM chaincare.checkpoints ORDER BY log_id, size DESC"
    )
    return [row[0] for row in rows]


@asynccontextmanager
async def triggers_away(admin: asyncpg.Connection) -> AsyncIterator[None]:
    """As a superuser does it who knows the triggers."""
    act = """
        DO $$ DECLARE t record; BEGIN
            FOR t IN SELECT g.tgname, g.tgrelid::regclass AS held FROM pg_trigger AS g
                WHERE NOT g.tgisinternal AND g.tgfoid = 'chaincare.refuse_change'::regproc LOOP
                EXECUTE format('ALTER TABLE %s {} TRIGGER %I', t.held, t.tgname);
            END LOOP;
        END $$"""
    await admin.execute(act.format("DISABLE"))
    await admin.execute("SET session_replication_role = replica")
    yield
    await admin.execute("RESET session_replication_role")
    await admin.execute(act.format("ENABLE ALWAYS"))
