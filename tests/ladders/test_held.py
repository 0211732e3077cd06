"""What the database holds whoever runs the timers to, also by the application's own login and without a ticket."""

import json
from datetime import timedelta
from typing import Any

import asyncpg
import pytest
from tests.ladders.test_climbing import agreed, steps, tick
from tests.promises.behind import inside
from tests.worklist.lists import due
from tests.worklist.test_agreements import Team, team

from chaincare.ladders import running
from chaincare.ladders.rules import LADDERS
from chaincare.roles import let_clock_move

pytestmark = pytest.mark.anyio
__all__ = ["team"]


async def forge(connection: asyncpg.Connection, **said: Any) -> None:
    """Say that every timer of the database that is due has come this far."""
    now = said.pop("at")
    async with connection.transaction():
        for one in await connection.fetch(running.TAKE, now, 100):
            climbed = json.dumps([{"handle": str(one["handle"]), "since_on": "2000-01-01", **said}])
            await connection.execute(running.CLIMB, now, climbed)


async def test_a_ladder_is_neither_climbed_ahead_nor_silenced_by_who_has_the_login(team: Team) -> None:
    region = team.region
    about = await agreed(team, "youth-worker", dueDate=due(region, 1))
    early = await agreed(team, "teacher", dueDate=due(region, 30))
    for kind, ladder in LADDERS.items():
        held = await region.admin.fetchval("SELECT chaincare.ladder_of($1)", kind.value)
        assert held == [one.value for one in ladder]
    await let_clock_move(region.urls.admin_url, moves=False)
    now = region.app.state.clock.now()
    async with inside(region) as me:
        for moment in (now + timedelta(days=2), now + timedelta(days=3000)):
            assert await me.connection.fetch(running.TAKE, moment, 100) == []
    await let_clock_move(region.urls.admin_url, moves=True)
    region.move_clock(timedelta(days=2))
    now = region.app.state.clock.now()
    async with inside(region) as me:
        told = await me.connection.fetch(running.TAKE, now, 100)
        assert about not in str(told)
        assert early not in str(told)
        # Everything at once: only the rung whose day has come.
        await forge(me.connection, at=now, rungs=4, next_on=None)
        assert await steps(region, about) == [("responsible", True)]
        # Never again: it goes on no later than the calendar lets it.
        region.move_clock(timedelta(days=26))
        later = region.app.state.clock.now()
        await forge(me.connection, at=later, rungs=1, next_on="9999-12-31")
        region.move_clock(timedelta(days=3))
        assert await tick(region) >= 1
    assert ("coordinator", False) in await steps(region, about)
