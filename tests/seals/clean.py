"""Clean runs: people look and write, processes seal, die, change their key, open epochs, and nobody touches anything.

What watches the log (the sealers, the probe, `verify-log` against checkpoints and receipts that somebody kept) has to say each
time that all is well: an alarm that is false teaches people not to listen (SECURITY 1).
"""

import asyncio
from pathlib import Path
from random import Random

from tests.people import SECRET, Region, open_case
from tests.sealed import seal, sealer_of

from chaincare.keys import derived_key
from chaincare.probe import Probe
from chaincare.seals.exporting import export_log
from chaincare.seals.running import Sealer
from chaincare.seals.signing import SealKeys
from chaincare.signed_notes import read_verifier
from chaincare.verifying.run import Asked, verify

NAME = "chaincare.localhost"
PROCESSES = 2
STEPS = (3, 10)
"""At least and at most so many things happen in a run."""
LAST_NOTE = "SELECT note FROM chaincare.checkpoints ORDER BY log_id DESC, size DESC LIMIT 1"

LAST_READ = "SELECT id FROM chaincare.access_entries WHERE event = 'case.read' AND outcome = 'entered' ORDER BY at DESC LIMIT 1"


class FalseAlarm(AssertionError):
    """Something said that the log was touched, and nobody had."""


class CleanRuns:
    """One installation that lives on from run to run, and what somebody outside kept of it."""

    def __init__(self, region: Region, folder: Path, random: Random) -> None:
        self._region, self._folder, self._random = region, folder, random
        self._secrets = [derived_key(SECRET, "seal v1")]
        self._sealers = [self._sealer(number) for number in range(PROCESSES)]
        self._probe = Probe(lasting=False)
        self._kept: list[tuple[str, str]] = []
        self._case = ""
        self.did: dict[str, int] = {}

    def _sealer(self, number: int) -> Sealer:
        keys = SealKeys(NAME, list(self._secrets))
        return sealer_of(self._region.urls, self._folder / f"memory-{number}", keys)

    async def close(self) -> None:
        for sealer in self._sealers:
            await sealer.close()

    async def run(self) -> None:
        """Let some things happen, and ask everybody who watches. Raises FalseAlarm, LogBroken."""
        if not self._case:
            self._case = str((await open_case(self._region))["id"])
        steps = (self._look, self._look, self._look, self._ask_in_vain, self._seal, self._seal_at_once,
                 self._seal_at_once, self._keep, self._restart, self._change_key, self._open_epoch)  # fmt: skip
        for step in self._random.choices(
            steps, weights=[4, 4, 4, 4, 4, 4, 4, 4, 2, 1, 1], k=self._random.randint(*STEPS)
        ):
            await step()
            self.did[step.__name__] = self.did.get(step.__name__, 0) + 1
        await self._judge()

    async def _look(self) -> None:
        who = self._random.choice((self._region.teacher, self._region.coordinator, self._region.specialist))
        path = self._random.choice((f"/cases/{self._case}", "/worklist", "/regie-overview"))
        answers = await asyncio.gather(*(who.ask("GET", path) for _ in range(self._random.randint(1, 4))))
        if any(one.status_code >= 500 for one in answers):
            raise FalseAlarm(f"{path} gave {[one.status_code for one in answers]}")

    async def _ask_in_vain(self) -> None:
        await self._region.outsider.get(f"/cases/{self._case}", expect=404)

    async def _seal(self) -> None:
        await self._random.choice(self._sealers).round()

    async def _seal_at_once(self) -> None:
        """Both processes, while people go on."""
        await asyncio.gather(self._look(), *(one.round() for one in self._sealers), self._look())

    async def _keep(self) -> None:
        note = await self._region.admin.fetchval(LAST_NOTE)
        if note is not None:
            self._kept.append((f"the {len(self._kept) + 1}th", note))

    async def _restart(self) -> None:
        """A process is gone, and comes back; at times without what it remembered."""
        number = self._random.randrange(PROCESSES)
        await self._sealers[number].close()
        if self._random.random() < 1 / 3:
            (self._folder / f"memory-{number}").unlink(missing_ok=True)
        self._sealers[number] = self._sealer(number)

    async def _change_key(self) -> None:
        """All processes get another key, one after the other; the old ones are known still."""
        self._secrets.insert(0, self._random.randbytes(32))
        for number in range(PROCESSES):
            await self._sealers[number].close()
            self._sealers[number] = self._sealer(number)

    async def _open_epoch(self) -> None:
        await seal(self._sealers[0], self._region.admin)
        await self._sealers[0].begin_epoch("a rehearsal")

    async def _judge(self) -> None:
        await self._region.teacher.get(f"/cases/{self._case}")
        for sealer in self._sealers:
            await seal(sealer, self._region.admin)
            if sealer.broken is not None or not sealer.keeps_up(60):
                raise FalseAlarm(f"a sealer says: {sealer.broken}, {sealer.lag_seconds} seconds behind")
        await self._probe.round(self._region.app.state.pool)
        if self._probe.altered:
            raise FalseAlarm(f"the probe says: {self._probe.altered}")
        await self._verify(str(await self._region.admin.fetchval(LAST_READ)))

    async def _verify(self, entry_id: str) -> None:
        path = self._folder / "log.ndjson"
        with path.open("wb") as file:
            async for line in export_log(self._region.urls.migrate_url, lambda _: None):
                file.write(line)
        trusted = read_verifier(SealKeys(NAME, list(self._secrets)).verifier)
        oldest = read_verifier(SealKeys(NAME, self._secrets[-1:]).verifier)
        # Some learned the key of the first day as well, others only what `chaincare log key` says today.
        keys = (trusted, oldest) if self._random.random() < 1 / 2 else (trusted,)
        found = verify([path], Asked(keys=keys, checkpoints=tuple(self._kept), receipts=(entry_id,)))
        if found.verdict != "intact":
            raise FalseAlarm(f"verify-log says: {found}")
