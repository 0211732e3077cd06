"""A line is looked at again, or goes: with a row on the worklist, an entry by the clock, and proof without a person."""

from datetime import timedelta
from typing import Any

import pytest
from tests.inventory_lines.lines import make_inventory, past_the_wall, report, today
from tests.people import Person, Region
from tests.worklist.lists import do

from chaincare.demo.world import SCHOOL
from chaincare.ladders.running import run_timers

pytestmark = pytest.mark.anyio


async def tick(region: Region) -> None:
    await run_timers(region.app.state.pool, region.app.state.clock.now)


async def rows(person: Person, kind: str = "inventory_line_to_review") -> list[Any]:
    return [one for one in (await person.get("/worklist"))["items"] if one["kind"] == kind]


async def state_of(region: Region, line: str) -> Any:
    return await region.admin.fetchrow(
        "SELECT * FROM chaincare.inventory_lines WHERE id = $1::text::uuid", line.rsplit("/", 1)[1]
    )


async def test_on_its_day_a_line_stands_on_the_worklist_of_who_reported_it(region: Region) -> None:
    line = await report(region, await make_inventory(region))
    region.move_clock(timedelta(days=59))
    assert await rows(region.teacher) == []
    region.move_clock(timedelta(days=1))
    [row] = await rows(region.teacher)
    assert row["dueDate"] == str(today(region))
    assert (row["href"].removeprefix("/v1"), row["act"]["operation"]) == (line, "reviewInventoryLine")
    assert "Noor" not in str(row)
    assert await rows(region.begeleider) == []
    entry = (await region.entries("event = 'worklist.read' AND reach = 'inventory'"))[0]
    assert entry["client"] == (await state_of(region, line))["pseudonym"]
    await past_the_wall(
        region,
        "UPDATE chaincare.professionals SET status = 'deactivated', inactive_at = now() WHERE name = 'Joris Timmer'",
    )
    assert len(await rows(region.begeleider)) == 1
    assert await rows(region.specialist) == []


async def test_from_its_day_it_is_looked_at_again_whether_he_can_be_told(region: Region) -> None:
    kind = "inventory_line_to_inform"
    until = today(region) + timedelta(days=9)
    later = {"fact": "delayed", "because": "his father reads his mail", "reviewDate": str(until)}
    inventory = await make_inventory(region)
    line, told = await report(region, inventory, informed=later), await report(region, inventory)
    region.move_clock(timedelta(days=8))
    assert await rows(region.teacher, kind) == []
    region.move_clock(timedelta(days=1))
    [row] = await rows(region.teacher, kind)
    assert (row["dueDate"], row["reach"], row["withYou"]) == (str(until), "inventory", True)
    assert row["href"].removeprefix("/v1") == f"{line}/informed"
    assert "Noor" not in str(row)
    assert "mail" not in str(row)
    assert await rows(region.begeleider, kind) == []
    await do(region.teacher, row, {**later, "reviewDate": str(until + timedelta(days=5))})
    assert await rows(region.teacher, kind) == []
    region.move_clock(timedelta(days=5))
    [row] = await rows(region.teacher, kind)
    await do(
        region.teacher, row, {"fact": "informed", "informedDate": str(today(region)), "how": "at school"}
    )
    region.move_clock(timedelta(days=46))
    assert await rows(region.teacher, kind) == []
    assert len(await rows(region.teacher)) == 2
    await region.teacher.post(f"{told}/withdrawals", {"reason": "objected"})
    assert len(await rows(region.teacher)) == 1


async def test_who_looks_again_keeps_it_for_half_a_year_more_and_no_longer_than_one(region: Region) -> None:
    line = await report(region, await make_inventory(region))
    for days in (60, 180):
        region.move_clock(timedelta(days=days))
        read = await region.teacher.ask("GET", line)
        wanted = min(str(today(region) + timedelta(days=180)), read.json()["lastDate"])
        reviewed = await region.teacher.ask(
            "POST", f"{line}/reviews", {"reviewDate": wanted}, If_Match=read.headers["etag"]
        )
        assert reviewed.status_code == 201, reviewed.text
        assert reviewed.json()["reviewDate"] == wanted
        await tick(region)
        assert (await region.teacher.get(line))["state"] == "open"
        assert await rows(region.teacher) == []
    too_late = {"reviewDate": str(today(region) + timedelta(days=181))}
    assert (await region.teacher.ask("POST", f"{line}/reviews", too_late)).status_code == 428
    assert (await region.teacher.ask("POST", f"{line}/reviews", too_late, If_Match="*")).status_code == 400
    region.move_clock(timedelta(days=126))  # a year and a day since it was reported
    await tick(region)
    assert (await state_of(region, line))["state"] == "erased"


async def test_what_nobody_looks_at_is_erased_after_a_month_by_the_clock_with_proof(region: Region) -> None:
    inventory = await make_inventory(region)
    line, other = await report(region, inventory), await report(region, inventory)
    region.move_clock(timedelta(days=90))
    await tick(region)
    assert (await state_of(region, line))["state"] == "open"
    region.move_clock(timedelta(days=1))
    opened = {"purpose": "education_support", "ownWords": "x", "question": "x", "consulted": "yes"}
    basis = {"ground": "avg-6-1-e", "article": "WPO 18a"}
    await region.teacher.post(f"{other}/cases", {**opened, "legalBasis": basis})
    for _ in range(2):
        await tick(region)
    gone = await state_of(region, line)
    assert gone["state"] == "erased"
    left = {name for name, value in gone.items() if value is not None}
    assert not left & {
        "given_names",
        "family_name",
        "birth_date",
        "need",
        "entitlement",
        "told_on",
        "case_id",
    }
    assert (await region.teacher.ask("GET", line)).status_code == 404
    assert (await region.teacher.get(other))["state"] == "case_opened"
    [entry] = await region.entries("event = 'inventory-line.erased'")
    assert (entry["relation"], entry["outcome"], entry["client"]) == ("clock", "done", None)
    assert str(entry["object_id"]) in line
    [proof] = (await region.person("privacy-officer").get("/destructions"))["items"]
    assert (proof["layer"], proof["cases"], proof["rows"]) == ("inventory_line", 1, 2)
    told = await region.admin.fetchval("SELECT count(*) FROM chaincare.inventory_line_informed")
    assert told == 1  # of the line that became a case


async def test_of_an_organisation_that_is_insolvent_nobody_stays_on_an_inventory(region: Region) -> None:
    line = await report(region, await make_inventory(region))
    await tick(region)
    assert (await state_of(region, line))["state"] == "open"
    await region.administrator.post(f"/organisations/{SCHOOL.id}/insolvencies", {"reason": "court"})
    await tick(region)
    gone = await state_of(region, line)
    assert (gone["state"], gone["given_names"], gone["need"]) == ("erased", None, None)
    [proof] = (await region.person("privacy-officer").get("/destructions"))["items"]
    assert (proof["layer"], proof["cases"], proof["closedUntilDate"]) == (
        "inventory_line", 1, str(today(region)),
    )  # fmt: skip


async def test_the_ledger_erases_it_again_after_an_old_backup(region: Region) -> None:
    line = await report(region, await make_inventory(region))
    region.move_clock(timedelta(days=91))
    before = dict(await state_of(region, line))
    await tick(region)
    [told] = [row["line"] for row in await region.admin.fetch("SELECT line FROM chaincare.erasure_ledger()")]
    assert before["id"].hex in told.replace("-", "")
    await past_the_wall(
        region,
        "UPDATE chaincare.inventory_lines SET state = 'open', ended_at = NULL, given_names = 'Noor', birth_date = '2014-05-06',"
        " birth_precision = 'day', need = 'x', entitlement = 'y'",
    )
    assert await region.admin.fetchval("SELECT chaincare.replay_erasures($1::text::jsonb)", f"[{told}]") == 1
    assert (await state_of(region, line))["state"] == "erased"
