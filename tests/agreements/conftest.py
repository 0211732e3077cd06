"""The scene of every test of agreements over HTTP."""

import pytest
from tests.agreements.scene import Scene, set_scene
from tests.people import Region


@pytest.fixture
async def scene(region: Region) -> Scene:
    return await set_scene(region)
