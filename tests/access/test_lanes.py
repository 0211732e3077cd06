"""Lanes: who waits together goes together, and yet nobody gets, sees or suffers what is another's."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

import asyncpg
import pytest
from tests.people import Region, add_begeleider, desiree, open_case

from chaincare.access.lanes import TOGETHER_MAX, TURN_SECONDS, Lane, Turns, apart
from chaincare.access.model import Admission

pytestmark = pytest.mark.anyio


async def test_what_waits_while_a_call_is_under_way_goes_together_in_the_next() -> None:
    calls: list[Sequence[int]] = []
    began, may_end = asyncio.Event(), asyncio.Event()

    async def work(batch: Sequence[int]) -> list[int]:
        calls.append(batch)
        began.set()
        await may_end.wait()
        return [one * 10 for one in batch]

    lane = Lane(work)
    asking = [asyncio.create_task(lane.ask(0))]
    await began.wait()
    asking += [asyncio.create_task(lane.ask(one)) for one in range(1, TOGETHER_MAX + 5)]
    await asyncio.sleep(0)
    may_end.set()
    assert list(await asyncio.gather(*asking)) == [one * 10 for one in range(TOGETHER_MAX + 5)]
    assert [len(call) for call in calls] == [1, TOGETHER_MAX, 4]


async def test_what_one_said_wrongly_harms_nobody_else() -> None:
    async def work(batch: Sequence[str]) -> list[str]:
        if "poison" in batch:
            raise asyncpg.DataError("poison")
        return [one.upper() for one in batch]

    lane = Lane(work)
    answers = await asyncio.gather(*(lane.ask(one) for one in ("a", "poison", "b")), return_exceptions=True)
    assert (answers[0], answers[2]) == ("A", "B")
    assert isinstance(answers[1], asyncpg.DataError)
    assert await lane.ask("c") == "C"


async def test_what_fails_for_all_is_told_to_all_and_never_tried_again() -> None:
    calls: list[int] = []

    async def work(batch: Sequence[int]) -> list[int]:
        calls.append(len(batch))
        raise asyncpg.LockNotAvailableError("the log is locked")

    lane = Lane(work)
    answers = await asyncio.gather(*(lane.ask(one) for one in range(3)), return_exceptions=True)
    assert [type(one) for one in answers] == [asyncpg.LockNotAvailableError] * 3
    assert calls == [3]


async def test_who_gave_up_is_not_asked_for_and_the_others_are_answered() -> None:
    calls: list[Sequence[int]] = []
    began, may_end = asyncio.Event(), asyncio.Event()

    async def work(batch: Sequence[int]) -> list[int]:
        calls.append(batch)
        began.set()
        await may_end.wait()
        return list(batch)

    lane = Lane(work)
    first = asyncio.create_task(lane.ask(1))
    await began.wait()
    left, stayed = asyncio.create_task(lane.ask(2)), asyncio.create_task(lane.ask(3))
    await asyncio.sleep(0)
    left.cancel()
    await asyncio.sleep(0)
    may_end.set()
    assert list(await asyncio.gather(first, stayed)) == [1, 3]
    assert calls == [[1], [3]]


async def test_lanes_take_turns_and_a_hung_one_holds_up_the_other_only_for_a_moment() -> None:
    began, may_end = asyncio.Event(), asyncio.Event()
    calls: list[Sequence[int]] = []

    async def slow(batch: Sequence[int]) -> list[int]:
        began.set()
        await may_end.wait()
        return list(batch)

    async def quick(batch: Sequence[int]) -> list[int]:
        calls.append(batch)
        return list(batch)

    turns = Turns()
    one, other = Lane(slow, turns), Lane(quick, turns)
    first = asyncio.create_task(one.ask(0))
    await began.wait()
    asking = [asyncio.create_task(other.ask(number)) for number in range(3)]
    await asyncio.sleep(TURN_SECONDS / 5)
    assert calls == []  # it is not their turn
    may_end.set()
    await asyncio.gather(first, *asking)
    assert calls == [[0, 1, 2]]

    may_end.clear()
    began.clear()
    hung = asyncio.create_task(one.ask(0))
    await began.wait()
    async with asyncio.timeout(TURN_SECONDS * 20):
        assert await other.ask(7) == 7
        assert await other.ask(8) == 8
    may_end.set()
    assert await hung == 0


async def test_who_comes_as_a_call_ends_does_not_wait_for_the_next_to_come() -> None:
    lane = Lane(_echo)

    async def ask_again_and_again(one: int) -> None:
        for _ in range(50):
            assert await lane.ask(one) == one

    async with asyncio.timeout(2):
        await asyncio.gather(*(ask_again_and_again(one) for one in range(3)))
        await ask_again_and_again(7)


def _entered(case_id: UUID, client: UUID) -> Admission:
    return Admission(
        at=datetime.now(UTC), id=uuid4(), outcome="entered", reach=None, relation="team", relation_id=None,
        role=None, actor_id=None, unit_id=None, organisation_id=None, network_id=None, client=client,
        case_id=case_id, object_id=None,
    )  # fmt: skip


async def test_nobody_reads_in_one_statement_with_another_who_came_for_the_same_case_or_client() -> None:
    one, two, three, noor, sem = (uuid4() for _ in range(5))
    asked = [
        _entered(one, noor),
        _entered(two, sem),
        _entered(one, noor),
        _entered(three, noor),
        _entered(two, sem),
    ]
    assert apart(asked) == [[0, 1], [2, 4], [3]]


async def _echo(batch: Sequence[int]) -> list[int]:
    return list(batch)


async def test_together_everybody_has_his_own_entry_and_sees_by_his_own_ticket(region: Region) -> None:
    cases = [
        (await open_case(region, client=desiree()["client"] | {"callName": f"D{n}"}))["id"] for n in range(4)
    ]
    await add_begeleider(region, cases[0])
    people = [region.teacher, region.begeleider, region.coordinator, region.outsider]
    asked = [(person, case_id) for person in people for case_id in [*cases, str(uuid4())]] * 3

    answers = await asyncio.gather(*(person.ask("GET", f"/cases/{case_id}") for person, case_id in asked))

    for (person, case_id), answer in zip(asked, answers, strict=True):
        alone = await person.ask("GET", f"/cases/{case_id}")
        assert answer.status_code == alone.status_code, (person.role, case_id)
        if answer.status_code == 200:
            assert answer.json() == alone.json()
            assert answer.json()["id"] == case_id
    assert {answer.status_code for answer in answers} == {200, 404}
    seen = {
        person.role: answer.json()
        for (person, _), answer in zip(asked, answers, strict=True)
        if answer.is_success
    }
    assert seen["teacher"]["client"] is not None

    for (person, case_id), answer in zip(asked, answers, strict=True):
        opened = region.app.state.receipts.open(answer.headers["ChainCare-Receipt"])
        assert opened is not None
        (entry,) = await region.entries("at = $1 AND id = $2", *opened)
        assert (entry["subject"], entry["asked_id"]) == (person.role, UUID(case_id))
        assert (entry["outcome"] == "entered") == (answer.status_code in {200, 403})
        assert str(entry["request_id"]) == answer.headers["ChainCare-Request-Id"]


async def test_when_all_gave_up_during_a_call_the_lane_serves_whoever_comes_next() -> None:
    began, may_end = asyncio.Event(), asyncio.Event()

    async def work(batch: Sequence[int]) -> list[int]:
        began.set()
        await may_end.wait()
        return list(batch)

    lane = Lane(work)
    asking = [asyncio.create_task(lane.ask(one)) for one in range(3)]
    await began.wait()
    for one in asking:
        one.cancel()
    assert [type(one) for one in await asyncio.gather(*asking, return_exceptions=True)] == [
        asyncio.CancelledError
    ] * 3
    may_end.set()
    async with asyncio.timeout(1):
        assert await lane.ask(7) == 7


async def test_a_call_that_hangs_is_given_up_and_the_lane_serves_whoever_comes_next() -> None:
    hangs = True

    async def work(batch: Sequence[int]) -> list[int]:
        if hangs:
            await asyncio.Event().wait()
        return list(batch)

    lane = Lane(work)
    async with asyncio.timeout(3):
        told = await asyncio.gather(*(lane.ask(one) for one in range(3)), return_exceptions=True)
    assert [type(one) for one in told] == [TimeoutError] * 3
    hangs = False
    async with asyncio.timeout(1):
        assert await lane.ask(7) == 7
