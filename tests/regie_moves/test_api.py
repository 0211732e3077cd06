"""All regie of one person, over HTTP: 500 cases in slices, cut off in the middle, and each case an act of its own (R2, R6)."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.people import Person, Region, basis
from tests.regie.directing import (
    Case,
    add_worker,
    begin,
    behind_the_wall,
    held_by_begeleider,
    held_in_the_street,
    move_to,
    newcomer,
)
from tests.regie.test_for_a_time import deactivate
from tests.relation_conflicts.test_api import against
from tests.worklist.lists import do, kinds_of, only

from chaincare.demo.world import SCHOOL, person

pytestmark = pytest.mark.anyio

CASES = 500
COPIED = {
    "cases": ("id", "client_id"),
    "participations": ("id", "case_id"),
    "legal_bases": ("id", "case_id", "participation_id"),
    "regie": ("case_id",),
    "regie_terms": ("case_id", "holder_id"),
}
TEACHER, BEGELEIDER, WORKER = (
    str(person(one).id) for one in ("teacher", "intern-begeleider", "youth-worker")
)


async def _many_more(region: Region, case: Case) -> None:
    """The one case there is, once more and again, with clients of their own, behind the wall."""
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        for table, ids in {"clients": ("id", "pseudonym"), **COPIED}.items():
            new = ", ".join(f"'{one}', md5(x.{one}::text || n)" for one in ids)
            new += ", 'reference', n" if table == "cases" else ""
            party = "AND x.professional_id IS NOT NULL" if table == "participations" else ""
            await region.admin.execute(
                f"INSERT INTO chaincare.{table} SELECT (jsonb_populate_record(x, jsonb_build_object({new}))).*"
                f" FROM chaincare.{table} AS x, generate_series(2, {CASES}) AS n WHERE true {party}"
            )


async def _patiently(who: Person, path: str, body: dict[str, str], **more: str) -> Any:
    """Ask again while the machine has too much to do, as a client does."""
    for _ in range(5):
        answer = await who.ask("POST", path, body, **more)
        if answer.status_code != 503:
            break
        await asyncio.sleep(2)
    assert answer.status_code == 201, answer.text
    return answer.json()


def _asked(*slices: Any) -> set[tuple[str, str]]:
    return {
        (one["caseId"], one["proposalId"]) for told in slices for one in told["items"] if one["proposalId"]
    }


async def test_five_hundred_cases_go_slice_by_slice_whoever_cuts_it_off(region: Region) -> None:
    case = await held_by_begeleider(region)
    await _many_more(region, case)
    asked = {"successor": TEACHER, "reason": "Another job."}
    move = await _patiently(region.begeleider, f"/professionals/{BEGELEIDER}/regie-moves", asked)
    assert (move["pending"], move["byOrder"]) == (CASES, False)
    path = f"/regie-moves/{move['id']}"
    note, key = {"handoverNote": "Over to you."}, str(uuid4())
    # Two processes at once take no case twice; the same call with its key is told again.
    one, two = await asyncio.gather(
        _patiently(region.begeleider, f"{path}/continuations", note, Idempotency_Key=key),
        _patiently(region.begeleider, f"{path}/continuations", note),
    )
    assert len({line["caseId"] for line in one["items"] + two["items"]}) == 40
    assert not [line for line in one["items"] + two["items"] if line["failed"]]
    assert await _patiently(region.begeleider, f"{path}/continuations", note, Idempotency_Key=key) == one
    now, done = await region.begeleider.get(path), len(_asked(one, two))
    assert (now["pending"], now["waiting"], now["moved"]) == (CASES - done, done, 0)
    # Cut off after its cases were done and before that was noted: after a minute it is gone through again, nothing twice.
    cut = [case_id for case_id, _ in _asked(two)]
    await behind_the_wall(
        region,
        "UPDATE chaincare.regie_move_cases SET proposal_id = NULL, tried_at = NULL,"
        " held_until = clock_timestamp() + interval '1 minute' WHERE of_case::text = ANY ($1)", cut,
    )  # fmt: skip
    third = await _patiently(region.begeleider, f"{path}/continuations", note)
    assert not {line["caseId"] for line in third["items"]} & set(cut)
    await behind_the_wall(region, "UPDATE chaincare.regie_move_cases SET held_until = clock_timestamp() - interval '1 second'"
                               " WHERE of_case::text = ANY ($1)", cut)  # fmt: skip
    again: set[tuple[str, str]] = set()
    for _ in range(6):
        if not _asked(two) <= again:
            again |= _asked(await _patiently(region.begeleider, f"{path}/continuations", note))
    assert _asked(two) <= again
    # Who takes over answers many in one call, and each is an answer of its own.
    answered = await _patiently(region.teacher, f"{path}/responses", {"answer": "assent"})
    assert len(answered["items"]) == 20
    assert all(line["failed"] is None for line in answered["items"])
    now, done = await region.begeleider.get(path), len(_asked(answered))
    assert now["moved"] == done
    assert now["pending"] + now["waiting"] == CASES - done
    entries = await region.entries(
        "event = 'regie-move.answered' AND outcome = 'done' AND case_id IS NOT NULL"
    )
    assert len({entry["case_id"] for entry in entries}) == done
    page = (await region.begeleider.get(f"{path}/cases?limit=50"))["items"]
    assert {line["state"] for line in page} <= {"moved", "waiting", "pending"}
    assert len(page) == 50


async def test_the_coordinator_orders_and_each_case_keeps_its_own_guards(region: Region) -> None:
    cases = [await begin(region) for _ in range(3)]
    for case in cases:
        proposal = await case.propose(region.teacher, case.begeleider_part)
        await case.answer(region.begeleider, proposal, "assent")
    await add_worker(region, cases[0], "youth-worker")
    await cases[2].region.teacher.post(
        f"{cases[2].path}/relation-conflicts", against("professional", person("youth-worker").id)
    )
    asked = {"successor": WORKER, "reason": "The board asks for it."}
    begins = f"/professionals/{BEGELEIDER}/regie-moves"
    for stranger in (region.teacher, region.specialist):
        await stranger.post(begins, asked, 404)
    await region.coordinator.post(begins, {**asked, "successor": BEGELEIDER}, 400)
    # What he began himself makes way for an order; of one person one runs.
    own = await region.begeleider.post(begins, {**asked, "reason": "My own."})
    await region.begeleider.post(begins, asked, 409)
    # Without a note nothing is asked anywhere: a handover has one (R7).
    refused = await region.begeleider.post(f"/regie-moves/{own['id']}/continuations", {}, 400)
    assert [one["pointer"] for one in refused["errors"]] == ["/handoverNote"]
    assert (await region.coordinator.get(f"/regie-moves/{own['id']}"))["reason"] is None
    move = await region.coordinator.post(begins, asked)
    path = f"/regie-moves/{move['id']}"
    assert (move["pending"], move["byOrder"]) == (3, True)
    assert (await region.begeleider.get(f"/regie-moves/{own['id']}"))["withdrawnAt"]
    await region.begeleider.post(f"/regie-moves/{own['id']}/continuations", {"handoverNote": "n"}, 409)
    for starts in (region.begeleider, region.coordinator):
        await starts.post(begins, asked, 409)
    for stranger in (region.teacher, region.begeleider):
        await stranger.get(path, 404)
        await stranger.post(f"{path}/continuations", {}, 404)
    for who, listed in (
        (region.coordinator, 2),
        (region.youth_worker, 2),
        (region.begeleider, 1),
        (region.teacher, 0),
    ):
        assert len((await who.get("/regie-moves"))["items"]) == listed
    await region.youth_worker.post(f"{path}/continuations", {}, 403)
    await region.youth_worker.post(f"{path}/withdrawals", {}, 403)
    lines = (await region.coordinator.post(f"{path}/continuations", {"handoverNote": "By order."}))["items"]
    assert sorted(line["failed"] or "" for line in lines) == ["", "bring-in-needed", "bring-in-needed"]
    now = await region.coordinator.get(path)
    assert now["failedBecause"] == [{"problem": "bring-in-needed", "cases": 2}]
    # Who is to take over counts what he takes part in, and nothing of others.
    seen = await region.youth_worker.get(path)
    assert (seen["waiting"], seen["failed"]) == (1, 0)
    assert [line["caseId"] for line in (await region.youth_worker.get(f"{path}/cases"))["items"]] == [
        cases[0].opened["id"]
    ]
    assert len((await region.coordinator.get(f"{path}/cases"))["items"]) == 3
    assert len((await region.youth_worker.post(f"{path}/responses", {"answer": "assent"}))["items"]) == 1
    terms = await cases[0].terms()
    assert terms[0]["holder"]["kind"] == "assigned"
    assert (await region.youth_worker.post(f"{path}/responses", {"answer": "assent"}))["items"] == []
    await _brought_in_by_order(region, cases[1:], path)


async def _brought_in_by_order(region: Region, cases: list[Case], path: str) -> None:
    """What failed is asked again: now he comes in, to a basis of his own, and reads nothing before he agrees."""
    into, barred = cases
    along = {"scope": "full", "purpose": "youth_care", "legalBasis": basis(SCHOOL.unit_id)}
    for wrong, fault in (
        ({"scope": "that"}, "/bringIn/scope"),
        (
            {"legalBasis": {**basis(SCHOOL.unit_id), "consentId": str(uuid4())}},
            "/bringIn/legalBasis/consentId",
        ),
    ):
        body = {"bringIn": {**along, **wrong}, "retryFailed": True}
        refused = await region.coordinator.post(f"{path}/continuations", body, 400)
        assert [one["pointer"] for one in refused["errors"]] == [fault]
    asked = {"bringIn": along, "retryFailed": True}
    came = (await region.coordinator.post(f"{path}/continuations", asked))["items"]
    assert {one["caseId"]: one["failed"] for one in came} == {
        into.opened["id"]: None, barred.opened["id"]: "in-conflict"
    }  # fmt: skip
    await region.youth_worker.get(into.path)
    await region.youth_worker.get(f"{into.path}/notes", 403)
    await region.youth_worker.get(barred.path, 404)
    # He refuses: he is out. Asked anew, he agrees, and reads.
    await region.youth_worker.post(f"{path}/responses", {"answer": "refusal", "reason": "No time."})
    await region.youth_worker.get(into.path, 404)
    await region.coordinator.post(f"{path}/withdrawals", {})
    await region.coordinator.post(f"{path}/withdrawals", {}, 409)
    begins, again = f"/professionals/{BEGELEIDER}/regie-moves", {"successor": WORKER, "reason": "Again."}
    move = await region.coordinator.post(begins, again)
    came = (await region.coordinator.post(f"/regie-moves/{move['id']}/continuations", {"bringIn": along}))[
        "items"
    ]
    [line] = [one for one in came if one["failed"] is None]
    # Another assignment in that case puts the first aside, and not him.
    parties = (await region.teacher.get(into.path))["parties"]
    [part] = [one["participationId"] for one in parties if one["name"] == "Sanne Bakker"]
    proposal = await into.propose(region.coordinator, part, reason="With everything.")
    assert (await region.coordinator.get(f"/regie-moves/{move['id']}"))["refused"] == 1
    await into.answer(region.youth_worker, proposal, "assent")
    await region.youth_worker.get(f"{into.path}/notes")
    assert (await into.terms())[0]["holder"]["kind"] == "assigned"
    # He himself brings in by his own right, where that may be.
    own = await region.begeleider.post(begins, again)
    body = {"handoverNote": "Yours.", "bringIn": along}
    [line] = (await region.begeleider.post(f"/regie-moves/{own['id']}/continuations", body))["items"]
    assert line["failed"] == "in-conflict"
    # Nothing is left to ask: what is still wanted is a note only where it is tried again.
    told = await region.begeleider.post(f"/regie-moves/{own['id']}/continuations", {}, 409)
    assert told["type"].endswith("move-over")
    await region.begeleider.post(f"/regie-moves/{own['id']}/continuations", {"retryFailed": True}, 400)


async def test_a_move_lends_nobody_what_he_may_not_himself(region: Region) -> None:
    case = await held_in_the_street(region)
    new_id, new = await newcomer(region, "successor")
    begins, asked = f"/professionals/{WORKER}/regie-moves", {"successor": new_id, "reason": "Another job."}
    move = await region.youth_worker.post(begins, asked)
    along = {"scope": "full", "purpose": "youth_care", "legalBasis": basis(SCHOOL.unit_id)}
    body = {"handoverNote": "Yours.", "bringIn": along}
    # Who directs from the winkelstraat brings his successor in there too: what the buurtwinkel wrote for itself stays shut (R10).
    # He reads nothing before he agrees, and is out when he refuses.
    [line] = (await region.youth_worker.post(f"/regie-moves/{move['id']}/continuations", body))["items"]
    assert line["failed"] is None
    await new.get(f"{case.path}/notes", 403)
    await new.post(f"/regie-moves/{move['id']}/responses", {"answer": "refusal", "reason": "No time."})
    await new.get(case.path, 404)
    move = await region.youth_worker.post(begins, asked)
    [line] = (await region.youth_worker.post(f"/regie-moves/{move['id']}/continuations", body))["items"]
    await new.get(case.path)
    await new.post(f"/regie-moves/{move['id']}/responses", {"answer": "assent"})
    assert "For the buurtwinkel." not in str(await new.get(f"{case.path}/notes"))
    # Who directs no more, moves no more; nor does the coordinator take it from another by that order.
    order = await region.coordinator.post(
        f"/professionals/{new_id}/regie-moves", {**asked, "successor": WORKER}
    )
    proposal = await case.propose(new, case.begeleider_part, handoverNote="Back to you.")
    await case.answer(region.begeleider, proposal, "assent")
    [line] = (await region.coordinator.post(f"/regie-moves/{order['id']}/continuations", body))["items"]
    assert line["failed"] == "directs-no-more"


async def test_who_came_in_to_direct_is_out_where_that_lapses_on_its_day(region: Region) -> None:
    case = await held_by_begeleider(region)
    asked = {"successor": WORKER, "reason": "Another job."}
    move = await region.begeleider.post(f"/professionals/{BEGELEIDER}/regie-moves", asked)
    along = {"scope": "full", "purpose": "youth_care", "legalBasis": basis(SCHOOL.unit_id)}
    body = {"handoverNote": "Yours.", "bringIn": along}
    await region.begeleider.post(f"/regie-moves/{move['id']}/continuations", body)
    parties = (await region.teacher.get(case.path))["parties"]
    [part] = [one["participationId"] for one in parties if one["name"] == "Sanne Bakker"]
    now = region.app.state.clock.now()
    moment = (now + timedelta(weeks=3)).replace(microsecond=0)
    # The coordinator asks him for another day, in the place of the first; he cannot act when it comes.
    later = {"reason": "Later.", "effectiveAt": moment.isoformat()}
    ahead = await case.propose(region.coordinator, part, **later)
    await region.youth_worker.get(f"{case.path}/notes", 403)
    await case.answer(region.youth_worker, ahead, "assent")
    await deactivate(region, "youth-worker")
    move_to(region, moment + timedelta(days=1))
    await region.begeleider.post(f"{case.path}/resignations", {"because": "workload"})
    assert "Sanne Bakker" not in [one["name"] for one in (await region.teacher.get(case.path))["parties"]]


async def test_who_may_come_into_a_case_no_more_reads_nothing_of_it(region: Region) -> None:
    case = await held_by_begeleider(region)
    asked = {"successor": TEACHER, "reason": "Another job."}
    move = await region.begeleider.post(f"/professionals/{BEGELEIDER}/regie-moves", asked)
    own = f"/regie-moves/{move['id']}"
    for who in (region.begeleider, region.coordinator):
        assert (await who.get(own))["pending"] == 1
    key, note = str(uuid4()), {"handoverNote": "n"}
    [line] = (await region.begeleider.post(f"{own}/continuations", note, Idempotency_Key=key))["items"]
    assert line["proposalId"]
    # Barred in its only case, a coordinator steers nothing of it.
    await region.teacher.post(
        f"{case.path}/relation-conflicts", against("professional", person("network-coordinator").id)
    )
    await region.coordinator.get(own, 404)
    # Who left counts it no more; and his slice, told again, is empty.
    await region.teacher.post(f"{own}/responses", {"answer": "assent"})
    assert (await region.begeleider.get(own))["moved"] == 1
    for one in (await region.teacher.get(case.path))["parties"]:
        if one["role"] == "team" or one["participationId"] == case.begeleider_part:
            await region.teacher.post(
                f"{case.path}/participations/{one['participationId']}/endings", {"reason": "x"}
            )
    await region.begeleider.get(case.path, 404)
    assert (await region.begeleider.get(own))["moved"] == 0
    again = await region.begeleider.post(f"{own}/continuations", note, Idempotency_Key=key)
    assert again["items"] == []


async def test_what_cannot_be_answered_now_stays_pending_and_the_rest_goes_on(region: Region) -> None:
    cases = [await held_by_begeleider(region) for _ in range(2)]
    asked = {"successor": TEACHER, "reason": "Another job."}
    move = await region.begeleider.post(f"/professionals/{BEGELEIDER}/regie-moves", asked)
    path, note = f"/regie-moves/{move['id']}", {"handoverNote": "n"}
    held = cases[0].opened["id"]
    async with region.admin.transaction():
        await region.admin.execute("SELECT FROM chaincare.regie WHERE case_id::text = $1 FOR UPDATE", held)
        slice_ = await _patiently(region.begeleider, f"{path}/continuations", note)
    lines = {one["caseId"]: (one["proposalId"] is not None, one["failed"]) for one in slice_["items"]}
    assert lines == {held: (False, None), cases[1].opened["id"]: (True, None)}
    assert (await region.begeleider.get(path))["pending"] == 1
    [line] = (await _patiently(region.begeleider, f"{path}/continuations", note))["items"]
    assert (line["caseId"], line["failed"]) == (held, None)
    assert line["proposalId"]


async def test_a_move_that_nobody_goes_on_with_is_told_to_who_began_it(region: Region) -> None:
    case = await held_by_begeleider(region)
    asked = {"successor": TEACHER, "reason": "Another job."}
    move = await region.begeleider.post(f"/professionals/{BEGELEIDER}/regie-moves", asked)
    assert "regie_move_pending" not in await kinds_of(region.begeleider)
    region.move_clock(timedelta(days=20))
    row = await only(region.begeleider, "regie_move_pending")
    assert (row["caseId"], row["client"], row["withYou"], row["overdue"]) == (None, None, True, True)
    assert (row["href"], row["act"]["needs"]) == (f"/v1/regie-moves/{move['id']}", ["handoverNote"])
    # It is his alone, and stands under no case; who is to take over is asked by each proposal.
    assert "regie_move_pending" not in await kinds_of(region.begeleider, f"?caseId={case.opened['id']}")
    for other in (region.teacher, region.coordinator):
        assert "regie_move_pending" not in await kinds_of(other, "?whose=anyone")
    [entry] = await region.entries("event = 'worklist.read' AND reach = 'directory'")
    assert (entry["case_id"], entry["client"], entry["relation"]) == (None, None, "own")
    await do(region.begeleider, row, {"handoverNote": "Over to you."})
    assert "regie_move_pending" not in await kinds_of(region.begeleider)
