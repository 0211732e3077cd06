"""How many entries a second the sealer seals, of a log that is as large as it is: entries that came in small transactions."""

import asyncio
import time
from collections.abc import Callable

import asyncpg

from bench.stage import Stage
from chaincare.seals.memory import Memory
from chaincare.seals.running import Sealer
from chaincare.seals.signing import SealKeys
from chaincare.settings import Settings

MORE = 50_000
IN_ONE = 20
"""So many entries a transaction, as of a page that shows so many clients."""

WRITE = """
DO $$ BEGIN
    FOR part IN 1..{0} LOOP
        INSERT INTO chaincare.access_entries (at, id, xid, event, action, outcome, issuer, subject, partner, relation, rule, network_id,
            organisation_id, actor_id, client, request_id, trace_id, span_id, blind)
        SELECT clock_timestamp(), uuidv7(), pg_current_xact_id(), 'case.read', 'R', 'entered', 'https://login.example', 'p' || n, 'leerlingvolg',
            'participation', 'participation-full/1', m.network_id, m.organisation_id, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
            uuid_send(gen_random_uuid()),
            substr(uuid_send(gen_random_uuid()), 1, 8), uuid_send(gen_random_uuid()) FROM generate_series(1, {1}) AS n
        JOIN (SELECT o.*, row_number() OVER () - 1 AS place, count(*) OVER () AS all_of_them FROM chaincare.memberships AS o) AS m
            ON m.place = n % m.all_of_them;
        COMMIT;
    END LOOP;
END $$
"""


def seal_more(stage: Stage, say: Callable[[str], None], more: int = MORE) -> float:
    """Write entries and seal them; give how many a second. The server of the stage may seal some of them as they come."""
    rate = asyncio.run(_rate(stage, more))
    say(f"sealing: {rate:,.0f} entries a second")
    return rate


async def _rate(stage: Stage, more: int) -> float:
    admin = await asyncpg.connect(stage.urls.admin_url)
    # Whoever has the turn seals: the server must not, while these are written.
    await admin.execute("SELECT pg_advisory_lock(hashtext('chaincare.seal'))")
    writing = await asyncpg.connect(stage.urls.admin_url)
    await writing.execute("SET session_replication_role = replica; SET synchronous_commit = off")
    await writing.execute(WRITE.format(more // IN_ONE, IN_ONE), timeout=600)
    await writing.close()
    sealer = Sealer(stage.urls.app_url, SealKeys(Settings().log_name, [stage.seal_key]), Memory(None))
    await admin.execute("SELECT pg_advisory_unlock(hashtext('chaincare.seal'))")
    before, began = await _sealed(admin), time.perf_counter()
    while await sealer.round():
        pass
    took = time.perf_counter() - began
    sealed = await _sealed(admin) - before
    await sealer.close()
    await admin.close()
    return sealed / took


async def _sealed(admin: asyncpg.Connection) -> int:
    return int(
        await admin.fetchval(
            "SELECT max(size) FROM chaincare.checkpoints WHERE log_id = (SELECT max(log_id) FROM chaincare.checkpoints)"
        )
    )
