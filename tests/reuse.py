"""Databases that are used again: to copy one takes longer than most tests, to empty one does not.

One that a test left other than empty of rows (a table altered, a policy dropped, a login still there) is thrown away.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

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
# itself, and only while the janitor comes to know the tables: to alter these would make every session that is kept plan anew.
_GUARDS = "SELECT array_agg(oid) FROM pg_trigger WHERE tgenabled = 'A' AND NOT tgisinternal"
_SET_GUARDS = 'UPDATE pg_trigger SET tgenabled = $2::text::"char" WHERE oid = ANY ($1::oid[])'

# Connections that a test closed take a moment to be gone; one that it forgot is ended. The application's own stay.
_ALONE = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid NOT IN (pg_backend_pid(), $1) AND backend_type = 'client backend'
      AND (application_name <> 'chaincare' OR state <> 'idle')
"""

_AS_IT_WAS = "SELECT pg_temp.as_it_was()"
_COLUMNS = """
    SELECT c.relname AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
    FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attgenerated = ''
    WHERE c.relnamespace = 'chaincare'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    GROUP BY c.relname
"""


@dataclass
class Spare:
    """A database, a superuser's session for the tests, and one that knows how to make it again what it is like before a test."""

    urls: Urls
    admin: asyncpg.Connection
    janitor: asyncpg.Connection
    shape: str
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
        urls = await self._make()
        janitor = await asyncpg.connect(urls.admin_url)
        await _learn(janitor)
        admin = await asyncpg.connect(urls.admin_url)
        return Spare(urls, admin, janitor, await janitor.fetchval(_SHAPE))

    async def give_back(self, spare: Spare) -> None:
        """Empty it for the next, or throw it away."""
        spare.uses += 1
        if spare.uses < USES and await _emptied(spare):
            self._idle.append(spare)
        else:
            await self._throw_away(spare)

    async def close(self) -> None:
        while self._idle:
            await self._throw_away(self._idle.pop())

    async def _throw_away(self, spare: Spare) -> None:
        for session in (spare.admin, spare.janitor):
            session.terminate()
        await self._drop(spare.urls)


async def _learn(janitor: asyncpg.Connection) -> None:
    """Keep the rows there are, and have a function that deletes all others: planned once, it takes a few milliseconds."""
    steps = []
    async with janitor.transaction():
        await janitor.execute("SET LOCAL allow_system_table_mods = on")
        guards = await janitor.fetchval(_GUARDS)
        await janitor.execute(_SET_GUARDS, guards, "D")
        for name, columns in await janitor.fetch(_COLUMNS):
            steps.append(f'DELETE FROM chaincare."{name}";')
            if await janitor.fetchval(f'SELECT EXISTS (SELECT FROM chaincare."{name}")'):
                await janitor.execute(
                    f'CREATE TEMP TABLE "{name}" AS SELECT {columns} FROM chaincare."{name}"'
                )
                steps.append(
                    f'INSERT INTO chaincare."{name}" ({columns}) SELECT {columns} FROM pg_temp."{name}";'
                )
        await janitor.execute(
            "CREATE FUNCTION pg_temp.as_it_was() RETURNS void LANGUAGE plpgsql SET session_replication_role = replica"
            f" AS $$ BEGIN {' '.join(steps)} END $$"
        )
        await janitor.execute(_AS_IT_WAS)
        await janitor.execute(_SET_GUARDS, guards, "A")


async def _emptied(spare: Spare) -> bool:
    """Make it what it was. False when a test left it another, or the janitor has to learn the tables again."""
    if spare.admin.is_closed() or spare.admin.is_in_transaction():
        return False
    await spare.admin.reset()
    try:
        await spare.janitor.execute(_ALONE, spare.admin.get_server_pid())
        if await spare.janitor.fetchval(_SHAPE) != spare.shape:
            return False
        await spare.janitor.execute(_AS_IT_WAS)
    except asyncpg.InsufficientPrivilegeError:
        return False
    return True
