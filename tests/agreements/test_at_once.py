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


async def test_who_ends_one_and_who_agrees_to_another_in_its_place_wait_for_nobody_in_a_ring(
    scene: Scene,
) -> None:
    region = scene.region
    for _ in range(3):
        old = await scene.agreed("mother")
        new = await scene.propose(region.begeleider, "youth_worker", supersedes=old["id"])
        rival = await scene.propose(region.begeleider, "teacher", supersedes=old["id"])
        asked = [
            (region.youth_worker, new, "responses", {"answer": "assent"}),
            (region.teacher, rival, "responses", {"answer": "assent"}),
            (region.begeleider, old, "cancellations", {"reason": "x"}),
        ]
        answers = await asyncio.gather(
            *(by.ask("POST", f"{scene.path}/{one['id']}/{step}", body) for by, one, step, body in asked)
        )
        # Whichever came first; what can come about no more went back, and nothing is agreed to beside it.
        assert Counter(one.status_code for one in answers) == {201: 1, 409: 2}
        for one in (new, rival):
            now = await region.begeleider.get(f"{scene.path}/{one['id']}")
            assert (now["state"], now["returned"]) in {("agreed", False), ("proposed", True)}


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
