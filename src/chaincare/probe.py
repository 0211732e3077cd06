"""Whether the database still is what its migrations made it: who weakens what keeps the log is found within one look (SECURITY 1).

The access log rests on functions, triggers and policies that a superuser can replace. What they should be is written
down with the migrations (`migrations/catalogue.txt`); the server asks the database's own catalogue every few seconds,
and shows nothing while they differ. To read all of it takes a while, so each look asks for its stamp first.
"""

import time
from pathlib import Path

import asyncpg

from chaincare.alarms import Alarm
from chaincare.database import connection_of
from chaincare.logs import note_alarm, note_failure
from chaincare.migrate import MigrationRefused, check_migrated, check_same_doors, migrations_folder
from chaincare.roles import DatabaseRefused, check_app_login

CATALOGUE = "catalogue.txt"
UNKNOWN_SECONDS_MAX = 3600.0
"""A database that was migrated further than this program, as while servers are replaced one by one, is not judged for so long."""
WHOLE_SECONDS = 300.0
"""At least so often all of it is read, whatever its stamp: a name from elsewhere in it may be another, and a file on the disk too."""

# Which versions of which rows the catalogue is made of, in a fraction of the time that reading them takes. Whoever changes
# one, also by UPDATE as a superuser, makes another version of it; of a table, which vacuuming changes too, it says what is looked at.
# Names in full: a function of somebody's own that fits better than PostgreSQL's must not be asked in its place.
STAMP = """
    SELECT pg_catalog.array_remove(ARRAY[CASE WHEN pg_catalog.current_setting('fsync') <> 'on' THEN 'setting fsync' END,
            CASE WHEN pg_catalog.current_setting('full_page_writes') <> 'on' THEN 'setting full_page_writes' END], NULL) AS weak,
        -- What is set for a login or a database, and would have our sessions run no triggers, or somebody's library.
        ARRAY(SELECT DISTINCT 'setting ' || pg_catalog.split_part(said, '=', 1) FROM pg_catalog.pg_db_role_setting AS g
            CROSS JOIN LATERAL pg_catalog.unnest(g.setconfig) AS said
            LEFT JOIN pg_catalog.pg_database AS d ON d.oid = g.setdatabase
            WHERE (g.setdatabase = 0 OR d.datname = pg_catalog.current_database()) AND pg_catalog.split_part(said, '=', 1) IN (
                'session_replication_role', 'row_security', 'session_preload_libraries', 'local_preload_libraries', 'role')
            UNION SELECT 'setting session_replication_role' WHERE pg_catalog.current_setting('session_replication_role') <> 'origin') AS bent,
        pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.concat_ws('/',
        (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', p.oid, p.xmin, p.ctid), ',' ORDER BY p.oid)
         FROM pg_catalog.pg_proc AS p WHERE p.pronamespace = n.oid),
        (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', t.oid, t.xmin, t.ctid), ',' ORDER BY t.oid)
         FROM pg_catalog.pg_trigger AS t JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid AND c.relnamespace = n.oid),
        (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', p.oid, p.xmin, p.ctid), ',' ORDER BY p.oid)
         FROM pg_catalog.pg_policy AS p JOIN pg_catalog.pg_class AS c ON c.oid = p.polrelid AND c.relnamespace = n.oid),
        (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', r.oid, r.xmin, r.ctid), ',' ORDER BY r.oid)
         FROM pg_catalog.pg_rewrite AS r JOIN pg_catalog.pg_class AS c ON c.oid = r.ev_class AND c.relnamespace = n.oid),
        (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', c.oid, c.relname, c.relkind, c.relowner, c.relrowsecurity, c.relforcerowsecurity,
             c.relpersistence, c.relacl, i.inhparent), ',' ORDER BY c.oid, i.inhparent)
         FROM pg_catalog.pg_class AS c LEFT JOIN pg_catalog.pg_inherits AS i ON i.inhrelid = c.oid
         WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v')),
        (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', k.oid, k.xmin, k.ctid), ',' ORDER BY k.oid)
         FROM pg_catalog.pg_constraint AS k WHERE k.connamespace = n.oid AND k.contype <> 'n' AND k.conparentid = 0),
        (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', x.indexrelid, x.indisvalid), ',' ORDER BY x.indexrelid)
         FROM pg_catalog.pg_index AS x JOIN pg_catalog.pg_class AS c ON c.oid = x.indrelid AND c.relnamespace = n.oid WHERE x.indisunique),
        (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', a.attrelid, a.attnum, a.attacl), ',' ORDER BY a.attrelid, a.attnum)
         FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid AND c.relnamespace = n.oid
         WHERE a.attacl IS NOT NULL),
        (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', m.roleid, m.member, m.xmin, m.ctid), ',' ORDER BY m.oid)
         FROM pg_catalog.pg_auth_members AS m),
        (SELECT pg_catalog.concat_ws(' ', r.rolsuper, r.rolbypassrls, r.rolcreaterole) FROM pg_catalog.pg_roles AS r
         WHERE r.rolname = session_user),
        (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', m.number, m.name, m.checksum), ',' ORDER BY m.number) FROM chaincare.migration AS m),
        (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', d.name, d.checksum), ',' ORDER BY d.name) FROM chaincare.door_file AS d)
        ), 'UTF8')) AS stamp
    FROM pg_catalog.pg_namespace AS n WHERE n.nspname = 'chaincare'
"""

# Partitions follow the calendar: each must be guarded as the table they are part of. A rule beyond those of views is
# always somebody's own; so are functions, triggers and policies that no migration made.
LOOK = """
    SELECT l.kind, l.name, encode(substring(sha256(convert_to(coalesce(l.form, ''), 'UTF8')) FROM 1 FOR 16), 'hex') FROM (
    SELECT 'function' AS kind, p.oid::regprocedure::text AS name, concat_ws('|', p.proowner::regrole, p.prosecdef, p.provolatile,
        p.proconfig, coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner)), p.prosrc, pg_catalog.pg_get_function_sqlbody(p.oid)) AS form
    FROM pg_catalog.pg_proc AS p WHERE p.pronamespace = 'chaincare'::regnamespace
    UNION ALL
    SELECT 'trigger', c.relname || '.' || t.tgname, concat_ws('|', t.tgenabled, pg_catalog.pg_get_triggerdef(t.oid))
    FROM pg_catalog.pg_trigger AS t JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'chaincare'::regnamespace AND NOT t.tgisinternal AND NOT c.relispartition
    UNION ALL
    SELECT 'partition', g.parent, g.form FROM (
        SELECT parent.relname AS parent, concat_ws('|', c.relrowsecurity, c.relforcerowsecurity, string_agg(
            concat_ws('|', t.tgname, t.tgenabled, t.tgtype, t.tgfoid::regprocedure), ',' ORDER BY t.tgname)) AS form
        FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_inherits AS i ON i.inhrelid = c.oid
        JOIN pg_catalog.pg_class AS parent ON parent.oid = i.inhparent
        LEFT JOIN pg_catalog.pg_trigger AS t ON t.tgrelid = c.oid
        WHERE c.relnamespace = 'chaincare'::regnamespace AND c.relispartition AND c.relkind = 'r'
        GROUP BY c.oid, parent.relname) AS g
    UNION ALL
    SELECT 'policy', c.relname || '.' || p.polname, concat_ws('|', p.polcmd, p.polpermissive, p.polroles::regrole[],
        pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid))
    FROM pg_catalog.pg_policy AS p JOIN pg_catalog.pg_class AS c ON c.oid = p.polrelid
    WHERE c.relnamespace = 'chaincare'::regnamespace
    UNION ALL
    SELECT 'table', c.relname, concat_ws('|', c.relkind, c.relowner::regrole, c.relrowsecurity, c.relforcerowsecurity, c.relpersistence,
        coalesce(c.relacl, pg_catalog.acldefault('r', c.relowner)))
    FROM pg_catalog.pg_class AS c
    WHERE c.relnamespace = 'chaincare'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
    UNION ALL
    SELECT 'columns', c.relname, string_agg(concat_ws(' ', a.attname, a.attacl), ',' ORDER BY a.attname)
    FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'chaincare'::regnamespace AND a.attacl IS NOT NULL AND NOT a.attisdropped GROUP BY c.relname
    UNION ALL
    SELECT 'constraint', c.relname || '.' || k.conname, concat_ws('|', pg_catalog.pg_get_constraintdef(k.oid), k.convalidated)
    FROM pg_catalog.pg_constraint AS k JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
    WHERE k.connamespace = 'chaincare'::regnamespace AND k.contype <> 'n' AND k.conparentid = 0 AND NOT c.relispartition
    UNION ALL
    SELECT 'unique', c.relname || '.' || i.relname, concat_ws('|', pg_catalog.pg_get_indexdef(x.indexrelid), x.indisvalid)
    FROM pg_catalog.pg_index AS x JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid JOIN pg_catalog.pg_class AS c ON c.oid = x.indrelid
    WHERE c.relnamespace = 'chaincare'::regnamespace AND x.indisunique AND NOT c.relispartition AND c.relkind IN ('r', 'p')
    UNION ALL
    SELECT 'rule', c.relname || '.' || r.rulename, pg_catalog.pg_get_ruledef(r.oid)
    FROM pg_catalog.pg_rewrite AS r JOIN pg_catalog.pg_class AS c ON c.oid = r.ev_class
    WHERE c.relnamespace = 'chaincare'::regnamespace) AS l
"""

Seen = dict[tuple[str, str], set[str]]
_OF_A_TABLE = {"columns", "constraint", "unique"}


async def look(connection: asyncpg.Connection) -> Seen:
    """Read what there is: by kind and name, the digests of its forms (of partitions one each)."""
    seen: Seen = {}
    # Names of functions and their arguments are written in full where nothing is on the search path.
    async with connection.transaction():
        await connection.execute("SET LOCAL search_path = pg_catalog, pg_temp")
        for kind, name, digest in await connection.fetch(LOOK):
            seen.setdefault((kind, name), set()).add(digest)
    return seen


def written(seen: Seen) -> str:
    """Write it down, a line each."""
    lines = (f"{kind} {name} {digest}\n" for (kind, name), found in seen.items() for digest in found)
    return "".join(sorted(lines))


async def dump_catalogue(app_url: str) -> str:
    """Write down a database that migrations alone have made."""
    connection = await asyncpg.connect(app_url)
    try:
        return written(await look(connection))
    finally:
        await connection.close()


def read_catalogue(folder: Path | None = None) -> Seen:
    """Read what the migrations make."""
    expected: Seen = {}
    for line in ((folder or migrations_folder()) / CATALOGUE).read_text("utf-8").splitlines():
        kind, rest = line.split(" ", 1)
        name, digest = rest.rsplit(" ", 1)
        expected.setdefault((kind, name), set()).add(digest)
    return expected


def differences(expected: Seen, seen: Seen) -> list[str]:
    """Name what is missing, another, or nobody's."""
    missing = [f"{kind} {name}" for kind, name in expected if (kind, name) not in seen]
    others = [
        f"{kind} {name}" for (kind, name), found in seen.items() if found - expected.get((kind, name), found)
    ]
    # A table beside ours is nobody's harm, nor is what holds it: retention copies a month into one.
    added = [
        f"{kind} {name}"
        for kind, name in seen
        if (kind, name) not in expected
        and kind != "table"
        and not (kind in _OF_A_TABLE and ("table", name.partition(".")[0]) not in expected)
    ]
    return sorted({*missing, *others, *added})


class Probe:
    """Looks for one process. `altered` names what is not as it should be, at the last look."""

    def __init__(self, *, lasting: bool = True) -> None:
        """`lasting=False` passes over fsync and full_page_writes, for a server of the tests."""
        self._expected = read_catalogue()
        self._lasting = lasting
        self._unknown_since: float | None = None
        self._good: bytes | None = None
        """The stamp of the catalogue when it was found to be as it should be."""
        self._read_at = float("-inf")
        self.altered: tuple[str, ...] = ()
        self._alarm = Alarm("altered")

    async def round(self, pool: asyncpg.Pool) -> None:
        """Look once. Raises OSError, TimeoutError, asyncpg's errors: then the last look holds."""
        looked_at = time.monotonic()
        async with connection_of(pool) as connection:
            weak, bent, stamp = await _stamp(connection)
            # The stamp is the older one: whoever changes something in between has it looked at once more.
            found = [] if self._is_known(stamp) else await self._read(connection)
        self._good = None if found or self._unknown_since is not None else stamp
        altered = (*(weak if self._lasting else ()), *bent, *found)
        if altered and altered != self.altered:
            note_alarm("the database is not what its migrations made it", altered)
        self.altered = altered
        if altered or self._unknown_since is None:
            async with connection_of(pool) as connection:
                await self._alarm.tell(connection, raised=bool(altered), looked_at=looked_at)

    def _is_known(self, stamp: bytes | None) -> bool:
        return stamp is not None and stamp == self._good and time.monotonic() - self._read_at < WHOLE_SECONDS

    async def _read(self, connection: asyncpg.Connection) -> list[str]:
        self._read_at = time.monotonic()
        if await self._is_of_another_version(connection):
            return [] if self._may_wait() else ["another version"]
        self._unknown_since = None
        return [*await _login_faults(connection), *differences(self._expected, await look(connection))]

    async def _is_of_another_version(self, connection: asyncpg.Connection) -> bool:
        try:
            await check_migrated(connection)
            await check_same_doors(connection)
        except MigrationRefused as error:
            note_failure(error)
            return True
        return False

    def _may_wait(self) -> bool:
        self._unknown_since = time.monotonic() if self._unknown_since is None else self._unknown_since
        return time.monotonic() - self._unknown_since < UNKNOWN_SECONDS_MAX


async def _login_faults(connection: asyncpg.Connection) -> list[str]:
    try:
        await check_app_login(connection, durable=False)
    except DatabaseRefused as error:
        note_failure(error)
        return ["login of the application"]
    return []


async def _stamp(connection: asyncpg.Connection) -> tuple[list[str], list[str], bytes | None]:
    """Ask which settings let the database forget, which bend our sessions, and for the catalogue's stamp; None where nothing was migrated."""
    try:
        row = await connection.fetchrow(STAMP)
    except (asyncpg.UndefinedTableError, asyncpg.InsufficientPrivilegeError):
        row = None
    return ([], [], None) if row is None else (row[0], row[1], row[2])
