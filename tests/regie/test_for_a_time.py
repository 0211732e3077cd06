"""Regie for a time, from a moment ahead, and by law, over HTTP: each right before, at and after the moment (R2, R3, R8, R9)."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from tests.people import Region
from tests.regie.directing import (
    REBUILT,
    TERMS,
    Case,
    add_worker,
    begin,
    held_by_begeleider,
    move_to,
    type_of,
)
from tests.worklist.lists import kinds_of

from chaincare.demo.world import person

pytestmark = pytest.mark.anyio

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
TICK = timedelta(microseconds=1)
NOTE: dict[str, Any] = {"handoverNote": "Three months of leave."}


async def who(case: Case, at: datetime, known_at: datetime | None = None) -> str:
    known = "" if known_at is None else f"&knownAt={quote(known_at.isoformat())}"
    seen = await case.region.teacher.get(f"{case.path}/regie?at={quote(at.isoformat())}{known}")
    return str(seen["holder"]["participationId"] if seen["holder"] else seen["because"])


async def whole(case: Case) -> None:
    """The facts alone tell the terms, and nobody is missing between two of them."""
    assert await case.region.admin.fetch(TERMS) == await case.region.admin.fetch(REBUILT)


async def test_it_passes_at_the_moment_agreed_and_returns_by_itself(region: Region) -> None:
    case = await held_by_begeleider(region)
    now = region.app.state.clock.now()
    begins, ends = (now + 2 * WEEK).replace(microsecond=0), (now + 14 * WEEK).replace(microsecond=0)
    wrong: dict[str, Any]
    for wrong in (
        {"endsAt": (now - DAY).isoformat()},
        {"endsAt": (now + 60 * WEEK).isoformat()},
        {"effectiveAt": (now + 30 * WEEK).isoformat()},
        {"effectiveAt": now.isoformat(), "endsAt": ends.isoformat()},
    ):
        await case.propose(region.begeleider, case.teacher_part, 400, **NOTE, **wrong)
    period: dict[str, Any] = {"effectiveAt": begins.isoformat(), "endsAt": ends.isoformat()}
    proposal = await case.propose(region.begeleider, case.teacher_part, **NOTE, **period)
    assert (proposal["kind"], proposal["state"]) == ("temporary", "open")
    agreed = await case.answer(region.teacher, proposal, "assent")
    assert (agreed["state"], agreed["inEffect"]) == ("agreed", False)
    said = region.app.state.clock.now()

    held, teacher = case.begeleider_part, case.teacher_part
    assert type_of(await case.propose(region.teacher, held, 409, **NOTE)) == "holds-regie-already"
    refused = await case.propose(region.begeleider, teacher, 409, **NOTE)
    assert type_of(refused) == "regie-moves-already"
    laid = await region.begeleider.post(f"{case.path}/resignations", {"because": "workload"}, 409)
    assert type_of(laid) == "regie-moves-already"
    expected = ((begins - TICK, held), (begins, teacher), (ends - TICK, teacher), (ends, held))
    for at, holder in expected:
        assert await who(case, at) == holder, at
        assert await who(case, at, said) == holder, at
        assert await who(case, at, said - DAY) == "not_yet_agreed"
    await whole(case)
    assert "regie_term_began" not in [
        one["kind"]
        for one in (await region.teacher.get(f"{case.path}/timeline"))["items"]
        if one["happenedAt"] > said.isoformat()
    ]

    for at, holder in ((begins - DAY, held), (begins, teacher), (ends - DAY, teacher), (ends, held)):
        move_to(region, at)
        seen = await case.regie()
        assert seen["holder"]["participationId"] == holder, at
    move_to(region, begins + DAY)
    seen = await case.regie()
    assert datetime.fromisoformat(seen["returnsAt"]) == ends
    assert seen["holder"]["kind"] == "temporary"
    assert (await case.proposal(region.teacher, proposal))["state"] == "in_effect"
    assert "regie_returns" in await kinds_of(region.begeleider)
    assert "regie_returns" not in await kinds_of(region.teacher)
    assert (
        type_of(await case.propose(region.begeleider, held, 400, **NOTE, endsAt=ends.isoformat()))
        == "input-invalid"
    )

    sooner = await case.propose(region.begeleider, held, **NOTE)
    assert sooner["kind"] == "return"
    back = await case.answer(region.teacher, sooner, "assent")
    assert back["inEffect"], "he came back sooner"
    terms = await case.terms()
    assert [one["endsBecause"] for one in terms] == [None, "passed_on", "passed_on"]
    assert terms[0]["holder"]["kind"] == "agreed"
    assert terms[0]["holder"]["sinceAt"] == terms[1]["holder"]["untilAt"]
    assert await who(case, ends, begins + DAY - TICK) == held
    await whole(case)


async def test_what_was_planned_is_withdrawn_or_lapses_and_the_holder_goes_on(region: Region) -> None:
    case = await held_by_begeleider(region)
    now = region.app.state.clock.now()
    moment = (now + 3 * WEEK).replace(microsecond=0)
    ahead: dict[str, Any] = {"effectiveAt": moment.isoformat()}
    proposal = await case.propose(region.begeleider, case.teacher_part, **NOTE, **ahead)
    await case.answer(region.teacher, proposal, "assent")
    withdrawal = f"{case.path}/regie-proposals/{proposal['id']}/withdrawals"
    assert (await region.begeleider.post(withdrawal, {"reason": "Not after all."}))["state"] == "withdrawn"
    assert await who(case, moment + DAY) == case.begeleider_part
    await whole(case)

    # Agreed once more, for the same moment; whoever was to direct ends his part before it.
    worker = await add_worker(region, case, "youth-worker")
    again = await case.propose(region.begeleider, worker, **NOTE, **ahead)
    assert (await case.answer(region.youth_worker, again, "assent"))["state"] == "agreed"
    assert await who(case, moment + DAY) == worker
    move_to(region, now + WEEK)
    await region.teacher.post(f"{case.path}/participations/{worker}/endings", {"reason": "moved"})
    assert (await case.proposal(region.teacher, again))["state"] == "lapsed"
    assert await who(case, moment + DAY) == case.begeleider_part
    assert "regie_lapsed" in await kinds_of(region.coordinator)
    await whole(case)

    # And once more: whoever was to direct cannot act when the moment comes.
    third = await case.propose(region.begeleider, case.teacher_part, **NOTE, **ahead)
    await case.answer(region.teacher, third, "assent")
    assert "regie_lapsed" not in await kinds_of(region.coordinator)
    await deactivate(region, "teacher")
    move_to(region, moment + DAY)
    seen = await region.begeleider.get(f"{case.path}/regie")
    assert (seen["vacant"], seen["because"]) == (True, "holder_cannot_act")
    assert (await case.proposal(region.begeleider, third))["state"] == "lapsed"
    assert "regie_vacant" in await kinds_of(region.coordinator)
    # The next thing that is done about regie finds him who directed before.
    laid = await region.begeleider.post(f"{case.path}/resignations", {"because": "workload"})
    assert laid["holderId"] == case.begeleider_part
    assert "regie_lapsed" in await kinds_of(region.coordinator)
    await whole(case)


async def deactivate(region: Region, role: str) -> None:
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        await region.admin.execute(
            "UPDATE chaincare.professionals SET status = 'deactivated', inactive_at = $2 WHERE id = $1",
            person(role).id, region.app.state.clock.now(),
        )  # fmt: skip


async def test_a_measure_holds_until_its_end_whatever_the_parties_agree(region: Region) -> None:
    case = await held_by_begeleider(region)
    worker = await add_worker(region, case, "youth-worker")
    now = region.app.state.clock.now()
    ends = (now + 26 * WEEK).replace(microsecond=0)
    measure: dict[str, Any] = {"measure": "supervision_order", "endsAt": ends.isoformat()}
    await case.propose(region.teacher, worker, 403, **NOTE, **measure)
    await case.propose(region.coordinator, worker, 400, measure="supervision_order")
    recorded = await case.propose(region.coordinator, worker, **measure, reason="Order of 3 November.")
    assert (recorded["kind"], recorded["state"]) == ("by_law", "in_effect")
    assert recorded["reason"] == "Order of 3 November."
    seen = await case.regie()
    assert (seen["holder"]["participationId"], seen["holder"]["kind"]) == (worker, "by_law")
    assert [seen["measure"]] + [one["measure"] for one in await case.terms()] == [
        "supervision_order", None, "supervision_order", None
    ]  # fmt: skip
    assert (await case.regie(at=ends))["measure"] is None
    for someone, body in ((region.teacher, NOTE), (region.coordinator, {"reason": "Otherwise."})):
        refused = await case.propose(someone, case.teacher_part, 409, **body)
        assert type_of(refused) == "directed-by-law"
    laid = await region.youth_worker.post(f"{case.path}/resignations", {"because": "workload"}, 409)
    assert type_of(laid) == "holds-by-law"
    assert await who(case, ends - TICK) == worker
    assert await who(case, ends) == case.begeleider_part
    # Whom it returns to leaves: it ends openly, and the coordinator knows it ahead.
    await region.teacher.post(
        f"{case.path}/participations/{case.begeleider_part}/endings", {"reason": "moved"}
    )
    assert await who(case, ends) == "by_law_ended"
    assert "regie_ends" in await kinds_of(region.coordinator)
    move_to(region, ends)
    assert (await case.regie())["because"] == "by_law_ended"
    assert "regie_vacant" in await kinds_of(region.coordinator)
    await whole(case)


async def test_what_is_ahead_of_an_empty_seat_moves_already_and_the_coordinator_puts_it_aside(
    region: Region,
) -> None:
    case = await begin(region)
    moment = (region.app.state.clock.now() + WEEK).replace(microsecond=0)
    ahead = await case.propose(region.teacher, case.begeleider_part, effectiveAt=moment.isoformat())
    assert (await case.answer(region.begeleider, ahead, "assent"))["state"] == "agreed"
    assert await who(case, moment) == case.begeleider_part
    refused = await case.propose(region.begeleider, case.teacher_part, 409)
    assert type_of(refused) == "regie-moves-already"
    now = await case.propose(region.coordinator, case.teacher_part, reason="It cannot wait.")
    assert (await case.answer(region.teacher, now, "assent"))["inEffect"]
    assert await who(case, moment) == case.teacher_part
    assert (await case.proposal(region.teacher, ahead))["state"] == "lapsed"
    await whole(case)
