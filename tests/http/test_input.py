"""What comes in is read strictly, and everything that is wrong with it is said at once, without repeating it."""

from datetime import datetime

import httpx2
import pytest
from tests.http.probes import CANARY

pytestmark = pytest.mark.anyio

PROBES = "/v1/probes"
JSON = {"Content-Type": "application/json"}
GOOD = '{"askedAt": "2026-03-29T00:30:00.123456+02:00", "urgency": "now", "people": ["De\u0301sire\u0301e"]}'


async def _pointers(client: httpx2.AsyncClient, body: str | bytes) -> list[str]:
    answer = await client.post(PROBES, content=body, headers=JSON)
    assert answer.status_code == 400
    assert CANARY not in answer.text
    return [error["pointer"] for error in answer.json()["errors"]]


async def test_a_good_body_is_read_in_nfc_and_instants_are_answered_in_full(
    client: httpx2.AsyncClient,
) -> None:
    answer = await client.post(PROBES, content=GOOD.encode(), headers=JSON)
    assert answer.status_code == 201
    assert answer.json() == {
        "probeId": None,
        "people": ["D\u00e9sir\u00e9e"],
        "askedAt": "2026-03-28T22:30:00.123456Z",
    }


async def test_all_faults_are_named_in_one_answer(client: httpx2.AsyncClient) -> None:
    body = (
        f'{{"askedAt": "2026-03-01t09:00:00z", "urgency": "{CANARY}", "people": ["ok", 3, "a\\u0007"], "tries": 10,'
        f' "contact": {{"kind": "person", "on": "{CANARY}"}}, "extra": 1}}'
    )
    assert await _pointers(client, body) == [
        "/askedAt", "/urgency", "/people/1", "/people/2", "/contact/on", "/tries", "/extra",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ("", [""]),
        ("{}", ["/askedAt", "/urgency"]),
        ("[]", [""]),
        ("null", [""]),
        ('"text"', [""]),
        ('{"askedAt": "2026-03-01T09:00:00Z", "urgency": "now", "contact": {"kind": "letter"}}', ["/contact/kind"]),
        ('{"askedAt": "2026-03-01T09:00:00Z", "urgency": "now", "contact": {"number": "1"}}', ["/contact/kind"]),
        ('{"askedAt": "2026-03-01T09:00:00Z", "urgency": "now", "tries": "1"}', ["/tries"]),
        ('{"askedAt": "2026-03-01T09:00:00Z", "urgency": "now", "tries": 1.5}', ["/tries"]),
        ('{"askedAt": "2026-03-01T09:00:00Z", "urgency": "now", "tries": true}', ["/tries"]),
        ('{"askedAt": "2026-03-01T09:00:00Z", "urgency": "now", "people": [" "]}', ["/people/0"]),
        ('{"askedAt": "2026-03-01T09:00:00Z", "urgency": "now", "people": ["a\\n"]}', ["/people/0"]),
        ('{"askedAt": "2026-03-01T09:00:00Z", "urgency": "now", "people": ["a","b","c","d"]}', ["/people"]),
        (f'{{"askedAt": "2026-03-01T09:00:00Z", "urgency": "now", "{CANARY} is ill": 1}}', [""]),
        ('{"urgency": "now", "urgency": "soon", "tries": "1"}', ["/urgency", "/askedAt", "/tries"]),
        ('{"urgency": "now", "contact": {"kind": "phone", "number": "1", "number": "2", "x": 0}}',
         ["/contact/number", "/askedAt", "/contact/x"]),
        (f'{{"{CANARY} is ill": 1, "{CANARY} is ill": 2}}', ["", "/askedAt", "/urgency"]),
        ("{" * 3, [""]),
        ("[" * 200_000, [""]),
        ('{"askedAt": NaN}', ["/askedAt", "/urgency"]),
        ('{"tries": 1e400}', ["/tries", "/askedAt", "/urgency"]),
        ('{"tries": -Infinity}', ["/tries", "/askedAt", "/urgency"]),
        ('{"tries": 1' + "0" * 5000 + "}", ["/tries", "/askedAt", "/urgency"]),
        ('{"people": ["a", "\\ud800"]}', ["/people/1", "/askedAt", "/urgency"]),
        ('{"people": ["\\u0000"]}', ["/people/0", "/askedAt", "/urgency"]),
        ("1e400", [""]),
        (b'{"people": ["\xff"]}', [""]),
        (b"\xef\xbb\xbf{}", [""]),
    ],
)  # fmt: skip
async def test_bodies_that_are_refused(
    client: httpx2.AsyncClient, body: str | bytes, pointers: list[str]
) -> None:
    assert await _pointers(client, body) == pointers


@pytest.mark.parametrize(
    "instant",
    [
        "2026-03-01T09:00:00z", "2026-03-01t09:00:00Z", "2026-03-01T09:00:00-00:00", "2026-03-01T09:00:00",
        "2026-03-01 09:00:00Z", "2026-03-01T09:00Z", "2026-03-01T09:00:00.1234567Z", "2026-02-30T09:00:00Z",
        "2026-03-01T09:00:00+25:00", "2026-03-01T09:00:00Z\n", "1700000000", 1700000000, None,
    ],
)  # fmt: skip
async def test_instants_that_are_refused(client: httpx2.AsyncClient, instant: str | int | None) -> None:
    answer = await client.post(PROBES, json={"askedAt": instant, "urgency": "now"})
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/askedAt"]
    if isinstance(instant, str) and instant.isprintable():
        asked = await client.get(PROBES, params={"seenAt": instant})
        assert [error["pointer"] for error in asked.json()["errors"]] == ["#query/seenAt"]


@pytest.mark.parametrize(
    "instant", ["2026-03-01T09:00:00Z", "2026-03-01T09:00:00.5Z", "2026-03-01T23:00:00+14:00"]
)
async def test_instants_with_any_known_offset_are_accepted(client: httpx2.AsyncClient, instant: str) -> None:
    told = await client.post(PROBES, json={"askedAt": instant, "urgency": "now"})
    asked = await client.get(PROBES, params={"seenAt": instant})
    assert (told.status_code, asked.status_code) == (201, 200)
    for answer in (told, asked):
        assert answer.json()["askedAt"].endswith("Z")
        assert datetime.fromisoformat(answer.json()["askedAt"]) == datetime.fromisoformat(instant)


@pytest.mark.parametrize(
    ("query", "pointers"),
    [
        ("limit=0", ["#query/limit"]),
        ("limit=51", ["#query/limit"]),
        ("limit=x", ["#query/limit"]),
        ("limit=", ["#query/limit"]),
        ("limit=1&limit=2", ["#query/limit"]),
        ("page=1", ["#query/page"]),
        ("Limit=1", ["#query/Limit"]),
        (f"{CANARY}%20is=1", ["#query"]),
        ("limit=99&other=1&seenAt=yesterday", ["#query/other", "#query/limit", "#query/seenAt"]),
    ],
)
async def test_queries_that_are_refused(client: httpx2.AsyncClient, query: str, pointers: list[str]) -> None:
    answer = await client.get(f"{PROBES}?{query}")
    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == pointers
    assert CANARY not in answer.text


async def test_a_query_by_its_wire_name_is_read(client: httpx2.AsyncClient) -> None:
    assert (await client.get(f"{PROBES}?limit=7")).json()["people"] == ["7"]


async def test_an_answer_does_not_outgrow_its_question(client: httpx2.AsyncClient) -> None:
    many = ",".join(["1"] * 100_000)
    for body in (f'{{"people": [{many}]}}', "{" + ",".join(f'"k{one}": 1' for one in range(20_000)) + "}"):
        answer = await client.post(PROBES, content=body, headers=JSON)
        assert answer.status_code == 400
        assert 90 <= len(answer.json()["errors"]) <= 100
