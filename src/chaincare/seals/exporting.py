"""The whole log as a file that `chaincare verify-log` reads: for the operator, with the migration login (T5).

Entries stand with every field their leaf has, so with pseudonyms and ids, never with names or content (T4).
"""

from base64 import b64encode
from bisect import bisect_right
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from chaincare.trace.model import Entry
from chaincare.verifying import aged, lines

AT_A_TIME = 20_000
"""About so many entries are read at a time."""
HASH = 32
FOREVER = (datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC))

# What no checkpoint covers is sealed again in the log that comes after it, or as soon as somebody signs.
LIST_LOGS = """
    SELECT l.id, l.origin, l.year, l.epoch, l.opening,
        coalesce((SELECT max(c.size) FROM chaincare.checkpoints AS c WHERE c.log_id = l.id), 1) AS signed FROM chaincare.sealed_logs AS l ORDER BY l.id
"""
LIST_BATCHES = """
    SELECT s.first_index, s.entries, s.hashes, s.ids, s.from_at, s.until_at, s.more FROM (
        SELECT b.first_index, b.entries, b.hashes, i.ids, b.from_at, b.until_at,
            sum(b.entries) OVER (ORDER BY b.first_index) - b.entries AS before, lead(b.first_index) OVER w IS NOT NULL AS more
        FROM (SELECT a.* FROM chaincare.sealed_batches AS a
              WHERE a.log_id = $1 AND a.first_index > $2 AND a.first_index + a.entries <= $4 ORDER BY a.first_index LIMIT 2000) AS b
        LEFT JOIN chaincare.sealed_ids AS i USING (log_id, first_index) WINDOW w AS (ORDER BY b.first_index)) AS s
    WHERE s.before < $3 ORDER BY s.first_index
"""
LIST_ENTRIES = f"""
    SELECT {", ".join(f"e.{name}" for name in Entry.__struct_fields__)} FROM chaincare.access_entries AS e
    WHERE e.at >= $1 AND e.at <= $2 ORDER BY e.at, e.id
"""
# What is in no leaf, although a younger transaction's is: an entry that still waits for its seal is none of them.
FIND_STRAYS = """
    SELECT e.id FROM unnest($1::timestamptz[], $2::uuid[]) AS s (at, id)
    JOIN chaincare.access_entries AS e ON e.at = s.at AND e.id = s.id
    WHERE e.xid < (SELECT b.before_xid FROM chaincare.sealed_batches AS b ORDER BY b.log_id DESC, b.first_index DESC LIMIT 1)
      AND NOT EXISTS (SELECT FROM chaincare.sealed_place(e.at, e.id) AS p WHERE p.place IS NOT NULL)
"""
LIST_CHECKPOINTS = """
    SELECT c.note || w.lines AS note, cardinality(w.verifiers) AS saw FROM chaincare.checkpoints AS c CROSS JOIN LATERAL chaincare.witnessed(c.log_id, c.size) AS w
    WHERE c.log_id = $1 AND c.size > $2 AND c.size <= $3 ORDER BY c.size
"""
LIST_KEYS = "SELECT verifier, from_size, note FROM chaincare.seal_keys WHERE log_id = $1 ORDER BY from_size, used_since"
ALL_KEYS = "SELECT verifier FROM chaincare.seal_keys ORDER BY log_id, from_size, used_since"
# Which leaves were destroyed after their term; and what the entries that tell of it say.
LIST_DESTROYED = """
    SELECT lower(r)::bigint, upper(r)::bigint FROM (SELECT range_agg(d.leaves) AS leaves FROM chaincare.log_destructions AS d
        WHERE d.log_id = $1) AS all_of CROSS JOIN LATERAL unnest(all_of.leaves) AS r ORDER BY r
"""
FIND_STATEMENTS = (
    "SELECT d.entry_id, d.statement FROM chaincare.log_destructions AS d WHERE d.entry_id = ANY ($1)"
)


async def export_log(
    migrate_url: str, progress: Callable[[str], None], *, every: bool = False
) -> AsyncIterator[bytes]:
    """Give the lines of the whole log as it is at this moment, each with its newline; the export is an entry itself.

    With ``every`` all checkpoints, else the last of each part that is read at a time, and before it the last that more
    witnesses saw. Where an entry that was sealed is not there any more, its hash stands for it: as gone, or as what was kept
    long enough where a certificate says so; the entry that tells of that is followed by what it says.
    """
    connection = await asyncpg.connect(migrate_url, server_settings={"timezone": "UTC"})
    try:
        await connection.execute("SET ROLE chaincare_door")
        await connection.execute("SELECT chaincare.note_log_export()")
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            async for line in _Export(connection, progress, every=every).run():
                yield msgspec.json.encode(line) + b"\n"
    finally:
        await connection.close()


class _Export:
    """One export, in one view of the database."""

    def __init__(self, connection: Any, progress: Callable[[str], None], *, every: bool) -> None:
        self._connection, self._progress, self._every = connection, progress, every
        self._read_until = FOREVER[0]

    async def run(self) -> AsyncIterator[lines.Line]:
        """Give one log after the other."""
        keys = tuple(row[0] for row in await self._connection.fetch(ALL_KEYS))
        logs = await self._connection.fetch(LIST_LOGS)
        for log in logs:
            self._progress(f"log {log['origin']}")
            async for line in self._log(log, keys, last=log is logs[-1]):
                yield line

    async def _log(self, log: Any, keys: tuple[str, ...], *, last: bool) -> AsyncIterator[lines.Line]:
        opened = opened_of(log["opening"])
        yield lines.Log(lines.FORMAT, log["origin"], log["year"], log["epoch"], opened.previous, keys)
        for row in await self._connection.fetch(LIST_KEYS, log["id"]):
            yield lines.Key(row["verifier"], row["from_size"], row["note"])
        yield lines.Opening(0, opened)
        destroyed = await self._connection.fetch(LIST_DESTROYED, log["id"])
        before, size, more = 0, 1, True
        while more:
            batches = await self._connection.fetch(
                LIST_BATCHES, log["id"], size - 1, AT_A_TIME, log["signed"]
            )
            more = bool(batches) and batches[-1]["more"]
            held, strays = await self._entries(batches, whole=last and not more)
            if batches:
                size = batches[-1]["first_index"] + batches[-1]["entries"]
            notes = await self._connection.fetch(LIST_CHECKPOINTS, log["id"], before, size)
            for note in [] if self._every else _better_witnessed(notes):
                yield lines.CheckpointLine(note)
            for batch in batches:
                for line in await self._with_statements(_batch(batch, held, destroyed)):
                    yield line
            for one in strays:
                yield lines.Stray(fields_of(one))
            for row in notes if self._every else notes[-1:]:
                yield lines.CheckpointLine(row["note"])
            self._progress(f"{size} leaves of {log['origin']}")
            before = size

    async def _with_statements(self, made: list[lines.Line]) -> list[lines.Line]:
        """Put behind an entry that tells of a destruction what it says."""
        told = [
            one.entry.id for one in made if isinstance(one, lines.Entry) and one.entry.event == aged.EVENT
        ]
        said = (
            {str(row[0]): row[1] for row in await self._connection.fetch(FIND_STATEMENTS, told)}
            if told
            else {}
        )
        whole: list[lines.Line] = []
        for one in made:
            whole.append(one)
            if isinstance(one, lines.Entry) and one.entry.id in said:
                whole.append(lines.Destruction(said[one.entry.id]))
        return whole

    async def _entries(self, batches: Sequence[Any], *, whole: bool) -> tuple[dict[UUID, Entry], list[Entry]]:
        """Read the entries of these batches, and what lies among them and is in no batch at all."""
        known = [one for one in batches if one["ids"] is not None]
        start = min([self._read_until, *(one["from_at"] for one in known)])
        until = FOREVER[1] if whole else max([self._read_until, *(one["until_at"] for one in known)])
        rows = await self._connection.fetch(LIST_ENTRIES, start, until)
        wanted = {one for batch in known for one in batch["ids"]}
        held: dict[UUID, Entry] = {}
        others: dict[UUID, Entry] = {}
        for row in rows:
            entry = Entry(*row)
            (held if entry.id in wanted else others)[entry.id] = entry
        self._read_until = until
        found = await self._connection.fetch(FIND_STRAYS, [one.at for one in others.values()], list(others))
        return held, [others[row[0]] for row in found]


def _better_witnessed(notes: Sequence[Any]) -> list[str]:
    """The last checkpoint that so many witnesses saw, for each number above that of the very last: they are a moment behind.

    They stand before their leaves, so that nobody has to read those twice for them.
    """
    last = {row["saw"]: row["note"] for row in notes}
    return [note for saw, note in last.items() if saw > notes[-1]["saw"]]


def _batch(batch: Any, held: dict[UUID, Entry], destroyed: Sequence[Any]) -> list[lines.Line]:
    first, hashes = int(batch["first_index"]), batch["hashes"]
    made: list[lines.Line] = []
    hidden: list[int] = []
    for place, one in enumerate((*(batch["ids"] or [None] * batch["entries"]), None)):
        entry = held.get(one) if one is not None else None
        over = (
            place < batch["entries"]
            and entry is None
            and (one is None or _is_within(destroyed, first + place))
        )
        if hidden and not over:
            together = hashes[HASH * hidden[0] : HASH * (hidden[-1] + 1)]
            made.append(lines.Leaves(first + hidden[0], b64encode(together).decode(), "retention"))
            hidden = []
        if over:
            hidden.append(place)
        elif place < batch["entries"]:
            own = b64encode(hashes[HASH * place : HASH * (place + 1)]).decode()
            made.append(
                lines.Entry(first + place, fields_of(entry), own)
                if entry is not None
                else lines.Leaves(first + place, own, "gone")
            )
    return made


def _is_within(ranges: Sequence[Any], place: int) -> bool:
    at = bisect_right(ranges, place, key=lambda one: one[0]) - 1
    return at >= 0 and place < ranges[at][1]


def fields_of(entry: Entry) -> lines.Fields:
    """Write every field of an entry's leaf as it stands in an export."""
    return lines.Fields(*(_plain(getattr(entry, name)) for name in Entry.__struct_fields__))


def _plain(value: Any) -> Any:
    match value:
        case None | bool():
            return value
        case datetime():
            return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        case bytes():
            return value.hex()
        case _:
            return str(value)


def opened_of(opening: bytes) -> lines.Opened:
    """Read the three fields of an opening's bytes (rules.opening_of)."""
    fields: list[str | None] = []
    place = 1
    while place < len(opening):
        length = int.from_bytes(opening[place : place + 4], signed=True)
        place += 4
        fields.append(None if length < 0 else opening[place : place + length].decode())
        place += max(length, 0)
    origin, previous, reason = fields
    return lines.Opened(str(origin), previous, reason)
