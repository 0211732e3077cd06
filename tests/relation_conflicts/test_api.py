"""Whoever is on the list of a case: it does not exist for him, and nobody brings him in."""

from typing import Any
from uuid import UUID

import pytest
from tests.emergency.night import ACCESSES, BASIS, night_in
from tests.people import Region, basis, link_mother, open_case
from tests.promises.everything import day

from chaincare.demo.world import EXPERTISE, OFFICE, SCHOOL, YOUTH_CARE, person

pytestmark = pytest.mark.anyio


def against(kind: str, one: object) -> dict[str, Any]:
    return {
        "party": {"kind": kind, "id": str(one)},
        "reason": "He is her uncle.",
        "decidedBy": "the client",
        "reviewDate": day(90),
    }


def bringing(role: str) -> dict[str, Any]:
    party = {
        "kind": "professional", "professionalId": str(person(role).id), "scope": "full", "legalBasis": basis(SCHOOL.unit_id),
    }  # fmt: skip
    return {"purpose": "education_support", "party": party}


def asking(unit: UUID) -> dict[str, Any]:
    return {
        "limit": "imminent", "help": "strengthen", "question": "How?", "summary": "A pupil walks out of class.",
        "targets": [str(unit)],
    }  # fmt: skip


async def test_nobody_on_the_list_is_brought_in_asked_or_invited(region: Region) -> None:
    opened = await open_case(region)
    case, ask = f"/cases/{opened['id']}", region.teacher.ask
    listed = f"{case}/relation-conflicts"
    line = await region.teacher.post(listed, against("organisation", EXPERTISE.id))
    twice = await ask("POST", listed, against("organisation", EXPERTISE.id))
    assert twice.json()["type"].endswith("already-in-conflict")
    for path, body in (
        ("participations", bringing("specialist")),
        ("participations", {
            "purpose": "education_support",
            "party": {"kind": "team", "unitId": str(EXPERTISE.unit_id), "scope": "core", "legalBasis": basis(SCHOOL.unit_id)},
        }),
        ("escalations", asking(EXPERTISE.unit_id)),
    ):  # fmt: skip
        refused = await ask("POST", f"{case}/{path}", body)
        assert (refused.status_code, refused.json()["type"]) == (
            409,
            "urn:problem-type:chaincare:in-conflict",
        ), path
    draft = await region.teacher.post(f"{case}/escalations", asking(YOUTH_CARE.unit_id))
    later = await region.teacher.post(listed, against("organisation", YOUTH_CARE.id))
    refused = await ask("POST", f"{case}/escalations/{draft['id']}/requests", {})
    assert refused.json()["type"].endswith("in-conflict")
    mother = next(one["representativeId"] for one in opened["circle"] if one["representativeId"])
    await region.teacher.post(listed, against("representative", mother))
    refused = await ask("POST", f"{case}/invitations", {"representativeId": mother, "proof": "card seen"})
    assert refused.json()["type"].endswith("in-conflict")
    assert len((await region.teacher.get(listed))["items"]) == 3
    # The control: once it has ended, all of it is possible again.
    for one in (line, later):
        ended = await region.teacher.post(f"{listed}/{one['id']}/endings", {"reason": "not so"})
        assert ended["endedAt"]
    assert (await ask("POST", f"{listed}/{line['id']}/endings", {"reason": "x"})).status_code == 409
    await region.teacher.post(f"{case}/participations", bringing("specialist"))
    await region.teacher.post(f"{case}/escalations/{draft['id']}/requests", {})
    assert (await region.youth_worker.get("/received-escalations"))["items"]
    assert (await region.specialist.ask("GET", listed)).status_code == 200
    happened = {one["kind"] for one in (await region.teacher.get(f"{case}/timeline"))["items"]}
    assert {"relation_conflict_recorded", "relation_conflict_ended"} <= happened


async def test_for_whoever_is_on_the_list_nothing_is_there_by_any_way_in(region: Region) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"
    await link_mother(region, opened)
    sent = await region.teacher.post(f"{case}/escalations", asking(EXPERTISE.unit_id))
    await region.teacher.post(f"{case}/escalations/{sent['id']}/requests", {})
    searched = {"caseId": opened["id"]}
    client = await region.admin.fetchval(
        "SELECT pseudonym FROM chaincare.clients WHERE id = $1::uuid", opened["clientId"]
    )
    assert (await region.coordinator.get(case))["reach"] == "steering"
    assert (await region.begeleider.get(case))["reach"] == "core"
    [asked] = (await region.specialist.get("/received-escalations"))["items"]
    assert (await region.auditor.post("/access-log/_search", searched, expect=200))["items"]
    assert (await region.mother.get("/me/access-log"))["items"]
    mother = next(one["representativeId"] for one in opened["circle"] if one["representativeId"])
    for kind, one in (
        ("organisation", OFFICE.id),  # the coordinator's
        ("professional", person("auditor").id),
        ("professional", person("intern-begeleider").id),  # comes in by her team
        ("organisation", EXPERTISE.id),  # was asked
        ("representative", mother),
    ):
        await region.teacher.post(f"{case}/relation-conflicts", against(kind, one))
    for who in (region.coordinator, region.begeleider, region.mother, region.specialist):
        assert (await who.ask("GET", case)).status_code == 404, who.role
        if who is not region.specialist:
            assert (await who.get("/cases"))["items"] == [], who.role
            assert (await who.get("/worklist?whose=anyone"))["items"] == [], who.role
    assert (await region.specialist.get("/received-escalations"))["items"] == []
    assert (await region.specialist.ask("GET", f"/received-escalations/{asked['id']}")).status_code == 404
    assert (await region.mother.get("/me/access-log"))["items"] == []
    assert (await region.mother.get("/me/cases"))["items"] == []
    for question in (
        searched,
        {"client": str(client)},
        {"organisationId": str(SCHOOL.id)},
        {"professionalId": str(person("teacher").id)},
    ):
        found = await region.auditor.post("/access-log/_search", question, expect=200)
        assert opened["id"] not in str(found), question
        assert str(client) not in str(found["items"]), question
    # The reason stands in the case and nowhere else: not in the log, which the teacher's colleagues' auditor reads.
    assert not await region.entries("access_entries::text LIKE '%uncle%'")
    await region.teacher.get(case)
    # Nobody locks himself out, or names somebody who is not there.
    own = await region.teacher.ask(
        "POST", f"{case}/relation-conflicts", against("professional", person("teacher").id)
    )
    assert own.status_code == 409
    for kind in ("professional", "organisation", "representative"):
        unknown = await region.teacher.ask("POST", f"{case}/relation-conflicts", against(kind, opened["id"]))
        assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (400, "/party/id")


async def test_who_directs_is_not_ousted_and_a_line_is_ended_by_who_answers_for_it(region: Region) -> None:
    night = await night_in(region)  # the intern begeleider directs
    listed = f"/cases/{night.case.id}/relation-conflicts"
    await region.teacher.post(f"/cases/{night.case.id}/participations", bringing("specialist"))
    by_teacher = await region.teacher.post(listed, against("professional", person("outsider").id))
    by_specialist = await region.specialist.post(listed, against("professional", person("youth-worker").id))
    for kind, one in (("professional", person("intern-begeleider").id), ("organisation", SCHOOL.id)):
        refused = await region.specialist.post(listed, against(kind, one), expect=409)
        assert refused["type"].endswith("regie-must-pass-first")
    over = {"reason": "not so"}
    refused = await region.specialist.post(f"{listed}/{by_teacher['id']}/endings", over, expect=403)
    assert refused["type"].endswith("conflict-not-yours")
    access = await night.gets_in()
    crisis = {"hours": 72, "reason": "r", "legalBasis": BASIS}
    await night.colleague.post(f"{ACCESSES}/{access['id']}/crisis-participations", crisis)
    for path, body in (
        (listed, against("professional", person("teacher").id)),
        (f"{listed}/{by_teacher['id']}/endings", over),
    ):
        refused = await night.crisis_worker.post(path, body, expect=403)
        assert refused["type"].endswith("not-in-crisis")
    await region.specialist.post(f"{listed}/{by_specialist['id']}/endings", over)
    await region.begeleider.post(f"{listed}/{by_teacher['id']}/endings", over)
