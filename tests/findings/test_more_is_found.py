"""What comes in after a review: the finding is open again and says what is new, and what went before stays."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.agreements.scene import refused
from tests.findings.test_detecting import MONDAY, Log, afterwards, at
from tests.people import Region, open_case
from tests.worklist.lists import kinds_of
from tests.worklist.lists import only as only_row

pytestmark = pytest.mark.anyio
DAY = MONDAY + timedelta(days=21)


async def log_of(region: Region) -> Log:
    opened = await open_case(region)
    client = await region.admin.fetchval(
        "SELECT pseudonym FROM chaincare.clients WHERE id = $1::uuid", opened["clientId"]
    )
    return Log(afterwards(region), opened["id"], client)


async def found_in(region: Region, kind: str, first: int = 0, last: int = 24, **more: Any) -> dict[str, Any]:
    period = {"fromAt": at(first, day=DAY), "untilAt": at(0, day=DAY) + timedelta(hours=last)}
    body = {name: moment.isoformat() for name, moment in period.items()} | {"kinds": [kind], **more}
    (found,) = (await region.auditor.post("/access-log/findings/_detect", body, expect=200))["items"]
    return dict(found)


def steps(found: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [(step["kind"], step["entryIds"]) for step in found["steps"]]


async def test_what_is_found_is_open_whatever_stands_where_nobody_names_a_state(region: Region) -> None:
    """Whoever owns the database can say what a column holds by default: what a search writes names each."""
    log = await log_of(region)
    change = (
        "ALTER TABLE chaincare.findings ALTER state SET DEFAULT '{0}', ALTER version SET DEFAULT {1};"
        "ALTER TABLE chaincare.detections ALTER state SET DEFAULT '{2}'"
    )
    await region.admin.execute(change.format("dismissed", 7, "stopped"))
    await log.look("youth-worker", at(9, day=DAY), relation="emergency", emergency=True, relation_id=uuid4())
    found = await found_in(region, "emergency_access")
    await region.admin.execute(change.format("open", 1, "running"))
    assert (found["state"], found["version"]) == ("open", 1)


async def test_nobody_puts_aside_what_was_found_after_he_read_it(region: Region) -> None:
    """A step is about the edition that was read: what is found meanwhile makes another one, also while no review spoke of it."""
    auditor, log = region.auditor, await log_of(region)

    async def look(hours: int) -> None:
        await log.look(
            "youth-worker", at(hours, 0, day=DAY), relation="emergency", emergency=True, relation_id=uuid4()
        )

    await look(9)
    found = await found_in(region, "emergency_access")
    path = f"/access-log/findings/{found['id']}"
    read = await auditor.ask("GET", path)
    assert (read.headers["etag"], read.json()["version"]) == ('"1"', 1)
    assert (await found_in(region, "emergency_access"))["version"] == 1, "the same again is the same edition"
    await look(17)
    assert (await found_in(region, "emergency_access"))["version"] == 2
    aside, closing = {"reason": "known_cause"}, {"outcome": "justified", "reason": "part_of_the_work"}
    for step, body in (("dismissals", aside), ("closings", closing), ("questions", {"text": "Why?"})):
        stale = await auditor.post(f"{path}/{step}", body, expect=412, If_Match=read.headers["etag"])
        assert refused(stale) == "edition-stale"
        assert refused(await auditor.post(f"{path}/{step}", body, expect=428)) == "edition-missing"
    again = await auditor.ask("GET", path)
    assert (again.json()["state"], again.json()["times"], again.headers["etag"]) == ("open", 2, '"2"')
    asked = await auditor.ask("POST", f"{path}/questions", {"text": "Why?"}, If_Match='"2"')
    assert (asked.status_code, asked.headers["etag"], asked.json()["version"]) == (201, '"3"', 3)
    # What another auditor, or whom he asks, said meanwhile he reads first.
    await region.youth_worker.post(f"{path}/explanations", {"text": "She called."})
    await auditor.post(f"{path}/closings", closing, expect=412, If_Match='"3"')
    assert (await auditor.post(f"{path}/closings", closing, If_Match='"4"'))["state"] == "closed"


async def test_what_is_put_aside_at_noon_does_not_hide_what_happens_at_five(region: Region) -> None:
    auditor, log = region.auditor, await log_of(region)

    async def look(hours: int, minutes: int = 0) -> str:
        return await log.look("youth-worker", at(hours, minutes, day=DAY), relation="emergency",
                              emergency=True, relation_id=uuid4())  # fmt: skip

    morning = [await look(9), await look(11)]
    found = await found_in(region, "emergency_access")
    aside = f"/access-log/findings/{found['id']}/dismissals"
    await auditor.post(aside, {"reason": "known_cause"}, If_Match=f'"{found["version"]}"')
    # Found again it stays aside, and so it does when only a part of the day is looked through.
    for hours in ((0, 24), (10, 12)):
        again = await found_in(region, "emergency_access", *hours)
        assert (again["id"], again["state"], again["times"]) == (found["id"], "dismissed", 2)

    five = await look(17)
    more = await found_in(region, "emergency_access")
    assert (more["id"], more["state"], more["times"]) == (found["id"], "open", 3)
    assert more["entryIds"] == [*morning, five]
    assert steps(more) == [("dismissed", []), ("reopened", [five])]
    assert (more["steps"][1]["byId"], more["steps"][1]["by"]) == (None, None)
    assert more in (await auditor.get("/access-log/findings?state=open"))["items"]
    # Asked again it says so once; put aside again it stays aside again, until the next.
    assert await found_in(region, "emergency_access") == more
    await auditor.post(aside, {"reason": "known_cause"}, If_Match=f'"{more["version"]}"')
    assert (await found_in(region, "emergency_access"))["state"] == "dismissed"
    # Between two that were known, in a part of the day: that is more as well, though no part of the day has more than before.
    between = await look(10)
    more = await found_in(region, "emergency_access", 10, 11)
    assert (more["state"], more["times"], steps(more)[-1]) == ("open", 4, ("reopened", [between]))

    # More than are named: of many the last are, so that what is new is among them.
    for minute in range(55):
        await look(18, minute)
    many = await found_in(region, "emergency_access")
    assert (many["state"], many["times"], len(many["entryIds"])) == ("open", 59, 50)
    closing = {"outcome": "unjustified", "reason": "own_interest"}
    await auditor.post(f"/access-log/findings/{found['id']}/closings", closing, If_Match="*")
    for hours in ((0, 24), (18, 20)):
        assert (await found_in(region, "emergency_access", *hours))["state"] == "closed"
    late = await look(23)
    last = await found_in(region, "emergency_access")
    assert (last["state"], last["times"], steps(last)[-1]) == ("open", 60, ("reopened", [late]))
    assert [kind for kind, _ in steps(last)] == ["dismissed", "reopened"] * 2 + ["closed", "reopened"]


async def test_an_explanation_speaks_of_what_was_found_by_then(region: Region) -> None:
    auditor, teacher, log = region.auditor, region.teacher, await log_of(region)
    early = await log.look("teacher", at(5, day=DAY))
    found = await found_in(region, "outside_office_hours")
    one = f"/access-log/findings/{found['id']}"
    await auditor.post(f"{one}/questions", {"text": "Waarom zo vroeg?"}, If_Match="*")
    await teacher.post(f"{one}/explanations", {"text": "Een crisis."})
    late = await log.look("teacher", at(22, day=DAY))
    more = await found_in(region, "outside_office_hours")
    assert (more["state"], more["entryIds"], steps(more)[-1]) == ("open", [early, late], ("reopened", [late]))
    await teacher.get(f"{one}/questions", expect=404)
    assert "finding_to_explain" not in await kinds_of(teacher)

    # Closed and found again he can be asked again: once on his list, and what was decided before is not his to read.
    decision = {"outcome": "justified", "reason": "emergency", "text": "Alleen de ochtend."}
    await auditor.post(f"{one}/closings", decision, If_Match="*")
    await log.look("teacher", at(23, day=DAY))
    assert (await found_in(region, "outside_office_hours"))["state"] == "open"
    await auditor.post(f"{one}/questions", {"text": "En 's avonds?"}, If_Match="*")
    row = await only_row(teacher, "finding_to_explain")
    asked = await teacher.get(row["href"].removeprefix("/v1"))
    assert [step["text"] for step in asked["steps"]] == ["Waarom zo vroeg?", "Een crisis.", "En 's avonds?"]
    await teacher.post(f"{one}/explanations", {"text": "Een verslag."})
    told = (await auditor.get("/access-log/findings?state=explained"))["items"][0]
    assert [kind for kind, _ in steps(told)] == [
        "explanation_asked", "explained", "reopened", "closed", "reopened", "explanation_asked", "explained"
    ]  # fmt: skip
    # A step happens once in its round, whatever the application says.
    facts = await region.admin.fetch(
        "SELECT round, count(*) FROM chaincare.finding_facts WHERE finding_id = $1 GROUP BY 1 ORDER BY 1", UUID(found["id"])
    )  # fmt: skip
    assert [tuple(row) for row in facts] == [(0, 2), (1, 2), (2, 3)]


async def test_a_second_hour_of_many_clients_is_not_hidden_behind_the_first(region: Region) -> None:
    log = await log_of(region)

    async def broad(hour: int, clients: int) -> list[str]:
        looks = [(at(hour, minute, day=DAY), uuid4()) for minute in range(clients)]
        return [await log.look("intern-begeleider", when, client=client) for when, client in looks]

    morning = await broad(9, 5)
    found = await found_in(region, "many_clients", moreThan=2)
    assert (found["times"], found["entryIds"]) == (5, morning)
    await region.auditor.post(
        f"/access-log/findings/{found['id']}/dismissals", {"reason": "known_cause"}, If_Match="*"
    )
    # Fewer than in the morning, and still more than a few.
    afternoon = await broad(17, 3)
    more = await found_in(region, "many_clients", moreThan=2)
    assert (more["id"], more["state"], more["times"]) == (found["id"], "open", 5)
    assert steps(more)[-1] == ("reopened", afternoon)
