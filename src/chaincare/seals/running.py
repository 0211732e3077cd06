"""Sealing, every second, by whichever process has its turn; all of them watch that what was signed stays as it is."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

import asyncpg
import msgspec

from chaincare.database import POOL_SECONDS, open_connection
from chaincare.logs import note_failure
from chaincare.merkle import Frontier, Row, leaf_hash
from chaincare.merkle.making import complete_parts
from chaincare.seals import store
from chaincare.seals.holding import Telling, hold, seen_of
from chaincare.seals.memory import Memory
from chaincare.seals.model import ENTRIES_MAX, HASHED_AT_ONCE, Log, LogBroken, Signed
from chaincare.seals.rules import (
    is_over,
    is_to_seal,
    kept_nodes,
    lag_seconds,
    log_of,
    opening_of,
    origin_of,
    year_and_epoch,
)
from chaincare.seals.signing import SealKeys


class Sealer:
    """Seals for one process. `lag_seconds` and `broken` tell how it stands, at the last look."""

    def __init__(self, url: str, keys: SealKeys, memory: Memory, *, seals: bool = True) -> None:
        """With `seals` false it only watches, and leaves sealing to other processes."""
        self._url, self._keys, self._memory, self._seals = url, keys, memory, seals
        self._connection: asyncpg.Connection = None
        self._frontier: tuple[str, Frontier] | None = None
        self._own_note: str | None = None
        self.lag_seconds = 0.0
        self.broken: str | None = None
        self.on_signed: Callable[[str], None] = lambda _: None
        """Called with each checkpoint of this process, when it is committed."""
        self._looked_at = time.monotonic()
        self._telling = Telling()

    def keeps_up(self, within_seconds: float) -> bool:
        """Say whether the log is as it was signed, and nothing waits longer than that for its seal, as far as anybody looked."""
        unseen = time.monotonic() - self._looked_at
        return self.broken is None and self.lag_seconds + unseen <= within_seconds

    def lets_look(self, within_seconds: float) -> bool:
        """Say whether anything may be shown: with 0 seconds always, else while the log is sealed as it should be."""
        return not within_seconds or self.keeps_up(within_seconds)

    async def run(self, every_seconds: float) -> None:
        """Seal until it is cancelled, unless another process does; what fails, or is broken, is told to the log and tried again."""
        while True:
            try:
                while await self.round(every_seconds):
                    pass
            except LogBroken:
                pass  # told below, with its reason
            except Exception as error:  # noqa: BLE001 - the seal must survive a database that is away for a while
                note_failure(error)
                await self.close()
            self._telling.tell(self.broken)
            await asyncio.sleep(every_seconds)

    async def close(self) -> None:
        """Leave the database."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await connection.close(timeout=POOL_SECONDS)

    async def round(self, every_seconds: float = 0.0) -> bool:
        """Look, and seal what waits if it is our turn; say whether more waits. Raises LogBroken, OSError, asyncpg's errors.

        It is left to another process that seals, where that is done every so many seconds.
        """
        if self._connection is None:
            self._connection = await open_connection(self._url)
        state = await store.get_state(self._connection)
        try:
            await hold(self._connection, self._keys, self._memory, state)
            turn = self._seals and is_to_seal(state, self._own_note, every_seconds)
            more = turn and await self._seal()
            self.lag_seconds, self.broken, self._looked_at = lag_seconds(state), None, time.monotonic()
        except LogBroken as fault:
            self.broken = str(fault)
            raise
        return more

    async def begin_epoch(self, reason: str) -> str:
        """Open another epoch of the log, which names the last checkpoint known here; give its first. Raises LogBroken.

        What no checkpoint of ours covers is sealed in it. An epoch that is known here is never opened a second time, also
        where the database has forgotten it.
        """
        self._connection = self._connection or await open_connection(self._url)
        async with self._connection.transaction():
            if not await store.take_turn(self._connection):
                raise LogBroken("another process seals at this moment: try again")
            state = await store.get_state(self._connection)
            log = log_of(state)
            if log is None:
                raise LogBroken("there is no log yet: the first one opens by itself")
            seen = seen_of(self._keys, self._memory)
            year, epoch = max((log.year, log.epoch), (0, 0) if seen is None else year_and_epoch(seen.origin))
            held = await self._last_of_ours(log)
            known = held.note if held else None
            previous = known if seen is None else self._memory.note
            _, note = await self._open(year, epoch + 1, previous, reason, held.size if held else 0)
        self._memory.keep(note)
        return note

    async def _last_of_ours(self, log: Log) -> Signed | None:
        """Find the last checkpoint in the database that one of our keys signed; others may stand behind it."""
        after: tuple[int, int] | None = None
        while found := await store.list_checkpoints(self._connection, (None, None), after, 100):
            for one in found:
                signed = self._keys.signed(one.note)
                if one.log_id == log.id and signed is not None and signed.size == one.size:
                    return one
            if found[-1].log_id != log.id:
                return None
            after = (found[-1].log_id, found[-1].size)
        return None

    async def _seal(self) -> bool:
        async with self._connection.transaction():
            if not await store.take_turn(self._connection):
                return False
            state = await store.get_state(self._connection)
            log, note = log_of(state), None
            if log is None:
                log, note = await self._open(state.at.year, 1, None, None)
            else:
                await self._take_up(log)
                # What somebody sealed and did not sign is as good as what is sealed now.
                left = await store.get_leaves(self._connection, log.id, log.size, state.leaves or 0)
                note = await self._sign(log, left) if left else None
                if is_over(log, state):
                    log, note = await self._open(state.at.year, 1, note or log.note, None)
            batch = await store.seal_next(self._connection, ENTRIES_MAX)
            if batch is not None:
                note = await self._sign(log, batch.hashes)
        if note is not None:
            self._own_note = note
            self.on_signed(note)
            self._memory.keep(note)
        return batch is not None and len(batch.hashes) >= ENTRIES_MAX

    async def _take_up(self, log: Log) -> None:
        """Have the tree as it was signed: from memory, or from what is kept of it."""
        signed = None if log.note is None else self._keys.signed(log.note)
        if signed is None or log.origin != origin_of(self._keys.name, log.year, log.epoch):
            raise LogBroken(f"the log {log.origin} was opened by nobody who signs here")
        if self._frontier is None or self._frontier[0] != log.origin or self._frontier[1].size != signed.size:
            parts = complete_parts(0, signed.size)
            try:
                nodes = await store.fetch_nodes(self._connection, log.id, parts)
            except KeyError:
                raise LogBroken(f"leaves of {log.origin} are missing") from None
            roots = b"".join(nodes.subtree_root(*part) for part in parts)
            self._frontier = (log.origin, Frontier.from_bytes(signed.size.to_bytes(8) + roots))
        if self._frontier[1].root() != signed.root:
            self._frontier = None
            raise LogBroken(f"the leaves of {log.origin} do not lead to the root that was signed")

    async def _open(
        self,
        year: int,
        epoch: int,
        previous: str | None,
        reason: str | None,
        leaves_before: int | None = None,
    ) -> tuple[Log, str]:
        log = Log(0, origin_of(self._keys.name, year, epoch), year, epoch, 0, None)
        opening = opening_of(log.origin, previous, reason)
        log_id = await store.open_log(self._connection, log, opening, leaves_before)
        log = msgspec.structs.replace(log, id=log_id)
        self._frontier = (log.origin, Frontier())
        return log, await self._sign(log, (leaf_hash(opening),))

    async def _sign(self, log: Log, hashes: tuple[bytes, ...]) -> str:
        """Grow the tree, on trial until the transaction is committed, and sign how it is then."""
        grown = self._frontier[1].copy() if self._frontier else Frontier()
        before = grown.size
        rows: list[Row] = []
        for place in range(0, len(hashes), HASHED_AT_ONCE):
            rows += grown.append(hashes[place : place + HASHED_AT_ONCE])
            await asyncio.sleep(0)
        size, root = grown.size, grown.root()
        note = self._keys.sign(log.origin, size, root)
        await self._name_key(log, before)
        await store.keep_checkpoint(self._connection, log.id, size, root, note, kept_nodes(rows))
        self._frontier = (log.origin, grown)
        return note

    async def _name_key(self, log: Log, size: int) -> None:
        """When another key begins to sign, it is kept from where on, and the one before it says so."""
        known = await store.list_keys(self._connection)
        if not self._keys.signs_already(known):
            note = self._keys.vouched(known, log.origin, size)
            await store.keep_key(self._connection, self._keys.verifier, log.id, size, note)
