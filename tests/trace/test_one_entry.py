"""One entry is found by its id, by whoever may read it, and the search is traced as any."""

from typing import Any
from uuid import uuid4

import pytest
from tests.people import Region, open_case
from tests.stories.test_the_auditors_morning import auditor_of
from tests.trace.test_search import plan_of

from chaincare.demo.world import YOUTH_CARE, person
from chaincare.trace import reading

pytestmark = pytest.mark.anyio


async def found(who: Any, entry_id: str) -> list[dict[str, Any]]:
    page = await who.post("/access-log/_search", {"entryId": entry_id}, expect=200)
    assert page["nextCursor"] is None
    return list(page["items"])


async def test_who_may_read_an_entry_finds_it_by_its_id(region: Region) -> None:
    opened = await open_case(region)
    by_case = (await region.auditor.post("/access-log/_search", {"caseId": opened["id"]}, expect=200))[
        "items"
    ]
    one = next(each for each in by_case if each["event"] == "case.opened")
    assert await found(region.auditor, one["id"]) == [one]
    # What is no entry is not there, also an id that says no time.
    for unknown in (opened["id"], str(uuid4())):
        assert await found(region.auditor, unknown) == []
    asked = await region.admin.fetchval(
        "SELECT count(*) FROM chaincare.access_entries WHERE event = 'access-log.searched' AND asked_id = $1",
        one["id"],
    )
    assert asked == 1


async def test_an_organisations_auditor_finds_what_its_own_people_did(region: Region) -> None:
    opened = await open_case(region)
    by_case = (await region.auditor.post("/access-log/_search", {"caseId": opened["id"]}, expect=200))[
        "items"
    ]
    cares = await auditor_of(region, YOUTH_CARE.id)
    await region.youth_worker.get("/worklist")
    asked = {"organisationId": str(YOUTH_CARE.id), "limit": 1}
    ours = (await cares.post("/access-log/_search", asked, expect=200))["items"][0]
    assert [each["id"] for each in await found(cares, ours["id"])] == [ours["id"]]
    for of_others in by_case:
        assert await found(cares, of_others["id"]) == []


async def test_an_auditor_does_not_read_that_his_own_entry_was_asked_for(region: Region) -> None:
    opened = await open_case(region)
    await region.auditor.post("/access-log/_search", {"caseId": opened["id"]}, expect=200)
    third, himself = region.person("other-auditor"), str(person("auditor").id)
    searches = {"professionalId": himself, "limit": 50}
    his = (await third.post("/access-log/_search", searches, expect=200))["items"][0]["id"]
    asked = {"professionalId": str(person("other-auditor").id), "limit": 50}
    assert [one["id"] for one in await found(third, his)] == [his]

    async def told(who: Any) -> bool:
        return his in str((await who.post("/access-log/_search", asked, expect=200))["items"])

    assert await told(third)
    assert not await told(region.auditor)
    # What else the other looked for he reads, and that he himself asked for one of his own.
    await found(third, opened["id"])
    assert opened["id"] in str(await region.auditor.post("/access-log/_search", asked, expect=200))
    await found(region.auditor, his)
    mine = await region.auditor.post("/access-log/_search", searches, expect=200)
    assert his in {one["askedId"] for one in mine["items"]}


async def test_an_entry_is_asked_for_alone_and_by_auditors(region: Region) -> None:
    opened = await open_case(region)
    asked = {"entryId": str(uuid4())}
    for more in (
        {"caseId": opened["id"]},
        {"logItself": True},
        {"merge": "day"},
        {"fromAt": "2026-01-01T00:00:00Z"},
    ):
        refused = await region.auditor.post("/access-log/_search", asked | more, expect=400)
        assert refused["type"].endswith(":entry-asked-alone")
    for nobody in (region.teacher, region.administrator, region.coordinator):
        assert (await nobody.ask("POST", "/access-log/_search", asked)).status_code in (403, 404)


async def test_an_entry_is_found_by_the_index_of_the_logs_order(region: Region) -> None:
    plan = await plan_of(region, reading.FIND_BY_ID, ["01a207ef-ab20-745c-a19e-951965a2bd5a"])
    assert "Seq Scan on access_entries_2" not in plan, plan
    assert "_pkey" in plan, plan
