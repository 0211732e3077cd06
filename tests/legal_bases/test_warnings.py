"""What a case rests on asks for somebody in time: before it ends, at a birthday, and when informing was postponed."""

from datetime import timedelta

import pytest
from tests.escalations.steps import directed
from tests.people import Region, basis, desiree, link_mother
from tests.worklist.lists import add, do, kinds_of, only, rows_of

from chaincare.demo.world import SCHOOL

pytestmark = pytest.mark.anyio


async def test_a_basis_warns_thirty_fourteen_and_three_days_ahead_each_once(region: Region) -> None:
    opened = await region.teacher.post("/cases", desiree())
    await directed(region, opened)
    clock = region.app.state.clock
    ends = clock.now() + timedelta(days=40)
    part = await add(region, opened, "youth-worker", "core", untilAt=ends.isoformat())
    seen: dict[str, set[str]] = {"teacher": set(), "intern-begeleider": set(), "youth-worker": set()}
    for days_left in (31, 29, 20, 13, 4, 2):
        region.move_clock(ends - timedelta(days=days_left) - clock.now())
        for role, ids in seen.items():
            rows = await rows_of(region.person(role), "?kind=legal_basis_ends")
            assert len(rows) == (days_left <= 30), (role, days_left)
            ids.update(one["id"] for one in rows)
    assert {role: len(ids) for role, ids in seen.items()} == dict.fromkeys(seen, 3)
    lines = (await region.teacher.get(f"/cases/{opened['id']}/timeline"))["items"]
    assert [one["kind"] for one in lines].count("legal_basis_warned") == 3
    body = {"participationId": part, "legalBasis": basis(SCHOOL.unit_id)}
    await region.teacher.post(f"/cases/{opened['id']}/legal-bases", body)
    assert "legal_basis_ends" not in await kinds_of(region.begeleider)


async def test_birthdays_and_postponed_telling_come_back_to_the_holder(region: Region) -> None:
    now = region.app.state.clock.now()
    born = {"givenNames": "Kim", "familyName": "Walt", "birthDate": f"{now.year + 1 - 16}-02-01"}
    opened = await region.teacher.post("/cases", desiree(client=born))
    case = f"/cases/{opened['id']}"
    await link_mother(region, opened)
    await directed(region, opened)
    whom = {"kind": "representative", "representativeId": opened["circle"][0]["representativeId"]}
    review = str((now + timedelta(days=5)).date())
    later = {"fact": "delayed", "person": whom, "because": "First a talk with Kim.", "reviewDate": review}
    await region.teacher.post(f"{case}/informed", later)
    assert "informing_postponed" not in await kinds_of(region.teacher)
    region.move_clock(timedelta(days=6))
    row = await only(region.teacher, "informing_postponed")
    assert (row["dueDate"], row["overdue"]) == (review, True)
    told = {"fact": "informed", "person": whom, "informedDate": review, "how": "in a talk"}
    await do(region.teacher, row, told)
    assert "informing_postponed" not in await kinds_of(region.teacher)
    facts = (await region.teacher.get(f"{case}/informed"))["items"]
    assert [(one["counts"], one["because"] is None) for one in facts] == [(True, True), (False, False)]
    await region.mother.get(f"{case}/informed", expect=403)

    birthday = now.replace(year=now.year + 1, month=2, day=1)
    region.move_clock(birthday - timedelta(days=60) - region.app.state.clock.now())
    row = await only(region.begeleider, "parents_view_ends")
    assert row["dueDate"] == str(birthday.date())
    region.move_clock(timedelta(days=61))
    kinds = await kinds_of(region.begeleider)
    assert "parents_view_ends" not in kinds
    assert "age_to_review" in kinds
    for other in (region.teacher, region.coordinator):
        assert "age_to_review" not in await kinds_of(other)
    assert "age_to_review" not in await kinds_of(region.coordinator, "?whose=anyone"), (
        "nor how old the client is"
    )
    await do(
        region.begeleider,
        await only(region.begeleider, "age_to_review"),
        {"age": 16, "outcome": "Asked Kim."},
    )
    assert "age_to_review" not in await kinds_of(region.begeleider)


async def test_capacity_is_for_the_file_and_the_client_and_never_changed(region: Region) -> None:
    opened = await region.teacher.post("/cases", desiree())
    path = f"/cases/{opened['id']}/capacity-statements"
    await link_mother(region, opened)
    today = str(region.app.state.clock.now().date() - timedelta(days=1))
    said = {"subject": "money", "judgedBy": "Dr. Vos", "judgedDate": today, "statement": "x"}
    await region.teacher.post(path, {**said, "outcome": "not_capable"})
    await region.teacher.post(path, {**said, "outcome": "capable_with_support"})
    read = (await region.teacher.get(path))["items"]
    assert [(one["outcome"], one["counts"]) for one in read] == [
        ("capable_with_support", True),
        ("not_capable", False),
    ]
    assert (await region.mother.get(path))["items"] == []
    await region.begeleider.post(path, {**said, "outcome": "capable"}, expect=403)
