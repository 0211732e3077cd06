"""Databases that are used again: to copy one takes longer than most tests, to empty one does not.

One that a test left other than empty of rows (a table altered, a policy dropped, a login still there) is thrown away.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from io import BytesIO

import asyncpg

from chaincare.embedded import Urls

USES = 40
"""After so many the dead rows of the ones before begin to cost more than a copy."""

# Whoever changes one of these changes more than rows. Temporary schemas come and go with connections.
_SHAPE = """
    SELECT concat_ws(' ', {counts}, (SELECT xmin FROM pg_database WHERE datname = current_database()),
                     (SELECT count(*) FROM pg_db_role_setting))
""".format(
    counts=", ".join(
        f"(SELECT concat(count(*), '/', max(xmin::text::bigint)) FROM {one})"
        for one in (
            "pg_class WHERE relpersistence <> 't'", "pg_attribute",
            "pg_namespace WHERE nspname !~ '^pg_(toast_)?temp'", "pg_policy", "pg_trigger", "pg_proc", "pg_constraint",
            "pg_index", "pg_rewrite", "pg_attrdef", "pg_default_acl", "pg_event_trigger", "pg_extension",
        )
    )
)  # fmt: skip

# The triggers that hold even a superuser to it that the log is only added to are the tests' own to put aside. In the catalogue
# itself: to alter the tables would make every session that is kept plan anew. Seen by a session that is new.
_EMPTY = """
DO $$
DECLARE
    guards oid[] := ARRAY(SELECT oid FROM pg_trigger WHERE tgenabled = 'A' AND NOT tgisinternal);
    one text;
BEGIN
    SET LOCAL session_replication_role = replica;
    SET LOCAL allow_system_table_mods = on;
    UPDATE pg_trigger SET tgenabled = 'D' WHERE oid = ANY (guards);
    FOR one IN SELECT oid::regclass::text FROM pg_class
        WHERE relnamespace = 'chaincare'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition LOOP
        EXECUTE 'DELETE FROM ' || one;
    END LOOP;
    UPDATE pg_trigger SET tgenabled = 'A' WHERE oid = ANY (guards);
END $$
"""

# Connections that a test closed take a moment to be gone; one that it forgot is ended. The application's own stay.
_ALONE = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
      AND (application_name <> 'chaincare' OR state <> 'idle')
"""

_COLUMNS = """
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attgenerated = ''
    WHERE c.relnamespace = 'chaincare'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    GROUP BY c.relname
"""


@dataclass
class Spare:
    """A database, what it is like before a test, and the rows that belong in it then."""

    urls: Urls
    shape: str = ""
    seeds: tuple[tuple[str, list[str], bytes], ...] = ()
    uses: int = 0


class Spares:
    """The databases of one worker that nobody uses just now."""

    def __init__(self, make: Callable[[], Awaitable[Urls]], drop: Callable[[Urls], Awaitable[None]]) -> None:
        self._make = make
        self._drop = drop
        self._idle: list[Spare] = []
        self.reused = 0

    async def take(self) -> Spare:
        """Give a database as it is before a test."""
        if self._idle:
            self.reused += 1
            return self._idle.pop()
        spare = Spare(await self._make())
        admin = await asyncpg.connect(spare.urls.admin_url)
        try:
            spare.seeds, spare.shape = await _rows_of(admin), await admin.fetchval(_SHAPE)
        finally:
            await admin.close()
        return spare

    async def give_back(self, spare: Spare) -> None:
        """Empty it for the next, or throw it away."""
        spare.uses += 1
        if spare.uses < USES and await _emptied(spare):
            self._idle.append(spare)
        else:
            await self._drop(spare.urls)

    async def close(self) -> None:
        while self._idle:
            await self._drop(self._idle.pop().urls)


async def _rows_of(admin: asyncpg.Connection) -> tuple[tuple[str, list[str], bytes], ...]:
    found = []
    for row in await admin.fetch(_COLUMNS):
        columns = ", ".join(f'"{one}"' for one in row["columns"])
        if await admin.fetchval(f'SELECT EXISTS (SELECT FROM chaincare."{row["name"]}")'):
            kept = BytesIO()
            await admin.copy_from_query(
                f'SELECT {columns} FROM chaincare."{row["name"]}"', output=kept, format="binary"
            )
            found.append((row["name"], row["columns"], kept.getvalue()))
    return tuple(found)


async def _emptied(spare: Spare) -> bool:
    admin = await asyncpg.connect(spare.urls.admin_url)
    try:
        await admin.execute(_ALONE)
        if await admin.fetchval(_SHAPE) != spare.shape:
            return False
        async with admin.transaction():
            await admin.execute(_EMPTY)
            await admin.execute("SET LOCAL session_replication_role = replica")
            for name, columns, rows in spare.seeds:
                await admin.copy_to_table(
                    name, schema_name="chaincare", columns=columns, source=BytesIO(rows), format="binary"
                )
        spare.shape = await admin.fetchval(_SHAPE)
        return True
    finally:
        await admin.close()
