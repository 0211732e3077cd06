"""STANDARDS 8, dates: birth dates as far as they are known, days as they are in Amsterdam, instants of any offset."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.people import Region, add_begeleider, basis, desiree, open_case

from chaincare.demo.world import SCHOOL

pytestmark = pytest.mark.anyio


def born(birth_date: str, precision: str | None = None) -> dict[str, Any]:
    known = {} if precision is None else {"birthPrecision": precision}
    return {"client": {"givenNames": "Sem", "birthDate": birth_date, **known}}


def at(region: Region, moment: str) -> None:
    """Move the clock that rules go by to a moment."""
    region.move_clock(datetime.fromisoformat(moment) - region.app.state.clock.now())


@pytest.mark.parametrize(
    ("birth_date", "precision"),
    [
        ("2012-02-29", None),
        ("2000-02-29", "day"),
        ("1980-01-01", "year"),
        ("1980-07-01", "month"),
        ("1900-01-01", None),
    ],
)
async def test_a_birth_date_as_far_as_it_is_known(
    region: Region, birth_date: str, precision: str | None
) -> None:
    opened = await open_case(region, **born(birth_date, precision))
    shown = (await region.teacher.get(f"/cases/{opened['id']}"))["client"]
    assert (shown["birthDate"], shown["birthPrecision"]) == (birth_date, precision or "day")


@pytest.mark.parametrize(
    ("birth_date", "precision"),
    [
        ("2013-02-29", None), ("1900-02-29", None), ("1980-07-01", "year"), ("1980-07-02", "month"), ("1980-07-00", None),
        ("1980", "year"), ("1899-12-31", None), ("2012-2-29", None), ("2012-02-29T00:00:00Z", None),
    ],
)  # fmt: skip
async def test_birth_dates_that_are_refused(region: Region, birth_date: str, precision: str | None) -> None:
    answer = await region.teacher.ask("POST", "/cases", desiree(**born(birth_date, precision)))
    assert answer.status_code == 400
    assert [one["pointer"] for one in answer.json()["errors"]] == ["/client/birthDate"]


@pytest.mark.parametrize(
    ("moment", "today"),
    [
        ("2026-06-30T21:59:59+00:00", "2026-06-30"),
        ("2026-06-30T22:00:00+00:00", "2026-07-01"),
        ("2026-06-30T23:30:00+00:00", "2026-07-01"),  # summer: already tomorrow
        ("2026-12-31T22:30:00+00:00", "2026-12-31"),  # winter: not yet
        ("2026-12-31T23:30:00+00:00", "2027-01-01"),
    ],
)
async def test_what_day_it_is_is_decided_in_amsterdam(region: Region, moment: str, today: str) -> None:
    at(region, moment)
    following = (date.fromisoformat(today) + timedelta(days=1)).isoformat()
    assert (await region.teacher.ask("POST", "/cases", desiree(**born(today)))).status_code == 201
    too_late = await region.teacher.ask("POST", "/cases", desiree(**born(following)))
    assert too_late.json()["type"].endswith("birth-date-in-future")
    before = (date.fromisoformat(today) - timedelta(days=1)).isoformat()
    for fixed, status in ((today, 201), (before, 400)):
        answer = await region.teacher.ask("POST", "/cases", desiree(evaluationDate=fixed))
        assert answer.status_code == status


@pytest.mark.parametrize(
    ("due", "last_second"),
    [
        ("2026-03-29", "2026-03-29T21:59:59+00:00"),  # the day of 23 hours
        ("2026-10-25", "2026-10-25T22:59:59+00:00"),  # the day of 25
    ],
)
async def test_a_due_day_lasts_until_its_end_also_when_the_clock_changes(
    region: Region, due: str, last_second: str
) -> None:
    at(region, f"{due}T00:30:00+01:00" if due < "2026-06" else f"{due}T00:30:00+02:00")
    opened = await open_case(region)
    colleague = await add_begeleider(region, opened["id"])
    path = f"/cases/{opened['id']}/agreements"
    said = {"responsible": colleague, "what": "A talk.", "dueDate": due, "audience": ["professionals"]}
    agreement = await region.teacher.post(path, said)
    await region.begeleider.post(f"{path}/{agreement['id']}/responses", {"answer": "assent"})
    for moment, overdue in ((last_second, False), (_after(last_second), True)):
        at(region, moment)
        assert (await region.teacher.get(f"{path}/{agreement['id']}"))["overdue"] is overdue
        assert (await region.teacher.get(f"/cases/{opened['id']}"))["overdueAgreements"] == int(overdue)


def _after(moment: str) -> str:
    return (datetime.fromisoformat(moment) + timedelta(seconds=2)).isoformat()


async def test_an_instant_of_any_offset_is_kept_as_the_moment_it_is(region: Region) -> None:
    until = (datetime.now(UTC) + timedelta(days=30)).replace(microsecond=0)
    offset = until.astimezone(datetime.fromisoformat("2026-01-01T00:00:00+14:00").tzinfo).isoformat()
    assert offset.endswith("+14:00")
    opened = await open_case(region, legalBasis=basis(SCHOOL.unit_id, untilAt=offset))
    bases = (await region.teacher.get(f"/cases/{opened['id']}/legal-bases"))["items"]
    assert until.isoformat().replace("+00:00", "Z") in {one["untilAt"] for one in bases}


async def test_a_local_time_is_no_instant(region: Region) -> None:
    body = desiree(legalBasis=basis(SCHOOL.unit_id, untilAt="2030-01-01T00:00:00"))
    answer = await region.teacher.ask("POST", "/cases", body)
    assert [one["pointer"] for one in answer.json()["errors"]] == ["/legalBasis/untilAt"]
