"""What proves the entries of an export: which leaves they are, the tiles around them, and the checkpoint that was signed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.log_exports.model import ExportBroken
from chaincare.log_exports.tiles import Tile, Tiles, span_of, tiles_of
from chaincare.seals.store import PARTS, split
from chaincare.trace.model import Entry

LIST_PLACES = "SELECT id, log_id, place FROM chaincare.sealed_places($1, $2)"
GET_LOG = "SELECT origin, year, epoch, opening, size FROM chaincare.exported_log($1)"
GET_NOTE = "SELECT chaincare.checkpoint_note($1, $2)"
LIST_KEYS = "SELECT verifier, log_id, from_size, note FROM chaincare.list_seal_keys()"


class SealedLog(msgspec.Struct, frozen=True):
    """A log that leaves of an export are in, at the checkpoint they are proven under."""

    id: int
    origin: str
    year: int
    epoch: int
    opening: bytes
    size: int
    note: str
    keys: tuple[tuple[str, int, int, str | None], ...]
    """Every key that ever signed, in which log it began and at which size, and who vouched for it."""


async def list_places(clearance: Clearance, entries: Sequence[Entry]) -> dict[UUID, tuple[int, int]]:
    """Say which leaf of which log each entry is; one that nobody sealed is not in it."""
    rows = await clearance.fetch(LIST_PLACES, [one.at for one in entries], [one.id for one in entries])
    return {row["id"]: (row["log_id"], row["place"]) for row in rows}


async def get_log(clearance: Clearance, log_id: int, size: int | None) -> SealedLog:
    """Give a log at a checkpoint, or at its last one. Raises ExportBroken."""
    row = await clearance.fetchrow(GET_LOG, log_id)
    at = row["size"] if size is None else size
    note = (await clearance.fetchrow(GET_NOTE, log_id, at))[0]
    if note is None:
        raise ExportBroken
    keys = tuple(tuple(one) for one in await clearance.fetch(LIST_KEYS))
    return SealedLog(log_id, row["origin"], row["year"], row["epoch"], row["opening"], at, note, keys)


async def get_tiles(clearance: Clearance, log: SealedLog, indices: Sequence[int]) -> Tiles:
    """Read the tiles that the paths of these leaves run through, in one statement."""
    wanted = tiles_of(indices, log.size)
    spans = [(level, *span_of((level, place), log.size)) for level, place in wanted]
    rows: list[Any] = await clearance.fetch(PARTS, log.id, *map(list, zip(*spans, strict=True)))
    read: dict[Tile, Sequence[bytes]] = {
        tile: split(row[0] or b"") for tile, row in zip(wanted, rows, strict=True)
    }
    return Tiles(read)
