"""Opening a case from a line of an inventory: one act, one person, and the line keeps no name."""

from typing import Any

import pytest
from tests.inventory_lines.lines import make_inventory, noor, report
from tests.people import Region, basis, link_mother

from chaincare.demo.world import SCHOOL, person

pytestmark = pytest.mark.anyio


def opening(**changes: Any) -> dict[str, Any]:
    return {
        "purpose": "education_support",
        "ownWords": "Ik wil terug naar school.",
        "question": "Which class is quiet?",
        "consulted": "yes",
        "legalBasis": basis(SCHOOL.unit_id),
        "circle": [
            {
                "kind": "representative", "name": "A. Terpstra", "representativeKind": "parent",
                "proof": "extract of the register", "proofDate": "2026-09-01",
            },
            {"kind": "team", "unitId": str(SCHOOL.unit_id), "scope": "core", "legalBasis": basis(SCHOOL.unit_id)},
        ],
        **changes,
    }  # fmt: skip


async def test_a_case_is_opened_for_who_stands_on_the_line_and_the_line_keeps_no_name(region: Region) -> None:
    one = await report(region, await make_inventory(region))
    opened = await region.teacher.post(f"{one}/cases", opening(language="Fries"))
    case = await region.teacher.get(f"/cases/{opened['id']}")
    assert case["client"]["familyName"] == "Terpstra"
    assert case["client"]["birthDate"] == "2014-05-06"
    assert case["client"]["language"] == "Fries"
    assert one.endswith(case["inventoryLineId"])
    line = await region.begeleider.get(one)
    assert (line["state"], line["person"]) == ("case_opened", None)
    assert line["need"] == "Een klas waar het stil is."
    row = await region.admin.fetchrow("SELECT * FROM chaincare.inventory_lines")
    assert (row["given_names"], row["birth_date"]) == (None, None)


async def test_the_client_is_known_to_the_log_as_who_stood_on_the_line(region: Region) -> None:
    """So that his own log tells that his need was looked at before there was a case."""
    one = await report(region, await make_inventory(region))
    await region.begeleider.get(one)
    opened = await region.teacher.post(f"{one}/cases", opening())
    await link_mother(region, opened)
    own = await region.mother.get("/me/access-log")
    told = {entry["what"] for entry in own["items"]}
    assert {
        "What an inventory says of somebody was read",
        "A case was opened for somebody on an inventory",
    } <= told
    pseudonyms = await region.entries("event LIKE 'inventory-line.%' AND outcome IN ('entered', 'done')")
    assert len({entry["client"] for entry in pseudonyms}) == 1


async def test_who_directs_reads_the_line_through_the_case_and_others_of_the_case_do_not(
    region: Region,
) -> None:
    one = await report(region, await make_inventory(region))
    opened = await region.teacher.post(f"{one}/cases", opening(circle=[]))
    path = f"/cases/{opened['id']}/inventory-line"
    brought = await region.teacher.post(
        f"/cases/{opened['id']}/participations",
        {
            "purpose": "education_support",
            "party": {
                "kind": "professional", "professionalId": str(person("specialist").id), "scope": "full",
                "legalBasis": basis(SCHOOL.unit_id),
            },
        },
    )  # fmt: skip
    assert (await region.specialist.ask("GET", path)).status_code == 404
    proposal = await region.teacher.post(
        f"/cases/{opened['id']}/regie-proposals",
        {"candidate": brought["participationId"], "mandate": ["convene"]},
    )
    await region.specialist.post(
        f"/cases/{opened['id']}/regie-proposals/{proposal['id']}/responses", {"answer": "assent"}
    )
    read = await region.specialist.get(path)
    assert (read["need"], read["person"]) == ("Een klas waar het stil is.", None)
    assert (await region.specialist.ask("GET", one)).status_code == 404
    assert (await region.teacher.ask("GET", path)).status_code == 404  # he reads it as of the unit
    assert (await region.teacher.ask("GET", one)).status_code == 200


async def test_the_clients_side_reads_it_once_she_was_told(region: Region) -> None:
    inventory = await make_inventory(region)
    later = {"fact": "delayed", "because": "not safe yet", "reviewDate": noor()["reviewDate"]}
    for informed, answered in ((noor()["informed"], 200), (later, 404)):
        one = await report(region, inventory, informed=informed)
        opened = await region.teacher.post(f"{one}/cases", opening())
        await link_mother(region, opened)
        answer = await region.mother.ask("GET", f"/cases/{opened['id']}/inventory-line")
        assert answer.status_code == answered
        await region.admin.execute("DELETE FROM chaincare.client_logins")


async def test_a_case_is_opened_once_from_a_line(region: Region) -> None:
    one = await report(region, await make_inventory(region))
    first = await region.teacher.ask("POST", f"{one}/cases", opening(), Idempotency_Key="now")
    again = await region.teacher.ask("POST", f"{one}/cases", opening(), Idempotency_Key="now")
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    second = await region.begeleider.ask("POST", f"{one}/cases", opening())
    assert second.status_code == 409
    assert second.json()["type"].endswith("line-moved-on")
    assert (
        await region.begeleider.ask("POST", f"{one}/withdrawals", {"reason": "objected"})
    ).status_code == 409


async def test_who_is_not_of_the_unit_opens_no_case_from_it(region: Region) -> None:
    one = await report(region, await make_inventory(region))
    for role in ("specialist", "network-coordinator", "administrator", "outsider"):
        assert (await region.person(role).ask("POST", f"{one}/cases", opening())).status_code == 404
    assert (await region.teacher.get(one))["state"] == "open"


async def test_what_refuses_an_opening_leaves_the_line_as_it_was(region: Region) -> None:
    one = await report(region, await make_inventory(region))
    refused = await region.teacher.ask("POST", f"{one}/cases", opening(consulted="no"))
    assert refused.status_code == 400
    assert (await region.teacher.get(one))["person"]["givenNames"] == "Noor"
