"""A month's figures: counted from what happened, published once, read by the funder, and no way to any case."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from tests.people import Region, add_begeleider, open_case
from tests.prose import Case

from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio


def _month(region: Region) -> tuple[str, date]:
    today = day_in_amsterdam(region.app.state.clock.now())
    return f"{today:%Y-%m}", today


def _amounts(figures: Any, sheet: str) -> dict[str, int | None]:
    table = next(one for one in figures["tables"] if one["sheet"] == sheet)
    return {line["line"]: line["amount"] for line in table["lines"]} | {"total": table["total"]}


async def test_a_month_is_published_once_and_stays(region: Region) -> None:
    month, today = _month(region)
    names = ["Ada", "Bo", "Cas", "Dina", "Eef", "Fien", "Guus"]
    opened = [
        await open_case(
            region, client={"givenNames": name, "familyName": "Terpstra", "birthDate": f"2015-03-{at:02}"}
        )
        for at, name in enumerate(names, 1)
    ]
    early = await region.coordinator.ask("POST", "/statistics", {"month": month})
    assert (early.status_code, early.json()["errors"][0]["pointer"]) == (400, "/month")

    region.app.state.clock.offset += timedelta(days=40)
    for nobody in (region.teacher, region.person("funder")):
        assert (await nobody.ask("POST", "/statistics", {"month": month})).status_code == 403
    made = await region.coordinator.post("/statistics", {"month": month})
    assert _amounts(made, "open_cases") == {"buurtwinkel": None, "winkelstraat": None, "total": 5}
    assert _amounts(made, "throughput") == {"opened": 5, "closed": None, "reopened": None, "total": None}
    assert _amounts(made, "regie")["total"] == 5
    assert next(one for one in made["tables"] if one["sheet"] == "regie")["medianDays"] is not None
    again = await region.coordinator.ask("POST", "/statistics", {"month": month})
    assert (again.status_code, again.json()["type"]) == (409, "urn:problem-type:chaincare:month-published")

    # What happens later changes nothing of it; the next month tells of itself.
    for one in opened:
        case = Case(region, one)
        case.parts["intern-begeleider"] = await add_begeleider(region, case.id)
        await case.regie_passes(to="intern-begeleider", proposed_by="teacher")
    funder = region.person("funder")
    assert await funder.get(f"/statistics/{made['id']}") == made
    following = today.replace(day=1) + timedelta(days=32)
    region.app.state.clock.offset += timedelta(days=40)
    later = await region.person("voortrekker").post("/statistics", {"month": f"{following:%Y-%m}"})
    assert _amounts(later, "regie") == {"directed": None, "vacant": None, "total": 5}
    listed = (await funder.get("/statistics"))["items"]
    assert [one["month"] for one in listed] == [f"{following:%Y-%m}", month]

    answer = await funder.ask("GET", f"/statistics/{made['id']}/content")
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert answer.headers["content-type"] == "text/csv; header=present; charset=utf-8"
    assert [
        month,
        "open_cases",
        "Open dossiers aan het eind van de maand, per niveau",
        "total",
        "totaal",
        "5",
    ] in rows
    # What is of one table stands in that one alone: how many were kept, and the median of days.
    assert {row[1] for row in rows if row[3] == "kept_percent"} == {"agreements_settled"}
    assert {row[1] for row in rows if row[3] == "median_days"} == {"regie", "requests_answered"}
    assert (await region.mother.ask("GET", f"/statistics/{made['id']}")).status_code == 403

    # Nothing of any client came along: not in what is kept, nor in the entries; and the app counts only as it publishes.
    kept = await region.admin.fetchval(
        "SELECT string_agg(s::text, ' ') FROM chaincare.network_statistics AS s"
    )
    for one in opened:
        assert one["id"] not in kept
        assert one["reference"] not in kept
    entries = await region.entries("event LIKE 'statistics.%'")
    assert entries
    assert {(one["client"], one["case_id"]) for one in entries} == {(None, None)}
    await region.coordinator.ask("POST", "/statistics", {"month": month})  # again in vain, but let in
    assert await _count_under(region, "statistics.published", today) > 0
    await funder.get(f"/statistics/{made['id']}")
    assert await _count_under(region, "statistics.read", today) == 0


async def _count_under(region: Region, event: str, day: date) -> int:
    """What the application's role counts under the ticket of the last who came for this."""
    entry = (await region.entries(f"event = '{event}' AND outcome = 'entered'"))[-1]
    ticket = f"{entry['at'].isoformat()}/{entry['id']}"
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL ROLE chaincare_app")
        await region.admin.execute("SELECT set_config('chaincare.ticket', $1, true)", ticket)
        first = day.replace(day=1)
        sql = "SELECT coalesce(sum(amount), 0) FROM chaincare.count_month($1, $2)"
        return int(await region.admin.fetchval(sql, first, first + timedelta(days=32)))
