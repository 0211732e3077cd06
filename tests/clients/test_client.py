"""Reading and changing what is known of a client, by his own id."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.people import Region, add_begeleider, link_mother, open_case
from tests.prose import Case
from tests.relation_conflicts.test_api import bringing

pytestmark = pytest.mark.anyio


async def path_of(region: Region) -> tuple[Any, str]:
    opened = await open_case(region)
    return opened, f"/clients/{opened['clientId']}"


async def change(region: Region, path: str, body: Any, tag: str | None, expect: int = 200) -> Any:
    headers = {} if tag is None else {"If_Match": tag}
    answer = await region.teacher.ask("PATCH", path, body, **headers)
    assert answer.status_code == expect, answer.text
    return answer


async def test_a_client_is_read_as_far_as_the_reach_goes(region: Region) -> None:
    opened, path = await path_of(region)
    read = await region.teacher.ask("GET", path)
    assert (read.status_code, read.headers["ETag"]) == (200, '"1"')
    assert read.json() == {
        "id": opened["clientId"], "name": "Désirée van der Walt", "givenNames": "Désirée", "prefix": "van der",
        "familyName": "Walt", "callName": None, "birthDate": "2017-03-14", "birthPrecision": "day", "language": None,
        "interpreterNeeded": False, "bsn": None,
    }  # fmt: skip
    team = await region.begeleider.ask("GET", path)
    assert (team.json()["birthDate"], team.headers.get("ETag")) == ("2017-03-14", None)
    await link_mother(region, opened)
    assert (await region.mother.get(path))["name"] == "Désirée van der Walt"
    await region.admin.execute(
        "SET session_replication_role = replica; UPDATE chaincare.participations SET scope_from = NULL"
        " WHERE professional_id IS NOT NULL; SET session_replication_role = DEFAULT"
    )
    assert {key for key, value in (await region.teacher.get(path)).items() if value} == {"id", "name"}


async def test_for_whom_it_is_not_there_is_no_client(region: Region) -> None:
    """The coordinator knows the case, not whom it is about: for him the id says nothing (DOMAIN 2)."""
    opened, path = await path_of(region)
    await region.coordinator.get(f"/cases/{opened['id']}")
    for person in (region.coordinator, region.outsider, region.auditor, region.mother):
        there, nowhere = await person.ask("GET", path), await person.ask("GET", f"/clients/{uuid4()}")
        assert (there.status_code, there.json()["type"]) == (nowhere.status_code, nowhere.json()["type"])
        assert there.status_code in {403, 404}
    denied = await region.entries("event = 'client.read' AND outcome = 'not_visible'")
    assert {one["client"] for one in denied} == {one["case_id"] for one in denied} == {None}
    assert UUID(opened["clientId"]) in {one["asked_id"] for one in denied}


async def test_who_tried_by_the_clients_id_is_found_with_the_case(region: Region) -> None:
    opened, path = await path_of(region)
    await link_mother(region, opened)
    await region.outsider.get(path, 404)
    stranger = region.mother
    stranger.token = region.issuers.token("burgers", "somebody", client_id="x", scopes=["cases"])
    await stranger.get(path, 404)
    pseudonym = str(await region.admin.fetchval("SELECT pseudonym FROM chaincare.clients"))
    for question in ({"caseId": opened["id"]}, {"client": pseudonym}):
        log = await region.auditor.post("/access-log/_search", {**question, "limit": 50}, expect=200)
        tried = [one for one in log["items"] if one["event"] == "client.read"]
        assert [one["outcome"] for one in tried] == ["not_visible"] * 2, question
        assert {one["askedId"] for one in tried} == {opened["clientId"]}


async def test_a_change_keeps_what_was_known_before(region: Region) -> None:
    _, path = await path_of(region)
    body = {
        "prefix": None,
        "familyName": "Jansen-de Vries",
        "language": "Arabisch",
        "interpreterNeeded": True,
    }
    changed = await change(region, path, body, '"1"')
    assert changed.headers["ETag"] == '"2"'
    seen = changed.json()
    assert (seen["name"], seen["prefix"], seen["givenNames"]) == ("Désirée Jansen-de Vries", None, "Désirée")
    assert (seen["language"], seen["interpreterNeeded"]) == ("Arabisch", True)
    assert await region.teacher.get(path) == seen
    await change(region, path, {"callName": "Dees"}, '"2"')
    kept = await region.admin.fetch("SELECT * FROM chaincare.client_versions ORDER BY version")
    assert [(one["version"], one["family_name"], one["prefix"]) for one in kept] == [
        (1, "Walt", "van der"), (2, "Jansen-de Vries", None),
    ]  # fmt: skip
    assert (kept[0]["changed_by"], kept[1]["changed_at"] is None) == (None, False)
    [first, second] = await region.entries("event = 'client.changed' AND outcome = 'done'")
    assert {first["object_id"], second["object_id"]} == {kept[0]["client_id"]}


async def test_the_earlier_name_is_recognised_in_a_summary(region: Region) -> None:
    opened, path = await path_of(region)
    await change(region, path, {"familyName": "Jansen"}, '"1"')
    for name, status in (("Walt", 400), ("Jansen", 400), ("Pietersen", 201)):
        body = {
            "limit": "imminent", "help": "strengthen", "question": "How?", "summary": f"{name} walks out of class.",
            "targets": [str(UUID("01900000-0000-7000-8003-000000000002"))],
        }  # fmt: skip
        answer = await region.teacher.ask("POST", f"/cases/{opened['id']}/escalations", body)
        assert answer.status_code == status, name


async def test_a_change_says_which_edition_it_is_based_on(region: Region) -> None:
    _, path = await path_of(region)
    for tag, status, kind in (
        (None, 428, "edition-missing"),
        ('"2"', 412, "edition-stale"),
        ("1", 400, "input-invalid"),
    ):
        refused = await change(region, path, {"callName": "D"}, tag, status)
        assert refused.json()["type"].endswith(kind)
    assert (await region.teacher.get(path))["callName"] is None
    await change(region, path, {"callName": "Dees"}, '"1"')


async def test_of_two_editors_at_once_one_is_told(region: Region) -> None:
    opened, path = await path_of(region)
    await add_begeleider(region, opened["id"])
    both = await asyncio.gather(
        region.teacher.ask("PATCH", path, {"callName": "Dees"}, If_Match='"1"'),
        region.begeleider.ask("PATCH", path, {"callName": "Desi"}, If_Match='"1"'),
    )
    assert sorted(one.status_code for one in both) == [200, 412]
    won = next(one for one in both if one.status_code == 200)
    assert (await region.teacher.get(path))["callName"] == won.json()["callName"]


async def test_only_scope_full_changes_and_nobody_else_sees_more(region: Region) -> None:
    opened, path = await path_of(region)
    await link_mother(region, opened)
    for person, status in (
        (region.begeleider, 403),
        (region.mother, 403),
        (region.coordinator, 404),
        (region.outsider, 404),
    ):
        assert (await person.ask("PATCH", path, {"callName": "X"}, If_Match="*")).status_code == status
    await add_begeleider(region, opened["id"])
    assert (await region.begeleider.ask("PATCH", path, {"callName": "X"}, If_Match="*")).status_code == 200


@pytest.mark.parametrize(
    ("body", "pointer", "kind"),
    [
        ({"givenNames": None}, "/givenNames", "input-invalid"),
        ({"birthDate": "2999-01-01"}, "/birthDate", "birth-date-in-future"),
        ({"birthPrecision": "year"}, "/birthDate", "birth-date-too-precise"),
        ({"callName": "De\u200bes"}, "/callName", "input-invalid"),
        ({"name": "X"}, "/name", "input-invalid"),
        ({"bsn": "999990018"}, "/bsn", "bsn-invalid"),
        ({"bsn": 999990019}, "/bsn", "input-invalid"),
    ],
)
async def test_changes_that_are_refused(region: Region, body: Any, pointer: str, kind: str) -> None:
    _, path = await path_of(region)
    problem = (await change(region, path, body, "*", 400)).json()
    assert problem["type"].endswith(kind)
    assert [one["pointer"] for one in problem["errors"]] == [pointer]
    assert (await region.teacher.ask("GET", path)).headers["ETag"] == '"1"'


async def test_the_database_lets_no_edition_be_skipped_or_forged(region: Region) -> None:
    """The trigger keeps what was there, whoever changes the row; the application writes no history of its own."""
    await path_of(region)
    for table in ("clients", "case_questions"):
        with pytest.raises(Exception, match="next version"):
            await region.admin.execute(f"UPDATE chaincare.{table} SET version = version")
    for table in ("client_versions", "case_question_versions"):
        assert not await region.admin.fetchval(
            "SELECT has_any_column_privilege('chaincare_app', $1, 'INSERT, UPDATE')", f"chaincare.{table}"
        )


async def test_a_birth_date_that_closes_a_view_is_for_whoever_answers_for_it(region: Region) -> None:
    opened, path = await path_of(region)
    await link_mother(region, opened)
    case = f"/cases/{opened['id']}"
    await region.teacher.post(f"{case}/participations", bringing("specialist"))
    grown, young = {"birthDate": "2000-01-01"}, {"birthDate": "2017-04-13"}
    refused = await region.specialist.ask("PATCH", path, grown, If_Match="*")
    assert (refused.status_code, refused.json()["type"].rpartition(":")[2]) == (403, "age-is-for-holder")
    assert (await region.mother.ask("GET", case)).status_code == 200
    assert (await region.specialist.ask("PATCH", path, young, If_Match="*")).status_code == 200
    for body in (grown, young):  # nobody directs: who opened the case may
        await change(region, path, body, "*")
    directed = Case(region, opened)
    directed.parts = {
        "teacher": opened["participationId"],
        "intern-begeleider": await add_begeleider(region, opened["id"]),
    }
    await directed.regie_passes(to="intern-begeleider", proposed_by="teacher")
    await change(region, path, grown, "*", 403)
    assert (await region.begeleider.ask("PATCH", path, grown, If_Match="*")).status_code == 200
