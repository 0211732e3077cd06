"""Migrations arrive once, in order, however many start at once, and history is never rewritten."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from chaincare import roles
from chaincare.embedded import APP_LOGIN, EmbeddedServer, Urls
from chaincare.migrate import MigrationRefused, MigrationReport, check_migrated, migrate, migrations_folder
from chaincare.roles import DatabaseRefused, check_app_login
from chaincare.schema_dump import dump_schema

pytestmark = pytest.mark.anyio

_FIRST = "CREATE TABLE chaincare.first (id int PRIMARY KEY);"
_SECOND = "CREATE TABLE chaincare.second (id int PRIMARY KEY);"
_DOOR = """
CREATE OR REPLACE FUNCTION chaincare.knock() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
GRANT EXECUTE ON FUNCTION chaincare.knock() TO chaincare_app;
"""


class _Files:
    """A folder of migrations and one of doors, and the database they are brought to."""

    def __init__(self, folder: Path, urls: Urls) -> None:
        self.migrations = folder / "migrations"
        self.doors = folder / "package"
        self.urls = urls
        (self.doors / "trace").mkdir(parents=True)
        self.migrations.mkdir()

    def write(self, name: str, text: str) -> None:
        (self.migrations / name).write_text(text, encoding="utf-8")

    def write_door(self, text: str) -> None:
        (self.doors / "trace" / "door.sql").write_text(text, encoding="utf-8")

    async def migrate(self) -> MigrationReport:
        return await migrate(self.urls.migrate_url, APP_LOGIN, migrations=self.migrations, doors=self.doors)


@pytest.fixture
def files(tmp_path: Path, empty_database: Urls) -> _Files:
    made = _Files(tmp_path, empty_database)
    made.write("0001_first.sql", _FIRST)
    return made


@pytest.fixture
async def admin(empty_database: Urls) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(empty_database.admin_url)
    yield connection
    await connection.close()


async def test_each_file_is_applied_once(files: _Files, admin: asyncpg.Connection) -> None:
    assert (await files.migrate()).applied == ("0001_first.sql",)
    files.write("0002_second.sql", _SECOND)
    assert (await files.migrate()).applied == ("0002_second.sql",)
    assert await files.migrate() == MigrationReport((), ())
    owners = await admin.fetch(
        "SELECT DISTINCT relowner::regrole::text FROM pg_class WHERE relnamespace = 'chaincare'::regnamespace"
    )
    assert [row[0] for row in owners] == ["chaincare_owner"]


async def test_a_door_is_made_again_when_its_text_changes(files: _Files) -> None:
    files.write_door(_DOOR)
    assert (await files.migrate()).doors == ("trace/door.sql",)
    assert (await files.migrate()).doors == ()
    files.write_door(_DOOR.replace("SELECT 1", "SELECT 2"))
    assert (await files.migrate()).doors == ("trace/door.sql",)
    app = await asyncpg.connect(files.urls.app_url)
    try:
        assert await app.fetchval("SELECT chaincare.knock()") == 2
        owner = "SELECT proowner::regrole::text FROM pg_proc WHERE proname = 'knock'"
        assert await app.fetchval(owner) == "chaincare_door"
    finally:
        await app.close()


async def test_a_door_nobody_was_let_through_stays_shut(files: _Files) -> None:
    files.write_door(_DOOR.partition("GRANT")[0])
    await files.migrate()
    app = await asyncpg.connect(files.urls.app_url)
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await app.fetchval("SELECT chaincare.knock()")
    finally:
        await app.close()


async def test_a_file_that_fails_leaves_nothing_behind(files: _Files, admin: asyncpg.Connection) -> None:
    files.write("0002_second.sql", _SECOND + "SELECT 1/0;")
    with pytest.raises(asyncpg.DivisionByZeroError):
        await files.migrate()
    assert await admin.fetchval("SELECT to_regclass('chaincare.second')") is None
    assert await admin.fetchval("SELECT array_agg(number) FROM chaincare.migration") == [1]


async def test_an_edited_file_is_refused_by_name(files: _Files) -> None:
    await files.migrate()
    files.write("0001_first.sql", _FIRST + "-- one more word\n")
    with pytest.raises(MigrationRefused, match=r"0001_first\.sql was edited"):
        await files.migrate()


async def test_a_missing_or_renamed_file_is_refused_by_name(files: _Files) -> None:
    await files.migrate()
    (files.migrations / "0001_first.sql").rename(files.migrations / "0001_renamed.sql")
    with pytest.raises(MigrationRefused, match=r"0001_first\.sql .* called 0001_renamed\.sql"):
        await files.migrate()
    (files.migrations / "0001_renamed.sql").unlink()
    with pytest.raises(MigrationRefused, match=r"0001_first\.sql was applied .* but is not here"):
        await files.migrate()


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("0003_third.sql", "0002 is missing"),
        ("0001_also_first.sql", "0002 is missing or doubled"),
        ("0002-Second.sql", "is no name for a migration"),
    ],
)
async def test_a_folder_with_a_gap_a_double_or_a_strange_name_is_refused(
    files: _Files, admin: asyncpg.Connection, name: str, complaint: str
) -> None:
    files.write(name, _SECOND)
    with pytest.raises(MigrationRefused, match=complaint):
        await files.migrate()
    assert await admin.fetchval("SELECT to_regnamespace('chaincare')") is None


async def test_a_file_that_slips_in_before_what_was_applied_is_refused(
    files: _Files, admin: asyncpg.Connection
) -> None:
    files.write("0002_second.sql", _SECOND)
    await files.migrate()
    await admin.execute("DELETE FROM chaincare.migration WHERE number = 1")
    with pytest.raises(MigrationRefused, match=r"0001_first\.sql comes before"):
        await files.migrate()


async def test_four_processes_at_once_all_succeed(files: _Files, admin: asyncpg.Connection) -> None:
    files.write_door(_DOOR)
    files.write("0002_slow.sql", "SELECT pg_sleep(0.3);" + _SECOND)
    program = (
        "import asyncio, os, pathlib; from chaincare.migrate import migrate; "
        "asyncio.run(migrate(os.environ['URL'], 'chaincare', migrations=pathlib.Path(os.environ['M']), "
        "doors=pathlib.Path(os.environ['D'])))"
    )
    words = os.environ | {"URL": files.urls.migrate_url, "M": str(files.migrations), "D": str(files.doors)}
    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", program, env=words) for _ in range(4)
    ]
    assert [await process.wait() for process in processes] == [0, 0, 0, 0]
    assert await admin.fetchval("SELECT array_agg(number ORDER BY number) FROM chaincare.migration") == [1, 2]


async def test_an_old_server_is_refused(files: _Files, monkeypatch: pytest.MonkeyPatch) -> None:
    # No older server is at hand, so the bound is moved instead: the question to the server is a real one.
    monkeypatch.setattr(roles, "_OLDEST_SERVER", 990_000)
    with pytest.raises(DatabaseRefused, match=r"needs PostgreSQL 18 or newer; this server is 18\."):
        await files.migrate()


async def test_an_application_login_that_does_not_exist_is_refused(files: _Files) -> None:
    with pytest.raises(DatabaseRefused, match="login nobody_knows does not exist"):
        await migrate(files.urls.migrate_url, "nobody_knows", migrations=files.migrations, doors=files.doors)


async def test_a_login_that_is_no_superuser_can_migrate_a_database_it_owns(
    files: _Files, tmp_path: Path
) -> None:
    own = EmbeddedServer(tmp_path / "data", durable=False)  # on the shared server the roles are there already
    urls = own.start()
    try:
        superuser = await asyncpg.connect(urls.admin_url)
        await superuser.execute("CREATE ROLE releaser LOGIN CREATEROLE PASSWORD 'pw'")
        await superuser.execute("ALTER DATABASE chaincare OWNER TO releaser")
        await superuser.close()
        url = urlunsplit(urlsplit(urls.migrate_url)._replace(netloc="releaser:pw@"))
        files.write_door(_DOOR)
        report = await migrate(url, APP_LOGIN, migrations=files.migrations, doors=files.doors)
        assert report == MigrationReport(("0001_first.sql",), ("trace/door.sql",))
        again = await migrate(url, APP_LOGIN, migrations=files.migrations, doors=files.doors)
        assert again == MigrationReport((), ())
        app = await asyncpg.connect(urls.app_url)
        await check_app_login(app, durable=False)
        assert await app.fetchval("SELECT chaincare.knock()") == 1
        await app.close()
    finally:
        own.stop()


async def test_serve_is_told_whether_the_migrations_are_there(files: _Files) -> None:
    app = await asyncpg.connect(files.urls.app_url)
    try:
        with pytest.raises(MigrationRefused, match="no ChainCare in it yet"):
            await check_migrated(app, files.migrations)
        await files.migrate()
        await check_migrated(app, files.migrations)
        files.write("0002_second.sql", _SECOND)
        with pytest.raises(MigrationRefused, match=r"0002_second\.sql first"):
            await check_migrated(app, files.migrations)
    finally:
        await app.close()


@pytest.mark.parametrize(
    ("attribute", "complaint"),
    [
        ("SUPERUSER", "superuser"),
        ("BYPASSRLS", "BYPASSRLS"),
        ("CREATEROLE", "CREATEROLE"),
        ("IN ROLE chaincare_owner", "member of chaincare_owner"),
        ("IN ROLE chaincare_door", "member of chaincare_owner or chaincare_door"),
    ],
)
async def test_a_login_that_could_walk_around_the_wall_is_refused(
    files: _Files, admin: asyncpg.Connection, attribute: str, complaint: str
) -> None:
    await files.migrate()
    login = (
        f"walker_{urlsplit(files.urls.app_url).path.lstrip('/')}"  # roles are shared with the other worker
    )
    await admin.execute(f"CREATE ROLE {login} LOGIN PASSWORD 'pw' {attribute}")
    try:
        walker = await asyncpg.connect(files.urls.app_url, user=login, password="pw")
        try:
            with pytest.raises(DatabaseRefused, match=complaint):
                await check_app_login(walker, durable=False)
        finally:
            await walker.close()
    finally:
        await admin.execute(f"DROP ROLE {login}")


async def test_the_owner_of_a_table_is_refused(files: _Files, admin: asyncpg.Connection) -> None:
    await files.migrate()
    app = await asyncpg.connect(files.urls.app_url)
    try:
        await check_app_login(app, durable=False)
        await admin.execute(f"ALTER TABLE chaincare.first OWNER TO {APP_LOGIN}")
        with pytest.raises(DatabaseRefused, match="owns tables"):
            await check_app_login(app, durable=False)
    finally:
        await app.close()


async def test_a_server_that_may_forget_is_refused(files: _Files) -> None:
    await files.migrate()
    app = await asyncpg.connect(files.urls.app_url)
    try:
        with pytest.raises(DatabaseRefused, match="fsync is off"):  # as it is on the tests' own server
            await check_app_login(app)
    finally:
        await app.close()


async def test_schema_sql_is_the_sum_of_the_migrations(database: Urls) -> None:
    written = (migrations_folder() / "schema.sql").read_text(encoding="utf-8")
    assert await dump_schema(database.admin_url) == written, "run `chaincare migrate --write-schema`"
