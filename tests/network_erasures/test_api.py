"""A text above the cases that points at somebody is withdrawn: the words are gone from the database, who wrote it when stays."""

from typing import Any

import pytest
from tests.collaboration_plans.plans import PLAN, answer_to
from tests.inventory_parties.test_api import needed, parties
from tests.network_bottlenecks.test_api import TOLD
from tests.network_documents.test_api import GROUP
from tests.people import Region
from tests.success_factors.test_api import colour

pytestmark = pytest.mark.anyio
GONE = "Deze tekst is ingetrokken. This text was withdrawn."
BECAUSE = {"reason": "names_somebody"}


async def erase(region: Region, **place: Any) -> Any:
    return await region.person("voortrekker").post("/network-erasures", BECAUSE | place)


async def test_one_edition_of_a_document_is_withdrawn_and_says_so(region: Region) -> None:
    voortrekker = region.person("voortrekker")
    made = await voortrekker.post(
        "/network-documents", GROUP | {"title": "Werkgroep Zebra", "text": "Over Zebra."}
    )
    at = f"/network-documents/{made['id']}"
    said = {key: value for key, value in GROUP.items() if key != "kind"}
    assert (await voortrekker.ask("PUT", at, said, If_Match='"1"')).status_code == 200
    place = BECAUSE | {"kind": "network_document", "documentId": made["id"], "version": 1}
    for nobody in (region.teacher, region.person("funder"), region.person("manager")):
        assert (await nobody.ask("POST", "/network-erasures", place)).status_code == 403
    assert (await voortrekker.ask("POST", "/network-erasures", place | {"version": 3})).status_code == 404
    erased = await erase(region, **place)
    assert (erased["thingId"], erased["version"], erased["reason"]) == (made["id"], 1, "names_somebody")
    assert (await voortrekker.ask("POST", "/network-erasures", place)).status_code == 409

    present, before = (await region.teacher.get(f"{at}/editions"))["items"]
    assert (present["title"], present["text"]) == (GROUP["title"], GROUP["text"])
    assert (before["title"], before["text"], before["writtenBy"]) == (
        GONE,
        GONE,
        made["edition"]["writtenBy"],
    )
    assert before["writtenAt"] == made["edition"]["writtenAt"]
    kept = await region.admin.fetch("SELECT * FROM chaincare.network_document_editions")
    assert not any("zebra" in str(dict(row)).lower() for row in kept)
    assert (await region.person("funder").get("/network-erasures"))["items"] == [erased]
    [entry] = await region.entries("event = 'network-text.erased' AND outcome = 'done'")
    assert str(entry["object_id"]) == made["id"]
    assert (await region.mother.ask("GET", "/network-erasures")).status_code == 403


async def test_what_was_told_and_what_was_answered_is_withdrawn_each_by_itself(region: Region) -> None:
    voortrekker = region.person("voortrekker")
    told = (await region.teacher.post("/bottlenecks", TOLD | {"text": "Zebra wacht."}))["id"]
    answer = {"text": "Zebra krijgt een plek.", "solved": True}
    await voortrekker.ask("POST", f"/bottlenecks/{told}/answers", answer, If_Match='"1"')
    await erase(region, kind="network_bottleneck", networkBottleneckId=told)
    read = await region.teacher.get(f"/bottlenecks/{told}")
    assert (read["text"], read["steps"][0]["text"], read["yours"]) == (GONE, answer["text"], True)
    await erase(region, kind="network_bottleneck", networkBottleneckId=told, step=1)
    assert "Zebra" not in str(await region.teacher.get(f"/bottlenecks/{told}"))


async def test_a_plan_and_a_needed_party_too(region: Region) -> None:
    voortrekker = region.person("voortrekker")
    plan = (await voortrekker.post("/collaboration-plans", PLAN))["id"]
    at = f"/collaboration-plans/{plan}"
    said = answer_to("partner", "") | {"text": "Zebra."}
    assert (await voortrekker.ask("PUT", f"{at}/answers/partner", said, If_Match='"0"')).status_code == 200
    await erase(region, kind="plan_answer", collaborationPlanId=plan, role="partner", version=1)
    assert (await region.teacher.get(f"{at}/answers/partner"))["answer"]["text"] == GONE
    trust = f"{at}/success-factors/trust/assessments"
    one = await voortrekker.post(trust, colour(region, "amber", motivation="Zebra.", evidence="Zebra."))
    await erase(region, kind="factor_assessment", collaborationPlanId=plan, assessmentId=one["id"])
    [assessed] = (await region.teacher.get(trust))["items"]
    assert (assessed["colour"], assessed["motivation"], assessed["evidence"]) == ("amber", GONE, None)

    path = await parties(region)
    who = {"kind": "help", "help": "Een klas voor Zebra"}
    named = await voortrekker.post(path, needed(region, who=who, neededFor="Zebra.", nextStep="Bel Zebra."))
    place = {"kind": "inventory_party", "inventoryId": path.split("/")[2], "partyId": named["id"]}
    await erase(region, **place)
    await erase(region, **place, version=1)
    [party] = (await region.teacher.get(path))["items"]
    assert (party["who"]["help"], party["neededFor"], party["steps"][0]["nextStep"]) == (GONE, GONE, GONE)
    assert "Zebra" not in str(party)


async def test_what_is_not_there_leaves_no_trace_of_having_been_withdrawn(region: Region) -> None:
    told = (await region.teacher.post("/bottlenecks", TOLD))["id"]
    place = BECAUSE | {"kind": "network_bottleneck", "networkBottleneckId": told, "step": 1}
    missed = await region.coordinator.ask("POST", "/network-erasures", place)
    assert (missed.status_code, missed.json()["type"].rsplit(":", 1)[-1]) == (404, "network-text-unknown")
    other = BECAUSE | {"kind": "network_document", "documentId": told, "version": 1}
    assert (await region.coordinator.ask("POST", "/network-erasures", other)).status_code == 404
    assert (await region.teacher.get("/network-erasures"))["items"] == []
    assert (await region.teacher.get(f"/bottlenecks/{told}"))["text"] == TOLD["text"]


async def test_the_application_empties_no_text_by_itself(region: Region) -> None:
    """Only the door does, and only into the sentence that says so: what was written is changed by nobody."""
    for table, column in (
        ("network_document_editions", "words"),
        ("collaboration_answers", "words"),
        ("factor_assessments", "motivation"),
        ("network_bottlenecks", "words"),
        ("network_bottleneck_steps", "words"),
        ("inventory_parties", "needed_for"),
        ("inventory_party_steps", "reason"),
        ("network_erasures", "reason"),
    ):
        asked = "SELECT has_column_privilege('chaincare_app', 'chaincare.' || $1, $2, 'UPDATE')"
        assert not await region.admin.fetchval(asked, table, column), table
