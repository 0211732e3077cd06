"""Entries of the log as a file: asked for, approved by a second auditor above a limit, whole, and provable without this server."""

import asyncio
import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from tests.agreements.scene import refused
from tests.people import Person, Region, open_case
from tests.sealed import KEYS, seal, sealer_of
from tests.stories.test_the_auditors_morning import auditor_of, stamp

from chaincare.demo.world import OFFICE, SCHOOL, person
from chaincare.log_exports import streaming
from chaincare.signed_notes import read_verifier
from chaincare.verifying.findings import Verification
from chaincare.verifying.run import Asked, verify

pytestmark = pytest.mark.anyio

EXPORTS = "/access-log/exports"
FORMATS = ("ndjson", "fhir", "processing_records", "csv")


async def sealed(region: Region) -> None:
    sealer = sealer_of(region.urls)
    await seal(sealer, region.admin)
    await sealer.close()


def limited(region: Region, limit: int) -> None:
    region.app.state.settings = msgspec.structs.replace(region.app.state.settings, log_export_limit=limit)


def of_teacher(kind: str) -> dict[str, Any]:
    return {"format": kind, "reason": "audit", "professionalId": str(person("teacher").id)}


async def content_of(who: Person, export: dict[str, Any]) -> bytes:
    answer = await who.ask("GET", f"{EXPORTS}/{export['id']}/content")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"] == f'attachment; filename="{name_of(export)}"'
    return answer.content


def name_of(export: dict[str, Any]) -> str:
    ending = {"fhir": "fhir.ndjson", "processing_records": "processing.ndjson"}
    return f"access-log-{export['id']}.{ending.get(export['format'], export['format'])}"


def told(folder: Path, written: bytes) -> Verification:
    (folder / "export.ndjson").write_bytes(written)
    return verify([folder / "export.ndjson"], Asked(keys=(read_verifier(KEYS.verifier),)))


def names_who_worked_in_the_table_alone(found: Any, rows: Any, contents: dict[str, bytes]) -> None:
    """As a search shows it to people; a client is named nowhere."""
    told = ("id", "actor", "function", "organisation", "actingFor", "why", "waarom")
    shown = {tuple(one[name] or "" for name in told) for one in found}
    assert {tuple(row[name] for name in told) for row in rows} == shown
    assert ("Joris Timmer", "leerkracht", SCHOOL.name) in {one[1:4] for one in shown}
    assert any("on legal basis avg-6-1-e" in one[5] for one in shown)
    for kind, written in contents.items():
        assert not [word for word in (b"Walt", b"rustig") if word in written]
        assert (person("teacher").name.encode() in written) == (kind == "csv")


async def test_an_export_holds_what_the_readings_show_and_proves_it(
    region: Region, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    auditor = region.auditor
    assert refused(await auditor.post(EXPORTS, of_teacher("ndjson"), expect=409)) == "log-not-sealed-yet"
    opened = await open_case(region)
    for _ in range(6):
        await region.teacher.get(f"/cases/{opened['id']}")
    await sealed(region)
    assert (
        refused(await auditor.post(EXPORTS, {"format": "csv", "reason": "audit"}, expect=400))
        == "question-too-wide"
    )

    # The same entries as a search gives, in each of the formats; in slices, and as of when it was asked for.
    monkeypatch.setattr(streaming, "AT_A_TIME", 4)
    asked = {"professionalId": str(person("teacher").id), "limit": 50}
    found = (await auditor.post("/access-log/_search", asked, expect=200))["items"]
    ids = {one["id"] for one in found}
    exports = {kind: await auditor.post(EXPORTS, of_teacher(kind)) for kind in FORMATS}
    await region.teacher.get(f"/cases/{opened['id']}")
    await sealed(region)
    contents = {kind: await content_of(auditor, export) for kind, export in exports.items()}
    for export in exports.values():
        assert (export["state"], export["entries"], export["awaitsYou"]) == ("ready", len(ids), False)
        last = (await auditor.get(f"{EXPORTS}/{export['id']}"))["lastDownload"]
        assert (last["written"], last["endedAt"] is None) == (len(ids), False)
    lines = {kind: [json.loads(line) for line in contents[kind].splitlines()] for kind in FORMATS[:3]}
    assert {one["entry"]["id"] for one in lines["ndjson"] if one["kind"] == "entry"} == ids
    assert {one["id"] for one in lines["fhir"]} == ids
    rows = list(csv.DictReader(io.StringIO(contents["csv"].decode(), newline="")))
    assert {row["id"] for row in rows} == ids
    assert len(lines["processing_records"]) == len(ids)
    names_who_worked_in_the_table_alone(found, rows, contents)

    # It is intact, without the database, and every touch of it is found.
    answer = told(tmp_path, contents["ndjson"])
    assert (answer.verdict, answer.logs[0].entries) == ("intact", len(ids)), answer
    assert (
        f"all {len(ids)} entries that were given to who asked for professionalId {person('teacher').id}"
        in str(answer.notes)
    )
    raw = contents["ndjson"].splitlines(keepends=True)
    places = [place for place, line in enumerate(raw) if b'"kind":"entry"' in line]
    first, second = places[1], places[2]
    flipped = raw[first].replace(b'"emergency":false', b'"emergency":true')
    for touched, why in (
        ([*raw[:first], flipped, *raw[first + 1 :]], "another hash"),
        ([*raw[:first], *raw[first + 2 :]], "left out"),
        (
            [*raw[:first], *raw[second : second + 2], *raw[first : first + 2], *raw[second + 2 :]],
            "comes after",
        ),
        ([*raw[: first + 2], *raw[first:]], "comes after"),
        ([*raw[:-1], raw[-1].replace(b'"entries":', b'"entries":1')], "ends as one of"),
    ):
        answer = told(tmp_path, b"".join(touched))
        assert (answer.verdict, any(why in one.why for one in answer.broken)) == ("broken", True), (
            why,
            answer,
        )
    assert told(tmp_path, b"".join(raw[:-1])).verdict == "not_judged"
    for part in (raw[1:-1], [*raw[1:first], *raw[first + 2 : -1]]):
        left = told(tmp_path, b"".join(part))
        assert (left.verdict, "all the entries" in left.not_judged[0].why) == ("not_judged", True), left

    # What holds nothing is a whole file as well.
    nothing = await auditor.post(EXPORTS, {**of_teacher("ndjson"), "professionalId": str(uuid4())})
    answer = told(tmp_path, await content_of(auditor, nothing))
    assert (nothing["entries"], answer.verdict, answer.logs[0].entries) == (0, "intact", 0), answer

    # Every part that was fetched is an entry, and so is that it was asked for.
    events = await region.entries("event LIKE 'log-export.%' AND outcome = 'done'")
    assert {one["event"] for one in events} == {"log-export.requested", "log-export.downloaded"}
    assert sum(one["event"] == "log-export.downloaded" for one in events) == 4 * (len(ids) // 4 + 1) + 1

    await _a_mandate_that_grows(region, opened["id"])

    # When its time is over while he fetches it he gets no more of it, nor does whose mandate ends: the body breaks off.
    with pytest.raises(ConnectionAbortedError):
        await fetched_while(region, exports["fhir"], timedelta(hours=25))
    region.move_clock(timedelta(hours=-25))

    # Whose mandate ends while he fetches it gets no more of it, and no end: the body breaks off.
    with pytest.raises(ConnectionAbortedError):
        await fetched_while(
            region,
            exports["ndjson"],
            "UPDATE chaincare.mandates SET during = tstzrange(lower(during), now())",
        )
    state = await region.admin.fetchrow(
        "SELECT * FROM chaincare.log_export_downloads ORDER BY begun_at DESC LIMIT 1"
    )
    assert (state["written"], state["ended_at"]) == (4, None)


async def test_two_people_stand_for_a_large_export(region: Region) -> None:
    auditor = region.auditor
    await open_case(region)
    await sealed(region)
    limited(region, 1)
    export = await auditor.post(EXPORTS, of_teacher("csv"))
    path, decision = f"{EXPORTS}/{export['id']}", {"decision": "approved", "reason": "needed_for_the_reason"}
    assert (export["state"], export["awaitsYou"]) == ("waiting", False)
    assert refused(await auditor.get(f"{path}/content", expect=409)) == "log-export-not-ready"
    assert refused(await auditor.post(f"{path}/decisions", decision, expect=403)) == "own-log-export"

    # An auditor of one organisation sees nothing of it; one for the same network decides, once, and does not fetch it.
    schools = await auditor_of(region, SCHOOL.id)
    assert refused(await schools.get(path, expect=404)) == "log-export-unknown"
    assert refused(await schools.post(f"{path}/decisions", decision, expect=404)) == "log-export-unknown"
    second = await another_auditor(region)
    waiting = [one for one in (await second.get(EXPORTS))["items"] if one["awaitsYou"]]
    assert [one["id"] for one in waiting] == [export["id"]]
    decided = await second.post(f"{path}/decisions", decision)
    assert (decided["state"], decided["decision"]["decision"]) == ("ready", "approved")
    assert refused(await second.post(f"{path}/decisions", decision, expect=409)) == "log-export-decided"
    assert refused(await second.get(f"{path}/content", expect=403)) == "log-export-of-others"
    assert (await content_of(auditor, export)).startswith(b'"at","id"')

    # What is refused stays so; what is over is over; and theirs is theirs.
    no = await auditor.post(EXPORTS, of_teacher("csv"))
    said = {"decision": "refused", "reason": "too_wide"}
    assert (await second.post(f"{EXPORTS}/{no['id']}/decisions", said))["state"] == "refused"
    assert refused(await auditor.get(f"{EXPORTS}/{no['id']}/content", expect=409)) == "log-export-not-ready"
    region.move_clock(timedelta(hours=25))
    assert refused(await auditor.get(f"{path}/content", expect=409)) == "log-export-over"
    # In pieces it is as large as whole, for a day: two that are within the limit each, and not together.
    limited(region, export["entries"])
    pieces = [(await auditor.post(EXPORTS, of_teacher("csv")))["state"] for _ in range(2)]
    assert pieces == ["ready", "waiting"]
    region.move_clock(timedelta(hours=24))
    assert (await auditor.post(EXPORTS, of_teacher("csv")))["state"] == "ready"
    for nobody in (region.teacher, region.mother, region.administrator):
        for where in (EXPORTS, path, f"{path}/content"):
            assert (await nobody.ask("GET", where)).status_code in (403, 404), (nobody.role, where)


async def _a_mandate_that_grows(region: Region, case_id: str) -> None:
    """What was asked for with a mandate for one organisation stays so when its auditor gets one for all."""
    schools = await auditor_of(region, SCHOOL.id)
    await region.specialist.ask("GET", f"/cases/{case_id}")
    await sealed(region)
    asked = {"format": "csv", "reason": "audit", "caseId": case_id}
    narrow = await schools.post(EXPORTS, asked)
    mandate = {
        "professionalId": str(
            await region.admin.fetchval(
                "SELECT id FROM chaincare.professionals WHERE subject = 'second-auditor'"
            )
        ),
        "kind": "auditor",
        "endsAt": stamp(datetime.now(UTC) + timedelta(days=20)),
    }
    await region.administrator.post("/mandates", mandate)
    assert (await schools.post(EXPORTS, asked))["entries"] > narrow["entries"] > 0
    written = (await content_of(schools, narrow)).decode()
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    assert {row["organisationId"] for row in rows} == {str(SCHOOL.id)}
    assert len(rows) == narrow["entries"]
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        await region.admin.execute(
            "UPDATE chaincare.log_exports SET entries = 1 WHERE id = $1::uuid", narrow["id"]
        )
    over = await schools.get(f"{EXPORTS}/{narrow['id']}/content", expect=409)
    assert refused(over) == "log-export-over"


async def fetched_while(region: Region, export: dict[str, Any], happens: str | timedelta) -> None:
    """Fetch an export, while something happens after its first part."""
    first = asyncio.Event()

    async def receive() -> Any:
        await asyncio.Event().wait()

    async def send(message: Any) -> None:
        if message.get("body") and not first.is_set():
            first.set()
            if isinstance(happens, timedelta):
                region.move_clock(happens)
                return
            async with region.admin.transaction():
                await region.admin.execute("SET LOCAL session_replication_role = replica")
                await region.admin.execute(happens)

    path = f"/v1{EXPORTS}/{export['id']}/content"
    headers = [(b"host", b"test"), (b"authorization", f"Bearer {region.auditor.token}".encode())]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http", "path": path,
        "raw_path": path.encode(), "root_path": "", "query_string": b"", "headers": headers, "client": ("127.0.0.1", 1),
        "server": ("test", 80), "state": {},
    }  # fmt: skip
    await region.app(scope, receive, send)


async def another_auditor(region: Region) -> Person:
    """A colleague with a mandate for the whole network."""
    admin = region.administrator
    body = {
        "unitId": str(OFFICE.unit_id),
        "subject": "third-auditor",
        "name": "Els Bakker",
        "function": "auditor",
    }
    somebody = await admin.post("/professionals", body)
    until = stamp(datetime.now(UTC) + timedelta(days=30))
    await admin.post("/mandates", {"professionalId": somebody["id"], "kind": "auditor", "endsAt": until})
    ours = person("auditor")
    token = region.issuers.token(
        OFFICE.issuer, "third-auditor", client_id=ours.client_id, scopes=ours.scopes, acr=ours.acr
    )
    return Person("third auditor", region.http, token, region.calls)
