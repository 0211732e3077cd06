"""The ledger of erasures: printed to be kept apart from the database, replayed after an old backup was restored."""

import asyncpg

READ_LEDGER = "SELECT line FROM chaincare.erasure_ledger()"
REPLAY_LEDGER = "SELECT chaincare.replay_erasures($1::text::jsonb)"


async def ledger_work(migrate_url: str, replay: str | None) -> list[str]:
    """Give the ledger's lines (JSON, one an erasure); or erase again what an earlier one tells, and say how much."""
    connection = await asyncpg.connect(migrate_url)
    try:
        async with connection.transaction():
            await connection.execute("SET LOCAL ROLE chaincare_owner")
            if replay is None:
                return [row["line"] for row in await connection.fetch(READ_LEDGER)]
            lines = [line for line in replay.splitlines() if line.strip()]
            certificates = await connection.fetchval(REPLAY_LEDGER, f"[{','.join(lines)}]")
            return [f"replayed {len(lines)} erasures; {certificates} certificates"]
    finally:
        await connection.close()
