"""An entry as a record of the Logboek Dataverwerkingen (Logius): which processing, on whom, when. No user is named in it. Pure."""

from typing import Any, Final, get_args
from urllib.parse import quote

import msgspec

from chaincare.processing.model import ActivityKey
from chaincare.trace.model import Entry
from chaincare.trace.rules import EPOCH, MICROSECOND

SUBJECT_TYPE: Final = "urn:chaincare:client-pseudonym"
_MILLISECOND = MICROSECOND * 1000
_ACTIVITIES: Final = {
    key: f"01900000-0000-7000-8f00-{number:012}" for number, key in enumerate(get_args(ActivityKey), 1)
}
"""The lines of the register that come with the product (migration 0025)."""


def processing_record(entry: Entry, words: str, activity: ActivityKey, around: tuple[str, str, str]) -> bytes:
    """Write an entry as one line; `around` is where the register is read, what the log is called, and the version of the API.

    The span of the request is that of its first entry; each other one is a span within it.
    """
    register, log, version = around
    at = (entry.at - EPOCH) // _MILLISECOND
    first = entry.query_id is None
    attributes: dict[str, Any] = {"dpl.core.processing_activity_id": f"{register}/{_ACTIVITIES[activity]}"}
    if entry.client is not None:
        attributes["dpl.core.data_subject_id"] = str(entry.client)
        attributes["dpl.core.data_subject_id_type"] = SUBJECT_TYPE
    if entry.partner:
        attributes["dpl.core.foreign_operation.processor"] = (
            f"urn:chaincare:partner:{quote(entry.partner, safe='')}"
        )
    record: dict[str, Any] = {
        "trace_id": entry.trace_id.hex(),
        "span_id": entry.span_id.hex() if first else entry.id.bytes[8:].hex(),
        "status": "Ok" if entry.outcome in ("entered", "done") else "Unset",
        "name": words,
        "start_time": at,
        "end_time": at,
    }
    if not first:
        record["parent_span_id"] = entry.span_id.hex()
    record["attributes"] = attributes
    record["resource"] = {
        "attributes": {"service.name": "chaincare", "service.version": version, "chaincare.log": log}
    }
    return msgspec.json.encode(record) + b"\n"
