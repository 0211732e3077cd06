"""Reading a worklist, as the tests of this folder do."""

from datetime import timedelta
from typing import Any

from tests.people import Person, Region, basis

from chaincare.demo.world import SCHOOL, person

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


def next_of(answer: Any) -> str:
    link = answer.headers.get("Link", "")
    return str(link[link.index("<") + 1 : link.index(">")]).removeprefix("/v1") if link else ""


async def kinds_of(person: Person, query: str = "") -> list[str]:
    return [one["kind"] for one in await rows_of(person, query)]


async def only(person: Person, kind: str, query: str = "") -> Any:
    [row] = [one for one in await rows_of(person, query) if one["kind"] == kind]
    return row


async def do(person: Person, row: Any, body: Any) -> Any:
    """Do what a row says is to be done."""
    act = row["act"]
    answer = await person.ask(act["method"], act["href"].removeprefix("/v1"), body)
    assert answer.status_code in {200, 201}, answer.text
    return answer.json()


def due(region: Region, days: int) -> str:
    return str((region.app.state.clock.now() + timedelta(days=days)).date())


async def add(region: Region, opened: Any, role: str, scope: str, **changes: Any) -> str:
    """Bring somebody into the teacher's case; gives his participation."""
    party = {
        "kind": "professional", "professionalId": str(person(role).id), "scope": scope,
        "legalBasis": basis(SCHOOL.unit_id, **changes),
    }  # fmt: skip
    body = {"purpose": "education_support", "party": party}
    return str((await region.teacher.post(f"/cases/{opened['id']}/participations", body))["participationId"])
