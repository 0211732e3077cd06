"""The worklist shows one's own cases, with whom the ball is, and leaves n + 1 entries."""

import pytest
from tests.people import Region, open_case

pytestmark = pytest.mark.anyio


async def test_each_reads_his_own_list(region: Region) -> None:
    for _ in range(3):
        await open_case(region)
    rows = (await region.teacher.get("/worklist"))["items"]
    assert [row["client"] for row in rows] == ["Désirée van der Walt"] * 3
    assert [matter["kind"] for matter in rows[0]["matters"]] == ["regie-vacant"]
    entries = await region.entries("event = 'worklist.read'")
    assert len(entries) == 4, "three clients revealed give four entries (T3)"

    steering = (await region.coordinator.get("/worklist"))["items"]
    assert [row["client"] for row in steering] == [None] * 3
    assert all(row["matters"][0]["withYou"] for row in steering)
    assert (await region.outsider.get("/worklist"))["items"] == []


async def test_pages_follow_each_other(region: Region) -> None:
    opened = [(await open_case(region))["id"] for _ in range(3)]
    seen, path = [], "/worklist?limit=2"
    while path:
        answer = await region.teacher.ask("GET", path)
        seen += [row["caseId"] for row in answer.json()["items"]]
        link = answer.headers.get("Link", "")
        path = link[link.index("<") + 1 : link.index(">")].removeprefix("/v1") if link else ""
    assert seen == opened[::-1]
