"""The worklist shows one's own cases, with whom the ball is, and leaves n + 1 entries."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.escalations.steps import accept, ask, complement
from tests.people import Person, Region, open_case

from chaincare.demo.world import EXPERTISE, YOUTH_CARE
from chaincare.workdays import add_working_days, day_in_amsterdam

pytestmark = pytest.mark.anyio


async def test_each_reads_his_own_list(region: Region) -> None:
    for _ in range(3):
        await open_case(region)
    rows = (await region.teacher.get("/worklist"))["items"]
    assert [row["client"] for row in rows] == ["Désirée van der Walt"] * 3
    assert [matter["kind"] for matter in rows[0]["matters"]] == ["regie-vacant"]
    entries = await region.entries("event = 'worklist.read'")
    assert len(entries) == 4, "three clients revealed give four entries (T3)"

    steering = (await region.coordinator.get("/worklist"))["items"]
    assert [row["client"] for row in steering] == [None] * 3
    assert all(row["matters"][0]["withYou"] for row in steering)
    assert (await region.outsider.get("/worklist"))["items"] == []


async def test_pages_follow_each_other(region: Region) -> None:
    opened = [(await open_case(region))["id"] for _ in range(3)]
    seen, path = [], "/worklist?limit=2"
    while path:
        answer = await region.teacher.ask("GET", path)
        seen += [row["caseId"] for row in answer.json()["items"]]
        link = answer.headers.get("Link", "")
        path = link[link.index("<") + 1 : link.index(">")].removeprefix("/v1") if link else ""
    assert seen == opened[::-1]


async def matters(person: Person, kind: str) -> list[Any]:
    [row] = (await person.get("/worklist"))["items"]
    return [one for one in row["matters"] if one["kind"] == kind]


async def test_an_interim_holder_is_an_alarm_for_the_coordinator(region: Region) -> None:
    opened = await open_case(region)
    escalation = await ask(region.teacher, opened["id"], complement(urgent=True))
    await accept(region.youth_worker)
    assert await matters(region.coordinator, "regie-interim") == []
    assert len(await matters(region.coordinator, "regie-vacant")) == 1
    started = await region.teacher.post(f"/cases/{opened['id']}/escalations/{escalation}/starts", {})

    [alarm] = await matters(region.coordinator, "regie-interim")
    began = datetime.fromisoformat(started["startedAt"])
    assert datetime.fromisoformat(alarm["since"]) == began
    assert date.fromisoformat(alarm["dueDate"]) == add_working_days(day_in_amsterdam(began), 3)
    assert (alarm["about"], alarm["withYou"], alarm["overdue"]) == (opened["id"], True, False)
    assert [one["withYou"] for one in await matters(region.teacher, "regie-interim")] == [False]
    assert await matters(region.coordinator, "regie-vacant") == []

    region.move_clock(timedelta(days=12))
    assert await matters(region.coordinator, "regie-interim") == []
    assert len(await matters(region.coordinator, "regie-vacant")) == 1


async def test_only_who_may_know_the_specialism_reads_which_unit_is_to_move(region: Region) -> None:
    opened = await open_case(region)
    escalation = await ask(region.teacher, opened["id"], complement(urgent=True))
    soon = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    await accept(region.youth_worker, expectedDate=soon)
    other = await ask(region.teacher, opened["id"], complement(urgent=True))

    async def unit_said_to(person: Person, about: str) -> Any:
        [row] = (await person.get("/worklist"))["items"]
        return next(one["withUnitId"] for one in row["matters"] if one["about"] == about)

    assert await unit_said_to(region.teacher, other) == str(YOUTH_CARE.unit_id)
    assert await unit_said_to(region.coordinator, other) is None
    assert await unit_said_to(region.youth_worker, other) == str(YOUTH_CARE.unit_id), (
        "his own unit, and no other"
    )
    assert escalation != other
    region.move_clock(timedelta(days=20))
    late = await matters(region.coordinator, "escalation-unanswered")
    assert [(one["withUnitId"], one["withYou"]) for one in late] == [(None, True)]


async def test_who_may_see_only_that_reads_of_no_other_unit(region: Region) -> None:
    opened = await open_case(region)
    await ask(region.teacher, opened["id"], complement(urgent=True))
    soon = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    await accept(region.youth_worker, expectedDate=soon)
    other = await ask(region.teacher, opened["id"], complement(urgent=True, targets=[str(EXPERTISE.unit_id)]))
    sheet = await region.youth_worker.get(f"/cases/{opened['id']}/escalations/{other}")
    assert (sheet["ball"]["with"], sheet["ball"]["unit"]) == ("target", None)
    [row] = (await region.youth_worker.get("/worklist"))["items"]
    assert row["reach"] == "that"
    assert [one["withUnitId"] for one in row["matters"] if one["about"] == other] == [None]
