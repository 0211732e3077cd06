"""All regie of one person, over HTTP: 500 cases in slices, cut off in the middle, and each case an act of its own (R2, R6)."""

import asyncio
import time
from uuid import uuid4

import pytest
from tests.people import Region, basis
from tests.regie.directing import (
    Case,
    add_worker,
    begin,
    behind_the_wall,
    held_by_begeleider,
    held_in_the_street,
    newcomer,
)

from chaincare.demo.world import SCHOOL, person

pytestmark = pytest.mark.anyio

CASES = 500
SECONDS = 5
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


async def test_five_hundred_cases_go_slice_by_slice_whoever_cuts_it_off(region: Region) -> None:
    case = await held_by_begeleider(region)
    await _many_more(region, case)
    began = time.perf_counter()
    asked = {"successor": TEACHER, "reason": "Another job."}
    move = await region.begeleider.post(f"/professionals/{BEGELEIDER}/regie-moves", asked)
    assert time.perf_counter() - began < SECONDS
    assert (move["pending"], move["byOrder"]) == (CASES, False)
    path = f"/regie-moves/{move['id']}"
    note, key = {"handoverNote": "Over to you."}, str(uuid4())
    # Two processes at once take no case twice; the same call with its key is told again.
    one, two = await asyncio.gather(
        region.begeleider.post(f"{path}/continuations", note, Idempotency_Key=key),
        region.begeleider.post(f"{path}/continuations", note),
    )
    assert len({line["caseId"] for line in one["items"] + two["items"]}) == 40
    assert all(line["proposalId"] for line in one["items"] + two["items"])
    assert await region.begeleider.post(f"{path}/continuations", note, Idempotency_Key=key) == one
    now = await region.begeleider.get(path)
    assert (now["pending"], now["waiting"], now["moved"]) == (CASES - 40, 40, 0)
    # Cut off after its cases were done and before that was noted: after a minute it is gone through again, nothing twice.
    cut = [line["caseId"] for line in two["items"]]
    await behind_the_wall(
        region,
        "UPDATE chaincare.regie_move_cases SET proposal_id = NULL, tried_at = NULL,"
        " held_until = clock_timestamp() + interval '1 minute' WHERE of_case::text = ANY ($1)", cut,
    )  # fmt: skip
    third = await region.begeleider.post(f"{path}/continuations", note)
    assert not {line["caseId"] for line in third["items"]} & set(cut)
    await behind_the_wall(region, "UPDATE chaincare.regie_move_cases SET held_until = clock_timestamp() - interval '1 second'"
                               " WHERE of_case::text = ANY ($1)", cut)  # fmt: skip
    again = []
    for _ in range(2):
        again += (await region.begeleider.post(f"{path}/continuations", note))["items"]
    assert {(one["caseId"], one["proposalId"]) for one in two["items"]} <= {
        (one["caseId"], one["proposalId"]) for one in again
    }
    # Who takes over answers many in one call, and each is an answer of its own.
    answered = await region.teacher.post(f"{path}/responses", {"answer": "assent"})
    assert len(answered["items"]) == 20
    assert all(line["failed"] is None for line in answered["items"])
    now = await region.begeleider.get(path)
    assert now["moved"] == 20
    assert now["pending"] + now["waiting"] == CASES - 20
    done = await region.entries("event = 'regie-move.answered' AND outcome = 'done' AND case_id IS NOT NULL")
    assert len({entry["case_id"] for entry in done}) == 20
    page = (await region.begeleider.get(f"{path}/cases?limit=50"))["items"]
    assert {line["state"] for line in page} <= {"moved", "waiting", "pending"}
    assert len(page) == 50


async def test_the_coordinator_orders_and_each_case_keeps_its_own_guards(region: Region) -> None:
    cases = [await begin(region) for _ in range(2)]
    for case in cases:
        proposal = await case.propose(region.teacher, case.begeleider_part)
        await case.answer(region.begeleider, proposal, "assent")
    await add_worker(region, cases[0], "youth-worker")
    asked = {"successor": WORKER, "reason": "The board asks for it."}
    begins = f"/professionals/{BEGELEIDER}/regie-moves"
    for stranger in (region.teacher, region.specialist):
        await stranger.post(begins, asked, 404)
    await region.coordinator.post(begins, {**asked, "successor": BEGELEIDER}, 400)
    move = await region.coordinator.post(begins, asked)
    path = f"/regie-moves/{move['id']}"
    assert (move["pending"], move["byOrder"]) == (2, True)
    for stranger in (region.teacher, region.begeleider):
        await stranger.get(path, 404)
        await stranger.post(f"{path}/continuations", {}, 404)
    await region.youth_worker.post(f"{path}/continuations", {}, 403)
    lines = (await region.coordinator.post(f"{path}/continuations", {"handoverNote": "By order."}))["items"]
    assert sorted(line["failed"] or "" for line in lines) == ["", "candidate-unknown"]
    now = await region.coordinator.get(path)
    assert now["failedBecause"] == [{"problem": "candidate-unknown", "cases": 1}]
    # Who is to take over sees of it what he takes part in, and no counts of others.
    seen = await region.youth_worker.get(path)
    assert (seen["waiting"], seen["failed"]) == (0, 0)
    assert [line["caseId"] for line in (await region.youth_worker.get(f"{path}/cases"))["items"]] == [
        cases[0].opened["id"]
    ]
    assert len((await region.coordinator.get(f"{path}/cases"))["items"]) == 2
    [line] = (await region.youth_worker.post(f"{path}/responses", {"answer": "assent"}))["items"]
    terms = await cases[0].terms()
    assert terms[0]["holder"]["kind"] == "assigned"
    assert (await region.youth_worker.post(f"{path}/responses", {"answer": "assent"}))["items"] == []
    # He himself brings in who does not take part yet, on a basis of his own.
    own = await region.begeleider.post(begins, asked)
    along = {"scope": "full", "purpose": "youth_care", "legalBasis": basis(SCHOOL.unit_id)}
    body = {"handoverNote": "Yours.", "bringIn": along}
    [line] = (await region.begeleider.post(f"/regie-moves/{own['id']}/continuations", body))["items"]
    assert line["failed"] is None
    await region.youth_worker.get(cases[1].path)


async def test_a_move_lends_nobody_what_he_may_not_himself(region: Region) -> None:
    case = await held_in_the_street(region)
    new_id, new = await newcomer(region, "successor")
    begins, asked = f"/professionals/{WORKER}/regie-moves", {"successor": new_id, "reason": "Another job."}
    late = await region.youth_worker.post(begins, asked)
    move = await region.youth_worker.post(begins, asked)
    along = {"scope": "full", "purpose": "youth_care", "legalBasis": basis(SCHOOL.unit_id)}
    body = {"handoverNote": "Yours.", "bringIn": along}
    # Who directs from the winkelstraat brings his successor in there too: what the buurtwinkel wrote for itself stays shut (R10).
    [line] = (await region.youth_worker.post(f"/regie-moves/{move['id']}/continuations", body))["items"]
    assert line["failed"] is None
    assert "For the buurtwinkel." not in str(await new.get(f"{case.path}/notes"))
    await new.post(f"/regie-moves/{move['id']}/responses", {"answer": "assent"})
    # Who directs no more, moves no more; nor does the coordinator take it from another by that order.
    order = await region.coordinator.post(
        f"/professionals/{new_id}/regie-moves", {**asked, "successor": WORKER}
    )
    proposal = await case.propose(new, case.begeleider_part, handoverNote="Back to you.")
    await case.answer(region.begeleider, proposal, "assent")
    for who, left in ((region.youth_worker, late), (region.coordinator, order)):
        [line] = (await who.post(f"/regie-moves/{left['id']}/continuations", body))["items"]
        assert line["failed"] == "directs-no-more"
