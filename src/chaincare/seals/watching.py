"""Bringing checkpoints to the witnesses, apart from sealing: it waits for none of them, and they cannot hold it up."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

import asyncpg
import structlog

from chaincare.alarms import Alarm
from chaincare.database import POOL_SECONDS, open_connection
from chaincare.logs import note_failure
from chaincare.merkle import consistency_needs, consistency_proof
from chaincare.seals import store
from chaincare.seals.asking import Asking
from chaincare.seals.model import AnotherHistory, Cosignature, OtherSize, ToWitness, WitnessSilent
from chaincare.seals.rules import clocks_agree, is_due, patience
from chaincare.signed_notes import NoteMalformed, NoteNotSigned, open_note
from chaincare.witnessing.addresses import WitnessAt

LOOK_SECONDS = 1.0
_log = structlog.stdlib.get_logger(__name__)


class _Way:
    """How it stands with one witness."""

    def __init__(self, witness: WitnessAt) -> None:
        self.verifier, self.asking = witness.verifier, Asking(witness)
        self.flight: asyncio.Task[None] | None = None
        self.heard_at = float("-inf")
        self.line: str | None = None
        self.failures, self.not_before, self.log_id = 0, float("-inf"), 0
        self.broken = False

    def is_free(self, now: float) -> bool:
        """Whether it can be asked: one request at a time, and after silence not at once."""
        return (self.flight is None or self.flight.done()) and now >= self.not_before

    def chosen(self, due: Sequence[ToWitness]) -> ToWitness | None:
        """Choose which log is next: where two are due, the one that was not asked for last."""
        return next((one for one in due if one.log_id != self.log_id), due[0] if due else None)

    def failed(self, now: float) -> None:
        """Leave it alone for a while, the longer the oftener."""
        self.failures += 1
        self.not_before = now + patience(self.failures)


class Witnesses:
    """Asks the witnesses for one process, and tells how long none of them answered."""

    def __init__(
        self,
        url: str,
        witnesses: Sequence[WitnessAt],
        alarm_seconds: float,
        *,
        asks: bool = True,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._url, self._alarm_seconds, self._asks, self._now = url, alarm_seconds, asks, now
        self._ways = {one.verifier.encoded(): _Way(one) for one in witnesses}
        self._connection: asyncpg.Connection = None
        self._turn = asyncio.Lock()
        self._own: str | None = None
        self._begun_at, self._alarmed = now(), False
        self._alarm = Alarm("unwitnessed")

    @property
    def silent_seconds(self) -> float:
        """How long no witness has vouched for anything, by what they signed; before the first word, since this process began."""
        heard = max(way.heard_at for way in self._ways.values())
        return self._now() - (self._begun_at if heard == float("-inf") else heard)

    def vouch(self) -> bool:
        """Say whether one of them answered lately, and none holds another history."""
        return self.silent_seconds <= self._alarm_seconds and not any(
            way.broken for way in self._ways.values()
        )

    def let_look(self, within_seconds: float) -> bool:
        """Say whether anything may be shown: with 0 seconds always, else while one of them answered within so many."""
        return not within_seconds or self.silent_seconds <= within_seconds

    def signed(self, note: str) -> None:
        """Hear that this process signed a checkpoint, which is committed: it is the one to bring it."""
        self._own = note

    async def run(self) -> None:
        """Ask until it is cancelled; what fails is told to the log and tried again."""
        while True:
            try:
                await self.look()
                await self.note()
            except Exception as error:  # noqa: BLE001 - it must survive a database that is away for a while
                note_failure(error)
                await self._leave()
            self.tell()
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """See what there is to witness, and ask whoever it is time for; what they answer is kept as it comes."""
        async with self._turn:
            rows = await store.list_to_witness(await self._database(), list(self._ways))
        for key, way in self._ways.items():
            own = [one for one in rows if one.verifier == key]
            for one in own[:1]:
                self._hear(way, one)
            if not self._asks or not way.is_free(self._now()):
                continue
            silent = self._now() - way.heard_at
            due = [one for one in own if is_due(one, mine=one.note == self._own, silent_seconds=silent)]
            if (one_due := way.chosen(due)) is not None:
                way.flight = asyncio.create_task(self._ask(way, one_due))

    async def settle(self) -> None:
        """Wait for whoever is being asked at this moment."""
        flights = [way.flight for way in self._ways.values() if way.flight is not None]
        await asyncio.gather(*flights, return_exceptions=True)

    def tell(self) -> None:
        """Write one line when they fall silent, and one when they speak again."""
        silent = self.silent_seconds > self._alarm_seconds
        if silent and not self._alarmed:
            _log.error("no_witness_answers", seconds=int(self.silent_seconds))
        if self._alarmed and not silent:
            _log.warning("witnesses_answer_again")
        self._alarmed = silent

    async def note(self) -> None:
        """Have the access log tell, once among all processes, that none answers, or that one does again."""
        silent = self.silent_seconds > self._alarm_seconds
        # Before the first word nobody knows whether they answer. Another process may hear them a second later.
        if silent or any(way.heard_at > float("-inf") for way in self._ways.values()):
            looked_at = time.monotonic() - 2 * LOOK_SECONDS
            async with self._turn:
                await self._alarm.tell(await self._database(), raised=silent, looked_at=looked_at)

    async def close(self) -> None:
        """Leave the witnesses and the database."""
        for way in self._ways.values():
            if way.flight is not None:
                way.flight.cancel()
        await self.settle()
        for way in self._ways.values():
            await way.asking.close()
        await self._leave()

    def _hear(self, way: _Way, one: ToWitness) -> None:
        """Take in what a witness said to any process: by its signature, for a row alone could be anybody's."""
        if one.last_note is None or one.last_line is None or one.last_line == way.line:
            return
        way.line = one.last_line
        with suppress(NoteMalformed, NoteNotSigned):
            said = open_note(one.last_note + one.last_line, [way.verifier]).signed[0].at or 0
            way.heard_at = max(way.heard_at, min(float(said), self._now()))

    async def _ask(self, way: _Way, one: ToWitness) -> None:
        way.log_id, name = one.log_id, way.verifier.name
        try:
            said = await self._cosigned(way, one)
            if said is not None:
                await self._keep(way, one, said)
                way.broken = False
            way.failures = 0
        except AnotherHistory:
            if not way.broken:
                _log.error("witness_holds_another_history", witness=name)
            way.broken = True
            way.failed(self._now())
        except WitnessSilent:
            if not way.failures:
                _log.warning("witness_does_not_answer", witness=name)
            way.failed(self._now())
        except Exception as error:  # noqa: BLE001 - likewise
            note_failure(error)
            way.failed(self._now())

    async def _cosigned(self, way: _Way, one: ToWitness) -> Cosignature | None:
        """Have a checkpoint cosigned; None where the witness was brought a later one meanwhile."""
        old = one.known_size or 0
        try:
            return await way.asking.ask(old, await self._path(one, old), one.note)
        except OtherSize as other:
            old = other.size
        if old > one.size:
            # Nobody is shown a checkpoint before it is committed: what the witness knows must be here.
            async with self._turn:
                found = await store.find_size(await self._database(), one.origin)
            if found is None or found[1] < old:
                raise AnotherHistory
            return None
        try:
            return await way.asking.ask(old, await self._path(one, old), one.note)
        except OtherSize:
            return None

    async def _path(self, one: ToWitness, old: int) -> list[bytes]:
        if not old:
            return []
        async with self._turn:
            needs = consistency_needs(old, one.size)
            nodes = await store.fetch_nodes(await self._database(), one.log_id, needs)
        return consistency_proof(old, one.size, nodes)

    async def _keep(self, way: _Way, one: ToWitness, said: Cosignature) -> None:
        if not clocks_agree(said.at, self._now()):
            raise WitnessSilent
        async with self._turn:
            await store.keep_cosignature(await self._database(), one, said)
        way.heard_at = max(way.heard_at, min(float(said.at), self._now()))

    async def _database(self) -> asyncpg.Connection:
        if self._connection is None:
            self._connection = await open_connection(self._url)
        return self._connection

    async def _leave(self) -> None:
        async with self._turn:
            connection, self._connection = self._connection, None
            if connection is not None:
                with suppress(OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
                    await connection.close(timeout=POOL_SECONDS)
