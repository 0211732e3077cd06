"""Needed parties over HTTP: named, won step by step, read by whom it is for, and never overwritten unseen."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.people import Person, Region, add_begeleider, link_mother, open_case

from chaincare.demo.world import EXPERTISE, SCHOOL, YOUTH_CARE
from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio


def day(days: int) -> str:
    return str(day_in_amsterdam(datetime.now(UTC) + timedelta(days=days)))


def naming(**changes: Any) -> dict[str, Any]:
    return {
        "who": {"kind": "unit", "unitId": str(YOUTH_CARE.unit_id)}, "neededFor": "Quiet at home.",
        "nextStep": "Phone them.", "nextStepDate": day(3), **changes,
    }  # fmt: skip


def going(step: str) -> dict[str, Any]:
    return {"step": step, "nextStep": f"After {step}.", "nextStepDate": day(5)}


async def refused(person: Person, path: str, body: Any, **more: str) -> tuple[int, str]:
    answer = await person.ask("POST", path, body, **more)
    return answer.status_code, answer.json()["type"].rpartition(":")[2]


async def test_from_needing_somebody_to_his_taking_part(region: Region) -> None:
    opened = await open_case(region)
    colleague = await add_begeleider(region, opened["id"])
    path = f"/cases/{opened['id']}/needed-parties"
    who = {"kind": "unit", "unitId": str(SCHOOL.unit_id)}
    answer = await region.teacher.ask("POST", path, naming(who=who))
    assert (answer.status_code, answer.headers["etag"]) == (201, '"1"')
    steps = f"{path}/{answer.json()['id']}/steps"
    for version, step in enumerate(("approached", "approached", "in_talks"), 1):
        answer = await region.begeleider.ask("POST", steps, going(step), If_Match=f'"{version}"')
        assert (answer.json()["state"], answer.headers["etag"]) == (step, f'"{version + 1}"')
    last = {"step": "takes_part", "participationId": colleague}
    assert (await region.teacher.ask("POST", steps, last, If_Match='"4"')).json()["state"] == "takes_part"

    [found] = (await region.teacher.get(path))["items"]
    assert (found["who"], found["neededFor"], found["version"], found["state"]) == (
        who,
        "Quiet at home.",
        5,
        "takes_part",
    )
    assert [(one["state"], one["nextStep"], one["participationId"]) for one in found["steps"]] == [
        ("to_approach", "Phone them.", None), ("approached", "After approached.", None),
        ("approached", "After approached.", None), ("in_talks", "After in_talks.", None), ("takes_part", None, colleague),
    ]  # fmt: skip
    assert [one["takenBy"] for one in found["steps"]] == [
        opened["participationId"], colleague, colleague, colleague, opened["participationId"],
    ]  # fmt: skip
    told = (await region.teacher.get(f"/cases/{opened['id']}/timeline"))["items"]
    assert [(one["kind"], one["by"]) for one in reversed(told) if one["kind"].startswith("needed_party")] == [
        ("needed_party_named", opened["participationId"]), ("needed_party_approached", colleague),
        ("needed_party_approached", colleague), ("needed_party_in_talks", colleague),
        ("needed_party_takes_part", opened["participationId"]),
    ]  # fmt: skip
    assert await refused(region.teacher, steps, going("in_talks"), If_Match='"5"') == (
        409,
        "needed-party-decided",
    )


async def test_who_refuses_says_why(region: Region) -> None:
    opened = await open_case(region)
    path = f"/cases/{opened['id']}/needed-parties"
    named = await region.teacher.post(path, naming(who={"kind": "help", "help": "A riding school"}))
    body = {"step": "refuses", "reason": "No room before the summer."}
    await region.teacher.ask("POST", f"{path}/{named['id']}/steps", body, If_Match='"1"')
    [found] = (await region.teacher.get(path))["items"]
    assert (found["who"], found["state"]) == ({"kind": "help", "help": "A riding school"}, "refuses")
    assert found["steps"][-1]["reason"] == "No room before the summer."


async def test_who_may_read_and_who_may_not(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    path = f"/cases/{opened['id']}/needed-parties"
    house = {"kind": "organisation", "organisationId": str(EXPERTISE.id)}
    shown = await region.teacher.post(path, naming(who=house, clientMayRead=True))
    hidden = await region.teacher.post(path, naming(neededFor="A safe place."))

    async def read(person: Person) -> list[str]:
        return [one["id"] for one in (await person.get(path))["items"]]

    both = [shown["id"], hidden["id"]]
    assert await read(region.teacher) == both
    assert await read(region.begeleider) == both  # by his team, with scope core
    assert await read(region.mother) == [shown["id"]]
    assert "safe place" not in str(await region.mother.get(path))
    await region.coordinator.get(path, expect=403)
    await region.outsider.get(path, expect=404)
    for person, status in ((region.begeleider, 403), (region.mother, 403), (region.outsider, 404)):
        assert (await person.ask("POST", path, naming())).status_code == status
        steps = f"{path}/{shown['id']}/steps"
        assert (await person.ask("POST", steps, going("approached"), If_Match="*")).status_code == status
    elsewhere = await open_case(region)
    steps = f"/cases/{elsewhere['id']}/needed-parties/{shown['id']}/steps"
    assert await refused(region.teacher, steps, going("approached"), If_Match="*") == (
        404,
        "needed-party-unknown",
    )


async def test_a_page_ends_and_the_next_begins(region: Region) -> None:
    opened = await open_case(region)
    path = f"/cases/{opened['id']}/needed-parties"
    named = [(await region.teacher.post(path, naming()))["id"] for _ in range(3)]
    first = await region.teacher.ask("GET", f"{path}?limit=2")
    assert [one["id"] for one in first.json()["items"]] == named[:2]
    following = first.headers["link"].partition("<")[2].partition(">")[0].removeprefix("/v1")
    last = await region.teacher.ask("GET", following)
    assert [one["id"] for one in last.json()["items"]] == named[2:]
    assert "link" not in last.headers


async def test_what_does_not_fit_is_refused(region: Region) -> None:
    opened = await open_case(region)
    path = f"/cases/{opened['id']}/needed-parties"
    steps = f"{path}/{(await region.teacher.post(path, naming()))['id']}/steps"
    for who in (
        {"kind": "unit", "unitId": opened["id"]},
        {"kind": "organisation", "organisationId": opened["id"]},
    ):
        assert await refused(region.teacher, path, naming(who=who)) == (400, "needed-not-in-network")
    late = naming(nextStepDate=day(-2))
    assert await refused(region.teacher, path, late) == (400, "next-step-in-past")
    for participation in (opened["participationId"], opened["id"]):  # the school's, and none
        taking = {"step": "takes_part", "participationId": participation}
        expected = (400, "not-their-participation")
        assert await refused(region.teacher, steps, taking, If_Match='"1"') == expected
    await region.teacher.ask("POST", steps, going("in_talks"), If_Match='"1"')
    assert await refused(region.teacher, steps, going("approached"), If_Match='"2"') == (409, "step-back")
    [found] = (await region.teacher.get(path))["items"]
    assert len(found["steps"]) == 2


async def test_of_two_who_step_at_once_one_has_to_read_again(region: Region) -> None:
    opened = await open_case(region)
    await add_begeleider(region, opened["id"])
    path = f"/cases/{opened['id']}/needed-parties"
    steps = f"{path}/{(await region.teacher.post(path, naming()))['id']}/steps"
    assert await refused(region.teacher, steps, going("approached")) == (428, "edition-missing")
    people = (region.teacher, region.begeleider) * 3
    answers = await asyncio.gather(
        *(one.ask("POST", steps, going("approached"), If_Match='"1"') for one in people)
    )
    assert sorted(one.status_code for one in answers) == [201, 412, 412, 412, 412, 412]
    [found] = (await region.teacher.get(path))["items"]
    assert (found["version"], len(found["steps"])) == (2, 2)


async def test_a_step_is_never_changed(region: Region) -> None:
    granted = await region.admin.fetch(
        "SELECT privilege_type FROM information_schema.column_privileges WHERE grantee = 'chaincare_app'"
        " AND table_name = 'needed_party_steps' AND privilege_type <> 'SELECT' GROUP BY 1"
    )
    assert [row["privilege_type"] for row in granted] == ["INSERT"]
