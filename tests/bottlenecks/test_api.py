"""A bottleneck goes to the management of who does not deliver, without the case, and comes back with an answer."""

import pytest
from tests.agreements.scene import refused, set_scene
from tests.people import Person, Region

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
    assert refused(await region.teacher.post(raising, {"text": TEXT}, expect=409)) == "raised-already"
    foreign = {"text": TEXT, "organisationId": scene.parties["teacher"]}
    assert refused(await region.teacher.post(raising, foreign, expect=400)) == "who-does-not-deliver"
    elsewhere = {"text": TEXT, "organisationId": str(EXPERTISE.id)}
    assert (await region.teacher.post(raising, elsewhere))["organisation"] == EXPERTISE.name
    assert (await region.mother.ask("POST", raising, elsewhere)).status_code == 403
    assert (await region.mother.ask("GET", f"{scene.case}/bottlenecks")).status_code == 403
    await region.outsider.post(raising, {"text": TEXT}, expect=404)

    manager = await manager_of(region, YOUTH_CARE, "jeugdportaal")
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
    await manager.post(answering, {"text": "Two more people from May on."})
    assert refused(await manager.post(answering, {"text": "Again."}, expect=409)) == "answered-already"
    assert (await manager.ask("GET", scene.case)).status_code == 404
    assert (await region.youth_worker.ask("GET", "/received-bottlenecks")).status_code == 403

    [_, told] = (await region.begeleider.get(f"{scene.case}/bottlenecks"))["items"]
    assert (told["id"], told["answerText"]) == (raised["id"], "Two more people from May on.")
    kinds = [line["kind"] for line in (await region.teacher.get(f"{scene.case}/timeline"))["items"]]
    assert (kinds.count("bottleneck_raised"), kinds.count("bottleneck_answered")) == (2, 1)
