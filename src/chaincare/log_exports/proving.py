"""The lines of an export that proves itself: `chaincare verify-log` reads them, without this server. Pure.

What is said here of leaves and hashes is written by `chaincare.verifying.lines`, the one description of the file.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from uuid import UUID

import msgspec

from chaincare.log_exports.model import LogExport
from chaincare.log_exports.sealed import SealedLog
from chaincare.log_exports.tiles import Tiles
from chaincare.merkle import inclusion_proof, leaf_hash
from chaincare.seals.exporting import fields_of, opened_of
from chaincare.trace.model import Entry
from chaincare.trace.rules import leaf_of
from chaincare.verifying import lines

_FIELD: dict[lines.Withheld, str] = {
    "relationId": "relation_id", "relationBy": "relation_by", "objectId": "object_id", "askedId": "asked_id", "blind": "blind",
}  # fmt: skip
_encode = msgspec.json.Encoder().encode


def first_line(export: LogExport) -> lines.Line:
    """Say what the file is: what was asked, and how many entries that were."""
    asked = export.question
    named = {
        "client": asked.client, "professionalId": asked.professional_id, "organisationId": asked.organisation_id,
        "caseId": asked.case_id, "fromAt": asked.from_at, "untilAt": asked.until_at,
    }  # fmt: skip
    selection = {name: str(one) for name, one in named.items() if one is not None}
    return lines.Export(lines.EXPORT_FORMAT, str(export.id), selection, export.entries)


def log_lines(log: SealedLog, tiles: Tiles) -> Iterator[lines.Line]:
    """Begin a log: its keys, its checkpoint, and its opening with its proof."""
    opened = opened_of(log.opening)
    vkeys = tuple(dict.fromkeys(one[0] for one in log.keys))
    yield lines.Log(lines.FORMAT, log.origin, log.year, log.epoch, opened.previous, vkeys, partial=True)
    for vkey, began_in, from_size, note in log.keys:
        if began_in == log.id:
            yield lines.Key(vkey, from_size, note)
    yield lines.CheckpointLine(log.note)
    yield lines.Opening(0, opened)
    yield _proof(0, log, tiles)


def entry_lines(
    entries: Iterable[Entry],
    elsewhere: AbstractSet[UUID],
    places: Mapping[UUID, tuple[int, int]],
    log: SealedLog,
    tiles: Tiles,
) -> Iterator[lines.Line]:
    """Write entries of one log, each with its proof. A citizen's login is told to no auditor: of what he did the hash stands there.

    So it does where it names somebody `elsewhere`; behind it is told what the reader may know.
    """
    for entry in entries:
        index, leaf = places[entry.id][1], b64encode(leaf_hash(leaf_of(entry))).decode()
        withheld = withheld_of(entry, elsewhere)
        if entry.organisation_id is None or withheld:
            yield lines.Leaves(index, leaf, "reader")
        else:
            yield lines.Entry(index, fields_of(entry), leaf)
        yield _proof(index, log, tiles)
        if withheld and entry.organisation_id is not None:
            yield lines.Told(index, fields_of(in_part_of(entry, elsewhere)), withheld)


def withheld_of(entry: Entry, elsewhere: AbstractSet[UUID]) -> tuple[lines.Withheld, ...]:
    """Name what is not told of an entry: who made the relation and which one it is, whom it is about, and what blinds the leaf."""
    names: list[lines.Withheld] = []
    if entry.relation_by in elsewhere:
        names += ["relationId", "relationBy"]
    if entry.object_id in elsewhere:
        names.append("objectId")
    if entry.asked_id in elsewhere:
        names.append("askedId")
    return (*names, "blind") if names else ()


def in_part_of(entry: Entry, elsewhere: AbstractSet[UUID]) -> Entry:
    """Leave out whom it names that is `elsewhere`; with what blinds the leaf nobody can try people against the hash."""
    withheld = withheld_of(entry, elsewhere)
    return msgspec.structs.replace(entry, **{_FIELD[one]: None for one in withheld})


def stray(entry: Entry, elsewhere: AbstractSet[UUID]) -> lines.Line:
    """Write an entry that is no leaf; of what is not the reader's, again, the hash alone."""
    if entry.organisation_id is None or withheld_of(entry, elsewhere):
        return lines.Stray(leaf=b64encode(leaf_hash(leaf_of(entry))).decode())
    return lines.Stray(fields_of(entry))


def last_text(export: LogExport, entries: int, digest: bytes) -> str:
    """Say what the log's key signs at the end: how many entries there are, and the hash of all lines before."""
    return lines.export_text(str(export.id), entries, b64encode(digest).decode())


def written(made: Sequence[lines.Line]) -> bytes:
    """Write lines, each with its newline."""
    return b"".join([_encode(one) + b"\n" for one in made])


def _proof(index: int, log: SealedLog, tiles: Tiles) -> lines.Line:
    path = b"".join(inclusion_proof(index, log.size, tiles))
    return lines.Inclusion(index, log.size, (b64encode(path).decode(),) if path else (), None)
