"""The wall's cast: the application's login by hand, and a case with something in every table."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from tests.people import Region, link_mother, open_case
from tests.promises.behind import Inside, inside


@pytest.fixture
async def within(region: Region) -> AsyncIterator[Inside]:
    async with inside(region) as one:
        yield one


@pytest.fixture
async def case_id(region: Region) -> UUID:
    """A case with something in every table that opening, inviting and writing fill."""
    opened = await open_case(region)
    await link_mother(region, opened)
    await region.teacher.post(
        f"/cases/{opened['id']}/notes", {"body": "Zij slaapt slecht.", "audience": ["professionals"]}
    )
    return UUID(opened["id"])
