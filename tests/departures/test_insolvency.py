"""Insolvent, at once: its parts end, what it did lies with somebody else, and who directs hears whom to find another for."""

import time
from datetime import timedelta
from typing import Any

import pytest
from tests.agreements.scene import set_scene
from tests.consultations.test_consultations import asked
from tests.escalations.steps import accept, ask, complement, draft, only_target, strengthen
from tests.escalations.test_api import escalation_of
from tests.ladders.test_climbing import tick
from tests.people import Person, Region, basis
from tests.regie.directing import Case, add_worker, held_by_begeleider, held_in_the_street
from tests.regie.test_leaving import _many_more
from tests.worklist.lists import do, due, kinds_of, only, rows_of

from chaincare.demo.world import EXPERTISE, SCHOOL, YOUTH_CARE, House

pytestmark = pytest.mark.anyio
MANY = 500
SECONDS = 5
ACTIVE = """
    SELECT count(*) FROM chaincare.participations AS p LEFT JOIN chaincare.professionals AS f ON f.id = p.professional_id
    JOIN chaincare.units AS u ON u.id = coalesce(p.unit_id, f.unit_id)
    WHERE u.organisation_id = $1 AND p.during @> $2::timestamptz AND NOT EXISTS (
        SELECT FROM chaincare.regie_terms AS t WHERE t.holder_id = p.id AND t.during @> $2::timestamptz)
"""


async def fails(region: Region, house: House) -> None:
    await region.administrator.post(f"/organisations/{house.id}/insolvencies", {"reason": "Court."})


async def names(who: Person, case: Case) -> set[str]:
    """Who takes part by name, and whether a team does."""
    parties = (await who.get(case.path))["parties"]
    return {
        f"team of {one['organisation']}" if one["role"] == "team" else str(one["name"]) for one in parties
    }


async def gone_for(who: Person, query: str = "") -> list[Any]:
    return [one for one in await rows_of(who, query) if one["kind"] == "organisation_gone"]


async def with_a_team(region: Region, case: Case) -> None:
    team = {
        "kind": "team", "unitId": str(YOUTH_CARE.unit_id), "scope": "core", "legalBasis": basis(YOUTH_CARE.unit_id),
    }  # fmt: skip
    await region.begeleider.post(f"{case.path}/participations", {"purpose": "youth_care", "party": team})


async def test_its_parts_end_at_that_moment_and_who_directs_finds_another(region: Region) -> None:
    case = await held_by_begeleider(region, mother=True)
    worker = await add_worker(region, case, "youth-worker")
    await with_a_team(region, case)
    assert {"Sanne Bakker", f"team of {YOUTH_CARE.name}"} <= await names(region.begeleider, case)
    assert not await gone_for(region.begeleider, "?whose=anyone")
    region.move_clock(timedelta(hours=1))
    at = region.app.state.clock.now()
    await fails(region, YOUTH_CARE)

    assert not {"Sanne Bakker", f"team of {YOUTH_CARE.name}"} & await names(region.begeleider, case)
    assert (await region.youth_worker.ask("GET", case.path)).status_code == 404
    [ended] = await region.entries("event = 'organisation.insolvent' AND case_id IS NOT NULL")
    assert (ended["outcome"], str(ended["case_id"]), ended["client"] is None) == (
        "done", case.opened["id"], False,
    )  # fmt: skip
    rows = await region.admin.fetch(
        "SELECT upper(during) AS at, ended_because FROM chaincare.participations WHERE id = $1::uuid", worker
    )
    assert [(one["at"] >= at, one["ended_because"]) for one in rows] == [(True, "organisation_insolvent")]
    told = (await region.teacher.get(f"{case.path}/timeline"))["items"]
    assert worker in {one["about"] for one in told if one["kind"] == "participation_ended"}

    # One row of the organisation, however many of its people took part; it lies with who directs.
    row = await only(region.begeleider, "organisation_gone")
    assert (row["withYou"], row["caseId"], row["askedBy"]["organisation"]) == (
        True, case.opened["id"], YOUTH_CARE.name,
    )  # fmt: skip
    [others] = await gone_for(region.teacher, "?whose=anyone")
    assert (others["withYou"], others["act"]) == (False, None)
    for nobody in (region.coordinator, region.mother, region.specialist):
        assert not await gone_for(nobody), nobody.role
    needed = {
        "who": {"kind": "organisation", "organisationId": str(EXPERTISE.id)}, "neededFor": "Help at home.",
        "nextStep": "Call.", "nextStepDate": due(region, 3),
    }  # fmt: skip
    await do(region.begeleider, row, needed)
    assert not await gone_for(region.begeleider, "?whose=anyone")


@pytest.mark.parametrize("answer", ["somebody comes in", "somebody is asked", "people meet"])
async def test_whatever_is_done_about_it_takes_the_row_away(region: Region, answer: str) -> None:
    case = await held_by_begeleider(region)
    await add_worker(region, case, "youth-worker")
    await fails(region, YOUTH_CARE)
    assert await gone_for(region.begeleider)
    region.move_clock(timedelta(minutes=1))
    match answer:
        case "somebody comes in":
            await add_worker(region, case, "specialist")
        case "somebody is asked":
            await ask(region.begeleider, case.opened["id"], strengthen())
        case _:
            met = {
                "heldAt": region.app.state.clock.now().isoformat(), "present": [case.begeleider_part, case.teacher_part],
                "client": {"present": "no", "heard": "By telephone."},
            }  # fmt: skip
            await region.begeleider.post(f"{case.path}/meetings", met)
    assert not await gone_for(region.begeleider)


async def test_where_it_directed_the_coordinator_hears_until_somebody_directs(region: Region) -> None:
    case = await held_in_the_street(region)
    await with_a_team(region, case)
    await fails(region, YOUTH_CARE)
    assert (await case.regie())["because"] == "holder_cannot_act"
    row = await only(region.coordinator, "organisation_gone")
    assert (row["withYou"], row["act"], row["waitingFor"]["who"]) == (True, None, "coordinator")
    assert {name for name, told in row["askedBy"].items() if told is not None} == {"id", "organisation"}
    assert row["client"] is None
    assert not await gone_for(region.begeleider)
    # Until another directs, who did so stays in the record of his term; then his part ends too, by the clock.
    proposal = await case.propose(region.teacher, case.begeleider_part)
    await case.answer(region.begeleider, proposal, "assent")
    assert await gone_for(region.begeleider)
    assert not await gone_for(region.coordinator)
    assert "Sanne Bakker" in await names(region.begeleider, case)
    region.move_clock(timedelta(minutes=1))
    await tick(region)
    await tick(region)
    assert "Sanne Bakker" not in await names(region.begeleider, case)
    [entry] = await region.entries("event = 'organisation.parts-ended'")
    assert (entry["relation"], str(entry["case_id"])) == ("clock", case.opened["id"])
    assert len(await gone_for(region.begeleider)) == 1


async def test_everything_it_was_to_do_lies_with_somebody_else_at_once(region: Region) -> None:
    case = await held_by_begeleider(region)
    # Help that it accepted: he comes in by it.
    runs = await ask(region.begeleider, case.opened["id"], complement())
    await accept(region.youth_worker)
    await region.begeleider.post(f"{case.path}/escalations/{runs}/starts", {})
    parties = (await region.begeleider.get(case.path))["parties"]
    [worker] = [one["participationId"] for one in parties if one["name"] == "Sanne Bakker"]
    needed = {"what": "A room.", "dueDate": due(region, 5), "owner": worker, "blocking": True}
    said = {"what": "Calls.", "dueDate": due(region, 7), "responsible": worker}
    agreements = f"{case.path}/agreements"
    carried = await region.teacher.post(agreements, said)
    await region.youth_worker.post(f"{agreements}/{carried['id']}/responses", {"answer": "assent"})
    mine = said | {"responsible": case.teacher_part, "preconditions": [needed]}
    theirs = await region.begeleider.post(agreements, mine)
    await region.teacher.post(f"{agreements}/{theirs['id']}/responses", {"answer": "assent"})
    [precondition] = (await region.teacher.get(f"{agreements}/{theirs['id']}"))["preconditions"]
    path = f"{agreements}/{theirs['id']}/preconditions/{precondition['id']}/responses"
    await region.youth_worker.post(path, {"answer": "assent"})
    party = {
        "who": {"kind": "help", "help": "A coach."}, "neededFor": "Sports.", "nextStep": "Call.",
        "nextStepDate": due(region, 3),
    }  # fmt: skip
    await region.youth_worker.post(f"{case.path}/needed-parties", party)
    # What it was asked, and what it asked itself, in a case and without one.
    waits = await ask(region.begeleider, case.opened["id"], strengthen(targets=[str(YOUTH_CARE.unit_id)]))
    own = await draft(region.youth_worker, case.opened["id"], strengthen())
    await region.begeleider.post(f"{case.path}/escalations/{own}/requests", {})
    target = await only_target(region.specialist)
    back = {"answer": "ask", "text": "How often?"}
    await region.specialist.post(f"/received-escalations/{target}/responses", back)
    thinks = await asked(region, targets=[str(YOUTH_CARE.unit_id)])
    [thought] = [
        one["id"] for one in (await region.youth_worker.get("/received-escalations"))["items"]
        if one["kind"] == "consultation"
    ]  # fmt: skip
    await region.youth_worker.post(f"/received-escalations/{thought}/responses", {"answer": "accept"})
    unanswered = await asked(region, targets=[str(YOUTH_CARE.unit_id)])

    left = {
        "agreement_to_reassign", "escalation_to_close", "escalation_target_gone", "escalation_question",
        "needed_party_next_step", "organisation_gone",
    }  # fmt: skip
    assert not left & set(await kinds_of(region.begeleider))
    await fails(region, YOUTH_CARE)
    rows = {one["kind"]: one for one in await rows_of(region.begeleider)}
    assert left <= set(rows)
    assert {rows[one]["withYou"] for one in left} == {True}
    for kind, about in (
        ("agreement_to_reassign", carried["id"]), ("escalation_to_close", runs), ("escalation_target_gone", waits),
        ("escalation_question", own),
    ):  # fmt: skip
        assert about in rows[kind]["href"], kind
    for one, lies in (
        (runs, case.begeleider_part),
        (waits, case.begeleider_part),
        (own, case.begeleider_part),
    ):
        ball = (await escalation_of(region.begeleider, case.opened["id"], one))["ball"]
        assert ball["participationId"] == lies
    asker = {one["kind"]: one["href"].rpartition("/")[2] for one in await rows_of(region.teacher)}
    assert (asker["consultation_to_close"], asker["consultation_unanswered"]) == (thinks, unanswered)
    assert "precondition_to_settle" in asker  # with who carries out what it was for

    # It is done with by who directs, as the rows say.
    closing = rows["escalation_to_close"]["act"]["href"].removeprefix("/v1")
    await region.begeleider.post(closing, {"reason": "Bankrupt."})  # nobody gave feedback
    await do(region.begeleider, rows["escalation_target_gone"], {"reason": "Bankrupt."})
    other = {"responsible": case.teacher_part, "reason": "Bankrupt."}
    await do(region.begeleider, rows["agreement_to_reassign"], other)
    again = set(await kinds_of(region.begeleider))
    assert not {"agreement_to_reassign", "escalation_to_close", "escalation_target_gone"} & again


async def test_nobody_waits_for_an_answer_of_its_management(region: Region) -> None:
    scene = await set_scene(region)
    one = await scene.agreed("youth_worker")
    await scene.step(region.youth_worker, one, "progress", {"step": "not_kept", "reason": "waiting_list"})
    raising = f"{scene.path}/{one['id']}/bottlenecks"
    await region.begeleider.post(raising, {"text": "Two more people."})
    for who in (region.begeleider, region.coordinator):
        assert "bottleneck_unanswered" not in await kinds_of(who)
    await fails(region, YOUTH_CARE)
    for who in (region.begeleider, region.coordinator):
        assert (await only(who, "bottleneck_unanswered"))["withYou"], who.role
    region.move_clock(timedelta(minutes=1))
    await region.begeleider.post(raising, {"text": "Two more people.", "organisationId": str(EXPERTISE.id)})
    for who in (region.begeleider, region.coordinator):
        assert "bottleneck_unanswered" not in await kinds_of(who)


async def test_who_was_to_direct_later_does_not(region: Region) -> None:
    case = await held_by_begeleider(region)
    worker = await add_worker(region, case, "youth-worker")
    moment = (region.app.state.clock.now() + timedelta(days=20)).isoformat()
    proposal = await case.propose(region.begeleider, worker, effectiveAt=moment, handoverNote="From then on.")
    await case.answer(region.youth_worker, proposal, "assent")
    await fails(region, YOUTH_CARE)
    assert "Sanne Bakker" not in await names(region.begeleider, case)
    region.move_clock(timedelta(days=21))
    assert (await case.regie())["holder"]["participationId"] == case.begeleider_part


async def test_however_many_cases_it_touches_it_is_gone_at_once(region: Region) -> None:
    await held_by_begeleider(region)
    await _many_more(region)
    region.move_clock(timedelta(minutes=1))
    began = time.perf_counter()
    await fails(region, SCHOOL)
    assert time.perf_counter() - began < SECONDS
    assert not (
        await region.admin.fetch(
            "SELECT FROM chaincare.organisations WHERE id = $1 AND status = 'active'", SCHOOL.id
        )
    )
    now = region.app.state.clock.now()
    assert 0 < await region.admin.fetchval(ACTIVE, SCHOOL.id, now) < MANY
    region.move_clock(timedelta(minutes=1))
    await tick(region)
    assert await region.admin.fetchval(ACTIVE, SCHOOL.id, region.app.state.clock.now()) == 0
