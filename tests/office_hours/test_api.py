"""Office hours: set for the days to come by who administers the network, and each day is judged by those that held on it."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests.findings.test_detecting import MONDAY, Log
from tests.log_retention.old import MAKE
from tests.people import Person, Region, open_case

from chaincare.demo.world import NETWORK, SCHOOL, person
from chaincare.workdays import AMSTERDAM, day_in_amsterdam, is_holiday

pytestmark = pytest.mark.anyio
ADDRESS = f"/networks/{NETWORK}/office-hours"
EVENINGS = {"days": [{"weekday": "saturday", "opens": "18:00", "closes": "24:00"}]}


async def setting(who: Person, body: dict[str, Any], tag: str) -> Any:
    return await who.ask("PUT", ADDRESS, body, If_Match=tag)


async def test_its_administrator_sets_them_for_the_days_to_come(region: Region) -> None:
    read = await region.teacher.ask("GET", ADDRESS)
    (customary,) = read.json()["editions"]
    assert [customary["holdsFromDate"], customary["setAt"], len(customary["days"])] == [None, None, 5]
    assert customary["days"][0] == {"weekday": "monday", "opens": "07:00", "closes": "20:00"}
    assert read.headers["ETag"] == '"0"'
    for nobody in (region.teacher, region.coordinator, region.auditor):
        refused = await setting(nobody, EVENINGS, '"0"')
        assert (refused.status_code, refused.json()["type"].split(":")[-1]) == (404, "office-hours-not-yours")
    assert (await region.mother.ask("GET", ADDRESS)).status_code == 403
    elsewhere = ADDRESS.replace(str(NETWORK), str(SCHOOL.id))
    assert (await region.teacher.ask("GET", elsewhere)).status_code == 404
    assert (await region.administrator.ask("PUT", ADDRESS, EVENINGS)).status_code == 428
    for days, pointer in (
        ([{"weekday": "monday", "opens": "9:00", "closes": "17:00"}], "/days/0/opens"),
        ([{"weekday": "monday", "opens": "19:00", "closes": "17:00"}], "/days/0/closes"),
    ):
        wrong = await setting(region.administrator, {"days": days}, '"0"')
        assert wrong.status_code == 400
        assert [one["pointer"] for one in wrong.json()["errors"]] == [pointer]

    answer = await setting(region.administrator, EVENINGS, '"0"')
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"1"')
    set_now, before = answer.json()["editions"]
    tomorrow = day_in_amsterdam(region.app.state.clock.now()) + timedelta(days=1)
    assert set_now["holdsFromDate"] == tomorrow.isoformat()
    assert (set_now["days"], before) == (EVENINGS["days"], customary)
    assert (await setting(region.administrator, EVENINGS, '"0"')).status_code == 412
    assert (await region.teacher.get(ADDRESS))["editions"] == [set_now, customary]
    [done] = await region.entries("event = 'office-hours.changed' AND outcome = 'done'")
    assert (str(done["object_id"]), done["reach"]) == (str(NETWORK), "administration")
    # What is over cannot be set, whatever the application says, and what was set is never changed.
    for statement in (
        "UPDATE chaincare.office_hours SET holds_from = holds_from - 1",
        "UPDATE chaincare.office_hours SET set_at = set_at + interval '1 day'",
    ):
        with pytest.raises(Exception, match=r"permission denied|violates check"):
            await region.admin.execute(f"SET ROLE chaincare_app; {statement}")
        await region.admin.execute("RESET ROLE")


async def outside(region: Region, *days: date) -> set[str]:
    begins = datetime.combine(min(days), time(), AMSTERDAM)
    ends = datetime.combine(max(days) + timedelta(days=1), time(), AMSTERDAM)
    body = {"fromAt": begins.isoformat(), "untilAt": ends.isoformat(), "kinds": ["outside_office_hours"]}
    # Looked for when these days are over: of what is to come there is nothing to find.
    ahead = max(ends - region.app.state.clock.now(), timedelta(0))
    region.move_clock(ahead)
    found = await region.auditor.post("/access-log/findings/_detect", body, expect=200)
    region.move_clock(-ahead)
    return {entry for one in found["items"] for entry in one["entryIds"]}


async def test_a_day_is_judged_by_the_hours_that_held_on_it(region: Region) -> None:
    opened = await open_case(region)
    log = Log(region, opened["id"], uuid4())
    week = MONDAY + timedelta(days=7 - MONDAY.weekday())
    days = [week + timedelta(days=n) for n in range(7)]

    async def look(day: date, hour: int, minute: int = 0) -> str:
        return await log.look("teacher", datetime.combine(day, time(hour, minute), AMSTERDAM))

    early, noon, saturday = await look(days[1], 6), await look(days[1], 12), await look(days[5], 12)
    custom = {early, saturday} if not is_holiday(days[1]) else {early, noon, saturday}
    assert await outside(region, *days) == custom
    # The same week by hours that begin in the middle of it: Tuesday keeps its own, Saturday has others.
    region.move_clock(datetime.combine(days[2], time(12), AMSTERDAM) - region.app.state.clock.now())
    assert (await setting(region.administrator, EVENINGS, '"0"')).status_code == 200
    thursday, evening, last = await look(days[3], 12), await look(days[5], 18), await look(days[5], 23, 59)
    held = custom | {thursday}
    assert await outside(region, *days) == (held | {evening, last} if is_holiday(days[5]) else held)


@pytest.mark.parametrize("night", [date(2025, 3, 30), date(2025, 10, 26)])
async def test_a_night_in_which_the_clocks_change_is_judged_by_what_they_show(
    region: Region, night: date
) -> None:
    opened = await open_case(region)
    log = Log(region, opened["id"], uuid4())
    await region.admin.execute("SET timezone = 'UTC'; SET session_replication_role = replica")
    await region.admin.execute(
        "INSERT INTO chaincare.office_hours (network_id, version, opens, closes, holds_from, set_at, set_by)"
        " VALUES ($1, 1, '{0,0,0,0,0,0,180}', '{1440,1440,1440,1440,1440,1440,1200}', '2025-01-02', '2025-01-01', $2)",
        NETWORK, person("administrator").id,
    )  # fmt: skip
    month = night.replace(day=1)
    after = (month + timedelta(days=31)).replace(day=1)
    await region.admin.execute(MAKE.format(f"access_entries_{month:%Y%m}", month, after))
    await region.admin.execute("RESET session_replication_role")
    midnight = datetime.combine(night, time(), AMSTERDAM).astimezone(UTC)
    three = datetime.combine(night, time(3), AMSTERDAM).astimezone(UTC)
    close = datetime.combine(night, time(20), AMSTERDAM).astimezone(UTC)
    # Between midnight and three lie two hours in March, four in October; from then on there is work.
    assert (three - midnight) // timedelta(hours=1) == (2 if night.month == 3 else 4)
    second = timedelta(seconds=1)
    moments = [midnight, three - second, three, close - second, close]
    seen = [await log.look("teacher", when) for when in moments]
    found = await outside(region, night)
    expected = {seen[0], seen[1], seen[4]}
    assert found == (expected | set(seen) if is_holiday(night) else expected)
