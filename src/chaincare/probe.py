"""Whether the database still is what its migrations made it: who weakens what keeps the log is found within one look (SECURITY 1).

The access log rests on functions, triggers and policies that a superuser can replace. What they should be is written
down with the migrations (`migrations/catalogue.txt`); the server asks the database's own catalogue every few seconds,
and shows nothing while they differ. To read all of it takes a while, so each look asks for its stamp first.
"""

import time
from pathlib import Path

import asyncpg

from chaincare.alarms import Alarm
from chaincare.catalogue import Seen, look, stamp_of
from chaincare.catalogue_traces import Traces, put_back, traces_of
from chaincare.database import connection_of
from chaincare.logs import note_alarm, note_failure
from chaincare.migrate import MigrationRefused, check_migrated, check_same_doors, migrations_folder
from chaincare.roles import DatabaseRefused, check_app_login

CATALOGUE = "catalogue.txt"
UNKNOWN_SECONDS_MAX = 3600.0
"""A database that was migrated further than this program, as while servers are replaced one by one, is not judged for so long."""
WHOLE_SECONDS = 300.0
"""At least so often all of it is read, whatever its stamp: a name from elsewhere in it may be another, and a file on the disk too."""

# What a session does is also what its settings make of it: they must be what PostgreSQL has by itself. A name that is of an extension is
# unknown (NULL) until something is run of it.
SETTINGS = {
    "session_replication_role": "origin",
    "row_security": "on",
    "transform_null_equals": "off",
    "array_nulls": "on",
    "event_triggers": "on",
    "plpgsql.variable_conflict": "error",
}
LASTING = {"fsync": "on", "full_page_writes": "on"}
OWN_SETTINGS = "SELECT " + ", ".join(
    f"pg_catalog.current_setting('{one}'::pg_catalog.text, true) AS \"{one}\""
    for one in (*LASTING, *SETTINGS)
)
# Set for a login or a database these would have sessions run no triggers, another's library, or other functions by the same name.
BENDING = {
    *SETTINGS,
    "session_preload_libraries",
    "local_preload_libraries",
    "dynamic_library_path",
    "role",
    "search_path",
}
SET_FOR_SOMEBODY = """
    SELECT g.setdatabase, d.datname, g.setconfig, pg_catalog.current_database() AS here
    FROM pg_catalog.pg_db_role_setting AS g LEFT JOIN pg_catalog.pg_database AS d ON d.oid OPERATOR(pg_catalog.=) g.setdatabase
"""

_OF_A_TABLE = {"column", "constraint", "reference", "unique"}
_PASSING = {"08", "25", "40", "53", "55", "57", "58"}
"""Classes of errors (SQLSTATE) that say of the server or the moment that it cannot answer, and nothing of what was asked."""


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
        and not (
            kind in _OF_A_TABLE
            and {("table", of := name.partition(".")[0]), ("type", of)}.isdisjoint(expected)
        )
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
        self._traces: Traces | None = None
        """Which versions of its rows there were when all of it was read last; none before the first time."""
        self._read_at = float("-inf")
        self._fails = False
        """Whether the look before could not be done, for a reason that does not pass."""
        self.altered: tuple[str, ...] = ()
        self._alarm = Alarm("altered")

    async def round(self, pool: asyncpg.Pool) -> None:
        """Look once. Raises OSError, TimeoutError, asyncpg's errors: then the last look holds."""
        looked_at = time.monotonic()
        async with connection_of(pool) as connection:
            try:
                altered = await self._look(connection)
            except asyncpg.PostgresError as error:
                altered = self._unread(error)
        if altered and altered != self.altered:
            note_alarm("the database is not what its migrations made it", altered)
        self.altered = altered
        if altered or self._unknown_since is None:
            async with connection_of(pool) as connection:
                await self._alarm.tell(connection, raised=bool(altered), looked_at=looked_at)

    async def _look(self, connection: asyncpg.Connection) -> tuple[str, ...]:
        weak, bent = await _settings(connection)
        stamp = await _stamp(connection)
        # The stamp is the older one: whoever changes something in between has it looked at once more.
        found = [] if self._is_known(stamp) else await self._read(connection)
        self._good = None if found or self._unknown_since is not None else stamp
        self._fails = False
        return (*(weak if self._lasting else ()), *bent, *found)

    def _unread(self, error: asyncpg.PostgresError) -> tuple[str, ...]:
        """Take a catalogue that cannot be read twice running for an altered one: else whoever breaks the look itself would be seen by none."""
        if (error.sqlstate or "")[:2] in _PASSING or not self._fails:
            self._fails = self._fails or (error.sqlstate or "")[:2] not in _PASSING
            raise error
        note_failure(error)
        self._good = None
        return ("the catalogue cannot be read",)

    def _is_known(self, stamp: bytes | None) -> bool:
        return stamp is not None and stamp == self._good and time.monotonic() - self._read_at < WHOLE_SECONDS

    async def _read(self, connection: asyncpg.Connection) -> list[str]:
        self._read_at = time.monotonic()
        if await self._is_of_another_version(connection):
            return [] if self._may_wait() else ["another version"]
        self._unknown_since = None
        found = [*await _login_faults(connection), *differences(self._expected, await look(connection))]
        before, self._traces = self._traces, await traces_of(connection)
        # Told already is what the look before found, and so is its end. Told for one look: nothing is wrong any more.
        return found if found or before is None or self.altered else put_back(before, self._traces)

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


async def _settings(connection: asyncpg.Connection) -> tuple[list[str], list[str]]:
    """Name the settings that let the database forget, and those that bend our sessions."""
    own = await connection.fetchrow(OWN_SETTINGS)
    weak = [f"setting {one}" for one, wanted in LASTING.items() if own[one] != wanted]
    bent = {one for one, wanted in SETTINGS.items() if own[one] not in (wanted, None)}
    for row in await connection.fetch(SET_FOR_SOMEBODY):
        if row["setdatabase"] == 0 or row["datname"] == row["here"]:
            bent |= BENDING & {one.partition("=")[0] for one in row["setconfig"]}
    return weak, sorted(f"setting {one}" for one in bent)


async def _stamp(connection: asyncpg.Connection) -> bytes | None:
    """Ask for the stamp of the catalogue and of our own login; None where nothing was migrated."""
    try:
        return await stamp_of(connection)
    except (asyncpg.UndefinedTableError, asyncpg.InvalidSchemaNameError, asyncpg.InsufficientPrivilegeError):
        return None
