"""Who was deactivated and is added again with the same login is the same person, to every list that is about her (0147)."""

import pytest
from tests.emergency.night import night_in
from tests.people import Region, basis, link_mother, open_case
from tests.relation_conflicts.test_api import against
from tests.worklist.lists import rows_of

from chaincare.demo.world import SCHOOL, person

pytestmark = pytest.mark.anyio


async def known_again(region: Region, role: str) -> str:
    """End that somebody works there, and add her again as the same login: a new id."""
    one = person(role)
    await region.administrator.post(f"/professionals/{one.id}/deactivations", {"reason": "Moved."})
    body = {"unitId": str(one.unit_id), "subject": role, "name": one.name, "function": "x"}
    return str((await region.administrator.post("/professionals", body))["id"])


def joining(professional: object, scope: str = "full") -> dict[str, object]:
    party = {
        "kind": "professional", "professionalId": str(professional), "scope": scope, "legalBasis": basis(SCHOOL.unit_id),
    }  # fmt: skip
    return {"purpose": "education_support", "party": party}


async def test_whom_a_case_never_exists_for_does_not_come_back_by_being_added_again(region: Region) -> None:
    opened, ask = await open_case(region), region.teacher.ask
    case, her = f"/cases/{opened['id']}", region.person("voortrekker")
    listed = f"{case}/relation-conflicts"
    assert (await her.get(case))["reach"] == "core"  # with her team
    line = await region.teacher.post(listed, against("professional", person("voortrekker").id))
    assert (await her.ask("GET", case)).status_code == 404
    now = await known_again(region, "voortrekker")
    assert (await her.ask("GET", case)).status_code == 404
    assert (await her.get("/cases"))["items"] == []
    assert await rows_of(her, "?whose=anyone") == []
    refused = await ask("POST", f"{case}/participations", joining(now))
    assert refused.json()["type"].endswith("in-conflict")
    # Once it has ended, she comes in as anybody of the team, and can be brought in by name.
    await region.teacher.post(f"{listed}/{line['id']}/endings", {"reason": "not so"})
    assert (await her.get(case))["reach"] == "core"
    await region.teacher.post(f"{case}/participations", joining(now))
    assert (await her.get(case))["reach"] == "full"


async def test_nor_does_who_directed_and_was_put_on_the_list_under_an_older_id(region: Region) -> None:
    night = await night_in(region)
    case = f"/cases/{night.case.id}"
    old, now = person("intern-begeleider").id, await known_again(region, "intern-begeleider")
    added = await region.teacher.post(f"{case}/participations", joining(now))
    body = {"candidate": added["participationId"], "mandate": ["convene"], "handoverNote": "n"}
    proposal = await region.teacher.post(f"{case}/regie-proposals", body)
    await region.begeleider.post(f"{case}/regie-proposals/{proposal['id']}/responses", {"answer": "assent"})
    assert not (await region.teacher.get(f"{case}/regie"))["vacant"]
    await region.teacher.post(f"{case}/relation-conflicts", against("professional", old))
    assert (await region.begeleider.ask("GET", case)).status_code == 404
    assert (await region.teacher.get(f"{case}/regie"))["vacant"]
    kinds = {one["kind"] for one in await rows_of(region.teacher, "?whose=anyone")}
    assert "regie_vacant" in kinds


async def test_what_hides_somebody_hides_her_under_her_new_id(region: Region) -> None:
    opened = await open_case(region)
    case, worker = f"/cases/{opened['id']}", person("youth-worker")
    await link_mother(region, opened)
    part = (await region.teacher.post(f"{case}/participations", joining(worker.id)))["participationId"]
    assert worker.name in str((await region.mother.get(case))["parties"])
    shield = {"hides": {"kind": "party", "participationId": part}, "reason": "x", "reviewDate": "2999-01-01"}
    placed = await region.teacher.post(f"{case}/shields", shield)
    assert worker.name not in str(await region.mother.get(case))
    now = await known_again(region, "youth-worker")
    await region.teacher.post(f"{case}/participations", joining(now))
    await region.youth_worker.post(
        f"{case}/notes", {"body": "Safe.", "audience": ["professionals"], "clientMayRead": True}
    )
    assert worker.name in str((await region.teacher.get(case))["parties"])
    for path in (case, f"{case}/notes", "/me/access-log", f"{case}/timeline"):
        assert worker.name not in str(await region.mother.get(path)), path
    assert (await region.mother.get(f"{case}/notes"))["items"] == []
    await region.teacher.post(f"{case}/shields/{placed['id']}/liftings", {"reason": "safe"})
    assert worker.name in str((await region.mother.get(case))["parties"])


async def test_what_is_kept_from_somebody_is_kept_from_her_under_her_new_id(region: Region) -> None:
    opened = await open_case(region)
    case, worker = f"/cases/{opened['id']}", person("youth-worker")
    part = (await region.teacher.post(f"{case}/participations", joining(worker.id)))["participationId"]
    note = {"body": "Her brother says so.", "audience": ["professionals"], "clientMayRead": False}
    written = await region.teacher.post(f"{case}/notes", note)
    assert len((await region.youth_worker.get(f"{case}/notes"))["items"]) == 1
    kept = {
        "participationId": part, "reason": "r", "reviewDate": "2999-01-01", "itemKind": "note", "itemId": written["id"],
    }  # fmt: skip
    await region.teacher.post(f"/clients/{opened['clientId']}/restrictions", kept)
    assert (await region.youth_worker.get(f"{case}/notes"))["items"] == []
    now = await known_again(region, "youth-worker")
    await region.teacher.post(f"{case}/participations", joining(now))
    assert (await region.youth_worker.get(case))["reach"] == "full"
    assert (await region.youth_worker.get(f"{case}/notes"))["items"] == []
