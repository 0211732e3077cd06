"""T1, T2, D1 under `kill -9`: no answer without its entry, no acknowledged write lost, a key happens once.

Every trial has a PostgreSQL of its own that writes to the disk, and real server processes on real ports. What is
not answered is sent again, the same, until it is. Afterwards the database is asked, past the wall.
"""

import asyncpg
import pytest
from tests.durability.trial import Trial, trial_of
from tests.durability.verdict import Verdict

from chaincare.demo.issuers import DemoIssuers

pytestmark = pytest.mark.anyio

KILLS = 24
MORE_ROUNDS = 6
KILLS_OF_POSTGRESQL = 8
"""Each takes two seconds. `make soak PARTS=kills` goes on for as long as wanted."""
INSISTS = "PERFORM set_config('synchronous_commit', 'on', true);"
INSISTING = """
    SELECT pg_get_functiondef(oid) AS text FROM pg_proc
    WHERE pronamespace = 'chaincare'::regnamespace AND strpos(prosrc, $1) > 0
"""


def assert_kept(found: Verdict) -> None:
    assert found.wrong_answers == []
    assert found.without_entry == []
    assert found.lost == []
    assert found.twice == []
    assert found.unsaid == []


async def test_servers_are_killed_and_nothing_is_lost_or_done_twice(issuers: DemoIssuers) -> None:
    async with trial_of(issuers, nodes=2, seed=50) as trial:
        crowd = trial.crowd()
        found = await trial.round(crowd, [trial.kill_a_node] * KILLS)
        for _ in range(MORE_ROUNDS):
            if found.twice_without_key:
                break
            # By chance no kill hit who had no key: it is for this test to show that keys are what helps.
            assert_kept(found)
            crowd.stopped = False
            found = await trial.round(crowd, [trial.kill_a_node] * (KILLS // 3))
        assert_kept(found)
        assert await crowd.ask_again() == []
        assert trial.nodes.failures() == []
        # The kills did hit: some of what had been done was not answered. Sent again, it was not done again; but
        # without a key it was.
        assert crowd.happened["broken off"] >= KILLS
        assert found.done_unanswered > 0
        assert found.twice_without_key > 0


async def test_postgresql_is_killed_and_nothing_is_lost_or_done_twice(
    issuers: DemoIssuers,
) -> None:
    async with trial_of(issuers, nodes=1, seed=20) as trial:
        crowd = trial.crowd()
        found = await trial.round(crowd, [trial.kill_postgres] * KILLS_OF_POSTGRESQL)
        assert_kept(found)
        assert await crowd.ask_again() == []
        # Meanwhile everybody was told to come again, and at once.
        assert crowd.happened["unavailable"] >= KILLS_OF_POSTGRESQL
        assert crowd.longest_seconds < 5


async def test_a_server_that_answers_before_the_disk_has_it_is_found_out(issuers: DemoIssuers) -> None:
    """The control: told not to wait for the disk, it loses what it acknowledged, and the verdict says so.

    The session's setting alone is not enough for that: the door insists, so it has to be spoilt as well.
    """
    async with trial_of(issuers, nodes=1, seed=3, synchronous_commit="off") as trial:
        await _let_the_door_not_wait(trial)
        found = await trial.round(trial.crowd(), [trial.kill_postgres] * 3)
        assert found.lost != []
        assert found.without_entry != []


async def _let_the_door_not_wait(trial: Trial) -> None:
    connection = await asyncpg.connect(trial.urls.admin_url)
    try:
        doors = await connection.fetch(INSISTING, INSISTS)
        assert doors
        for door in doors:
            await connection.execute(door["text"].replace(INSISTS, ""))
        await connection.execute("ALTER SYSTEM SET wal_writer_delay = '10s'")
        await connection.execute("SELECT pg_reload_conf()")
        await connection.execute("CHECKPOINT")  # what was set up is to stay
    finally:
        await connection.close()
