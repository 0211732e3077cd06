"""Every answer looks the same from outside, whichever layer gave it."""

import re

import httpx2
import pytest
import structlog
from tests.http.conftest import FRIEND
from tests.http.probes import CANARY

from chaincare.app import BODY_BYTES_MAX

pytestmark = pytest.mark.anyio

PROBES = "/v1/probes"
JSON = {"Content-Type": "application/json"}

ANSWERS = [
    ("GET", "/v1/health/live", 200),
    ("GET", "/v1/openapi.json", 200),
    ("GET", "/v1/docs", 200),
    ("OPTIONS", PROBES, 204),
    ("GET", f"{PROBES}?limit=0", 400),
    ("GET", f"{PROBES}/01890000-0000-7000-8000-000000000000", 404),
    ("GET", f"{PROBES}/not-a-uuid", 404),
    ("GET", "/", 404),
    ("GET", "/elsewhere", 404),
    ("GET", "/v1/health/live/", 404),
    ("GET", "//v1/health/live", 404),
    ("GET", "/v1//health/live", 404),
    ("GET", "/v1/health%2Flive", 404),
    ("GET", "/v1/health/live%2f", 404),
    ("GET", "/v1/health%5clive", 404),
    ("DELETE", PROBES, 405),
    ("BREW", PROBES, 405),
    ("HEAD", f"{PROBES}/not-a-uuid", 404),
    ("GET", f"{PROBES}/failures/words", 500),
    ("GET", f"{PROBES}/failures/cause", 500),
    ("GET", f"{PROBES}/failures/sql", 500),
    ("GET", f"{PROBES}/broken/answer", 500),
    ("GET", f"{PROBES}/failures/outage", 503),
    ("GET", f"{PROBES}/failures/refused-connection", 503),
    ("GET", f"{PROBES}/failures/too-slow", 503),
    ("GET", f"{PROBES}/failures/decoder", 400),
    ("GET", f"{PROBES}/commit/refused", 503),
]


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
async def test_every_answer_has_the_headers_and_every_refusal_is_a_problem(
    client: httpx2.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["API-Version"] == "0.1.0"
    assert answer.headers["Cache-Control"] == "no-store"
    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"} <= set(
        policy
    )
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "Server" not in answer.headers
    if status >= 400:
        assert answer.headers["Content-Type"] == "application/problem+json"
    if status >= 400 and method != "HEAD":
        problem = answer.json()
        assert problem["status"] == status
        assert problem["type"].startswith("urn:problem-type:chaincare:")
        assert problem["instance"] == f"urn:uuid:{answer.headers['ChainCare-Request-Id']}"
        assert {"title", "detail"} <= problem.keys()
        assert CANARY not in answer.text
    if method == "HEAD":
        assert answer.content == b""


async def test_allow_names_the_methods_of_the_address(client: httpx2.AsyncClient) -> None:
    assert (await client.request("OPTIONS", PROBES)).headers["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert (await client.delete(PROBES)).headers["Allow"] == "GET, HEAD, OPTIONS, POST"
    assert (await client.post("/v1/health/live")).headers["Allow"] == "GET, HEAD, OPTIONS"


async def test_a_receipt_goes_out_on_a_refusal_too(client: httpx2.AsyncClient) -> None:
    answer = await client.get(f"{PROBES}/01890000-0000-7000-8000-000000000000")
    assert answer.headers["ChainCare-Receipt"] == "receipt-of-a-refusal"
    assert answer.json()["type"] == "urn:problem-type:chaincare:probe-unknown"
    assert answer.json()["detail"] == "There is no such probe, or you may not know of it."
    assert "ChainCare-Receipt" not in (await client.get("/v1/health/live")).headers


@pytest.mark.parametrize("accept", ["text/html", "application/json;q=0, */*", "application/xml;q=0.9"])
async def test_an_accept_header_without_json_is_406(client: httpx2.AsyncClient, accept: str) -> None:
    assert (await client.get("/v1/health/live", headers={"Accept": accept})).status_code == 406


@pytest.mark.parametrize("accept", ["*/*", "text/html, */*;q=0.1", "application/*", "Application/JSON"])
async def test_an_accept_header_with_json_is_answered(client: httpx2.AsyncClient, accept: str) -> None:
    assert (await client.get("/v1/health/live", headers={"Accept": accept})).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/json; charset=latin1"},
        {"Content-Type": "application/merge-patch+json"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    ],
)
async def test_a_body_that_is_not_plain_json_is_415(
    client: httpx2.AsyncClient, headers: dict[str, str]
) -> None:
    assert (await client.post(PROBES, content=b"{}", headers=headers)).status_code == 415


async def test_a_charset_may_be_said(client: httpx2.AsyncClient) -> None:
    answer = await client.post(
        PROBES, content=b"{}", headers={"Content-Type": 'application/json; charset="UTF-8"'}
    )
    assert answer.status_code == 400


async def test_a_body_over_the_limit_is_413(client: httpx2.AsyncClient) -> None:
    answer = await client.post(PROBES, content=b" " * (BODY_BYTES_MAX + 1), headers=JSON)
    assert answer.status_code == 413


async def test_a_token_in_the_address_is_refused_and_not_repeated(client: httpx2.AsyncClient) -> None:
    with structlog.testing.capture_logs() as lines:
        answer = await client.get(f"/v1/health/live?access%5Ftoken={CANARY}")
    assert answer.status_code == 400
    assert answer.json()["type"].endswith(":token-in-address")
    assert CANARY not in answer.text + repr(lines)


@pytest.mark.parametrize("query", ["name=%ff", "name=%00", "name=a%0Ab"])
async def test_a_query_that_is_no_text_is_refused(client: httpx2.AsyncClient, query: str) -> None:
    assert (await client.get(f"{PROBES}?{query}")).status_code == 400


async def test_trace_context_is_taken_over_only_when_it_is_well_formed(client: httpx2.AsyncClient) -> None:
    good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    upper, zeros, later = good.upper(), f"00-{'0' * 32}-00f067aa0ba902b7-01", good.replace("00-", "01-", 1)
    seen = []
    for traceparent in (good, upper, zeros, later, "x"):
        with structlog.testing.capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
            await client.get("/v1/health/live", headers={"traceparent": traceparent})
        seen.append(lines[-1]["trace_id"])
        assert lines[-1]["span_id"] != "00f067aa0ba902b7"
    assert seen[0] == "4bf92f3577b34da6a3ce929d0e0e4736"
    assert all(re.fullmatch("[0-9a-f]{32}", one) and one != seen[0] for one in seen[1:])


async def test_the_request_id_is_ours_and_in_the_order_of_time(client: httpx2.AsyncClient) -> None:
    ids = []
    for _ in range(3):
        answer = await client.get("/v1/health/live", headers={"X-Request-Id": "mine"})
        ids.append(answer.headers["ChainCare-Request-Id"])
    assert [one[14] for one in ids] == ["7"] * 3
    assert [one[:13] for one in ids] == sorted(one[:13] for one in ids)
    assert len(set(ids)) == 3


async def test_only_origins_on_the_list_may_read_answers(client: httpx2.AsyncClient) -> None:
    friend = await client.get(PROBES, headers={"Origin": FRIEND})
    stranger = await client.get(PROBES, headers={"Origin": "https://stranger.example"})
    assert friend.headers["Access-Control-Allow-Origin"] == FRIEND
    assert "Access-Control-Allow-Origin" not in stranger.headers
    assert friend.headers["Vary"] == stranger.headers["Vary"] == "Origin"
    preflight = await client.options(
        PROBES, headers={"Origin": FRIEND, "Access-Control-Request-Method": "POST"}
    )
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "authorization" in preflight.headers["Access-Control-Allow-Headers"]
    description = await client.get("/v1/openapi.json", headers={"Origin": "https://stranger.example"})
    assert description.headers["Access-Control-Allow-Origin"] == "*"
