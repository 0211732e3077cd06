"""The network hears what is missing, and nothing about whom."""

from typing import Any

import pytest
from tests.agreements.scene import set_scene
from tests.inventory_lines.lines import make_inventory, report
from tests.people import Region

pytestmark = pytest.mark.anyio
TOLD: dict[str, Any] = {
    "reason": "waiting_list", "sector": "care", "text": "Voor hulp in de klas is er een wachtlijst van een jaar."
}  # fmt: skip


async def _step(who: Any, one: str, what: str, version: int, body: dict[str, Any]) -> Any:
    return await who.ask("POST", f"/bottlenecks/{one}/{what}", body, If_Match=f'"{version}"')


async def test_told_by_anybody_solved_by_the_network_and_confirmed_by_who_told_it(region: Region) -> None:
    voortrekker, funder = region.person("voortrekker"), region.person("funder")
    told = await region.teacher.post("/bottlenecks", TOLD)
    address = f"/bottlenecks/{told['id']}"
    seen = await funder.get(address)
    assert (seen["state"], seen["yours"], seen["steps"], "raised" in str(seen).replace(seen["state"], "")) == (
        "raised", False, [], False,
    )  # fmt: skip
    assert (await region.teacher.get(address))["yours"]
    assert (await funder.ask("POST", "/bottlenecks", TOLD)).status_code == 403
    held_back = await region.teacher.ask("POST", "/bottlenecks", TOLD | {"text": "Bel 06 12345678 voor Jan."})
    assert (held_back.status_code, held_back.json()["type"]) == (
        400,
        "urn:problem-type:chaincare:text-names-somebody",
    )

    said = {"text": "De gemeente koopt twintig plekken in."}
    assert (await _step(region.teacher, told["id"], "answers", 1, said)).status_code == 403
    assert (await voortrekker.ask("POST", f"{address}/answers", said)).status_code == 428
    assert (await _step(voortrekker, told["id"], "answers", 1, said)).status_code == 201
    assert (await _step(voortrekker, told["id"], "answers", 1, said)).status_code == 412
    assert (await _step(region.teacher, told["id"], "confirmations", 2, {"solved": True})).status_code == 409
    assert (await _step(voortrekker, told["id"], "answers", 2, said | {"solved": True})).status_code == 201
    # Whoever did not tell it confirms nothing: by the rules, and by the wall under them.
    assert (
        await _step(region.specialist, told["id"], "confirmations", 3, {"solved": True})
    ).status_code == 403
    again = await _step(
        region.teacher, told["id"], "confirmations", 3, {"solved": False, "text": "Er staan er nog tien."}
    )
    assert (again.status_code, again.json()["state"]) == (201, "raised")
    await _step(voortrekker, told["id"], "answers", 4, said | {"solved": True})
    assert (await _step(region.teacher, told["id"], "confirmations", 5, {"solved": True})).json()[
        "state"
    ] == "confirmed"
    steps = (await funder.get(address))["steps"]
    assert [one["kind"] for one in steps] == ["answered", "solved", "taken_up_again", "solved", "confirmed"]
    assert [one["takenBy"] is None for one in steps] == [False, False, True, False, True]
    assert [one["id"] for one in (await funder.get("/bottlenecks?state=confirmed"))["items"]] == [told["id"]]
    assert (await funder.get("/bottlenecks?state=raised"))["items"] == []


async def test_from_a_case_goes_only_why_and_which_sector(region: Region) -> None:
    scene = await set_scene(region)
    one = await scene.agreed("youth_worker")
    await scene.step(region.youth_worker, one, "progress", {"step": "not_kept", "reason": "waiting_list"})
    raised = await region.begeleider.post(
        f"{scene.path}/{one['id']}/bottlenecks", {"text": "Er is een wachtlijst."}
    )
    reports = f"{scene.case}/bottlenecks/{raised['id']}/network-reports"
    named = await region.begeleider.ask("POST", reports, {"text": "Désirée wacht al een jaar."})
    assert (named.status_code, named.json()["type"]) == (
        400,
        "urn:problem-type:chaincare:bottleneck-names-client",
    )
    # Nor anybody else whom its writer may see: here somebody whom his unit put on an inventory.
    await report(region, await make_inventory(region))
    other = await region.begeleider.ask("POST", reports, {"text": "Ook Noor Terpstra wacht."})
    assert (other.status_code, other.json()["type"].rsplit(":", 1)[-1]) == (400, "text-names-somebody")
    told = await region.begeleider.post(reports, {"text": "Er is te weinig hulp in de klas."})
    seen = await region.person("outsider").get(f"/bottlenecks/{told['id']}")
    assert (seen["reason"], seen["sector"], seen["text"]) == (
        "waiting_list",
        "care",
        "Er is te weinig hulp in de klas.",
    )
    assert (await region.person("outsider").ask("POST", reports, {"text": "x"})).status_code == 404
    row = await region.admin.fetchrow(
        "SELECT * FROM chaincare.network_bottlenecks WHERE id = $1::text::uuid", told["id"]
    )
    assert scene.case.rsplit("/", 1)[-1] not in str(dict(row))
    assert "Désirée" not in str(dict(row))
