"""Two regions in which everything has been done once: walked through by the first test of a worker, copied for the others."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import timedelta

import pytest
from tests.databases import NewDatabase
from tests.people import Person, Region, region_on
from tests.promises.everything import Call, Land
from tests.promises.lands import north, south, walk

from chaincare.demo.issuers import DemoIssuers
from chaincare.demo.world import write_world
from chaincare.embedded import Urls


@dataclass
class Walked:
    """A region, its land, and another land in it that knows nothing of the first."""

    region: Region
    own: Land
    foreign: Land


@dataclass
class _Kept:
    """What a walk left behind besides the rows."""

    urls: Urls
    offset: timedelta
    own: Land
    foreign: Land


class Walks:
    """The walk of one worker, once somebody asked for it."""

    def __init__(self, new: NewDatabase, issuers: DemoIssuers) -> None:
        self.new = new
        self._issuers = issuers
        self._kept: _Kept | None = None

    async def kept(self) -> _Kept:
        """Walk through both lands, the first time."""
        if self._kept is None:
            urls = await self.new.make()
            await write_world(urls.admin_url, self._issuers)
            async with region_on(urls, self._issuers) as region:
                own, foreign = north(region), await south(region)
                await walk(foreign)
                await walk(own)
                self._kept = _Kept(urls, region.app.state.clock.offset, own, foreign)
        return self._kept

    async def close(self) -> None:
        if self._kept is not None:
            await self.new.drop(self._kept.urls)


@pytest.fixture(scope="session")
def walks(new_database: NewDatabase, issuers: DemoIssuers) -> Iterator[Walks]:
    one = Walks(new_database, issuers)
    yield one
    asyncio.run(one.close())


@pytest.fixture
async def walked(walks: Walks, issuers: DemoIssuers) -> AsyncIterator[Walked]:
    """Both lands, in a database of the test's own."""
    kept = await walks.kept()
    urls = await walks.new.copy(kept.urls)
    try:
        async with region_on(urls, issuers) as region:
            region.move_clock(kept.offset)
            yield Walked(region, _moved(kept.own, region), _moved(kept.foreign, region))
    finally:
        await walks.new.drop(urls)


def _moved(land: Land, region: Region) -> Land:
    people = {
        role: Person(one.role, region.http, one.token, region.calls, copy(one.headers), copy(one.ids))
        for role, one in land.people.items()
    }
    moved = Land(region, people, copy(land.ids))
    moved.done, moved.by = set[Call](land.done), dict(land.by)
    return moved
