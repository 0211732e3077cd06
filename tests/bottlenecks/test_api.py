"""A bottleneck goes to the management of who does not deliver, without the case, and comes back with an answer."""

from datetime import timedelta
from typing import Any

import pytest
from tests.agreements.scene import Scene, refused, set_scene
from tests.people import Person, Region
from tests.worklist.lists import do, only, rows_of

from chaincare.demo.world import EXPERTISE, YOUTH_CARE, House

pytestmark = pytest.mark.anyio
TEXT = "There is a waiting list of a year for this help."


async def manager_of(region: Region, house: House, client: str) -> Person:
    """Somebody who works there, and hears what is missing."""
    made = await region.administrator.post(
        "/professionals",
        {"unitId": str(house.unit_id), "subject": f"m-{client}", "name": "Lies Bron", "function": "manager"},
    )
    mandate = {
        "professionalId": made["id"], "kind": "management_contact", "organisationId": str(house.id),
        "endsAt": "2027-06-01T00:00:00Z",
    }  # fmt: skip
    await region.administrator.post("/mandates", mandate)
    token = region.issuers.token(house.issuer, f"m-{client}", client_id=client, scopes=("cases",))
    return Person("manager", region.http, token, region.calls)


async def unanswered(region: Region, scene: Scene, manager: Person, raised: Any) -> None:
    """It lies with that management; after its term with who raised it and the coordinator too; until it is answered."""
    row = await only(manager, "bottleneck_to_answer")
    assert (row["caseId"], row["reference"], row["reach"], row["waitingFor"]["who"]) == (
        None, None, "management", "management",
    )  # fmt: skip
    assert (row["dueDate"], row["act"]["href"]) == (
        raised["answerByDate"],
        f"/v1/received-bottlenecks/{raised['id']}/answers",
    )
    entries = await region.entries(
        "event = 'worklist.read' AND query_id IS NOT NULL AND reach = 'management'"
    )
    assert [str(entry["object_id"]) for entry in entries] == [raised["id"]]
    [line] = (await manager.get("/management-overview"))["items"]
    assert (line["kind"], line["dueDate"], line["daysLate"], line["unit"]) == (
        "bottleneck", raised["answerByDate"], 0, None,
    )  # fmt: skip
    # Its term is over, and nobody answered: it is back with who raised it, and the coordinator hears who is silent.
    assert "bottleneck_unanswered" not in str(await rows_of(region.begeleider))
    region.move_clock(timedelta(days=21))
    row = next(one for one in await rows_of(region.begeleider) if one["kind"] == "bottleneck_unanswered")
    assert (row["overdue"], row["href"], row["act"]) == (True, f"/v1{scene.case}/bottlenecks", None)
    rows = [one for one in await rows_of(region.coordinator) if one["kind"] == "bottleneck_unanswered"]
    assert {one["waitingFor"]["person"]["organisation"] for one in rows} == {YOUTH_CARE.name, EXPERTISE.name}
    assert "Désirée" not in str(rows)
    assert "bottleneck" not in str(await rows_of(region.mother, "?whose=anyone"))
    row = await only(manager, "bottleneck_to_answer")
    assert row["overdue"]
    await do(manager, row, {"text": "Two more people from May on."})
    assert await rows_of(manager) == (await manager.get("/management-overview"))["items"] == []
    assert "bottleneck_unanswered" not in str(await rows_of(region.begeleider))


async def test_it_is_told_without_the_case_and_comes_back_with_an_answer(region: Region) -> None:
    scene = await set_scene(region)
    one = await scene.agreed("youth_worker")
    raising = f"{scene.path}/{one['id']}/bottlenecks"
    assert refused(await region.begeleider.post(raising, {"text": TEXT}, expect=409)) == "nothing-missed"
    await scene.step(region.youth_worker, one, "progress", {"step": "not_kept", "reason": "waiting_list"})
    for text in ("Désirée waits.", "Call 06 12 34 56 78."):
        named = await region.begeleider.post(raising, {"text": text}, expect=400)
        assert (refused(named), named["errors"][0]["pointer"]) == ("bottleneck-names-client", "/text")
    raised = await region.begeleider.post(raising, {"text": TEXT})
    assert (raised["reason"], raised["organisationId"]) == ("waiting_list", str(YOUTH_CARE.id))
    assert raised["managementAbsent"] is True
    # Nobody is there to hear it: who administers gives somebody that mandate.
    row = await only(region.administrator, "management_absent")
    assert (row["organisationId"], row["askedBy"], row["act"]["needs"]) == (
        str(YOUTH_CARE.id), None, ["organisationId"],
    )  # fmt: skip
    assert refused(await region.teacher.post(raising, {"text": TEXT}, expect=409)) == "raised-already"
    foreign = {"text": TEXT, "organisationId": scene.parties["teacher"]}
    assert refused(await region.teacher.post(raising, foreign, expect=400)) == "who-does-not-deliver"
    elsewhere = {"text": TEXT, "organisationId": str(EXPERTISE.id)}
    told = await region.teacher.post(raising, elsewhere)
    assert (told["organisation"], told["managementAbsent"]) == (EXPERTISE.name, False)
    assert (await region.mother.ask("POST", raising, elsewhere)).status_code == 403
    assert (await region.mother.ask("GET", f"{scene.case}/bottlenecks")).status_code == 403
    await region.outsider.post(raising, {"text": TEXT}, expect=404)

    manager = await manager_of(region, YOUTH_CARE, "jeugdportaal")
    assert await rows_of(region.administrator) == []
    found = await manager.get("/received-bottlenecks")
    [theirs] = found["items"]
    assert (theirs["text"], theirs["reason"], theirs["answerText"]) == (TEXT, "waiting_list", None)
    for word in (
        scene.case.removeprefix("/cases/"),
        one["id"],
        "Désirée",
        "school every morning",
        scene.parties["begeleider"],
    ):
        assert word not in str(found)
    entries = await region.entries("event = 'received-bottlenecks.read' AND query_id IS NOT NULL")
    assert [(entry["reach"], str(entry["object_id"])) for entry in entries] == [("management", raised["id"])]
    answering = f"/received-bottlenecks/{raised['id']}/answers"
    for nobody in (region.youth_worker, region.begeleider, region.mother):
        assert (await nobody.ask("POST", answering, {"text": "x"})).status_code in {403, 404}
    other = (await region.teacher.get(f"{scene.case}/bottlenecks"))["items"][0]["id"]
    await manager.post(f"/received-bottlenecks/{other}/answers", {"text": "x"}, expect=404)
    await unanswered(region, scene, manager, raised)
    assert refused(await manager.post(answering, {"text": "Again."}, expect=409)) == "answered-already"
    assert (await manager.ask("GET", scene.case)).status_code == 404
    assert (await region.youth_worker.ask("GET", "/received-bottlenecks")).status_code == 403

    [_, told] = (await region.begeleider.get(f"{scene.case}/bottlenecks"))["items"]
    assert (told["id"], told["answerText"]) == (raised["id"], "Two more people from May on.")
    kinds = [line["kind"] for line in (await region.teacher.get(f"{scene.case}/timeline"))["items"]]
    assert (kinds.count("bottleneck_raised"), kinds.count("bottleneck_answered")) == (2, 1)


async def test_it_is_solved_by_who_delivers_and_confirmed_by_who_raised_it(region: Region) -> None:
    scene = await set_scene(region)
    one = await scene.agreed("youth_worker")
    await scene.step(region.youth_worker, one, "progress", {"step": "not_kept", "reason": "waiting_list"})
    raised = await region.begeleider.post(f"{scene.path}/{one['id']}/bottlenecks", {"text": TEXT})
    manager = await manager_of(region, YOUTH_CARE, "jeugdportaal")
    confirming = f"{scene.case}/bottlenecks/{raised['id']}/confirmations"
    solving = f"/received-bottlenecks/{raised['id']}/solutions"
    assert (
        refused(await region.begeleider.post(confirming, {"solved": True}, expect=409))
        == "bottleneck-not-solved"
    )
    assert (await region.begeleider.ask("POST", solving, {"text": "x"})).status_code in {403, 404}

    # Who solves it without an answer before has answered with it.
    await manager.post(solving, {"text": "A second team began."})
    assert refused(await manager.post(solving, {"text": "Again."}, expect=409)) == "bottleneck-solved-already"
    row = await only(region.begeleider, "bottleneck_to_confirm")
    assert (row["withYou"], row["act"]["href"]) == (True, f"/v1{confirming}")
    assert "bottleneck_to_confirm" not in str(await rows_of(region.coordinator))
    assert await rows_of(manager) == []

    # Turned back, in words about nobody: it is open again, with a new term, and what was said stays.
    assert (
        refused(await region.begeleider.post(confirming, {"solved": False}, expect=400))
        == "turn-back-reason-needed"
    )
    named = await region.begeleider.post(
        confirming, {"solved": False, "reason": "Désirée still waits."}, expect=400
    )
    assert refused(named) == "bottleneck-names-client"
    region.move_clock(timedelta(days=3))
    back = await region.begeleider.post(
        confirming, {"solved": False, "reason": "The wait is as long as it was."}
    )
    assert (back["state"], back["answerText"], back["answerByDate"] > raised["answerByDate"]) == (
        "open",
        None,
        True,
    )
    [theirs] = (await manager.get("/received-bottlenecks"))["items"]
    assert [(x["solutionText"], x["reason"]) for x in theirs["earlier"]] == [
        ("A second team began.", "The wait is as long as it was."),
    ]
    row = await only(manager, "bottleneck_to_answer")
    await do(manager, row, {"text": "From May on."})
    await manager.post(solving, {"text": "Nobody waits longer than a week."})
    after = await region.begeleider.post(confirming, {"solved": True})
    assert (after["state"], after["solutionText"]) == ("confirmed", "Nobody waits longer than a week.")
    assert "bottleneck_to_confirm" not in str(await rows_of(region.begeleider))
    kinds = [line["kind"] for line in (await region.teacher.get(f"{scene.case}/timeline"))["items"]]
    assert (kinds.count("bottleneck_solved"), kinds.count("bottleneck_confirmed")) == (1, 1)
    assert (
        refused(await region.begeleider.post(confirming, {"solved": True}, expect=409))
        == "bottleneck-not-solved"
    )


async def test_it_is_printed_as_a_letter_without_the_case(region: Region) -> None:
    scene = await set_scene(region)
    one = await scene.agreed("youth_worker")
    await scene.step(region.youth_worker, one, "progress", {"step": "not_kept", "reason": "waiting_list"})
    text = f"{TEXT} <script>alert(1)</script>"
    raised = await region.begeleider.post(f"{scene.path}/{one['id']}/bottlenecks", {"text": text})
    manager = await manager_of(region, YOUTH_CARE, "jeugdportaal")
    theirs, his = (
        f"/received-bottlenecks/{raised['id']}/letter",
        f"{scene.case}/bottlenecks/{raised['id']}/letter",
    )
    letters = [
        await who.ask("GET", path, Accept="text/html")
        for who, path in ((manager, theirs), (region.begeleider, his))
    ]
    assert letters[0].content == letters[1].content
    [answer] = letters[:1]
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    for word in (YOUTH_CARE.name, TEXT, "er was een wachtlijst", "&lt;script&gt;"):
        assert word in answer.text, word
    for word in (scene.case.removeprefix("/cases/"), one["id"], "Désirée", "Fatma", "Sanne", "<script>"):
        assert word not in answer.text, word
    for nobody, path in (
        (region.youth_worker, theirs),
        (region.begeleider, theirs),
        (region.mother, his),
        (region.outsider, his),
    ):
        assert (await nobody.ask("GET", path, Accept="text/html")).status_code in {403, 404}, nobody.role
    [entry] = await region.entries("event = 'received-bottleneck.printed' AND outcome = 'entered'")
    assert (str(entry["object_id"]), entry["reach"]) == (raised["id"], "management")
