"""What an entry's bytes are, what may be asked of the log, and why something was allowed in one sentence. Pure."""

from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address
from uuid import UUID

import msgspec

from chaincare.trace.model import Entry, Named, PeriodUpsideDown, Question, QuestionTooWide

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
PERIOD_MAX = timedelta(days=31)


def leaf_of(entry: Entry) -> bytes:
    """Give the canonical bytes of an entry: what RFC 9162 hashes. The database's access_leaf gives the same.

    Version byte, then each field as a four-byte length (-1 for absent) and its bytes; instants are microseconds
    since 1970 as eight bytes.
    """
    fields = (_leaf_field(getattr(entry, name)) for name in entry.__struct_fields__)
    return b"\x01" + b"".join(fields)


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


def answerable(question: Question) -> Question:
    """Check that a question is bounded. Raises QuestionTooWide, PeriodUpsideDown."""
    start, end = question.from_at, question.until_at
    if start is not None and end is not None and end < start:
        raise PeriodUpsideDown
    named = msgspec.structs.replace(question, from_at=None, until_at=None)
    if any(getattr(named, field) is not None for field in named.__struct_fields__):
        return question
    if start is None or end is None or end - start > PERIOD_MAX:
        raise QuestionTooWide
    return question


def why(entry: Entry, named: Named) -> str:
    """Say in one sentence why this was allowed, or that it was not (T4): relation, who made it, basis, rule."""
    rule = f"rule {entry.rule}"
    if entry.outcome == "not_visible":
        return f"Not shown: the caller had no relation to what was asked for ({rule})."
    if entry.outcome == "refused":
        return f"Refused: the caller takes part as {entry.role or entry.relation}, which does not allow this ({rule})."
    return f"Allowed because the caller {_how(entry, named)} ({rule})."


def _how(entry: Entry, named: Named) -> str:
    made = f", made by {named.related_by}" if named.related_by else ""
    basis = f" on legal basis {named.ground}" if named.ground else ""
    purpose = f" for the purpose “{entry.purpose}”" if entry.purpose else ""
    takes_part = f"takes part in the case as {entry.role} with scope {entry.reach}{made}{basis}{purpose}"
    linked = f"is the {entry.relation} linked by an invitation{made}"
    return {
        "participation": takes_part,
        "team": f"belongs to a team that takes part with scope {entry.reach}{made}{basis}{purpose}",
        "client": linked,
        "representative": linked,
        "target": f"works for the unit that was asked for help{made}, without the client's identity",
        "coordinator": f"coordinates the network under a mandate{made}, without content",
        "auditor": f"audits under a mandate{made}",
        "administrator": f"administers the network under a mandate{made}",
        "opening": f"opened the case on behalf of a member of the network{purpose}",
        "directory": "works for an organisation in the directory, which holds no client data",
    }.get(entry.relation, "asked for the own list; each case shown has an entry of its own")
