"""Many at once have one effect: the row of an agreement is what they queue for."""

import asyncio
from collections import Counter

import pytest
from tests.agreements.scene import Scene

pytestmark = pytest.mark.anyio


async def test_32_assents_at_once_agree_once(scene: Scene) -> None:
    proposed = await scene.propose(scene.region.begeleider, "mother")
    path = f"{scene.path}/{proposed['id']}/responses"
    answers = await asyncio.gather(
        *(scene.region.mother.insist("POST", path, {"answer": "assent"}) for _ in range(32))
    )
    assert Counter(one.status_code for one in answers) == {201: 1, 409: 31}
    history = await scene.region.mother.get(f"{scene.path}/{proposed['id']}/history")
    assert [one["kind"] for one in history["items"]] == ["proposed", "agreed"]
    done = await scene.region.entries("event = 'agreement.answered' AND outcome = 'done'")
    assert [str(one["object_id"]) for one in done] == [proposed["id"]]


async def test_confirm_and_reject_at_once_have_one_effect(scene: Scene) -> None:
    reported = await scene.reported("teacher")
    path = f"{scene.path}/{reported['id']}/confirmations"
    answers = await asyncio.gather(
        *(
            by.ask("POST", path, body)
            for _ in range(4)
            for by, body in (
                (scene.region.mother, {"answer": "confirm"}),
                (scene.region.youth_worker, {"answer": "reject", "reason": "Niet gezien."}),
            )
        )
    )
    assert Counter(one.status_code for one in answers) == {201: 1, 409: 7}
