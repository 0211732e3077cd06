"""The covenant over HTTP: drafted by a mandate, published whole or not at all, and then it never changes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.covenants.covenant import CLAUSES, COVENANT, in_days, publish
from tests.people import Region

from chaincare.demo.world import NETWORK

pytestmark = pytest.mark.anyio


async def test_a_covenant_is_published_only_with_every_obligatory_clause(region: Region) -> None:
    voortrekker = region.person("voortrekker")
    assert (await region.teacher.get("/covenants"))["items"] == []
    made = await voortrekker.post("/covenants", COVENANT | {"clauses": CLAUSES[2:]})
    address = f"/covenants/{made['id']}"
    assert (made["networkId"], made["edition"], made["inForce"]) == (str(NETWORK), 1, None)
    assert [one["kind"] for one in made["missing"]] == ["division_of_means", "exit"]
    assert (await voortrekker.ask("POST", "/covenants", COVENANT)).status_code == 409  # one a network

    from_today = {"holdsFromDate": in_days(region, 0), "withoutGrace": True}
    lacking = await voortrekker.ask("POST", f"{address}/versions", from_today, If_Match='"1"')
    assert (lacking.status_code, lacking.json()["type"].rsplit(":", 1)[-1]) == (409, "clauses-missing")
    assert [one["detail"].split(":")[0] for one in lacking.json()["errors"]] == ["division_of_means", "exit"]

    # Who administers writes what is missing; whoever had not read that publishes nothing.
    assert (await region.administrator.ask("PUT", address, COVENANT)).status_code == 428
    assert (await region.administrator.ask("PUT", address, COVENANT, If_Match='"1"')).status_code == 200
    stale = await voortrekker.ask("POST", f"{address}/versions", from_today, If_Match='"1"')
    assert stale.status_code == 412
    first = await voortrekker.post(f"{address}/versions", from_today, If_Match='"2"')
    assert (first["version"], first["state"], len(first["fingerprint"])) == (1, "in_force", 64)
    assert (await region.teacher.get(address))["inForce"] == first

    # What was published stays, whatever the draft says next, and the next one takes its place on its day.
    await voortrekker.ask("PUT", address, COVENANT | {"title": "Nieuw"}, If_Match='"2"')
    second = await publish(region, made["id"], 3)
    assert (second["title"], second["state"]) == ("Nieuw", "coming")
    assert (await region.teacher.get(f"{address}/versions"))["items"][1] == first
    region.move_clock(timedelta(days=3))
    listed = (await region.person("funder").get(f"{address}/versions"))["items"]
    assert [(one["version"], one["state"]) for one in listed] == [(2, "in_force"), (1, "replaced")]

    # Who only reads hears that it is not for him; nobody from outside that it is there.
    for nobody in (region.teacher, region.person("funder"), region.person("manager")):
        refused = await nobody.ask(
            "POST", f"{address}/versions", {"holdsFromDate": in_days(region, 5)}, If_Match="*"
        )
        assert refused.status_code == 403, refused.text
    assert (await region.teacher.ask("GET", f"/covenants/{uuid4()}")).status_code == 404
    [done, _] = await region.entries("event = 'covenant.published' AND outcome = 'done'")
    assert (done["client"], done["case_id"], str(done["object_id"])) == (None, None, made["id"])


async def test_what_was_published_cannot_be_changed_in_the_database_either(region: Region) -> None:
    made = await region.person("voortrekker").post("/covenants", COVENANT)
    await publish(region, made["id"])
    rights = await region.admin.fetchrow(
        "SELECT has_any_column_privilege('chaincare_app', 'chaincare.covenant_versions', 'INSERT'),"
        " has_any_column_privilege('chaincare_app', 'chaincare.covenant_versions', 'UPDATE'),"
        " has_table_privilege('chaincare_app', 'chaincare.covenant_versions', 'DELETE')"
    )
    assert tuple(rights) == (True, False, False)


async def test_nobody_suspends_a_region_by_a_slip(region: Region) -> None:
    made = await region.person("voortrekker").post("/covenants", COVENANT)
    path, puller = f"/covenants/{made['id']}/versions", region.person("voortrekker")
    refused = await puller.ask("POST", path, {"holdsFromDate": in_days(region, 59)}, If_Match="*")
    assert (refused.status_code, refused.json()["type"].rsplit(":", 1)[-1]) == (409, "nobody-signed-yet")
    assert "withoutGrace" in refused.json()["detail"]
    kept = await puller.ask("POST", path, {"holdsFromDate": in_days(region, 60)}, If_Match="*")
    assert kept.status_code == 201
