"""The plan of a case over HTTP: what she wants in her own words, who reads it, and how it was put before."""

import pytest
from tests.agreements.scene import refused, set_scene
from tests.people import Region

pytestmark = pytest.mark.anyio
GOAL = {"ownWords": "Ik wil weer naar gym.", "meaning": "Joins the lessons twice a week."}


async def test_a_plan_in_her_own_words_and_how_it_was_before(region: Region) -> None:
    scene = await set_scene(region)
    path = f"{scene.case}/plans"
    first = {"goals": [GOAL], "agrees": "partly", "agreesBecause": "Not every week."}
    made = await region.teacher.post(path, first)
    assert made["goals"] == [GOAL | {"noOwnWordsBecause": None, "state": "open"}]
    assert (made["version"], made["saidBy"], made["clientMayRead"]) == (1, scene.parties["teacher"], True)
    # Whoever sees the core of the case sees its goals; the mother too.
    for who in (region.youth_worker, region.begeleider, region.mother):
        assert (await who.get(path))["items"] == [made]
    await region.outsider.get(path, expect=404)
    assert (await region.coordinator.ask("GET", path)).status_code == 403

    second = first | {"goals": [GOAL | {"state": "achieved"}], "agrees": "yes", "agreesBecause": None}
    one = f"{path}/{made['id']}"
    for etag, status in ((None, 428), ('"2"', 412), ('"1"', 200), ('"1"', 412)):
        more = {} if etag is None else {"If_Match": etag}
        answer = await region.begeleider.ask("PUT", one, second, **more)
        assert answer.status_code == status, answer.text
    changed = await region.mother.get(one)
    assert (changed["version"], changed["agrees"], changed["saidBy"]) == (
        2,
        "yes",
        scene.parties["begeleider"],
    )
    versions = await region.youth_worker.get(f"{one}/versions")
    assert versions["items"] == [changed, made]
    kinds = [line["kind"] for line in (await region.teacher.get(f"{scene.case}/timeline"))["items"]]
    assert (kinds.count("plan_made"), kinds.count("plan_changed")) == (1, 1)

    # Who takes part with core reads and does not write; nor does she, whose words they are.
    for reader in (region.youth_worker, region.mother):
        assert (await reader.ask("POST", path, first)).status_code == 403
        assert (await reader.ask("PUT", one, first, If_Match='"2"')).status_code == 403
    for wrong, code in (
        (first | {"goals": [{"meaning": "Rest."}]}, "goal-without-words"),
        (first | {"agreesBecause": None}, "agrees-because-needed"),
    ):
        assert refused(await region.teacher.post(path, wrong, expect=400)) == code

    # The switch keeps the whole plan from the client's side, what it was before too.
    hidden = second | {"clientMayRead": False}
    assert (await region.teacher.ask("PUT", one, hidden, If_Match='"2"')).status_code == 200
    assert (await region.mother.get(path))["items"] == []
    for tail in ("", "/versions"):
        answer = await region.mother.get(one + tail, expect=404)
        assert refused(answer) == "plan-unknown"
    shown = [line["kind"] for line in (await region.mother.get(f"{scene.case}/timeline"))["items"]]
    assert "plan_made" not in shown
