"""Pages of the worklist: nothing twice, nothing left out, an entry for every case shown, and a price that stays."""

from collections import Counter
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import pytest
from tests.escalations.steps import directed_case
from tests.people import Region, open_case, region_on
from tests.promises.test_round_trips import Wire, counted
from tests.worklist.lists import due, kinds_of, next_of, rows_of

from chaincare.demo.issuers import DemoIssuers
from chaincare.demo.world import write_world
from chaincare.embedded import Urls
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio

CASES = 120


async def many_cases(region: Region, count: int) -> None:
    """More cases like the first one, that the teacher opened within the two minutes before it."""
    async with region.admin.transaction():
        await region.admin.execute(
            "SET LOCAL session_replication_role = replica; SET LOCAL search_path = chaincare"
        )
        await region.admin.execute(COPIES, count)
        await region.admin.execute(COPIED_BASES)


COPIES = """
    WITH first AS (SELECT c.*, p.id AS part FROM cases AS c JOIN participations AS p ON p.case_id = c.id
                   AND p.professional_id = c.opened_by ORDER BY c.id LIMIT 1),
    made AS (SELECT n, uuidv7() AS new_case, uuidv7() AS new_client, uuidv7() AS new_part, first.*
             FROM first, generate_series(1, $1::int) AS n),
    opened AS (
        INSERT INTO cases (id, reference, network_id, client_id, opened_at, opened_by)
        SELECT new_case, 'Case ' || n, network_id, new_client, opened_at - make_interval(secs => n), opened_by
        FROM made),
    named AS (
        INSERT INTO clients (id, pseudonym, given_names, birth_date, birth_precision)
        SELECT new_client, gen_random_uuid(), 'Kind ' || n, '2015-01-01', 'day' FROM made)
    INSERT INTO participations
    SELECT (jsonb_populate_record(p, jsonb_build_object('id', new_part, 'case_id', new_case))).*
    FROM made JOIN participations AS p ON p.id = (SELECT part FROM first)
"""
COPIED_BASES = """
    INSERT INTO legal_bases
    SELECT (jsonb_populate_record(b, jsonb_build_object('id', uuidv7(), 'case_id', p.case_id,
            'participation_id', p.id))).*
    FROM participations AS p JOIN legal_bases AS b ON b.id = (SELECT id FROM legal_bases ORDER BY id LIMIT 1)
    WHERE p.professional_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM legal_bases AS own WHERE own.participation_id = p.id)
"""


async def test_a_hundred_and_twenty_cases_come_once_each_the_oldest_first(region: Region) -> None:
    await open_case(region)
    await many_cases(region, CASES - 1)
    before = len(await region.entries())
    for person, limit in ((region.teacher, 7), (region.coordinator, 50), (region.teacher, 1)):
        rows = await rows_of(person, f"?limit={limit}")
        assert len(rows) == len({row["id"] for row in rows}) == len({row["caseId"] for row in rows}) == CASES
        assert [row["sinceAt"] for row in rows] == sorted(row["sinceAt"] for row in rows)
        assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
        entries = (await region.entries())[before:]
        before += len(entries)
        by_question = Counter(one["query_id"] for one in entries if one["case_id"] is not None)
        questions = [one for one in entries if one["case_id"] is None]
        assert [by_question[one["id"]] for one in questions] == [
            min(limit, CASES - shown) for shown in range(0, CASES, limit)
        ] + [0] * (CASES % limit == 0)


async def test_rows_of_one_case_share_one_entry(region: Region) -> None:
    opened = await open_case(region)
    for days in (3, 4):
        due = str(day_in_amsterdam(region.app.state.clock.now()).replace(year=2027, day=days))
        body = {"responsible": opened["participationId"], "what": "x", "dueDate": due}
        await region.teacher.post(f"/cases/{opened['id']}/agreements", body)
    before = len(await region.entries())
    rows = (await region.teacher.get("/worklist"))["items"]
    question, *shown = (await region.entries())[before:]
    assert (len(rows), len(shown)) == (3, 1)
    assert (shown[0]["query_id"], shown[0]["reach"], shown[0]["object_id"]) == (question["id"], "full", None)
    assert shown[0]["role"] == "caseworker", "what the door says of a row beside its entry is not the entry's"
    pages = [(await region.teacher.get("/worklist?limit=2"))["items"], rows[2:]]
    assert pages[0] + pages[1] == rows


async def test_pages_stay_right_while_rows_come_and_go(region: Region) -> None:
    """What is added comes last; what is done meanwhile is not shown; nothing else moves."""
    await open_case(region)
    await many_cases(region, 29)
    expected = [row["caseId"] for row in await rows_of(region.teacher)]
    seen: list[str] = []
    added: list[str] = []
    path = "/worklist?limit=4"
    while path:
        answer = await region.teacher.ask("GET", path)
        seen += [row["caseId"] for row in answer.json()["items"]]
        path = next_of(answer)
        if len(added) < 3:
            added.append((await open_case(region))["id"])
            done = expected.pop()  # the latest of those that were there: not reached yet
            await region.admin.execute("SET session_replication_role = replica")
            await region.admin.execute(
                "UPDATE chaincare.cases SET status = 'closed' WHERE id = $1::uuid", done
            )
            await region.admin.execute("RESET session_replication_role")
    assert seen == expected + added


async def test_a_cursor_is_for_the_same_question_only(region: Region) -> None:
    await open_case(region)
    await many_cases(region, 3)
    path = next_of(await region.teacher.ask("GET", "/worklist?limit=2"))
    cursor = path[path.index("cursor=") :].partition("&")[0]
    await region.teacher.get(f"/worklist?{cursor}")
    for other in ("whose=anyone", "kind=regie_vacant", "overdue=true"):
        await region.teacher.get(f"/worklist?{cursor}&{other}", expect=400)
    await region.coordinator.get(f"/worklist?{cursor}", expect=400)


async def test_the_list_of_cases_pages_too(region: Region) -> None:
    opened = [(await open_case(region))["id"] for _ in range(3)]
    seen, path = [], "/cases?limit=2"
    while path:
        answer = await region.teacher.ask("GET", path)
        seen += [row["id"] for row in answer.json()["items"]]
        path = next_of(answer)
    assert seen == opened[::-1]
    steering = (await region.coordinator.get("/cases"))["items"]
    assert [(row["client"], row["reach"]) for row in steering] == [(None, "steering")] * 3
    assert (await region.outsider.get("/cases"))["items"] == []


@pytest.fixture
async def wire(database: Urls, issuers: DemoIssuers) -> AsyncIterator[tuple[Region, Any]]:
    await write_world(database.admin_url, issuers)
    wire = Wire(database)
    async with wire.listening(database) as relayed, region_on(relayed, issuers) as region:
        yield region, wire


async def test_a_page_costs_the_same_number_of_round_trips_however_many_rows(
    wire: tuple[Region, Wire],
) -> None:
    region, relay = wire
    await open_case(region)
    await many_cases(region, 39)
    for _ in range(3):
        await region.teacher.get("/worklist?limit=50")
    # the door; the rows under its ticket
    for limit in (1, 10, 40):
        assert await counted(relay, partial(region.teacher.get, f"/worklist?limit={limit}")) == 2


async def test_of_a_large_network_only_what_lies_with_who_steers_it_and_everything_of_one_case(
    region: Region,
) -> None:
    opened, holder = await directed_case(region)
    body = {"responsible": holder, "what": "A talk.", "dueDate": due(region, 3)}
    await region.teacher.post(f"/cases/{opened['id']}/agreements", body)
    assert await kinds_of(region.coordinator, "?whose=anyone") == ["agreement_to_answer"]
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        await region.admin.execute("""
            INSERT INTO chaincare.cases (id, reference, network_id, client_id, status, opened_at, opened_by)
            SELECT gen_random_uuid(), 'LARGE-' || n, c.network_id, gen_random_uuid(), 'closed', c.opened_at, c.opened_by
            FROM chaincare.cases AS c CROSS JOIN generate_series(1, 2000) AS n""")
    assert await kinds_of(region.coordinator, "?whose=anyone") == []
    one = f"?whose=anyone&caseId={opened['id']}"
    assert await kinds_of(region.coordinator, one) == ["agreement_to_answer"]
