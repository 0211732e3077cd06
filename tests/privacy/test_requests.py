"""Requests of people about their own data, over HTTP."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.people import Person, Region, link_mother, open_case

from chaincare.demo.world import SUBSTANTIAL, person
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio
PATH = "/data-subject-requests"


def officer(region: Region) -> Person:
    return region.person("privacy-officer")


async def second_officer(region: Region, **more: str) -> Person:
    """The coordinator gets a mandate of privacy officer too, by the administrator."""
    ends_at = (region.app.state.clock.now() + timedelta(days=90)).isoformat()
    await region.administrator.post(
        "/mandates",
        {
            "professionalId": str(person("network-coordinator").id),
            "kind": "privacy_officer",
            "endsAt": ends_at,
            **more,
        },
    )
    token = region.issuers.token(
        person("network-coordinator").issuer, "network-coordinator", client_id="x", scopes=("privacy",), acr=SUBSTANTIAL
    )  # fmt: skip
    return Person("second officer", region.http, token, region.calls)


def asking(region: Region, **more: Any) -> dict[str, Any]:
    today = day_in_amsterdam(region.app.state.clock.now())
    return {"kind": "access", "identityProof": "identity card seen", "receivedDate": str(today), **more}


async def test_from_letter_to_answer_with_every_step_on_the_record(region: Region) -> None:
    case_id = (await open_case(region))["id"]
    lodged = await region.teacher.post(PATH, asking(region, caseId=case_id, words="All of it, please."))
    one = f"{PATH}/{lodged['id']}"
    els = officer(region)
    [line] = (await els.get(f"{PATH}?unanswered=true"))["items"]
    assert (line["id"], line["state"], line["overdue"]) == (lodged["id"], "received", False)
    assert "words" not in line
    assert (await els.get(f"{PATH}?overdue=true"))["items"] == []
    taken = await els.post(f"{one}/handlings", {}, If_Match='"1"')
    longer = await els.post(f"{one}/extensions", {"reason": "three archives"}, If_Match='"2"')
    assert longer["dueDate"] > taken["dueDate"] == lodged["dueDate"]
    assert (await els.ask("POST", f"{one}/extensions", {"reason": "x"}, If_Match='"3"')).status_code == 409
    refusing = {"outcome": "refused", "reason": "nothing is kept"}
    untold = await els.ask("POST", f"{one}/decisions", refusing, If_Match='"3"')
    assert (untold.status_code, untold.json()["errors"][0]["pointer"]) == (400, "/complaintTold")
    stale = await els.ask("POST", f"{one}/decisions", refusing | {"complaintTold": True}, If_Match='"2"')
    assert stale.status_code == 412
    await els.post(f"{one}/decisions", refusing | {"complaintTold": True}, If_Match='"3"')
    read = await region.person("fg").get(one)
    assert [step["step"] for step in read["steps"]] == ["received", "taken_up", "extended", "decided"]
    assert (read["state"], read["words"], read["byOwnLogin"]) == ("refused", "All of it, please.", False)
    client = await region.admin.fetchval("SELECT pseudonym FROM chaincare.clients")
    entries = await region.entries("event LIKE 'data-subject-request.%' AND client = $1", client)
    assert {(entry["event"], entry["outcome"]) for entry in entries} >= {
        ("data-subject-request.lodged", "done"),
        ("data-subject-request.decided", "done"),
        ("data-subject-request.read", "entered"),
    }


async def test_what_is_late_is_the_work_of_today(region: Region) -> None:
    els = officer(region)
    lodged = await els.post(PATH, asking(region))
    region.move_clock(timedelta(days=40))
    [line] = (await els.get(f"{PATH}?overdue=true"))["items"]
    assert (line["id"], line["overdue"], line["caseId"]) == (lodged["id"], True, None)
    await els.post(f"{PATH}/{lodged['id']}/handlings", {}, If_Match='"1"')
    late = await els.ask("POST", f"{PATH}/{lodged['id']}/extensions", {"reason": "x"}, If_Match='"2"')
    assert late.json()["title"] == "Extended too late"


async def test_who_has_nothing_to_do_with_it_sees_nothing(region: Region) -> None:
    case_id = (await open_case(region))["id"]
    lodged = await region.teacher.post(PATH, asking(region, caseId=case_id))
    ours = f"{PATH}/{lodged['id']}"
    assert (await officer(region).get(ours))["id"] == lodged["id"]
    for role in ("teacher", "network-coordinator", "auditor", "administrator", "outsider", "parent"):
        answer = await region.person(role).ask("GET", ours)
        assert answer.status_code in {403, 404}, role
    fg = region.person("fg")
    assert (await fg.ask("POST", f"{ours}/handlings", {}, If_Match='"1"')).status_code == 403
    assert (await region.outsider.ask("POST", PATH, asking(region, caseId=case_id))).status_code == 404
    assert (await region.teacher.ask("POST", PATH, asking(region))).status_code == 404  # outside any case
    unknown = await region.teacher.ask("POST", PATH, asking(region, caseId=case_id, representativeId=case_id))
    assert unknown.json()["errors"][0]["pointer"] == "/representativeId"


async def test_a_mandate_for_one_organisation_knows_only_what_was_put_to_it(region: Region) -> None:
    case_id = (await open_case(region))["id"]
    everyone = await region.teacher.post(PATH, asking(region, caseId=case_id))
    school = await region.teacher.post(PATH, asking(region, caseId=case_id, toOwnOrganisation=True))
    els = officer(region)
    assert len((await els.get(PATH))["items"]) == 2
    await region.admin.execute("SET session_replication_role = replica")
    for organisation, seen in ((person("teacher"), {school["id"]}), (person("youth-worker"), set())):
        await region.admin.execute(
            "UPDATE chaincare.mandates AS m SET organisation_id = u.organisation_id FROM chaincare.units AS u"
            " WHERE u.id = $1 AND m.kind = 'privacy_officer'", organisation.unit_id,
        )  # fmt: skip
        assert {one["id"] for one in (await els.get(PATH))["items"]} == seen
        for one in (everyone, school):
            wanted = 200 if one["id"] in seen else 404
            assert (await els.ask("GET", f"{PATH}/{one['id']}")).status_code == wanted
    assert (await els.ask("POST", PATH, asking(region, caseId=case_id))).status_code == 404


async def test_who_exactly_looked_is_told_after_a_second_person_weighed_it(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    await region.teacher.get(f"/cases/{opened['id']}")
    line = next(one for one in (await region.mother.get("/me/access-log"))["items"] if one["organisation"])
    asked = asking(region, kind="employee_name", caseId=opened["id"], reference=line["reference"])
    lodged = await region.teacher.post(PATH, asked)
    one = f"{PATH}/{lodged['id']}"
    els = officer(region)
    await els.post(f"{one}/handlings", {}, If_Match='"1"')
    granting = {"outcome": "granted", "reason": "he works at her daughter's school"}
    own = await els.ask("POST", f"{one}/decisions", granting, If_Match='"2"')
    assert own.json()["title"] == "Decided by handler"
    assert (await els.get(one))["employee"] is None
    other = await second_officer(region)
    await other.post(f"{one}/decisions", granting, If_Match='"2"')
    assert (await els.get(one))["employee"]["name"] == "Joris Timmer"
    elsewhere = await region.entries("client IS NULL")
    for reference in (elsewhere[0]["id"], UUID(lodged["id"])):
        wrong = await region.teacher.ask("POST", PATH, asked | {"reference": str(reference)})
        assert wrong.json()["errors"][0]["pointer"] == "/reference"


async def test_whoever_oversees_does_not_do_the_work(region: Region) -> None:
    ends_at = (region.app.state.clock.now() + timedelta(days=90)).isoformat()
    for role, kind, status in (
        ("fg", "privacy_officer", 409),
        ("privacy-officer", "fg", 409),
        ("auditor", "fg", 409),
        ("auditor", "privacy_officer", 409),
        ("teacher", "fg", 201),
    ):
        body = {"professionalId": str(person(role).id), "kind": kind, "endsAt": ends_at}
        answer = await region.administrator.ask("POST", "/mandates", body)
        assert answer.status_code == status, (role, kind, answer.text)
