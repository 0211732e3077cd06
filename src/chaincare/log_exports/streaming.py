"""The content of an export, slice by slice: each under an entry of its own, read and committed before it is sent.

Whoever receives it sees that it broke off: the body then does not end as bodies end, and the last line is missing.
"""

from base64 import b64encode
from collections.abc import AsyncGenerator, Callable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractAsyncContextManager
from hashlib import sha256
from itertools import groupby
from typing import Protocol
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.log_exports import cells, proving, rules, sealed, store
from chaincare.log_exports.fhir import audit_event
from chaincare.log_exports.model import ExportBroken, ExportFormat, LogExport, LogExportOver
from chaincare.log_exports.processing_records import processing_record
from chaincare.processing.model import ActivityKey
from chaincare.refusals import Refusal
from chaincare.seals.signing import SealKeys
from chaincare.trace.model import Entry
from chaincare.trace.sentences import what
from chaincare.trace.store import list_elsewhere
from chaincare.verifying import lines

AT_A_TIME = 2_000
"""So many entries a slice: a few tenths of a second, in about two megabytes."""

MEDIA_TYPES = {
    ExportFormat.NDJSON: "application/x-ndjson",
    ExportFormat.FHIR: "application/fhir+ndjson",
    ExportFormat.PROCESSING_RECORDS: "application/x-ndjson",
    ExportFormat.CSV: "text/csv; header=present",
}
_ENDINGS = {
    ExportFormat.NDJSON: "ndjson", ExportFormat.FHIR: "fhir.ndjson", ExportFormat.PROCESSING_RECORDS: "processing.ndjson",
    ExportFormat.CSV: "csv",
}  # fmt: skip


class Surroundings(msgspec.Struct, frozen=True):
    """What the formats need to know beside the entries."""

    log: str
    """What the access log is called."""
    version: str
    labels: dict[str, tuple[str, str]]
    activities: dict[str, ActivityKey]
    register: str
    """Where the register of processing activities is read."""
    keys: SealKeys


class Format(Protocol):
    """Writes the slices of an export one after another."""

    async def slice(
        self, clearance: Clearance, entries: Sequence[Entry], elsewhere: AbstractSet[UUID], *, last: bool
    ) -> bytes:
        """Write the next entries, and after the last ones what ends the file; who is `elsewhere` is nobody the reader may know."""
        ...


def file_name(export: LogExport) -> str:
    """Name the file, after nothing that is about a person."""
    return f"access-log-{export.id}.{_ENDINGS[export.format]}"


def _known(entries: Sequence[Entry], elsewhere: AbstractSet[UUID]) -> list[Entry]:
    return [proving.in_part_of(one, elsewhere) for one in entries] if elsewhere else list(entries)


class _Plain:
    """A line per entry."""

    def __init__(self, line: Callable[[Entry], bytes]) -> None:
        self._line = line

    async def slice(
        self,
        clearance: Clearance,  # noqa: ARG002
        entries: Sequence[Entry],
        elsewhere: AbstractSet[UUID],
        *,
        last: bool,  # noqa: ARG002
    ) -> bytes:
        return b"".join(map(self._line, _known(entries, elsewhere)))


class _Table:
    """A row per entry, with names beside the ids."""

    def __init__(self, words: Callable[[Entry], tuple[str, str]]) -> None:
        self._words, self._first = words, cells.header()

    async def slice(
        self,
        clearance: Clearance,
        entries: Sequence[Entry],
        elsewhere: AbstractSet[UUID],
        *,
        last: bool,  # noqa: ARG002
    ) -> bytes:
        named = zip(_known(entries, elsewhere), await store.list_names(clearance, entries), strict=True)
        first, self._first = self._first, b""
        return first + b"".join(cells.row(one, self._words(one), names) for one, names in named)


class _Proven:
    """Entries with their proofs, log by log."""

    def __init__(self, export: LogExport, keys: SealKeys) -> None:
        self._export, self._keys = export, keys
        self._hash, self._written, self._count = sha256(), bytearray(), 0
        self._log: sealed.SealedLog | None = None
        self._say([proving.first_line(export)])

    async def slice(
        self, clearance: Clearance, entries: Sequence[Entry], elsewhere: AbstractSet[UUID], *, last: bool
    ) -> bytes:
        places = await sealed.list_places(clearance, entries)
        for log_id, of_log in groupby(entries, lambda one: places.get(one.id, (0, 0))[0]):
            together = list(of_log)
            if log_id == 0:
                self._say([proving.stray(one, elsewhere) for one in together])
            else:
                await self._entries(clearance, log_id, together, elsewhere, places)
            self._count += len(together)
        if last:
            await self._end(clearance)
        written, self._written = bytes(self._written), bytearray()
        return written

    async def _entries(
        self,
        clearance: Clearance,
        log_id: int,
        entries: Sequence[Entry],
        elsewhere: AbstractSet[UUID],
        places: dict[UUID, tuple[int, int]],
    ) -> None:
        log = await self._go_to(clearance, log_id)
        tiles = await sealed.get_tiles(clearance, log, [places[one.id][1] for one in entries])
        self._say(list(proving.entry_lines(entries, elsewhere, places, log, tiles)))

    async def _go_to(self, clearance: Clearance, log_id: int) -> sealed.SealedLog:
        """Begin the logs up to this one: each goes on from the one before, and none may be missing in between."""
        begun = log_id - 1 if self._log is None else self._log.id
        for next_id in range(begun + 1, log_id + 1):
            size = self._export.bound.size if next_id == self._export.bound.log_id else None
            self._log = log = await sealed.get_log(clearance, next_id, size)
            tiles = await sealed.get_tiles(clearance, log, [0])
            self._say(list(proving.log_lines(log, tiles)))
        if self._log is None or self._log.id != log_id:
            raise ExportBroken
        return self._log

    async def _end(self, clearance: Clearance) -> None:
        await self._go_to(clearance, self._export.bound.log_id)
        digest = self._hash.digest()
        note = self._keys.sign_export(proving.last_text(self._export, self._count, digest))
        self._say([lines.End(self._count, b64encode(digest).decode(), note)])

    def _say(self, made: Sequence[lines.Line]) -> None:
        written = proving.written(made)
        self._hash.update(written)
        self._written += written


def format_of(export: LogExport, around: Surroundings) -> Format:
    """Choose how an export is written."""

    def words(entry: Entry) -> tuple[str, str]:
        said = what(entry, around.labels.get(entry.event, (entry.event, entry.event)))
        return said.en, said.nl

    def activity(entry: Entry) -> ActivityKey:
        return around.activities.get(entry.event, "case_work")

    match export.format:
        case ExportFormat.NDJSON:
            return _Proven(export, around.keys)
        case ExportFormat.FHIR:
            return _Plain(lambda one: audit_event(one, around.log, words(one)[0]))
        case ExportFormat.PROCESSING_RECORDS:
            return _Plain(
                lambda one: processing_record(
                    one, words(one)[1], activity(one), (around.register, around.log, around.version)
                )
            )
        case ExportFormat.CSV:
            return _Table(words)


class Streaming:
    """One download: where it is, and what was written."""

    def __init__(
        self,
        export: LogExport,
        download_id: UUID,
        around: Surroundings,
        door: Callable[[], AbstractAsyncContextManager[Clearance]],
    ) -> None:
        self._export, self._download_id, self._door = export, download_id, door
        self._format = format_of(export, around)
        self._after: store.Place | None = None
        self._written, self.ended = 0, False

    async def next_slice(self, clearance: Clearance) -> bytes:
        """Read and write the next entries under this clearance, and keep how far that came.

        Raises LogExportOver where there are more than was decided about, as when an organisation joined the network meanwhile.
        """
        entries, after = await store.list_slice(clearance, self._export, self._after, AT_A_TIME)
        self._after = after or self._after
        if self._written + len(entries) > self._export.entries:
            raise LogExportOver
        self.ended = len(entries) < AT_A_TIME
        elsewhere = await list_elsewhere(clearance, entries)
        written = await self._format.slice(clearance, entries, elsewhere, last=self.ended)
        self._written += len(entries)
        await store.go_on(clearance, self._download_id, self._written, ended=self.ended)
        clearance.object_id = self._export.id
        return written

    async def content(self, first: bytes) -> AsyncGenerator[bytes, None]:
        """Give the slices, the first of which is read already. Raises ExportBroken where it may not go on."""
        yield first
        while not self.ended:
            try:
                async with self._door() as clearance:
                    rules.hold_ready(self._export, clearance.actor_id, at=clearance.now())
                    written = await self.next_slice(clearance)
            except (
                Refusal
            ) as refusal:  # the mandate or its time ended meanwhile, as it may: half an answer is out
                raise ExportBroken from refusal
            yield written
