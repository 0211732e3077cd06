"""T1, T3: nothing is revealed before its entry is committed, and a log that cannot be written reveals nothing."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from tests.people import Region, open_case
from tests.promises.behind import another_case

from chaincare.access import keeping
from chaincare.ids import new_id

pytestmark = pytest.mark.anyio


async def new_entries(region: Region, since: int) -> list[Any]:
    return (await region.entries())[since:]


async def count(region: Region) -> int:
    return len(await region.entries())


async def test_reading_one_case_is_one_entry(region: Region, case_id: UUID) -> None:
    before = await count(region)
    await region.teacher.get(f"/cases/{case_id}")
    [entry] = await new_entries(region, before)
    assert (entry["event"], entry["action"], entry["outcome"]) == ("case.read", "R", "entered")
    assert (entry["case_id"], entry["relation"], entry["reach"]) == (case_id, "participation", "full")
    assert entry["client"] == await region.admin.fetchval("SELECT pseudonym FROM chaincare.clients")
    assert None not in (entry["basis_id"], entry["relation_by"], entry["purpose"], entry["organisation_id"])


async def test_a_write_is_two_entries_in_two_transactions(region: Region, case_id: UUID) -> None:
    before = await count(region)
    note = await region.teacher.post(f"/cases/{case_id}/notes", {"body": "x"})
    came, did = await new_entries(region, before)
    assert (came["outcome"], did["outcome"]) == ("entered", "done")
    assert came["xid"] != did["xid"]
    assert (did["query_id"], str(did["object_id"])) == (came["id"], note["id"])
    assert did["xid"] == await region.admin.fetchval(
        "SELECT xmin::text::xid8 FROM chaincare.notes WHERE id = $1::uuid", note["id"]
    )


async def test_a_page_of_n_cases_is_n_plus_one_entries(region: Region, case_id: UUID) -> None:
    other = await another_case(region)
    before = await count(region)
    page = await region.teacher.get("/worklist")
    question, *shown = await new_entries(region, before)
    assert len(page["items"]) == len(shown) == 2
    assert (question["case_id"], question["client"]) == (None, None)
    assert {one["case_id"] for one in shown} == {case_id, other}
    assert {one["query_id"] for one in shown} == {question["id"]}
    assert len({one["client"] for one in shown}) == 2


async def test_a_denied_attempt_is_one_entry_with_what_was_asked(region: Region, case_id: UUID) -> None:
    for asked in (case_id, uuid4()):
        before = await count(region)
        await region.outsider.get(f"/cases/{asked}", expect=404)
        [entry] = await new_entries(region, before)
        assert (entry["outcome"], entry["asked_id"]) == ("not_visible", asked)
        assert (entry["client"], entry["case_id"], entry["reach"]) == (None, None, None)


async def test_what_his_part_does_not_allow_is_refused_with_an_entry(region: Region, case_id: UUID) -> None:
    before = await count(region)
    await region.coordinator.get(f"/cases/{case_id}/notes", expect=403)
    came, refused = await new_entries(region, before)
    assert (came["outcome"], refused["outcome"], refused["rule"]) == ("entered", "refused", "reach/1")


@pytest.mark.parametrize(
    ("role", "status"), [("teacher", 200), ("outsider", 404), ("network-coordinator", 200)]
)
async def test_the_receipt_opens_to_the_entry(region: Region, case_id: UUID, role: str, status: int) -> None:
    answer = await region.person(role).ask("GET", f"/cases/{case_id}")
    assert answer.status_code == status
    receipt = answer.headers["ChainCare-Receipt"]
    at, entry_id = region.app.state.receipts.open(receipt)
    [entry] = await region.entries("at = $1 AND id = $2", at, entry_id)
    assert str(entry["request_id"]) == answer.headers["ChainCare-Request-Id"]
    for altered in ("A" + receipt[1:], receipt[:-4] + "AAAA", receipt + "AAAA", "", "%"):
        assert altered == receipt or region.app.state.receipts.open(altered) is None


async def test_an_answer_waits_for_its_entry_to_be_committed(region: Region, case_id: UUID) -> None:
    """Seen from another connection, at the moment the first byte of the answer leaves the application."""
    seen: list[int] = []

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            seen.append(await count(region) - before)

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    before = await count(region)
    path = f"/v1/cases/{case_id}"
    token = region.teacher.token
    scope = {
        "type": "http", "http_version": "1.1", "asgi": {"version": "3.0"}, "method": "GET", "path": path,
        "raw_path": path.encode(), "query_string": b"", "root_path": "", "scheme": "http", "state": {},
        "headers": [(b"host", b"chaincare.test"), (b"authorization", f"Bearer {token}".encode())],
        "client": ("127.0.0.1", 1), "server": ("chaincare.test", 80),
    }  # fmt: skip
    await region.app(scope, receive, send)
    assert seen == [1]


# ---- fail closed: 503 within three seconds, and nothing revealed


async def refused(region: Region, case_id: UUID) -> None:
    for method, path, body in (
        ("GET", f"/cases/{case_id}", None),
        ("GET", f"/cases/{uuid4()}", None),
        ("POST", f"/cases/{case_id}/notes", {"body": "never kept"}),
    ):
        began = time.monotonic()
        answer = await region.teacher.ask(method, path, body)
        assert answer.status_code == 503, answer.text
        assert time.monotonic() - began < 3
        assert "Walt" not in answer.text
        assert answer.headers["Retry-After"]


@pytest.fixture
async def other_admin(region: Region) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(region.urls.admin_url)
    yield connection
    await connection.close()


async def test_a_log_that_is_locked_is_503(
    region: Region, case_id: UUID, other_admin: asyncpg.Connection
) -> None:
    await region.teacher.get(f"/cases/{case_id}")
    async with other_admin.transaction():
        await other_admin.execute("LOCK TABLE chaincare.access_entries IN ACCESS EXCLUSIVE MODE")
        await refused(region, case_id)
    await region.teacher.get(f"/cases/{case_id}")
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.notes WHERE body = 'never kept'") == 0


async def test_an_entry_that_cannot_be_committed_takes_the_write_with_it(
    region: Region, case_id: UUID
) -> None:
    """He came, the note was written, and then the entry of what was done is not kept."""
    await region.admin.execute(
        "CREATE FUNCTION public.only_entering() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN IF NEW.outcome = 'done' THEN RETURN NULL; END IF; RETURN NEW; END $$;"
        "CREATE TRIGGER a BEFORE INSERT ON chaincare.access_entries"
        " FOR EACH ROW EXECUTE FUNCTION public.only_entering()"
    )
    await region.teacher.get(f"/cases/{case_id}")
    answer = await region.teacher.ask("POST", f"/cases/{case_id}/notes", {"body": "never kept"})
    assert answer.status_code == 503
    assert await region.admin.fetchval("SELECT count(*) FROM chaincare.notes WHERE body = 'never kept'") == 0


async def test_a_refusal_whose_entry_is_not_kept_is_503_too(region: Region, case_id: UUID) -> None:
    await region.coordinator.get(f"/cases/{case_id}/notes", expect=403)
    await region.admin.execute(
        "CREATE RULE a AS ON INSERT TO chaincare.access_entries WHERE NEW.outcome = 'refused' DO INSTEAD NOTHING"
    )
    assert (await region.coordinator.ask("GET", f"/cases/{case_id}/notes")).status_code == 503


async def test_a_pool_that_is_used_up_is_503(region: Region, case_id: UUID) -> None:
    await region.teacher.get(f"/cases/{case_id}")
    pool = region.app.state.pool
    taken = [await pool.acquire() for _ in range(pool.get_max_size())]
    try:
        answers = await asyncio.wait_for(
            asyncio.gather(*(region.teacher.ask("GET", f"/cases/{case_id}") for _ in range(5))), 3
        )
        assert {one.status_code for one in answers} == {503}
    finally:
        for connection in taken:
            await pool.release(connection)
    await region.teacher.get(f"/cases/{case_id}")
    # A session that rests keeps the plans it made: nothing is waiting to close it.
    assert [one._inactive_callback for one in pool._holders] == [None] * pool.get_max_size()


async def test_a_pool_that_is_gone_is_503(region: Region, case_id: UUID) -> None:
    await region.teacher.get(f"/cases/{case_id}")
    region.app.state.pool.terminate()
    await refused(region, case_id)


async def test_a_database_that_breaks_off_is_503_and_comes_back(region: Region, case_id: UUID) -> None:
    await region.teacher.get(f"/cases/{case_id}")
    await region.admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE application_name = 'chaincare' AND datname = current_database()"
    )
    answers = [await region.teacher.ask("GET", f"/cases/{case_id}") for _ in range(4)]
    assert {one.status_code for one in answers} <= {200, 503}
    assert answers[-1].status_code == 200


async def test_who_outlives_his_ticket_is_told_to_try_again(
    region: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wall shows nothing under a ticket that is over; that must not read as if nothing were there."""
    path = f"/cases/{(await open_case(region))['id']}"
    note = {"body": "x", "audience": ["professionals"]}
    await region.teacher.get(path)
    await region.teacher.post(f"{path}/notes", note)
    monkeypatch.setattr(keeping, "TICKET_SECONDS", 0)
    asked = [("GET", path, None), ("POST", f"{path}/notes", note), ("GET", f"{path}/notes/{new_id()}", None)]
    answers = [await region.teacher.ask(*one) for one in asked]
    assert [one.status_code for one in answers] == [503] * 3
    monkeypatch.undo()
    assert len((await region.teacher.get(f"{path}/notes"))["items"]) == 1
