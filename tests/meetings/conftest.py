"""The table of every test of meetings over HTTP."""

import pytest
from tests.agreements.scene import set_scene
from tests.meetings.table import Table
from tests.people import Region


@pytest.fixture
async def table(region: Region) -> Table:
    return Table(await set_scene(region))
