"""A holder who cannot act leaves regie openly vacant (R6), whatever took his access away; the past stays (R8)."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.escalations.steps import accept, ask, complement
from tests.people import Region, basis, open_case
from tests.regie.directing import ALL, Case, add_worker, begin, behind_the_wall, held_by_begeleider, type_of

from chaincare.demo.world import SCHOOL, YOUTH_CARE, person

pytestmark = pytest.mark.anyio

DAY = timedelta(days=1)


async def deactivate(region: Region, role: str) -> None:
    path = f"/professionals/{person(role).id}/deactivations"
    await region.administrator.post(path, {"reason": "Left without a word."})


async def organisation_leaves(region: Region) -> None:
    await behind_the_wall(
        region, "UPDATE chaincare.organisations SET status = 'left' WHERE id = $1", YOUTH_CARE.id
    )


async def withdraw_every_basis(region: Region) -> None:
    await behind_the_wall(
        region,
        "INSERT INTO chaincare.legal_basis_withdrawals"
        " SELECT b.id, b.case_id, 'ground', 'gone', b.recorded_by, clock_timestamp() FROM chaincare.legal_bases AS b"
        " JOIN chaincare.participations AS p ON p.id = b.participation_id WHERE p.professional_id = $1",
        person("youth-worker").id,
    )


async def deactivate_worker(region: Region) -> None:
    await deactivate(region, "youth-worker")


async def time_passes(region: Region) -> None:
    region.move_clock(20 * DAY)


async def held_by_worker(region: Region, until: datetime | None = None) -> tuple[Case, str]:
    """A case that the youth worker directs, on a basis that may end by date."""
    case = await begin(region)
    stands_on = basis(SCHOOL.unit_id, **({} if until is None else {"untilAt": until.isoformat()}))
    party = {
        "kind": "professional",
        "professionalId": str(person("youth-worker").id),
        "scope": "full",
        "legalBasis": stands_on,
    }
    body = {"purpose": "youth_care", "party": party}
    worker = (await region.teacher.post(f"{case.path}/participations", body))["participationId"]
    proposal = await case.propose(region.teacher, worker)
    assert (await case.answer(region.youth_worker, proposal, "assent"))["inEffect"]
    return case, worker


async def vacant_in_worklist(who: Any) -> bool:
    rows = (await who.get("/worklist?whose=anyone"))["items"]
    return "regie_vacant" in {one["kind"] for one in rows}


@pytest.mark.parametrize(
    "ends", [deactivate_worker, organisation_leaves, withdraw_every_basis, time_passes], ids=lambda one: one.__name__
)  # fmt: skip
async def test_a_holder_who_cannot_act_directs_nothing_and_is_not_waited_for(
    region: Region, ends: Callable[[Region], Awaitable[None]]
) -> None:
    case, worker = await held_by_worker(region, datetime.now(UTC) + 10 * DAY)
    assert (await case.regie())["holder"]["participationId"] == worker
    seen = await region.teacher.get(case.path)
    assert (seen["regieVacant"], seen["regie"]["participationId"]) == (False, worker)
    assert not await vacant_in_worklist(region.teacher)
    await region.youth_worker.get(case.path)
    held_at = region.app.state.clock.now()

    await ends(region)
    await region.youth_worker.get(case.path, expect=404)
    for reader in (region.teacher, region.coordinator):
        now = await case.regie(reader)
        assert (now["vacant"], now["because"], now["holder"]) == (True, "holder_cannot_act", None)
        assert await vacant_in_worklist(reader)
    seen = await region.teacher.get(case.path)
    assert (seen["regieVacant"], seen["regie"]) == (True, None)
    assert (await case.regie(at=held_at))["holder"]["participationId"] == worker, "who held it then"
    assert [one["holder"]["untilAt"] for one in await case.terms()] == [None]

    proposal = await case.propose(region.teacher, case.begeleider_part)
    assert (proposal["kind"], proposal["holderId"]) == ("first", None)
    assert (await case.answer(region.begeleider, proposal, "assent"))["inEffect"]
    later, earlier = await case.terms()
    assert (later["holder"]["name"], earlier["holder"]["untilAt"]) == (
        "Fatma Kaya",
        later["holder"]["sinceAt"],
    )
    assert not await vacant_in_worklist(region.coordinator)


async def test_an_open_handover_does_not_wait_for_who_cannot_act(region: Region) -> None:
    case, _ = await held_by_worker(region)
    waiting = await case.propose(region.teacher, case.begeleider_part, handoverNote="Over to you.")
    blocked = await case.propose(region.teacher, case.begeleider_part, 409, handoverNote="Once more.")
    assert type_of(blocked) == "proposal-open-already"
    await deactivate(region, "youth-worker")
    assert (await case.answer(region.begeleider, waiting, "assent"))["inEffect"]
    assert (await case.regie())["holder"]["participationId"] == case.begeleider_part


async def test_an_answered_handover_makes_way_when_the_holder_cannot_act(region: Region) -> None:
    case, _ = await held_by_worker(region)
    own = await case.propose(region.begeleider, case.begeleider_part, handoverNote="I will.")
    await deactivate(region, "youth-worker")
    first = await case.propose(region.teacher, case.begeleider_part)
    assert (await case.proposal(region.teacher, own))["state"] == "lapsed"
    assert (await case.answer(region.begeleider, first, "assent"))["inEffect"]


async def test_help_that_can_wait_does_not_start_under_a_holder_who_cannot_act(region: Region) -> None:
    opened = await open_case(region)
    case = Case(region, opened, "")
    holder = await add_worker(region, case, "specialist")
    escalation = await ask(region.teacher, opened["id"], complement())
    await accept(region.youth_worker)
    proposal = await case.propose(region.teacher, holder)
    await case.answer(region.specialist, proposal, "assent")
    await deactivate(region, "specialist")
    path = f"{case.path}/escalations/{escalation}/starts"
    assert type_of(await region.teacher.post(path, {}, 409)) == "regie-vacant"

    proposal = await case.propose(region.teacher, case.teacher_part)
    assert proposal["state"] == "open", "the specialist who accepted takes part too"
    await case.answer(region.youth_worker, proposal, "assent")
    await region.teacher.post(path, {})


async def test_urgent_help_starts_and_who_asked_follows_the_holder_who_cannot_act(region: Region) -> None:
    opened = await open_case(region)
    case = Case(region, opened, "")
    holder = await add_worker(region, case, "specialist")
    escalation = await ask(region.teacher, opened["id"], complement(urgent=True))
    await accept(region.youth_worker)
    proposal = await case.propose(region.teacher, holder)
    await case.answer(region.specialist, proposal, "assent")
    await deactivate(region, "specialist")
    started = await region.teacher.post(f"{case.path}/escalations/{escalation}/starts", {})
    assert started["interimHolder"]
    interim, before = await case.terms()
    assert (interim["holder"]["kind"], before["holder"]["untilAt"]) == (
        "interim",
        interim["holder"]["sinceAt"],
    )


@pytest.mark.parametrize("ends", [deactivate_worker, withdraw_every_basis], ids=lambda one: one.__name__)
async def test_regie_does_not_pass_to_who_cannot_act_at_that_moment(
    region: Region, ends: Callable[[Region], Awaitable[None]]
) -> None:
    case = await held_by_begeleider(region)
    worker = await add_worker(region, case, "youth-worker")
    proposal = await case.propose(region.teacher, worker, handoverNote="Over to you.")
    await case.answer(region.youth_worker, proposal, "assent")
    await ends(region)
    lapsed = await case.answer(region.begeleider, proposal, "assent")
    assert (lapsed["state"], lapsed["inEffect"]) == ("lapsed", False)
    assert (await case.regie())["holder"]["participationId"] == case.begeleider_part
    refused = await case.propose(region.teacher, worker, 400, handoverNote="Again.", mandate=ALL)
    assert type_of(refused) == "candidate-cannot-direct"
