"""What an entry is in each format: checked by programs that others wrote, where there are such. Pure."""

import csv
import io
import json
import shutil
import subprocess
from base64 import b64decode
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from fhir.resources.R4B.auditevent import AuditEvent

from chaincare.log_exports import cells, proving
from chaincare.log_exports.fhir import audit_event
from chaincare.log_exports.processing_records import processing_record
from chaincare.trace.model import ACTING_RULE, Entry, Named
from chaincare.trace.sentences import why

CHECK = Path(__file__).parent / "fhir" / "check.js"
BALP = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit."
LOG = "log.example.org"
IDS = [UUID(int=0x01900000_0000_7000_8000_000000000000 + number) for number in range(1, 20)]
READ = Entry(
    at=datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC), id=IDS[0], query_id=None, event="case.read", action="R",
    outcome="entered", issuer="https://issuer.example", subject="teacher", actor_id=IDS[1], role="caseworker", unit_id=IDS[2],
    organisation_id=IDS[3], partner="leerlingvolg", address=ip_address("2001:db8::1"), relation="participation", relation_id=IDS[4],
    relation_by=IDS[5], reach=None, basis_id=IDS[6], rule="participation-full/1", purpose="education_support", network_id=IDS[7],
    client=IDS[8], case_id=IDS[9], object_id=None, asked_id=IDS[9], emergency=False, request_id=IDS[10], trace_id=b"\x01" * 16,
    span_id=b"\x02" * 8, private_digest=None,
)  # fmt: skip


def made(**changes: Any) -> Entry:
    return msgspec.structs.replace(READ, **changes)


# Each kind of entry, with the profile it must have, and its direction: who is the source, who the destination.
KINDS = {
    "read": (READ, "PatientRead", "R", "110152"),
    "read, nobody": (made(client=None, event="legal-grounds.read"), "Read", "R", "110152"),
    "one of a list": (made(event="cases.listed", query_id=IDS[11]), "PatientQuery", "E", "110153"),
    "the list": (made(event="cases.listed", client=None, case_id=None, asked_id=None), "Query", "E", "110153"),
    "a search": (made(event="clients.searched", client=None, case_id=None), "Query", "E", "110153"),
    "created": (made(event="note.written", action="C", outcome="done", query_id=IDS[0]), "PatientCreate", "C", "110153"),
    "changed": (made(event="case.changed", action="U", outcome="done"), "PatientUpdate", "U", "110153"),
    "removed": (made(event="case.closed", action="D", outcome="done"), "PatientDelete", "D", "110150"),
    "of nobody": (made(event="mandate.granted", action="C", outcome="done", client=None), "Create", "C", "110153"),
    "disclosed": (made(event="bsn.disclosed"), "PrivacyDisclosure.Source", "R", "110152"),
    "emergency": (made(event="emergency-access.used", emergency=True), "PatientRead", "R", "110152"),
    "came in": (made(event="note.written", action="C"), None, "C", "110153"),
    "refused": (made(outcome="refused", action="U"), None, "U", "110153"),
    "not seen": (
        made(outcome="not_visible", client=None, actor_id=None, organisation_id=None, address=None, partner="", role=None, purpose=None),
        None, "R", "110153",
    ),
    "in the holder's place": (made(event="note.written", action="C", outcome="done", rule="acting-holder/1"), "PatientCreate", "C", "110153"),
    "lent": (made(acted_by="https://broker.example|sync"), "PatientRead", "R", "110152"),
}  # fmt: skip


def resource(name: str) -> Any:
    return json.loads(audit_event(KINDS[name][0], LOG, "The case was read"))


@pytest.mark.parametrize("name", KINDS)
def test_an_entry_has_the_profile_of_what_happened(name: str) -> None:
    """The slices that IHE BALP requires, one by one; the resource itself is read by `fhir.resources`."""
    entry, profile, action, client_role = KINDS[name]
    event = resource(name)
    AuditEvent.model_validate(event)
    assert event.get("meta", {}).get("profile") == ([BALP + profile] if profile else None)
    assert event["action"] == action
    assert event["outcome"] == ("0" if entry.outcome in ("entered", "done") else "4")
    agents = {one["type"]["coding"][0]["code"]: one for one in event["agent"]}
    assert agents[client_role]["who"]
    assert agents[client_role]["network"]
    users = [one for one in event["agent"] if one["requestor"]]
    assert len(users) == 1
    assert "network" not in users[0]
    assert ("RESP" in agents) == (entry.rule == "acting-holder/1")
    entities = {one["type"]["code"]: one for one in event["entity"]}
    assert entities["XrequestId"]["what"]["identifier"]["value"] == str(entry.request_id)
    patient = entities.get("1")
    assert (patient is None) == (entry.client is None)
    if patient is not None:
        assert (patient["what"]["type"], patient["role"]["code"]) == ("Patient", "1")
        assert patient["what"]["identifier"]["value"] == f"urn:uuid:{entry.client}"
    data = entities["2"]
    if profile in ("Query", "PatientQuery"):
        assert (data["role"]["code"], b64decode(data["query"]).decode()) == ("24", entry.event)
        assert not {"what", "detail", "lifecycle"} & data.keys()
    else:
        assert (data["role"]["code"], "what" in data) == ("4", True)
    if profile == "PrivacyDisclosure.Source":
        assert (event["type"]["code"], event["subtype"][0]["code"]) == ("110106", "disclose")
        assert agents["110153"]["who"] == event["source"]["observer"]
    glass = [one["code"] for one in event["subtype"]][1:]
    assert glass == (["110127"] if entry.emergency else [])
    for told in (entry.issuer, entry.subject):
        assert told not in json.dumps(event)


def test_the_validator_of_npm_finds_nothing_wrong() -> None:
    if shutil.which("node") is None or not (CHECK.parent / "node_modules" / "fhir").is_dir():
        pytest.skip(
            "NOT CHECKED by npm's FHIR validator: it needs node and its packages (make test installs them)"
        )
    broken = {**resource("read"), "action": "read", "somethingElse": 1}
    lines = [*(json.dumps(resource(name)) for name in KINDS), json.dumps(broken)]
    told = subprocess.run(
        ["node", str(CHECK)], input="\n".join(lines), capture_output=True, text=True, check=True, timeout=60
    ).stdout.splitlines()
    *found, bad = map(json.loads, told)
    assert dict(zip(KINDS, found, strict=True)) == {key: [] for key in KINDS}
    assert bad


def record_of(entry: Entry) -> Any:
    return json.loads(
        processing_record(
            entry, "Het dossier is bekeken", "case_work", ("/v1/processing-activities", LOG, "0.1.0")
        )
    )


def test_a_record_of_the_logboek_names_no_user() -> None:
    record = record_of(made(partner="leer ling/volg"))
    assert record == {
        "trace_id": "01" * 16,
        "span_id": "02" * 8,
        "status": "Ok",
        "name": "Het dossier is bekeken",
        "start_time": 1774747800123,
        "end_time": 1774747800123,
        "attributes": {
            "dpl.core.processing_activity_id": "/v1/processing-activities/01900000-0000-7000-8f00-000000000001",
            "dpl.core.data_subject_id": str(READ.client),
            "dpl.core.data_subject_id_type": "urn:chaincare:client-pseudonym",
            "dpl.core.foreign_operation.processor": "urn:chaincare:partner:leer%20ling%2Fvolg",
        },
        "resource": {
            "attributes": {"service.name": "chaincare", "service.version": "0.1.0", "chaincare.log": LOG}
        },
    }
    for nobody in (READ.actor_id, READ.organisation_id, READ.subject, READ.issuer, READ.role, READ.address):
        assert str(nobody) not in json.dumps(record)
    # What belongs to the same request is a span of its own within it; who is not let in met no fault of the system.
    within = record_of(made(query_id=IDS[11], outcome="refused", client=None, partner=""))
    assert (within["parent_span_id"], within["status"]) == ("02" * 8, "Unset")
    assert within["span_id"] == READ.id.bytes[8:].hex()
    assert list(within["attributes"]) == ["dpl.core.processing_activity_id"]


def test_of_a_citizen_that_is_no_leaf_the_hash_stands_there_alone() -> None:
    ours = proving.written([proving.stray(made(), frozenset())])
    theirs = proving.written([proving.stray(made(organisation_id=None), frozenset())])
    assert READ.subject.encode() in ours
    line = json.loads(theirs)
    assert (line["kind"], line["entry"], len(line["leaf"])) == ("stray", None, 44)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"), ("+31", "'+31"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"), ("x;=1", "x;'=1"), ("x;=1;+2", "x;'=1;'+2"), ("x\n=1", "x\n'=1"), ("x\t @A1", "x\t' @A1"), ('x;"=1"', "x;'\"=1\""),
        ("\u200b=1", "'\u200b=1"), ("\ufeff1", "'\ufeff1"), ("\x00=1", "'\x00=1"), ("\ufe62=1", "'\ufe62=1"), ("a-b", "a-b"), ("＝1+1", "'＝1+1"), ("－1", "'－1"), (" =1", "' =1"), ('say "hi", you', 'say "hi", you'),
        ("line\nbreak", "line\nbreak"), ("school-portal", "school-portal"), ("", ""), (" ", " "),
    ],
)  # fmt: skip
def test_no_cell_is_taken_for_a_formula(said: str, written: str) -> None:
    named = Named(said, "leerkracht", "school", said, None)
    entry = made(partner=said, acted_by=f"{said}|x", rule=ACTING_RULE)
    text = (cells.header() + cells.row(entry, (said, "nl"), named)).decode()
    head, row = csv.reader(io.StringIO(text, newline=""), strict=True)
    told = dict(zip(head, row, strict=True))
    assert told["partner"] == told["description"] == told["actor"] == told["actingFor"] == written
    assert told["why"].replace("'", "") == why(entry, named).en.replace("'", "")
    assert told["waarom"].startswith("Toegestaan, want de vrager vervangt ")
    assert (told["function"], told["organisation"]) == ("leerkracht", "school")
    assert told["actedBy"] == f"{written}|x"
    assert (told["emergency"], told["traceId"], told["queryId"]) == ("false", "01" * 16, "")
    assert not {"issuer", "subject", "privateDigest"} & told.keys()
