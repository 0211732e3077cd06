"""Professionals: read near, changed by edition, deactivated for good; who comes back begins with nothing."""

from typing import Any

import pytest
from tests.people import Region, open_case
from tests.promises.lands import south

from chaincare.demo.world import EXPERTISE, SCHOOL, person

pytestmark = pytest.mark.anyio

SKJ = {"register": "skj", "number": "110012345"}


def adding(**changes: Any) -> dict[str, Any]:
    body = {"unitId": str(SCHOOL.unit_id), "subject": "w-1", "name": "Wim", "function": "conciërge"}
    return {**body, **changes}


async def test_one_is_read_with_his_edition_and_changed_by_it(region: Region) -> None:
    administrator = region.administrator
    added = (await administrator.post("/professionals", adding(registration=SKJ)))["id"]
    path = f"/professionals/{added}"
    read = await region.outsider.ask("GET", path)
    assert (read.status_code, read.headers["ETag"]) == (200, '"1"')
    assert read.json()["registration"] == SKJ
    change = {"name": "Willem", "phone": "06 1", "registration": None}
    for headers, status in (
        ({}, 428), ({"If_Match": '"9"'}, 412), ({"If_Match": '"1"'}, 200), ({"If_Match": '"1"'}, 412),
    ):  # fmt: skip
        assert (await administrator.ask("PATCH", path, change, **headers)).status_code == status
    after = await region.teacher.get(path)
    expected = {
        "name": "Willem",
        "phone": "06 1",
        "registration": None,
        "function": "conciërge",
        "version": 2,
    }
    assert after | expected == after
    assert (await administrator.ask("PATCH", path, {}, If_Match="*")).status_code == 400
    bad = {"registration": {"register": "big", "number": "1"}}
    refused = await administrator.ask("PATCH", path, bad, If_Match="*")
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, "/registration/number")
    refused = await administrator.ask("POST", "/professionals", adding(subject="w-2", **bad))
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, "/registration/number")
    assert (await region.teacher.ask("PATCH", path, change, If_Match="*")).status_code == 403


async def test_who_moves_to_another_unit_has_what_that_unit_has(region: Region) -> None:
    """A part of a team in a case is that of who is in the team now (S2); another organisation is another login."""
    administrator, opened = region.administrator, await open_case(region)
    other = {"organisationId": str(SCHOOL.id), "name": "Administratie", "statutoryTask": "WPO"}
    unit = (await administrator.post("/units", other))["id"]
    path = f"/professionals/{person('intern-begeleider').id}"
    case = f"/cases/{opened['id']}"
    await region.begeleider.get(case)
    assert (await administrator.ask("PATCH", path, {"unitId": unit}, If_Match="*")).status_code == 200
    await region.begeleider.get(case, expect=404)
    elsewhere = {"unitId": str(EXPERTISE.unit_id)}
    refused = await administrator.ask("PATCH", path, elsewhere, If_Match="*")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:problem-type:chaincare:unit-elsewhere")


async def test_who_comes_back_is_added_anew_and_begins_with_nothing(region: Region) -> None:
    administrator, opened = region.administrator, await open_case(region)
    case = f"/cases/{opened['id']}"
    gone = str(person("teacher").id)
    await region.teacher.get(case)
    await administrator.post(f"/professionals/{gone}/deactivations", {"reason": "left the school"})
    await administrator.post(f"/professionals/{gone}/deactivations", {"reason": "again"}, expect=409)
    changed = await administrator.ask("PATCH", f"/professionals/{gone}", {"name": "x"}, If_Match="*")
    assert changed.status_code == 409
    await region.teacher.get("/organisations", expect=403)
    again = (await administrator.post("/professionals", adding(subject="teacher")))["id"]
    assert again != gone
    await administrator.post("/professionals", adding(subject="teacher"), expect=409)
    # The team of the school takes part in that case, and he is of the school again; what he had himself is gone.
    await region.teacher.get("/organisations")
    assert (await region.teacher.get(case))["reach"] == "core"
    shown = await region.teacher.get(f"/professionals/{gone}")
    assert (shown["status"], shown["version"]) == ("deactivated", 2)
    entries = await region.entries("actor_id = $1", person("teacher").id)
    assert entries, "what he did before stays his"


async def test_of_networks_one_is_not_in_nobody_is_shown(region: Region) -> None:
    """S1: who and what there is in another network is not there; only that there is such a network."""
    land = await south(region)
    networks = {one["id"] for one in (await region.teacher.get("/networks"))["items"]}
    assert land.ids["network"] in networks
    await region.teacher.get(f"/networks/{land.ids['network']}", expect=404)
    for kind, one in (
        ("organisations", land.ids["school-organisation"]),
        ("units", land.ids["school"]),
        ("professionals", land.ids["teacher"]),
    ):
        await region.teacher.get(f"/{kind}/{one}", expect=404)
        here = {each["id"] for each in (await region.teacher.get(f"/{kind}?limit=50"))["items"]}
        there = {each["id"] for each in (await land.people["teacher"].get(f"/{kind}?limit=50"))["items"]}
        assert one in there
        assert not here & there
    assert (await region.teacher.get(f"/organisations?networkId={land.ids['network']}"))["items"] == []
    offered = await region.teacher.post("/services/_search", {}, expect=200)
    ids = {one["service"]["id"] for one in offered["items"]}
    theirs = {one["id"] for one in (await land.people["teacher"].get("/services"))["items"]}
    assert ids
    assert theirs
    assert not ids & theirs
    for one in theirs:
        await region.teacher.get(f"/services/{one}", expect=404)
