"""Absences over HTTP: one's own, by the administrator, and nobody else's business."""

from datetime import timedelta

import pytest
from tests.people import Region
from tests.worklist.lists import do, kinds_of, only

from chaincare.demo.world import person
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio


async def test_somebody_records_his_own_absence_and_the_administrator_a_sudden_one(region: Region) -> None:
    today = day_in_amsterdam(region.app.state.clock.now())
    path = f"/professionals/{person('teacher').id}/absences"
    leave = {"kind": "period", "firstDate": str(today), "lastDate": str(today + timedelta(days=20))}
    own = await region.teacher.post(path, leave)
    sudden = await region.administrator.post(path, {"kind": "sudden"})
    assert sudden["recordedBy"] == str(person("administrator").id)
    shorter = await region.teacher.post(
        f"{path}/{own['id']}/corrections", {**leave, "lastDate": str(today + timedelta(days=5))}
    )
    await region.administrator.post(f"{path}/{sudden['id']}/endings", {})
    listed = (await region.teacher.get(path))["items"]
    assert [one["id"] for one in listed] == [shorter["id"], sudden["id"], own["id"]]
    assert listed[0]["correctsId"] == own["id"]
    assert [bool(one["endedAt"]) for one in listed] == [False, True, False]
    assert [bool(one["correctedAt"]) for one in listed] == [False, False, True]
    for again in (f"{own['id']}/endings", f"{sudden['id']}/endings"):
        await region.teacher.post(f"{path}/{again}", {}, expect=409)
    # Why is not asked, and would be refused.
    await region.teacher.post(path, {"kind": "sudden", "reason": "flu"}, expect=400)
    # For a colleague, the coordinator and a stranger there is nothing.
    for role in ("intern-begeleider", "network-coordinator", "outsider"):
        assert (await region.person(role).ask("GET", path)).status_code == 404
        assert (await region.person(role).ask("POST", path, leave)).status_code == 404
    moment = region.app.state.clock.now()
    absent = "SELECT chaincare.is_absent($1, $2)"
    for days, away in ((1, True), (5, True), (6, False), (10, False)):
        at = moment + timedelta(days=days)
        assert await region.admin.fetchval(absent, person("teacher").id, at) is away


async def test_who_administers_is_told_that_nobody_coordinates_until_another_can(region: Region) -> None:
    leaves = f"/professionals/{person('network-coordinator').id}/absences"
    until = (region.app.state.clock.now() + timedelta(days=20)).isoformat()
    assert await kinds_of(region.administrator) == []
    absence = await region.coordinator.post(leaves, {"kind": "sudden"})
    row = await only(region.administrator, "coordinator_absent")
    assert (row["askedBy"]["name"], row["waitingFor"]["who"], row["reach"], row["withYou"]) == (
        "Pieter Visser", "administrator", "administration", True
    )  # fmt: skip
    assert (row["client"], row["reference"], row["caseId"]) == (None, None, None)
    assert row["dueDate"] == str(day_in_amsterdam(region.app.state.clock.now()))
    for role in ("teacher", "network-coordinator", "youth-worker"):
        assert "coordinator_absent" not in await kinds_of(region.person(role), "?whose=anyone")
    page = await region.administrator.get("/worklist?counts=true&whose=anyone")
    assert page["counts"]["kinds"] == [{"kind": "coordinator_absent", "count": 1}]
    entries = await region.entries("event = 'worklist.read' AND reach = 'administration'")
    assert {(one["relation"], one["case_id"], one["client"]) for one in entries} == {
        ("administrator", None, None)
    }
    # Who is there recuses himself where his own organisation takes part: one of another house is not enough, two are.
    for role, left in (("youth-worker", 1), ("specialist", 0)):
        meanwhile = {"professionalId": str(person(role).id), "kind": "coordinator", "endsAt": until}
        await do(region.administrator, row, meanwhile)
        assert (await kinds_of(region.administrator)).count("coordinator_absent") == left
        # What lay with the one who is away, lies with who coordinates meanwhile.
        assert (await region.person(role).ask("GET", "/regie-overview")).status_code == 200
    # When their mandates are over and he is still away, it is there again; a day off in every week is nobody's business.
    region.move_clock(timedelta(days=21))
    assert await kinds_of(region.administrator) == ["coordinator_absent"]
    await region.coordinator.post(f"{leaves}/{absence['id']}/endings", {})
    assert await kinds_of(region.administrator) == []
