"""Nobody holds regie who says that he never agreed (R2, A8): an assent recorded for the candidate, and taken back."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from tests.people import Person, Region
from tests.regie.directing import REBUILT, TERMS, Case, add_worker, begin, held_by_begeleider, type_of
from tests.regie.test_presence import decided
from tests.worklist.lists import kinds_of

from chaincare.regie.model import InEffect

pytestmark = pytest.mark.anyio

TICK = timedelta(microseconds=1)


async def recorded_for_worker(region: Region) -> tuple[Case, str, Any]:
    """The teacher records that the begeleider hands regie to the youth worker, both present."""
    case = await held_by_begeleider(region)
    worker = await add_worker(region, case, "youth-worker")
    passed = await decided(region, case, worker, case.begeleider_part, worker)
    assert isinstance(passed.outcome, InEffect)
    region.move_clock(timedelta(hours=1))
    return case, worker, {"id": passed.id}


async def object_to(case: Case, who: Person, proposal: Any) -> datetime:
    answer = await case.answer(who, proposal, "objection", reason="I never said yes.")
    *_, said = [one for one in answer["responses"] if one["answer"] == "objection"]
    return datetime.fromisoformat(said["answeredAt"])


async def asked(case: Case, **query: datetime) -> Any:
    words = "&".join(f"{name}={quote(moment.isoformat())}" for name, moment in query.items())
    return await case.region.teacher.get(f"{case.path}/regie?{words}")


def holder_of(answer: Any) -> str:
    return str(answer["holder"]["participationId"] if answer["holder"] else answer["because"])


async def test_a_candidate_who_takes_it_back_holds_regie_no_more(region: Region) -> None:
    case, worker, proposal = await recorded_for_worker(region)
    assert (await case.regie())["holder"]["participationId"] == worker
    at = await object_to(case, region.youth_worker, proposal)
    for reader in (region.teacher, region.youth_worker, region.coordinator):
        now = await case.regie(reader)
        assert (now["vacant"], now["because"], now["holder"]) == (True, "assent_taken_back", None)
        assert now["objectedAt"] is None, "no term is left against which it stands"
    latest, before = await case.terms()
    assert (latest["holder"]["participationId"], latest["endsBecause"]) == (worker, "assent_taken_back")
    assert datetime.fromisoformat(latest["holder"]["untilAt"]) == at
    assert before["endsBecause"] == "passed_on"
    assert await region.admin.fetch(REBUILT) == await region.admin.fetch(TERMS)
    stored = await region.admin.fetchval("SELECT vacant_because FROM chaincare.regie")
    assert stored == "assent_taken_back"
    seen = await region.teacher.get(case.path)
    assert (seen["regieVacant"], seen["regie"]) == (True, None)
    assert {"regie_vacant", "regie_objected"} <= set(await kinds_of(region.coordinator))
    lines = (await region.teacher.get(f"{case.path}/timeline"))["items"]
    assert [(one["about"], one["by"]) for one in lines if one["kind"] == "regie_assent_taken_back"] == [
        (str(proposal["id"]), worker)
    ]

    first = await case.propose(region.teacher, case.begeleider_part)
    assert (first["kind"], first["holderId"]) == ("first", None), "nobody is waited for"
    assert (await case.answer(region.begeleider, first, "assent"))["inEffect"]
    assert (await case.regie())["holder"]["participationId"] == case.begeleider_part


async def test_what_was_believed_until_he_said_so_stays_readable(region: Region) -> None:
    case, worker, proposal = await recorded_for_worker(region)
    at = await object_to(case, region.youth_worker, proposal)
    region.move_clock(timedelta(days=1))
    gone = "assent_taken_back"
    assert holder_of(await asked(case, at=at - TICK)) == worker, "he was the holder until then"
    assert holder_of(await asked(case, at=at)) == gone
    assert holder_of(await asked(case, knownAt=at - TICK)) == worker
    assert holder_of(await asked(case, knownAt=at)) == gone
    assert holder_of(await asked(case, at=at + TICK, knownAt=at - TICK)) == worker
    assert holder_of(await asked(case, at=at - TICK, knownAt=at)) == worker


async def test_the_former_holder_who_takes_it_back_is_for_the_coordinator_to_judge(region: Region) -> None:
    case, worker, proposal = await recorded_for_worker(region)
    assert (await case.regie())["objectedAt"] is None
    at = await object_to(case, region.begeleider, proposal)
    for reader in (region.teacher, region.coordinator):
        now = await case.regie(reader)
        assert holder_of(now) == worker
        assert datetime.fromisoformat(now["objectedAt"]) == at
    assert (await asked(case, at=at))["objectedAt"] is None, "for the present only"
    kinds = await kinds_of(region.coordinator)
    assert ("regie_objected" in kinds, "regie_vacant" in kinds) == (True, False)
    shown = await case.proposal(region.teacher, proposal)
    taken_back = {
        one["participationId"]: one["takenBackAt"] for one in shown["responses"] if one["answer"] == "assent"
    }
    assert {who: moment and datetime.fromisoformat(moment) for who, moment in taken_back.items()} == {
        case.begeleider_part: at, worker: None
    }  # fmt: skip
    assert {one["takenBackAt"] for one in shown["responses"] if one["answer"] == "objection"} == {None}
    # The candidate himself still can: that ends it.
    await object_to(case, region.youth_worker, proposal)
    assert holder_of(await case.regie()) == "assent_taken_back"


async def test_what_passed_on_already_stays_there(region: Region) -> None:
    case, worker, proposal = await recorded_for_worker(region)
    on = await case.propose(region.youth_worker, case.teacher_part, handoverNote="Over to you.")
    assert (await case.answer(region.teacher, on, "assent"))["inEffect"]
    before = await region.admin.fetch(TERMS)
    await object_to(case, region.youth_worker, proposal)
    assert await region.admin.fetch(TERMS) == before
    now = await case.regie()
    assert (holder_of(now), now["objectedAt"]) == (case.teacher_part, None), "not against this term"
    assert "regie_objected" in await kinds_of(region.coordinator)

    # Not even when he holds it again, by an agreement of his own.
    back = await case.propose(region.teacher, worker, handoverNote="And back.")
    assert (await case.answer(region.youth_worker, back, "assent"))["inEffect"]
    assert holder_of(await case.regie()) == worker


async def test_he_holds_by_a_later_yes_of_his_own_what_he_takes_back(region: Region) -> None:
    case, worker, proposal = await recorded_for_worker(region)
    on = await case.propose(region.youth_worker, case.teacher_part, handoverNote="Over to you.")
    await case.answer(region.teacher, on, "assent")
    back = await case.propose(region.teacher, worker, handoverNote="And back.")
    assert (await case.answer(region.youth_worker, back, "assent"))["inEffect"]
    await object_to(case, region.youth_worker, proposal)
    now = await case.regie()
    assert (holder_of(now), now["objectedAt"]) == (worker, None)


async def test_it_ends_at_once_what_was_laid_down_for_later_and_never_later(region: Region) -> None:
    case, _, proposal = await recorded_for_worker(region)
    laid = await region.youth_worker.post(f"{case.path}/resignations", {"because": "workload"})
    assert "regie_laid_down" in await kinds_of(region.coordinator)
    at = await object_to(case, region.youth_worker, proposal)
    now = await case.regie()
    assert (now["because"], now["resignation"]) == ("assent_taken_back", None)
    assert holder_of(await asked(case, at=datetime.fromisoformat(laid["endsAt"]))) == "assent_taken_back"
    assert (await case.terms())[0]["holder"]["untilAt"] < laid["endsAt"]
    assert at < datetime.fromisoformat(laid["endsAt"])
    assert "regie_laid_down" not in await kinds_of(region.coordinator)
    back = await region.youth_worker.post(f"{case.path}/resignations/{laid['id']}/withdrawals", {}, 409)
    assert type_of(back) == "resignation-over"
    assert await region.admin.fetch(REBUILT) == await region.admin.fetch(TERMS)


async def test_after_regie_was_laid_down_there_is_nothing_to_end(region: Region) -> None:
    case, _, proposal = await recorded_for_worker(region)
    body = {"because": "unavailable", "atOnce": True}
    laid = await region.youth_worker.post(f"{case.path}/resignations", body)
    region.move_clock(timedelta(hours=1))
    await object_to(case, region.youth_worker, proposal)
    now = await case.regie()
    assert (now["because"], now["resignation"]["id"]) == ("laid_down", laid["id"])
    assert (await case.terms())[0]["holder"]["untilAt"] == laid["endsAt"]


async def test_a_first_holder_takes_it_back_and_nobody_directs(region: Region) -> None:
    case = await begin(region)
    passed = await decided(region, case, case.begeleider_part, case.begeleider_part, note=None)
    assert isinstance(passed.outcome, InEffect)
    await object_to(case, region.begeleider, {"id": passed.id})
    assert holder_of(await case.regie()) == "assent_taken_back"
    assert (await case.answer(region.begeleider, {"id": passed.id}, "assent", 409))["type"].endswith(
        "answered"
    )


async def test_what_he_said_himself_he_does_not_take_back(region: Region) -> None:
    case = await held_by_begeleider(region, mother=True)
    [term] = await case.terms()
    proposal = {"id": UUID(term["proposalId"])}
    own = await case.answer(region.begeleider, proposal, "objection", 409, reason="I changed my mind.")
    assert type_of(own) == "already-answered"
    assert (await case.regie())["objectedAt"] is None
    await case.answer(region.mother, proposal, "objection", reason="We would rather have somebody else.")
    now = await case.regie(region.mother)
    assert now["objectedAt"] is not None
    assert holder_of(now) == case.begeleider_part, "another party's objection ends nothing"
