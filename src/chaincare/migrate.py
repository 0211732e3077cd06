"""Brings a database to the schema of this version: migrations once and in order, door functions when changed.

Any number of processes may start at once: one does the work, the others find it done.
"""

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import asyncpg

from chaincare.backfill import fold_names
from chaincare.roles import DatabaseRefused, make_roles, polled_lock, prepare_database

_FILE_NAME = re.compile(r"(\d{4})_([a-z0-9_]+)\.sql")
_PACKAGE = Path(__file__).parent

_BOOKS = """
CREATE TABLE IF NOT EXISTS chaincare.migration (
    number integer PRIMARY KEY,
    name text NOT NULL,
    checksum bytea NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE IF NOT EXISTS chaincare.door_file (
    name text PRIMARY KEY,
    checksum bytea NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
GRANT SELECT ON chaincare.migration, chaincare.door_file TO chaincare_app;
"""
_DONE = "SELECT number, name, checksum FROM chaincare.migration ORDER BY number"
_NOTE = "INSERT INTO chaincare.migration (number, name, checksum) VALUES ($1, $2, $3)"
_DOORS_DONE = "SELECT name, checksum FROM chaincare.door_file"
_NOTE_DOOR = """
INSERT INTO chaincare.door_file (name, checksum) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum, applied_at = clock_timestamp()
"""


class MigrationRefused(DatabaseRefused):
    """The migrations cannot be brought onto this database; the message says which one and why."""


class SqlFile(NamedTuple):
    """One file of SQL, known by its name and the SHA-256 of its bytes."""

    number: int
    name: str
    text: str
    checksum: bytes


class MigrationReport(NamedTuple):
    """What a run did; both empty when the database was up to date."""

    applied: tuple[str, ...]
    doors: tuple[str, ...]


def migrations_folder() -> Path:
    """Where the migrations lie: inside an installed wheel, else beside `src` in a checkout."""
    packaged = _PACKAGE / "_migrations"
    return packaged if packaged.is_dir() else _PACKAGE.parent.parent / "migrations"


async def migrate(
    migrate_url: str, app_login: str, *, migrations: Path | None = None, doors: Path | None = None
) -> MigrationReport:
    """Apply what is missing. `migrations` and `doors` are folders, by default those of this program.

    Raises `MigrationRefused` for an edited, missing, doubled or out-of-order file; `DatabaseRefused` for an
    older server, a login that may not do this and a lock that stays busy; asyncpg's own errors for SQL that
    fails, with that file's transaction rolled back.
    """
    files = _numbered(migrations or migrations_folder())
    door_files = _doors(doors or _PACKAGE)
    await make_roles(migrate_url, app_login)
    connection = await asyncpg.connect(migrate_url)
    try:
        async with polled_lock(connection):
            await prepare_database(connection)
            await connection.execute(
                "SET ROLE chaincare_owner"
            )  # a login that is no superuser may not even read
            async with connection.transaction():
                await _as_role(connection, "chaincare_owner", _BOOKS)
            applied = [await _apply(connection, file) for file in await _pending(connection, files)]
            changed = await _apply_doors(connection, door_files)
            if migrations is None:  # a folder of a test has no clients
                await fold_names(connection)
    finally:
        await connection.close()
    return MigrationReport(tuple(applied), changed)


async def check_migrated(connection: asyncpg.Connection, migrations: Path | None = None) -> None:
    """Raise `MigrationRefused` unless exactly the migrations of this program are on the database."""
    try:
        pending = await _pending(connection, _numbered(migrations or migrations_folder()))
    except (asyncpg.UndefinedTableError, asyncpg.InvalidSchemaNameError, asyncpg.InsufficientPrivilegeError):
        raise MigrationRefused(
            "This database has no ChainCare in it yet: run `chaincare migrate` first."
        ) from None
    if pending:
        raise MigrationRefused(
            f"Migrations are waiting ({pending[0].name} first): run `chaincare migrate` first."
        )


async def check_same_doors(connection: asyncpg.Connection) -> None:
    """Raise `MigrationRefused` unless the door functions on the database are those of this program."""
    known = {row["name"]: row["checksum"] for row in await connection.fetch(_DOORS_DONE)}
    if any(known.get(file.name) != file.checksum for file in _own_doors()):
        raise MigrationRefused("The door functions are those of another version: run `chaincare migrate`.")


def _numbered(folder: Path) -> list[SqlFile]:
    files: list[SqlFile] = []
    for path in sorted(folder.glob("[0-9]*.sql")):
        matched = _FILE_NAME.fullmatch(path.name)
        if matched is None:
            raise MigrationRefused(
                f"{path.name} is no name for a migration: it should look like 0007_a_thought.sql."
            )
        files.append(_read(path, path.name, int(matched[1])))
    for place, file in enumerate(files, start=1):
        if file.number != place:
            raise MigrationRefused(
                f"Migration {place:04} is missing or doubled: {file.name} stands in its place."
            )
    return files


@cache
def _own_doors() -> tuple[SqlFile, ...]:
    return tuple(_doors(_PACKAGE))


def _doors(package: Path) -> list[SqlFile]:
    found = sorted(package.rglob("door.sql"))
    return [_read(path, path.relative_to(package).as_posix(), place) for place, path in enumerate(found)]


def _read(path: Path, name: str, number: int) -> SqlFile:
    content = path.read_bytes()
    return SqlFile(number, name, content.decode("utf-8"), hashlib.sha256(content).digest())


async def _pending(connection: asyncpg.Connection, files: list[SqlFile]) -> list[SqlFile]:
    """The files not yet applied, after a check that history is what the folder says."""
    known = {file.number: file for file in files}
    done = await connection.fetch(_DONE)
    for number, name, checksum in done:
        if number not in known:
            raise MigrationRefused(
                f"{name} was applied to this database but is not here: a newer ChainCare made it?"
            )
        if known[number].name != name:
            raise MigrationRefused(
                f"{name} was applied to this database, but here it is called {known[number].name}."
            )
        if known[number].checksum != checksum:
            raise MigrationRefused(
                f"{name} was edited after it was applied; undo that, and write a new migration."
            )
    applied = {row["number"] for row in done}
    pending = [file for file in files if file.number not in applied]
    if pending and applied and pending[0].number < max(applied):
        raise MigrationRefused(
            f"{pending[0].name} comes before migrations that were already applied: renumber it."
        )
    return pending


async def _apply(connection: asyncpg.Connection, file: SqlFile) -> str:
    async with connection.transaction():
        await _as_role(connection, "chaincare_owner", file.text)
        await connection.execute(_NOTE, file.number, file.name, file.checksum)
    return file.name


async def _apply_doors(connection: asyncpg.Connection, files: list[SqlFile]) -> tuple[str, ...]:
    """Re-create the doors whose text changed, all in one transaction: no request meets half of them."""
    async with connection.transaction():
        known = {row["name"]: row["checksum"] for row in await connection.fetch(_DOORS_DONE)}
        changed = [file for file in files if known.get(file.name) != file.checksum]
        # One door may call another that comes later in the alphabet: bodies are checked by the tests instead.
        await connection.execute("SET LOCAL check_function_bodies = off")
        for file in changed:
            await _as_role(connection, "chaincare_door", file.text)
            await connection.execute("SET LOCAL ROLE chaincare_owner")
            await connection.execute(_NOTE_DOOR, file.name, file.checksum)
    return tuple(file.name for file in changed)


async def _as_role(connection: asyncpg.Connection, role: str, text: str) -> None:
    """Run a script as `role` within the current transaction, seeing unqualified names in our schema only."""
    await connection.execute(f"SET LOCAL ROLE {role}")
    await connection.execute("SET LOCAL search_path = chaincare; SET LOCAL lock_timeout = '10s'")
    await connection.execute(text)
