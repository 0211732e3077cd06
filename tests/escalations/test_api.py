"""From buurtwinkel to winkelstraat and back, over HTTP on a real database."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.escalations.steps import (
    HARMLESS,
    accept,
    all_bytes,
    another_team_at_school,
    ask,
    complement,
    directed,
    directed_case,
    draft,
    only_target,
    strengthen,
)
from tests.people import Person, Region, basis, link_mother, open_case

from chaincare.demo.world import ELSEWHERE, EXPERTISE, SCHOOL, YOUTH_CARE
from chaincare.workdays import add_working_days, closed_until, day_in_amsterdam

pytestmark = pytest.mark.anyio

MISSING = "01890000-0000-7000-8000-000000000000"


async def level(person: Person, case_id: str) -> str:
    return str((await person.get(f"/cases/{case_id}"))["level"])


async def escalation_of(person: Person, case_id: str, escalation: str) -> Any:
    return await person.get(f"/cases/{case_id}/escalations/{escalation}")


async def test_a_strengthening_never_reveals_whom_it_is_about(region: Region) -> None:
    opened = await open_case(region)
    case_id = opened["id"]
    today = day_in_amsterdam(region.app.state.clock.now())
    closed = [today + timedelta(days=days) for days in range(6)]
    closing = f"/organisations/{EXPERTISE.id}/closing-days"
    dates = {"dates": [str(day) for day in closed]}
    assert (await region.administrator.ask("PUT", closing, dates)).status_code == 428
    assert (await region.teacher.ask("PUT", closing, dates, If_Match='"1"')).status_code == 403
    assert (await region.administrator.ask("PUT", closing, dates, If_Match='"1"')).json() == dates
    assert await region.teacher.get(closing) == dates
    escalation = await ask(region.teacher, case_id, strengthen())
    seen = await escalation_of(region.teacher, case_id, escalation)
    # Its term does not count the days on which it is closed, and who asks sees until when that is (E4).
    assert seen["targets"][0]["answerByDate"] == str(add_working_days(today, 5, closed))
    assert seen["targets"][0]["closedUntilDate"] == str(closed_until(today, closed))
    assert (seen["state"], seen["ball"]["with"], seen["ball"]["unit"]) == (
        "requested",
        "target",
        EXPERTISE.unit,
    )
    assert seen["targets"][0]["answerByDate"] > seen["targets"][0]["askedAt"][:10]

    target = await only_target(region.specialist)
    path = f"/received-escalations/{target}"
    heard = [
        await region.specialist.ask("GET", "/received-escalations"),
        await region.specialist.ask("GET", path),
        await region.specialist.ask("POST", f"{path}/feedback", {"text": "Too early."}),
        await region.specialist.ask("POST", f"{path}/responses", {"answer": "accept"}),
        await region.specialist.ask("GET", path),
        await region.specialist.ask("POST", f"{path}/responses", {"answer": "accept"}),
        await region.specialist.ask(
            "POST", f"{path}/feedback", {"text": "Give the pupil a task at the door."}
        ),
        await region.specialist.ask("GET", "/received-escalations?limit=1"),
        await region.specialist.ask("GET", f"/cases/{case_id}"),
    ]
    assert [one.status_code for one in heard] == [200, 200, 409, 201, 200, 409, 201, 200, 404]
    assert heard[1].json()["summary"] == HARMLESS
    assert heard[1].json()["fromOrganisation"] == SCHOOL.name
    assert heard[1].json()["fromFunction"] == "leerkracht"
    assert heard[1].json()["hints"]["ageBand"] == "age_8_11"
    for answer in heard:
        said = all_bytes(answer).casefold()
        secrets = (
            case_id,
            escalation,
            opened["reference"],
            opened["clientId"],
            opened["participationId"],
            "walt",
        )
        assert not [one for one in (*secrets, "désirée", "timmer") if one.casefold() in said]
    assert heard[3].json() == {
        "id": target, "state": "accepted", "escalationState": "started", "caseId": None,
    }  # fmt: skip

    assert await level(region.teacher, case_id) == "winkelstraat"
    parties = (await region.teacher.get(f"/cases/{case_id}"))["parties"]
    assert "winkelstraat" not in {one["circle"] for one in parties}

    closures = f"/cases/{case_id}/escalations/{escalation}/closures"
    assert (await region.teacher.post(closures, {}))["state"] == "finished"
    await region.specialist.get(path, expect=404)
    assert await level(region.teacher, case_id) == "buurtwinkel"
    over = await escalation_of(region.teacher, case_id, escalation)
    assert [one["text"] for one in over["feedback"]] == ["Give the pupil a task at the door."]
    assert over["ball"] is None


async def test_a_complement_comes_waits_works_and_leaves(region: Region) -> None:
    opened, begeleider = await directed_case(region)
    case_id = opened["id"]
    path = f"/cases/{case_id}/escalations"
    escalation = await draft(region.teacher, case_id, complement())
    assert (await escalation_of(region.teacher, case_id, escalation))["ball"]["with"] == "regie_holder"
    await region.teacher.post(f"{path}/{escalation}/requests", {}, expect=403)
    await region.begeleider.post(f"{path}/{escalation}/requests", {})
    await region.begeleider.post(f"{path}/{escalation}/requests", {}, expect=409)

    offered = await region.youth_worker.get(f"/received-escalations/{await only_target(region.youth_worker)}")
    assert offered["grant"] == {"scope": "full", "purpose": "youth_care"}
    later = day_in_amsterdam(datetime.now(UTC) + timedelta(days=30)).isoformat()
    accepted = await accept(region.youth_worker, expectedDate=later)
    assert (accepted["state"], accepted["escalationState"], accepted["caseId"]) == (
        "accepted",
        "waiting",
        case_id,
    )
    assert await level(region.teacher, case_id) == "winkelstraat"

    waiting = await region.youth_worker.get(f"/cases/{case_id}")
    assert (waiting["reach"], waiting["question"], waiting["client"]["name"]) == (
        "that", None, "Désirée van der Walt",
    )  # fmt: skip
    sheet = await escalation_of(region.youth_worker, case_id, escalation)
    assert (sheet["summary"], sheet["targets"][0]["unit"], sheet["ball"]["with"]) == (
        None, YOUTH_CARE.unit, "regie_holder",
    )  # fmt: skip
    await region.youth_worker.post(f"{path}/{escalation}/feedback", {"text": "Too early."}, expect=409)

    refused = await region.youth_worker.post(f"{path}/{escalation}/starts", {}, expect=409)
    assert refused["type"].endswith(":starts-later")
    assert (await region.youth_worker.get(f"/cases/{case_id}"))["reach"] == "that"
    started = await region.teacher.post(f"{path}/{escalation}/starts", {})
    assert started["interimHolder"] is False
    assert (await region.youth_worker.get(f"/cases/{case_id}"))["reach"] == "full"
    bases = (await region.teacher.get(f"/cases/{case_id}/legal-bases"))["items"]
    seen = await escalation_of(region.teacher, case_id, escalation)
    taking_part = seen["targets"][0]["participationId"]
    granted = [one for one in bases if one["participationId"] == taking_part]
    assert [(one["ground"], one["article"]) for one in granted] == [("avg-6-1-e", "WPO 18a")]
    assert seen["ball"]["with"] == "target"

    closure = f"{path}/{escalation}/closures"
    await region.begeleider.post(closure, {}, expect=400)
    await region.youth_worker.post(closure, {"reason": "I stop."}, expect=403)
    await region.teacher.post(f"{path}/{escalation}/feedback", {"text": "Not mine to give."}, expect=403)
    await region.youth_worker.post(f"{path}/{escalation}/feedback", {"text": "It is calm at home."})
    assert (await region.begeleider.post(closure, {}))["state"] == "finished"
    await region.youth_worker.get(f"/cases/{case_id}", expect=404)
    await region.youth_worker.get(f"{path}/{escalation}", expect=404)
    assert (await region.youth_worker.get("/received-escalations"))["items"] == []
    assert await level(region.teacher, case_id) == "buurtwinkel"
    await region.begeleider.post(closure, {"reason": "Again."}, expect=409)
    assert begeleider


async def test_the_one_who_asked_made_the_relation(region: Region) -> None:
    opened = await open_case(region)
    await ask(region.teacher, opened["id"], complement(urgent=True))
    await accept(region.youth_worker)
    row = await region.admin.fetchrow(
        "SELECT p.made_by, p.purpose, p.scope, p.scope_from, b.recorded_by FROM chaincare.participations AS p"
        " JOIN chaincare.legal_bases AS b ON b.participation_id = p.id WHERE p.role = 'specialist'"
    )
    teacher = await region.admin.fetchval("SELECT id FROM chaincare.professionals WHERE subject = 'teacher'")
    assert dict(row) == {
        "made_by": teacher, "purpose": "youth_care", "scope": "full", "scope_from": None, "recorded_by": teacher,
    }  # fmt: skip


async def test_without_regie_only_what_is_urgent_starts_and_the_requester_holds_it(region: Region) -> None:
    opened = await open_case(region)
    path = f"/cases/{opened['id']}/escalations"
    calm = await ask(region.teacher, opened["id"], complement())
    await accept(region.youth_worker)
    await region.teacher.post(f"{path}/{calm}/starts", {}, expect=409)
    await region.teacher.post(f"{path}/{calm}/closures", {"reason": "It cannot wait."})

    urgent = await ask(region.teacher, opened["id"], complement(urgent=True))
    await accept(region.youth_worker)
    assert (await escalation_of(region.teacher, opened["id"], urgent))["ball"]["with"] == "requester"
    started = await region.teacher.post(f"{path}/{urgent}/starts", {})
    assert started["interimHolder"] is True
    regie = (await region.teacher.get(f"/cases/{opened['id']}"))["regie"]
    assert (regie["participationId"], regie["kind"]) == (opened["participationId"], "interim")
    region.move_clock(timedelta(days=12))
    assert (await region.teacher.get(f"/cases/{opened['id']}"))["regieVacant"] is True


async def test_a_unit_that_declines_hands_the_ball_back_when_it_was_the_last(region: Region) -> None:
    opened = await open_case(region)
    both = [str(YOUTH_CARE.unit_id), str(EXPERTISE.unit_id)]
    escalation = await ask(region.teacher, opened["id"], strengthen(targets=both))
    first, second = await only_target(region.youth_worker), await only_target(region.specialist)
    before = await escalation_of(region.teacher, opened["id"], escalation)
    no = {"answer": "decline", "reason": "Our waiting list is full."}
    await region.youth_worker.post(
        f"/received-escalations/{first}/responses", {"answer": "decline"}, expect=400
    )
    answered = await region.youth_worker.post(f"/received-escalations/{first}/responses", no)
    assert answered["caseId"] is None
    await region.youth_worker.get(f"/received-escalations/{first}", expect=404)
    await region.youth_worker.post(f"/received-escalations/{first}/responses", no, expect=404)
    halfway = await escalation_of(region.teacher, opened["id"], escalation)
    assert (halfway["state"], halfway["ball"]) == ("requested", before["ball"])

    await region.specialist.post(f"/received-escalations/{second}/responses", no)
    over = await escalation_of(region.teacher, opened["id"], escalation)
    assert (over["state"], over["ball"]) == ("declined", None)
    assert {one["declineReason"] for one in over["targets"]} == {no["reason"]}
    assert await level(region.teacher, opened["id"]) == "buurtwinkel"


async def test_of_two_targets_that_accept_at_once_one_wins(region: Region) -> None:
    opened = await open_case(region)
    both = [str(YOUTH_CARE.unit_id), str(EXPERTISE.unit_id)]
    for _ in range(3):
        escalation = await ask(region.teacher, opened["id"], complement(targets=both))
        people = (region.youth_worker, region.specialist)
        targets = [await only_target(one) for one in people]
        answers = await asyncio.gather(
            *(
                one.ask("POST", f"/received-escalations/{target}/responses", {"answer": "accept"})
                for one, target in zip(people, targets, strict=True)
            )
        )
        codes = sorted(one.status_code for one in answers)
        assert codes in ([201, 404], [201, 409])
        loser = next(at for at, one in enumerate(answers) if one.status_code != 201)
        await people[loser].get(f"/received-escalations/{targets[loser]}", expect=404)
        await people[loser].get(f"/cases/{opened['id']}", expect=404)
        seen = await escalation_of(region.teacher, opened["id"], escalation)
        assert sorted(one["state"] for one in seen["targets"]) == ["accepted", "lapsed"]
        closures = f"/cases/{opened['id']}/escalations/{escalation}/closures"
        assert (await region.teacher.post(closures, {"reason": "Once more."}))["state"] == "broken_off"


async def test_of_many_who_accept_for_one_unit_one_takes_part(region: Region) -> None:
    opened = await open_case(region)
    await ask(region.teacher, opened["id"], complement())
    target = await only_target(region.youth_worker)
    person = region.youth_worker
    answers = await asyncio.gather(
        *(
            person.ask("POST", f"/received-escalations/{target}/responses", {"answer": "accept"})
            for _ in range(12)
        )
    )
    assert sorted(one.status_code for one in answers) == [201, *[409] * 11]
    # Who came a moment before it was accepted, and was let in after it.
    region.move_clock(timedelta(seconds=-30))
    await person.post(f"/received-escalations/{target}/responses", {"answer": "accept"}, 409)


async def test_of_many_starts_and_endings_each_happens_once(region: Region) -> None:
    opened = await open_case(region)
    escalation = await ask(region.teacher, opened["id"], complement(urgent=True))
    await accept(region.youth_worker)
    path = f"/cases/{opened['id']}/escalations/{escalation}"
    for step, body in (("starts", {}), ("closures", {"reason": "Solved."})):
        answers = await asyncio.gather(
            *(region.teacher.ask("POST", f"{path}/{step}", body) for _ in range(8))
        )
        assert sorted(one.status_code for one in answers) == [201, *[409] * 7]
    kinds = await region.admin.fetch("SELECT kind FROM chaincare.escalation_facts ORDER BY seq")
    assert [one["kind"] for one in kinds] == ["drafted", "requested", "accepted", "started", "broken_off"]
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.regie_terms") == 1


async def test_the_worklist_says_whose_move_it_is(region: Region) -> None:
    opened = await open_case(region)
    escalation = await ask(region.teacher, opened["id"], complement(urgent=True))

    async def row() -> Any:
        rows = (await region.teacher.get("/worklist?whose=anyone"))["items"]
        return next(one for one in rows if one["href"].endswith(escalation))

    assert (await row())["waitingFor"]["person"]["id"] == str(YOUTH_CARE.unit_id)
    await accept(region.youth_worker)
    accepted = await row()
    assert (accepted["kind"], accepted["withYou"]) == ("escalation_to_start", True), (
        "vacant: the requester moves"
    )


async def test_a_withdrawn_request_is_no_longer_there_for_its_targets(region: Region) -> None:
    opened = await open_case(region)
    escalation = await ask(region.teacher, opened["id"], strengthen())
    target = await only_target(region.specialist)
    path = f"/cases/{opened['id']}/escalations/{escalation}"
    await region.specialist.post(
        f"/received-escalations/{target}/responses", {"answer": "ask", "text": "How old?"}
    )
    told = {"targetId": target, "text": "With love and patience."}
    assert (await region.teacher.post(f"{path}/answers", told))["identityCheck"] == "safety_net"
    await region.teacher.post(f"{path}/withdrawals", {"reason": "Solved at school."})
    await region.specialist.get(f"/received-escalations/{target}", expect=404)
    gone = await escalation_of(region.teacher, opened["id"], escalation)
    assert (gone["endReason"], gone["question"], gone["summary"], gone["hints"]) == (
        "Solved at school.", None, None, None,
    )  # fmt: skip
    # It is erased, and not only hidden: what the unit itself asked stays.
    rows = await region.admin.fetch(
        "SELECT fact::text AS said FROM chaincare.escalation_facts UNION ALL SELECT t::text FROM chaincare.escalation_texts AS t"
    )
    assert "With love" not in str([row["said"] for row in rows])
    assert "How old?" in str([row["said"] for row in rows])
    await region.teacher.post(f"{path}/withdrawals", {"reason": "Again."}, expect=409)


async def test_who_has_no_relation_sees_the_same_for_missing_and_foreign(region: Region) -> None:
    opened = await open_case(region)
    escalation = await ask(region.teacher, opened["id"], strengthen())
    target = await only_target(region.specialist)
    said = {"reason": "x", "text": "x", "answer": "accept"}
    for person in (region.outsider, region.youth_worker):
        for case_id in (opened["id"], MISSING):
            await person.get(f"/cases/{case_id}/escalations", expect=404)
            await person.get(f"/cases/{case_id}/escalations/{escalation}", expect=404)
            await person.post(f"/cases/{case_id}/escalations", strengthen(), expect=404)
            for step, keys in (
                ("requests", ()), ("starts", ()), ("withdrawals", ("reason",)), ("feedback", ("text",)),
                ("closures", ("reason",)),
            ):  # fmt: skip
                body = {key: said[key] for key in keys}
                await person.post(f"/cases/{case_id}/escalations/{escalation}/{step}", body, expect=404)
        for target_id in (target, MISSING):
            await person.get(f"/received-escalations/{target_id}", expect=404)
            path = f"/received-escalations/{target_id}"
            await person.post(f"{path}/responses", {"answer": "accept"}, expect=404)
            await person.post(f"{path}/feedback", {"text": "x"}, expect=404)
        assert (await person.get("/received-escalations"))["items"] == []
    await region.teacher.get(f"/cases/{opened['id']}/escalations/{MISSING}", expect=404)
    await region.mother.get("/received-escalations", expect=404)
    await region.partner.get("/received-escalations", expect=403)


async def test_each_reader_sees_his_part(region: Region) -> None:
    opened = await open_case(region)
    case_id = opened["id"]
    await link_mother(region, opened)
    await directed(region, opened)
    path = f"/cases/{case_id}/escalations"
    escalation = await draft(region.teacher, case_id, complement())
    await region.begeleider.post(f"{path}/{escalation}/requests", {})
    await accept(region.youth_worker)

    mother = await escalation_of(region.mother, case_id, escalation)
    assert mother["targets"][0]["unit"] == YOUTH_CARE.unit
    assert (mother["summary"], mother["question"], mother["tried"]) == (None, None, None), (
        "written among professionals"
    )
    assert (await escalation_of(region.begeleider, case_id, escalation))["summary"] == HARMLESS
    steering = await escalation_of(region.coordinator, case_id, escalation)
    assert steering["targets"][0]["organisation"] == YOUTH_CARE.name
    for hidden in ("question", "summary", "hints", "grant", "tried", "endReason"):
        assert steering[hidden] is None
    for hidden in ("unit", "unitId", "sector"):
        assert steering["targets"][0][hidden] is None
    assert [one["id"] for one in (await region.teacher.get(path))["items"]] == [escalation]
    assert (await escalation_of(region.teacher, case_id, escalation))["tried"].startswith("Fixed seat")


async def test_a_page_of_what_a_unit_was_asked_writes_an_entry_for_each(region: Region) -> None:
    for _ in range(3):
        opened = await open_case(region)
        await ask(region.teacher, opened["id"], strengthen())
    before = len(await region.entries("event = 'received-escalations.read'"))
    answer = await region.specialist.ask("GET", "/received-escalations?limit=2")
    assert len(answer.json()["items"]) == 2
    assert len(await region.entries("event = 'received-escalations.read'")) == before + 3
    link = answer.headers["link"].split(">")[0].lstrip("<")
    rest = await region.specialist.ask("GET", link.removeprefix("/v1"))
    assert len(rest.json()["items"]) == 1


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"limit": "reached"}, "tried-needed"),
        ({"grant": complement()["grant"]}, "grant-not-for-strengthen"),
        ({"help": "complement"}, "grant-needed"),
        ({"targets": [MISSING]}, "target-not-in-network"),
        ({"targets": [str(EXPERTISE.unit_id)] * 2}, "target-not-in-network"),
        ({"hints": {"area": "Dorpsstraat 1"}}, "area-not-in-network"),
        ({"targets": []}, "input-invalid"),
        ({"hints": {"language": "nl\n"}}, "input-invalid"),
        ({"overrides": ["désirée is a pupil"]}, "input-invalid"),
        ({"overrides": ["a\u00a0b"]}, "input-invalid"),
        ({"overrides": [""]}, "input-invalid"),
        ({"overrides": ["x" * 61]}, "input-invalid"),
        ({"overrides": ["désirée.van.der.walt"], "summary": "Désirée is nine."}, "summary-names-client"),
        ({"wantedDate": "0000-01-01"}, "input-invalid"),
        ({"wantedDate": "10000-01-01"}, "input-invalid"),
    ],
)
async def test_what_cannot_be_asked(region: Region, changes: dict[str, Any], problem: str) -> None:
    opened = await open_case(region)
    path = f"/cases/{opened['id']}/escalations"
    answer = await region.teacher.post(path, strengthen(**changes), expect=400)
    assert answer["type"].endswith(f":{problem}")
    assert (await region.teacher.get(path))["items"] == []


async def test_a_legal_basis_that_ran_out_gives_nothing(region: Region) -> None:
    opened = await open_case(region)
    until = (datetime.now(UTC) + timedelta(hours=1)).isoformat().replace("+00:00", "Z")
    offer = {"scope": "core", "purpose": "youth_care", "legalBasis": basis(SCHOOL.unit_id, untilAt=until)}
    await ask(region.teacher, opened["id"], complement(grant=offer))
    region.move_clock(timedelta(hours=2))
    target = await only_target(region.youth_worker)
    path = f"/received-escalations/{target}/responses"
    await region.youth_worker.post(path, {"answer": "accept"}, expect=409)
    body = complement(grant=offer)
    await region.teacher.post(f"/cases/{opened['id']}/escalations", body, expect=409)


async def test_the_server_holds_back_a_summary_that_names_the_client(region: Region) -> None:
    opened = await open_case(region)
    path = f"/cases/{opened['id']}/escalations"
    body = strengthen(summary="DESIREE walks out.", question="Born 14 maart 2017, what helps?")
    refused = await region.teacher.post(path, body, expect=400)
    assert refused["type"].endswith(":summary-names-client")
    assert [one["pointer"] for one in refused["errors"]] == ["/question", "/summary"]
    assert "desiree" not in str(refused).casefold()
    assert "2017" not in str({**refused, "instance": ""}), (
        "what was given is not repeated (a request id may hold any digits)"
    )
    insisted = strengthen(summary="The bank is in the walt.", overrides=["walt"])
    escalation = await draft(region.teacher, opened["id"], insisted)
    fact = await region.admin.fetchval(
        "SELECT fact ->> 'overrides' FROM chaincare.escalation_facts WHERE escalation_id = $1 AND kind = 'drafted'",
        escalation,
    )
    assert fact == '["walt"]'


async def test_a_specialist_who_holds_regie_leaves_after_it_moved(region: Region) -> None:
    opened = await open_case(region)
    case = f"/cases/{opened['id']}"
    escalation = await ask(region.teacher, opened["id"], complement(urgent=True))
    await accept(region.youth_worker)
    await region.teacher.post(f"{case}/escalations/{escalation}/starts", {})
    sheet = await escalation_of(region.teacher, opened["id"], escalation)
    candidate = sheet["targets"][0]["participationId"]
    mandate = ["convene", "contact"]
    proposal = await region.teacher.post(
        f"{case}/regie-proposals",
        {"candidate": candidate, "mandate": mandate, "handoverNote": "All is calm."},
    )
    await region.youth_worker.post(f"{case}/regie-proposals/{proposal['id']}/responses", {"answer": "assent"})
    closure = f"{case}/escalations/{escalation}/closures"
    refused = await region.teacher.post(closure, {"reason": "Done."}, expect=409)
    assert refused["type"].endswith(":regie-must-move-first")
    assert (await region.youth_worker.get(case))["reach"] == "full"

    back = await region.teacher.post(
        f"{case}/regie-proposals",
        {"candidate": opened["participationId"], "mandate": mandate, "handoverNote": "Back to school."},
    )
    await region.youth_worker.post(f"{case}/regie-proposals/{back['id']}/responses", {"answer": "assent"})
    await region.teacher.post(closure, {"reason": "Done."})
    await region.youth_worker.get(case, expect=404)


async def test_another_unit_of_the_own_organisation_can_be_asked_and_the_own_unit_not(region: Region) -> None:
    """ "Own organisation" everywhere means own unit: direct colleagues are the buurtwinkel already (E4)."""
    opened = await open_case(region)
    care_team, colleague = await another_team_at_school(region)
    await ask(region.teacher, opened["id"], strengthen(targets=[care_team, str(ELSEWHERE.unit_id)]))
    answered = await accept(colleague)
    assert (answered["state"], answered["escalationState"], answered["caseId"]) == (
        "accepted",
        "started",
        None,
    )
    assert (await region.outsider.get("/received-escalations"))["items"] == []
    await ask(region.teacher, opened["id"], complement(urgent=True, targets=[care_team]))
    asked = (await colleague.get("/received-escalations"))["items"][0]
    taken = await colleague.post(f"/received-escalations/{asked['id']}/responses", {"answer": "accept"})
    assert taken["caseId"] == opened["id"]

    path = f"/cases/{opened['id']}/escalations"
    both = [care_team, str(SCHOOL.unit_id)]
    refused = await region.teacher.post(path, strengthen(targets=both), expect=400)
    assert refused["type"].endswith(":target-is-own-unit")
    assert [one["pointer"] for one in refused["errors"]] == ["/targets/1"]


async def test_a_target_sees_of_the_case_who_asked_and_nothing_else(region: Region) -> None:
    """The wall itself: under a target's ticket the database shows no other party, no other target, no fact."""
    opened = await open_case(region)
    await ask(
        region.teacher, opened["id"], strengthen(targets=[str(EXPERTISE.unit_id), str(YOUTH_CARE.unit_id)])
    )
    await region.specialist.get(f"/received-escalations/{await only_target(region.specialist)}")
    entry = (await region.entries("event = 'received-escalation.read' AND outcome = 'entered'"))[-1]
    async with region.app.state.pool.acquire() as connection, connection.transaction():
        ticket = f"{entry['at'].isoformat()}/{entry['id']}"
        await connection.execute("SELECT set_config('chaincare.ticket', $1, true)", ticket)
        seen = {
            table: await connection.fetchval(f"SELECT count(*) FROM chaincare.{table}")
            for table in ("escalations", "escalation_texts", "escalation_targets", "participations")
        }
        hidden = {
            table: await connection.fetchval(f"SELECT count(*) FROM chaincare.{table}")
            for table in (
                "cases",
                "clients",
                "escalation_facts",
                "case_questions",
                "regie_terms",
                "legal_bases",
            )
        }
    assert set(seen.values()) == {1}
    assert set(hidden.values()) == {0}
