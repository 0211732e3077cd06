"""Who changes what an auditor looks by is found himself: hours of a whole day hide nobody who sets them."""

from datetime import timedelta
from typing import Any

import pytest
from tests.people import Person, Region
from tests.stories.test_the_auditors_morning import auditor_of
from tests.worklist.lists import due

from chaincare.demo.world import NETWORK, OFFICE, SCHOOL, person

pytestmark = pytest.mark.anyio
EVERY_HOUR = {"days": [{"weekday": "monday", "opens": "00:00", "closes": "24:00"}]}


async def changed(region: Region, who: Person) -> list[dict[str, Any]]:
    now = region.app.state.clock.now()
    asked = {
        "fromAt": (now - timedelta(days=1)).isoformat(), "untilAt": (now + timedelta(days=1)).isoformat(),
        "kinds": ["settings_changed"],
    }  # fmt: skip
    found = await who.post("/access-log/findings/_detect", asked, expect=200)
    return list(found["items"])


async def test_who_changes_what_the_auditor_looks_by_stands_out(region: Region) -> None:
    admin = region.administrator
    hours = f"/networks/{NETWORK}/office-hours"
    await admin.ask("GET", hours)
    await admin.ask("PUT", hours, EVERY_HOUR, If_Match='"7"')
    assert await changed(region, region.auditor) == [], "who only read or was refused changed nothing"

    assert (await admin.ask("PUT", hours, EVERY_HOUR, If_Match='"0"')).status_code == 200
    [found] = await changed(region, region.auditor)
    assert (found["actorId"], found["client"], found["times"]) == (
        str(person("administrator").id),
        None,
        1,
    )
    assert found["sentence"].startswith("Changed once what an auditor looks by: office hours")
    assert found["zin"].startswith("Veranderde één keer waarnaar een auditor kijkt: kantooruren")
    for path in ("/breadth-limits", f"/networks/{NETWORK}/policy"):
        read = await admin.ask("GET", path)
        kept = await admin.ask("PUT", path, read.json(), If_Match=read.headers["ETag"])
        assert kept.status_code == 200, kept.text
    rule = {"layer": "access_log", "months": 60, "source": "x", "validFromDate": due(region, 40)}
    await region.person("privacy-officer").post("/retention-rules", rule)
    both = {one["actorId"]: one for one in await changed(region, region.auditor)}
    again = both.pop(found["actorId"])
    assert {one: each["times"] for one, each in both.items()} == {str(person("privacy-officer").id): 1}
    assert (again["id"], again["times"]) == (found["id"], 3)
    events = await region.entries("id = ANY ($1)", again["entryIds"])
    assert {(one["event"], one["outcome"]) for one in events} == {
        ("office-hours.changed", "done"), ("breadth-limits.changed", "done"), ("network-policy.changed", "done")
    }  # fmt: skip
    dismissed = await region.auditor.post(
        f"/access-log/findings/{found['id']}/dismissals", {"reason": "part_of_the_work"}, If_Match="*"
    )
    assert dismissed["state"] == "dismissed"

    # Of the organisation of who did it, and of no other.
    assert await changed(region, await auditor_of(region, SCHOOL.id)) == []
    assert again["organisationId"] == str(OFFICE.id)


async def test_what_the_only_administrator_did_is_asked_and_closed_but_not_in_his_favour(
    region: Region,
) -> None:
    admin, his = region.administrator, str(person("administrator").id)
    hours = f"/networks/{NETWORK}/office-hours"
    assert (await admin.ask("PUT", hours, EVERY_HOUR, If_Match='"0"')).status_code == 200
    appointed = await auditor_of(region, OFFICE.id)
    [found] = await changed(region, appointed)
    one = f"/access-log/findings/{found['id']}"
    assert found["actorId"] == his
    for step, body in (
        ("dismissals", {"reason": "part_of_the_work"}),
        ("closings", {"outcome": "justified", "reason": "part_of_the_work"}),
    ):
        refusal = await appointed.post(f"{one}/{step}", body, expect=403, If_Match="*")
        assert refusal["type"].endswith("finding-not-yours"), step
    asked = await appointed.post(f"{one}/questions", {"text": "Waarom?"}, If_Match="*")
    assert asked["state"] == "explanation_asked"
    closed = {"outcome": "reported_as_breach", "reason": "own_interest"}
    assert (await appointed.post(f"{one}/closings", closed, If_Match="*"))["state"] == "closed"
