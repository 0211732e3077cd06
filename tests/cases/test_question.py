"""The question of a case: read, put anew without losing an edit, and as it was put before."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from tests.people import Region, add_begeleider, link_mother, open_case

from chaincare.workdays import day_in_amsterdam

pytestmark = pytest.mark.anyio


async def change(region: Region, path: str, body: Any, tag: str | None, expect: int = 200) -> Any:
    headers = {} if tag is None else {"If_Match": tag}
    answer = await region.teacher.ask("PATCH", path, body, **headers)
    assert answer.status_code == expect, answer.text
    return answer


async def test_it_is_put_anew_and_the_case_shows_the_newest(region: Region) -> None:
    opened = await open_case(region)
    case, path = f"/cases/{opened['id']}", f"/cases/{opened['id']}/question"
    first = await region.teacher.ask("GET", path)
    assert (first.headers["ETag"], first.json()["evaluationDate"]) == ('"1"', None)
    ahead = day_in_amsterdam(region.app.state.clock.now() + timedelta(days=90)).isoformat()
    body = {"question": "What keeps her in class?", "consulted": "limited", "consultedBecause": "Two talks."}
    changed = await change(region, path, {**body, "evaluationDate": ahead}, '"1"')
    assert (changed.headers["ETag"], changed.json()["version"]) == ('"2"', 2)
    shown = (await region.teacher.get(case))["question"]
    assert shown == (await region.teacher.get(path))
    assert shown == {**first.json(), **body, "evaluationDate": ahead}
    await change(region, path, {"evaluationDate": None, "consulted": "yes", "consultedBecause": None}, '"2"')
    again = await region.teacher.get(path)
    assert (again["evaluationDate"], again["consultedBecause"]) == (None, None)
    assert again["question"] == body["question"]


async def test_how_it_was_put_before_stays(region: Region) -> None:
    opened = await open_case(region, evaluationDate="2999-01-01")
    path = f"/cases/{opened['id']}/question"
    holder = await add_begeleider(region, opened["id"])
    await change(region, path, {"ownWords": "Ik wil naar buiten."}, '"1"')
    answer = await region.begeleider.ask("PATCH", path, {"occasion": "A talk."}, If_Match='"2"')
    assert answer.json()["changedBy"] == holder
    versions = (await region.teacher.get(f"{path}/versions"))["items"]
    assert [one["version"] for one in versions] == [3, 2, 1]
    assert [one["changedBy"] for one in versions] == [
        holder,
        opened["participationId"],
        opened["participationId"],
    ]
    assert [one["ownWords"][:10] for one in versions] == ["Ik wil naa", "Ik wil naa", "Ik wil dat"]
    assert versions[2]["evaluationDate"] == "2999-01-01"
    assert versions[2]["changedAt"] < versions[1]["changedAt"] < versions[0]["changedAt"]
    page = await region.teacher.ask("GET", f"{path}/versions?limit=2")
    assert [one["version"] for one in page.json()["items"]] == [3, 2]
    following = page.headers["Link"].partition(">")[0].removeprefix("</v1")
    assert [one["version"] for one in (await region.teacher.get(following))["items"]] == [1]


async def test_of_two_editors_at_once_one_is_told(region: Region) -> None:
    opened = await open_case(region)
    await add_begeleider(region, opened["id"])
    path = f"/cases/{opened['id']}/question"
    both = await asyncio.gather(
        region.teacher.ask("PATCH", path, {"question": "One?"}, If_Match='"1"'),
        region.begeleider.ask("PATCH", path, {"question": "Two?"}, If_Match='"1"'),
    )
    assert sorted(one.status_code for one in both) == [200, 412]
    won = next(one for one in both if one.status_code == 200)
    assert (await region.teacher.get(path))["question"] == won.json()["question"]
    lost = next(one for one in both if one.status_code == 412)
    assert lost.json()["type"].endswith("edition-stale")


async def test_who_reads_it_and_who_puts_it(region: Region) -> None:
    opened = await open_case(region)
    await link_mother(region, opened)
    path = f"/cases/{opened['id']}/question"
    for person, read, write, versions in (
        (region.teacher, 200, 200, 200),
        (region.begeleider, 200, 403, 403),
        (region.mother, 200, 403, 403),
        (region.coordinator, 403, 403, 403),
        (region.outsider, 404, 404, 404),
    ):
        assert (await person.ask("GET", path)).status_code == read
        assert (await person.ask("PATCH", path, {"occasion": "x"}, If_Match="*")).status_code == write
        assert (await person.ask("GET", f"{path}/versions")).status_code == versions


@pytest.mark.parametrize(
    ("body", "tag", "status", "place"),
    [
        ({"question": "x"}, None, 428, None),
        ({"question": "x"}, '"2"', 412, None),
        ({"question": None}, "*", 400, "/question"),
        ({"ownWords": " "}, "*", 400, "/ownWords"),
        ({"consulted": "no"}, "*", 400, "/consultedBecause"),
        ({"evaluationDate": "2020-01-01"}, "*", 400, "/evaluationDate"),
        ({"title": "x"}, "*", 400, "/title"),
    ],
)
async def test_changes_that_are_refused(
    region: Region, body: Any, tag: str | None, status: int, place: str | None
) -> None:
    opened = await open_case(region)
    path = f"/cases/{opened['id']}/question"
    problem = (await change(region, path, body, tag, status)).json()
    assert [one["pointer"] for one in problem.get("errors", [])] == ([place] if place else [])
    assert (await region.teacher.ask("GET", path)).headers["ETag"] == '"1"'


async def test_a_change_that_names_nothing_makes_no_edition(region: Region) -> None:
    opened = await open_case(region)
    for path in (f"/cases/{opened['id']}/question", f"/clients/{opened['clientId']}"):
        problem = await region.teacher.ask("PATCH", path, {}, If_Match='"1"')
        assert (problem.status_code, problem.json()["errors"][0]["pointer"]) == (400, "")
        assert (await region.teacher.ask("GET", path)).headers["ETag"] == '"1"'
