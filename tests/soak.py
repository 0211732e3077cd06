"""`make soak`: what takes longer than a test suite may. Kills under load, made-up requests, whole cases, the time of refusals, logs that nobody touched.

``make soak`` for all five, ``make soak MINUTES=30 PARTS=kills``, ``make soak PARTS=timing PAIRS=2000``, ``make soak PARTS=log RUNS=1000``.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from random import Random

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test
from tests.cases.test_whole_case import BRIEF, WholeCase
from tests.durability.soak import soak as soak_with_kills
from tests.fuzz.fuzzing import Fuzzer, served
from tests.fuzz.test_fuzzing import WORDS, name_the_canary
from tests.machines import ground_on
from tests.people import Region, issuers_on_loopback, region_on
from tests.promises.everything import BODIES, Land
from tests.promises.lands import north, south, walk
from tests.promises.timing import NOTICED, t_of_route
from tests.seals.clean import CleanRuns

from chaincare.demo.world import write_world
from chaincare.embedded import APP_LOGIN, EmbeddedServer
from chaincare.migrate import migrate

PARTS = ("kills", "fuzz", "cases", "timing", "log")
RUNS_EACH = 50
"""After so many clean runs an installation is exchanged for a new one: `verify-log` reads all of it each time."""


@asynccontextmanager
async def region_of_its_own() -> AsyncIterator[Region]:
    """The demo's region on a PostgreSQL that is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True) as folder:
        server = EmbeddedServer(Path(folder) / "data", durable=False)
        urls = await asyncio.to_thread(server.start)
        try:
            await migrate(urls.migrate_url, APP_LOGIN)
            with issuers_on_loopback() as issuers:
                await write_world(urls.admin_url, issuers)
                async with region_on(urls, issuers) as region:
                    yield region
        finally:
            await asyncio.to_thread(server.stop)


async def two_lands(region: Region) -> tuple[Land, Land]:
    """Give the own land and a foreign one, in which everything was done once."""
    own, foreign = north(region), await south(region)
    await walk(foreign)
    await walk(own)
    await name_the_canary(region, foreign.ids["case_id"])
    return own, foreign


async def fuzz(minutes: float) -> bool:
    """Send what Schemathesis makes up, round after round with other seeds, until time is up or something is wrong."""
    began, number = time.monotonic(), int(time.time())
    async with region_of_its_own() as region:
        own, foreign = await two_lands(region)
        async with served(region) as url:
            while time.monotonic() - began < minutes * 60:
                fuzzer = Fuzzer(url, own, foreign, WORDS, Random(number))  # noqa: S311 - who asks for what
                await asyncio.to_thread(partial(fuzzer.run, 10, number))
                _tell(f"{time.monotonic() - began:6.0f} s  seed {number}  {dict(fuzzer.seen)}")
                for what, said in fuzzer.faults.items():
                    _tell(f"broken: {what}\n    {said}")
                if fuzzer.faults:
                    return False
                number += 1
    return True


def cases(minutes: float) -> bool:
    """Let people do whatever in whole cases, walk after walk that nobody walked before; raises what did not hold."""
    began = time.monotonic()
    walks = settings(BRIEF, derandomize=False, database=None, max_examples=5, stateful_step_count=20)
    with tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True) as folder:
        server = EmbeddedServer(Path(folder) / "data", durable=False)
        try:
            urls = server.start()
            asyncio.run(migrate(urls.migrate_url, APP_LOGIN))
            with issuers_on_loopback() as issuers, ground_on(urls, issuers) as WholeCase.ground:
                while time.monotonic() - began < minutes * 60:
                    run_state_machine_as_test(WholeCase, settings=walks)
                    _tell(f"{time.monotonic() - began:6.0f} s  {dict(WholeCase.did)}")
        finally:
            server.stop()
    return True


async def timing(pairs: int) -> bool:
    """Measure every read route: what is somebody else's against what is nowhere, asked by each who is neither."""
    kept = True
    async with region_of_its_own() as region:
        own, foreign = await two_lands(region)
        routes = [call for call in BODIES if call[0] == "GET" and "{" in call[1]]
        for number, (method, path) in enumerate(routes):
            caller = own.people[own.by[method, path]]
            t = await t_of_route(caller, path, foreign.ids, pairs)
            kept = kept and abs(t) < NOTICED
            _tell(f"{number + 1:3}/{len(routes)}  t = {t:5.1f}  {method} {path} as {caller.role}")
    return kept


async def log(runs: int) -> bool:
    """Let installations live on undisturbed, and ask after each run all who would raise an alarm; raises a false one."""
    done, number = 0, int(time.time())
    while done < runs:
        with tempfile.TemporaryDirectory(prefix="soak-") as folder:
            async with region_of_its_own() as region:
                clean = CleanRuns(region, Path(folder), Random(number + done))  # noqa: S311 - what happens next
                for _ in range(min(RUNS_EACH, runs - done)):
                    await clean.run()
                    done += 1
                await clean.close()
        _tell(f"{done:6}/{runs} clean runs, seed {number}  {dict(clean.did)}")
    return True


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def soak(parts: list[str], minutes: float, pairs: int, runs: int) -> bool:
    """Run the parts one after the other. True when every promise was kept."""
    kept = True
    for part in parts:
        _tell(f"--- {part}")
        match part:
            case "kills":
                held = await soak_with_kills(minutes)
            case "fuzz":
                held = await fuzz(minutes)
            case "cases":
                held = await asyncio.to_thread(cases, minutes)
            case "log":
                held = await log(runs)
            case _:
                held = await timing(pairs)
        _tell(f"{part}: {'KEPT' if held else 'BROKEN, see above'}")
        kept = kept and held
    return kept


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--pairs", type=int, default=20_000)
    asked.add_argument("--runs", type=int, default=1000)
    asked.add_argument("parts", nargs="*", choices=[*PARTS, []], default=list(PARTS))
    said = asked.parse_args()
    sys.exit(not asyncio.run(soak(list(said.parts), said.minutes, said.pairs, said.runs)))
