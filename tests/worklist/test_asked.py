"""What can be asked of a worklist: in order of urgency, filtered, counted, and with whom one stands in for."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.people import Region, open_case
from tests.regie.directing import held_by_begeleider
from tests.worklist.lists import next_of, rows_of
from tests.worklist.test_agreements import Team, team

from chaincare.demo.world import person
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio
__all__ = ["team"]


async def carried_out_by(team: Team, role: str, days: list[int]) -> dict[int, str]:
    """Agreements that somebody agreed to, each due so many days from now; by the days, their ids."""
    region, today = team.region, day_in_amsterdam(team.region.app.state.clock.now())
    made = {}
    for one in days:
        due = str(today + timedelta(days=one))
        made[one] = await team.agree(region.teacher, role, dueDate=due)
        assent = {"answer": "assent"}
        await region.person(role).post(f"{team.path}/agreements/{made[one]}/responses", assent)
    return made


async def counted(region: Region, role: str, query: str = "") -> Any:
    return (await region.person(role).get(f"/worklist?counts=true{query}"))["counts"]


async def test_the_most_urgent_comes_first_and_what_is_asked_for_is_what_is_counted(team: Team) -> None:
    region, who = team.region, team.region.youth_worker
    made = await carried_out_by(team, "youth-worker", [40, 9, 6, 5, 12])
    unanswered = await team.agree(region.teacher, "youth-worker")
    elsewhere = await open_case(region)
    region.move_clock(timedelta(days=6))
    today = day_in_amsterdam(region.app.state.clock.now())

    rows = await rows_of(who)
    mine = [one for one in rows if one["kind"].startswith("agreement")]
    about = [one["href"].rpartition("/")[2] for one in mine]
    assert about == [made[5], made[6], made[9], made[12], made[40], unanswered]
    assert [one["urgency"] for one in mine] == [
        "overdue", "due_today", "due_soon", "due_soon", "due_later", "no_term",
    ]  # fmt: skip
    assert [one["daysLeft"] for one in mine] == [-1, 0, 3, 6, 34, None]
    assert [one["overdue"] for one in mine] == [True] + [False] * 5

    async def found(query: str) -> list[str]:
        return [
            one["href"].rpartition("/")[2]
            for one in await rows_of(who, query)
            if one["kind"].startswith("agreement")
        ]

    assert await found("?overdue=true") == [made[5]]
    assert await found(f"?dueBeforeDate={today + timedelta(days=3)}") == [made[5], made[6]]
    assert await found("?kind=agreement_to_answer") == [unanswered]
    both = "?kind=agreement_to_answer&kind=agreement_to_carry_out"
    assert await found(both) == about
    assert await found(f"{both}&limit=2&counts=true") == about, "the link asks the same question"
    assert await found(f"?caseId={team.opened['id']}") == about
    for other in (elsewhere["id"], team.opened["participationId"]):  # another's, and no case at all
        assert await found(f"?caseId={other}") == []

    for query in (
        "",
        "&whose=anyone",
        "&whose=team",
        "&overdue=true",
        "&kind=agreement_to_carry_out",
        f"&caseId={elsewhere['id']}",
    ):
        shown = await rows_of(who, f"?{query.removeprefix('&')}")
        counts = await counted(region, "youth-worker", query)
        assert (counts["total"], counts["complete"]) == (len(shown), True), query
        assert {one["kind"]: one["count"] for one in counts["kinds"]} == Counter(one["kind"] for one in shown)
        assert counts["overdue"] == sum(one["overdue"] for one in shown)
        assert counts["dueToday"] == sum(one["urgency"] == "due_today" for one in shown)
        assert counts["standingIn"] == []
    assert (await who.get("/worklist"))["counts"] is None


async def test_what_is_counted_is_entered_as_if_it_had_been_read(region: Region) -> None:
    cases = {(await open_case(region))["id"] for _ in range(4)}
    before = len(await region.entries())
    answer = await region.teacher.get("/worklist?limit=1&counts=true")
    assert (len(answer["items"]), answer["counts"]["total"]) == (1, 4)
    question, *shown = (await region.entries())[before:]
    assert {str(one["case_id"]) for one in shown} == cases
    assert {one["query_id"] for one in shown} == {question["id"]}
    # Whoever has nothing to do with them counts nothing, and leaves his question.
    before = len(await region.entries())
    nobody = await region.outsider.get("/worklist?counts=true")
    assert (nobody["items"], nobody["counts"]["total"], nobody["counts"]["kinds"]) == ([], 0, [])
    assert len(await region.entries()) == before + 1


@pytest.mark.parametrize(
    "query",
    [
        "limit=201",
        "limit=0",
        "kinds=regie_vacant",
        "kind=nothing",
        "dueBeforeDate=tomorrow",
        "standingInFor=me",
        "overdue=true&overdue=true",
    ],
)
async def test_what_is_not_known_is_refused(region: Region, query: str) -> None:
    refused = await region.teacher.get(f"/worklist?{query}", expect=400)
    assert refused["errors"][0]["pointer"].removesuffix("/0") == f"#query/{query.partition('=')[0]}"


async def test_two_hundred_rows_are_one_page(region: Region) -> None:
    await open_case(region)
    answer = await region.teacher.ask("GET", "/worklist?limit=200")
    assert (answer.status_code, next_of(answer)) == (200, "")


async def test_due_today_is_not_overdue_until_midnight_in_amsterdam(team: Team) -> None:
    """In the night that has 25 hours: it ends at 23:00Z, and not an hour before."""
    region, night = team.region, date(2027, 10, 31)
    region.move_clock(datetime(2027, 10, 20, 12, tzinfo=UTC) - region.app.state.clock.now())
    today = day_in_amsterdam(region.app.state.clock.now())
    made = await carried_out_by(team, "youth-worker", [(night - today).days])
    for at, urgency, left in (
        (datetime(2027, 10, 30, 21, 59, 50, tzinfo=UTC), "due_soon", 1),
        (datetime(2027, 10, 30, 22, 0, 1, tzinfo=UTC), "due_today", 0),
        (datetime(2027, 10, 31, 22, 30, tzinfo=UTC), "due_today", 0),
        (datetime(2027, 10, 31, 23, 0, 1, tzinfo=UTC), "overdue", -1),
    ):
        region.move_clock(at - region.app.state.clock.now())
        [row] = [one for one in await rows_of(region.youth_worker) if one["kind"] == "agreement_to_carry_out"]
        assert (row["urgency"], row["daysLeft"], row["overdue"]) == (urgency, left, left < 0), at
        assert row["href"].endswith(made[(night - today).days])
        late = await rows_of(region.youth_worker, "?overdue=true&kind=agreement_to_carry_out")
        assert [one["id"] for one in late] == [row["id"]] * (left < 0), (
            "the door and the rules mean the same day"
        )


async def test_what_lies_with_whom_i_stand_in_for_says_so_of_every_kind(region: Region) -> None:
    case = await held_by_begeleider(region)
    today = day_in_amsterdam(region.app.state.clock.now())
    last = str(today + timedelta(days=10))
    body = {"responsible": case.begeleider_part, "what": "x", "dueDate": last}
    await region.teacher.post(f"{case.path}/agreements", body)
    step = {"neededFor": "Quiet.", "nextStep": "Phone.", "nextStepDate": str(today)}
    await region.begeleider.post(
        f"{case.path}/needed-parties", {"who": {"kind": "help", "help": "respite"}, **step}
    )
    holder = {one["kind"] for one in await rows_of(region.begeleider)}
    assert {"agreement_to_answer", "needed_party_next_step"} <= holder

    asked = {"participationId": case.teacher_part, "firstDate": str(today), "lastDate": last}
    stand_in = await region.begeleider.post(f"{case.path}/stand-ins", asked)
    await region.teacher.post(f"{case.path}/stand-ins/{stand_in['id']}/responses", {"answer": "assent"})
    own = {one["kind"] for one in await rows_of(region.teacher)}
    leave = {"kind": "period", "firstDate": str(today), "lastDate": last}
    absent = str(person("intern-begeleider").id)
    await region.begeleider.post(f"/professionals/{absent}/absences", leave)

    rows = await rows_of(region.teacher)
    acting = [one for one in rows if one["acting"]]
    assert {one["kind"] for one in acting} == holder
    assert {(one["actingFor"]["professionalId"], one["actingFor"]["name"]) for one in acting} == {
        (absent, "Fatma Kaya")
    }
    assert [one for one in rows if one["actingFor"] is None] == [one for one in rows if not one["acting"]]
    assert {one["kind"] for one in rows if not one["acting"]} == own
    assert await rows_of(region.teacher, f"?standingInFor={absent}") == acting
    assert await rows_of(region.teacher, f"?standingInFor={person('youth-worker').id}") == []
    told = (await counted(region, "teacher"))["standingIn"]
    assert told == [{"actingFor": {"professionalId": absent, "name": "Fatma Kaya"}, "count": len(acting)}]
