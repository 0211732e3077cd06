"""How many clients an hour: a dump by a stolen token, and by a partner system, stops at the limit, and all is traced."""

import asyncio
from uuid import UUID

import pytest
from tests.people import Region, open_case

from chaincare.demo.world import NETWORK
from chaincare.ids import new_id

pytestmark = pytest.mark.anyio


async def _limits(region: Region, person: int, partner: int) -> None:
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute(
        "UPDATE chaincare.networks SET clients_an_hour = $2, partner_clients_an_hour = $3 WHERE id = $1",
        NETWORK, person, partner,
    )  # fmt: skip
    await region.admin.execute("RESET session_replication_role")


async def _cases(region: Region, count: int) -> list[str]:
    """So many children, whose cases teacher and intern begeleider both read."""
    opened = [
        await open_case(region, client={"givenNames": f"Kind {number}", "birthDate": "2016-01-02"})
        for number in range(count)
    ]
    return [one["id"] for one in opened]


async def test_a_dump_stops_at_the_limit_and_what_was_seen_stays_open(region: Region) -> None:
    await _limits(region, 5, 2000)
    cases = await _cases(region, 9)
    answers = [await region.teacher.ask("GET", f"/cases/{one}") for one in cases]
    assert [one.status_code for one in answers] == [200] * 5 + [429] * 4
    assert answers[-1].json()["type"] == "urn:problem-type:chaincare:breadth-exceeded"
    assert int(answers[-1].headers["retry-after"]) > 0
    assert answers[-1].headers["chaincare-receipt"]
    # No other way round it: not by a part of a case, not by the client, not by a list, not by many at once.
    for path in (
        f"/cases/{cases[7]}/notes",
        f"/cases/{cases[7]}/timeline",
        "/cases",
        "/worklist?whose=anyone",
    ):
        assert (await region.teacher.ask("GET", path)).status_code in {200, 429}, path
    clients = {
        row["id"]: row["client_id"]
        for row in await region.admin.fetch("SELECT id, client_id FROM chaincare.cases")
    }
    unseen = clients[UUID(cases[8])]
    assert (await region.teacher.ask("GET", f"/clients/{unseen}")).status_code == 429
    many = await asyncio.gather(*(region.teacher.ask("GET", f"/cases/{one}") for one in cases[5:] * 5))
    assert {one.status_code for one in many} == {429}
    assert (await region.teacher.ask("GET", "/cases")).status_code == 429
    # Beyond the limit, what is there and what is not are told apart by nothing.
    missing = await region.teacher.ask("GET", f"/cases/{new_id()}")
    assert (missing.status_code, missing.json()["type"]) == (429, answers[-1].json()["type"])
    assert [(await region.teacher.ask("GET", f"/cases/{one}")).status_code for one in cases[:5]] == [200] * 5
    # All of it stands in the log: who was refused, and by which rule; none of it opened anything.
    refused = await region.entries("outcome = 'refused' AND rule = 'breadth/1'")
    assert len(refused) >= 4 + 20 + 3
    assert {one["asked_id"] for one in refused} >= {UUID(one) for one in cases[5:]}
    seen = await region.entries("outcome = 'entered' AND reach = 'full' AND relation = 'participation'")
    assert len({one["client"] for one in seen}) == 5
    # An hour later it is open again; the clock that counts is the database's own.
    await region.admin.execute("UPDATE chaincare.first_looks SET at = at - interval '61 minutes'")
    assert (await region.teacher.ask("GET", f"/cases/{cases[8]}")).status_code == 200
    await region.app.state.pool.execute("SELECT chaincare.forget_first_looks()")


async def test_a_list_is_refused_as_a_whole_and_coordinating_trips_nothing(region: Region) -> None:
    await _limits(region, 3, 2000)
    await _cases(region, 5)
    assert (await region.teacher.ask("GET", "/cases")).status_code == 429
    assert len((await region.teacher.get("/cases?limit=3"))["items"]) == 3
    page = await region.coordinator.get("/cases")
    assert len(page["items"]) == 5
    assert (await region.coordinator.ask("GET", "/cases")).status_code == 200


async def test_a_partner_system_stops_at_its_own_limit_whoever_it_asks_for(region: Region) -> None:
    await _limits(region, 60, 4)
    cases = await _cases(region, 6)
    for case in cases[:3]:
        await region.teacher.get(f"/cases/{case}")
    answers = [await region.begeleider.ask("GET", f"/cases/{one}") for one in cases]
    assert [one.status_code for one in answers] == [200] * 4 + [429] * 2
    assert (await region.teacher.ask("GET", f"/cases/{cases[4]}")).status_code == 429
    # Another system goes on: the coordinator's.
    assert (await region.coordinator.ask("GET", f"/cases/{cases[5]}")).status_code == 200
