"""R8: who directed at a moment, what was known of that at another, and facts from which all of it can be made anew."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from tests.escalations.steps import accept, ask, complement
from tests.people import Person, Region, open_case
from tests.regie.directing import (
    FACTS,
    REBUILT,
    TERMS,
    Case,
    add_worker,
    behind_the_wall,
    held_by_begeleider,
    let_in,
    move_to,
)
from tests.worklist.lists import kinds_of

from chaincare.migrate import migrations_folder
from chaincare.regie import passing, store
from chaincare.regie.model import Mandate, Term, TermKind

pytestmark = pytest.mark.anyio

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)


async def known(case: Case, at: datetime | None, known_at: datetime) -> Any:
    query = f"knownAt={quote(known_at.isoformat())}" + (f"&at={quote(at.isoformat())}" if at else "")
    return await case.region.teacher.get(f"{case.path}/regie?{query}")


def holder_of(answer: Any) -> str:
    return str(answer["holder"]["participationId"] if answer["holder"] else answer["because"])


async def test_what_was_known_at_a_moment_stays_known_of_that_moment(region: Region) -> None:
    case = await held_by_begeleider(region)
    [term] = await case.terms()
    began = datetime.fromisoformat(term["holder"]["sinceAt"])
    assert datetime.fromisoformat(term["recordedAt"]) == began
    assert (term["forced"], term["endsBecause"]) == (False, None)

    region.move_clock(HOUR)
    laid = await region.begeleider.post(f"{case.path}/resignations", {"because": "workload"})
    said, ends = (datetime.fromisoformat(laid[one]) for one in ("resignedAt", "endsAt"))
    region.move_clock(HOUR)
    back = await region.begeleider.post(f"{case.path}/resignations/{laid['id']}/withdrawals", {})
    taken_back = datetime.fromisoformat(back["withdrawnAt"])
    region.move_clock(HOUR)
    proposal = await case.propose(region.begeleider, case.teacher_part, handoverNote="Over to you.")
    effect = await case.answer(region.teacher, proposal, "assent")
    passed = datetime.fromisoformat(effect["settledAt"])

    held, teacher = case.begeleider_part, case.teacher_part
    for at, known_at, expected in (
        (None, began, held),
        (None, began - TICK, "not_yet_agreed"),
        (began - TICK, passed, "not_yet_agreed"),
        (ends, said - TICK, held),
        (ends, said, "laid_down"),
        (ends - TICK, said, held),
        (ends, taken_back, held),
        (passed, passed - TICK, held),
        (passed, passed, teacher),
        (passed - TICK, passed, held),
        (ends, passed + 99 * DAY, teacher),
    ):
        answer = await known(case, at, known_at)
        assert holder_of(answer) == expected, (at, known_at)
        assert (answer["resignation"], answer["openProposalId"]) == (None, None)
    assert (await case.regie())["knownAt"] is None
    future = await known(case, None, passed + 99 * DAY)
    assert datetime.fromisoformat(future["knownAt"]) <= region.app.state.clock.now(), (
        "nobody knows the future"
    )


async def test_how_an_interim_term_was_to_end_stays_known_when_it_is_cut_short(region: Region) -> None:
    opened = await open_case(region)
    case = Case(region, opened, "")
    escalation = await ask(region.teacher, opened["id"], complement(urgent=True))
    await accept(region.youth_worker)
    await region.teacher.post(f"{case.path}/escalations/{escalation}/starts", {})
    interim = (await case.regie())["holder"]
    planned = datetime.fromisoformat(interim["untilAt"])
    before = region.app.state.clock.now()
    region.move_clock(HOUR)
    worker = (await region.youth_worker.get(case.path))["parties"]
    specialist = next(one["participationId"] for one in worker if one["role"] == "specialist")
    proposal = await case.propose(region.teacher, specialist)
    assert (await case.answer(region.youth_worker, proposal, "assent"))["inEffect"]
    assert holder_of(await known(case, planned - TICK, before)) == opened["participationId"]
    assert holder_of(await known(case, planned, before)) == "interim_ended"
    assert holder_of(await case.regie(at=planned)) == specialist
    assert [one["endsBecause"] for one in await case.terms()] == [None, "passed_on"]


async def test_who_directs_in_the_hour_that_comes_twice_and_in_the_one_that_does_not_come(
    region: Region,
) -> None:
    move_to(region, datetime(2026, 3, 28, 12, tzinfo=UTC))
    case = await held_by_begeleider(region)

    async def pass_at(moment: datetime, giver: Person, taker: Person, part: str) -> None:
        move_to(region, moment)
        proposal = await case.propose(giver, part, handoverNote="Over to you.")
        assert (await case.answer(taker, proposal, "assent"))["inEffect"]

    async def at(local: str) -> str:
        return holder_of(await region.teacher.get(f"{case.path}/regie?at={quote(local)}"))

    held, teacher = case.begeleider_part, case.teacher_part
    just_before = datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC)  # 01:59:59; the next second is 03:00:00
    await pass_at(just_before, region.begeleider, region.teacher, teacher)
    assert await at("2026-03-29T01:59:58+01:00") == held
    assert await at("2026-03-29T03:00:10+02:00") == teacher

    first_time, again = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))  # 02:30, twice
    await pass_at(first_time, region.teacher, region.begeleider, held)
    await pass_at(again, region.begeleider, region.teacher, teacher)
    assert await at("2026-10-25T02:29:59+02:00") == teacher
    assert await at("2026-10-25T02:31:00+02:00") == held
    assert await at("2026-10-25T02:29:59+01:00") == held
    assert await at("2026-10-25T02:31:00+01:00") == teacher
    spans = [row["during"] for row in await region.admin.fetch(TERMS)]
    assert all(one.upper == other.lower for one, other in pairwise(spans))

    body = {"because": "safety", "endsDate": "2026-10-25"}
    laid = await region.teacher.post(f"{case.path}/resignations", body)
    assert laid["endsAt"] == "2026-10-25T23:00:00Z", "the end of a day of 25 hours"


async def test_before_the_case_was_opened_nobody_directed_it(region: Region) -> None:
    case = await held_by_begeleider(region)
    before = region.app.state.clock.now() - DAY
    assert holder_of(await case.regie(at=before)) == "not_yet_agreed"
    assert holder_of(await case.regie(at=region.app.state.clock.now() + 99 * DAY)) == case.begeleider_part


async def test_an_interim_holder_has_three_working_days_over_christmas_and_the_coordinator_sees_it(
    region: Region,
) -> None:
    move_to(region, datetime(2026, 12, 24, 15, tzinfo=UTC))  # Thursday; Christmas until Saturday, then Sunday
    opened = await open_case(region)
    escalation = await ask(region.teacher, opened["id"], complement(urgent=True))
    await accept(region.youth_worker)
    started = await region.teacher.post(f"/cases/{opened['id']}/escalations/{escalation}/starts", {})
    assert started["interimHolder"] is True
    case = Case(region, opened, "")
    holder = (await case.regie())["holder"]
    assert (holder["kind"], holder["untilAt"]) == ("interim", "2026-12-30T23:00:00Z")
    assert "decide" not in holder["mandate"]
    laid = await region.teacher.post(f"{case.path}/resignations", {"because": "workload"}, 409)
    assert laid["type"].endswith("interim-ends-by-itself")
    assert "regie_interim" in await kinds_of(region.coordinator)
    move_to(region, datetime(2026, 12, 30, 23, tzinfo=UTC))
    assert (await case.regie(region.coordinator))["because"] == "interim_ended"
    assert await kinds_of(region.coordinator) == ["regie_vacant"]


async def test_a_thousand_handovers_are_one_history(region: Region) -> None:
    """Written by the same store under the same lock, a hundred a clearance; what comes after them is as any other."""
    case = await held_by_begeleider(region)
    proposal_id = await region.admin.fetchval("SELECT id FROM chaincare.regie_proposals")
    parts = [UUID(case.teacher_part), UUID(case.begeleider_part)]
    for _ in range(10):
        async with let_in(region, case.opened["id"]) as clearance:
            await store.lock_regie(clearance)
            latest = await store.find_latest_term(clearance)
            for _ in range(100):
                assert latest is not None
                to = parts[latest.holder_id == parts[0]]
                term = Term(to, TermKind.AGREED, (Mandate.DECIDE,), proposal_id, latest.since + TICK, None)
                await passing.succeed(clearance, latest, (term,), clearance.now())
                latest = term
    proposal = await case.propose(region.begeleider, case.teacher_part, handoverNote="The last one.")
    assert (await case.answer(region.teacher, proposal, "assent"))["inEffect"]

    spans = [row["during"] for row in await region.admin.fetch(TERMS)]
    assert len(spans) == 1002
    assert all(one.upper == other.lower for one, other in pairwise(spans))
    assert await region.admin.fetch(REBUILT) == await region.admin.fetch(TERMS)
    for number in (0, 500, 999):
        expected = case.begeleider_part if number % 2 == 0 else case.teacher_part
        assert holder_of(await case.regie(at=spans[number].lower)) == expected
    page = await region.teacher.get(f"{case.path}/regie-terms?limit=50")
    assert len(page["items"]) == 50


async def test_the_application_changes_no_fact_and_removes_none(region: Region) -> None:
    for table in ("regie_facts", "regie_resignations", "regie_resignation_withdrawals"):
        granted = await region.admin.fetchval(
            "SELECT has_any_column_privilege('chaincare_app', $1::text, 'UPDATE')"
            " OR has_table_privilege('chaincare_app', $1::text, 'DELETE, TRUNCATE')",
            f"chaincare.{table}",
        )
        assert granted is False, table


async def test_terms_from_before_the_facts_get_theirs(region: Region) -> None:
    """What the migration writes for a database of the first release: the facts its terms can only have come from."""
    case = await held_by_begeleider(region)
    worker = await add_worker(region, case, "youth-worker")
    proposal = await case.propose(region.teacher, worker, handoverNote="Over to you.")
    await case.answer(region.begeleider, proposal, "assent")
    await case.answer(region.youth_worker, proposal, "assent")
    other = Case(region, await open_case(region), "")
    async with let_in(region, other.opened["id"]) as clearance:
        at = clearance.now()
        await passing.begin_interim(clearance, clearance.participation_id, at, at + DAY)
    assert (await other.propose(region.teacher, other.teacher_part))["inEffect"]
    recorded = await region.admin.fetch(FACTS)
    assert len(recorded) == 6

    migration = next(migrations_folder().glob("0009_*.sql")).read_text(encoding="utf-8")
    backfill = "INSERT INTO chaincare.regie_facts" + migration.partition("INSERT INTO chaincare.regie_facts")[2].partition(";")[0]  # fmt: skip
    await behind_the_wall(region, "DELETE FROM chaincare.regie_facts")
    await behind_the_wall(region, backfill)
    assert await region.admin.fetch(FACTS) == recorded
    assert await region.admin.fetch(REBUILT) == await region.admin.fetch(TERMS)
