"""The lines of an export of the access log, as anybody may write or read them: one JSON object each.

A log: `log`, then its leaves from index 0 on: `opening` (always leaf 0), `entry`, `leaves` (entries that are not shown, or told in part: `told`);
between them or after them `destruction`, `checkpoint`, `key`, `inclusion` and `consistency`. A file of some entries that somebody
asked for begins with `export` and ends with `end`, and is partial in between. What is not described here is no line: nothing is read
past, so that nothing looks proven that is not. A line has at most 2**20 bytes (`files.LINE_MAX`), and no field twice.
"""

import json
from typing import Annotated, Any, Final, Literal

import msgspec

FORMAT: Final = "chaincare-log/1"
EXPORT_FORMAT: Final = "chaincare-export/1"

Uuid = Annotated[str, msgspec.Meta(min_length=36, max_length=36)]
Size = Annotated[int, msgspec.Meta(ge=0, le=2**62)]
Instant = Annotated[str, msgspec.Meta(min_length=27, max_length=27)]
Hex16 = Annotated[str, msgspec.Meta(min_length=32, max_length=32)]
SpanId = Annotated[str, msgspec.Meta(min_length=16, max_length=16)]
Withheld = Literal["relationId", "relationBy", "objectId", "askedId", "blind"]


class _Line(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", rename="camel", gc=False
):
    pass


class Export(_Line, frozen=True, tag="export"):
    """Begins a file of some entries: what was asked for, and how many entries that were when it was."""

    format: Literal["chaincare-export/1"]
    export_id: Uuid
    selection: dict[str, str]
    entries: Size


class End(_Line, frozen=True, tag="end"):
    """Ends a file that began with `export`: how many entries it holds, signed with the hash of all lines before (`export_text`)."""

    entries: Size
    digest: str
    note: str


class Log(_Line, frozen=True, tag="log"):
    """Begins a log."""

    format: Literal["chaincare-log/1"]
    origin: str
    year: Annotated[int, msgspec.Meta(ge=1, le=9999)]
    epoch: Annotated[int, msgspec.Meta(ge=1, le=2**31)]
    previous: str | None
    """The last checkpoint of the log before, the whole note."""
    keys: tuple[str, ...] = ()
    """The log's own keys, as vkeys: a hint for whoever has none yet, and no reason to trust them."""
    partial: bool = False
    """Whether leaves are left out altogether: then every entry is proven by an `inclusion` of its own."""


class Opened(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """What leaf 0 says."""

    origin: str
    previous: str | None
    reason: str | None
    """Why the log goes on in a new epoch, after the restore of a backup; null where it is just a new year."""


class Opening(_Line, frozen=True, tag="opening"):
    """Leaf 0: what the log goes on from."""

    index: Size
    opening: Opened
    leaf: str | None = None


class Fields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel", gc=False):
    """An entry, every field of it in the order of its leaf."""

    at: Instant
    id: Uuid
    query_id: Uuid | None
    event: str
    action: str
    outcome: str
    issuer: str
    subject: str
    actor_id: Uuid | None
    role: str | None
    unit_id: Uuid | None
    organisation_id: Uuid | None
    partner: str
    address: str | None
    relation: str
    relation_id: Uuid | None
    relation_by: Uuid | None
    reach: str | None
    basis_id: Uuid | None
    rule: str
    purpose: str | None
    network_id: Uuid | None
    client: Uuid | None
    case_id: Uuid | None
    object_id: Uuid | None
    asked_id: Uuid | None
    emergency: bool
    request_id: Uuid
    trace_id: Hex16
    span_id: SpanId
    private_digest: str | None
    acted_by: str | None = None
    blind: Hex16 | None = None


class Entry(_Line, frozen=True, tag="entry"):
    """A leaf that is shown."""

    index: Size
    entry: Fields
    leaf: str | None = None
    """The leaf's hash as it was sealed, in base64: with it a changed entry is found to the index."""


class Leaves(_Line, frozen=True, tag="leaves"):
    """Leaves whose entries are not shown."""

    index: Size
    hashes: str
    """The hashes of the leaves one after another, in base64."""
    why: Literal["retention", "reader", "gone"] = "retention"
    """Their time was over, they are not the reader's, or whoever wrote the export misses them himself."""


class Told(_Line, frozen=True, tag="told"):
    """What the reader may know of the leaf that was proven just before by its hash: the rest holds, this is the server's word."""

    index: Size
    entry: Fields
    withheld: Annotated[tuple[Withheld, ...], msgspec.Meta(min_length=1)]


class Stray(_Line, frozen=True, tag="stray"):
    """An entry that lies in the database among sealed ones, and is no leaf of any log: somebody put it there later."""

    entry: Fields | None = None
    leaf: str | None = None
    """The hash of one that is not the reader's, in base64, instead of its fields."""


class Destruction(_Line, frozen=True, tag="destruction"):
    """Which entries were destroyed after their term: the entry of the line before tells of it, by the SHA-256 of this."""

    statement: str
    """JSON (`aged.Statement`), as it was sealed."""


class CheckpointLine(_Line, frozen=True, tag="checkpoint"):
    """What was signed of the log at one moment."""

    note: str


class Key(_Line, frozen=True, tag="key"):
    """From a size on another key signs the log; the one before says so (`keys.handover_text`)."""

    vkey: str
    from_size: Size
    note: str | None
    """None where the key before was lost: then nothing speaks for this one but whoever asks."""


class Inclusion(_Line, frozen=True, tag="inclusion"):
    """That the entry of the line before is in the log."""

    index: Size
    size: Size
    proof: tuple[str, ...]
    note: str | None
    """A checkpoint of this size; None where a `checkpoint` of this size stands before."""


class Consistency(_Line, frozen=True, tag="consistency"):
    """That of two checkpoints the log of the first is the beginning of the second's: for a partial export."""

    old_size: Size
    new_size: Size
    proof: tuple[str, ...]


Line = (
    Export
    | End
    | Log
    | Opening
    | Entry
    | Leaves
    | Told
    | Stray
    | Destruction
    | CheckpointLine
    | Key
    | Inclusion
    | Consistency
)

_decode = msgspec.json.Decoder(Line).decode
_encode = msgspec.json.Encoder().encode
_decode_all = msgspec.json.Decoder(Line).decode_lines
_encode_all = msgspec.json.Encoder().encode_lines


def read_all(block: bytes) -> list[Line] | None:
    """Read many lines at once, each written as it would be written here; None where one of them is not, or is no line."""
    try:
        found: list[Line] = _decode_all(block)
    except (msgspec.MsgspecError, UnicodeError):
        return None
    written = _encode_all(found)
    return found if len(written) == len(block) + 1 and written.startswith(block) else None


def export_text(export_id: str, entries: int, digest: str) -> str:
    """What the log's key signs under an export, so that no line of it can be left out."""
    return f"{EXPORT_FORMAT}\n{export_id}\n{entries}\n{digest}\n"


def read_line(raw: bytes) -> Line:
    """Read one line. Raises msgspec.MsgspecError (ValidationError, DecodeError), UnicodeError.

    No field may stand in it twice: programs differ in which of the two they show. What is written as it would be written
    here has none twice, and that is told fast; any other spelling is looked through name by name.
    """
    line: Line = _decode(raw)
    if not raw.startswith(_encode(line)):
        try:
            _ONCE.decode(raw.decode())
        except ValueError as refusal:
            raise msgspec.DecodeError(str(refusal)) from None
    return line


def _once(fields: list[tuple[str, Any]]) -> None:
    if len({name for name, _ in fields}) != len(fields):
        raise msgspec.ValidationError("a field stands in it twice")


_ONCE = json.JSONDecoder(object_pairs_hook=_once, strict=False)
