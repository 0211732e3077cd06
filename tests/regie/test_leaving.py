"""Whoever leaves, and however many cases it touches: one act, and nothing lies with somebody who is gone (R6, R7, E4)."""

import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from tests.escalations.steps import draft, only_target, strengthen
from tests.people import Region
from tests.regie.directing import add_worker, begin, held_by_begeleider
from tests.worklist.lists import do, due, kinds_of, only

from chaincare.demo.world import EXPERTISE, SCHOOL, YOUTH_CARE, person

pytestmark = pytest.mark.anyio

CASES = 500
SECONDS = 5
"""It takes milliseconds; this tells one statement from five hundred, also on a machine that does other things."""

COPIED = {
    "cases": ("id", "client_id"),
    "participations": ("id", "case_id"),
    "legal_bases": ("id", "case_id", "participation_id"),
    "regie": ("case_id",),
    "regie_terms": ("case_id", "holder_id"),
    "agreements": ("id", "case_id", "responsible_id", "proposed_by"),
}
OPEN = """
    WITH them AS (SELECT array_agg(id) AS ids FROM chaincare.cases), stand AS (
        SELECT ids, chaincare.standing_of(chaincare.concerned(ids, ids, $1), $1) AS standing FROM them)
    SELECT b.kind, count(DISTINCT b.case_id) AS cases FROM stand AS s CROSS JOIN LATERAL (
        SELECT * FROM chaincare.regie_balls(s.ids, s.standing, $1)
        UNION ALL SELECT * FROM chaincare.agreement_balls(s.ids, s.standing, $1, $1)) AS b
    WHERE b.kind <> 'regie_to_hear'  -- of the one case that was proposed about; the others are copied without
    GROUP BY b.kind
"""


async def _many_more(region: Region) -> None:
    """The one case there is, once more and again, behind the wall."""
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        for table, ids in COPIED.items():
            new = ", ".join(f"'{one}', md5(x.{one}::text || n)" for one in ids)
            new += ", 'reference', n" if table == "cases" else ""
            party = "AND x.professional_id IS NOT NULL" if table == "participations" else ""
            await region.admin.execute(
                f"INSERT INTO chaincare.{table} SELECT (jsonb_populate_record(x, jsonb_build_object({new}))).*"
                f" FROM chaincare.{table} AS x, generate_series(2, {CASES}) AS n WHERE true {party}"
            )


async def _deactivated(region: Region) -> None:
    path = f"/professionals/{person('intern-begeleider').id}/deactivations"
    await region.administrator.post(path, {"reason": "Left without a word."})


async def _organisation_left(region: Region) -> None:
    await region.administrator.post(f"/organisations/{SCHOOL.id}/insolvencies", {"reason": "Bankrupt."})


WHY: dict[Callable[[Region], Awaitable[None]], str] = {
    _deactivated: "regie_holder_deactivated",
    _organisation_left: "regie_organisation_left",
}


@pytest.mark.parametrize("leaves", WHY)
async def test_who_holds_five_hundred_cases_leaves_in_one_act(
    region: Region, leaves: Callable[[Region], Awaitable[None]]
) -> None:
    case = await held_by_begeleider(region)
    said = {"what": "Calls the mother.", "dueDate": due(region, 7), "responsible": case.begeleider_part}
    agreement = await region.teacher.post(f"{case.path}/agreements", said)
    await region.begeleider.post(f"{case.path}/agreements/{agreement['id']}/responses", {"answer": "assent"})
    await _many_more(region)
    now = region.app.state.clock.now()
    before = {row["kind"]: row["cases"] for row in await region.admin.fetch(OPEN, now)}
    assert before == {"agreement_to_carry_out": CASES}
    began = time.perf_counter()
    await leaves(region)
    assert time.perf_counter() - began < SECONDS
    after = {row["kind"]: row["cases"] for row in await region.admin.fetch(OPEN, now)}
    assert after == {"regie_vacant": CASES, "agreement_to_reassign": CASES}
    regie = await case.regie(region.coordinator)
    assert (regie["vacant"], regie["because"]) == (True, "holder_cannot_act")
    [*_, told] = [
        one
        for one in (await region.coordinator.get(f"{case.path}/timeline"))["items"]
        if one["about"] == case.begeleider_part and one["kind"] in WHY.values()
    ]
    assert told["kind"] == WHY[leaves]


async def test_nothing_lies_with_an_organisation_or_a_person_that_is_gone(region: Region) -> None:
    case = await begin(region)
    worker = await add_worker(region, case, "youth-worker")
    await case.propose(region.teacher, worker)
    # While somebody is asked, the vacancy is the coordinator's; a second proposal waits for the first (R4).
    assert "regie_vacant" not in await kinds_of(region.teacher)
    await case.propose(region.teacher, case.begeleider_part, expect=409)
    gone = {"reason": "Bankrupt."}
    await region.administrator.post(f"/organisations/{YOUTH_CARE.id}/insolvencies", gone)
    assert "regie_vacant" in await kinds_of(region.teacher)
    proposal = await case.propose(region.teacher, case.begeleider_part)
    await case.answer(region.begeleider, proposal, "assent")
    # What waits for who asked for help goes to the holder, when that one is gone.
    escalation = await draft(region.teacher, case.opened["id"], strengthen())
    await region.begeleider.post(f"{case.path}/escalations/{escalation}/requests", {})
    asked_back = {"answer": "ask", "text": "How often?"}
    target = await only_target(region.specialist)
    await region.specialist.post(f"/received-escalations/{target}/responses", asked_back)
    assert "escalation_question" in await kinds_of(region.teacher)
    assert "escalation_question" not in await kinds_of(region.begeleider)
    path = f"/professionals/{person('teacher').id}/deactivations"
    await region.administrator.post(path, {"reason": "Left."})
    assert "escalation_question" in await kinds_of(region.begeleider)
    # What a unit was asked where nobody is left comes back at once.
    await region.administrator.post(f"/organisations/{EXPERTISE.id}/insolvencies", gone)
    row = await only(region.begeleider, "escalation_target_gone")
    assert row["dueDate"] is None
    await do(region.begeleider, row, gone)
    assert "escalation_target_gone" not in await kinds_of(region.begeleider)


async def test_what_lay_with_those_who_are_gone_lies_with_who_directs(region: Region) -> None:
    case = await held_by_begeleider(region)
    worker, specialist = [await add_worker(region, case, one) for one in ("youth-worker", "specialist")]
    needed = {"what": "A room.", "dueDate": due(region, 5), "owner": specialist, "blocking": True}
    said = {
        "what": "Talks weekly.",
        "dueDate": due(region, 7),
        "responsible": worker,
        "preconditions": [needed],
    }
    agreement = await region.teacher.post(f"{case.path}/agreements", said)
    await region.youth_worker.post(
        f"{case.path}/agreements/{agreement['id']}/responses", {"answer": "assent"}
    )
    asked = {"participationId": worker, "firstDate": due(region, 1), "lastDate": due(region, 3)}
    stand_in = await region.begeleider.post(f"{case.path}/stand-ins", asked)
    await region.youth_worker.post(f"{case.path}/stand-ins/{stand_in['id']}/responses", {"answer": "assent"})
    moment = (region.app.state.clock.now() + timedelta(days=20)).isoformat()
    later = {"effectiveAt": moment, "handoverNote": "From then on."}
    proposal = await case.propose(region.begeleider, worker, **later)
    assert (await case.answer(region.youth_worker, proposal, "assent"))["state"] == "agreed"
    gone = {"agreement_to_reassign", "precondition_to_settle", "stand_in_gone", "regie_candidate_gone"}
    assert not gone & set(await kinds_of(region.begeleider))
    for one in ("youth-worker", "specialist"):
        await region.administrator.post(f"/professionals/{person(one).id}/deactivations", {"reason": "Left."})
    assert gone <= set(await kinds_of(region.begeleider))
    bodies = {
        "precondition_to_settle": {"reason": "We meet at school."},
        "stand_in_gone": {},
        "regie_candidate_gone": {"reason": "Left."},
        "agreement_to_reassign": {"responsible": case.teacher_part, "reason": "Left."},
    }
    for kind, body in bodies.items():
        await do(region.begeleider, await only(region.begeleider, kind), body)
    assert not gone & set(await kinds_of(region.begeleider))
    assert "agreement_to_answer" in await kinds_of(region.teacher)
    # Who was asked, and did not answer yet: the same, while it is not his any more.
    again = await case.propose(region.begeleider, case.teacher_part, handoverNote="Yours.")
    await region.administrator.post(
        f"/professionals/{person('teacher').id}/deactivations", {"reason": "Left."}
    )
    row = await only(region.begeleider, "regie_candidate_gone")
    assert row["act"]["href"].endswith(f"{again['id']}/withdrawals")
    await region.administrator.post(
        f"/professionals/{person('intern-begeleider').id}/deactivations", {"reason": "Left."}
    )
    assert "regie_candidate_gone" not in await kinds_of(region.coordinator, "?whose=anyone"), (
        "it is vacant now"
    )
    assert "regie_vacant" in await kinds_of(region.coordinator)
