"""What waits for a second person lies on the worklist of each who may be one, and of nobody else, until it is over."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.log_exports.test_api import EXPORTS, limited, of_teacher, sealed
from tests.people import Person, Region, open_case
from tests.stories.test_the_auditors_morning import auditor_of
from tests.worklist.lists import rows_of

from chaincare.demo.world import OFFICE, SCHOOL, YOUTH_CARE, person
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio

PATH = "/access-log/case-mandates"
KINDS = {"name_to_approve", "entry_text_to_approve", "log_export_to_decide"}


async def waiting(who: Person) -> list[dict[str, Any]]:
    return [row for row in await rows_of(who) if row["kind"] in KINDS]


def with_a_list(region: Region, role: str, subject: str = "") -> Person:
    """The same, or somebody who signs in alike, with a token for a worklist too."""
    one = person(role)
    token = region.issuers.token(
        one.issuer, subject or role, client_id=one.client_id, scopes=(*one.scopes, "cases"), acr=one.acr
    )
    return Person(role, region.http, token, region.calls)


def due(region: Region, days: int) -> str:
    return str(day_in_amsterdam(region.app.state.clock.now() + timedelta(days=days)))


async def test_a_question_for_a_name_lies_with_each_who_may_answer_it(region: Region) -> None:
    opened = await open_case(region)
    auditor, officer = with_a_list(region, "auditor"), with_a_list(region, "privacy-officer")
    second = with_a_list(region, "other-auditor")
    await auditor_of(region, YOUTH_CARE.id)
    of_youth_care = with_a_list(region, "auditor", "second-auditor")
    asked = {"opens": "name", "caseId": opened["id"], "reason": "Is dit haar buurmeisje?"}
    mandate = await auditor.post(PATH, asked)
    for who in (officer, second):
        [row] = await waiting(who)
        assert (row["kind"], row["caseId"], row["client"], row["reference"]) == (
            "name_to_approve",
            None,
            None,
            None,
        )
        assert (row["askedBy"]["id"], row["dueDate"]) == (str(person("auditor").id), due(region, 14))
        assert (row["askedBy"]["name"], row["reach"]) == (mandate["askedBy"], "directory")
        assert (row["withYou"], row["waitingFor"]["who"]) == (True, "second_person")
        assert opened["id"] not in str(row)
        assert asked["reason"] not in str(row)
        assert row["act"]["needs"] == ["endsAt"]
        assert (await who.get(row["href"].removeprefix("/v1"))) == mandate
    for nobody in (auditor, of_youth_care, region.coordinator, region.administrator, region.teacher):
        assert await waiting(nobody) == []
    for nobody in (of_youth_care, region.coordinator, region.administrator, region.teacher):
        assert (await nobody.ask("GET", f"{PATH}/{mandate['id']}")).status_code in (403, 404)

    # Not with whose mandate is from who asked, nor with who manages access or takes part: he could not answer.
    admin = region.admin
    granting = "UPDATE chaincare.mandates SET granted_by = $1 WHERE professional_id = $2 AND kind = 'privacy_officer'"
    await admin.execute("SET session_replication_role = replica")
    await admin.execute(granting, person("auditor").id, person("privacy-officer").id)
    assert await waiting(officer) == []
    answer = {"answer": "approved", "endsAt": (region.app.state.clock.now() + timedelta(days=2)).isoformat()}
    await officer.post(f"{PATH}/{mandate['id']}/responses", answer, expect=403)
    await admin.execute(granting, None, person("privacy-officer").id)
    part = await admin.fetchval(
        "INSERT INTO chaincare.participations SELECT (jsonb_populate_record(p, jsonb_build_object('id', uuidv7(), 'unit_id', NULL,"
        " 'professional_id', $2::uuid))).* FROM chaincare.participations AS p"
        " WHERE p.case_id = $1::uuid AND p.unit_id IS NOT NULL LIMIT 1 RETURNING id",
        opened["id"], person("privacy-officer").id,
    )  # fmt: skip
    assert await waiting(officer) == []
    await admin.execute("DELETE FROM chaincare.participations WHERE id = $1", part)
    await admin.execute("SET session_replication_role = origin")

    # Done by what the row says; then it is gone from every list.
    [row] = await waiting(officer)
    assert row["act"]["operation"] == "answerCaseMandate"
    await officer.post(row["act"]["href"].removeprefix("/v1"), answer)
    assert (await waiting(officer), await waiting(second)) == ([], [])

    # Taken back, and left lying.
    taken = await auditor.post(PATH, asked)
    assert len(await waiting(second)) == 1
    await auditor.post(f"{PATH}/{taken['id']}/endings", {})
    assert await waiting(second) == []
    await auditor.post(PATH, asked)
    region.move_clock(timedelta(days=14) - timedelta(seconds=30))
    assert [row["dueDate"] for row in await waiting(second)] == [due(region, 0)]
    region.move_clock(timedelta(seconds=31))
    assert await waiting(second) == []
    # Of each row there is an entry, which lets in to nothing of the log.
    looks = await region.entries("event = 'worklist.read' AND rule = 'second-person/1'")
    assert {(one["reach"], one["outcome"], one["client"]) for one in looks} == {
        ("directory", "entered", None)
    }
    assert str(mandate["id"]) in {str(one["asked_id"]) for one in looks}


async def test_what_somebody_typed_waits_for_another_than_who_typed_it(region: Region) -> None:
    opened = await open_case(region)
    await region.teacher.post("/clients/_search", {"name": "Walt", "birthDate": "2017-03-14"}, expect=200)
    question = (await region.entries("event = 'clients.searched' AND query_id IS NULL"))[-1]
    entry = {"entryId": str(question["id"]), "happenedAt": question["at"].isoformat()}
    asked = {"opens": "entry_text", "reason": "Waarom gezocht?", **entry, "caseId": opened["id"]}
    mandate = await region.auditor.post(PATH, asked)
    second = with_a_list(region, "other-auditor")
    [row] = await waiting(second)
    assert (row["kind"], row["act"]["operation"]) == ("entry_text_to_approve", "answerCaseMandate")
    assert "Walt" not in str(row)
    concerns = "UPDATE chaincare.case_mandates SET concerns = $2 WHERE id = $1::uuid"
    his = await region.admin.fetchval(
        "SELECT id FROM chaincare.professionals WHERE subject = 'other-auditor'"
    )
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(concerns, mandate["id"], his)
    assert await waiting(second) == []


async def test_an_export_above_the_limit_lies_with_another_auditor(region: Region) -> None:
    opened = await open_case(region)
    for _ in range(3):
        await region.teacher.get(f"/cases/{opened['id']}")
    await sealed(region)
    limited(region, 2)
    auditor, officer = with_a_list(region, "auditor"), with_a_list(region, "privacy-officer")
    second = with_a_list(region, "other-auditor")
    await auditor_of(region, SCHOOL.id)
    of_school = with_a_list(region, "auditor", "second-auditor")
    export = await auditor.post(EXPORTS, of_teacher("csv"))
    assert export["state"] == "waiting"
    [row] = await waiting(second)
    assert (row["kind"], row["askedBy"]["id"]) == ("log_export_to_decide", export["requestedById"])
    assert row["dueDate"] == str(day_in_amsterdam(datetime.fromisoformat(export["expiresAt"])))
    assert (await second.get(row["href"].removeprefix("/v1")))["id"] == export["id"]
    for nobody in (auditor, officer, of_school, region.teacher):
        assert await waiting(nobody) == []
    assert row["act"]["operation"] == "decideLogExport"
    said = {"decision": "refused", "reason": "too_wide"}
    await second.post(row["act"]["href"].removeprefix("/v1"), said)
    assert await waiting(second) == []
    await auditor.post(EXPORTS, of_teacher("csv"))
    region.move_clock(timedelta(days=7) - timedelta(seconds=30))
    assert len(await waiting(second)) == 1
    region.move_clock(timedelta(seconds=31))
    assert await waiting(second) == []


async def test_an_export_does_not_lie_with_whom_or_whose_case_it_is_about(region: Region) -> None:
    opened = await open_case(region)
    auditor, second = with_a_list(region, "auditor"), with_a_list(region, "other-auditor")
    his = await region.admin.fetchval(
        "SELECT id FROM chaincare.professionals WHERE subject = 'other-auditor'"
    )
    await second.post("/access-log/_search", {"caseId": opened["id"]}, expect=200)
    await sealed(region)
    limited(region, 0)
    about = [{"professionalId": str(his)}, {"caseId": opened["id"]}]
    him, case = [
        await auditor.post(EXPORTS, {"format": "csv", "reason": "audit", **asked}) for asked in about
    ]
    assert {him["state"], case["state"]} == {"waiting"}
    # What is about himself he does not come to know of; his own question about himself he sees.
    said = {"decision": "refused", "reason": "too_wide"}
    await second.get(f"{EXPORTS}/{him['id']}", expect=404)
    await second.post(f"{EXPORTS}/{him['id']}/decisions", said, expect=404)
    assert [row["href"][-36:] for row in await waiting(second)] == [case["id"]]
    assert [one["id"] for one in (await second.get(EXPORTS))["items"]] == [case["id"]]
    own = await second.post(EXPORTS, {"format": "csv", "reason": "audit", **about[0]})
    assert (await second.get(f"{EXPORTS}/{own['id']}"))["awaitsYou"] is False
    assert [row["href"][-36:] for row in await waiting(auditor)] == [own["id"]]

    # The wall keeps it from him, whatever is asked; what he asked himself about himself he sees, and decides on by no statement.
    await second.get(EXPORTS)
    entry = (await region.entries("event = 'log-export.listed' AND outcome = 'entered'"))[-1]
    async with region.app.state.pool.acquire() as connection, connection.transaction():
        ticket = f"{entry['at'].isoformat()}/{entry['id']}"
        await connection.execute("SELECT set_config('chaincare.ticket', $1, true)", ticket)
        rows = await connection.fetch("SELECT id FROM chaincare.log_exports")
        assert {str(row[0]) for row in rows} == {case["id"], own["id"]}
        rows = await connection.fetch("SELECT id FROM chaincare.log_exports FOR UPDATE")
        assert [str(row[0]) for row in rows] == [case["id"]]

    # Nor does who takes part in the case decide.
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "INSERT INTO chaincare.participations SELECT (jsonb_populate_record(p, jsonb_build_object('id', uuidv7(), 'unit_id', NULL,"
        " 'professional_id', $2::uuid))).* FROM chaincare.participations AS p"
        " WHERE p.case_id = $1::uuid AND p.unit_id IS NOT NULL LIMIT 1",
        opened["id"], his,
    )  # fmt: skip
    assert await waiting(second) == []
    for shown in (await second.get(EXPORTS))["items"], [await second.get(f"{EXPORTS}/{case['id']}")]:
        assert not [one for one in shown if one["awaitsYou"]], "it does not say that it waits for him"
    await second.post(f"{EXPORTS}/{case['id']}/decisions", said, expect=403)
    await region.admin.execute("DELETE FROM chaincare.participations WHERE professional_id = $1", his)
    await second.post(f"{EXPORTS}/{case['id']}/decisions", said)


async def test_an_organisations_auditor_is_told_what_somebody_of_another_one_does_who_asks(
    region: Region,
) -> None:
    opened = await open_case(region)
    await region.teacher.get(f"/cases/{opened['id']}")
    await sealed(region)
    limited(region, 0)
    asker = await auditor_of(region, SCHOOL.id)
    admin = region.administrator
    body = {"unitId": str(OFFICE.unit_id), "subject": "third", "name": "Ann Bos", "function": "auditor"}
    third = await admin.post("/professionals", body)
    mandate = {"professionalId": third["id"], "kind": "auditor", "organisationId": str(SCHOOL.id)}
    await admin.post("/mandates", {**mandate, "endsAt": f"{due(region, 9)}T12:00:00Z"})
    reader, network = with_a_list(region, "auditor", "third"), with_a_list(region, "auditor")
    await asker.post(PATH, {"opens": "name", "caseId": opened["id"], "reason": "Is dit haar buurmeisje?"})
    await asker.post(EXPORTS, of_teacher("csv"))
    for who, told in ((reader, None), (network, "Tom Vos")):
        rows = await waiting(who)
        assert {row["kind"] for row in rows} == {"name_to_approve", "log_export_to_decide"}
        for row in rows:
            assert (row["askedBy"]["name"], row["askedBy"]["function"]) == (told, "auditor"), row
            assert (
                (row["askedBy"]["id"] is None) == (row["askedBy"]["organisation"] is None) == (told is None)
            )
            assert told is not None or "Tom Vos" not in str(row)
            assert row["waitingFor"]["person"] is None
    # Of who works at that organisation he reads the name.
    await region.admin.execute("SET session_replication_role = replica")
    moved = "UPDATE chaincare.professionals SET unit_id = $1 WHERE subject = 'second-auditor'"
    await region.admin.execute(moved, SCHOOL.unit_id)
    await region.admin.execute("SET session_replication_role = origin")
    assert {row["askedBy"]["name"] for row in await waiting(reader)} == {"Tom Vos"}
