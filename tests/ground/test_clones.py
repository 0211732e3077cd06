import asyncpg
import pytest

from chaincare.embedded import Urls

pytestmark = pytest.mark.anyio


async def test_a_clone_is_as_shut_as_the_migrated_database_it_came_from(database: Urls) -> None:
    connection = await asyncpg.connect(database.app_url)
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("CREATE TEMP TABLE client (id int)")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("CREATE SCHEMA mine")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("CREATE TABLE public.client (id int)")
    finally:
        await connection.close()
