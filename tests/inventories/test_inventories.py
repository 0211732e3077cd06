"""An inventory itself: who pulls the cart makes it, members read it, and it names nobody."""

import pytest
from tests.inventory_lines.lines import make_inventory, noor, report
from tests.people import Region


@pytest.mark.anyio
async def test_a_voortrekker_begins_one_and_members_and_funders_read_it(region: Region) -> None:
    said = {
        "name": "Thuiszitters", "targetGroup": "leerlingen zonder plek", "area": "Noorderveld", "fromDate": "2026-09-01",
    }  # fmt: skip
    made = await region.person("voortrekker").post("/inventories", said)
    for role in ("teacher", "specialist", "funder", "network-coordinator"):
        assert (await region.person(role).get(f"/inventories/{made['id']}")) == made, role
        assert (await region.person(role).get("/inventories"))["items"] == [made]
    for role in ("teacher", "specialist", "funder"):
        assert (await region.person(role).ask("POST", "/inventories", said)).status_code == 403, role


@pytest.mark.anyio
async def test_it_is_changed_by_edition_and_by_who_pulls_the_cart(region: Region) -> None:
    path = f"/inventories/{await make_inventory(region)}"
    assert (await region.coordinator.ask("PATCH", path, {"area": "Zuid"})).status_code == 428
    changed = await region.person("voortrekker").ask(
        "PATCH", path, {"untilDate": "2027-01-01"}, If_Match='"1"'
    )
    assert changed.status_code == 200, changed.text
    assert (changed.json()["untilDate"], changed.headers["etag"]) == ("2027-01-01", '"2"')
    assert (await region.coordinator.ask("PATCH", path, {"area": "Zuid"}, If_Match='"1"')).status_code == 412
    assert (await region.teacher.ask("PATCH", path, {"area": "Zuid"}, If_Match='"2"')).status_code == 403
    ends = await region.coordinator.ask("PATCH", path, {"untilDate": "2020-01-01"}, If_Match='"2"')
    assert ends.status_code == 400
    assert (await region.coordinator.ask("PATCH", path, {}, If_Match='"2"')).status_code == 400
    cleared = await region.coordinator.ask("PATCH", path, {"untilDate": None}, If_Match='"2"')
    assert cleared.json()["untilDate"] is None


@pytest.mark.anyio
async def test_a_voortrekker_sees_no_line_by_his_mandate(region: Region) -> None:
    """She is of the teacher's unit, and reads a line as such; what the specialist reported is not hers."""
    inventory = await make_inventory(region)
    own = await report(region, inventory)
    assert (await region.person("voortrekker").ask("GET", own)).status_code == 200
    theirs = await region.specialist.post(f"/inventories/{inventory}/lines", noor())
    for role in ("voortrekker", "network-coordinator", "teacher"):
        answer = await region.person(role).ask("GET", f"/inventories/{inventory}/lines/{theirs['id']}")
        assert answer.status_code == 404, role
