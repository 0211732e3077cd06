"""What a coordinator sees of regie in one call, and a management contact of his own people: no client, no text."""

from datetime import timedelta

import pytest
from tests.consultations.test_consultations import asked
from tests.ladders.test_climbing import agreed, tick
from tests.people import Person, Region, open_case
from tests.relation_conflicts.test_api import against
from tests.worklist.lists import add, do, due, kinds_of, next_of, only, rows_of
from tests.worklist.test_agreements import Team, team

from chaincare.demo.world import EXPERTISE, SCHOOL, YOUTH_CARE, person
from chaincare.ladders.model import TimerKind
from chaincare.overviews.model import LateKind
from chaincare.overviews.rules import days_late
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio
__all__ = ["team"]


async def test_a_coordinator_reads_regie_in_one_call_with_an_entry_a_case(team: Team) -> None:
    region = team.region
    vacant = await open_case(region)
    proposed = await open_case(region)
    await region.teacher.post(
        f"/cases/{proposed['id']}/regie-proposals",
        {"candidate": await add(region, proposed, "intern-begeleider", "full"), "mandate": ["convene"]},
    )
    await region.begeleider.post(f"{team.path}/resignations", {"because": "workload"})
    recused = await open_case(region)
    await add(region, recused, "privacy-officer", "core")
    found = await region.coordinator.get("/regie-overview")
    told = {(one["kind"], one["caseId"]) for one in found["items"]}
    assert told >= {
        ("vacancy", vacant["id"]), ("vacancy", proposed["id"]), ("open_proposal", proposed["id"]),
        ("term_ends", team.opened["id"]),
    }  # fmt: skip
    # Where his own organisation is a party he recuses himself.
    assert recused["id"] not in str(found)
    [one] = [one for one in found["items"] if one["caseId"] == vacant["id"]]
    assert (one["because"], one["reference"], one["holder"]) == ("not_yet_agreed", vacant["reference"], None)
    assert one["sinceAt"] is not None
    [load] = found["caseloads"]
    assert (load["name"], load["cases"], load["norm"], load["aboveNorm"]) == ("Fatma Kaya", 1, None, False)
    assert not [word for word in ("Désirée", "Walt", "rustig", "Marijke") if word in str(found)]
    # T3: one entry for the question, one for each case it shows, and no more.
    entries = await region.entries("event = 'regie-overview.read'")
    cases = {one["caseId"] for one in found["items"]}
    assert len(entries) == len(cases) + 1
    assert {str(one["case_id"]) for one in entries if one["query_id"]} == cases
    # Pages by keyset: the same lines, each once.
    lines, path = [], "/regie-overview?limit=1"
    while path:
        answer = await region.coordinator.ask("GET", path)
        lines += [one["id"] for one in answer.json()["items"]]
        path = next_of(answer)
    assert lines == [one["id"] for one in found["items"]]
    only = await region.coordinator.get("/regie-overview?kind=open_proposal")
    assert {one["kind"] for one in only["items"]} == {"open_proposal"}
    for nobody in (region.teacher, region.administrator, region.mother, region.outsider):
        assert (await nobody.ask("GET", "/regie-overview")).status_code == 403
    # A case from which he is barred is in no line and in no count.
    him = against("professional", person("network-coordinator").id)
    await region.teacher.post(f"{team.path}/relation-conflicts", him)
    found = await region.coordinator.get("/regie-overview")
    assert (team.opened["id"] in str(found), found["caseloads"]) == (False, [])


async def test_a_management_contact_hears_of_his_own_people_by_reference_and_days(team: Team) -> None:
    region = team.region
    about = await agreed(team, "youth-worker", dueDate=due(region, 1))
    await agreed(team, "teacher", dueDate=due(region, 1))
    mandate = {
        "professionalId": str(person("youth-worker").id), "kind": "management_contact", "endsAt": "2027-06-01T00:00:00Z",
    }  # fmt: skip
    assert (await region.administrator.ask("POST", "/mandates", mandate)).status_code == 400
    other = {**mandate, "organisationId": str(SCHOOL.id)}
    assert (await region.administrator.ask("POST", "/mandates", other)).status_code == 400
    assert (await region.youth_worker.ask("GET", "/management-overview")).status_code == 403
    colleague = await region.administrator.post(
        "/professionals",
        {"unitId": str(YOUTH_CARE.unit_id), "subject": "manager", "name": "Lies Bron", "function": "manager"},
    )
    await region.administrator.post(
        "/mandates",
        {
            **mandate,
            "professionalId": colleague["id"],
            "organisationId": str(YOUTH_CARE.id),
        },
    )
    token = region.issuers.token(YOUTH_CARE.issuer, "manager", client_id="jeugdportaal", scopes=("cases",))
    manager = Person("manager", region.http, token, region.calls)
    assert (await manager.get("/management-overview"))["items"] == []
    # While there is nobody else, who administers gives another a mandate for as long as he is away.
    away = await region.administrator.post(f"/professionals/{colleague['id']}/absences", {"kind": "sudden"})
    row = await only(region.administrator, "management_absent")
    assert (row["askedBy"]["name"], row["askedBy"]["organisation"]) == ("Lies Bron", "Jeugdhulp Noord")
    await do(region.administrator, row, {
        **mandate, "organisationId": str(YOUTH_CARE.id), "endsAt": (region.app.state.clock.now() + timedelta(days=3)).isoformat(),
    })  # fmt: skip
    assert await kinds_of(region.administrator) == []
    await region.administrator.post(f"/professionals/{colleague['id']}/absences/{away['id']}/endings", {})
    region.move_clock(timedelta(days=35))
    await tick(region)
    found = await manager.get("/management-overview")
    [one] = found["items"]
    assert (one["reference"], one["employee"], one["kind"]) == (
        team.opened["reference"], "Sanne Bakker", "agreement"
    )  # fmt: skip
    assert one["daysLate"] == 34
    told = [line["kind"] for line in (await region.teacher.get(f"{team.path}/timeline"))["items"]]
    # At the school nobody was there to hear it, and nothing says that somebody did.
    assert {"late_to_management", "late_without_management"} <= set(told)
    [row] = [row for row in await rows_of(region.administrator) if row["kind"] == "management_absent"]
    assert (row["organisationId"], row["askedBy"]) == (str(SCHOOL.id), None)
    assert not [word for word in ("Désirée", "Walt", about, team.opened["id"]) if word in str(found)]
    entries = await region.entries("event = 'management-overview.read' AND query_id IS NOT NULL")
    assert [(one["reach"], one["relation"]) for one in entries] == [("management", "management_contact")]
    # What had come this far stays while the case stands still, and says until when.
    resumes = due(region, 20)
    away = {"reason": "client_away", "explanation": "Abroad.", "resumesDate": resumes}
    await region.begeleider.post(f"{team.path}/pauses", away)
    [still] = (await manager.get("/management-overview"))["items"]
    assert still == {**one, "resumesDate": resumes}
    assert one["resumesDate"] is None
    assert (await region.coordinator.get("/regie-overview?kind=paused_long"))["items"] == []
    assert {one.value for one in TimerKind} | {"bottleneck"} == {one.value for one in LateKind}
    # Nothing else opens by it: the case is not there for him.
    assert (await manager.ask("GET", team.path)).status_code == 404
    assert (
        days_late(
            day_in_amsterdam(region.app.state.clock.now()), day_in_amsterdam(region.app.state.clock.now())
        )
        == 0
    )


async def test_silence_about_a_question_without_a_case_goes_on_to_the_management_of_who_is_silent(
    region: Region,
) -> None:
    colleague = await region.administrator.post(
        "/professionals",
        {"unitId": str(EXPERTISE.unit_id), "subject": "head", "name": "Kees Bos", "function": "head"},
    )
    mandate = {
        "professionalId": colleague["id"], "kind": "management_contact", "endsAt": "2027-06-01T00:00:00Z",
        "organisationId": str(EXPERTISE.id),
    }  # fmt: skip
    await region.administrator.post("/mandates", mandate)
    token = region.issuers.token(EXPERTISE.issuer, "head", client_id="portaal", scopes=("cases",))
    head = Person("head", region.http, token, region.calls)
    for _ in range(2):
        await asked(region)
    assert await tick(region) == 0
    region.move_clock(timedelta(days=28))
    assert [await tick(region), await tick(region)] == [2, 0]
    found = (await head.get("/management-overview"))["items"]
    assert [(one["kind"], one["reference"], one["unit"]) for one in found] == [
        ("consultation_answer", None, EXPERTISE.unit)
    ] * 2
    assert "group 6" not in str(found)
    assert "consultation_unanswered" in await kinds_of(region.teacher)
    rows = await region.admin.fetch("SELECT rung, told, case_id FROM chaincare.ladder_steps")
    assert [tuple(row) for row in rows] == [("management", True, None)] * 2
    # Answered after all, it is nobody's to hear of any more.
    for one in (await region.specialist.get("/received-escalations"))["items"]:
        await region.specialist.post(f"/received-escalations/{one['id']}/responses", {"answer": "accept"})
    assert (await head.get("/management-overview"))["items"] == []
