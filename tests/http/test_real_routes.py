"""STANDARDS 8, on every operation there is: what HTTP may bring, at each real address, with a token that is good.

The probes of this folder try each layer in every way; here it is that no route was made which escapes them.
"""

import json
import re
from typing import Any

import httpx2
import pytest
from tests.people import Region
from tests.promises.everything import operations_of

from chaincare.app import BODY_BYTES_MAX
from chaincare.ids import new_id

pytestmark = pytest.mark.anyio

WORDS = {"{role}": "scout", "{factor}": "trust"}
GIVEN = {
    r"/success-factors\.svg$": "image/svg+xml",
    r"/statistics/[^/]+/content$": "text/csv",
    r"/exports/[^/]+/content$": "application/fhir+ndjson or application/x-ndjson or text/csv",
}
JSON = {"Content-Type": "application/json"}


def addresses(region: Region, *methods: str) -> list[tuple[str, str]]:
    """Every operation by an address of its own, with ids that nobody has, and words that are on the list."""
    return [
        (method, "/v1" + re.sub(r"\{\w+\}", lambda one: WORDS.get(one[0]) or str(new_id()), path))
        for method, path in sorted(operations_of(region.app))
        if not methods or method in methods
    ]


async def knock(
    region: Region, method: str, path: str, content: bytes | None = None, **headers: str
) -> httpx2.Response:
    token = {"Authorization": f"Bearer {region.teacher.token}"}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return await region.http.request(method, path, content=content, headers={**token, **named})


def problem(answer: httpx2.Response) -> tuple[int, str]:
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    return answer.status_code, answer.json()["type"].rpartition(":")[2]


async def test_another_spelling_of_an_address_is_nothing(region: Region) -> None:
    for method, path in addresses(region):
        for spelled in (f"{path}/", path.replace("/v1/", "/v1//", 1), f"/{path}", f"{path}%2f"):
            answer = await knock(
                region, method, spelled, b"{}" if method != "GET" else None, Content_Type="application/json"
            )
            assert problem(answer) == (404, "nothing-here"), f"{method} {spelled}"


async def test_another_method_is_told_which_there_are(region: Region) -> None:
    by_path: dict[str, set[str]] = {}
    for method, path in operations_of(region.app):
        by_path.setdefault(path, {"OPTIONS"}).update({method, "HEAD"} if method == "GET" else {method})
    for path, methods in by_path.items():
        real = "/v1" + re.sub(r"\{\w+\}", str(new_id()), path)
        for wrong in {"DELETE", "TRACE", "BREW"} - methods:
            answer = await knock(region, wrong, real)
            assert problem(answer) == (405, "method-not-allowed"), f"{wrong} {path}"
            assert {*answer.headers["Allow"].split(", "), "HEAD"} == methods | {"HEAD"}, path
        asked = await knock(region, "OPTIONS", real)
        assert (asked.status_code, asked.content) == (204, b"")
        assert set(asked.headers["Allow"].split(", ")) == methods, path


async def test_head_is_get_without_a_body_and_is_traced_the_same(region: Region) -> None:
    for _, path in addresses(region, "GET"):
        before = len(await region.entries())
        read = await knock(region, "GET", path)
        between = len(await region.entries())
        head = await knock(region, "HEAD", path)
        after = len(await region.entries())
        assert (head.status_code, head.content) == (read.status_code, b""), path
        assert head.headers["Content-Length"] == read.headers["Content-Length"], path
        assert after - between == between - before > 0, path


async def test_only_json_is_given(region: Region) -> None:
    for method, path in addresses(region):
        if path.endswith("/letter"):  # a page to print
            continue
        answer = await knock(region, method, path, Accept="text/html")
        assert problem(answer) == (406, "not-acceptable"), f"{method} {path}"
        # Who gets an image or a table is not told that it is JSON: he would ask for that, and get the same again.
        given = next((one for end, one in GIVEN.items() if re.search(end, path)), "application/json")
        assert answer.json()["detail"] == f"The answer is {given}, and the Accept header leaves that out."


async def test_an_answer_that_is_no_json_says_what_it_is_to_who_asks_for_json(region: Region) -> None:
    for end, given in {**GIVEN, "/letter$": "text/html"}.items():
        found = [path for _, path in addresses(region, "GET") if re.search(end, path)]
        assert found, end
        for path in found:
            answer = await knock(region, "GET", path, Accept="application/json")
            assert problem(answer) == (406, "not-acceptable"), path
            assert answer.json()["detail"].startswith(f"The answer is {given}, and the Accept"), path


async def test_a_word_of_an_address_that_is_not_on_the_list_is_told_with_the_list(region: Region) -> None:
    for place, word in WORDS.items():
        found = [
            (method, path)
            for method, path in addresses(region)
            if path.endswith((f"/{word}", f"/{word}/assessments"))
        ]
        assert found, place
        for method, path in found:
            answer = await knock(region, method, path.replace(f"/{word}", "/dreamer"), b"{}", **JSON)
            assert problem(answer) == (400, "input-invalid"), path
            (fault,) = answer.json()["errors"]
            assert fault["pointer"] == f"#path/{place[1:-1]}"
            assert fault["detail"].startswith("Must be one of: ")
            assert word in fault["detail"]
            assert "dreamer" not in answer.text


async def test_only_json_is_taken(region: Region) -> None:
    for method, path in addresses(region, "POST", "PUT", "PATCH"):
        for said in ("text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"):
            answer = await knock(region, method, path, b"{}", Content_Type=said)
            assert problem(answer) == (415, "media-type-unsupported"), f"{method} {path} {said}"
        answer = await knock(region, method, path, b"{}")
        assert problem(answer) == (415, "media-type-unsupported"), f"{method} {path} untyped"


async def test_a_query_that_nobody_asked_for_is_refused_before_anything_is_looked_up(region: Region) -> None:
    before = len(await region.entries())
    for method, path in addresses(region):
        answer = await knock(region, method, f"{path}?colour=blue&colour=red")
        assert problem(answer) == (400, "input-invalid"), f"{method} {path}"
        assert {one["pointer"] for one in answer.json()["errors"]} == {"#query/colour"}
    assert len(await region.entries()) == before


BAD_BODIES: tuple[bytes, ...] = (
    b"{",
    b'{"reason": "\xff"}',
    b"\xef\xbb\xbf{}",
    b"[" * 100_000,
    b'{"a": 1, "a": 1}',
    b'{"a": NaN}',
    b'{"a": Infinity}',
    b'{"a": 1e400}',
    b'{"a": 1' + b"0" * 5000 + b"}",
    b'{"a": "\\ud800"}',
    b'{"a": "\\u0000"}',
    b"[]",
    b"null",
)


async def test_what_is_no_json_of_ours_is_refused_at_every_route(region: Region) -> None:
    for method, path in addresses(region, "POST", "PUT", "PATCH"):
        for body in BAD_BODIES:
            answer = await knock(region, method, path, body, **JSON)
            assert problem(answer)[0] == 400, f"{method} {path} {body[:20]!r}: {answer.text}"
            assert answer.json()["errors"], f"{method} {path} {body[:20]!r}"


async def test_a_field_that_is_not_known_is_named_with_everything_else_that_is_wrong(region: Region) -> None:
    for method, path in addresses(region, "POST", "PUT", "PATCH"):
        body = json.dumps({"colour": "blue", "shape": 10**400, "kind": [], "answer": {}, "step": 3}).encode()
        answer = await knock(region, method, path, body, **JSON)
        assert problem(answer)[0] == 400, f"{method} {path}: {answer.text}"
        errors = answer.json()["errors"]
        pointers = {one["pointer"] for one in errors}
        # A body of several kinds is told which kinds there are before its fields are looked at.
        assert {"/colour", "/shape"} <= pointers or pointers <= {"/kind", "/answer", "/step", "/fact"}, (
            f"{method} {path}: {errors}"
        )
        assert "blue" not in answer.text


async def test_a_body_over_the_limit_is_refused_whatever_it_says(region: Region) -> None:
    large = b'{"text": "' + b"x" * 1_000_000 + b'"}'
    just = b" " * (BODY_BYTES_MAX - 2) + b"{}"
    for method, path in addresses(region, "POST", "PUT", "PATCH"):
        answer = await knock(region, method, path, large, **JSON)
        assert problem(answer) == (413, "body-too-large"), f"{method} {path}"
        assert (await knock(region, method, path, just, **JSON)).status_code != 413, f"{method} {path}"


async def test_a_number_no_integer_can_hold_is_a_fault_of_its_field(region: Region) -> None:
    for number in ("1" + "0" * 400, "-1" + "0" * 400, "1e300"):
        body = f'{{"limit": {number}, "caseId": "{new_id()}"}}'.encode()
        token = {"Authorization": f"Bearer {region.auditor.token}", **JSON}
        answer = await region.http.request("POST", "/v1/access-log/_search", content=body, headers=token)
        assert problem(answer) == (400, "input-invalid"), answer.text
        assert [one["pointer"] for one in answer.json()["errors"]] == ["/limit"]


async def test_without_a_token_nothing_is_said_of_any_address(region: Region) -> None:
    seen: set[Any] = set()
    for method, path in addresses(region):
        content = None if method == "GET" else b"{}"
        answer = await region.http.request(
            method, path, content=content, headers={} if method == "GET" else JSON
        )
        assert problem(answer) == (401, "token-missing"), f"{method} {path}"
        told = {name: value for name, value in answer.json().items() if name != "instance"}
        seen.add((json.dumps(told), answer.headers["WWW-Authenticate"]))
    assert len(seen) == 1
    assert await region.entries() == []
