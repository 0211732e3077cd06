import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
from tests.ground.migration_files import FIRST, MigrationFiles

from chaincare.embedded import Urls


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder outside pytest's own: those are closed to the other users that some tests become."""
    with tempfile.TemporaryDirectory(prefix="chaincare-") as name:
        path = Path(name)
        path.chmod(0o755)
        yield path


@pytest.fixture
def files(tmp_path: Path, empty_database: Urls) -> MigrationFiles:
    made = MigrationFiles(tmp_path, empty_database)
    made.write("0001_first.sql", FIRST)
    return made


@pytest.fixture
async def admin(empty_database: Urls) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(empty_database.admin_url)
    yield connection
    await connection.close()
