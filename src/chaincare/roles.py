"""The database's roles: who owns, who keeps the door, and what the application's login must not be.

`chaincare_owner` owns the tables, `chaincare_door` the door functions, `chaincare_app` is what the application
may do. None of them can log in. The application's login inherits from the last and from nothing else.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

_OLDEST_SERVER = 180_000
_LOCK_KEY = 4_702_111_234_474_983_745  # any number, as long as it is always this one
_LOCK_SECONDS = 120.0
_POLL_SECONDS = 0.05

_MAKE_ROLE = """
DO $$ BEGIN
    CREATE ROLE {role} NOLOGIN NOINHERIT;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another process, or another database's migration
END $$
"""
_MAY_BECOME = "SELECT pg_catalog.pg_has_role(current_user, $1, 'SET')"
_IS_MEMBER = "SELECT pg_catalog.pg_has_role($1, 'chaincare_app', 'USAGE')"
_LOGIN_EXISTS = "SELECT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = $1)"

# A schema made by the login would belong to it; the owner may make it only while it may create in the database.
_PREPARE = """
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
SELECT public.similarity('', ''); -- loads it: until then a session may not name its settings, as a door does
GRANT USAGE ON SCHEMA public TO chaincare_owner, chaincare_door;
CREATE SCHEMA IF NOT EXISTS chaincare AUTHORIZATION chaincare_owner;
SET ROLE chaincare_owner;
REVOKE ALL ON SCHEMA chaincare FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA chaincare TO chaincare_door;
GRANT USAGE ON SCHEMA chaincare TO chaincare_app;
SET ROLE chaincare_door;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
RESET ROLE;
"""
_APP_LOGIN_FAULTS = """
SELECT r.rolsuper, r.rolbypassrls, r.rolcreaterole,
       EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relowner = r.oid
               AND c.relnamespace = pg_catalog.to_regnamespace('chaincare')) AS owns,
       EXISTS (SELECT FROM pg_catalog.pg_roles o WHERE o.rolname IN ('chaincare_owner', 'chaincare_door')
               AND pg_catalog.pg_has_role(r.oid, o.oid, 'MEMBER')) AS insider
FROM pg_catalog.pg_roles r WHERE r.rolname = session_user
"""


class DatabaseRefused(Exception):
    """This database, or the login it was reached with, will not do; the message says why."""


async def check_server(connection: asyncpg.Connection) -> None:
    """Raise `DatabaseRefused` for a PostgreSQL older than 18, which has no temporal keys."""
    found = int(await connection.fetchval("SHOW server_version_num"))
    if found < _OLDEST_SERVER:
        shown = await connection.fetchval("SHOW server_version")
        raise DatabaseRefused(f"ChainCare needs PostgreSQL 18 or newer; this server is {shown}.")


async def check_app_login(connection: asyncpg.Connection, *, durable: bool = True) -> None:
    """Raise `DatabaseRefused` for a login that could walk around the wall, or a server that could forget.

    `durable=False` passes over fsync and full_page_writes, for a server of the tests.
    """
    await check_server(connection)
    login = await connection.fetchval("SELECT session_user")
    found = await connection.fetchrow(_APP_LOGIN_FAULTS)
    faults = {
        "rolsuper": "is a superuser, whom no row-level security holds",
        "rolbypassrls": "has BYPASSRLS, so that row-level security does not hold it",
        "rolcreaterole": "has CREATEROLE, with which it could become another",
        "owns": "owns tables of ChainCare, and an owner can take the wall down",
        "insider": "is a member of chaincare_owner or chaincare_door",
    }
    wrong = [sentence for name, sentence in faults.items() if found[name]]
    if wrong:
        raise DatabaseRefused(
            f"The application's login {login} {'; it '.join(wrong)}. Use a login of its own for it."
        )
    for setting in ("fsync", "full_page_writes") if durable else ():
        if await connection.fetchval("SELECT pg_catalog.current_setting($1)", setting) != "on":
            raise DatabaseRefused(
                f"{setting} is off on this server: what was answered could be lost in a power cut."
            )


@asynccontextmanager
async def polled_lock(connection: asyncpg.Connection) -> AsyncIterator[None]:
    """Hold the migration lock of the connected database; raises `DatabaseRefused` after two minutes.

    Polled, never waited for inside PostgreSQL: a waiting statement holds a snapshot, on which
    `CREATE INDEX CONCURRENTLY` in the process that has the lock would wait in turn, for ever.
    """
    deadline = time.monotonic() + _LOCK_SECONDS
    while not await connection.fetchval("SELECT pg_catalog.pg_try_advisory_lock($1)", _LOCK_KEY):
        if time.monotonic() > deadline:
            raise DatabaseRefused(
                "Another process has been migrating this database for two minutes; try later."
            )
        await asyncio.sleep(_POLL_SECONDS)
    try:
        yield
    finally:
        await connection.execute(f"SELECT pg_catalog.pg_advisory_unlock({_LOCK_KEY})")


async def make_roles(migrate_url: str, app_login: str) -> None:
    """Make the three roles where they are not there yet, and let the two logins into theirs.

    Roles belong to the whole cluster, advisory locks to one database: so the lock is taken in `postgres`, where
    the migrations of all databases meet. Raises `DatabaseRefused` for an old server, an unknown application
    login, or a migration login that may not do this.
    """
    connection = await _connect_where_all_meet(migrate_url)
    try:
        await check_server(connection)
        async with polled_lock(connection):
            for role in ("chaincare_owner", "chaincare_door", "chaincare_app"):
                await connection.execute(_MAKE_ROLE.format(role=role))
            for role in ("chaincare_owner", "chaincare_door"):
                if not await connection.fetchval(_MAY_BECOME, role):
                    await connection.execute(f"GRANT {role} TO CURRENT_USER WITH SET TRUE, INHERIT FALSE")
            if not await connection.fetchval(_LOGIN_EXISTS, app_login):
                raise DatabaseRefused(
                    f"The application's login {app_login} does not exist: CREATE ROLE … LOGIN first."
                )
            if not await connection.fetchval(_IS_MEMBER, app_login):
                quoted = await connection.fetchval("SELECT pg_catalog.quote_ident($1)", app_login)
                await connection.execute(f"GRANT chaincare_app TO {quoted} WITH INHERIT TRUE, SET FALSE")
    except asyncpg.InsufficientPrivilegeError as refusal:
        raise DatabaseRefused(
            f"The migration login may not make or hand out ChainCare's roles: {refusal}."
        ) from None
    finally:
        await connection.close()


async def _connect_where_all_meet(migrate_url: str) -> asyncpg.Connection:
    with contextlib.suppress(
        asyncpg.InvalidCatalogNameError,
        asyncpg.InvalidAuthorizationSpecificationError,
        asyncpg.InsufficientPrivilegeError,
    ):
        return await asyncpg.connect(migrate_url, database="postgres")
    return await asyncpg.connect(migrate_url)


async def prepare_database(connection: asyncpg.Connection) -> None:
    """Make the schema and shut what PostgreSQL leaves open to everyone."""
    await shut_database(connection)
    await connection.execute(_PREPARE)


async def shut_database(connection: asyncpg.Connection) -> None:
    """Take from PUBLIC what lies on the database itself, which a clone of it does not inherit.

    TEMP above all: a temporary table of the application's would stand before a real one in a search path.
    """
    name = await connection.fetchval("SELECT pg_catalog.quote_ident(pg_catalog.current_database())")
    await connection.execute(f"REVOKE TEMPORARY, CREATE ON DATABASE {name} FROM PUBLIC")
    await connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")


async def let_clock_move(admin_url: str, *, moves: bool) -> None:
    """Say whether the timers of this database believe a moved clock (ladders/bounds): for the demo and the tests only."""
    connection = await asyncpg.connect(admin_url)
    try:
        name = await connection.fetchval("SELECT pg_catalog.quote_ident(pg_catalog.current_database())")
        how = "SET chaincare.clock_moves = 'on'" if moves else "RESET chaincare.clock_moves"
        await connection.execute(f"ALTER DATABASE {name} {how}")
    finally:
        await connection.close()
