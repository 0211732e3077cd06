"""An entry as a FHIR R4 AuditEvent, by the profiles of IHE BALP (ITI Basic Audit Log Patterns 1.1). Pure.

The profiles are for what succeeded: what was refused, or only let in, is an AuditEvent without a profile.
"""

from base64 import b64encode
from enum import Enum
from typing import Any, Final

import msgspec

from chaincare.trace.model import ACTING_RULE, Entry

Json = dict[str, Any]

_PROFILE = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit."
_DICOM = "http://dicom.nema.org/resources/ontology/DCM"
_EVENT = "http://terminology.hl7.org/CodeSystem/audit-event-type"
_RESTFUL = "http://hl7.org/fhir/restful-interaction"
_ENTITY = "http://terminology.hl7.org/CodeSystem/audit-entity-type"
_ROLE = "http://terminology.hl7.org/CodeSystem/object-role"
_TAKES_PART = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"
_BALP_ENTITY = "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType"
_CLASS = "http://terminology.hl7.org/CodeSystem/v3-RoleClass"
_LIFECYCLE = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle"
_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
_SOURCE_TYPE = "http://terminology.hl7.org/CodeSystem/security-source-type"
_CUSTODIAN = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"
_URI = "urn:ietf:rfc:3986"

_SUCCESS, _MINOR_FAILURE = "0", "4"
_MACHINE, _ADDRESS = "1", "2"
_SEARCHES: Final = ("listed", "searched", "detected", "list-read", "listed-own", "received-listed")
_DISCLOSURES: Final = frozenset(
    {"bsn.disclosed", "address.disclosed", "data-subject-request.bundled", "emergency-access.disclosed"}
)


class Kind(Enum):
    """Which profile, and with it the direction in which things went."""

    READ = "Read"
    QUERY = "Query"
    CREATE = "Create"
    UPDATE = "Update"
    DELETE = "Delete"
    DISCLOSURE = "PrivacyDisclosure.Source"
    PLAIN = ""


_INTERACTION = {
    Kind.READ: ("R", "read"), Kind.QUERY: ("E", "search-type"), Kind.CREATE: ("C", "create"), Kind.UPDATE: ("U", "update"),
    Kind.DELETE: ("D", "delete"),
}  # fmt: skip
_DONE = {"C": Kind.CREATE, "U": Kind.UPDATE, "D": Kind.DELETE}


def kind_of(entry: Entry) -> Kind:
    """Say which profile an entry has: a list is a query, once for each client on it."""
    about_one = entry.client is not None
    succeeded = entry.outcome == "done" or (entry.outcome == "entered" and entry.action == "R")
    if succeeded and about_one and entry.event in _DISCLOSURES:
        return Kind.DISCLOSURE
    match entry.outcome, entry.action:
        case "entered", "R":
            listed = entry.query_id is not None or entry.event.rpartition(".")[2] in _SEARCHES
            return Kind.QUERY if listed else Kind.READ
        case "done", action:
            return _DONE.get(action, Kind.PLAIN)
        case _:
            return Kind.PLAIN


def audit_event(entry: Entry, log: str, words: str) -> bytes:
    """Write an entry as one line; `log` is what the access log is called, `words` what happened in a few words."""
    return msgspec.json.encode(_resource(entry, log, words)) + b"\n"


def _resource(entry: Entry, log: str, words: str) -> Json:
    kind = kind_of(entry)
    made: Json = {"resourceType": "AuditEvent", "id": str(entry.id)}
    if kind is not Kind.PLAIN:
        patient = "Patient" if entry.client is not None and kind is not Kind.DISCLOSURE else ""
        made["meta"] = {"profile": [f"{_PROFILE}{patient}{kind.value}"]}
    action, interaction = _INTERACTION.get(kind, (entry.action, "operation"))
    if kind is Kind.DISCLOSURE:
        made["type"] = _coding(_DICOM, "110106", "Export")
        made["subtype"] = [_coding(_LIFECYCLE, "disclose", "Disclose")]
        action = "R"
    else:
        made["type"] = _coding(_EVENT, "rest", "Restful Operation")
        made["subtype"] = [_coding(_RESTFUL, interaction, interaction)]
    if entry.emergency:
        made["subtype"].append(_coding(_DICOM, "110127", "Emergency Override Started"))
        made["purposeOfEvent"] = [{"coding": [_coding(_REASON, "BTG", "break the glass")]}]
    source = {"identifier": {"system": _URI, "value": f"urn:chaincare:log:{log}"}, "display": log}
    return made | {
        "action": action,
        "recorded": entry.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "outcome": _SUCCESS if entry.outcome in ("entered", "done") else _MINOR_FAILURE,
        "outcomeDesc": f"{words} ({entry.outcome})",
        "agent": _agents(entry, kind, source),
        "source": {
            "site": log,
            "observer": source,
            "type": [_coding(_SOURCE_TYPE, "4", "Application Server")],
        },
        "entity": _entities(entry, kind),
    }


def _agents(entry: Entry, kind: Kind, source: Json) -> list[Json]:
    destination = _concept(_DICOM, "110152", "Destination Role ID")
    origin = _concept(_DICOM, "110153", "Source Role ID")
    match kind:
        case Kind.READ | Kind.DISCLOSURE:
            theirs, ours = destination, origin
        case Kind.DELETE:
            theirs, ours = (
                _concept(_DICOM, "110150", "Application"),
                _concept(_CUSTODIAN, "custodian", "Custodian"),
            )
        case _:
            theirs, ours = origin, destination
    by_address = entry.address is not None
    at = {
        "address": str(entry.address or entry.partner or "unknown"),
        "type": _ADDRESS if by_address else _MACHINE,
    }
    partner = {"identifier": {"value": entry.partner}} if entry.partner else {"display": "unknown"}
    agents: list[Json] = [
        {"type": theirs, "who": partner, "requestor": False, "network": at},
        {"type": ours, "who": source, "requestor": False, "network": {"address": source["display"], "type": _MACHINE}},
        _user(entry, kind),
    ]  # fmt: skip
    if entry.organisation_id is not None:
        provider = _concept(_CLASS, "PROV", "healthcare provider")
        agents.append({"type": provider, "who": _by_id(entry.organisation_id), "requestor": False})
    if entry.rule == ACTING_RULE and entry.relation_by is not None:
        responsible = _concept(_TAKES_PART, "RESP", "responsible party")
        agents.append({"type": responsible, "who": _by_id(entry.relation_by), "requestor": False})
    if entry.acted_by is not None:
        issuer, _, subject = entry.acted_by.partition("|")
        agent = _concept(_CLASS, "AGNT", "agent")
        agents.append(
            {
                "type": agent,
                "who": {"identifier": {"system": issuer, "value": subject}},
                "requestor": False,
            }
        )
    return agents


def _user(entry: Entry, kind: Kind) -> Json:
    took = (
        ("AUT", "author (originator)")
        if kind in (Kind.CREATE, Kind.UPDATE, Kind.DELETE)
        else ("IRCP", "information recipient")
    )
    user: Json = {"type": _concept(_TAKES_PART, *took), "requestor": True}
    user["who"] = {"display": "unknown"} if entry.actor_id is None else _by_id(entry.actor_id)
    if entry.role is not None:
        user["role"] = [{"text": entry.role}]
    if entry.purpose is not None:
        user["purposeOfUse"] = [{"text": entry.purpose}]
    return user


def _entities(entry: Entry, kind: Kind) -> list[Json]:
    request: Json = {
        "type": _coding(
            _BALP_ENTITY, "XrequestId", "transport specific unique identifier where http X-Request-Id is used"
        )
    }
    traced = f"00-{entry.trace_id.hex()}-{entry.span_id.hex()}-01"
    told = {
        "event": entry.event,
        "outcome": entry.outcome,
        "relation": entry.relation,
        "rule": entry.rule,
        "traceparent": traced,
    }
    request |= {
        "what": {"identifier": {"value": str(entry.request_id)}},
        "detail": [{"type": name, "valueString": value} for name, value in told.items()],
    }
    made: Json = {"type": _coding(_ENTITY, "2", "System Object")}
    if kind is Kind.QUERY:
        # What was searched for is private text, and in no entry: the operation stands for it.
        made |= {"role": _coding(_ROLE, "24", "Query"), "query": b64encode(entry.event.encode()).decode()}
    else:
        what = entry.object_id or entry.case_id or entry.asked_id or entry.relation_id
        made |= {
            "role": _coding(_ROLE, "4", "Domain Resource"),
            "what": {"display": entry.event} if what is None else _by_id(what),
        }
    entities = [request, made]
    if entry.client is not None:
        patient = {"type": "Patient", **_by_id(entry.client)}
        entities.append(
            {"type": _coding(_ENTITY, "1", "Person"), "role": _coding(_ROLE, "1", "Patient"), "what": patient}
        )
    return entities


def _by_id(one: object) -> Json:
    return {"identifier": {"system": _URI, "value": f"urn:uuid:{one}"}}


def _coding(system: str, code: str, display: str) -> Json:
    return {"system": system, "code": code, "display": display}


def _concept(system: str, code: str, display: str) -> Json:
    return {"coding": [_coding(system, code, display)]}
