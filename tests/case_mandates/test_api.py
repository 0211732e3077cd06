"""An auditor sees a name or a text: asked for one case, approved by a second person, told to who directs, for a few days."""

from datetime import datetime, timedelta
from uuid import uuid4

import asyncpg
import pytest
from tests.people import Person, Region, add_begeleider, desiree, link_mother, open_case
from tests.promises.test_log_reading import auditor_of

from chaincare.demo.world import NETWORK, OFFICE, SCHOOL, YOUTH_CARE, person
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio

PATH = "/access-log/case-mandates"

# What keeps a case ($1) from an auditor ($2), and that it does not any more.
SHUTTING = (
    (
        (
            "INSERT INTO chaincare.shields (id, case_id, hides, reason, placed_by, placed_at, review_on)"
            " SELECT uuidv7(), p.case_id, 'contact', 'x', p.id, now(), current_date + 90 FROM chaincare.participations AS p"
            " WHERE p.case_id = $1::uuid AND p.unit_id IS NOT NULL AND $2::uuid IS NOT NULL"
        ),
        "DELETE FROM chaincare.shields WHERE case_id = $1::uuid AND $2::uuid IS NOT NULL",
    ),
    (
        (
            "INSERT INTO chaincare.relation_conflicts (id, case_id, professional_id, reason, decided_by, recorded_by, recorded_at, review_on)"
            " VALUES (uuidv7(), $1::uuid, $2::uuid, 'x', 'x', $2::uuid, now(), current_date + 90)"
        ),
        "DELETE FROM chaincare.relation_conflicts WHERE case_id = $1::uuid AND professional_id = $2::uuid",
    ),
    (
        (
            "INSERT INTO chaincare.participations SELECT (jsonb_populate_record(p, jsonb_build_object('id', uuidv7(), 'unit_id', NULL,"
            " 'professional_id', $2::uuid))).* FROM chaincare.participations AS p WHERE p.case_id = $1::uuid AND p.unit_id IS NOT NULL LIMIT 1"
        ),
        "DELETE FROM chaincare.participations WHERE case_id = $1::uuid AND professional_id = $2::uuid",
    ),
)


def until(region: Region, days: float) -> str:
    return str((region.app.state.clock.now() + timedelta(days=days)).isoformat())


async def told(who: Person, case_id: str) -> list[tuple[str, str | None]]:
    """What his worklist says of audits in this case."""
    rows = (await who.get("/worklist?kind=case_audited&kind=case_audit_ended"))["items"]
    return [(one["kind"], one["dueDate"]) for one in rows if one["caseId"] == case_id]


async def test_a_name_is_opened_to_who_asked_by_a_second_person_and_for_a_few_days(region: Region) -> None:
    opened = await open_case(region)
    case_id = opened["id"]
    await link_mother(region, opened)
    proposals = f"/cases/{case_id}/regie-proposals"
    candidate = {"candidate": await add_begeleider(region, case_id), "mandate": ["convene"]}
    proposal = await region.teacher.post(proposals, candidate)
    await region.begeleider.post(f"{proposals}/{proposal['id']}/responses", {"answer": "assent"})
    auditor, officer = region.auditor, region.person("privacy-officer")
    asked = {"opens": "name", "caseId": case_id, "reason": "Ans weet niet of dit haar buurmeisje is."}
    mandate = await auditor.post(PATH, asked)
    assert (mandate["state"], mandate["reason"], mandate["endsAt"]) == ("asked", asked["reason"], None)
    one = f"{PATH}/{mandate['id']}"

    # Not before somebody else has said yes: not by himself, and not for longer than a week.
    await auditor.get(f"{one}/opened", expect=404)
    yes = {"answer": "approved", "endsAt": until(region, 3)}
    assert (await auditor.post(f"{one}/responses", yes, expect=403))["type"].endswith(
        "case-mandate-not-yours"
    )
    await officer.post(f"{one}/responses", {**yes, "endsAt": until(region, 8)}, expect=400)
    await officer.post(f"{one}/responses", {"answer": "approved"}, expect=400)
    assert await told(region.begeleider, case_id) == []
    running = await officer.post(f"{one}/responses", yes)
    assert (running["state"], running["answeredBy"]) == ("running", "Els Hoekstra")
    await officer.post(f"{one}/responses", yes, expect=409)

    # The name, and nothing else; to who asked, and to nobody else.
    seen = await auditor.get(f"{one}/opened")
    assert seen == {
        "name": {"givenNames": "Désirée", "prefix": "van der", "familyName": "Walt"},
        "search": None,
        "text": None,
    }
    second = await auditor_of(region, NETWORK, None, OFFICE)
    for other, status in ((officer, 403), (second, 404), (region.administrator, 403), (region.teacher, 403)):
        answer = await other.ask("GET", f"{one}/opened")
        assert answer.status_code in (status, 404), (other.role, answer.text)
        assert "Walt" not in answer.text
    assert [item["id"] for item in (await second.get(PATH))["items"]] == [mandate["id"]]
    assert (await officer.get(f"{PATH}?state=declined"))["items"] == []

    # Each look is in the log, with who approved it, about this client and in this case; the client reads it too.
    [look] = [
        found
        for found in (
            await auditor.post("/access-log/_search", {"caseId": case_id, "limit": 50}, expect=200)
        )["items"]
        if found["event"] == "case-mandate.opened" and found["outcome"] == "entered"
    ]
    assert (look["relatedById"], look["client"]) == (str(person("privacy-officer").id), mandate["client"])
    assert "for this one thing and a few days, approved by Els Hoekstra" in look["why"]
    assert "goedgekeurd door Els Hoekstra" in look["waarom"]
    hers = [
        line
        for line in (await region.mother.get("/me/access-log?limit=50"))["items"]
        if line["part"] == "access_log"
    ]
    assert any(
        "zag een naam of een tekst" in line["inWords"] and "controleert" in line["inWords"] for line in hers
    )
    assert "Els Hoekstra" not in str(hers)

    # Who directs is told that there is a mandate and until when; nobody else in the case is.
    [(kind, due)] = await told(region.begeleider, case_id)
    assert (kind, due) == ("case_audited", str(day_in_amsterdam(datetime.fromisoformat(running["endsAt"]))))
    for colleague in (region.teacher, region.mother, region.coordinator):
        assert await told(colleague, case_id) == []

    # It ends by itself; the very next request is refused.
    region.move_clock(timedelta(days=3, seconds=1))
    await auditor.get(f"{one}/opened", expect=404)
    await officer.post(f"{one}/endings", {}, expect=409)
    assert await told(region.begeleider, case_id) == [("case_audit_ended", None)]
    region.move_clock(timedelta(days=12))
    assert await told(region.begeleider, case_id) == []

    await texts(region, case_id)
    await near_somebody_else(region, case_id, second)
    await held_back(region, case_id)


async def texts(region: Region, case_id: str) -> None:
    """What somebody typed as he searched: about this case, or about nobody; never by who typed it."""
    auditor, officer = region.auditor, region.person("privacy-officer")
    looked_for = {"name": "Walt", "birthDate": "2017-03-14"}
    await region.teacher.post("/clients/_search", looked_for, expect=200)
    await region.teacher.post("/clients/_search", {**looked_for, "name": "Niemandsland"}, expect=200)
    questions = await region.entries("event = 'clients.searched' AND query_id IS NULL")
    found, empty = ({"entryId": str(one["id"]), "happenedAt": one["at"].isoformat()} for one in questions)
    ask = {"opens": "entry_text", "reason": "Waarom op naam gezocht?"}
    await auditor.post(PATH, {**ask, **found}, expect=404)  # it is about somebody: say about whom
    await auditor.post(PATH, {**ask, **empty, "caseId": case_id}, expect=404)
    await auditor.post(PATH, {**ask, "caseId": case_id}, expect=400)
    # The search of the log says which entries have a text, and what to ask for it by.
    of_teacher = {"professionalId": str(person("teacher").id), "limit": 50}
    shown = (await auditor.post("/access-log/_search", of_teacher, expect=200))["items"]
    with_text = {one["id"]: one["happenedAt"] for one in shown if one["hasText"]}
    assert {found["entryId"], empty["entryId"]} <= with_text.keys() < {one["id"] for one in shown}
    found["happenedAt"], empty["happenedAt"] = with_text[found["entryId"]], with_text[empty["entryId"]]
    for said, typed in ((empty, "Niemandsland"), ({**found, "caseId": case_id}, "Walt")):
        mandate = await auditor.post(PATH, {**ask, **said})
        assert mandate["concernsId"] == str(person("teacher").id)
        one = f"{PATH}/{mandate['id']}"
        await officer.post(
            f"{one}/responses", {"answer": "approved", "endsAt": until(region, 1), "tellAfterwards": True}
        )
        assert await auditor.get(f"{one}/opened") == {
            "name": None,
            "search": {"name": typed, "reference": None, "birthDate": "2017-03-14", "birthYear": None},
            "text": None,
        }
        assert await told(region.begeleider, case_id) == []  # only when it ends
        ended = await officer.post(f"{one}/endings", {})
        assert ended["state"] == "ended"
        await auditor.get(f"{one}/opened", expect=404)
        assert (await told(region.begeleider, case_id) != []) == ("caseId" in said)


async def near_somebody_else(region: Region, case_id: str, second: Person) -> None:
    """A text about two is shut through both; whose act it is, or who takes part, sees nothing; and a notice waits for who directs."""
    auditor, officer, admin = region.auditor, region.person("privacy-officer"), region.admin
    child = {"givenNames": "Daan", "prefix": "van der", "familyName": "Walt", "birthDate": "2017-03-14"}
    other = (await region.teacher.post("/cases", desiree(client=child)))["id"]
    looked_for = {"name": "Walt", "birthDate": "2017-03-14"}
    found = await region.teacher.post("/clients/_search", looked_for, expect=200)
    assert len(found["items"]) == 2
    question = (await region.entries("event = 'clients.searched' AND query_id IS NULL"))[-1]
    entry = {"entryId": str(question["id"]), "happenedAt": question["at"].isoformat()}
    asked = {"opens": "entry_text", "reason": "Waarom gezocht?", **entry, "caseId": other}
    mandate = await auditor.post(PATH, asked)
    one, yes = f"{PATH}/{mandate['id']}", {"answer": "approved", "endsAt": until(region, 0.05)}
    await admin.execute("SET session_replication_role = replica")
    await admin.execute(
        "UPDATE chaincare.mandates SET during = tstzrange(lower(during), upper(during) + interval '60 days')"
    )

    # Who has his mandate from who asked is no second person.
    granted = "UPDATE chaincare.mandates SET granted_by = $1 WHERE kind = 'privacy_officer'"
    before = await admin.fetchval(
        "SELECT granted_by FROM chaincare.mandates WHERE kind = 'privacy_officer' LIMIT 1"
    )
    await admin.execute(granted, person("auditor").id)
    await officer.post(f"{one}/responses", yes, expect=403)
    await officer.post(f"{one}/endings", {}, expect=403)
    await admin.execute(granted, before)
    await officer.post(f"{one}/responses", yes)

    # Whose act is looked into, and whose team takes part in the case, neither read why nor end it: it is not there.
    assert mandate["id"] in str(await second.get(PATH))
    concerns = "UPDATE chaincare.case_mandates SET concerns = $2 WHERE id = $1::uuid"
    his = await admin.fetchval("SELECT id FROM chaincare.professionals WHERE subject = 'second-auditor'")
    unit = "UPDATE chaincare.participations SET unit_id = $1 WHERE case_id = $2::uuid AND unit_id = $3"
    ours, teams = await admin.fetchrow(
        "SELECT p.unit_id, t.unit_id FROM chaincare.professionals AS p, chaincare.participations AS t"
        " WHERE p.id = $1 AND t.case_id = $2::uuid AND t.unit_id IS NOT NULL",
        his, other,
    )  # fmt: skip
    for made, undone in (
        ((concerns, mandate["id"], his), (concerns, mandate["id"], person("teacher").id)),
        ((unit, ours, other, teams), (unit, teams, other, ours)),
    ):
        await admin.execute(*made)
        assert mandate["id"] not in str(await second.get(PATH))
        for ending, body in (("endings", {}), ("responses", {"answer": "declined"})):
            there = await second.ask("POST", f"{one}/{ending}", body)
            nowhere = await second.ask("POST", f"{PATH}/{uuid4()}/{ending}", body)
            assert (there.status_code, there.json()["detail"]) == (404, nowhere.json()["detail"])
        await admin.execute(*undone)
    assert (await auditor.get(f"{one}/opened"))["search"]["name"] == "Walt"

    # What the same question found is shielded, in conflict, or his own case by now: shut, at each look and at each asking.
    for shuts, opens in SHUTTING:
        await admin.execute(shuts, case_id, person("auditor").id)
        await auditor.get(f"{one}/opened", expect=404)
        await auditor.post(PATH, asked, expect=404)
        await admin.execute(opens, case_id, person("auditor").id)
        await auditor.get(f"{one}/opened")

    # Nobody directs this case for longer than two weeks; who directs it then is told, for two weeks.
    region.move_clock(timedelta(days=15))
    proposals = f"/cases/{other}/regie-proposals"
    candidate = {"candidate": await add_begeleider(region, other), "mandate": ["convene"]}
    proposal = await region.teacher.post(proposals, candidate)
    assert await told(region.begeleider, other) == []
    await region.begeleider.post(f"{proposals}/{proposal['id']}/responses", {"answer": "assent"})
    assert await told(region.begeleider, other) == [("case_audit_ended", None)]
    region.move_clock(timedelta(days=13, hours=23))
    assert await told(region.begeleider, other) == [("case_audit_ended", None)]
    region.move_clock(timedelta(hours=2))
    assert await told(region.begeleider, other) == []


async def held_back(region: Region, case_id: str) -> None:
    """A case of another network, in conflict or not there is one silence; who takes part decides nothing."""
    auditor = region.auditor
    asked = {"opens": "name", "caseId": case_id, "reason": "x"}
    unknown = await auditor.ask("POST", PATH, {**asked, "caseId": str(uuid4())})
    colleague = await auditor_of(region, NETWORK, SCHOOL.id, SCHOOL)
    schools = await auditor_of(region, NETWORK, SCHOOL.id, YOUTH_CARE)
    await region.admin.execute(
        "UPDATE chaincare.mandates SET during = tstzrange(lower(during), upper(during) + interval '60 days')"
    )
    await colleague.post(PATH, asked, expect=403)  # of the team that takes part
    mandate = await schools.post(PATH, asked)
    assert mandate["organisationId"] == str(SCHOOL.id)
    one = f"{PATH}/{mandate['id']}"
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "INSERT INTO chaincare.relation_conflicts (id, case_id, professional_id, reason, decided_by, recorded_by, recorded_at, review_on)"
        " VALUES ($1, $2::uuid, $3, 'x', 'x', $3, now(), current_date + 90)", uuid4(), case_id, person("auditor").id,
    )  # fmt: skip
    refused = await auditor.ask("POST", PATH, asked)
    assert (refused.status_code, refused.json()["detail"]) == (404, unknown.json()["detail"])
    assert mandate["id"] not in str(await auditor.get(PATH))
    await auditor.post(f"{one}/responses", {"answer": "declined"}, expect=404)
    # The database itself knows no second person who is the first, and no long mandate.
    with pytest.raises(asyncpg.CheckViolationError, match="case_mandates_second_person"):
        await region.admin.execute(
            "UPDATE chaincare.case_mandates SET answer = 'declined', answered_by = asked_by, answered_at = now()"
            " WHERE answer IS NULL"
        )
    with pytest.raises(asyncpg.CheckViolationError, match="case_mandates_short"):
        await region.admin.execute(
            "UPDATE chaincare.case_mandates SET answer = 'approved', answered_by = $1, answered_at = now(),"
            " ends_at = now() + interval '8 days', told_from_at = now() WHERE answer IS NULL",
            person("privacy-officer").id,
        )
