"""Before there is a case, a colleague can be kept from what is known of a person; the case that is opened keeps her out too."""

from datetime import timedelta
from typing import Any

import pytest
from tests.inventory_lines.lines import make_inventory, report, today
from tests.inventory_lines.test_opening import opening
from tests.people import Region
from tests.relation_conflicts.test_known_again import known_again
from tests.worklist.lists import rows_of

from chaincare.demo.world import person

pytestmark = pytest.mark.anyio


def against(region: Region, role: str) -> dict[str, Any]:
    return {
        "professionalId": str(person(role).id), "reason": "They were married.", "decidedBy": "her mother",
        "reviewDate": str(today(region) + timedelta(days=90)),
    }  # fmt: skip


async def test_a_colleague_is_kept_from_a_line_and_from_the_case_that_comes_of_it(region: Region) -> None:
    inventory = await make_inventory(region)
    one, other = await report(region, inventory), await report(region, inventory)
    her, lines = region.person("voortrekker"), f"/inventories/{inventory}/lines"
    assert (await her.get(one))["state"] == "open"
    await region.teacher.post(f"{one}/relation-conflicts", against(region, "voortrekker"))
    again = await region.teacher.ask("POST", f"{one}/relation-conflicts", against(region, "voortrekker"))
    assert (again.status_code, again.json()["type"].rpartition(":")[2]) == (409, "already-in-conflict")
    for path in (one, f"{one}/informed"):
        assert (await her.ask("GET", path)).status_code == 404
    assert (await her.ask("POST", f"{one}/cases", opening())).status_code == 404
    [left] = (await her.get(f"{lines}?limit=1"))["items"]
    assert other.endswith(left["id"])
    assert [item["id"] for item in (await her.get(lines))["items"]] == [left["id"]]
    assert (await region.begeleider.get(one))["keptFromIds"] == [str(person("voortrekker").id)]
    await known_again(region, "voortrekker")
    assert (await her.ask("GET", one)).status_code == 404

    opened = await region.begeleider.post(f"{one}/cases", opening())
    [conflict] = (await region.begeleider.get(f"/cases/{opened['id']}/relation-conflicts"))["items"]
    assert (conflict["party"]["id"], conflict["reason"]) == (
        str(person("voortrekker").id),
        "They were married.",
    )
    for path in (one, f"/cases/{opened['id']}"):
        assert (await her.ask("GET", path)).status_code == 404, path
        assert (await region.begeleider.ask("GET", path)).status_code == 200, path
    ended = f"/cases/{opened['id']}/relation-conflicts/{conflict['id']}/endings"
    await region.begeleider.post(ended, {"reason": "not so"})
    assert (await her.get(one))["state"] == "case_opened"
    assert not await region.admin.fetchval(
        "SELECT count(*) FROM chaincare.inventory_lines WHERE kept_from::text LIKE '%married%'"
    )


async def test_who_reported_it_can_be_kept_from_it_and_his_unit_looks_at_it_instead(region: Region) -> None:
    one = await report(region, await make_inventory(region))
    refused = await region.teacher.ask("POST", f"{one}/relation-conflicts", against(region, "teacher"))
    assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (409, "conflict-with-yourself")
    await region.begeleider.post(f"{one}/relation-conflicts", against(region, "teacher"))
    assert (await region.teacher.ask("GET", one)).status_code == 404
    region.move_clock(timedelta(days=61))
    kind = "inventory_line_to_review"
    assert kind in {row["kind"] for row in await rows_of(region.begeleider, "?whose=anyone")}
    assert kind not in {row["kind"] for row in await rows_of(region.teacher, "?whose=anyone")}
    for nobody in ("specialist", "network-coordinator", "outsider"):
        asked = await region.person(nobody).ask("POST", f"{one}/relation-conflicts", against(region, "fg"))
        assert asked.status_code == 404, nobody
    unknown = await region.begeleider.ask(
        "POST",
        f"{one}/relation-conflicts",
        against(region, "fg") | {"professionalId": one.rpartition("/")[2]},
    )
    assert unknown.json()["errors"][0]["pointer"] == "/professionalId"
