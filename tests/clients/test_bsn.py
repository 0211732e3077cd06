"""The BSN: optional, on a statutory basis, sealed, masked, and nowhere to be read (S4)."""

import io
import json
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from cryptography.exceptions import InvalidTag
from tests.people import SECRET, Region, add_begeleider, basis, desiree, link_mother, open_case
from tests.promises.behind import inside

from chaincare.clients.sealing import BsnSeal
from chaincare.demo.world import NETWORK, SCHOOL, YOUTH_CARE, person
from chaincare.logs import set_up_logs

pytestmark = pytest.mark.anyio

BSN, OTHER_BSN = "999990019", "999990032"
MASK = "*********"


def with_bsn(bsn: str = BSN, **changes: Any) -> dict[str, Any]:
    return {"client": {**desiree()["client"], "bsn": bsn}, **changes}


async def rows(region: Region) -> list[Any]:
    return list(await region.admin.fetch("SELECT * FROM chaincare.client_bsns ORDER BY id"))


async def test_a_school_records_it_for_education_and_reads_that_there_is_one(region: Region) -> None:
    opened = await open_case(region, **with_bsn())
    path = f"/clients/{opened['clientId']}"
    assert (await region.teacher.get(path))["bsn"] == MASK
    assert (await region.begeleider.get(path))["bsn"] is None  # the team has scope core
    await link_mother(region, opened)
    assert (await region.mother.get(path))["bsn"] is None
    for person_ in (region.teacher, region.mother, region.begeleider, region.coordinator):
        answer = await person_.ask("GET", f"/cases/{opened['id']}")
        assert answer.status_code == 200
        assert "bsn" not in answer.text
    [row] = await rows(region)
    assert BsnSeal(SECRET).open(row["sealed"], row["client_id"]) == BSN
    assert (row["purpose"], row["article"]) == ("education_support", "WPO 178a")


async def test_it_is_optional_and_another_client_may_have_the_same(region: Region) -> None:
    """Nothing is unique but by client: whoever tries a number learns nothing about whose it is."""
    none = await open_case(region)
    assert (await region.teacher.get(f"/clients/{none['clientId']}"))["bsn"] is None
    for _ in range(2):
        await open_case(region, **with_bsn())
    first, second = await rows(region)
    assert first["blind"] == second["blind"] == BsnSeal(SECRET).blind(BSN)
    assert first["sealed"] != second["sealed"]


async def test_two_swapped_rows_do_not_open(region: Region) -> None:
    for _ in range(2):
        await open_case(region, **with_bsn())
    first, second = await rows(region)
    seal = BsnSeal(SECRET)
    assert seal.open(first["sealed"], first["client_id"]) == BSN
    with pytest.raises(InvalidTag):
        seal.open(second["sealed"], first["client_id"])


@pytest.mark.parametrize("purpose", ["youth_care", "debt_help"])
async def test_without_a_basis_for_the_purpose_nothing_is_recorded(region: Region, purpose: str) -> None:
    refused = await region.teacher.ask("POST", "/cases", desiree(**with_bsn(purpose=purpose)))
    assert (refused.status_code, refused.json()["type"].split(":")[-1]) == (403, "bsn-without-basis")
    assert [one["pointer"] for one in refused.json()["errors"]] == ["/client/bsn"]
    assert (await rows(region), await region.admin.fetchval("SELECT count(*) FROM chaincare.cases")) == (
        [],
        0,
    )


async def test_the_purpose_of_ones_own_participation_counts(region: Region) -> None:
    """Youth care has a basis for youth care; in a case it joined for something else it has none."""
    opened = await open_case(region)
    path = f"/clients/{opened['clientId']}"
    for purpose, status in (("education_support", 403), ("youth_care", 200)):
        party = {
            "kind": "professional", "professionalId": str(person("youth-worker").id), "scope": "full",
            "legalBasis": basis(YOUTH_CARE.unit_id),
        }  # fmt: skip
        added = await region.teacher.post(
            f"/cases/{opened['id']}/participations", {"purpose": purpose, "party": party}
        )
        answer = await region.youth_worker.ask("PATCH", path, {"bsn": BSN}, If_Match="*")
        assert answer.status_code == status, answer.text
        end = f"/cases/{opened['id']}/participations/{added['participationId']}/endings"
        await region.teacher.post(end, {"reason": "done"})


async def test_who_may_not_record_one_takes_none_away(region: Region) -> None:
    opened = await open_case(region, **with_bsn())
    path = f"/clients/{opened['clientId']}"
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute("UPDATE chaincare.participations SET purpose = 'housing'")
    taken = await region.teacher.ask("PATCH", path, {"bsn": None}, If_Match="*")
    assert (taken.status_code, taken.json()["type"].rpartition(":")[2]) == (403, "bsn-without-basis")
    assert (await region.teacher.get(path))["bsn"] == MASK


async def test_a_number_is_replaced_and_removed(region: Region) -> None:
    opened = await open_case(region, **with_bsn())
    path = f"/clients/{opened['clientId']}"
    for body, mask in (({"bsn": OTHER_BSN}, MASK), ({"callName": "Dees"}, MASK), ({"bsn": None}, None)):
        changed = await region.teacher.ask("PATCH", path, body, If_Match="*")
        assert (changed.status_code, changed.json()["bsn"]) == (200, mask)
        assert (await region.teacher.get(path))["bsn"] == mask
    first, second = await rows(region)
    assert (first["removed_at"], second["removed_at"]) != (None, None)
    assert BsnSeal(SECRET).open(second["sealed"], second["client_id"]) == OTHER_BSN


@pytest.mark.parametrize("bsn", ["999990018", "9999.90.019", "000000000", "1234567", "99999001x", "9" * 21])
async def test_what_is_no_bsn_is_refused_by_its_place_and_not_repeated(region: Region, bsn: str) -> None:
    refused = await region.teacher.ask("POST", "/cases", desiree(**with_bsn(bsn)))
    assert refused.status_code == 400
    assert [one["pointer"] for one in refused.json()["errors"]] == ["/client/bsn"]
    assert bsn not in refused.text


async def test_the_application_itself_cannot_read_it_back(region: Region) -> None:
    opened = await open_case(region, **with_bsn())
    async with inside(region) as within:
        entered = await within.enter("teacher", opened["id"])
        async with within.under(entered.ticket) as connection:
            assert await connection.fetchval("SELECT count(id) FROM client_bsns") == 1
        for column in ("sealed", "blind", "*"):
            async with within.under(entered.ticket) as connection:
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await connection.fetch(f"SELECT {column} FROM client_bsns")
        for role in ("coordinator", "begeleider"):
            names = {"coordinator": "network-coordinator", "begeleider": "intern-begeleider"}
            entered = await within.enter(names[role], opened["id"])
            async with within.under(entered.ticket) as connection:
                assert await connection.fetchval("SELECT count(id) FROM client_bsns") == 0


async def test_it_comes_out_nowhere(region: Region) -> None:
    """A canary through every sink: answers, headers, logs, errors, the access log, the whole database."""
    stream = io.StringIO()
    set_up_logs("DEBUG", stream)
    try:
        answers = [await region.teacher.ask("POST", "/cases", desiree(**with_bsn()))]
        opened = answers[0].json()
        path = f"/clients/{opened['clientId']}"
        await add_begeleider(region, opened["id"])
        for body, headers in (
            ({"bsn": BSN}, {"If_Match": "*", "Idempotency_Key": "k1"}),
            ({"bsn": BSN}, {"If_Match": "*", "Idempotency_Key": "k1"}),
            ({"bsn": BSN}, {}),
            ({"bsn": BSN}, {"If_Match": '"99"'}),
            ({"bsn": [BSN]}, {"If_Match": "*"}),
            ({"bsn": BSN, "name": BSN}, {"If_Match": "*"}),
            ({"bsn": BSN, BSN: BSN}, {"If_Match": "*"}),
            ({"bsn": BSN + "1"}, {"If_Match": "*"}),
            ({"givenNames": 1, "bsn": BSN}, {"If_Match": "*"}),
        ):
            answers.append(await region.teacher.ask("PATCH", path, body, **headers))
        answers += [
            await one.ask("GET", path) for one in (region.teacher, region.begeleider, region.coordinator)
        ]
        answers.append(await region.auditor.ask("POST", "/access-log/_search", {"caseId": opened["id"]}))
        await region.admin.execute("ALTER TABLE chaincare.client_bsns ADD CHECK (sealed = blind) NOT VALID")
        answers.append(await region.teacher.ask("PATCH", path, {"bsn": BSN}, If_Match="*"))
    finally:
        set_up_logs("ERROR")
    assert {one.status_code for one in answers} == {200, 201, 400, 404, 412, 428, 500}
    assert "request_failed" in stream.getvalue()
    for one in answers:
        assert BSN not in one.text
        assert BSN not in str(one.headers.multi_items())
    assert BSN not in stream.getvalue()
    tables = await region.admin.fetch(
        "SELECT relname FROM pg_class WHERE relnamespace = 'chaincare'::regnamespace AND relkind = 'r'"
    )
    held = {
        row["relname"]: await region.admin.fetchval(
            f"SELECT coalesce(string_agg(t::text, ' '), '') FROM chaincare.{row['relname']} AS t"
        )
        for row in tables
    }
    assert held["client_bsns"]
    assert held["repeats"]
    assert [name for name, text in held.items() if BSN in text] == []


async def test_an_administrator_sets_for_what_a_unit_may_record(region: Region) -> None:
    path = f"/units/{SCHOOL.unit_id}/bsn-bases"
    read = await region.teacher.ask("GET", path)
    assert read.json() == {
        "items": [{"purpose": "education_support", "article": "WPO 178a", "towards": ["education"]}]
    }
    items: list[Any] = [{"purpose": "youth_care", "article": "Jeugdwet 7.2.1", "towards": []}]
    for headers, status in (({}, 428), ({"If_Match": '"7"'}, 412)):
        refused = await region.administrator.ask("PUT", path, {"items": items}, **headers)
        assert refused.status_code == status
    for one in (region.teacher, region.coordinator):
        assert (await one.ask("PUT", path, {"items": items}, If_Match="*")).status_code == 403
    twice = await region.administrator.ask("PUT", path, {"items": items * 2}, If_Match="*")
    assert twice.json()["type"].endswith("purpose-twice")
    unusable = [
        {**read.json()["items"][0], "towards": ["education", "care"]}
    ]  # a school does not use it with care
    refused = await region.administrator.ask("PUT", path, {"items": unusable}, If_Match="*")
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, "/items/0/towards/1")
    unit = {"organisationId": str(SCHOOL.id), "name": "7", "statutoryTask": "WPO", "bsnBases": unusable}
    refused = await region.administrator.ask("POST", "/units", unit)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, "/bsnBases/0/towards/1")
    put = await region.administrator.ask("PUT", path, {"items": items}, If_Match=read.headers["ETag"])
    assert (put.status_code, put.json(), put.headers["ETag"]) == (200, {"items": items}, '"2"')
    refused = await region.teacher.ask("POST", "/cases", desiree(**with_bsn()))
    assert refused.json()["type"].endswith("bsn-without-basis")
    [unit] = [
        one for one in (await region.teacher.get("/units"))["items"] if one["id"] == str(SCHOOL.unit_id)
    ]
    assert unit["bsnBases"] == items
    assert [
        one["object_id"] for one in await region.entries("event LIKE 'directory.bsn%' AND outcome = 'done'")
    ] == [SCHOOL.unit_id]


async def test_a_unit_of_another_network_is_not_there_to_be_set(region: Region) -> None:
    elsewhere = UUID(int=NETWORK.int + (1 << 20))
    body: dict[str, Any] = {"items": []}
    answer = await region.administrator.ask("PUT", f"/units/{elsewhere}/bsn-bases", body, If_Match="*")
    assert (answer.status_code, answer.json()["type"].split(":")[-1]) == (404, "not-in-your-network")
    read = await region.teacher.ask("GET", f"/units/{elsewhere}/bsn-bases")
    assert (read.status_code, read.json()["type"].split(":")[-1]) == (404, "unit-unknown")
    assert json.loads(read.text)["status"] == 404
