"""Changing the directory: names by edition, an organisation leaves, a mandate ends and what rested on it."""

from datetime import timedelta

import pytest
from tests.people import Region, open_case
from tests.promises.everything import bringing
from tests.promises.lands import north

from chaincare.demo.world import EXPERTISE, NETWORK, OFFICE, SCHOOL, person

pytestmark = pytest.mark.anyio


async def test_names_are_changed_by_edition(region: Region) -> None:
    admin = region.administrator
    for path, listed, one in (
        ("/organisations", "organisations", SCHOOL.id),
        ("/units", "units", SCHOOL.unit_id),
    ):
        [before] = [each for each in (await admin.get(f"/{listed}"))["items"] if each["id"] == str(one)]
        edition = f'"{before["version"]}"'
        for headers, status in (
            ({}, 428),
            ({"If_Match": '"9"'}, 412),
            ({"If_Match": edition}, 200),
            ({"If_Match": edition}, 412),
        ):
            answer = await admin.ask("PATCH", f"{path}/{one}", {"name": "De Wilg"}, **headers)
            assert answer.status_code == status
        [after] = [each for each in (await admin.get(f"/{listed}"))["items"] if each["id"] == str(one)]
        assert (after["name"], after["version"]) == ("De Wilg", before["version"] + 1)
    assert (
        await region.teacher.ask("PATCH", f"/units/{SCHOOL.unit_id}", {"name": "x"}, If_Match="*")
    ).status_code == 403


async def test_what_a_network_is_decides_which_statutes_it_cites(region: Region) -> None:
    """Set by its own administrator, by edition; another network is nobody's here."""
    admin, path = region.administrator, f"/networks/{NETWORK}"
    opened = await open_case(region)
    cited = bringing("youth-worker")(north(region))
    cited["party"]["legalBasis"]["article"] = "WGS 2.25"
    assert (
        await region.teacher.ask("POST", f"/cases/{opened['id']}/participations", cited)
    ).status_code == 400
    [before] = [one for one in (await admin.get("/networks"))["items"] if one["id"] == str(NETWORK)]
    assert before["profiles"] == []
    body = {"profiles": ["zorg_en_veiligheidshuis", "zorg_en_veiligheidshuis"]}
    edition = f'"{before["version"]}"'
    for who, at, wanted, headers, status in (
        (admin, path, body, {}, 428),
        (admin, path, body, {"If_Match": '"9"'}, 412),
        (admin, path, {"profiles": ["police"]}, {"If_Match": edition}, 400),
        (region.teacher, path, body, {"If_Match": edition}, 403),
        (region.coordinator, path, body, {"If_Match": edition}, 403),
        (admin, f"/networks/{SCHOOL.id}", body, {"If_Match": edition}, 403),
        (admin, path, body, {"If_Match": edition}, 200),
        (admin, path, body, {"If_Match": edition}, 412),
    ):
        assert (await who.ask("PATCH", at, wanted, **headers)).status_code == status
    [after] = [one for one in (await admin.get("/networks"))["items"] if one["id"] == str(NETWORK)]
    assert (after["profiles"], after["version"]) == (["zorg_en_veiligheidshuis"], before["version"] + 1)
    await region.teacher.post(f"/cases/{opened['id']}/participations", cited)
    [entry] = await region.entries("event = 'network.changed' AND outcome = 'done'")
    assert entry["object_id"] == NETWORK


async def test_who_is_leaving_is_brought_in_no_more_and_who_left_gets_in_nowhere(region: Region) -> None:
    opened, admin = await open_case(region), region.administrator
    path = f"/organisations/{EXPERTISE.id}"
    await admin.post(f"{path}/notices", {"reason": "merger"})
    body = bringing("specialist")(north(region))
    refused = await region.teacher.ask("POST", f"/cases/{opened['id']}/participations", body)
    assert refused.json()["type"].endswith("party-unknown")
    assert (await region.specialist.ask("GET", "/networks")).status_code == 200
    await admin.post(f"{path}/exits", {"reason": "merger"})
    assert (await region.specialist.ask("GET", "/networks")).status_code in {401, 403}
    assert (await admin.ask("POST", f"{path}/exits", {"reason": "x"})).status_code == 409
    assert (
        await admin.ask("POST", f"/organisations/{OFFICE.id}/insolvencies", {"reason": "x"})
    ).status_code == 409


async def test_what_rests_on_a_mandate_ends_with_it(region: Region) -> None:
    opened, admin = await open_case(region), region.administrator
    await region.coordinator.get(f"/cases/{opened['id']}")
    mandates = (await admin.get("/mandates"))["items"]
    held = {one["professionalId"]: one["id"] for one in mandates}
    ended = await admin.post(
        f"/mandates/{held[str(person('network-coordinator').id)]}/endings", {"reason": "other job"}
    )
    assert ended["endedBecause"] == "other job"
    assert (await region.coordinator.ask("GET", f"/cases/{opened['id']}")).status_code == 404
    assert (await admin.ask("POST", f"/mandates/{ended['id']}/endings", {"reason": "x"})).status_code == 409
    own = await admin.ask(
        "POST", f"/mandates/{held[str(person('administrator').id)]}/endings", {"reason": "x"}
    )
    assert own.status_code == 409
    assert (await region.coordinator.ask("GET", "/mandates")).status_code == 403


async def test_a_network_is_not_left_without_an_auditor(region: Region) -> None:
    admin = region.administrator
    one, only = [held for held in (await admin.get("/mandates"))["items"] if held["kind"] == "auditor"]
    await admin.post(f"/mandates/{one['id']}/endings", {"reason": "other job"})
    refused = await admin.post(f"/mandates/{only['id']}/endings", {"reason": "x"}, expect=409)
    assert refused["type"].endswith("last-auditor-stays")
    until = (region.app.state.clock.now() + timedelta(days=9)).isoformat()
    another = {"professionalId": str(person("outsider").id), "kind": "auditor", "endsAt": until}
    await admin.post("/mandates", another)
    await admin.post(f"/mandates/{only['id']}/endings", {"reason": "other job"})
