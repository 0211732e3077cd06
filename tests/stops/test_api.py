"""The kill switches: effective on the next request, lifted again, and none of another network's business."""

import pytest
from tests.people import Region, link_mother, open_case
from tests.promises.lands import south

from chaincare.demo.world import person
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio


async def test_a_stopped_login_and_a_stopped_system_open_nothing_until_they_are_lifted(
    region: Region,
) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    case, admin = f"/cases/{opened['id']}", region.administrator
    other = await south(region)
    blocking = {"professionalId": str(person("teacher").id), "reason": "token stolen"}
    for path, body, lift in (
        ("/login-blocks", blocking, "endings"),
        (
            "/partner-systems/stops",
            {"clientId": person("teacher").client_id, "reason": "leak"},
            "resumptions",
        ),
    ):
        await region.teacher.get(case)
        stopped = await admin.post(path, body)
        assert (await region.teacher.ask("GET", case)).status_code == 404
        assert (await region.teacher.ask("GET", "/cases")).status_code == 404
        assert (await region.teacher.ask("GET", "/networks")).status_code == 403
        assert (await region.teacher.ask("POST", f"{case}/notes", {"body": "x"})).status_code == 404
        assert (await admin.ask("POST", path, body)).status_code == 409
        assert [one["id"] for one in (await admin.get(path))["items"]] == [stopped["id"]]
        stranger = other.people["administrator"]
        assert (await stranger.get(path))["items"] == []
        assert (
            await stranger.ask("POST", f"{path}/{stopped['id']}/{lift}", {"reason": "x"})
        ).status_code == 404
        await admin.post(f"{path}/{stopped['id']}/{lift}", {"reason": "over"})
        assert (await admin.ask("POST", f"{path}/{stopped['id']}/{lift}", {"reason": "x"})).status_code == 409
    await region.teacher.get(case)
    rules = {
        one["rule"]
        for one in await region.entries("outcome = 'not_visible' AND actor_id = $1", person("teacher").id)
    }
    assert rules == {"login-blocked/1", "partner-stopped/1"}  # the auditor is told what the caller is not
    # A citizen's application is stopped for the cases of this network.
    await region.mother.get(case)
    theirs = {"clientId": person("parent").client_id, "reason": "leak"}
    today = str(day_in_amsterdam(region.app.state.clock.now()))
    last_used = (await admin.post("/partner-systems/stops", theirs))["lastUsedDate"]
    assert last_used <= today  # at midnight it may be yesterday's
    # A client id typed wrong stops nothing, and the answer shows it; one that comes later is stopped already.
    wrong = await admin.post("/partner-systems/stops", {**theirs, "clientId": "mijn-chiancare"})
    assert wrong["lastUsedDate"] is None
    assert wrong["id"] in str(await admin.get("/partner-systems/stops"))
    # What people of another network work through is theirs.
    stranger = other.people["administrator"]
    elsewhere = await stranger.post("/partner-systems/stops", {"clientId": "leerlingvolg", "reason": "x"})
    assert elsewhere["lastUsedDate"] is None
    assert (await region.mother.ask("GET", case)).status_code == 404
    own = {"clientId": person("administrator").client_id, "reason": "x"}
    assert (await admin.ask("POST", "/partner-systems/stops", own)).status_code == 409
    myself = {"professionalId": str(person("administrator").id), "reason": "x"}
    assert (await admin.ask("POST", "/login-blocks", myself)).status_code == 409


async def test_limits_are_set_by_edition_and_hold_at_once(region: Region) -> None:
    admin = region.administrator
    first, second = [
        (await open_case(region, client={"givenNames": one, "birthDate": "2016-01-02"}))["id"]
        for one in ("A", "B")
    ]
    read = await admin.ask("GET", "/breadth-limits")
    assert read.json() == {"clientsAnHour": 250, "partnerClientsAnHour": 2000}
    wanted = {"clientsAnHour": 1, "partnerClientsAnHour": 2000}
    assert (await admin.ask("PUT", "/breadth-limits", wanted)).status_code == 428
    assert (await admin.ask("PUT", "/breadth-limits", wanted, If_Match='"7"')).status_code == 412
    assert (
        await admin.ask("PUT", "/breadth-limits", wanted, If_Match=read.headers["etag"])
    ).status_code == 200
    assert (await region.teacher.ask("GET", f"/cases/{first}")).status_code == 200
    assert (await region.teacher.ask("GET", f"/cases/{second}")).status_code == 429
    assert (await region.teacher.ask("GET", "/breadth-limits")).status_code in {403, 429}
