"""No word of a person reaches the log, whatever way it tries."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
import structlog
from tests.http.probes import CANARY

from chaincare.front import Front
from chaincare.logs import set_up_logs

pytestmark = pytest.mark.anyio


@pytest.fixture
def log(app: Front) -> Iterator[io.StringIO]:
    """What is written, in the form it is written in; the app has set itself up before."""
    stream = io.StringIO()
    set_up_logs("INFO", stream)
    yield stream
    set_up_logs()


def _lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


async def test_a_request_is_one_line_with_the_template_of_its_route(
    client: httpx2.AsyncClient, log: io.StringIO
) -> None:
    answer = await client.get(f"/v1/probes/01890000-0000-7000-8000-000000000000?{CANARY}=1")
    [line] = _lines(log)
    assert line.pop("duration_ms") >= 0
    assert line.pop("timestamp").endswith("Z")
    assert len(line.pop("trace_id")) == 32
    assert len(line.pop("span_id")) == 16
    assert line == {
        "event": "request",
        "level": "info",
        "method": "GET",
        "route": "/v1/probes/{probe_id}",
        "status": 400,
        "request_id": answer.headers["ChainCare-Request-Id"],
    }


@pytest.mark.parametrize("failure", ["words", "cause", "sql", "outage", "refused-connection"])
async def test_a_failure_is_logged_by_type_and_place_without_its_words(
    client: httpx2.AsyncClient, log: io.StringIO, failure: str
) -> None:
    await client.get(f"/v1/probes/failures/{failure}", headers={"X-Name": CANARY})
    first, request = _lines(log)
    assert CANARY not in log.getvalue()
    assert first["error"].split(" < ")[0] in {
        "RuntimeError", "UndefinedTableError", "CannotConnectNowError", "ConnectionRefusedError",
    }  # fmt: skip
    assert first["frames"][-1].startswith("probes.py:")
    assert first["request_id"] == request["request_id"]


def test_a_key_that_is_not_on_the_list_is_dropped_and_counted(log: io.StringIO) -> None:
    structlog.get_logger().info("opened", name=CANARY, bsn=CANARY, status=200)
    [line] = _lines(log)
    assert line["dropped"] == 2
    assert CANARY not in log.getvalue()


@pytest.mark.parametrize("name", ["litestar", "asyncio", "some.library", "asyncpg"])
def test_a_librarys_words_and_arguments_are_not_written(log: io.StringIO, name: str) -> None:
    logging.getLogger(name).error("about %s", CANARY)
    logging.getLogger(name).error(f"about {CANARY}")  # noqa: G004 - this is what libraries do
    try:
        raise ValueError(CANARY)  # noqa: TRY301 - the traceback is what is tested
    except ValueError:
        logging.getLogger(name).exception("failed")
    assert CANARY not in log.getvalue()
    assert [line["logger"] for line in _lines(log)] == [name] * 3
    assert _lines(log)[2]["error"] == "ValueError"


def test_the_servers_own_template_is_written_without_its_arguments(log: io.StringIO) -> None:
    logging.getLogger("uvicorn.error").info("Uvicorn running on %s", CANARY)
    logging.getLogger("uvicorn.access").info('"GET /v1/clients/%s"', CANARY)
    [line] = _lines(log)
    assert line["event"] == "Uvicorn running on %s"


async def test_a_task_that_failed_unseen_says_nothing_about_its_locals(log: io.StringIO) -> None:
    asyncio.get_running_loop().default_exception_handler(
        {"message": f"Task of {CANARY} failed", "exception": RuntimeError(CANARY)}
    )
    [line] = _lines(log)
    assert line["logger"] == "asyncio"
    assert CANARY not in log.getvalue()
