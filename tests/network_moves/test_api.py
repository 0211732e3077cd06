"""A case goes to another region over HTTP: decided without a name, in one network at any moment."""

import pytest
from tests.people import Region
from tests.promises.lands import south
from tests.regie.directing import held_by_begeleider, joining, type_of

pytestmark = pytest.mark.anyio


async def test_a_case_goes_where_its_client_went_and_everybody_stays(region: Region) -> None:
    other = await south(region)
    there, case = other.people["network-coordinator"], await held_by_begeleider(region, mother=True)
    moves = f"{case.path}/network-moves"
    asked = {"networkId": other.ids["network"], "because": "moved_house"}
    await region.teacher.post(moves, asked, 403)
    await region.coordinator.post(moves, asked, 403)
    own = str(await region.admin.fetchval("SELECT network_id FROM chaincare.cases"))
    assert type_of(await region.begeleider.post(moves, {**asked, "networkId": own}, 400)) == "network-unfit"
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
    told = [line["kind"] for line in (await region.teacher.get(f"{case.path}/timeline?limit=50"))["items"]]
    assert told.count("network_moved") == 1
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
