"""Regie is agreed by both sides (R2), and never by who coordinates, audits or administers the network (R10)."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from tests.people import Region, link_mother, open_case
from tests.regie.directing import ALL, Case, add_worker, begin, held_by_begeleider, type_of

from chaincare.demo.world import YOUTH_CARE, person

pytestmark = pytest.mark.anyio


async def grant(region: Region, role: str, kind: str) -> None:
    ends_at = region.app.state.clock.now() + timedelta(days=30)
    body = {"professionalId": str(person(role).id), "kind": kind, "endsAt": ends_at.isoformat()}
    if kind == "organisation_administrator":
        body["organisationId"] = str(YOUTH_CARE.id)
    await region.administrator.post("/mandates", body)


async def test_who_is_alone_takes_regie_at_once(region: Region) -> None:
    opened = await open_case(region)
    case = Case(region, opened, "")
    proposal = await case.propose(region.teacher, case.teacher_part)
    assert proposal["inEffect"], "the team and the mother take part, no other professional in his own name"
    assert [one["answer"] for one in proposal["responses"]] == ["assent"]


async def test_who_puts_himself_forward_needs_one_other_professional(region: Region) -> None:
    case = await begin(region)
    await link_mother(region, case.opened)
    await add_worker(region, case, "youth-worker", "that")
    proposal = await case.propose(region.begeleider, case.begeleider_part)
    assert (proposal["state"], [one["answer"] for one in proposal["responses"]]) == ("open", ["assent"])
    assert (await case.regie())["vacant"]
    rows = (await region.teacher.get("/worklist"))["items"]
    assert [(one["kind"], one["withYou"]) for one in rows] == [("regie_to_answer", True)]

    assert type_of(await case.answer(region.mother, proposal, "assent", 403)) == "agreement-not-yours"
    assert type_of(await case.answer(region.begeleider, proposal, "assent", 409)) == "already-answered"
    refused = await case.answer(region.teacher, proposal, "refusal", 403, reason="No.")
    assert type_of(refused) == "agreement-not-yours"
    effect = await case.answer(region.youth_worker, proposal, "assent")
    assert (effect["inEffect"], len(effect["responses"])) == (True, 2)
    assert (await case.regie())["holder"]["participationId"] == case.begeleider_part


async def test_who_puts_himself_forward_is_stopped_by_an_objection(region: Region) -> None:
    case = await begin(region)
    proposal = await case.propose(region.begeleider, case.begeleider_part)
    objected = await case.answer(region.teacher, proposal, "objection", reason="Not like this.")
    assert objected["state"] == "objected"
    assert (await case.regie())["vacant"]


async def test_who_cannot_act_does_not_count_as_another(region: Region) -> None:
    case = await begin(region)
    path = f"/professionals/{person('intern-begeleider').id}/deactivations"
    await region.administrator.post(path, {"reason": "Left."})
    assert (await case.propose(region.teacher, case.teacher_part))["inEffect"]


async def test_of_several_who_agree_at_once_one_makes_it_take_effect(region: Region) -> None:
    case = await begin(region)
    await add_worker(region, case, "youth-worker")
    await add_worker(region, case, "specialist")
    proposal = await case.propose(region.begeleider, case.begeleider_part)
    address = f"{case.path}/regie-proposals/{proposal['id']}/responses"
    others = (region.teacher, region.youth_worker, region.specialist)
    answers = await asyncio.gather(*(one.ask("POST", address, {"answer": "assent"}) for one in others))
    assert sorted(one.status_code for one in answers) == [201, 409, 409]
    assert len(await case.terms()) == 1


@pytest.mark.parametrize("kind", ["coordinator", "auditor", "administrator", "organisation_administrator"])
async def test_a_mandate_and_regie_do_not_go_together(region: Region, kind: str) -> None:
    case = await begin(region)
    worker = await add_worker(region, case, "youth-worker")
    before = await case.propose(region.teacher, worker)
    await grant(region, "youth-worker", kind)
    for refused in (
        await case.answer(region.youth_worker, before, "assent", 400),
        await case.propose(region.youth_worker, case.begeleider_part, 400),
    ):
        assert type_of(refused) == "candidate-cannot-direct"
    await case.answer(region.youth_worker, before, "refusal", reason="I hold a mandate now.")
    assert type_of(await case.propose(region.teacher, worker, 400)) == "candidate-cannot-direct"

    own = await case.propose(region.begeleider, case.begeleider_part)
    assert type_of(await case.answer(region.youth_worker, own, "assent", 400)) == "candidate-cannot-direct"
    assert (await case.answer(region.teacher, own, "assent"))["inEffect"]


async def test_regie_does_not_pass_to_who_was_given_a_mandate_meanwhile(region: Region) -> None:
    case = await held_by_begeleider(region)
    worker = await add_worker(region, case, "youth-worker")
    proposal = await case.propose(region.teacher, worker, handoverNote="Over to you.")
    await case.answer(region.youth_worker, proposal, "assent")
    await grant(region, "youth-worker", "auditor")
    assert (await case.answer(region.begeleider, proposal, "assent"))["state"] == "lapsed"


async def test_a_coordinator_who_was_brought_in_does_not_direct(region: Region) -> None:
    case = await begin(region)
    brought_in = await add_worker(region, case, "network-coordinator")
    assert UUID(brought_in)
    assert type_of(await case.propose(region.teacher, brought_in, 400)) == "candidate-cannot-direct"
    assert type_of(await case.propose(region.coordinator, brought_in, 400)) == "candidate-cannot-direct"


async def test_a_holder_who_was_given_a_mandate_can_let_regie_go(region: Region) -> None:
    case = await held_by_begeleider(region)
    await grant(region, "intern-begeleider", "auditor")
    proposal = await case.propose(
        region.begeleider, case.teacher_part, handoverNote="I audit now.", mandate=ALL
    )
    assert (await case.answer(region.teacher, proposal, "assent"))["inEffect"]
    assert (await case.regie())["holder"]["participationId"] == case.teacher_part
