"""S4: no word of a person in logs, errors or headers, whatever goes wrong: canaries through all sinks."""

import asyncio
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from tests.people import Region, add_begeleider, basis, desiree, link_mother

from chaincare.demo.world import SCHOOL
from chaincare.logs import set_up_logs

pytestmark = pytest.mark.anyio

NAMES = (
    "Kanarievogel",
    "Zeldzame",
    "kanarie-woorden",
    "kanarie-notitie",
    "Pietje-Piep",
    "2013-08-09",
    "999990019",
)
CLIENT = {"givenNames": "Zeldzame", "familyName": "Kanarievogel", "birthDate": "2013-08-09"}


@pytest.fixture
def log(region: Region) -> Iterator[io.StringIO]:
    stream = io.StringIO()
    set_up_logs("DEBUG", stream)
    yield stream
    set_up_logs("ERROR")


class Listener:
    """Everything that left the server and was not a success."""

    def __init__(self) -> None:
        self.statuses: set[int] = set()
        self.said: list[str] = []

    async def hear(self, answer: httpx2.Response, *expected: int) -> None:
        assert answer.status_code in expected, f"{answer.request.url}: {answer.status_code} {answer.text}"
        self.statuses.add(answer.status_code)
        self.said.append(str(answer.headers.multi_items()))
        if answer.status_code >= 400:
            self.said.append(answer.text)


async def test_canaries_come_out_nowhere(region: Region, log: io.StringIO) -> None:
    circle = [{**desiree()["circle"][0], "name": "Pietje-Piep"}, desiree()["circle"][1]]
    body = desiree(
        client=CLIENT, ownWords="kanarie-woorden 999990019", question="kanarie-woorden", circle=circle
    )
    opened = await region.teacher.post("/cases", body)
    await link_mother(region, opened)
    await add_begeleider(region, opened["id"])
    case, heard = f"/cases/{opened['id']}", Listener()
    teacher = region.teacher

    async def tell(status: int, method: str, path: str, body: Any = None) -> None:
        await heard.hear(await teacher.ask(method, path, body), status)

    await teacher.post(f"{case}/notes", {"body": "kanarie-notitie"})
    assert "Kanarievogel" in (await teacher.ask("GET", case)).text  # the control: it is there to be told

    # 400: words where another kind of value belongs, in keys, in the query; every layer that reads input.
    await tell(400, "POST", "/cases", {**body, "consulted": "Kanarievogel"})
    await tell(400, "POST", "/cases", {**body, "client": {**CLIENT, "birthDate": "Kanarievogel"}})
    await tell(400, "POST", "/cases", {**body, "Zeldzame Kanarievogel": "x"})
    await tell(400, "POST", f"{case}/notes", {"body": ["kanarie-notitie"], "audience": ["Pietje-Piep"]})
    await tell(400, "POST", f"{case}/notes", {"body": "kanarie-notitie", "parties": [str(uuid4())]})
    await tell(400, "GET", f"{case}/notes?limit=Kanarievogel")
    await tell(400, "GET", f"{case}/notes?cursor=Kanarievogel")
    await tell(400, "GET", f"{case}/notes?q=Kanarievogel")
    strengthen = {
        "limit": "imminent", "help": "strengthen", "question": "Hoe?", "summary": "Kanarievogel loopt de klas uit.",
        "targets": [str(uuid4())],
    }  # fmt: skip
    await tell(400, "POST", f"{case}/escalations", strengthen)
    # 403, 404, 405, 406, 409, 415
    await heard.hear(await region.coordinator.ask("GET", f"{case}/notes"), 403)
    await heard.hear(await region.outsider.ask("GET", case), 404)
    await heard.hear(await teacher.ask("GET", "/cases/Kanarievogel"), 404)
    await heard.hear(await teacher.ask("DELETE", case), 405)
    party = {
        "kind": "team",
        "unitId": str(SCHOOL.unit_id),
        "scope": "core",
        "legalBasis": basis(SCHOOL.unit_id),
    }
    await tell(409, "POST", f"{case}/participations", {"purpose": "safety", "party": party})
    headers = {"Authorization": "Bearer Kanarievogel", "traceparent": "Kanarievogel"}
    await heard.hear(await region.http.get(f"/v1{case}", headers=headers), 401)
    headers = {"Authorization": f"Bearer {teacher.token}", "Content-Type": "text/Kanarievogel"}
    await heard.hear(
        await region.http.post(f"/v1{case}/notes", content=b"Kanarievogel", headers=headers), 415
    )
    headers["Content-Type"] = "application/json"
    await heard.hear(
        await region.http.post(f"/v1{case}/notes", content=b'{"Kanarievogel', headers=headers), 400
    )
    # 500 and 503: an error of the database that quotes content, and a log that does not keep.
    await _quoting_trigger(region)
    await tell(500, "POST", f"{case}/notes", {"body": "kanarie-notitie"})
    await region.admin.execute("ALTER TABLE chaincare.case_questions ADD CHECK (own_words = '') NOT VALID")
    await tell(500, "POST", "/cases", {**body, "client": {**CLIENT, "familyName": "Kanarievogel-2"}})
    await region.admin.execute("CREATE RULE a AS ON INSERT TO chaincare.access_entries DO INSTEAD NOTHING")
    await tell(503, "GET", case)
    region.app.state.pool.terminate()
    await tell(503, "GET", case)
    await asyncio.sleep(0)

    assert heard.statuses == {400, 401, 403, 404, 405, 409, 415, 500, 503}
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert {"request", "request_failed"} <= {line["event"] for line in lines}
    assert {line["status"] for line in lines if "status" in line} >= heard.statuses
    for sink in (log.getvalue(), await _log_of_postgresql(region), *heard.said):
        assert [name for name in NAMES if name.lower() in sink.lower()] == []
    ids = {opened["id"], opened["clientId"], region.teacher.token}
    assert [one for one in ids if one in log.getvalue()] == []


async def _log_of_postgresql(region: Region) -> str:
    """Everything the database wrote for its own administrator, about every test of this run."""
    folder = Path(await region.admin.fetchval("SHOW data_directory"))
    written = (folder.parent / "postgres.log").read_text(errors="replace")
    assert "ready to accept connections" in written  # the control: this is the log, and it is written to
    return written


async def _quoting_trigger(region: Region) -> None:
    await region.admin.execute(
        "CREATE FUNCTION public.quote_it() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'about %', NEW.body USING DETAIL = NEW.body, HINT = NEW.body; END $$;"
        "CREATE TRIGGER quote_it BEFORE INSERT ON chaincare.notes FOR EACH ROW EXECUTE FUNCTION public.quote_it()"
    )
