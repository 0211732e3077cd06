"""A professional is strengthened without any case: nobody is registered, and two people only see it (E3)."""

from datetime import timedelta
from typing import Any

import pytest
from tests.escalations.steps import all_bytes, directed_case, draft, only_target, strengthen
from tests.ladders.test_climbing import tick
from tests.people import Person, Region, add_begeleider, basis, open_case
from tests.worklist.lists import do, kinds_of, only

from chaincare.demo.world import EXPERTISE, NETWORK, SCHOOL, YOUTH_CARE

pytestmark = pytest.mark.anyio

MISSING = "01890000-0000-7000-8000-000000000000"


def question(**changes: Any) -> dict[str, Any]:
    return {
        "networkId": str(NETWORK),
        "question": "How do I keep a pupil like this in class?",
        "summary": "A pupil of group 6 walks out several times a week; talks with the parent did not help.",
        "targets": [str(EXPERTISE.unit_id)],
        "hints": {"ageBand": "age_8_11", "area": "Noorderveld"},
        **changes,
    }


async def asked(region: Region, **changes: Any) -> str:
    return str((await region.teacher.post("/consultations", question(**changes)))["id"])


async def answer(person: Person, target: str, **body: Any) -> Any:
    return await person.post(f"/received-escalations/{target}/responses", body)


async def test_a_teacher_is_helped_and_nobody_is_registered(region: Region) -> None:
    one = await asked(region)
    path = f"/consultations/{one}"
    seen = await region.teacher.get(path)
    assert (seen["state"], seen["ball"]["with"], seen["ball"]["unit"]) == (
        "requested",
        "target",
        EXPERTISE.unit,
    )
    assert seen["targets"][0]["answerByDate"] > seen["targets"][0]["askedAt"][:10]

    [received] = (await region.specialist.get("/received-escalations"))["items"]
    target = received["id"]
    assert (received["kind"], received["help"], received["limit"]) == ("consultation", "strengthen", None)
    assert (received["fromOrganisation"], received["fromFunction"]) == (SCHOOL.name, "leerkracht")
    assert received["summary"] == question()["summary"]
    await answer(region.specialist, target, answer="ask", text="How often?")
    assert (await region.teacher.get(path))["ball"]["with"] == "requester"
    await region.teacher.post(f"{path}/answers", {"targetId": target, "text": "Every day."})
    accepted = await answer(region.specialist, target, answer="accept")
    assert (accepted["escalationState"], accepted["caseId"]) == ("started", None)
    await region.specialist.post(
        f"/received-escalations/{target}/feedback", {"text": "Give the pupil a task."}
    )
    told = await region.teacher.get(path)
    assert (told["state"], told["ball"]["with"]) == ("started", "requester")
    assert [(one["text"], one["organisation"]) for one in told["feedback"]] == [
        ("Give the pupil a task.", EXPERTISE.name)
    ]
    assert [one["text"] for one in told["dialogue"]] == ["How often?", "Every day."]
    assert (await region.teacher.post(f"{path}/closures", {}))["state"] == "finished"
    over = await region.teacher.get(path)
    assert (over["ball"], over["endReason"], over["targets"][0]["state"]) == (None, None, "ended")
    await region.specialist.get(f"/received-escalations/{target}", expect=404)
    [kept] = (await region.specialist.get("/contributions"))["items"]
    assert [one["text"] for one in kept["said"]] == ["Give the pupil a task.", "How often?"]

    for table in ("clients", "cases", "participations", "legal_bases"):
        assert await region.admin.fetchval(f"SELECT count(*) FROM chaincare.{table}") == 0
    entries = await region.entries("outcome IN ('entered', 'done')")
    assert {(one["case_id"], one["client"]) for one in entries} == {(None, None)}
    assert {one["relation"] for one in entries} == {"asker", "target", "own", "author"}


async def test_for_everybody_else_it_does_not_exist(region: Region) -> None:
    one = await asked(region)
    await only_target(region.specialist)
    bodies = {
        "answers": {"targetId": MISSING, "text": "x"},
        "closures": {"reason": "x"},
        "conversions": {"caseId": MISSING, "limit": "imminent", "help": "strengthen"},
    }
    others = (
        region.begeleider,
        region.specialist,
        region.outsider,
        region.mother,
        region.coordinator,
        region.auditor,
    )
    for person in others:
        for tail, body in ((None, None), *bodies.items()):
            heard = [
                await person.ask("GET", f"/consultations/{each}")
                if tail is None
                else await person.ask("POST", f"/consultations/{each}/{tail}", body)
                for each in (one, MISSING)
            ]
            told = [answer.json() | {"instance": ""} for answer in heard]
            assert told[0] == told[1]
            assert heard[0].status_code in {403, 404}
    assert (await region.begeleider.get("/consultations"))["items"] == []
    assert [each["id"] for each in (await region.teacher.get("/consultations"))["items"]] == [one]
    await region.mother.get("/consultations", expect=404)
    await region.outsider.post("/consultations", question(networkId=MISSING), expect=404)


@pytest.mark.parametrize(
    ("changes", "pointers", "kept"),
    [
        ({"summary": "A pupil with number 999990019."}, ["/summary"], ["999990019"]),
        (
            {"summary": "Born 14-3-2017.", "question": "Call 06-12345678?"},
            ["/question", "/summary"],
            ["14-3-2017", "06-12345678"],
        ),
        ({"summary": "Lives at Dorpsstraat 12, 9712 AB."}, ["/summary"], ["Dorpsstraat", "12", "9712", "AB"]),
    ],
)
async def test_what_points_at_somebody_is_held_back_and_goes_through_word_by_word(
    region: Region, changes: dict[str, Any], pointers: list[str], kept: list[str]
) -> None:
    refused = await region.teacher.post("/consultations", question(**changes), expect=400)
    assert refused["type"].endswith(":text-names-somebody")
    assert sorted({one["pointer"] for one in refused["errors"]}) == pointers
    assert not [
        word for text in changes.values() for word in text.split() if word in str(refused) and len(word) > 7
    ]
    words = [word.strip(".,?") for text in changes.values() for word in text.split()]
    one = await asked(region, **changes, overrides=words)
    assert (await region.teacher.get(f"/consultations/{one}"))["overrides"] == kept
    await answer(region.specialist, await only_target(region.specialist), answer="ask", text="Where?")
    target = await only_target(region.specialist)
    said = {"targetId": target, "text": "Dorpsstraat 12"}
    path = f"/consultations/{one}/answers"
    held = await region.teacher.post(path, said, expect=400)
    assert [each["pointer"] for each in held["errors"]] == ["/text"]
    await region.teacher.post(path, {**said, "overrides": ["Dorpsstraat", "zebra", "12"]})
    assert (await region.teacher.get(f"/consultations/{one}"))["overrides"] == [*kept, "Dorpsstraat", "12"]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"targets": [str(SCHOOL.unit_id)]}, "target-is-own-unit"),
        ({"targets": [MISSING]}, "target-not-in-network"),
        ({"hints": {"area": "Dorp"}}, "area-not-in-network"),
    ],
)
async def test_whom_one_cannot_ask(region: Region, changes: dict[str, Any], problem: str) -> None:
    refused = await region.teacher.post("/consultations", question(**changes), expect=400)
    assert refused["type"].endswith(f":{problem}")
    assert (await region.teacher.get("/consultations"))["items"] == []


async def test_it_ends_with_feedback_or_a_reason_wherever_it_stands(region: Region) -> None:
    waiting = await asked(region)
    path = f"/consultations/{waiting}/closures"
    refused = await region.teacher.post(path, {}, expect=400)
    assert refused["type"].endswith(":end-reason-needed")
    assert (await region.teacher.post(path, {"reason": "A colleague knew."}))["state"] == "withdrawn"
    assert (await region.specialist.get("/received-escalations"))["items"] == []
    await region.teacher.post(path, {"reason": "Again."}, expect=409)
    begun = await asked(region)
    await answer(region.specialist, await only_target(region.specialist), answer="accept")
    path = f"/consultations/{begun}/closures"
    await region.teacher.post(path, {}, expect=400)
    assert (await region.teacher.post(path, {"reason": "No answer came."}))["state"] == "broken_off"
    assert (await region.teacher.get(f"/consultations/{begun}"))["endReason"] == "No answer came."
    declined = await asked(region)
    no = {"answer": "decline", "reason": "Not our specialism."}
    await answer(region.specialist, await only_target(region.specialist), **no)
    seen = await region.teacher.get(f"/consultations/{declined}")
    assert (seen["state"], seen["targets"][0]["declineReason"]) == ("declined", no["reason"])
    # It stays in sight until he says that nothing more is asked.
    row = await only(region.teacher, "consultation_over")
    assert row["href"].endswith(declined)
    assert row["act"]["needs"] == ["reason"]
    refused = await region.teacher.post(row["act"]["href"].removeprefix("/v1"), {}, 400)
    assert refused["type"].endswith("end-reason-needed")
    assert (await do(region.teacher, row, {"reason": "A colleague knew."}))["state"] == "declined"
    # So does what the unit that thought along ends itself, which stays as it ended.
    given_up = await asked(region)
    target = await only_target(region.specialist)
    await answer(region.specialist, target, answer="accept")
    await region.specialist.post(f"/received-escalations/{target}/endings", {"reason": "No time left."})
    assert (await region.teacher.get(f"/consultations/{given_up}"))["endReason"] == "No time left."
    row = await only(region.teacher, "consultation_over")
    assert (await do(region.teacher, row, {"reason": "A pity."}))["state"] == "broken_off"
    assert await kinds_of(region.teacher) == []


async def test_what_nobody_answers_ends_by_itself_and_so_does_what_waits_for_who_asked(
    region: Region,
) -> None:
    begun = await asked(region)
    await answer(region.specialist, await only_target(region.specialist), answer="accept")
    silent, back = await asked(region), await asked(region, targets=[str(YOUTH_CARE.unit_id)])
    await answer(region.youth_worker, await only_target(region.youth_worker), answer="ask", text="How often?")
    region.move_clock(timedelta(days=60))
    await tick(region)
    await tick(region)
    for one in (silent, back):
        seen = await region.teacher.get(f"/consultations/{one}")
        assert (seen["state"], seen["targets"][0]["state"]) == ("expired", "lapsed")
    assert (await region.teacher.get(f"/consultations/{begun}"))["state"] == "started"
    assert (
        sorted(await kinds_of(region.teacher, "?whose=anyone"))
        == ["consultation_at_work"] + ["consultation_over"] * 2
    )
    assert (await region.youth_worker.get("/received-escalations"))["items"] == []
    # Letting it be does not change how it ended, and is said once.
    let_be = await region.teacher.post(f"/consultations/{back}/closures", {"reason": "It passed."})
    assert let_be["state"] == "expired"
    seen = await region.teacher.get(f"/consultations/{back}")
    assert (seen["state"], seen["endReason"]) == ("expired", "It passed.")
    await region.teacher.post(f"/consultations/{back}/closures", {"reason": "Again."}, expect=409)
    assert (await kinds_of(region.teacher)).count("consultation_over") == 1
    entries = await region.entries("event = 'consultation.expired'")
    assert [(one["relation"], one["actor_id"], one["case_id"]) for one in entries] == [
        ("clock", None, None)
    ] * 2


async def test_one_inbox_holds_both_and_of_several_units_one_takes_it(region: Region) -> None:
    opened, _ = await directed_case(region)
    escalation = await draft(region.teacher, opened["id"], strengthen())
    await region.begeleider.post(f"/cases/{opened['id']}/escalations/{escalation}/requests", {})
    one = await asked(region, targets=[str(EXPERTISE.unit_id), str(YOUTH_CARE.unit_id)])
    inbox = (await region.specialist.get("/received-escalations"))["items"]
    assert [each["kind"] for each in inbox] == ["consultation", "escalation"]
    await answer(region.specialist, inbox[0]["id"], answer="accept")
    assert (await region.youth_worker.get("/received-escalations"))["items"] == []
    states = {each["state"] for each in (await region.teacher.get(f"/consultations/{one}"))["targets"]}
    assert states == {"accepted", "lapsed"}


async def test_a_consultation_goes_on_in_a_case_as_a_draft_there(region: Region) -> None:
    one = await asked(region)
    await answer(region.specialist, await only_target(region.specialist), answer="accept")
    opened = await open_case(region)
    grant = {"scope": "core", "purpose": "education_support", "legalBasis": basis(SCHOOL.unit_id)}
    body = {
        "caseId": opened["id"],
        "limit": "reached",
        "tried": "Talks.",
        "help": "complement",
        "grant": grant,
    }
    path = f"/consultations/{one}/conversions"
    refused = await region.teacher.post(path, {**body, "summary": "Désirée again"}, expect=400)
    assert refused["type"].endswith(":summary-names-client"), "now there is a name to compare with"
    assert (await region.teacher.get(f"/consultations/{one}"))["convertedTo"] is None

    made = await region.teacher.post(path, body)
    there = f"/cases/{opened['id']}/escalations/{made['escalationId']}"
    drafted = await region.teacher.get(there)
    assert (drafted["state"], drafted["help"], drafted["convertedFromId"]) == ("draft", "complement", one)
    assert [each["unitId"] for each in drafted["targets"]] == [str(EXPERTISE.unit_id)]
    assert drafted["summary"] == question()["summary"]
    over = await region.teacher.get(f"/consultations/{one}")
    assert (over["state"], over["ball"]) == ("finished", None)
    assert over["convertedTo"] == {"caseId": opened["id"], "escalationId": made["escalationId"]}
    await region.teacher.post(path, body, expect=409)

    heard = await region.specialist.ask("GET", "/received-escalations")
    assert heard.json()["items"] == []
    assert not [secret for secret in (opened["id"], made["escalationId"], one) if secret in all_bytes(heard)]
    await region.teacher.post(f"{there}/requests", {})
    [offered] = (await region.specialist.get("/received-escalations"))["items"]
    assert (offered["kind"], offered["help"]) == ("escalation", "complement")
    entries = await region.entries("event = 'consultation.converted'")
    assert {(one["outcome"], str(one["case_id"])) for one in entries} >= {("done", opened["id"])}
    log = await region.auditor.post("/access-log/_search", {"caseId": opened["id"], "limit": 50}, expect=200)
    assert "consultation.converted" in {each["event"] for each in log["items"]}


async def test_it_is_taken_only_into_a_case_of_ones_own_and_only_ones_own(region: Region) -> None:
    one = await asked(region)
    opened = await region.begeleider.post("/cases", _of_another(region))
    body = {"caseId": opened["id"], "limit": "imminent", "help": "strengthen"}
    path = f"/consultations/{one}/conversions"
    told = [
        await region.teacher.ask("POST", path, {**body, "caseId": case_id})
        for case_id in (opened["id"], MISSING)
    ]
    assert [answer.status_code for answer in told] == [404, 404]
    assert told[0].json() | {"instance": ""} == told[1].json() | {"instance": ""}
    await region.begeleider.post(path, body, expect=404)
    assert (await region.begeleider.get(f"/cases/{opened['id']}/escalations"))["items"] == []
    assert (await region.teacher.get(f"/consultations/{one}"))["state"] == "requested"
    denied = await region.entries("outcome = 'not_visible' AND asked_id = $1", opened["id"])
    assert len(denied) == 1, "who tried a case that is not his is found with that case"


def _of_another(region: Region) -> dict[str, Any]:
    assert region
    return {
        "networkId": str(NETWORK), "purpose": "education_support",
        "client": {"givenNames": "Sem", "birthDate": "2016-01-02"}, "ownWords": "x", "question": "x",
        "consulted": "yes", "legalBasis": basis(SCHOOL.unit_id),
    }  # fmt: skip


async def test_a_core_part_in_a_case_does_not_convert(region: Region) -> None:
    one = str((await region.begeleider.post("/consultations", question()))["id"])
    opened = await open_case(region)
    body = {"caseId": opened["id"], "limit": "imminent", "help": "strengthen"}
    await region.begeleider.post(f"/consultations/{one}/conversions", body, expect=403)
    await add_begeleider(region, opened["id"])
    await region.begeleider.post(f"/consultations/{one}/conversions", body)


async def test_own_consultations_come_in_pages_with_an_entry_for_each(region: Region) -> None:
    made = [await asked(region) for _ in range(3)]
    first = await region.teacher.ask("GET", "/consultations?limit=2")
    assert [one["id"] for one in first.json()["items"]] == [made[2], made[1]]
    assert len(await region.entries("event = 'consultations.read'")) == 3
    link = first.headers["link"].split(">")[0].lstrip("<").removeprefix("/v1")
    assert [one["id"] for one in (await region.teacher.get(link))["items"]] == [made[0]]


async def test_an_asker_who_is_gone_is_not_helped(region: Region) -> None:
    await asked(region)
    target = await only_target(region.specialist)
    region.move_clock(timedelta(days=1))
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "UPDATE chaincare.professionals SET status = 'deactivated' WHERE subject = 'teacher'"
    )
    refused = await region.specialist.ask(
        "POST", f"/received-escalations/{target}/responses", {"answer": "accept"}
    )
    assert (refused.status_code, refused.json()["type"].split(":")[-1]) == (409, "request-not-current")
    await region.admin.execute("SET session_replication_role = origin")
    await tick(region)
    assert (await region.specialist.get("/received-escalations"))["items"] == []
    assert await kinds_of(region.specialist) == []
    over = "SELECT x.state, f.fact ->> 'because' FROM chaincare.escalations AS x JOIN chaincare.escalation_facts AS f"
    [row] = await region.admin.fetch(f"{over} ON f.escalation_id = x.id AND f.kind = 'expired'")
    assert tuple(row) == ("expired", "asker_gone")
    assert len(await region.entries("event = 'consultation.asker-gone'")) == 1
    await region.teacher.get("/consultations", expect=404)


async def test_the_wall_shows_an_asker_his_own_question_and_no_case(region: Region) -> None:
    opened, _ = await directed_case(region)
    await draft(region.teacher, opened["id"], strengthen())
    one, other = await asked(region), await asked(region)
    await region.teacher.get(f"/consultations/{one}")
    entry = (await region.entries("event = 'consultation.read' AND outcome = 'entered'"))[-1]
    async with region.app.state.pool.acquire() as connection, connection.transaction():
        ticket = f"{entry['at'].isoformat()}/{entry['id']}"
        await connection.execute("SELECT set_config('chaincare.ticket', $1, true)", ticket)
        seen = {
            table: await connection.fetchval(f"SELECT count(*) FROM chaincare.{table}")
            for table in ("escalations", "escalation_texts", "escalation_targets", "escalation_facts")
        }
        hidden = [
            await connection.fetchval(f"SELECT count(*) FROM chaincare.{table}")
            for table in (
                "cases",
                "clients",
                "participations",
                "case_questions",
                "regie_terms",
                "legal_bases",
            )
        ]
        foreign = await connection.fetchval("SELECT count(*) FROM chaincare.escalations WHERE id = $1", other)
    assert seen == {"escalations": 1, "escalation_texts": 1, "escalation_targets": 1, "escalation_facts": 2}
    assert (set(hidden), foreign) == ({0}, 0)
