"""The seal in the database: a round's statements, and what proofs are made of. None of it tells whom it is about."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.merkle import HASH_SIZE, Fetched, root_of
from chaincare.seals.model import (
    TILE_LEVELS,
    Batch,
    Cosignature,
    DestroyedLeaf,
    Last,
    Log,
    Node,
    SealState,
    Signed,
    ToWitness,
)

TAKE_TURN = "SELECT chaincare.take_seal_turn()"
STATE = f"SELECT {', '.join(SealState.__struct_fields__)} FROM chaincare.seal_state()"
OPEN_LOG = "SELECT chaincare.open_log($1, $2, $3, $4, $5)"
SEAL_NEXT = "SELECT first_index, hashes FROM chaincare.seal_next($1)"
KEEP_CHECKPOINT = "SELECT chaincare.keep_checkpoint($1, $2, $3, $4, $5, $6, $7)"
KEEP_KEY = "SELECT chaincare.keep_seal_key($1, $2, $3, $4)"
LEAVES = "SELECT chaincare.sealed_leaves($1, $2, $3)"
LIST_KEYS = "SELECT verifier FROM chaincare.list_seal_keys()"
PARTS = """
    SELECT CASE p.level WHEN 0 THEN chaincare.sealed_leaves($1, p.start, p.until)
                        ELSE chaincare.sealed_roots($1, p.level, p.start, p.until) END AS hashes
    FROM unnest($2::int[], $3::bigint[], $4::bigint[]) WITH ORDINALITY AS p (level, start, until, place) ORDER BY p.place
"""
LIST_CHECKPOINTS = """
    SELECT c.origin, c.size, c.root, c.note || w.lines, c.signed_at, c.log_id, w.verifiers, w.said_at
    FROM chaincare.list_checkpoints($1, $2, $3, $4, $5) AS c
    CROSS JOIN LATERAL chaincare.witnessed(c.log_id, c.size) AS w
"""
FIND_CHECKPOINT = """
    SELECT c.log_id, c.origin, c.size, c.root, c.note || w.lines FROM chaincare.last_checkpoint($1, $2) AS c
    CROSS JOIN LATERAL chaincare.witnessed(c.log_id, c.size) AS w
"""
TO_WITNESS = f"SELECT {', '.join(ToWitness.__struct_fields__)} FROM chaincare.witness_state($1)"
KEEP_COSIGNATURE = "SELECT chaincare.keep_cosignature($1, $2, $3, $4, $5)"
FIND_NEXT = "SELECT log_id, opening FROM chaincare.next_log($1)"
FIND_SIZE = "SELECT log_id, size FROM chaincare.sealed_size($1)"
FIND_DESTROYED = """
    SELECT d.id, d.month, d.destroyed_at FROM log_destructions AS d WHERE d.log_id = $1 AND d.leaves @> $2::bigint ORDER BY d.id LIMIT 1
"""
AUDITS_NETWORK = "SELECT coalesce(cardinality(chaincare.cleared_log_whole_networks()), 0) > 0"
FIND_PLACE = "SELECT log_id, place FROM chaincare.sealed_place($1, $2)"

Asked = Any
"""Whoever can run a statement: a connection of the sealer's own, or a clearance."""


async def take_turn(asked: Asked) -> bool:
    """Say whether it is this process's turn to seal, until its transaction ends."""
    return bool((await asked.fetchrow(TAKE_TURN))[0])


async def get_state(asked: Asked) -> SealState:
    """Read how far the seal is."""
    return SealState(*await asked.fetchrow(STATE))


async def open_log(asked: Asked, log: Log, opening: bytes, leaves_before: int | None) -> int:
    """Open a log with its leaf 0, and give its id; of the one before only so many leaves count, or all that are signed."""
    return int((await asked.fetchrow(OPEN_LOG, log.origin, log.year, log.epoch, opening, leaves_before))[0])


async def seal_next(asked: Asked, at_most: int) -> Batch | None:
    """Append what is new to the present log; None when nothing is."""
    first, hashes = await asked.fetchrow(SEAL_NEXT, at_most)
    return None if hashes is None else Batch(first, split(hashes))


async def keep_checkpoint(
    asked: Asked, log_id: int, size: int, root: bytes, note: str, nodes: Sequence[Node]
) -> None:
    """Keep a checkpoint, and the roots of subtrees that became whole."""
    levels, places, hashes = [n.level for n in nodes], [n.place for n in nodes], [n.hash for n in nodes]
    await asked.fetchrow(KEEP_CHECKPOINT, log_id, size, root, note, levels, places, hashes)


async def keep_key(asked: Asked, verifier: str, log_id: int, from_size: int, note: str | None) -> None:
    """Keep from where on a key signs; one that is known stays as it is."""
    await asked.fetchrow(KEEP_KEY, verifier, log_id, from_size, note)


async def get_leaves(asked: Asked, log_id: int, start: int, end: int) -> tuple[bytes, ...]:
    """Get the hashes of these leaves."""
    return split((await asked.fetchrow(LEAVES, log_id, start, end))[0] or b"")


async def list_keys(asked: Asked) -> list[str]:
    """List the keys that ever signed, the first first."""
    return [row[0] for row in await asked.fetch(LIST_KEYS)]


async def fetch_nodes(asked: Asked, log_id: int, ranges: Iterable[tuple[int, int]]) -> Fetched:
    """Fetch the roots of complete subtrees, in one statement. Raises KeyError for one that the log does not have."""
    wanted = sorted(set(ranges))
    parts = [_stored_part(*one) for one in wanted]
    rows = await asked.fetch(PARTS, log_id, *map(list, zip(*parts, strict=True))) if parts else []
    found = {}
    for (start, end), (_, first, until), row in zip(wanted, parts, rows, strict=True):
        hashes = split(row[0] or b"")
        if len(hashes) != until - first:
            raise KeyError((start, end))
        found[start, end] = root_of(hashes)
    return Fetched(found)


async def list_checkpoints(
    asked: Asked, period: tuple[datetime | None, datetime | None], after: tuple[int, int] | None, limit: int
) -> list[Signed]:
    """List checkpoints, the latest first."""
    rows = await asked.fetch(LIST_CHECKPOINTS, *period, *(after or (None, None)), limit)
    return [Signed(*row) for row in rows]


async def get_last(asked: Asked, log_id: int | None = None, origin: str | None = None) -> Last | None:
    """Get the last checkpoint of a log, by its id or its origin; None before there is one."""
    row = await asked.fetchrow(FIND_CHECKPOINT, log_id, origin)
    return None if row is None else Last(*row)


async def find_next(asked: Asked, log_id: int) -> tuple[int, bytes] | None:
    """Find which log goes on from one, with the bytes of its opening; None while that is the present one."""
    row = await asked.fetchrow(FIND_NEXT, log_id)
    return None if row is None else (row[0], row[1])


async def list_to_witness(asked: Asked, verifiers: Sequence[str]) -> list[ToWitness]:
    """List what there is for each of these witnesses, the present log first."""
    return [ToWitness(*row) for row in await asked.fetch(TO_WITNESS, list(verifiers))]


async def keep_cosignature(asked: Asked, of: ToWitness, said: Cosignature) -> None:
    """Keep what a witness said, which was verified before."""
    at = datetime.fromtimestamp(said.at, UTC)
    await asked.fetchrow(KEEP_COSIGNATURE, of.log_id, of.size, of.verifier, at, said.line)


async def find_size(asked: Asked, origin: str) -> tuple[int, int] | None:
    """Find the log of an origin, and how many leaves of it are signed; None when there is none."""
    row = await asked.fetchrow(FIND_SIZE, origin)
    return None if row is None else (row[0], row[1])


async def find_place(asked: Asked, at: datetime, entry_id: UUID) -> tuple[int, int] | None:
    """Find which leaf of which log an entry is; None while it waits for its seal."""
    row = await asked.fetchrow(FIND_PLACE, at, entry_id)
    return None if row is None or row[1] is None else (row[0], row[1])


async def find_destroyed(clearance: Clearance, log_id: int, place: int) -> DestroyedLeaf | None:
    """Find which certificate tells of a leaf that its entry was destroyed after its term."""
    row = await clearance.fetchrow(FIND_DESTROYED, log_id, place)
    return None if row is None else DestroyedLeaf(row[0], f"{row[1]:%Y-%m}", row[2])


def split(hashes: bytes) -> tuple[bytes, ...]:
    """Divide hashes that stand one after the other."""
    return tuple(hashes[place : place + HASH_SIZE] for place in range(0, len(hashes), HASH_SIZE))


def _stored_part(start: int, end: int) -> tuple[int, int, int]:
    """Tell where the root of a complete subtree comes from: the kept level, and from which place to which."""
    level = ((end - start).bit_length() - 1) // TILE_LEVELS
    width = 1 << level * TILE_LEVELS
    return level, start // width, end // width


async def audits_network(clearance: Clearance) -> bool:
    """Say whether who was let in audits a network, and not one organisation of it."""
    return bool((await clearance.fetchrow(AUDITS_NETWORK))[0])
