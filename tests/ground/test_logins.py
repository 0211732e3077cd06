"""What `serve` asks of a database before it shows anything: migrated, durable, and a login the wall holds."""

from urllib.parse import urlsplit

import asyncpg
import pytest
from tests.ground.migration_files import SECOND, MigrationFiles

from chaincare.embedded import APP_LOGIN
from chaincare.migrate import MigrationRefused, check_migrated
from chaincare.roles import DatabaseRefused, check_app_login

pytestmark = pytest.mark.anyio


async def test_serve_is_told_whether_the_migrations_are_there(files: MigrationFiles) -> None:
    app = await asyncpg.connect(files.urls.app_url)
    try:
        with pytest.raises(MigrationRefused, match="no ChainCare in it yet"):
            await check_migrated(app, files.migrations)
        await files.migrate()
        await check_migrated(app, files.migrations)
        files.write("0002_second.sql", SECOND)
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
    files: MigrationFiles, admin: asyncpg.Connection, attribute: str, complaint: str
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


async def test_the_owner_of_a_table_is_refused(files: MigrationFiles, admin: asyncpg.Connection) -> None:
    await files.migrate()
    app = await asyncpg.connect(files.urls.app_url)
    try:
        await check_app_login(app, durable=False)
        await admin.execute(f"ALTER TABLE chaincare.first OWNER TO {APP_LOGIN}")
        with pytest.raises(DatabaseRefused, match="owns tables"):
            await check_app_login(app, durable=False)
    finally:
        await app.close()


async def test_a_server_that_may_forget_is_refused(files: MigrationFiles) -> None:
    await files.migrate()
    app = await asyncpg.connect(files.urls.app_url)
    try:
        with pytest.raises(DatabaseRefused, match="fsync is off"):  # as it is on the tests' own server
            await check_app_login(app)
    finally:
        await app.close()
