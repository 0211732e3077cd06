"""What is said to and fro, what its author insisted on, and what he keeps of it (E2, E4, E5)."""

import asyncio
import unicodedata
from typing import Any

import pytest
from tests.escalations.steps import (
    HARMLESS,
    accept,
    all_bytes,
    ask,
    complement,
    directed_case,
    draft,
    only_target,
    strengthen,
)
from tests.people import Person, Region, open_case

from chaincare.demo.world import EXPERTISE, YOUTH_CARE

pytestmark = pytest.mark.anyio

BOTH = [str(YOUTH_CARE.unit_id), str(EXPERTISE.unit_id)]


async def said(person: Person, target: str, text: str, expect: int = 201) -> Any:
    body = {"answer": "ask", "text": text}
    return await person.post(f"/received-escalations/{target}/responses", body, expect=expect)


async def test_a_unit_asks_first_and_the_ball_waits_where_the_answer_must_come_from(region: Region) -> None:
    opened = await open_case(region)
    escalation = await ask(region.teacher, opened["id"], strengthen(targets=BOTH))
    path = f"/cases/{opened['id']}/escalations/{escalation}"
    care, expertise = await only_target(region.youth_worker), await only_target(region.specialist)

    async def ball() -> str:
        return str((await region.teacher.get(path))["ball"]["with"])

    await region.specialist.post(
        f"/received-escalations/{expertise}/responses", {"answer": "ask"}, expect=400
    )
    asked = await said(region.specialist, expertise, "How often does it happen?")
    assert (asked["state"], asked["caseId"], asked["escalationState"]) == ("requested", None, "requested")
    assert await ball() == "requester"
    await said(region.specialist, expertise, "And since when?", expect=409)
    await said(region.youth_worker, care, "Which group is it?")

    named = {"targetId": expertise, "text": "D\u00e9sir\u00e9e walks out every day."}
    refused = await region.teacher.post(f"{path}/answers", named, expect=400)
    assert (refused["errors"][0]["pointer"], "irée" in str(refused)) == ("/text", False)
    await region.teacher.post(f"{path}/answers", {**named, "text": "Every day."})
    await region.teacher.post(f"{path}/answers", {**named, "text": "Again."}, expect=409)
    assert await ball() == "requester", "one answer is still owed"
    await region.youth_worker.post(
        f"/received-escalations/{care}/responses", {"answer": "decline", "reason": "We are full."}
    )
    assert await ball() == "target", "who asked declined, so nobody waits for an answer"

    heard = await region.specialist.ask("GET", f"/received-escalations/{expertise}")
    dialogue = [(one["kind"], one["text"]) for one in heard.json()["dialogue"]]
    assert dialogue == [("asked_back", "How often does it happen?"), ("answered", "Every day.")]
    assert not [one for one in (opened["id"], "Which group", "We are full") if one in all_bytes(heard)]
    shown = (await region.teacher.get(path))["dialogue"]
    assert [one["text"] for one in shown] == ["How often does it happen?", "Which group is it?", "Every day."]

    await accept(region.specialist)
    await said(region.specialist, expertise, "May I come and look?")
    assert (await region.teacher.get(path))["state"] == "started"
    assert await ball() == "requester"
    await region.teacher.post(f"{path}/answers", {"targetId": expertise, "text": "On Monday."})
    assert await ball() == "target"


async def test_a_unit_that_declines_can_refer_on(region: Region) -> None:
    opened = await open_case(region)
    escalation = await ask(region.teacher, opened["id"], strengthen())
    path = f"/cases/{opened['id']}/escalations/{escalation}"
    no = {
        "answer": "decline",
        "reason": "Youth care knows more of this.",
        "referToUnitId": str(YOUTH_CARE.unit_id),
    }
    responses = f"/received-escalations/{await only_target(region.specialist)}/responses"
    nowhere = {**no, "referToUnitId": opened["id"]}
    refused = await region.specialist.post(responses, nowhere, expect=400)
    assert [one["pointer"] for one in refused["errors"]] == ["/referToUnitId"]
    await region.specialist.post(responses, no)
    [target] = (await region.teacher.get(path))["targets"]
    assert (target["state"], target["referredToUnitId"]) == ("declined", str(YOUTH_CARE.unit_id))
    [hidden] = (await region.coordinator.get(path))["targets"]
    assert (hidden["declineReason"], hidden["referredToUnitId"]) == (None, None)


async def test_what_a_unit_asked_that_came_too_late_keeps_the_ball_from_nobody(region: Region) -> None:
    opened = await open_case(region)
    escalation = await ask(region.teacher, opened["id"], strengthen(targets=BOTH))
    path = f"/cases/{opened['id']}/escalations/{escalation}"
    late = await only_target(region.specialist)
    await said(region.specialist, late, "Which group?")
    target = await only_target(region.youth_worker)
    await accept(region.youth_worker)
    await said(region.youth_worker, target, "How often?")
    await region.teacher.post(f"{path}/answers", {"targetId": late, "text": "Six."}, expect=409)
    await region.teacher.post(f"{path}/answers", {"targetId": target, "text": "Daily."})
    assert (await region.teacher.get(path))["ball"]["with"] == "target"


async def test_who_accepts_needs_no_answer_any_more(region: Region) -> None:
    opened, _ = await directed_case(region)
    escalation = await ask(region.begeleider, opened["id"], complement())
    path = f"/cases/{opened['id']}/escalations/{escalation}"
    target = await only_target(region.youth_worker)
    await said(region.youth_worker, target, "Which day?")
    await accept(region.youth_worker)
    assert (await region.begeleider.get(path))["ball"]["with"] == "regie_holder"
    await region.begeleider.post(f"{path}/answers", {"targetId": target, "text": "Any."}, expect=409)
    await said(region.youth_worker, target, "And now?", expect=409)
    await region.begeleider.post(f"{path}/answers", {"targetId": escalation, "text": "x"}, expect=409)


async def test_all_decline_on_the_last_day(region: Region) -> None:
    opened = await open_case(region)
    escalation = await ask(region.teacher, opened["id"], strengthen(targets=BOTH))
    path = f"/cases/{opened['id']}/escalations/{escalation}"
    last_day = (await region.teacher.get(path))["targets"][0]["answerByDate"]
    now = region.app.state.clock.now()
    region.move_clock(now.fromisoformat(f"{last_day}T21:30:00+00:00") - now)
    no = {"answer": "decline", "reason": "Our waiting list is full."}
    targets = [(one, await only_target(one)) for one in (region.youth_worker, region.specialist)]
    answers = await asyncio.gather(
        *(one.ask("POST", f"/received-escalations/{target}/responses", no) for one, target in targets)
    )
    assert [one.status_code for one in answers] == [201, 201]
    assert {one.json()["state"] for one in answers} == {"declined"}
    assert {one.json()["escalationState"] for one in answers} == {None}, "who declines learns of no other"
    over = await region.teacher.get(path)
    assert (over["state"], over["ball"]) == ("declined", None)
    history = (await region.teacher.get(f"{path}/history"))["items"]
    assert [one["kind"] for one in history] == ["drafted", "requested", "declined", "declined"]
    assert (await region.teacher.get(f"/cases/{opened['id']}"))["level"] == "buurtwinkel"


@pytest.mark.parametrize(
    ("summary", "kept"),
    [
        ("WALT walks out.", ["WALT"]),
        ("wa\u0301lt", ["w\u00e1lt"]),
        ("D\u00c9SIR\u00c9E", ["D\u00c9SIR\u00c9E"]),
        ("desiree", ["desiree"]),
        ("Bij de Dorpsstraat 12 in de buurt.", ["Dorpsstraat", "12"]),
    ],
)
async def test_what_is_held_back_goes_through_word_by_word_and_stays_on_record(
    region: Region, summary: str, kept: list[str]
) -> None:
    opened = await open_case(region)
    path = f"/cases/{opened['id']}/escalations"
    refused = await region.teacher.post(path, strengthen(summary=summary), expect=400)
    assert refused["type"].endswith(":summary-names-client")
    words = [unicodedata.normalize("NFC", word.strip(".,")) for word in summary.split()]
    escalation = await draft(region.teacher, opened["id"], strengthen(summary=summary, overrides=words))
    history = await region.teacher.get(f"{path}/{escalation}/history")
    assert history["items"][0]["overrides"] == kept
    assert (await region.begeleider.get(f"{path}/{escalation}/history"))["items"] == history["items"]
    await region.coordinator.get(f"{path}/{escalation}/history", expect=403)


async def test_nobody_insisted_on_a_word_that_lets_nothing_through(region: Region) -> None:
    opened, _ = await directed_case(region)
    path = f"/cases/{opened['id']}/escalations"
    escalation = await draft(region.begeleider, opened["id"], complement(overrides=["zebra"]))
    need = {"kind": "other", "description": "The Walt room.", "overrides": ["zebra", "Walt"]}
    await region.begeleider.post(f"{path}/{escalation}/conditions", need)
    await region.begeleider.post(f"{path}/{escalation}/requests", {})
    target = await only_target(region.youth_worker)
    await said(region.youth_worker, target, "Where?")
    answer = {"targetId": target, "text": "Near Walt.", "overrides": ["Walt", "near"]}
    await region.begeleider.post(f"{path}/{escalation}/answers", answer)
    items = (await region.begeleider.get(f"{path}/{escalation}/history"))["items"]
    told = [
        (one["kind"], one["overrides"]) for one in items if one["kind"] not in {"requested", "asked_back"}
    ]
    assert told == [("drafted", []), ("condition_named", ["Walt"]), ("answered", ["Walt"])]


async def test_who_strengthened_keeps_what_he_wrote_and_nothing_else(region: Region) -> None:
    opened = await open_case(region)
    escalation = await ask(region.teacher, opened["id"], strengthen())
    path = f"/cases/{opened['id']}/escalations/{escalation}"
    target = await only_target(region.specialist)
    assert (await region.specialist.get("/contributions"))["items"] == []
    await said(region.specialist, target, "How often?")
    await region.teacher.post(f"{path}/answers", {"targetId": target, "text": "Every day."})
    await accept(region.specialist)
    await region.specialist.post(f"/received-escalations/{target}/feedback", {"text": "Give him a task."})
    await region.teacher.post(f"{path}/closures", {})
    await region.specialist.get(f"/received-escalations/{target}", expect=404)

    kept = await region.specialist.ask("GET", "/contributions")
    [about] = kept.json()["items"]
    assert about["receivedId"] == target
    assert [one["text"] for one in about["said"]] == ["Give him a task.", "How often?"]
    hidden = (opened["id"], escalation, opened["clientId"], HARMLESS, "Every day", "Walt", "Timmer")
    assert not [one for one in hidden if one in all_bytes(kept)]
    for other in (region.teacher, region.youth_worker, region.outsider):
        assert (await other.get("/contributions"))["items"] == []
    await region.mother.get("/contributions", expect=404)
    entries = await region.entries("event = 'contributions.read' AND reach = 'author'")
    assert [(one["relation"], str(one["case_id"])) for one in entries] == [("author", opened["id"])]
    log = await region.auditor.post("/access-log/_search", {"caseId": opened["id"], "limit": 50}, expect=200)
    assert "wrote this" in next(one for one in log["items"] if one["relation"] == "author")["why"]


async def test_who_complemented_keeps_what_he_wrote_after_he_left(region: Region) -> None:
    opened, _ = await directed_case(region)
    escalation = await ask(region.begeleider, opened["id"], complement())
    path = f"/cases/{opened['id']}/escalations/{escalation}"
    await accept(region.youth_worker)
    await region.youth_worker.post(f"{path}/starts", {})
    await region.youth_worker.post(f"{path}/feedback", {"text": "It is calm at home."})
    await region.begeleider.post(f"{path}/closures", {})
    await region.youth_worker.get(f"/cases/{opened['id']}", expect=404)
    [about] = (await region.youth_worker.get("/contributions"))["items"]
    assert [(one["kind"], one["text"]) for one in about["said"]] == [
        ("feedback_given", "It is calm at home.")
    ]
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "UPDATE chaincare.professionals SET unit_id = $1 WHERE subject = 'youth-worker'", EXPERTISE.unit_id
    )
    assert (await region.youth_worker.ask("GET", "/contributions")).json().get("items", []) == []


async def test_contributions_come_in_pages_with_an_entry_for_each(region: Region) -> None:
    opened = await open_case(region)
    for text in ("first", "second", "third"):
        escalation = await ask(region.teacher, opened["id"], strengthen())
        await said(
            region.specialist, (await region.specialist.get("/received-escalations"))["items"][0]["id"], text
        )
        await region.teacher.post(
            f"/cases/{opened['id']}/escalations/{escalation}/withdrawals", {"reason": "Solved."}
        )
    first = await region.specialist.ask("GET", "/contributions?limit=2")
    assert [one["said"][0]["text"] for one in first.json()["items"]] == ["third", "second"]
    assert len(await region.entries("event = 'contributions.read'")) == 3
    link = first.headers["link"].split(">")[0].lstrip("<").removeprefix("/v1")
    assert [one["said"][0]["text"] for one in (await region.specialist.get(link))["items"]] == ["first"]
