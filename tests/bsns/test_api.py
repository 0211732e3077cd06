"""A BSN over HTTP: shown by one operation, to who may, towards whom it may be used with."""

import pytest
from tests.people import Person, Region, add_begeleider, link_mother, open_case

from chaincare.demo.world import EXPERTISE, SCHOOL, SUBSTANTIAL, YOUTH_CARE

pytestmark = pytest.mark.anyio

BSN = "999990019"


def teacher(region: Region, *scopes: str, acr: str | None = SUBSTANTIAL) -> Person:
    token = region.issuers.token(SCHOOL.issuer, "teacher", client_id="leerlingvolg", scopes=scopes, acr=acr)
    return Person("teacher", region.http, token, region.calls)


async def test_a_school_is_shown_the_number_for_education_only(region: Region) -> None:
    opened = await open_case(region)
    await add_begeleider(region, opened["id"])
    await link_mother(region, opened)
    path = f"/clients/{opened['clientId']}/bsn-disclosures"
    body = {"towards": str(EXPERTISE.id), "reason": "To enrol her there."}
    assert (await region.teacher.ask("POST", path, body)).json()["type"].endswith("no-bsn")
    changed = await region.teacher.ask("PATCH", f"/clients/{opened['clientId']}", {"bsn": BSN}, If_Match="*")
    assert changed.json()["bsn"] == "*********"

    told = await region.teacher.post(path, body)
    assert (told["bsn"], told["article"]) == (BSN, "WPO 178a")
    for towards, status in ((YOUTH_CARE.id, 403), (SCHOOL.unit_id, 400)):
        refused = await region.teacher.ask("POST", path, body | {"towards": str(towards)})
        assert (refused.status_code, BSN in refused.text) == (status, False)
    for who in (
        region.mother,
        region.begeleider,
        region.outsider,
        teacher(region, "cases"),
        teacher(region, "cases", "bsn", acr=None),
    ):
        refused = await who.ask("POST", path, body)
        assert (refused.status_code in {401, 403, 404}, BSN in refused.text) == (True, False)
    [entry] = await region.entries("event = 'bsn.disclosed' AND outcome = 'done'")
    assert str(entry["object_id"]) == told["id"]
    rows = await region.admin.fetch("SELECT * FROM chaincare.bsn_disclosures")
    assert [(one["article"], str(one["organisation_id"])) for one in rows] == [
        ("WPO 178a", str(EXPERTISE.id))
    ]
    assert BSN not in str(rows)
    # What is told once more to a retry is kept sealed, and only under the same door (D1).
    again = await region.teacher.ask(
        "POST", path, body, Idempotency_Key="11111111-2222-4333-8444-555555555555"
    )
    assert again.json()["bsn"] == BSN
    kept = await region.admin.fetch("SELECT answer FROM chaincare.repeats")
    assert BSN.encode() not in b"".join(bytes(one["answer"]) for one in kept)
