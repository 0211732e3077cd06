"""What an entry's bytes are, and what may be asked of the log. Pure."""

from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address
from uuid import UUID

import msgspec

from chaincare.trace.model import (
    Entry,
    EntryAskedAlone,
    LogItselfIsNobodys,
    MergeTooWide,
    PeriodUpsideDown,
    Question,
    QuestionTooWide,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
PERIOD_MAX = timedelta(days=31)


def leaf_of(entry: Entry) -> bytes:
    """Give the canonical bytes of an entry: what RFC 9162 hashes. The database's access_leaf gives the same.

    Version byte, then each field as a four-byte length (-1 for absent) and its bytes; instants are microseconds
    since 1970 as eight bytes. Version 2 is version 1 and who acted; version 3 is version 2, who acted or none, and the blind.
    Where nobody acted for another, and where nothing blinds it, the bytes stay what they were.
    """
    names, version = entry.__struct_fields__, b"\x03"
    if entry.blind is None:
        names, version = names[:-1], b"\x02"
        if entry.acted_by is None:
            names, version = names[:-1], b"\x01"
    return version + b"".join(_leaf_field(getattr(entry, name)) for name in names)


def _leaf_field(value: object) -> bytes:
    match value:
        case None:
            return (-1).to_bytes(4, signed=True)
        case bool():
            plain = bytes([value])
        case datetime():
            plain = ((value - EPOCH) // MICROSECOND).to_bytes(8, signed=True)
        case UUID():
            plain = value.bytes
        case bytes():
            plain = value
        case IPv4Address() | IPv6Address():
            plain = value.packed
        case _:
            plain = str(value).encode()
    return len(plain).to_bytes(4, signed=True) + plain


def mergeable(question: Question, *, log_itself: bool) -> None:
    """Check that like entries of a day can be found together. Raises MergeTooWide."""
    one = (question.client, question.professional_id, question.case_id)
    if log_itself or not any(each is not None for each in one):
        raise MergeTooWide


def alone(question: Question, *, otherwise: bool) -> Question:
    """Check that nothing but the id of one entry is asked. Raises EntryAskedAlone."""
    if otherwise or any(getattr(question, field) is not None for field in question.__struct_fields__):
        raise EntryAskedAlone
    return question


def answerable(question: Question, *, log_itself: bool = False) -> Question:
    """Check that a question is bounded; of the log itself there is little. Raises QuestionTooWide, PeriodUpsideDown, LogItselfIsNobodys."""
    start, end = question.from_at, question.until_at
    if start is not None and end is not None and end < start:
        raise PeriodUpsideDown
    named = msgspec.structs.replace(question, from_at=None, until_at=None)
    of_somebody = any(getattr(named, field) is not None for field in named.__struct_fields__)
    if log_itself and of_somebody:
        raise LogItselfIsNobodys
    if log_itself or of_somebody:
        return question
    if start is None or end is None or end - start > PERIOD_MAX:
        raise QuestionTooWide
    return question
