"""A search of the log finds what happened, and goes by an index."""

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.people import Region, open_case

from chaincare.trace import days, store

pytestmark = pytest.mark.anyio


async def test_each_anchor_finds_what_happened(region: Region) -> None:
    opened = await open_case(region)
    other = await open_case(region)
    await region.outsider.get(f"/cases/{opened['id']}", expect=404)
    by_case = (await region.auditor.post("/access-log/_search", {"caseId": opened["id"]}, expect=200))[
        "items"
    ]
    assert {one["outcome"] for one in by_case} == {"entered", "done", "not_visible"}
    assert other["id"] not in str(by_case)
    client = next(one["client"] for one in by_case if one["client"])
    by_client = (await region.auditor.post("/access-log/_search", {"client": client}, expect=200))["items"]
    assert [one["id"] for one in by_client] == [one["id"] for one in by_case]
    teacher = next(one["actorId"] for one in by_case if one["event"] == "case.opened")
    body = {"professionalId": teacher, "caseId": opened["id"]}
    narrowed = (await region.auditor.post("/access-log/_search", body, expect=200))["items"]
    assert {one["actorId"] for one in narrowed} == {teacher}
    assert len(narrowed) < len(by_case)


@pytest.mark.parametrize(
    ("sql", "place", "index"),
    [
        (store.SEARCH_BY_CLIENT, 0, ("client_at_idx", "asked_id_at_idx")),
        (store.SEARCH_BY_CASE, 3, ("client_at_idx", "asked_id_at_idx")),
        (store.SEARCH_BY_PROFESSIONAL, 1, ("actor_id_at_idx",)),
        (store.SEARCH_OF_LOG, 0, ("at_id_idx",)),
        (days.DAYS_BY_CLIENT, 0, ("client_at_idx", "asked_id_at_idx")),
        (days.DAYS_BY_CASE, 3, ("client_at_idx", "asked_id_at_idx")),
        (days.DAYS_BY_PROFESSIONAL, 1, ("actor_id_at_idx",)),
    ],
)
async def test_no_anchor_reads_the_whole_log(
    region: Region, sql: str, place: int, index: tuple[str, ...]
) -> None:
    values: list[Any] = [None] * 8 + [25]
    values[place] = "01900000-0000-7000-8000-000000000001"
    plan = await plan_of(region, sql, values)
    full = f"Seq Scan on access_entries_{datetime.now(UTC):%Y%m}"  # the empty months ahead may be scanned
    assert full not in plan, plan
    for name in index:
        assert name in plan, plan


async def plan_of(region: Region, sql: str, values: list[Any]) -> str:
    """Give the plan of a search in a log of so many entries that an index is worth it."""
    await region.admin.execute("SET session_replication_role = replica")
    await region.admin.execute("""
        INSERT INTO chaincare.access_entries (at, event, action, outcome, issuer, subject, actor_id, partner, relation,
            rule, client, case_id, request_id, trace_id, span_id)
        SELECT clock_timestamp(), 'case.read', 'R', 'entered', 'i', 's', gen_random_uuid(), 'p', 'none', 'r/1',
            gen_random_uuid(), gen_random_uuid(), uuidv7(), decode(repeat('00', 16), 'hex'), decode(repeat('00', 8), 'hex')
        FROM generate_series(1, 20000)""")
    await region.admin.execute("ANALYZE chaincare.access_entries")
    return "\n".join(row[0] for row in await region.admin.fetch("EXPLAIN " + _filled(sql, values)))


def _filled(sql: str, values: list[Any]) -> str:
    for place in range(len(values), 0, -1):
        value = values[place - 1]
        sql = sql.replace(
            f"${place}",
            "NULL" if value is None else f"'{value}'::uuid" if isinstance(value, str) else str(value),
        )
    return (
        sql.replace("FROM access_entries", "FROM chaincare.access_entries")
        .replace("JOIN access_entries", "JOIN chaincare.access_entries")
        .replace("JOIN professionals", "JOIN chaincare.professionals")
        .replace("JOIN organisations", "JOIN chaincare.organisations")
        .replace("FROM organisations", "FROM chaincare.organisations")
        .replace("FROM professionals", "FROM chaincare.professionals")
        .replace("JOIN units", "JOIN chaincare.units")
    )
