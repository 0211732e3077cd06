"""Leaving while something is agreed to: nothing is left with an organisation that is gone."""

import asyncio

import asyncpg
import pytest
from tests.agreements.scene import set_scene
from tests.covenants.test_membership import kind_of
from tests.people import Region

from chaincare.demo.world import YOUTH_CARE

pytestmark = pytest.mark.anyio

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


async def test_what_is_agreed_to_while_the_parts_end_refuses_the_exit(region: Region) -> None:
    scene = await set_scene(region)
    asked = await scene.propose(region.begeleider, "youth_worker")
    house = f"/organisations/{YOUTH_CARE.id}"
    await region.administrator.post(f"{house}/notices", {"reason": "x"})
    assert sum((await region.administrator.get(f"{house}/handover-list"))["counts"].values()) == 0
    other = await asyncpg.connect(region.urls.admin_url)
    try:
        held = other.transaction()
        await held.start()
        await other.execute(
            "SELECT FROM chaincare.participations WHERE id = $1::uuid FOR NO KEY UPDATE",
            scene.parties["youth_worker"],
        )
        exiting = asyncio.create_task(region.administrator.ask("POST", f"{house}/exits", {"reason": "x"}))
        for _ in range(500):
            if await region.admin.fetchval(WAITING):
                break
            await asyncio.sleep(0.02)
        assent = {"answer": "assent"}
        answer = await region.youth_worker.ask(
            "POST", f"{scene.path}/{asked['id']}/responses", assent, If_Match="*"
        )
        assert answer.status_code == 201, answer.text
        await held.rollback()
        assert kind_of(await exiting) == (409, "handover-not-done")
    finally:
        await other.close()
    assert (await region.administrator.get(f"{house}/handover-list"))["counts"]["agreement"] == 1
    assert (await region.youth_worker.ask("GET", scene.case)).status_code == 200
    await region.youth_worker.post(
        f"{scene.path}/{asked['id']}/progress", {"step": "not_kept", "reason": "waiting_list"}
    )
