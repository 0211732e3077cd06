"""The new school year over HTTP: arranged in June, and on 1 August there is a new teacher, to the microsecond."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.closing.test_api import AGAIN, DONE
from tests.ladders.test_climbing import tick
from tests.people import Person, Region, basis, open_case
from tests.regie.directing import (
    Case,
    add_worker,
    begin,
    held_by_begeleider,
    held_in_the_street,
    move_to,
    newcomer,
    type_of,
)
from tests.worklist.lists import do, due, kinds_of, only

from chaincare.demo.world import SCHOOL, person

pytestmark = pytest.mark.anyio

TICK = timedelta(microseconds=1)
LEAVES = f"/professionals/{person('teacher').id}/successions"
NEW = str(person("youth-worker").id)


def line(case: Case, **changes: Any) -> dict[str, Any]:
    return {
        "caseId": case.opened["id"], "successor": NEW, "scope": "full", "purpose": "education_support",
        "legalBasis": basis(SCHOOL.unit_id), **changes,
    }  # fmt: skip


async def listed(case: Case, reader: Person) -> list[dict[str, Any]]:
    return list((await reader.get(f"{case.path}/successions"))["items"])


async def lines(case: Case, reader: Person) -> list[str]:
    """What the timeline says of who takes over, the earliest first."""
    told = (await reader.get(f"{case.path}/timeline?limit=50"))["items"]
    return [one["kind"].removeprefix("succession_") for one in told if one["kind"].startswith("succession_")][
        ::-1
    ]


async def test_a_class_gets_a_new_teacher_on_the_day(region: Region) -> None:
    directed, simple = await begin(region), await held_by_begeleider(region)
    proposal = await directed.propose(region.teacher, directed.teacher_part)
    await directed.answer(region.begeleider, proposal, "assent")
    said = {"what": "Talks to her daily.", "dueDate": due(region, 60), "responsible": simple.teacher_part}
    agreement = await region.teacher.post(f"{simple.path}/agreements", said)
    taken = Case(region, await open_case(region), "")
    await add_worker(region, taken, "youth-worker", "core")
    lines = [line(directed), line(simple), line(taken), line(simple, caseId=str(uuid4()))]
    wrong = line(simple, legalBasis=basis(SCHOOL.unit_id, ground="nonsense"))
    body = {
        "effectiveDate": due(region, 40),
        "reason": "New school year.",
        "handoverNote": "Be gentle.",
        "cases": lines,
    }

    # A rehearsal says what would fail, and does nothing.
    tried = await region.teacher.post(
        LEAVES, {**body, "dryRun": True, "cases": [*lines[:2], wrong, lines[3]]}
    )
    assert [one["outcome"] for one in tried["items"]] == ["possible", "possible", "refused", "refused"]
    assert tried["items"][2]["refused"]["type"].endswith("ground-not-in-catalogue")
    await region.youth_worker.get(directed.path, 404)

    key = str(uuid4())
    came = await region.teacher.post(LEAVES, body, Idempotency_Key=key)
    assert [one["outcome"] for one in came["items"]] == ["arranged"] * 3 + ["refused"]
    again = await region.teacher.post(LEAVES, body, Idempotency_Key=key)
    assert again["items"][:3] == came["items"][:3]
    first, second, third = [one["arranged"] for one in came["items"][:3]]
    at = datetime.fromisoformat(came["effectiveAt"])
    assert (first["endsAt"], second["endsAt"], second["agreements"]) == (None, came["effectiveAt"], 1)
    assert third["regieProposalId"] is None
    twice = await region.teacher.post(LEAVES, body)
    assert {one["refused"]["type"].rpartition(":")[2] for one in twice["items"][:3]} == {"leaves-already"}
    for case in (directed, simple, taken):
        done = await region.entries(
            "event = 'succession.arranged' AND outcome = 'done' AND case_id::text = $1", case.opened["id"]
        )
        assert len(done) == 1

    # Until then he knows that there is a case, and agrees to direct; the old one does his work, and has his say.
    await region.youth_worker.get(simple.path)
    await region.youth_worker.get(f"{simple.path}/notes", 403)
    path = f"{directed.path}/regie-proposals/{first['regieProposalId']}/responses"
    agreed = await region.youth_worker.post(path, {"answer": "assent"})
    assert agreed["state"] == "agreed"
    await region.teacher.post(f"{simple.path}/notes", {"body": "Still here.", "audience": ["own_unit"]})
    assert "agreement_to_carry_out" in await kinds_of(region.teacher)

    move_to(region, at - timedelta(minutes=10))
    assert (await directed.regie())["holder"]["participationId"] == directed.teacher_part
    assert (await directed.regie(at=at - TICK))["holder"]["participationId"] == directed.teacher_part
    assert (await directed.regie(at=at))["holder"]["participationId"] == first["participationId"]
    await region.youth_worker.get(f"{simple.path}/notes", 403)
    move_to(region, at)
    for case in (directed, simple, taken):
        assert (await region.teacher.get(case.path))["reach"] == "core", "by his team, no more"
        # Who took part already goes on with the scope he has.
        await region.youth_worker.get(f"{case.path}/notes", 403 if case is taken else 200)
    assert (await listed(simple, region.youth_worker))[0]["state"] == "came_about"
    regie = await directed.regie(region.youth_worker)
    assert regie["holder"]["participationId"] == first["participationId"]
    # What the old one was to carry out lies with the new one: he takes it over, or asks another.
    row = await only(region.youth_worker, "agreement_to_reassign")
    mine = {"responsible": second["participationId"], "reason": "My class now."}
    assert (await do(region.youth_worker, row, mine))["state"] in {"agreed", "in_progress"}
    row = await only(region.youth_worker, "agreement_to_carry_out")
    assert agreement["id"] in str(row)


async def test_nobody_else_arranges_it_and_where_he_cannot_begin_the_old_one_stays(region: Region) -> None:
    case = await begin(region)
    proposal = await case.propose(region.teacher, case.teacher_part)
    await case.answer(region.begeleider, proposal, "assent")
    body = {
        "effectiveDate": due(region, 40),
        "reason": "New year.",
        "handoverNote": "x",
        "cases": [line(case)],
    }
    refused = await region.begeleider.post(LEAVES, body, 403)
    assert refused["type"].endswith("succession-not-yours")
    await region.specialist.post(LEAVES, body, 404)
    await region.administrator.post(LEAVES, body, 404)
    refused = await region.coordinator.post(LEAVES, body, 403)
    assert refused["type"].endswith("not-yours")
    await region.teacher.post(LEAVES, {**body, "effectiveDate": due(region, 0)}, 400)
    came = await region.teacher.post(LEAVES, body)
    [told] = came["items"]
    path = f"{case.path}/regie-proposals/{told['arranged']['regieProposalId']}/responses"
    await region.youth_worker.post(path, {"answer": "assent"})
    await region.administrator.post(f"/professionals/{NEW}/deactivations", {"reason": "Left."})
    assert "regie_candidate_gone" in await kinds_of(region.teacher)
    row = await only(region.teacher, "regie_candidate_gone")
    await do(region.teacher, row, {"reason": "Left."})
    move_to(region, datetime.fromisoformat(came["effectiveAt"]))
    assert (await case.regie())["holder"]["participationId"] == case.teacher_part


async def test_whose_successor_is_gone_hears_of_it_before_the_day_and_after(region: Region) -> None:
    lapsed, simple = await begin(region), await held_by_begeleider(region)
    proposal = await lapsed.propose(region.teacher, lapsed.teacher_part)
    await lapsed.answer(region.begeleider, proposal, "assent")
    body = {"effectiveDate": due(region, 5), "reason": "x", "handoverNote": "n"}
    came = await region.teacher.post(LEAVES, {**body, "cases": [line(lapsed), line(simple)]})
    told = [one["arranged"] for one in came["items"]]
    await lapsed.answer(region.youth_worker, {"id": told[0]["regieProposalId"]}, "assent")
    await region.administrator.post(f"/professionals/{NEW}/deactivations", {"reason": "Left."})
    row = await only(region.begeleider, "successor_gone")
    assert row["act"]["operation"] == "withdrawSuccession"
    assert row["act"]["href"].endswith(f"/successions/{told[1]['successionId']}/withdrawals")
    move_to(region, datetime.fromisoformat(came["effectiveAt"]))
    # With regie it lapses, on its day: the coordinator is told, and who was brought in for it is out.
    await tick(region)
    assert "regie_lapsed" in await kinds_of(region.coordinator)
    parts = {one["participationId"] for one in (await region.teacher.get(lapsed.path))["parties"]}
    assert told[0]["participationId"] not in parts
    # Without it the one before left: who directs ends what nobody carries on.
    row = await only(region.begeleider, "succession_failed")
    await do(region.begeleider, row, {"reason": "He left too."})
    assert not {"successor_gone", "succession_failed"} & set(await kinds_of(region.begeleider))
    # The timeline says so, from the day it was arranged on: to the coordinator as well.
    for reader in (region.begeleider, region.coordinator):
        assert await lines(simple, reader) == await lines(lapsed, reader) == ["arranged", "failed"]


async def test_a_successor_comes_in_as_who_arranges_it_brings_anybody_in(region: Region) -> None:
    case = await held_in_the_street(region)
    (guest_id, guest), (new_id, new) = await newcomer(region, "guest"), await newcomer(region, "new")
    party = {
        "kind": "professional",
        "professionalId": guest_id,
        "scope": "full",
        "legalBasis": basis(SCHOOL.unit_id),
    }
    await region.youth_worker.post(f"{case.path}/participations", {"purpose": "youth_care", "party": party})
    body = {"effectiveDate": due(region, 2), "reason": "x", "cases": [line(case, successor=new_id)]}
    # A guest in the winkelstraat brings in nobody, by this way neither (E5).
    refused = await guest.post(f"/professionals/{guest_id}/successions", body, 403)
    assert refused["type"].endswith("bringing-in-not-yours")
    # Who directs from there does, into his own circle, whoever leaves (R10).
    came = await region.youth_worker.post(LEAVES, body)
    assert came["items"][0]["outcome"] == "arranged"
    move_to(region, datetime.fromisoformat(came["effectiveAt"]))
    assert "For the buurtwinkel." not in str(await new.get(f"{case.path}/notes"))


async def test_what_came_to_nothing_or_was_taken_back_puts_nobody_out(region: Region) -> None:
    case = await begin(region)
    proposal = await case.propose(region.teacher, case.teacher_part)
    await case.answer(region.begeleider, proposal, "assent")
    body = {"effectiveDate": due(region, 10), "reason": "x", "handoverNote": "n", "cases": [line(case)]}
    # Who acts for the holder for some days arranges nothing that outlasts them (R9).
    asked = {"participationId": case.begeleider_part, "firstDate": due(region, 0), "lastDate": due(region, 3)}
    stand_in = await region.teacher.post(f"{case.path}/stand-ins", asked)
    await region.begeleider.post(f"{case.path}/stand-ins/{stand_in['id']}/responses", {"answer": "assent"})
    absences = f"/professionals/{person('teacher').id}/absences"
    absence = await region.teacher.post(absences, {"kind": "sudden"})
    refused = await region.begeleider.post(LEAVES, body, 403)
    assert refused["type"].endswith("succession-not-yours")
    await region.teacher.post(f"{absences}/{absence['id']}/endings", {})
    # What the successor declines is over: he is out, the holder may arrange it anew, and hand regie over and stay.
    [told] = (await region.teacher.post(LEAVES, body))["items"]
    arranged = told["arranged"]
    taking_back = f"{case.path}/successions/{arranged['successionId']}/withdrawals"
    told = await region.teacher.post(taking_back, {"reason": "x"}, 409)
    assert told["type"].endswith("succession-goes-with-regie")
    [one] = await listed(case, region.begeleider)
    assert (one["id"], one["state"], one["fromParticipationId"]) == (
        arranged["successionId"], "arranged", case.teacher_part,
    )  # fmt: skip
    await region.youth_worker.get(f"{case.path}/successions", 403)
    await case.answer(region.youth_worker, {"id": arranged["regieProposalId"]}, "refusal", reason="No.")
    await region.youth_worker.get(case.path, 404)
    assert [one["state"] for one in await listed(case, region.begeleider)] == ["over"]
    # The same where it was agreed, and is withdrawn.
    [told] = (await region.teacher.post(LEAVES, body))["items"]
    proposed = {"id": told["arranged"]["regieProposalId"]}
    await case.answer(region.youth_worker, proposed, "assent")
    withdrawing = f"{case.path}/regie-proposals/{proposed['id']}/withdrawals"
    await region.teacher.post(withdrawing, {"reason": "I stay."})
    await region.youth_worker.get(case.path, 404)
    over = await case.propose(region.teacher, case.begeleider_part, handoverNote="You direct, I stay.")
    await case.answer(region.begeleider, over, "assent")
    # One whose part ends then directs not beyond that; taken back, he stays, and who was to come is out.
    [told] = (await region.begeleider.post(LEAVES, body))["items"]
    refused = await case.propose(region.begeleider, case.teacher_part, 409, handoverNote="Back.")
    assert refused["type"].endswith("candidate-leaves")
    taking_back = f"{case.path}/successions/{told['arranged']['successionId']}/withdrawals"
    await region.teacher.post(taking_back, {"reason": "I stay."}, 403)
    await region.begeleider.post(taking_back, {"reason": "She stays."})
    assert type_of(await region.begeleider.post(taking_back, {"reason": "x"}, 409)) == "succession-over"
    await region.youth_worker.get(case.path, 404)
    assert await lines(case, region.begeleider) == ["arranged", "failed", *["arranged", "withdrawn"] * 2]
    region.move_clock(timedelta(days=11))
    assert (await region.teacher.get(case.path))["reach"] == "full"
    # What is arranged stays when the case is closed and taken up again meanwhile.
    await region.teacher.post(LEAVES, {**body, "effectiveDate": due(region, 20)})
    await region.begeleider.post(f"{case.path}/closures", DONE)
    await region.coordinator.post(f"{case.path}/reopenings", {**AGAIN, "participationId": case.teacher_part})
    region.move_clock(timedelta(days=19))
    assert (await region.teacher.get(case.path))["reach"] == "full"
    region.move_clock(timedelta(days=2))
    await region.teacher.get(case.path, 404)
