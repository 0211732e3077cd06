"""What the database holds whoever runs the timers to, also by the application's own login and without a ticket."""

import json
import random
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from tests.ladders.test_climbing import agreed, steps
from tests.people import Region
from tests.promises.behind import inside
from tests.worklist.lists import due
from tests.worklist.test_agreements import Team, team

from chaincare.ladders import running
from chaincare.ladders.model import LadderDays, SilenceDays, Timer, TimerKind
from chaincare.ladders.rules import LADDERS, climb
from chaincare.roles import let_clock_move
from chaincare.workdays import is_working_day

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
        # Never again: what is due is taken, whatever was said.
        region.move_clock(timedelta(days=26))
        later = region.app.state.clock.now()
        await forge(me.connection, at=later, rungs=1, next_on="9999-12-31")
    assert ("coordinator", False) in await steps(region, about)


COUNTED = """
    SELECT g.taken, g.rungs, g.since_on, g.next_on FROM jsonb_populate_record(NULL::chaincare.timers, $1) AS t
    CROSS JOIN LATERAL chaincare.held_to_calendar(t, jsonb_populate_record(NULL::chaincare.networks, $2), $3) AS g
"""


async def test_the_database_counts_working_days_as_the_rules_do(region: Region) -> None:
    first, days = date(2025, 1, 1), 366 * 40
    rows = await region.admin.fetch(
        "SELECT d::date AS day FROM generate_series($1::date, $1::date + $2::int, interval '1 day') AS d"
        " WHERE chaincare.is_working_day(d::date)",
        first,
        days,
    )
    worked = [first + timedelta(days=one) for one in range(days + 1)]
    assert [row["day"] for row in rows] == [day for day in worked if is_working_day(day)]
    dice = random.Random(8)  # noqa: S311
    settings = json.dumps({"ladder_days": [3, 5, 10], "silence_days": [0, 5]})
    for kind in TimerKind:
        for _ in range(8):
            from_day = first + timedelta(days=dice.randrange(days - 900))
            term, rungs = dice.randrange(9), dice.randrange(len(LADDERS[kind]) + 1)
            today = from_day + timedelta(days=dice.randrange(40))
            said = climb(
                Timer(kind, UUID(int=1), from_day, term, rungs, LadderDays(3, 5, 10), SilenceDays(0, 5)),
                today,
            )
            row = {"kind": kind, "runs_from": str(from_day), "term_days": term, "rungs": rungs}
            held = await region.admin.fetchrow(COUNTED, json.dumps(row), settings, today)
            assert tuple(held) == ([one.value for one in said.taken], said.rungs, said.since_on, said.next_on)
