"""What an agreement needs, over HTTP on a real database (A2)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.agreements.scene import Scene, hold_regie, refused
from tests.people import Person

pytestmark = pytest.mark.anyio


async def need(
    scene: Scene, by: Person, agreement: Any, owner: str, expect: int = 201, **changes: Any
) -> Any:
    body = {
        "what": "Een fiets.", "owner": scene.parties.get(owner, owner), "dueDate": scene.day(7),
        "blocking": True, **changes,
    }  # fmt: skip
    return await scene.step(by, agreement, "preconditions", body, expect)


async def say(scene: Scene, by: Person, agreement: Any, kind: str, expect: int = 201, **said: Any) -> Any:
    one = agreement["preconditions"][-1]["id"]
    return await scene.step(by, agreement, f"preconditions/{one}/{kind}", said, expect)


async def test_what_blocks_is_met_before_it_is_reported_kept(scene: Scene) -> None:
    region = scene.region
    agreement = await scene.agreed("mother")
    asked = await need(scene, region.mother, agreement, "youth_worker")
    (one,) = asked["preconditions"]
    assert (one["what"], one["state"], one["blocking"], one["assent"]) == (
        "Een fiets.",
        "proposed",
        True,
        None,
    )
    assert (one["owner"]["organisation"], one["waitingOn"]["who"]) == ("Jeugdhulp Noord", "owner")
    done = {"step": "reported_kept"}
    blocked = await scene.step(region.mother, agreement, "progress", done, expect=409)
    assert refused(blocked) == "precondition-still-open"
    not_his = await say(scene, region.begeleider, asked, "responses", expect=403, answer="assent")
    assert refused(not_his) == "for-the-owner"
    promised = await say(scene, region.youth_worker, asked, "responses", answer="assent")
    (one,) = promised["preconditions"]
    assert (one["state"], one["assent"]["how"], one["assent"]["objectByAt"]) == ("agreed", "himself", None)
    await scene.step(region.mother, agreement, "progress", done, expect=409)
    proposer = await say(scene, region.begeleider, asked, "fulfilments", expect=403)
    assert refused(proposer) == "for-who-can-tell"
    met = await say(scene, region.youth_worker, asked, "fulfilments", note="Staat klaar.")
    assert (met["preconditions"][0]["state"], met["preconditions"][0]["waitingOn"]["who"]) == (
        "met",
        "nobody",
    )
    twice = await say(scene, region.youth_worker, asked, "fulfilments", expect=409)
    assert refused(twice) == "precondition-step-not-possible"
    reported = await scene.step(region.mother, agreement, "progress", done)
    assert reported["state"] == "reported_kept"
    listed = await region.begeleider.get(f"{scene.path}/{agreement['id']}/preconditions")
    assert listed["items"] == met["preconditions"]


async def test_what_is_declined_blocks_until_it_is_dropped(scene: Scene) -> None:
    region = scene.region
    agreement = await scene.agreed("mother")
    asked = await need(scene, region.begeleider, agreement, "youth_worker")
    no = await say(scene, region.youth_worker, asked, "responses", answer="decline", reason="Geen geld.")
    assert (no["preconditions"][0]["state"], no["preconditions"][0]["waitingOn"]["who"]) == (
        "declined", "responsible",
    )  # fmt: skip
    await scene.step(region.mother, agreement, "progress", {"step": "reported_kept"}, expect=409)
    other = await say(scene, region.youth_worker, asked, "droppings", expect=403, reason="Zij loopt.")
    assert refused(other) == "for-the-involved"
    dropped = await say(scene, region.mother, asked, "droppings", reason="Zij loopt.")
    assert dropped["preconditions"][0]["state"] == "dropped"
    await scene.step(region.mother, agreement, "progress", {"step": "reported_kept"})
    not_kept = await need(scene, region.mother, agreement, "teacher", expect=409)
    assert refused(not_kept) == "step-not-possible"


async def test_what_falls_away_can_be_why_it_was_not_kept(scene: Scene) -> None:
    region = scene.region
    agreement = await scene.agreed("mother")
    await need(scene, region.mother, agreement, "youth_worker")
    over = await scene.step(
        region.mother, agreement, "progress", {"step": "not_kept", "reason": "precondition"}
    )
    assert (over["state"], over["preconditions"][0]["waitingOn"]["who"]) == ("not_kept", "nobody")


async def test_who_sees_to_it_reads_the_agreement_and_has_a_day_of_his_own(scene: Scene) -> None:
    region = scene.region
    shut = await scene.propose(
        region.begeleider, "teacher", audience=["own_unit"], clientMayRead=False, dueDate=scene.day(30)
    )
    await region.mother.get(f"{scene.path}/{shut['id']}", expect=404)
    await need(scene, region.mother, shut, "teacher", expect=404)
    asked = await need(scene, region.begeleider, shut, "mother", blocking=False)
    promised = await say(scene, region.mother, asked, "responses", answer="assent")
    assert (promised["preconditions"][0]["overdue"], promised["clientMayRead"]) == (False, False)
    await region.youth_worker.get(f"{scene.path}/{shut['id']}", expect=404)
    region.move_clock(timedelta(days=7))
    path = f"{scene.path}/{shut['id']}"
    assert (await region.mother.get(path))["preconditions"][0]["overdue"] is False
    region.move_clock(timedelta(days=1))
    late = await region.mother.get(path)
    assert (late["preconditions"][0]["overdue"], late["overdue"]) == (True, False)


async def test_what_is_needed_can_be_said_with_the_proposal_and_who_asks_himself_has_agreed(
    scene: Scene,
) -> None:
    region = scene.region

    def wanted(owner: str, due: int) -> dict[str, Any]:
        return {"what": "x", "owner": scene.parties[owner], "dueDate": scene.day(due), "blocking": False}

    both = [wanted("begeleider", 3), wanted("teacher", 4)]
    proposed = await scene.propose(region.begeleider, "mother", preconditions=both)
    assert [one["state"] for one in proposed["preconditions"]] == ["agreed", "proposed"]
    assert proposed["version"] == 4
    for wrong, pointer, name in (
        (wanted("team", 3), "/preconditions/1/owner", "owner-unfit"),
        (wanted("teacher", -1), "/preconditions/1/dueDate", "due-date-past"),
    ):
        problem = await scene.propose(region.begeleider, "mother", expect=400, preconditions=[both[0], wrong])
        assert (refused(problem), [one["pointer"] for one in problem["errors"]]) == (name, [pointer])


async def test_the_regie_holder_notes_that_it_is_there(scene: Scene) -> None:
    agreement = await scene.agreed("mother")
    asked = await need(scene, scene.region.mother, agreement, "youth_worker")
    await say(scene, scene.region.youth_worker, asked, "responses", answer="assent")
    await say(scene, scene.region.teacher, asked, "fulfilments", expect=403)
    await hold_regie(scene, "teacher")
    met = await say(scene, scene.region.teacher, asked, "fulfilments")
    assert met["preconditions"][0]["state"] == "met"


async def test_where_its_owner_leaves_the_responsible_has_the_ball(scene: Scene) -> None:
    agreement = await scene.agreed("mother")
    await need(scene, scene.region.mother, agreement, "youth_worker")
    await scene.gone("youth_worker")
    (one,) = (await scene.region.mother.get(f"{scene.path}/{agreement['id']}"))["preconditions"]
    assert (one["state"], one["waitingOn"]["who"]) == ("proposed", "responsible")
    unfit = await need(scene, scene.region.mother, agreement, "youth_worker", expect=400)
    assert refused(unfit) == "owner-unfit"


async def test_the_projection_is_what_the_facts_say_and_holds_no_text(scene: Scene) -> None:
    region = scene.region
    agreement = await scene.agreed("mother")
    asked = await need(scene, region.mother, agreement, "youth_worker", what="Geheime fiets.")
    await say(scene, region.youth_worker, asked, "responses", answer="decline", reason="Geheime reden.")
    (row,) = await region.admin.fetch("SELECT * FROM chaincare.agreement_preconditions")
    assert (row["state"], row["waiting_on"], row["blocking"]) == ("declined", "responsible", True)
    assert str(row["owner_id"]) == scene.parties["youth_worker"]
    assert "Geheim" not in str(dict(row))
    seen = await region.coordinator.ask("GET", scene.path)
    assert seen.json()["items"][0]["preconditions"] is None
    assert "Geheim" not in seen.text
    assert "Geheim" not in "".join(str(dict(one)) for one in await region.entries())
    history = await region.begeleider.get(f"{scene.path}/{agreement['id']}/history")
    kinds = [(one["kind"], one.get("preconditionId")) for one in history["items"]]
    one_id = asked["preconditions"][0]["id"]
    assert kinds[2:] == [("precondition_set", one_id), ("precondition_declined", one_id)]
    assert history["items"][2]["owner"]["participationId"] == scene.parties["youth_worker"]


async def test_an_unknown_precondition_is_not_there(scene: Scene) -> None:
    agreement = await scene.agreed("mother")
    for kind, said in (
        ("responses", {"answer": "assent"}),
        ("fulfilments", {}),
        ("droppings", {"reason": "x"}),
    ):
        path = f"preconditions/{uuid4()}/{kind}"
        problem = await scene.step(scene.region.mother, agreement, path, said, expect=404)
        assert refused(problem) == "precondition-unknown"
