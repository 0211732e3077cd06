"""Regie that passes in a meeting (A8): assent of those present, recorded by another, and never of those absent."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.people import Region, open_case
from tests.regie.directing import (
    Case,
    add_worker,
    begin,
    behind_the_wall,
    held_by_begeleider,
    let_in,
    type_of,
)
from tests.worklist.lists import kinds_of

from chaincare.regie.himself import Wanted
from chaincare.regie.model import InEffect, Mandate, Proposal
from chaincare.regie.presence import object_after_meeting, pass_in_meeting
from chaincare.regie.refusals import HandoverNoteNeeded, ProposalOpenAlready

pytestmark = pytest.mark.anyio

MEETING = uuid4()


async def decided(
    region: Region,
    case: Case,
    candidate: str,
    *present: str,
    role: str = "teacher",
    note: str | None = "Over to you.",
) -> Proposal:
    """What the meeting's one act does about regie, in the name of who records it."""
    async with let_in(region, case.opened["id"], role) as clearance:
        return await pass_in_meeting(
            clearance,
            meeting_id=MEETING,
            wanted=Wanted(UUID(candidate), (Mandate.DECIDE, Mandate.CONVENE), None, note),
            present=frozenset(map(UUID, present)),
            at=clearance.now(),
        )


def recorded(proposal: Any) -> dict[str, str | None]:
    """For whom an assent was recorded, and by whom."""
    return {one["participationId"]: one["recordedBy"] for one in proposal["responses"]}


async def test_regie_passes_at_once_with_both_sides_present(region: Region) -> None:
    case = await held_by_begeleider(region)
    worker = await add_worker(region, case, "youth-worker")
    passed = await decided(region, case, worker, case.teacher_part, case.begeleider_part, worker)
    assert isinstance(passed.outcome, InEffect)
    later, earlier = await case.terms()
    assert later["holder"]["participationId"] == worker
    assert earlier["holder"]["untilAt"] == later["holder"]["sinceAt"]
    shown = await case.proposal(region.youth_worker, {"id": passed.id})
    assert recorded(shown) == {case.begeleider_part: case.teacher_part, worker: case.teacher_part}
    assert {one["how"] for one in shown["responses"]} == {"in_presence"}
    assert {one["meetingId"] for one in shown["responses"]} == {str(MEETING)}
    assert shown["mandate"] == ["convene", "decide"]


async def test_who_records_agrees_himself(region: Region) -> None:
    case = await held_by_begeleider(region)
    passed = await decided(
        region, case, case.teacher_part, case.teacher_part, case.begeleider_part, role="intern-begeleider"
    )
    assert isinstance(passed.outcome, InEffect)
    shown = await case.proposal(region.teacher, {"id": passed.id})
    assert recorded(shown) == {case.begeleider_part: None, case.teacher_part: case.begeleider_part}
    assert {one["how"] for one in shown["responses"]} == {"himself", "in_presence"}


@pytest.mark.parametrize("absent", ["candidate", "holder"])
async def test_nobody_is_bound_who_was_absent(region: Region, absent: str) -> None:
    case = await held_by_begeleider(region)
    worker = await add_worker(region, case, "youth-worker")
    there = {"candidate": case.begeleider_part, "holder": worker}[absent]
    waiting = await decided(region, case, worker, case.teacher_part, there)
    assert waiting.outcome is None
    assert (await case.regie())["openProposalId"] == str(waiting.id)
    assert list(recorded(await case.proposal(region.teacher, {"id": waiting.id}))) == [there]
    who = region.youth_worker if absent == "candidate" else region.begeleider
    assert (await case.answer(who, {"id": waiting.id}, "assent"))["inEffect"]
    assert (await case.regie())["holder"]["participationId"] == worker


async def test_nobody_takes_regie_by_his_own_pen(region: Region) -> None:
    case = await held_by_begeleider(region)
    waiting = await decided(region, case, case.teacher_part, case.teacher_part, case.begeleider_part)
    assert waiting.outcome is None, "the candidate recorded it: the holder answers himself"
    assert list(recorded(await case.proposal(region.teacher, {"id": waiting.id}))) == [case.teacher_part]
    assert (await case.regie())["holder"]["participationId"] == case.begeleider_part
    assert (await case.answer(region.begeleider, {"id": waiting.id}, "assent"))["inEffect"]


async def test_first_regie_in_a_meeting(region: Region) -> None:
    case = await begin(region)
    own = await decided(region, case, case.teacher_part, case.teacher_part, case.begeleider_part, note=None)
    assert own.outcome is None, "another professional agrees himself, as anywhere"
    taken_up = await decided(
        region, case, case.teacher_part, case.teacher_part, case.begeleider_part,
        role="intern-begeleider", note=None,
    )  # fmt: skip
    assert taken_up.id == own.id
    assert isinstance(taken_up.outcome, InEffect), "who records seconds him"

    alone = Case(region, await open_case(region), "")
    assert isinstance(
        (await decided(region, alone, alone.teacher_part, alone.teacher_part, note=None)).outcome, InEffect
    )


async def test_an_open_proposal_is_taken_up_when_it_is_the_same_and_blocks_another(region: Region) -> None:
    case = await held_by_begeleider(region)
    worker = await add_worker(region, case, "youth-worker")
    mandate = ["convene", "decide"]
    standing = await case.propose(
        region.teacher, worker, handoverNote="Ask the mother first.", mandate=mandate
    )
    await case.answer(region.youth_worker, standing, "assent")
    with pytest.raises(ProposalOpenAlready):
        await decided(region, case, worker, case.begeleider_part, note="Another note.")
    with pytest.raises(HandoverNoteNeeded):
        await decided(region, case, case.teacher_part, case.begeleider_part, note=None)
    passed = await decided(region, case, worker, case.begeleider_part, note=None)
    assert isinstance(passed.outcome, InEffect)
    shown = await case.proposal(region.teacher, standing)
    assert recorded(shown) == {worker: None, case.begeleider_part: case.teacher_part}


async def objects(region: Region, case: Case, proposal: Proposal, role: str) -> Proposal:
    async with let_in(region, case.opened["id"], role) as clearance:
        return await object_after_meeting(
            clearance, proposal_id=proposal.id, reason="I never agreed.", at=clearance.now()
        )


async def test_whoever_was_recorded_objects_for_five_working_days(region: Region) -> None:
    case = await held_by_begeleider(region)
    worker = await add_worker(region, case, "youth-worker")
    await behind_the_wall(region, "UPDATE chaincare.networks SET objection_days = 1")
    passed = await decided(region, case, worker, case.begeleider_part, worker)
    address = f"{case.path}/regie-proposals/{passed.id}/responses"
    assert type_of(await region.youth_worker.post(address, {"answer": "assent"}, 409)) == "already-answered"
    assert (
        type_of(await region.youth_worker.post(address, {"answer": "refusal", "reason": "No."}, 409))
        == "already-answered"
    )

    region.move_clock(timedelta(days=5))  # past the network's term, within five working days
    said = await objects(region, case, passed, "intern-begeleider")
    assert isinstance(said.outcome, InEffect), "what was done stays; the coordinator looks at it"
    assert type_of(
        await region.begeleider.post(address, {"answer": "objection", "reason": "Again."}, 409)
    ) == "already-answered"  # fmt: skip
    assert "I never agreed." in str(await case.proposal(region.coordinator, {"id": passed.id}))
    assert "regie_objected" in await kinds_of(region.coordinator)

    region.move_clock(timedelta(days=10))
    late = await region.youth_worker.post(address, {"answer": "objection", "reason": "Me too."}, 409)
    assert type_of(late) == "objection-too-late"


async def test_an_objection_before_all_agreed_stops_it(region: Region) -> None:
    case = await held_by_begeleider(region)
    worker = await add_worker(region, case, "youth-worker")
    waiting = await decided(region, case, worker, worker)
    address = f"{case.path}/regie-proposals/{waiting.id}/responses"
    said = await region.youth_worker.post(address, {"answer": "objection", "reason": "I was on the phone."})
    assert said["state"] == "objected"
    assert type_of(await region.begeleider.post(address, {"answer": "assent"}, 409)) == "proposal-settled"
    assert (await case.regie())["holder"]["participationId"] == case.begeleider_part
