"""Whoever was deactivated and is added again with the same login is the same person: he reviews nothing of himself under the new id."""

from typing import Any

import pytest
from tests.findings.test_opening import FINDINGS, about, looks
from tests.log_exports.test_api import EXPORTS, another_auditor, limited, sealed
from tests.people import Person, Region, open_case

pytestmark = pytest.mark.anyio
SAMPLES = "/access-log/samples"


async def id_of(region: Region) -> str:
    found = await region.admin.fetchval(
        "SELECT id FROM chaincare.professionals WHERE subject = 'third-auditor' AND status = 'active'"
    )
    return str(found)


async def added_again(region: Region, old: str) -> Person:
    """Deactivate him, and add him again with the same login and a mandate."""
    await region.administrator.post(
        f"/professionals/{old}/deactivations", {"reason": "left"}, If_Match="*", expect=201
    )
    again = await another_auditor(region)
    assert await id_of(region) != old
    return again


def kinds_of(page: dict[str, Any]) -> list[str]:
    return [one["id"] for one in page["items"]]


async def test_added_again_he_reads_and_decides_nothing_about_himself(region: Region) -> None:
    opened = await open_case(region)
    his = await another_auditor(region)
    old = await id_of(region)
    await his.post("/access-log/_search", {"caseId": opened["id"]}, expect=200)
    await sealed(region)
    limited(region, 0)
    finding = await region.auditor.post(FINDINGS, about((await looks(region.auditor, professionalId=old))[0]))
    export = await region.auditor.post(
        EXPORTS, {"format": "csv", "reason": "incident", "professionalId": old}
    )
    assert export["state"] == "waiting"
    another = region.person("other-auditor")
    await another.get(f"{FINDINGS}/{finding['id']}")
    assert (await another.get(f"{EXPORTS}/{export['id']}"))["awaitsYou"]

    again = await added_again(region, old)
    await again.get(f"{FINDINGS}/{finding['id']}", expect=404)
    assert finding["id"] not in kinds_of(await again.get(FINDINGS))
    closing = {"outcome": "justified", "reason": "part_of_the_work"}
    await again.post(f"{FINDINGS}/{finding['id']}/closings", closing, If_Match="*", expect=404)
    await again.get(f"{EXPORTS}/{export['id']}", expect=404)
    refusal = {"decision": "refused", "reason": "too_wide"}
    await again.post(f"{EXPORTS}/{export['id']}/decisions", refusal, expect=404)

    # He is asked all the same, and explains it.
    assert finding["id"] in str(await again.get("/worklist"))
    asked = await again.get(f"{FINDINGS}/{finding['id']}/questions")
    assert asked
    await again.post(f"{FINDINGS}/{finding['id']}/explanations", {"text": "It was my work."})


async def test_added_again_he_decides_on_nothing_that_he_asked_for(region: Region) -> None:
    await open_case(region)
    his = await another_auditor(region)
    old = await id_of(region)
    teacher = str((await region.entries("actor_id IS NOT NULL AND role = 'caseworker'"))[0]["actor_id"])
    await sealed(region)
    limited(region, 0)
    export = await his.post(EXPORTS, {"format": "csv", "reason": "incident", "professionalId": teacher})
    again = await added_again(region, old)
    assert not (await again.get(f"{EXPORTS}/{export['id']}"))["awaitsYou"]
    approval = {"decision": "approved", "reason": "needed_for_the_reason"}
    await again.post(f"{EXPORTS}/{export['id']}/decisions", approval, expect=403)
    decided = await region.person("other-auditor").post(f"{EXPORTS}/{export['id']}/decisions", approval)
    assert decided["state"] == "ready"


async def test_in_pieces_an_export_is_as_large_under_either_id(region: Region) -> None:
    opened = await open_case(region)
    for _ in range(4):
        await region.teacher.get(f"/cases/{opened['id']}")
    his = await another_auditor(region)
    old = await id_of(region)
    await sealed(region)
    asked = {"format": "csv", "reason": "incident", "caseId": opened["id"]}
    limited(region, 1_000)
    first = await his.post(EXPORTS, asked)
    limited(region, first["entries"])
    again = await added_again(region, old)
    await sealed(region)
    second = await again.post(EXPORTS, asked)
    assert (first["state"], second["state"]) == ("ready", "waiting")


async def test_added_again_he_reviews_no_drawn_entry_of_himself(region: Region) -> None:
    opened = await open_case(region)
    his = await another_auditor(region)
    old = await id_of(region)
    await his.post("/access-log/_search", {"caseId": opened["id"]}, expect=200)
    again = await added_again(region, old)
    now = region.app.state.clock.now()
    month = {"month": f"{now:%Y-%m}", "size": 100}
    himself = await again.post(SAMPLES, month)
    assert old not in {one["entry"]["actorId"] for one in himself["items"]}
    drawn = await region.auditor.post(SAMPLES, month)
    own = [one["entryId"] for one in drawn["items"] if one["entry"]["actorId"] == old]
    said = {"entryId": own[0], "outcome": "justified", "reason": "part_of_the_work"}
    await again.post(f"{SAMPLES}/{drawn['sample']['id']}/outcomes", said, expect=403)
    theirs = await region.auditor.post(f"{SAMPLES}/{drawn['sample']['id']}/outcomes", said)
    assert theirs["sample"]["reviewed"] == 1
