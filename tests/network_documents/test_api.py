"""What the alliance writes down: read by all its members, written by a mandate, and no way into any case."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.people import Region, link_mother, open_case
from tests.worklist.lists import due

from chaincare.demo.world import ELSEWHERE, EXPERTISE, NETWORK, SCHOOL, YOUTH_CARE, person

pytestmark = pytest.mark.anyio
GROUP: dict[str, Any] = {
    "kind": "working_group", "title": "Thuiszitters", "text": "Wie neemt het voortouw bij één thuiszitter?",
    "holdsFromDate": "2026-09-01", "concerns": [{"organisationId": str(SCHOOL.id), "part": "lead"}],
}  # fmt: skip
COALITION: dict[str, Any] = {
    "kind": "coalition", "title": "Gezinshulp", "text": "Samen, met één aanspreekpunt.",
    "holdsFromDate": "2026-01-01", "holdsUntilDate": "2026-06-30",
    "concerns": [
        {"organisationId": str(YOUTH_CARE.id), "part": "main_contractor"},
        {"organisationId": str(EXPERTISE.id), "part": "subcontractor"},
    ],
}  # fmt: skip


async def test_it_is_written_by_who_pulls_the_cart_and_read_by_every_member(region: Region) -> None:
    voortrekker, funder = region.person("voortrekker"), region.person("funder")
    made = await voortrekker.post("/network-documents", GROUP)
    other = await region.coordinator.post("/network-documents", COALITION)
    assert (made["networkId"], made["edition"]["version"]) == (str(NETWORK), 1)
    address = f"/network-documents/{made['id']}"
    for reader in (region.teacher, region.specialist, funder, region.administrator):
        assert (await reader.get(address)) == made
    for nobody in (region.teacher, funder, region.person("manager")):
        answer = await nobody.ask("POST", "/network-documents", GROUP)
        assert (answer.status_code, answer.json()["type"].rsplit(":", 1)[-1]) == (
            403,
            "not-for-you-in-network",
        )
    assert (await region.mother.ask("GET", address)).status_code == 403  # her token is not for the directory
    assert (await region.teacher.ask("GET", f"/network-documents/{uuid4()}")).status_code == 404
    assert (await region.teacher.ask("GET", f"/network-documents?networkId={uuid4()}")).status_code == 404

    # The next edition, with the first one kept; whoever had not read it overwrites nothing.
    said = {key: value for key, value in GROUP.items() if key != "kind"} | {"holdsUntilDate": "2026-12-31"}
    assert (await voortrekker.ask("PUT", address, said)).status_code == 428
    assert (await voortrekker.ask("PUT", address, said, If_Match='"1"')).status_code == 200
    assert (await voortrekker.ask("PUT", address, said, If_Match='"1"')).status_code == 412
    editions = (await region.teacher.get(f"{address}/editions"))["items"]
    assert [(one["version"], one["holdsUntilDate"]) for one in editions] == [(2, "2026-12-31"), (1, None)]

    # Found by words however they are written, by kind, by whom it concerns, and by the day it holds on.
    for asked, ids in (
        ({"words": "THUISZITTERS een"}, [made["id"]]),
        ({"words": "thuiszitters gezinshulp"}, []),
        ({"kind": "coalition"}, [other["id"]]),
        ({"organisationId": str(EXPERTISE.id)}, [other["id"]]),
        ({"onDate": "2026-10-01"}, [made["id"]]),
        ({}, [other["id"], made["id"]]),
    ):
        found = (await funder.post("/network-documents/_search", asked, expect=200))["items"]
        assert [one["id"] for one in found] == ids, asked
    first = await funder.post("/network-documents/_search", {"limit": 1}, expect=200)
    again = {"limit": 1, "cursor": first["nextCursor"]}
    assert [
        one["id"] for one in (await funder.post("/network-documents/_search", again, expect=200))["items"]
    ] == [made["id"]]
    assert [one["id"] for one in (await funder.get("/network-documents?kind=coalition"))["items"]] == [
        other["id"]
    ]
    [done] = await region.entries("event = 'network-document.changed' AND outcome = 'done'")
    assert (done["relation"], done["reach"], str(done["object_id"])) == (
        "voortrekker",
        "voortrekker",
        made["id"],
    )
    assert (done["client"], done["case_id"]) == (None, None)


async def test_no_document_names_who_is_no_member(region: Region) -> None:
    wrong = GROUP | {"concerns": [{"organisationId": str(uuid4()), "part": "lead"}]}
    answer = await region.person("voortrekker").ask("POST", "/network-documents", wrong)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/concerns/0/organisationId")


async def test_whoever_pulls_the_cart_comes_into_no_case_by_it(region: Region) -> None:
    """The mandate opens what stands above the cases. First that a party comes in, then that he does not."""
    opened = await open_case(region)
    assert (await region.teacher.ask("GET", f"/cases/{opened['id']}")).status_code == 200
    outsider = region.person("outsider")
    until = (region.app.state.clock.now() + timedelta(days=30)).isoformat()
    asked = {"professionalId": str(person("outsider").id), "kind": "voortrekker", "endsAt": until}
    wrong = asked | {"organisationId": str(ELSEWHERE.id)}  # one pulls the cart for the network
    assert (await region.administrator.ask("POST", "/mandates", wrong)).status_code == 400
    assert (await outsider.ask("POST", "/network-documents", GROUP)).status_code == 403
    await region.administrator.post("/mandates", asked)
    await outsider.post("/network-documents", GROUP)
    for nobody in (outsider, region.person("funder")):
        answer = await nobody.ask("GET", f"/cases/{opened['id']}")
        assert answer.status_code in (403, 404), answer.text  # the funder's token is not for cases
    # A ticket of the alliance shows no case, whatever statement runs under it.
    [entry] = await region.entries(
        "event = 'network-document.added' AND outcome = 'entered' AND reach = 'voortrekker'"
    )
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL ROLE chaincare_app")
        await region.admin.execute(
            "SELECT set_config('chaincare.ticket', $1, true)", f"{entry['at'].isoformat()}/{entry['id']}"
        )
        assert await region.admin.fetchval("SELECT count(*) FROM chaincare.network_documents") == 1
        for table in ("cases", "clients", "participations", "notes", "agreements"):
            assert await region.admin.fetchval(f"SELECT count(*) FROM chaincare.{table}") == 0, table


async def test_a_client_reads_the_notices_that_hold_in_the_network_of_each_case(region: Region) -> None:
    opened, path = await open_case(region), "/me/transparency-notices"
    await link_mother(region, opened)
    puller = region.person("voortrekker")
    notice = {
        "kind": "transparency_notice",
        "title": "Wat wij met gegevens doen",
        "text": "Wij delen niets buiten het dossier.",
    }
    for kind, since, until in (
        ("transparency_notice", 0, None), ("transparency_notice", 1, None), ("transparency_notice", -9, -1),
        ("charter_point", 0, None),
    ):  # fmt: skip
        days = {
            "holdsFromDate": due(region, since),
            "holdsUntilDate": None if until is None else due(region, until),
        }
        await puller.post("/network-documents", {**notice, **days, "kind": kind})
    [told] = (await region.mother.get(path))["items"]
    assert (told["title"], told["text"], told["version"]) == (notice["title"], notice["text"], 1)
    assert (told["holdsFromDate"], told["caseIds"]) == (due(region, 0), [opened["id"]])
    # Its next edition is what she reads then. Who works there does not read it so, and it is traced with the case.
    kept = {"title": "Anders", "text": "Wij delen minder.", "holdsFromDate": due(region, 0)}
    path_of = f"/network-documents/{told['id']}"
    assert (await puller.ask("PUT", path_of, kept, If_Match='"1"')).status_code == 200
    assert [(one["title"], one["version"]) for one in (await region.mother.get(path))["items"]] == [
        ("Anders", 2)
    ]
    assert (await region.teacher.ask("GET", path)).status_code == 403
    read = await region.entries("event = 'own-transparency-notices.read' AND role = 'representative'")
    assert [str(one["case_id"]) for one in read] == [opened["id"]] * 2
