"""What is overdue climbs: once a rung, whoever runs the timers and however often; and everybody sees what reached him."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from tests.people import Region
from tests.worklist.lists import due, kinds_of, only
from tests.worklist.test_agreements import Team, team

from chaincare.demo.world import person
from chaincare.ladders import running

pytestmark = pytest.mark.anyio
__all__ = ["team"]


async def tick(region: Region) -> int:
    return await running.run_timers(region.app.state.pool, region.app.state.clock.now)


async def steps(region: Region, about: str) -> list[tuple[str, bool]]:
    rows = await region.admin.fetch(
        "SELECT rung, told FROM chaincare.ladder_steps WHERE about = $1::uuid ORDER BY id", about
    )
    return [(row[0], row[1]) for row in rows]


async def agreed(team: Team, responsible: str, **changes: Any) -> str:
    made = await team.agree(team.region.teacher, responsible, **changes)
    if responsible != "teacher":
        role = {"mother": "parent", "begeleider": "intern-begeleider"}.get(responsible, responsible)
        await team.region.person(role).post(f"{team.path}/agreements/{made}/responses", {"answer": "assent"})
    return made


async def told(region: Region, case: str) -> list[str]:
    found = await region.teacher.get(f"{case}/timeline")
    return [one["kind"] for one in found["items"] if one["kind"].startswith("late_")]


async def test_overdue_climbs_once_a_rung_and_shows_to_whom_it_reached(team: Team) -> None:
    region, about = team.region, await agreed(team, "youth-worker", dueDate=due(team.region, 1))
    assert await tick(region) == 0  # due tomorrow
    region.move_clock(timedelta(days=1))
    assert await tick(region) == 0  # due today is not overdue
    region.move_clock(timedelta(days=1))
    assert [await tick(region), await tick(region)] == [1, 0]
    assert await steps(region, about) == [("responsible", True)]
    assert "late_agreement" not in await kinds_of(region.begeleider)
    for what, owner in (("A lift.", "begeleider"), ("A key.", "mother")):
        needed = {"what": what, "owner": team.parts[owner], "dueDate": due(region, 60), "blocking": False}
        await region.teacher.post(f"{team.path}/agreements/{about}/preconditions", needed)
    # While he is absent it is with who directs from the first rung on: there is nobody in his place.
    absences = f"/professionals/{person('youth-worker').id}/absences"
    absence = await region.youth_worker.post(absences, {"kind": "sudden"})
    assert (await only(region.begeleider, "late_agreement"))["href"].endswith(f"/agreements/{about}")
    await region.youth_worker.post(f"{absences}/{absence['id']}/endings", {})
    assert "late_agreement" not in await kinds_of(region.begeleider)
    region.move_clock(timedelta(days=5))
    assert await tick(region) >= 1
    row = await only(region.begeleider, "late_agreement")
    assert (row["withYou"], row["overdue"], row["act"]) == (True, True, None)
    assert row["href"].endswith(f"/agreements/{about}")
    assert "late_agreement" not in await kinds_of(region.coordinator)
    region.move_clock(timedelta(days=2))
    await tick(region)
    row = await only(region.coordinator, "late_agreement")
    assert row["client"] is None
    # Nor did she who directs say whether she sees to it, in five working days: it goes on, and not yet to the coordinator.
    assert "late_precondition_answer" not in await kinds_of(region.coordinator)
    assert "Veldhuis" not in str(row)
    region.move_clock(timedelta(days=40))
    await tick(region)
    assert await steps(region, about) == [
        ("responsible", True), ("regie_holder", True), ("coordinator", True), ("management", True)
    ]  # fmt: skip
    assert set(await told(region, team.path)) == {
        "late_to_responsible", "late_to_regie_holder", "late_to_coordinator", "late_without_management"
    }  # fmt: skip
    written = await region.entries("event = 'ladder.climbed' AND object_id = $1::uuid", about)
    assert [(one["outcome"], one["relation"], one["rule"]) for one in written] == [
        ("done", "clock", "ladder/1")
    ] * await region.admin.fetchval(
        "SELECT count(DISTINCT (about, taken_at)) FROM chaincare.ladder_steps WHERE within_id = $1::uuid",
        about,
    )
    # What was asked of her who directs: her own rung is passed over. Of the mother nothing climbs.
    climbed = await region.admin.fetch(
        "SELECT s.rung, n.owner_id::text FROM chaincare.ladder_steps AS s"
        " JOIN chaincare.agreement_preconditions AS n ON n.id = s.about"
        " WHERE s.kind = 'precondition_answer' ORDER BY s.id"
    )
    assert [tuple(one) for one in climbed] == [
        ("responsible", team.parts["begeleider"]), ("coordinator", team.parts["begeleider"])
    ]  # fmt: skip
    row = await only(region.coordinator, "late_precondition_answer")
    assert (row["client"], row["href"]) == (None, f"/v1{team.path}")
    listed = (await region.teacher.get(f"{team.path}/agreements/{about}/preconditions"))["items"]
    asked = next(one["id"] for one in listed if one["owner"]["participationId"] == team.parts["begeleider"])
    answer = f"{team.path}/agreements/{about}/preconditions/{asked}/responses"
    await region.begeleider.post(answer, {"answer": "decline", "reason": "No car."})
    assert "late_precondition_answer" not in await kinds_of(region.coordinator)
    # Declined, it waits for who carries it out, as long.
    assert "precondition_to_settle" in await kinds_of(region.youth_worker)
    region.move_clock(timedelta(days=20))
    await tick(region)
    assert "late_precondition_answer" in await kinds_of(region.begeleider)
    # Done is done: nothing is left on anybody's list, and nothing climbs again.
    await region.youth_worker.post(f"{team.path}/agreements/{about}/progress", {"step": "reported_kept"})
    assert "late_agreement" not in await kinds_of(region.begeleider)
    assert "late_agreement" not in await kinds_of(region.coordinator)
    # The mother sees in her log that it was passed on, and in her timeline nothing about who was late.
    assert not [
        one for one in (await region.mother.get(f"{team.path}/timeline"))["items"] if "late" in one["kind"]
    ]


async def test_a_clock_that_jumps_a_month_tells_only_the_last_rung_and_two_runners_tell_it_once(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    region = team.region
    late = [await agreed(team, "youth-worker", dueDate=due(region, 1)) for _ in range(5)]
    own = await agreed(team, "begeleider", dueDate=due(region, 1))
    hers = await agreed(team, "mother", dueDate=due(region, 1))
    private = await agreed(
        team, "youth-worker", dueDate=due(region, 1), audience=[], parties=[team.parts["youth-worker"]]
    )
    region.move_clock(timedelta(days=35))
    monkeypatch.setattr(running, "BATCH", 2)
    pool = region.app.state.pool
    # One is killed between what it took and what it would have written: it is as if it had not begun.
    async with pool.acquire() as connection:
        killed = connection.transaction()
        await killed.start()
        taken = await connection.fetch(running.TAKE, region.app.state.clock.now(), 2)
        assert len(taken) == 2
        assert await running.run_timers(pool, region.app.state.clock.now, batches=1) == 2  # passes them by
        await killed.rollback()
    both = await asyncio.gather(*(tick(region) for _ in range(4)))
    assert sum(both) + 2 == 7
    await tick(region)
    assert await tick(region) == 0
    for one in late:
        assert await steps(region, one) == [
            ("responsible", False), ("regie_holder", False), ("coordinator", False), ("management", True)
        ]  # fmt: skip
    # She who directs is the one who is late: her own rung is passed over. The mother's climbs nowhere.
    assert await steps(region, own) == [("responsible", False), ("coordinator", False), ("management", True)]
    assert await steps(region, hers) == []
    assert "regie_holder" not in {rung for rung, _ in await steps(region, private)}
    assert await told(region, team.path) == ["late_without_management"] * len(await told(region, team.path))
    # A day that is moved begins anew; one that is moved on time has climbed nowhere.
    asked = {"dueDate": due(region, 3), "reason": "Ill."}
    one = f"{team.path}/agreements/{late[0]}"
    etag = (await region.youth_worker.ask("GET", one)).headers["ETag"]
    await region.youth_worker.post(f"{one}/revisions", asked, If_Match=etag)
    etag = (await region.teacher.ask("GET", one)).headers["ETag"]
    await region.teacher.post(f"{one}/responses", {"answer": "assent"}, If_Match=etag)
    region.move_clock(timedelta(days=4))
    assert await tick(region) == 1
    assert (await steps(region, late[0]))[-1] == ("responsible", True)
    # What nobody wants to carry on lies with who directs, and goes on to the coordinator as well (R7).
    gone = {"responsible": team.parts["teacher"], "reason": "Ill."}
    await region.begeleider.post(f"{one}/reassignments", gone)
    await region.teacher.post(f"{one}/responses", {"answer": "decline", "reason": "No time."})
    region.move_clock(timedelta(days=30))
    await tick(region)
    assert "agreement_to_reassign" in await kinds_of(region.begeleider)
    assert "late_agreement_answer" in await kinds_of(region.coordinator)
