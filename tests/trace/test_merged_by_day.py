"""An auditor reads like entries of one day as one, and pages stay right while entries arrive."""

import ipaddress
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.findings.test_detecting import Log, a_month_to_come
from tests.people import Region, add_begeleider, open_case
from tests.stories.test_the_auditors_morning import auditor_of

from chaincare.demo.world import YOUTH_CARE, person
from chaincare.workdays import AMSTERDAM, day_in_amsterdam

pytestmark = pytest.mark.anyio

DAY = a_month_to_come()


def at(hours: int, minutes: int = 0, days: int = 0) -> datetime:
    return datetime.combine(DAY + timedelta(days=days), time(hours, minutes), AMSTERDAM)


async def search(who: Any, **asked: Any) -> Any:
    return await who.post("/access-log/_search", asked, expect=200)


async def pages(who: Any, limit: int, **asked: Any) -> list[Any]:
    """All pages, one after the other."""
    found, cursor = [], None
    while True:
        page = await search(who, limit=limit, cursor=cursor, merge="day", **asked)
        found += page["items"]
        cursor = page["nextCursor"]
        if cursor is None:
            return found


def day_of(one: Any) -> date:
    return day_in_amsterdam(datetime.fromisoformat(one["happenedAt"]))


def like(one: Any) -> tuple[Any, ...]:
    asked = one["askedId"] if one["outcome"] == "not_visible" else None
    keys = (
        "client",
        "caseId",
        "event",
        "outcome",
        "actorId",
        "role",
        "relation",
        "reach",
        "purpose",
        "emergency",
        "why",
    )
    return (day_of(one), asked, *(one[key] for key in keys))


async def test_like_entries_of_a_day_are_one_with_how_often(region: Region) -> None:
    opened = await open_case(region)
    await add_begeleider(region, opened["id"])
    path = f"/cases/{opened['id']}"
    for who in (region.teacher, region.begeleider, region.teacher):
        await who.get(path)
    for _ in range(2):
        await region.outsider.get(path, expect=404)
    single = (await search(region.auditor, caseId=opened["id"], limit=50))["items"]
    assert {(one["times"], one["lastAt"] == one["happenedAt"]) for one in single} == {(1, True)}
    client = next(one["client"] for one in single if one["client"])
    teacher, outsider = str(person("teacher").id), str(person("outsider").id)
    for asked in ({"caseId": opened["id"]}, {"client": client}, {"professionalId": teacher}):
        each = (await search(region.auditor, limit=50, **asked))["items"]
        wanted = Counter(map(like, each))
        merged = await pages(region.auditor, 50, **asked)
        assert {like(one): one["times"] for one in merged} == wanted, asked
        assert len(merged) == len(wanted) < len(each)
        firsts = {
            like(one): one for one in each
        }  # the latest first: the last one written is the first that happened
        lasts = {like(one): one["happenedAt"] for one in reversed(each)}
        assert all(one["id"] == firsts[like(one)]["id"] for one in merged)
        assert all(one["lastAt"] == lasts[like(one)] for one in merged)
        assert [one["happenedAt"] for one in merged] == sorted(
            (one["happenedAt"] for one in merged), reverse=True
        )
        assert [one["id"] for one in await pages(region.auditor, 1, **asked)] == [one["id"] for one in merged]
    denied = [
        one for one in await pages(region.auditor, 50, caseId=opened["id"]) if one["outcome"] == "not_visible"
    ]
    assert [(one["actorId"], one["times"]) for one in denied] == [(outsider, 2)]
    # Within the mandate only.
    cares = await auditor_of(region, YOUTH_CARE.id)
    assert await pages(cares, 50, professionalId=teacher) == []


async def test_a_day_is_a_day_in_amsterdam_and_a_period_cuts_it(region: Region) -> None:
    opened = await open_case(region)
    client = await region.admin.fetchval(
        "SELECT pseudonym FROM chaincare.clients WHERE id = $1::uuid", opened["clientId"]
    )
    log = Log(region, opened["id"], UUID(str(client)))
    for when in (at(23, 58), at(23, 59), at(0, 0, days=1), at(0, 1, days=1), at(12, 0, days=40)):
        await log.look("teacher", when)
    asked = {"client": str(client), "fromAt": at(0).isoformat()}
    assert [one["times"] for one in await pages(region.auditor, 1, **asked)] == [1, 2, 2]
    cut = {**asked, "fromAt": at(23, 59).isoformat(), "untilAt": at(0, 1, days=1).isoformat()}
    assert [one["times"] for one in await pages(region.auditor, 50, **cut)] == [1, 1]


async def test_pages_stay_right_while_entries_arrive(region: Region) -> None:
    opened = await open_case(region)
    client = await region.admin.fetchval(
        "SELECT pseudonym FROM chaincare.clients WHERE id = $1::uuid", opened["clientId"]
    )
    log = Log(region, opened["id"], UUID(str(client)))
    events = ("case.read", "notes.read", "agreements.read")
    for number, event in enumerate(events):
        for day in range(3):
            await log.look("teacher", at(9 + number, 0, days=day), event=event)
    asked: dict[str, Any] = {
        "professionalId": str(person("teacher").id),
        "fromAt": at(0).isoformat(),
        "merge": "day",
    }
    seen, cursor = [], None
    for turn in range(20):
        page = await search(region.auditor, limit=2, cursor=cursor, **asked)
        seen += [(day_of(one), one["event"]) for one in page["items"]]
        cursor = page["nextCursor"]
        if cursor is None:
            break
        for day in range(3):  # of each line another one, and one that is new, after what was there
            await log.look("teacher", at(20, turn, days=day))
            await log.look("teacher", at(21, turn, days=day), event="meetings.read")
    assert len(seen) == len(set(seen)), "none twice"
    there = {(DAY + timedelta(days=day), event) for day in range(3) for event in events}
    assert there <= set(seen), "and none is lost that was there"
    counted = {
        (day_of(one), one["event"]): one["times"]
        for one in await pages(region.auditor, 3, **{k: v for k, v in asked.items() if k != "merge"})
    }
    assert counted[DAY, "case.read"] > 1


async def test_a_day_is_merged_for_one_client_case_or_professional(region: Region) -> None:
    period = {
        "fromAt": datetime.now(UTC).isoformat(),
        "untilAt": (datetime.now(UTC) + timedelta(days=1)).isoformat(),
    }
    for wide in (period, {"logItself": True}, {"organisationId": str(YOUTH_CARE.id)}):
        answer = await region.auditor.post("/access-log/_search", {**wide, "merge": "day"}, expect=400)
        assert answer["type"].endswith("merge-too-wide")
    page = await search(region.auditor, professionalId=str(person("auditor").id), limit=1)
    other = {
        "professionalId": str(person("auditor").id),
        "limit": 1,
        "cursor": page["nextCursor"],
        "merge": "day",
    }
    await region.auditor.post("/access-log/_search", other, expect=400)


async def test_what_came_from_another_address_stands_in_a_line_of_its_own(region: Region) -> None:
    opened = await open_case(region)
    client = await region.admin.fetchval(
        "SELECT pseudonym FROM chaincare.clients WHERE id = $1::uuid", opened["clientId"]
    )
    log = Log(region, opened["id"], client)
    office, elsewhere = ipaddress.ip_address("10.0.0.5"), ipaddress.ip_address("203.0.113.66")
    for minutes, address, partner in (
        (0, office, "school"),
        (1, office, "school"),
        (2, elsewhere, "school"),
        (3, office, "other"),
    ):
        await log.look("teacher", at(9, minutes), address=address, partner=partner)
    found = await pages(region.auditor, 50, client=str(client), fromAt=at(0).isoformat())
    lines = [(one["times"], one["address"], one["partner"]) for one in found]
    assert lines == [
        (1, "10.0.0.5", "other"),
        (1, "203.0.113.66", "school"),
        (2, "10.0.0.5", "school"),
    ]
