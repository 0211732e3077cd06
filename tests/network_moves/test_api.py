"""A case goes to another region over HTTP: decided without a name, in one network at any moment."""

from datetime import date, timedelta

import pytest
from tests.ladders.test_climbing import tick
from tests.people import Region
from tests.promises.lands import south
from tests.regie.directing import held_by_begeleider, joining, type_of
from tests.worklist.lists import kinds_of, only

from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio


def today(region: Region) -> date:
    return day_in_amsterdam(region.app.state.clock.now())


async def test_a_case_goes_where_its_client_went_and_everybody_stays(region: Region) -> None:
    other = await south(region)
    there, case = other.people["network-coordinator"], await held_by_begeleider(region, mother=True)
    moves = f"{case.path}/network-moves"
    asked = {"networkId": other.ids["network"], "because": "moved_house"}
    await region.teacher.post(moves, asked, 403)
    await region.coordinator.post(moves, asked, 403)
    own = str(await region.admin.fetchval("SELECT network_id FROM chaincare.cases"))
    assert type_of(await region.begeleider.post(moves, {**asked, "networkId": own}, 400)) == "network-unfit"
    nowhere = {**asked, "networkId": case.opened["id"]}
    assert type_of(await region.begeleider.post(moves, nowhere, 400)) == "network-not-there"
    move = await region.begeleider.post(moves, asked)
    assert type_of(await region.begeleider.post(moves, asked, 409)) == "move-open-already"
    answer = f"/network-moves/{move['id']}/responses"

    # Who coordinates there reads a reference and who directs: no client, and nothing of the case but this.
    [row] = (await there.get("/network-moves"))["items"]
    seen = await region.teacher.get(case.path)
    assert (row["reference"], row["regieHolder"], row["because"]) == (
        seen["reference"],
        "Fatma Kaya",
        "moved_house",
    )
    assert "Walt" not in str(row)
    assert "Désirée" not in str(row)
    await there.get(case.path, 404)
    await there.get(f"{case.path}/regie", 404)
    for stranger in (region.coordinator, region.begeleider, region.outsider, other.people["teacher"]):
        await stranger.post(answer, {"answer": "accept"}, 404)
        assert (await stranger.get("/network-moves"))["items"] == []
    entries = await region.entries(
        "event = 'network-move.received' AND outcome = 'entered' AND case_id IS NOT NULL"
    )
    assert [str(one["case_id"]) for one in entries] == [case.opened["id"]]

    # Not yet: the one before steers it until it is accepted, and from then on the other, never both.
    await region.coordinator.get(f"{case.path}/regie")
    declined = await there.post(answer, {"answer": "decline"})
    assert declined["state"] == "declined"
    await region.coordinator.get(f"{case.path}/regie")
    again = await region.begeleider.post(moves, asked)
    await region.begeleider.post(f"{moves}/{again['id']}/withdrawals", {})
    await region.begeleider.post(f"{moves}/{again['id']}/withdrawals", {}, 409)
    third = await region.begeleider.post(moves, asked)
    answer = f"/network-moves/{third['id']}/responses"
    accepted = await there.post(answer, {"answer": "accept"})
    assert (accepted["state"], accepted["toNetworkId"]) == ("accepted", other.ids["network"])
    assert type_of(await there.post(answer, {"answer": "accept"}, 409)) == "network-move-settled"
    await region.coordinator.get(f"{case.path}/regie", 404)
    regie = await case.regie(there)
    assert regie["holder"]["participationId"] == case.begeleider_part
    for stays in (region.teacher, region.begeleider):
        assert (await stays.get(case.path))["regie"]["participationId"] == case.begeleider_part
    await region.mother.get(case.path)
    for who, proposed in ((region.teacher, 3), (region.mother, 1)):
        told = [line["kind"] for line in (await who.get(f"{case.path}/timeline?limit=50"))["items"]]
        assert (told.count("network_moved"), told.count("network_move_proposed")) == (1, proposed)
    # In the log of both networks, and of this case.
    done = await region.entries(
        "event = 'network-move.decided' AND outcome = 'done' AND object_id::text = $1", third["id"]
    )
    assert {str(one["network_id"]) for one in done} == {own, other.ids["network"]}
    assert {str(one["case_id"]) for one in done} == {case.opened["id"]}
    assert [one["state"] for one in (await region.teacher.get(moves))["items"]] == [
        "accepted",
        "withdrawn",
        "declined",
    ]
    # Who comes in from now on is of the new network.
    await region.teacher.post(f"{case.path}/participations", joining("youth-worker"), 400)


async def test_it_waits_for_who_decides_and_comes_back_when_nobody_does(region: Region) -> None:
    other = await south(region)
    there, case = other.people["network-coordinator"], await held_by_begeleider(region)
    moves, asked = f"{case.path}/network-moves", {"networkId": other.ids["network"], "because": "school"}
    move = await region.begeleider.post(moves, asked)
    answer = f"/network-moves/{move['id']}/responses"
    # It is on the worklist of who decides, with its last day, and on nobody else's.
    waits = await only(there, "network_move_to_decide")
    assert (
        waits["dueDate"],
        waits["reference"],
        waits["act"]["operation"],
        waits["act"]["href"].endswith(answer),
    ) == (
        move["respondByDate"],
        (await region.teacher.get(case.path))["reference"],
        "decideNetworkMove",
        True,
    )
    for other_one in (region.coordinator, region.begeleider):
        assert "network_move_to_decide" not in await kinds_of(other_one, "?whose=anyone")
    await there.post(answer, {"answer": "decline"})
    assert "network_move_to_decide" not in await kinds_of(there)
    row = await only(region.begeleider, "network_move_over")
    assert (row["act"]["operation"], row["href"].endswith(moves)) == ("proposeNetworkMove", True)
    await region.teacher.post(f"{moves}/{move['id']}/withdrawals", {}, 403)
    assert (await region.begeleider.post(f"{moves}/{move['id']}/withdrawals", {}))["state"] == "declined"
    assert "network_move_over" not in await kinds_of(region.begeleider)
    # Nobody there decides: it ends by itself after its last day, and who proposed it is told.
    late = await region.begeleider.post(moves, asked)
    region.move_clock(timedelta(days=(date.fromisoformat(late["respondByDate"]) - today(region)).days))
    await tick(region)
    assert await only(there, "network_move_to_decide")
    region.move_clock(timedelta(days=1))
    for _ in range(2):
        await tick(region)
    [expired, *_] = (await region.teacher.get(moves))["items"]
    assert (expired["id"], expired["state"]) == (late["id"], "expired")
    assert "network_move_to_decide" not in await kinds_of(there)
    assert await only(region.begeleider, "network_move_over")
    [entry] = await region.entries("event = 'network-move.expired'")
    assert (entry["relation"], entry["actor_id"]) == ("clock", None)
    told = await there.post(f"/network-moves/{late['id']}/responses", {"answer": "accept"}, 409)
    assert told["type"].endswith("network-move-settled")
    await region.begeleider.post(moves, asked)
    assert "network_move_over" not in await kinds_of(region.begeleider)
