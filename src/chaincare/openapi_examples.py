"""Examples of what is sent, made from the schemas themselves: what is needed at least, in words of a case. Pure.

A test has the server's own decoder read each of them, so that none is left behind when a body changes.
"""

from collections.abc import Mapping
from typing import Any
from zlib import crc32

from chaincare.openapi_network_examples import NETWORK_EXAMPLES

WORDS: Mapping[str, str] = {
    "article": "Jeugdwet 7.3.11",
    "body": "She slept well this week.",
    "bsn": "123456782",
    "checkpoint": "chaincare.example/2026\n1024\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— chaincare.example/2026 Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n",
    "closes": "17:30",
    "code": "K7QM-2XWD-9TRP",
    "csv": "organisation;name;statutoryTask\nBasisschool De Regenboog;Groep 7;WPO\n",
    "cursor": "",
    "displayName": "Leerlingvolg",
    "explanation": "That is what was agreed with her mother.",
    "familyName": "Walt",
    "fingerprint": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "function": "leerkracht",
    "givenNames": "Désirée",
    "ground": "avg-6-1-e",
    "handoverNote": "Her mother is reached best after four o'clock.",
    "help": "Swimming lessons.",
    "issuer": "https://login.example.org",
    "month": "2026-11",
    "name": "Marijke van der Walt",
    "neededFor": "Rest at home.",
    "needs": "A place in the group.",
    "nextStep": "Phone on Monday.",
    "occasion": "She stays away from gym class.",
    "opens": "08:30",
    "ownWords": "Ik wil weer naar zwemles.",
    "phone": "06 12345678",
    "proof": "Identity card seen by the teacher.",
    "question": "What helps her to be calm in class?",
    "reference": "T6XK-P3WM",
    "reached": "She is in class every day.",
    "reason": "That is what we agreed with her mother.",
    "statutoryTask": "Jeugdwet",
    "street": "Dorpsstraat 1",
    "summary": "A pupil of group 6 walks out of class several times a week.",
    "text": "Every day, after the break.",
    "toldHow": "By letter of 3 November.",
    "town": "Noorderveld",
    "tried": "A fixed seat, a time-out card, weekly talks.",
    "what": "Brings her to school.",
}
"""What stands in a text of that name."""

WORDS_OF: Mapping[str, Any] = {
    **NETWORK_EXAMPLES,
    "ImportLines.csv": (
        "givenNames;familyName;birthDate;situation;need;entitlement;ground;article;informedDate;informedHow;reviewDate\n"
        "Désirée;Walt;2017-03-14;does_not_get;A class where it is quiet.;Education that fits.;avg-6-1-e;WPO 18a;2026-11-02;"
        "in a talk with her mother;2027-02-01\n"
    ),
}
"""What stands in it where that would mislead in a body of this kind."""

TOLD: Mapping[str, tuple[str, ...]] = {
    "AnswerCaseMandate": ("endsAt",),
    "AskCaseMandate": ("caseId",),
    "AuditAgreements": ("agreementId",),
    "CloseCase": ("evaluation",),
    "CloseConsultation": ("reason",),
    "EndEscalation": ("reason",),
    "EvaluateCase": ("ownWords", "outcome"),
    "ConfirmAgreement": ("reason",),
    "DraftEscalation": ("hints", "tried", "grant"),
    "LookBack": ("ownWords",),
    "OpenCase": ("occasion", "circle"),
    "ProposeAgreement": ("audience", "clientMayRead"),
    "ProveEntry": ("entryId", "happenedAt"),
    "RequestLogExport": ("caseId",),
    "ProposeRegie": ("handoverNote", "reason"),
    "SearchClients": ("reference",),
    "SearchLog": ("caseId",),
    "StateGoal": ("ownWords",),
    "WriteNote": ("audience", "clientMayRead"),
}
"""What is shown of a body beyond what it needs: what people ask about first."""

CHOSEN: Mapping[str, tuple[str, ...]] = {
    "agrees": ("yes",),
    "outcome": ("goes_on",),
    "reason": ("goals_reached", "part_of_the_work", "needed_for_the_reason"),
    "scope": ("core",),
    "kind": ("units",),
    "consulted": ("yes",),
    "opens": ("name",),
    "purpose": ("education_support",),
    "mandate": ("convene",),
}
"""What is chosen of a list where the first of it would mislead: the first of these that is in it."""

_MOMENT, _DAY = "2026-11-30T09:00:00Z", "2026-11-30"
_MOMENTS: Mapping[str, str] = {"fromAt": "2026-11-01T00:00:00Z"}
_DAYS: Mapping[str, str] = {
    "birthDate": "2017-03-14",
    "heldDate": "2026-11-02",
    "validFromDate": "2035-01-01",
}
_NUMBERS: Mapping[str, int] = {"months": 60}


def give_examples(document: Mapping[str, Any]) -> None:
    """Give each body of this document examples: one, or one of each kind where there are several."""
    schemas = document["components"]["schemas"]
    for methods in document["paths"].values():
        for operation in methods.values():
            for content in operation.get("requestBody", {}).get("content", {}).values():
                content["examples"] = dict(_examples(content["schema"], schemas))


def _examples(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    kinds = schema.get("discriminator", {}).get("mapping")
    if kinds is None:
        return [("example", {"summary": "What it may look like.", "value": example_of(schema, schemas)})]
    return [
        (tag, {"summary": f"Of the kind {tag}.", "value": example_of({"$ref": reference}, schemas)})
        for tag, reference in sorted(kinds.items())
    ]


def example_of(schema: Mapping[str, Any], schemas: Mapping[str, Any], name: str = "", nth: int = 0) -> Any:
    """Give a value that this schema allows; the ``nth`` of several has ids of its own."""
    found: Any = True
    match schema:
        case {"$ref": str(reference)}:
            kind = reference.rpartition("/")[2]
            found = _of_object(kind, schemas[kind], schemas, name, nth)
        case {"const": value}:
            found = value
        case {"enum": [first, *_] as values}:
            found = next((one for one in CHOSEN.get(name, ()) if one in values), first)
        case {"anyOf": [*kinds]}:
            found = next(example_of(one, schemas, name, nth) for one in kinds if one.get("type") != "null")
        case {"type": [*kinds]}:
            kind = next(one for one in kinds if one != "null")
            found = example_of({**schema, "type": kind}, schemas, name, nth)
        case {"type": "array"}:
            wanted = range(max(1, schema.get("minItems", 1)))
            found = [example_of(schema["items"], schemas, name.removesuffix("s"), one) for one in wanted]
        case {"type": "object"}:
            found = _of_object("", schema, schemas, name, nth)
        case {"type": "string"}:
            found = _text(schema, name, nth)
        case {"type": "integer"}:
            found = _NUMBERS.get(name, max(1, int(schema.get("minimum", 1))))
    return found


def _of_object(kind: str, schema: Mapping[str, Any], schemas: Mapping[str, Any], name: str, nth: int) -> Any:
    fields = schema.get("properties")
    if fields is None:
        return {} if schema.get("type") == "object" else example_of(schema, schemas, name, nth)
    wanted = [*schema.get("required", ()), *TOLD.get(kind, ())]
    return {
        one: WORDS_OF.get(f"{kind}.{one}") or example_of(fields[one], schemas, one, nth)
        for one in fields
        if one in wanted or f"{kind}.{one}" in WORDS_OF
    }


def _text(schema: Mapping[str, Any], name: str, nth: int) -> str:
    match schema.get("format"):
        case "uuid":
            return f"01990000-0000-7000-8000-{crc32(name.encode()) + nth:012x}"
        case "date":
            return _DAYS.get(name, _DAY)
        case "date-time":
            return _MOMENTS.get(name, _MOMENT)
        case _:
            return WORDS.get(name, "In plain words.")
