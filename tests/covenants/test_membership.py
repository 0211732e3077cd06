"""Who signed is an active member; who did not takes on nothing new, and what runs goes on."""

from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
from tests.consultations.test_consultations import asked, question
from tests.covenants.covenant import COVENANT, in_days, managing, publish, sign
from tests.escalations.steps import ask, complement, only_target, strengthen
from tests.people import Region, add_begeleider, basis, desiree, link_mother, open_case
from tests.regie.directing import begin

from chaincare.covenants.model import Standing, Version
from chaincare.covenants.rules import standing
from chaincare.demo.world import EXPERTISE, NETWORK, SCHOOL, YOUTH_CARE, person

pytestmark = pytest.mark.anyio


def kind_of(answer: httpx2.Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("type", "").rsplit(":", 1)[-1]


SUSPENDED = (409, "membership-suspended")


async def in_force(region: Region) -> Any:
    """Give the covenant's first version, which holds from today."""
    made = await region.person("voortrekker").post("/covenants", COVENANT)
    return await publish(region, made["id"])


def bringing_specialist() -> dict[str, Any]:
    party = {"kind": "professional", "professionalId": str(person("specialist").id), "scope": "core"}
    return {"purpose": "education_support", "party": party | {"legalBasis": basis(EXPERTISE.unit_id)}}


async def test_who_did_not_sign_opens_no_case_and_comes_into_none(region: Region) -> None:
    running = await open_case(region)  # before there was a covenant, nobody was asked for a signature
    version = await in_force(region)
    refused = await region.teacher.ask("POST", "/cases", desiree())
    assert kind_of(refused) == SUSPENDED
    assert "accessions" in refused.json()["detail"]  # it says what to do

    # What runs goes on: it is read and written in, and a colleague is brought in beside.
    case = f"/cases/{running['id']}"
    assert (await region.teacher.ask("GET", case)).status_code == 200
    await region.teacher.post(f"{case}/notes", {"body": "Goes on.", "audience": ["buurtwinkel"]})
    await add_begeleider(region, running["id"])

    school = await managing(region, "intern-begeleider", SCHOOL)
    await sign(school, version)
    opened = await open_case(region)
    path = f"/cases/{opened['id']}/participations"
    assert kind_of(await region.teacher.ask("POST", path, bringing_specialist())) == SUSPENDED
    await sign(region.person("manager"), version)
    await region.teacher.post(path, bringing_specialist())

    members = {
        one["organisationId"]: one
        for one in (await region.teacher.get(f"/covenants/{version['covenantId']}/members"))["items"]
    }
    assert {members[str(one.id)]["standing"] for one in (SCHOOL, EXPERTISE)} == {"active"}
    assert members[str(YOUTH_CARE.id)]["standing"] == "suspended"
    signed = (await region.person("funder").get(f"/covenants/{version['covenantId']}/accessions"))["items"]
    assert [one["organisationId"] for one in signed] == [str(EXPERTISE.id), str(SCHOOL.id)]


async def test_a_client_reads_what_was_agreed_about_the_data(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    assert (await region.mother.get("/me/covenants"))["items"] == []
    await in_force(region)
    [told] = (await region.mother.get("/me/covenants"))["items"]
    assert {one["kind"] for one in told["clauses"]} == {
        "joint_controllership",
        "retention",
        "client_information",
    }
    assert (told["version"], told["inForceSinceDate"], told["caseIds"]) == (
        1,
        in_days(region, 0),
        [opened["id"]],
    )
    # It is traced as all she reads, once for each case; who has no case reads nothing, who works there not so.
    read = await region.entries("event = 'own-covenant.read' AND case_id IS NOT NULL")
    assert [str(one["case_id"]) for one in read] == [opened["id"]] * 2
    assert (await region.teacher.ask("GET", "/me/covenants")).status_code == 403


async def test_an_escalation_is_accepted_and_regie_taken_by_an_active_member_only(region: Region) -> None:
    case = await begin(region)
    await ask(region.teacher, case.opened["id"], strengthen())
    await ask(region.teacher, case.opened["id"], complement(urgent=True))
    proposal = await case.propose(region.teacher, case.begeleider_part)
    version = await in_force(region)
    for who in (region.specialist, region.youth_worker):
        target = await only_target(who)
        answer = await who.ask("POST", f"/received-escalations/{target}/responses", {"answer": "accept"})
        assert kind_of(answer) == SUSPENDED, who.role
        no = await who.ask(
            "POST", f"/received-escalations/{target}/responses", {"answer": "ask", "text": "Since when?"}
        )
        assert no.status_code == 201  # to ask is to take on nothing
    path = f"{case.path}/regie-proposals/{proposal['id']}/responses"
    assert kind_of(await region.begeleider.ask("POST", path, {"answer": "assent"})) == SUSPENDED

    for role, house, manager in (
        ("youth-worker", YOUTH_CARE, "youth-worker"), ("specialist", EXPERTISE, "manager"), ("", SCHOOL, "intern-begeleider"),
    ):  # fmt: skip
        signing = region.person("manager") if manager == "manager" else await managing(region, manager, house)
        await sign(signing, version)
        if role:
            target = await only_target(region.person(role))
            accepted = {"answer": "accept"}
            await region.person(role).post(f"/received-escalations/{target}/responses", accepted)
    await region.begeleider.post(path, {"answer": "assent"})


async def test_who_did_not_sign_thinks_along_with_nothing_new_and_asks_nobody_to(region: Region) -> None:
    await asked(region)
    running = await only_target(region.specialist)
    await region.specialist.post(f"/received-escalations/{running}/responses", {"answer": "accept"})
    await asked(region)
    version = await in_force(region)
    [coming] = [
        one["id"]
        for one in (await region.specialist.get("/received-escalations"))["items"]
        if one["id"] != running
    ]
    path = f"/received-escalations/{coming}/responses"
    assert kind_of(await region.specialist.ask("POST", path, {"answer": "accept"})) == SUSPENDED
    assert kind_of(await region.teacher.ask("POST", "/consultations", question())) == SUSPENDED
    await region.specialist.post(f"/received-escalations/{running}/feedback", {"text": "Give him a task."})
    await region.specialist.post(
        path, {"answer": "ask", "text": "How often?"}
    )  # to ask is to take on nothing

    await sign(region.person("manager"), version)
    assert kind_of(await region.teacher.ask("POST", "/consultations", question())) == SUSPENDED
    await region.specialist.post(path, {"answer": "accept"})
    await sign(await managing(region, "intern-begeleider", SCHOOL), version)
    await asked(region)


async def test_regie_moves_among_colleagues_of_an_organisation_that_has_it(region: Region) -> None:
    case = await begin(region)
    proposal = await case.propose(region.teacher, case.begeleider_part)
    await case.answer(region.begeleider, proposal, "assent")
    await in_force(region)
    proposal = await case.propose(region.begeleider, case.teacher_part, handoverNote="Over to you.")
    await case.answer(region.teacher, proposal, "assent")
    assert (await case.regie())["holder"]["participationId"] == case.teacher_part


async def test_one_signs_for_his_own_organisation_once_and_what_he_read(region: Region) -> None:
    version = await in_force(region)
    manager, path = region.person("manager"), f"/covenants/{version['covenantId']}/accessions"
    body = {"version": 1, "fingerprint": version["fingerprint"], "function": "bestuurder"}
    for nobody in (region.teacher, region.coordinator, region.administrator, region.person("voortrekker")):
        assert (await nobody.ask("POST", path, body)).status_code == 403, nobody.role
    other = await manager.ask("POST", path, body | {"fingerprint": "0" * 64})
    assert kind_of(other) == (409, "signs-other-words")
    signed = await manager.post(path, body)
    assert (signed["organisationId"], signed["signedBy"]) == (str(EXPERTISE.id), str(person("manager").id))
    assert kind_of(await manager.ask("POST", path, body)) == (409, "signed-already")
    # The wall repeats it: nobody signs for another organisation, nor words that were never published.
    [entry] = await region.entries("event = 'covenant.signed' AND outcome = 'done'")
    assert (entry["relation"], entry["reach"], entry["client"]) == ("management_contact", "management", None)


async def test_a_new_version_leaves_days_of_grace(region: Region) -> None:
    version = await in_force(region)
    await sign(await managing(region, "intern-begeleider", SCHOOL), version)
    await open_case(region)
    await region.person("voortrekker").ask(
        "PUT", f"/covenants/{version['covenantId']}", COVENANT | {"graceDays": 10}, If_Match="*"
    )
    second = await publish(region, version["covenantId"], 5)
    region.move_clock(timedelta(days=5))
    await open_case(region)
    members = (await region.teacher.get(f"/covenants/{version['covenantId']}/members"))["items"]
    [school] = [one for one in members if one["organisationId"] == str(SCHOOL.id)]
    assert (school["standing"], school["graceUntilDate"]) == ("grace", in_days(region, 9))
    region.move_clock(timedelta(days=10))
    assert kind_of(await region.teacher.ask("POST", "/cases", desiree())) == SUSPENDED
    await sign(region.begeleider, second)
    await open_case(region)


async def test_the_database_and_the_rule_say_the_same_of_every_history(region: Region) -> None:
    """Random versions and signatures, written past the wall; each judged by both on many days."""
    dice, nobody = Random(7), UUID(int=0)  # noqa: S311
    made = await region.person("voortrekker").post("/covenants", COVENANT)
    seen = set[Standing]()
    for _ in range(12):
        written = region.admin.transaction()
        await written.start()
        try:
            versions, day = list[Version](), region.app.state.clock.now().date()
            first, organisation = day, SCHOOL.id
            for number in range(1, dice.randint(2, 5)):
                day += timedelta(days=dice.randint(1, 12))
                one = Version(
                    UUID(made["id"]),
                    number,
                    "C",
                    dice.choice([0, 3, 8, 20]),
                    (),
                    day,
                    "0" * 64,
                    nobody,
                    region.app.state.clock.now(),
                )
                versions.insert(0, one)
                await region.admin.execute(
                    VERSION, one.covenant_id, number, NETWORK, one.grace_days, day, person("voortrekker").id
                )
            signed = [one.version for one in versions if dice.random() < 0.5]
            for number in signed:
                await region.admin.execute(
                    SIGNED, uuid4(), UUID(made["id"]), number, NETWORK, organisation, person("manager").id
                )
            for days in range(70):
                noon = f"{first + timedelta(days=days)}T12:00:00Z"
                stands = standing(versions, signed, first + timedelta(days=days))
                holds = await region.admin.fetchval(HOLDS, NETWORK, organisation, noon)
                assert holds is (stands is not Standing.SUSPENDED), (versions, signed, days)
                seen.add(stands)
        finally:
            await written.rollback()
    assert seen == set(Standing)


VERSION = """
    INSERT INTO chaincare.covenant_versions (covenant_id, version, network_id, title, grace_days, clauses, holds_from, fingerprint,
        published_by, published_at)
    SELECT $1, $2, $3, 'C', $4, c.clauses, $5, repeat('0', 64), $6, now() FROM chaincare.covenants AS c WHERE c.id = $1
"""
SIGNED = """
    INSERT INTO chaincare.covenant_accessions VALUES ($1, $2, $3, $4, repeat('0', 64), $5, $6, 'x', now())
"""
HOLDS = "SELECT chaincare.membership_holds($1, $2, $3::text::timestamptz)"
