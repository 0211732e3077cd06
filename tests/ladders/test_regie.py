"""What happens about regie by itself, by the clock: written once, whoever runs it, and told to who can do something about it."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from tests.ladders.test_climbing import agreed, steps, tick
from tests.people import Region
from tests.regie.directing import REBUILT, TERMS, add_worker, begin, held_by_begeleider
from tests.regie.test_for_a_time import NOTE, deactivate
from tests.worklist.lists import due, kinds_of, only
from tests.worklist.test_agreements import Team, team

from chaincare.demo.world import person
from chaincare.ladders import running
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio
__all__ = ["team"]

WEEK = timedelta(weeks=1)


async def outcomes(region: Region, proposal: Any) -> list[tuple[str, Any]]:
    rows = await region.admin.fetch(
        "SELECT outcome, at FROM chaincare.regie_outcomes WHERE proposal_id = $1::uuid ORDER BY at, outcome",
        proposal["id"],
    )
    return [(row[0], row[1]) for row in rows]


async def test_what_nobody_answered_expires_and_climbs_once_after_a_jump_of_a_month(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "BATCH", 3)
    cases = [await begin(region) for _ in range(7)]
    asked = [await case.propose(region.teacher, case.begeleider_part) for case in cases]
    held = await held_by_begeleider(region)
    handover = await held.propose(region.begeleider, held.teacher_part, **NOTE)
    assert await tick(region) == 0
    assert [await outcomes(region, one) for one in asked] == [[]] * 7
    region.move_clock(timedelta(days=35))
    # A few at a time; and four at once tell it no oftener than one.
    await running.run_timers(region.app.state.pool, region.app.state.clock.now, batches=1)
    assert len([one for one in asked if await outcomes(region, one)]) == 3
    await asyncio.gather(*(tick(region) for _ in range(4)))
    await tick(region)
    assert await tick(region) == 0
    for one in [*asked, handover]:
        [(outcome, at)] = await outcomes(region, one)
        assert (outcome, at.isoformat()[:19]) == ("expired", one["respondByAt"][:19])
    for one in asked:
        assert await steps(region, one["id"]) == [("coordinator", False), ("management", True)]
    # Somebody directs there all the while: that he does not hand over lies with nobody.
    assert await steps(region, handover["id"]) == []
    entries = await region.entries("event = 'regie.settled'")
    assert {(one["relation"], one["rule"], one["outcome"]) for one in entries} == {
        ("clock", "regie-clock/1", "done")
    }
    assert len(entries) == 8
    found = await kinds_of(region.coordinator)
    assert found.count("late_regie_answer") == 7
    [case, *_] = cases
    told = [one["kind"] for one in (await region.teacher.get(f"{case.path}/timeline"))["items"]]
    assert told.count("regie_expired") == 1
    assert [one for one in told if one.startswith("late_")] == [
        "late_without_management",
        "late_to_coordinator",
    ]
    row = next(
        one
        for one in (await region.coordinator.get("/worklist?kind=late_regie_answer"))["items"]
        if one["caseId"] == case.opened["id"]
    )
    assert (row["act"]["operation"], row["client"]) == ("proposeRegie", None)
    # Whatever is proposed next ends it.
    await case.propose(region.coordinator, case.begeleider_part, reason="Nobody answered.")
    assert (await kinds_of(region.coordinator)).count("late_regie_answer") == 6


async def test_what_cannot_come_about_lapses_by_the_clock_and_the_holder_goes_on(region: Region) -> None:
    case, fine = await held_by_begeleider(region), await held_by_begeleider(region)
    moment = (region.app.state.clock.now() + 3 * WEEK).replace(microsecond=0)
    proposals = []
    worker = await add_worker(region, case, "youth-worker")
    for one, candidate, who in (
        (case, worker, region.youth_worker),
        (fine, fine.teacher_part, region.teacher),
    ):
        proposal = await one.propose(region.begeleider, candidate, **NOTE, effectiveAt=moment.isoformat())
        await one.answer(who, proposal, "assent")
        proposals.append(proposal)
    await deactivate(region, "youth-worker")
    region.move_clock(
        moment - region.app.state.clock.now() - timedelta(microseconds=1) - timedelta(minutes=5)
    )
    await tick(region)
    assert [len(await outcomes(region, one)) for one in proposals] == [1, 1]
    region.move_clock(timedelta(minutes=6))
    # Right before the clock writes it, the answer is the same.
    assert (await case.proposal(region.teacher, proposals[0]))["state"] == "lapsed"
    assert (await case.regie())["because"] == "holder_cannot_act"
    await asyncio.gather(*(tick(region) for _ in range(3)), case.regie(), fine.regie())
    assert [[one for one, _ in await outcomes(region, it)] for it in proposals] == [
        ["agreed", "lapsed"], ["agreed", "in_effect"]
    ]  # fmt: skip
    assert (await case.regie())["holder"]["participationId"] == case.begeleider_part
    assert (await fine.regie())["holder"]["participationId"] == fine.teacher_part
    assert (await kinds_of(region.coordinator)).count("regie_lapsed") == 1
    assert await region.admin.fetch(TERMS) == await region.admin.fetch(REBUILT)


async def test_an_objection_that_lies_goes_on_to_the_coordinators_management(region: Region) -> None:
    case = await begin(region)
    await add_worker(region, case, "youth-worker")
    proposal = await case.propose(region.teacher, case.begeleider_part)
    objected = await case.answer(region.youth_worker, proposal, "objection", reason="He knows him too well.")
    assert objected["state"] == "objected"
    region.move_clock(timedelta(days=3))
    await tick(region)
    assert await steps(region, proposal["id"]) == []
    region.move_clock(timedelta(days=21))
    await tick(region)
    assert await steps(region, proposal["id"]) == [("coordinator", False), ("management", True)]
    unit = await region.admin.fetchval(
        "SELECT late_unit_id FROM chaincare.ladder_steps WHERE about = $1::uuid AND rung = 'management'",
        proposal["id"],
    )
    assert unit == person("network-coordinator").unit_id
    # His row was there from the first day, once.
    assert (await kinds_of(region.coordinator)).count("regie_objected") == 1
    assert "late_regie_answer" not in await kinds_of(region.coordinator)


async def test_while_the_holder_is_absent_it_reaches_who_acts_for_him_and_once(team: Team) -> None:
    region = team.region
    today = day_in_amsterdam(region.app.state.clock.now())
    period = {"firstDate": str(today), "lastDate": str(today + timedelta(days=30))}
    teacher, holder = team.parts["teacher"], team.parts["begeleider"]
    asked = await region.begeleider.post(f"{team.path}/stand-ins", {"participationId": teacher, **period})
    await region.teacher.post(f"{team.path}/stand-ins/{asked['id']}/responses", {"answer": "assent"})
    late = await agreed(team, "youth-worker", dueDate=due(region, 1))
    own = await agreed(team, "begeleider", dueDate=due(region, 1))
    await region.begeleider.post(
        f"/professionals/{person('intern-begeleider').id}/absences", {"kind": "period", **period}
    )
    region.move_clock(timedelta(days=14))
    await tick(region)
    reached = {
        (str(row[0]), row[1]): None if row[2] is None else str(row[2])
        for row in await region.admin.fetch(
            "SELECT about, rung, participation_id FROM chaincare.ladder_steps WHERE kind = 'agreement'"
        )
    }
    assert reached[late, "regie_holder"] == teacher != holder
    # It is the holder who is late: it reached his stand-in once, as that of the one who is late.
    assert reached[own, "responsible"] == teacher
    assert (own, "regie_holder") not in reached
    row = await only(region.teacher, "late_agreement")
    assert (row["href"].rpartition("/")[2], row["withYou"]) == (late, True)
