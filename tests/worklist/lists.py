"""Reading a worklist, as the tests of this folder do."""

import json
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from tests.people import Person, Region, basis

from chaincare.demo.world import SCHOOL, person
from chaincare.workdays import day_in_amsterdam

ROLES = ("teacher", "intern-begeleider", "specialist", "youth-worker", "network-coordinator", "parent")


async def rows_of(person: Person, query: str = "") -> list[Any]:
    """Every row, over all pages."""
    rows, path = [], f"/worklist{query}"
    while path:
        answer = await person.ask("GET", path)
        assert answer.status_code == 200, answer.text
        rows += answer.json()["items"]
        path = next_of(answer)
    return rows


@cache
def description() -> Any:
    return json.loads((Path(__file__).parents[2] / "openapi/chaincare.json").read_text("utf-8"))


def asked_by(operation: str) -> tuple[set[str], bool]:
    """What the description says that every body of an operation has, and whether there are several kinds of it."""
    kinds = _kinds(_told(operation))
    return set.intersection(*(set(one.get("required", ())) for one in kinds)), len(kinds) > 1


def members_of(operation: str) -> set[str]:
    """What the description knows at all of a body of an operation, and the headers that go with it."""
    told = _told(operation)
    headers = {one["name"] for one in map(_named, told.get("parameters", ())) if one["in"] == "header"}
    return headers.union(*(one.get("properties", ()) for one in _kinds(told)))


@cache
def _told(operation: str) -> Any:
    [told] = [
        one
        for path in description()["paths"].values()
        for one in path.values()
        if isinstance(one, dict) and one.get("operationId") == operation
    ]
    return told


def _kinds(told: Any) -> list[Any]:
    body = _named(told["requestBody"]["content"]["application/json"]["schema"])
    return [_named(one) for one in body.get("anyOf", body.get("oneOf", [body]))]


def _named(one: Any) -> Any:
    while "$ref" in one:
        *_, sort, name = one["$ref"].split("/")
        one = description()["components"][sort][name]
    return one


def next_of(answer: Any) -> str:
    link = answer.headers.get("Link", "")
    return str(link[link.index("<") + 1 : link.index(">")]).removeprefix("/v1") if link else ""


async def kinds_of(person: Person, query: str = "") -> list[str]:
    return [one["kind"] for one in await rows_of(person, query)]


async def only(person: Person, kind: str, query: str = "") -> Any:
    [row] = [one for one in await rows_of(person, query) if one["kind"] == kind]
    return row


async def do(person: Person, row: Any, body: Any) -> Any:
    """Do what a row says is to be done; where the answer is not one of several, with no more than what it says that it takes."""
    act = row["act"]
    always, several = asked_by(act["operation"])
    assert always | set(act["needs"]) <= set(body) | {"If-Match"}, (row["kind"], act)
    if not several and "answer" not in body:
        body = {name: said for name, said in body.items() if name in always | set(act["needs"])}
    answer = await person.ask(act["method"], act["href"].removeprefix("/v1"), body)
    assert answer.status_code in {200, 201}, answer.text
    return answer.json()


def due(region: Region, days: int) -> str:
    return str(day_in_amsterdam(region.app.state.clock.now() + timedelta(days=days)))


async def add(region: Region, opened: Any, role: str, scope: str, **changes: Any) -> str:
    """Bring somebody into the teacher's case; gives his participation."""
    party = {
        "kind": "professional", "professionalId": str(person(role).id), "scope": scope,
        "legalBasis": basis(SCHOOL.unit_id, **changes),
    }  # fmt: skip
    body = {"purpose": "education_support", "party": party}
    return str((await region.teacher.post(f"/cases/{opened['id']}/participations", body))["participationId"])
