"""Opening a case and reading it, over HTTP on a real database."""

import pytest
from tests.people import Region, link_mother, open_case

pytestmark = pytest.mark.anyio


async def test_a_teacher_opens_a_case_and_everybody_sees_his_part(region: Region) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"

    seen = await region.teacher.get(case)
    assert seen["client"]["name"] == "Désirée van der Walt"
    assert seen["question"]["ownWords"].startswith("Ik wil")
    assert (seen["reach"], seen["level"], seen["regieVacant"]) == ("full", "buurtwinkel", True)
    assert len(seen["parties"]) == 3

    team = await region.begeleider.get(case)
    assert team["reach"] == "core"

    await link_mother(region, opened)
    assert (await region.mother.get(case))["reach"] == "client"

    steering = await region.coordinator.get(case)
    assert (steering["client"], steering["question"], steering["parties"]) == (None, None, [])

    await region.outsider.get(case, expect=404)
    await region.partner.get(case, expect=403)


async def test_the_auditor_and_the_mother_read_who_looked(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    await region.outsider.get(f"/cases/{opened['id']}", expect=404)

    log = await region.auditor.post("/access-log/_search", {"caseId": opened["id"]}, expect=200)
    events = [(one["event"], one["outcome"]) for one in log["items"]]
    assert ("case.read", "not_visible") in events
    assert ("case.opened", "done") in events
    assert all(one["why"] for one in log["items"])

    own = await region.mother.get("/me/access-log")
    assert {one["organisation"] for one in own["items"]} >= {"Basisschool De Regenboog"}
    assert await region.mother.get("/me/cases")


async def test_the_mother_reads_what_happened_once(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    await region.coordinator.get(f"/cases/{opened['id']}/notes", expect=403)
    await region.teacher.post(f"/cases/{opened['id']}/notes", {"body": "once"})
    own = (await region.mother.get("/me/access-log?limit=50"))["items"]
    assert [one["what"] for one in own].count("A note was written in the case") == 1
    assert "Notes in the case were read" not in {one["what"] for one in own}, "it was refused"
    assert {one["caseId"] for one in own} == {opened["id"]}
