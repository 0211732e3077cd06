"""Who accessed what, when something went wrong: two people, one day, no content."""

from datetime import timedelta
from typing import Any

import pytest
from tests.people import Region, link_mother, open_case

from chaincare.demo.world import person

pytestmark = pytest.mark.anyio
PATH = "/incident-exports"


def asking(region: Region, **more: Any) -> dict[str, Any]:
    now = region.app.state.clock.now()
    span = {
        "fromAt": (now - timedelta(days=7)).isoformat(),
        "untilAt": (now + timedelta(minutes=5)).isoformat(),
    }
    return {**span, "reason": "A phone was stolen from a car.", **more}


async def test_two_people_stand_for_it_and_both_read_it_for_a_day(region: Region) -> None:
    case = await open_case(region)
    await link_mother(region, case)
    await region.mother.get("/me/cases")
    await region.outsider.get(f"/cases/{case['id']}", expect=404)
    els, ruben = region.person("privacy-officer"), region.person("fg")
    made = await els.post(PATH, asking(region, caseId=case["id"]))
    one = f"{PATH}/{made['id']}"
    lines = f"{one}/lines"
    assert (made["state"], made["approvedById"]) == ("asked", None)
    assert (await els.ask("GET", lines)).json()["title"] == "Incident export not approved"
    assert (await els.ask("POST", f"{one}/approvals", {})).json()["title"] == "Own incident export"
    assert (await ruben.get(one))["reason"] == "A phone was stolen from a car."
    approved = await ruben.post(f"{one}/approvals", {})
    assert (approved["state"], approved["approvedById"]) == ("approved", str(person("fg").id))
    assert (await region.auditor.ask("POST", f"{one}/approvals", {})).status_code == 409
    assert (await region.auditor.ask("GET", lines)).json()["title"] == "Incident export of others"

    found: list[dict[str, Any]] = []
    path = f"{lines}?limit=3"
    while path:
        answer = await ruben.ask("GET", path)
        found += answer.json()["items"]
        link = answer.headers.get("Link")
        path = link.split("<")[1].split(">")[0].removeprefix("/v1") if link else ""
    assert [line["happenedAt"] for line in found] == sorted(line["happenedAt"] for line in found)
    did = {(line["professional"], line["event"], line["outcome"]) for line in found}
    assert ("Joris Timmer", "case.opened", "done") in did
    assert ("Kees Bos", "case.read", "not_visible") in did  # who tried and was not let in
    assert {line["relation"] for line in found if line["professional"] is None} == {"representative"}
    client = await region.admin.fetchval("SELECT pseudonym::text FROM chaincare.clients")
    assert {line["client"] for line in found} == {client, None}
    assert "Walt" not in str(found)
    told = await region.entries("event = 'incident-export.exported' AND outcome = 'entered'")
    assert {(entry["action"], entry["actor_id"]) for entry in told} >= {("E", person("fg").id)}

    await els.get(lines)
    region.move_clock(timedelta(hours=24))
    late = await els.ask("GET", lines)
    assert late.json()["title"] == "Incident export expired"
    assert (await els.get(one))["state"] == "expired"


async def test_one_for_an_organisation_is_for_its_people_and_nobody_else_knows_of_it(region: Region) -> None:
    await open_case(region)
    school, els = person("teacher"), region.person("privacy-officer")
    organisation = await region.admin.fetchval(
        "SELECT organisation_id FROM chaincare.units WHERE id = $1", school.unit_id
    )
    everybody = await els.post(PATH, asking(region))
    mine = await els.post(PATH, asking(region, organisationId=str(organisation)))
    unfit = await els.ask("POST", PATH, asking(region, fromAt="2020-01-01T00:00:00Z"))
    assert (unfit.status_code, unfit.json()["errors"][0]["pointer"]) == (400, "/untilAt")
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "UPDATE chaincare.mandates SET organisation_id = $1 WHERE kind = 'auditor'", organisation
    )
    for role in ("teacher", "administrator", "network-coordinator", "parent", "outsider"):
        for method, path in (("GET", f"{PATH}/{mine['id']}"), ("POST", PATH)):
            body = asking(region) if method == "POST" else None
            assert (await region.person(role).ask(method, path, body)).status_code in {403, 404}, role
    assert (await region.auditor.ask("POST", PATH, asking(region))).status_code == 404
    await region.auditor.get(f"{PATH}/{everybody['id']}", expect=404)
    await region.auditor.post(f"{PATH}/{mine['id']}/approvals", {})
    lines = (await region.auditor.get(f"{PATH}/{mine['id']}/lines"))["items"]
    assert {line["organisation"] for line in lines} == {"Basisschool De Regenboog"}
