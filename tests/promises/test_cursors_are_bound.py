"""S1: a page's cursor is good for whoever got it and for what he asked; of a wrong one nothing is told.

The operations that page are taken from the description, which is made of the application: a new one is asked the same.
"""

import json
import re
from typing import Any, NamedTuple

import httpx2
import pytest
from tests.people import SECRET, Region
from tests.promises.everything import BODIES, Call, Land
from tests.promises.walked import Walked

from chaincare.cursors import CursorSeal
from chaincare.openapi import openapi_document

pytestmark = pytest.mark.anyio

FILTERS = {
    "networkId": "{network}", "organisationId": "{school-organisation}", "unitId": "{school}", "help": "strengthen",
    "kind": "regie_vacant", "overdue": "true", "unanswered": "true", "toReview": "true", "whose": "cases", "merge": "day",
    "fromAt": "2026-01-01T00:00:00Z", "untilAt": "2126-01-01T00:00:00Z", "onDate": "2026-01-01",
    "caseId": "{case_id}", "dueBeforeDate": "2126-01-01", "standingInFor": "{youth-worker}", "counts": "true",
}  # fmt: skip
"""For every question in an address another answer than none; a new one needs a line here."""
OTHER_BODIES: dict[Call, dict[str, Any]] = {
    ("POST", "/access-log/_search"): {"fromAt": "2026-01-01T00:00:00Z"},
    ("POST", "/agreements/_audit"): {"fromAt": "2026-01-01T00:00:00Z"},
    ("POST", "/clients/_search"): {"name": "Noor Terpstrra"},
    ("POST", "/services/_search"): {"words": "gedra"},
    ("POST", "/network-documents/_search"): {"words": "thuis"},
}
"""For every search what makes another search of it."""

_NEXT = re.compile(r'<[^>]*[?&]cursor=([\w-]+)[^>]*>; rel="next"')


class Paged(NamedTuple):
    """An operation that gives pages."""

    call: Call
    filters: dict[str, list[str]]
    in_body: bool

    async def ask(
        self, land: Land, cursor: str | None, *, role: str = "", path: str = "", **also: Any
    ) -> httpx2.Response:
        """Ask for one row, as whoever did so in the walk."""
        method, template = self.call
        where, asker = path or land.at(template), land.people[role or land.by[self.call]]
        asked = {"limit": 1, **({} if cursor is None else {"cursor": cursor}), **also}
        if self.in_body:
            return await asker.ask(method, where, {**BODIES[self.call][0](land), **asked})
        return await asker.ask(method, f"{where}?{httpx2.QueryParams(asked)}")


class Watched(CursorSeal):
    """Notes what every cursor was held to."""

    held_to: tuple[str, str] = ("", "")

    def open(self, cursor: str, wanted: Any, *, subject: str, query: Any) -> Any:
        self.held_to = subject, json.dumps(query, default=str)
        return super().open(cursor, wanted, subject=subject, query=query)


def paged_operations(region: Region) -> list[Paged]:
    """Every operation that takes a cursor, in its address or in its body."""
    described, found = json.loads(openapi_document(region.app)), []
    schemas = described["components"]["schemas"]
    for path, methods in described["paths"].items():
        snake = re.sub(r"(?<=[a-z])([A-Z])(?=\w*})", lambda one: "_" + one[1].lower(), path)
        for method, one in methods.items():
            asked = {
                named["name"]: _words(named["schema"], schemas)
                for named in one.get("parameters", [])
                if named.get("in") == "query"
            }
            body = one.get("requestBody", {}).get("content", {}).get("application/json", {})
            name = body.get("schema", {}).get("$ref", "/").rpartition("/")[2]
            in_body = "cursor" in schemas.get(name, {}).get("properties", {})
            if in_body or "cursor" in asked:
                filters = {key: words for key, words in asked.items() if key not in {"cursor", "limit"}}
                found.append(Paged((method.upper(), snake), filters, in_body))
    return found


def _words(schema: Any, schemas: Any) -> list[str]:
    found = list(schema.get("enum", []))
    for inner in (*schema.get("anyOf", []), schemas.get(schema.get("$ref", "/").rpartition("/")[2], {})):
        found += _words(inner, schemas) if inner else []
    return [str(one) for one in found]


async def test_a_cursor_is_for_one_caller_one_operation_one_thing_and_one_question(walked: Walked) -> None:
    region, own, foreign = walked.region, walked.own, walked.foreign
    seal = region.app.state.cursors = Watched(SECRET)
    paged, followed = paged_operations(region), set()
    bound: dict[tuple[str, str], list[Call]] = {}
    assert len(paged) > 40
    for one in paged:
        cursor = await _cursor_of(one, own)
        if cursor is not None:
            assert (await one.ask(own, cursor)).status_code == 200, f"{one.call}: the next page"
            followed.add(one.call)
        else:  # fewer than two rows here: what a cursor would be held to is known all the same
            _refused(await one.ask(own, "AAAA"), one.call)
        subject, query = seal.held_to
        assert own.by[one.call] in subject, one.call
        for name in re.findall(r"\{(\w+)\}", one.call[1]):
            # A client has one case; a list of his is as well held to that one.
            held_to = {own.ids[name], own.ids["case_id" if name == "client_id" else name]}
            assert any(thing in query for thing in held_to), (
                f"{one.call}: a cursor of another {name} would do"
            )
        bound.setdefault((subject, query), []).append(one.call)
        if cursor is not None:
            await _refused_elsewhere(one, cursor, own, foreign)
    twice = [calls for calls in bound.values() if len(calls) > 1]
    assert twice == [], "one cursor would do for several operations"
    assert len(followed) > 30, f"no second page to try: {sorted({one.call for one in paged} - followed)}"


async def _cursor_of(one: Paged, land: Land) -> str | None:
    answer = await one.ask(land, None)
    assert answer.status_code == 200, f"{one.call}: {answer.text}"
    if one.in_body:
        return answer.json()["nextCursor"]  # type: ignore[no-any-return]
    link = _NEXT.search(answer.headers.get("Link", ""))
    return link and link[1]


async def _refused_elsewhere(one: Paged, cursor: str, own: Land, foreign: Land) -> None:
    _refused(await one.ask(foreign, cursor), one.call)  # somebody else, of what is his
    middle = len(cursor) // 2
    changed = cursor[:middle] + ("A" if cursor[middle] != "A" else "B") + cursor[middle + 1 :]
    for wrong in (changed, cursor[:-1], cursor[:4], cursor + "A", cursor[::-1], ""):
        _refused(await one.ask(own, wrong), one.call)
    if one.in_body:
        _refused(await one.ask(own, cursor, **OTHER_BODIES[one.call]), one.call)
    for name, words in one.filters.items():
        value = words[-1] if words else FILTERS[name].format_map(own.ids)
        _refused(await one.ask(own, cursor, **{name: value}), f"{one.call} {name}={value}")


def _refused(answer: httpx2.Response, what: object) -> None:
    assert answer.status_code == 400, f"{what}: {answer.status_code} {answer.text}"
    problem = answer.json()
    assert problem["type"] == "urn:problem-type:chaincare:cursor-invalid", f"{what}: {answer.text}"
    # Nothing but this, whatever was wrong with it.
    assert problem.keys() == {"type", "title", "status", "detail", "instance"}
    assert problem["detail"].startswith("This cursor was not made here for this caller and this query.")
    assert "link" not in answer.headers
