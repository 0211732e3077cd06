"""Who moves regie in one network of somebody who works in two, and who may go on with what he began (R2, S1)."""

from uuid import UUID

import pytest
from tests.people import Person, Region
from tests.promises.lands import south
from tests.regie.directing import Case, add_worker, behind_the_wall, held_by_begeleider
from tests.relation_conflicts.test_api import against

from chaincare.demo.world import SCHOOL, person

pytestmark = pytest.mark.anyio
TEACHER, BEGELEIDER, WORKER = (
    str(person(one).id) for one in ("teacher", "intern-begeleider", "youth-worker")
)
BEGINS = f"/professionals/{BEGELEIDER}/regie-moves"


async def _southern(region: Region) -> tuple[str, Person]:
    """The southern network, where the school is a member too, and who coordinates it."""
    other = await south(region)
    added = "INSERT INTO chaincare.memberships (network_id, organisation_id) VALUES ($1, $2)"
    await behind_the_wall(region, added, UUID(other.ids["network"]), SCHOOL.id)
    return other.ids["network"], other.people["network-coordinator"]


async def _goes(region: Region, case: Case, network: str) -> None:
    moved = "UPDATE chaincare.cases SET network_id = $1 WHERE id = $2"
    await behind_the_wall(region, moved, UUID(network), UUID(case.opened["id"]))


async def _is_nothing_to(other: Person, move: str) -> None:
    """A coordinator who steers no case of a move learns nothing of it, and does not stop it."""
    listed = (await other.get("/regie-moves"))["items"]
    assert move not in [f"/regie-moves/{one['id']}" for one in listed]
    await other.get(move, 404)
    await other.get(f"{move}/cases", 404)
    await other.post(f"{move}/withdrawals", {}, 404)


async def test_an_order_is_of_one_network(region: Region) -> None:
    network, foreign = await _southern(region)
    await held_by_begeleider(region)
    there = await held_by_begeleider(region)
    ordered = {"successor": WORKER, "reason": "She is under investigation."}
    order = await region.coordinator.post(BEGINS, ordered)
    assert order["pending"] == 2
    await _is_nothing_to(foreign, f"/regie-moves/{order['id']}")
    await region.coordinator.post(f"/regie-moves/{order['id']}/withdrawals", {})
    # Nor does an order with no case in his network stop what the holder began.
    own = f"/regie-moves/{(await region.begeleider.post(BEGINS, ordered))['id']}"
    await _is_nothing_to(foreign, own)
    refused = await foreign.post(BEGINS, ordered, 409)
    assert refused["type"].endswith(":nothing-to-move")
    assert (await region.begeleider.get(own))["pending"] == 2
    # With one case there his order is of that one: the holder goes on with the other, and so does the coordinator here.
    await _goes(region, there, network)
    his = await foreign.post(BEGINS, ordered)
    assert his["pending"] == 1
    now = await region.begeleider.get(own)
    assert (now["pending"], now["withdrawnAt"]) == (1, None)
    assert now["failedBecause"] == [{"problem": "move-over", "cases": 1}]
    again = {"handoverNote": "Over to you.", "retryFailed": True}
    assert len((await region.begeleider.post(f"{own}/continuations", again))["items"]) == 1
    home = await region.coordinator.post(BEGINS, ordered)
    assert home["pending"] == 1
    for who in (region.coordinator, foreign):
        assert (await who.post(BEGINS, ordered, 409))["type"].endswith(":move-runs")
    await _is_nothing_to(foreign, f"/regie-moves/{home['id']}")
    await _is_nothing_to(region.coordinator, f"/regie-moves/{his['id']}")
    # By order everything of his is moved now: his own is over, until one of the orders is put aside.
    assert (await region.begeleider.get(own))["withdrawnAt"]
    await region.begeleider.post(BEGINS, ordered, 409)
    await foreign.post(f"/regie-moves/{his['id']}/withdrawals", {})
    assert (await region.begeleider.post(BEGINS, ordered))["pending"] == 1


async def test_a_slice_tells_nothing_of_where_one_may_not_come_in(region: Region) -> None:
    network, _ = await _southern(region)
    cases = [await held_by_begeleider(region) for _ in range(3)]
    for case in cases:
        await add_worker(region, case, "youth-worker")
    order = await region.coordinator.post(BEGINS, {"successor": WORKER, "reason": "She is ill."})
    path, note, yes = f"/regie-moves/{order['id']}", {"handoverNote": "n"}, {"answer": "assent"}
    # What went to another network is not his to move any more, and nothing is noted of it.
    barred, here = (case.opened["id"] for case in cases[1:])
    await _goes(region, cases[0], network)
    lines = (await region.coordinator.post(f"{path}/continuations", note))["items"]
    assert {(one["caseId"], one["failed"]) for one in lines} == {(barred, None), (here, None)}
    assert (await region.coordinator.post(f"{path}/continuations", note))["items"] == []
    now = await region.coordinator.get(path)
    assert (now["waiting"], now["pending"], now["failed"]) == (2, 0, 0)
    # Nor is a case told to a successor who is barred there.
    against_him = against("professional", person("youth-worker").id)
    await region.teacher.post(f"{cases[1].path}/relation-conflicts", against_him)
    lines = (await region.youth_worker.post(f"{path}/responses", yes))["items"]
    assert [(one["caseId"], one["failed"]) for one in lines] == [(here, None)]
    # With an ended mandate it is nothing to him any more, whoever began it.
    ended = (
        "UPDATE chaincare.mandates SET during = tstzrange(lower(during), now()) WHERE professional_id = $1"
    )
    await behind_the_wall(region, ended, person("network-coordinator").id)
    assert (await region.coordinator.get("/regie-moves"))["items"] == []
    for of_it in (path, f"{path}/cases"):
        await region.coordinator.get(of_it, 404)
    await region.coordinator.post(f"{path}/withdrawals", {}, 404)
    await region.coordinator.post(f"{path}/continuations", note, 404)
