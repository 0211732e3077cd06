"""Whoever had what was corrected is told, also when he left (AVG 19)."""

import pytest
from tests.people import Region, open_case
from tests.promises.everything import bringing
from tests.promises.lands import north
from tests.worklist.lists import do, kinds_of, only

pytestmark = pytest.mark.anyio


async def test_a_team_that_had_it_is_told_also_after_it_left_and_nobody_else(region: Region) -> None:
    case = await open_case(region)
    path, client = f"/cases/{case['id']}", f"/clients/{case['clientId']}"
    guest = await region.teacher.post(f"{path}/participations", bringing("specialist")(north(region)))
    for _ in range(3):  # often looked is once told
        await region.specialist.get(path)
    part = f"{path}/participations/{guest['participationId']}"
    await region.teacher.post(f"{part}/endings", {"reason": "done"})
    assert (await region.specialist.ask("GET", path)).status_code == 404
    assert (await region.specialist.get("/corrections"))["items"] == []
    # A number she never saw is no news of what she had.
    counted = await region.teacher.ask("PATCH", client, {"bsn": "999990019"}, If_Match='"1"')
    assert counted.status_code == 200
    assert (await region.specialist.get("/corrections"))["items"] == []
    changed = await region.teacher.ask("PATCH", client, {"callName": "Dees"}, If_Match='"2"')
    assert changed.status_code == 200
    [notice] = (await region.specialist.get("/corrections"))["items"]
    assert (notice["what"], notice["acknowledgedAt"], notice["caseReference"]) == ("client", None, None)
    assert notice["caseId"] == case["id"]  # or nobody knows whose copy to mend
    assert (await region.teacher.get("/corrections"))["items"] == []
    assert (await region.youth_worker.get("/corrections"))["items"] == []
    acknowledgement = f"/corrections/{notice['id']}/acknowledgements"
    assert (await region.youth_worker.ask("POST", acknowledgement, {})).status_code == 404
    [told] = (await region.teacher.get(f"{path}/corrections"))["items"]
    assert (told["organisation"], told["acknowledgedAt"]) == ("Expertisecentrum Kompas", None)
    for who in (region.youth_worker, region.teacher):
        assert "correction_to_acknowledge" not in await kinds_of(who, "?whose=anyone")
    row = await only(region.specialist, "correction_to_acknowledge")
    assert (row["caseId"], row["client"], row["act"]["href"]) == (None, None, f"/v1{acknowledgement}")
    await do(region.specialist, row, {})
    assert "correction_to_acknowledge" not in await kinds_of(region.specialist, "?whose=anyone")
    assert (await region.specialist.ask("POST", acknowledgement, {})).status_code == 409
    assert (await region.specialist.get("/corrections"))["items"] == []
    assert (await region.teacher.get(f"{path}/corrections"))["items"][0]["acknowledgedAt"]
    # She read the first edition only: the next correction is no news of something she had.
    await region.teacher.ask("PATCH", client, {"callName": "Dé"}, If_Match='"3"')
    assert (await region.specialist.get("/corrections"))["items"] == []
    entries = await region.entries("event LIKE 'correction%' AND client IS NOT NULL")
    assert {one["relation"] for one in entries} <= {"team", "participation"}


async def test_whoever_read_a_note_is_told_when_it_is_corrected_and_when_it_is_taken_back(
    region: Region,
) -> None:
    case = await open_case(region)
    path = f"/cases/{case['id']}"
    land = north(region)
    for guest in ("specialist", "youth-worker"):
        await region.teacher.post(f"{path}/participations", bringing(guest)(land))
    note = await region.teacher.post(f"{path}/notes", {"body": "He hit her.", "audience": ["professionals"]})
    one = f"{path}/notes/{note['id']}"
    await region.specialist.get(one)
    await region.teacher.post(
        f"{one}/corrections", {"body": "He shouted.", "reason": "misheard"}, If_Match='"1"'
    )
    [told] = (await region.specialist.get("/corrections"))["items"]
    assert (told["what"], told["itemId"]) == ("note", note["id"])
    assert (await region.youth_worker.get("/corrections"))["items"] == []  # he never had what was wrong
    await region.youth_worker.get(one)
    parties = (await region.teacher.get(path))["parties"]
    stays = next(p["participationId"] for p in parties if p["organisation"] == "Jeugdhulp Noord")
    await region.teacher.post(f"{one}/recalls", {"reason": "too wide", "parties": [stays]})
    whats = {n["what"] for n in (await region.specialist.get("/corrections"))["items"]}
    assert whats == {"note", "note_recalled"}
    assert (await region.youth_worker.get("/corrections"))["items"] == []  # he still reads it
    listed = await region.teacher.get(f"{path}/corrections")
    assert {n["organisation"] for n in listed["items"]} == {"Expertisecentrum Kompas"}
    # Who else read a note is for the unit that wrote it.
    assert (await region.youth_worker.get(f"{path}/corrections"))["items"] == []
    await region.specialist.post(f"/corrections/{told['id']}/acknowledgements", {})
    assert len((await region.specialist.get("/corrections"))["items"]) == 1
