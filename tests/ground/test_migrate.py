"""Migrations arrive once, in order, however many start at once, and history is never rewritten."""

import asyncio
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest
from tests.ground.migration_files import DOOR, FIRST, SECOND, MigrationFiles

from chaincare import roles
from chaincare.embedded import APP_LOGIN, EmbeddedServer, Urls
from chaincare.migrate import MigrationRefused, MigrationReport, migrate, migrations_folder
from chaincare.roles import DatabaseRefused, check_app_login
from chaincare.schema_dump import dump_schema

pytestmark = pytest.mark.anyio


async def test_each_file_is_applied_once(files: MigrationFiles, admin: asyncpg.Connection) -> None:
    assert (await files.migrate()).applied == ("0001_first.sql",)
    files.write("0002_second.sql", SECOND)
    assert (await files.migrate()).applied == ("0002_second.sql",)
    assert await files.migrate() == MigrationReport((), ())
    owners = await admin.fetch(
        "SELECT DISTINCT relowner::regrole::text FROM pg_class WHERE relnamespace = 'chaincare'::regnamespace"
    )
    assert [row[0] for row in owners] == ["chaincare_owner"]


async def test_a_door_is_made_again_when_its_text_changes(files: MigrationFiles) -> None:
    files.write_door(DOOR)
    assert (await files.migrate()).doors == ("trace/door.sql",)
    assert (await files.migrate()).doors == ()
    files.write_door(DOOR.replace("SELECT 1", "SELECT 2"))
    assert (await files.migrate()).doors == ("trace/door.sql",)
    app = await asyncpg.connect(files.urls.app_url)
    try:
        assert await app.fetchval("SELECT chaincare.knock()") == 2
        owner = "SELECT proowner::regrole::text FROM pg_proc WHERE proname = 'knock'"
        assert await app.fetchval(owner) == "chaincare_door"
    finally:
        await app.close()


async def test_every_door_can_be_made_again_by_a_later_release(database: Urls) -> None:
    """In a session of its own, that knows nothing of what an earlier one had loaded."""
    admin = await asyncpg.connect(database.admin_url)
    await admin.execute("DELETE FROM chaincare.door_file")
    await admin.close()
    assert len((await migrate(database.migrate_url, APP_LOGIN)).doors) > 1


async def test_a_door_nobody_was_let_through_stays_shut(files: MigrationFiles) -> None:
    files.write_door(DOOR.partition("GRANT")[0])
    await files.migrate()
    app = await asyncpg.connect(files.urls.app_url)
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await app.fetchval("SELECT chaincare.knock()")
    finally:
        await app.close()


async def test_a_file_that_fails_leaves_nothing_behind(
    files: MigrationFiles, admin: asyncpg.Connection
) -> None:
    files.write("0002_second.sql", SECOND + "SELECT 1/0;")
    with pytest.raises(asyncpg.DivisionByZeroError):
        await files.migrate()
    assert await admin.fetchval("SELECT to_regclass('chaincare.second')") is None
    assert await admin.fetchval("SELECT array_agg(number) FROM chaincare.migration") == [1]


async def test_an_edited_file_is_refused_by_name(files: MigrationFiles) -> None:
    await files.migrate()
    files.write("0001_first.sql", FIRST + "-- one more word\n")
    with pytest.raises(MigrationRefused, match=r"0001_first\.sql was edited"):
        await files.migrate()


async def test_a_missing_or_renamed_file_is_refused_by_name(files: MigrationFiles) -> None:
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
    files: MigrationFiles, admin: asyncpg.Connection, name: str, complaint: str
) -> None:
    files.write(name, SECOND)
    with pytest.raises(MigrationRefused, match=complaint):
        await files.migrate()
    assert await admin.fetchval("SELECT to_regnamespace('chaincare')") is None


async def test_a_file_that_slips_in_before_what_was_applied_is_refused(
    files: MigrationFiles, admin: asyncpg.Connection
) -> None:
    files.write("0002_second.sql", SECOND)
    await files.migrate()
    await admin.execute("DELETE FROM chaincare.migration WHERE number = 1")
    with pytest.raises(MigrationRefused, match=r"0001_first\.sql comes before"):
        await files.migrate()


async def test_four_processes_at_once_all_succeed(files: MigrationFiles, admin: asyncpg.Connection) -> None:
    files.write_door(DOOR)
    files.write("0002_slow.sql", "SELECT pg_sleep(0.3);" + SECOND)
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


async def test_an_old_server_is_refused(files: MigrationFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    # No older server is at hand, so the bound is moved instead: the question to the server is a real one.
    monkeypatch.setattr(roles, "_OLDEST_SERVER", 990_000)
    with pytest.raises(DatabaseRefused, match=r"needs PostgreSQL 18 or newer; this server is 18\."):
        await files.migrate()


async def test_an_application_login_that_does_not_exist_is_refused(files: MigrationFiles) -> None:
    with pytest.raises(DatabaseRefused, match="login nobody_knows does not exist"):
        await migrate(files.urls.migrate_url, "nobody_knows", migrations=files.migrations, doors=files.doors)


async def test_a_login_that_is_no_superuser_can_migrate_a_database_it_owns(
    files: MigrationFiles, tmp_path: Path
) -> None:
    own = EmbeddedServer(tmp_path / "data", durable=False)  # on the shared server the roles are there already
    urls = own.start()
    try:
        superuser = await asyncpg.connect(urls.admin_url)
        await superuser.execute("CREATE ROLE releaser LOGIN CREATEROLE PASSWORD 'pw'")
        await superuser.execute("ALTER DATABASE chaincare OWNER TO releaser")
        await superuser.close()
        url = urlunsplit(urlsplit(urls.migrate_url)._replace(netloc="releaser:pw@"))
        files.write_door(DOOR)
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


async def test_schema_sql_is_the_sum_of_the_migrations(database: Urls) -> None:
    written = (migrations_folder() / "schema.sql").read_text(encoding="utf-8")
    assert await dump_schema(database.admin_url) == written, "run `make generate`"
