"""Each entry says in one sentence, in two languages, why it was allowed."""

import pytest
from tests.people import Region, link_mother, open_case

pytestmark = pytest.mark.anyio


async def test_every_relation_has_its_own_sentence(region: Region) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"
    await link_mother(region, opened)
    for person in (region.teacher, region.begeleider, region.mother, region.coordinator):
        await person.get(case)
    await region.outsider.get(case, expect=404)
    await region.coordinator.get(f"{case}/notes", expect=403)
    log = await region.auditor.post("/access-log/_search", {"caseId": opened["id"], "limit": 50}, expect=200)
    said = {(one["outcome"], one["relation"]): (one["why"], one["waarom"]) for one in log["items"]}
    told = {key: sentence for key, sentence in said.items() if key[0] != "done"}
    assert len(set(told.values())) == len(told), "what was done is allowed for the reason one came in"
    takes_part = said["entered", "participation"]
    assert takes_part[0].startswith(
        "Allowed because the caller takes part in the case as caseworker with scope full"
    )
    assert "made by Joris Timmer on legal basis avg-6-1-e for education support" in takes_part[0]
    assert takes_part[1].startswith("Toegestaan, want de vrager neemt deel aan het dossier als medewerker")
    assert "voor hulp op school" in takes_part[1]
    assert said["not_visible", "none"][1].startswith("Niet getoond")
    assert said["refused", "coordinator"][0].startswith("Refused: the caller takes part as coordinator")
    own = (await region.mother.get("/me/access-log"))["items"]
    assert all("Joris" not in one["why"] + one["waarom"] for one in own), "no employee's name by default"
