"""The measurements: each runs for some seconds, checks that it did what it says, and gives a rate."""

import re
import subprocess
import sys
from typing import Final

import msgspec

from bench.cases import case_id
from bench.load import Load, Outcome
from bench.stage import Stage
from bench.view import pgbench_script
from chaincare.embedded import binary

CONNECTIONS: Final = 32
PATIENCE_SECONDS: Final = 30.0
_DONE: Final = re.compile(r"transactions actually processed: (\d+)")
_FAILED: Final = re.compile(r"number of failed transactions: (\d+)")
_RATE: Final = re.compile(r"tps = ([\d.]+)")


class NotTraced(Exception):
    """Something was answered without its entry, or entered without an answer: the figure would be worth nothing."""


def traced_reads(stage: Stage, seconds: float) -> Outcome:
    """Read cases as the teacher does. Raises NotTraced unless there is exactly one entry per answer."""
    return _counted(stage, _load(stage, "/v1/cases/", seconds), entries_each=1)


def untraced_reads(stage: Stage, seconds: float) -> Outcome:
    """Read the same cases over the same HTTP without door, wall and entry. Raises NotTraced if there were entries."""
    return _counted(stage, _load(stage, "/v1/bench/cases/", seconds), entries_each=0)


def pgbench(stage: Stage, seconds: float) -> float:
    """Let pgbench do entry and read in one transaction; gives transactions per second. Raises NotTraced."""
    script = stage.folder / "read_and_enter.sql"
    script.write_text(pgbench_script(stage.cases), encoding="utf-8")
    before = stage.entries()
    done = subprocess.run(
        [binary("pgbench"), "--no-vacuum", "--protocol=prepared", f"--client={CONNECTIONS}", "--jobs=2",
         f"--time={max(1, round(seconds))}", f"--file={script}"],
        env=stage.libpq_environment(), capture_output=True, text=True, check=False,
        timeout=seconds + PATIENCE_SECONDS,
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(f"pgbench failed: {done.stderr[-600:].strip()}")
    transactions, failed, rate = (_number(pattern, done.stdout) for pattern in (_DONE, _FAILED, _RATE))
    if failed or stage.entries() - before != transactions:
        raise NotTraced(f"pgbench: {transactions:.0f} transactions, {stage.entries() - before} entries")
    return rate


def _number(pattern: re.Pattern[str], text: str) -> float:
    found = pattern.search(text)
    if found is None:
        raise RuntimeError("pgbench said something unexpected")
    return float(found[1])


def _load(stage: Stage, path: str, seconds: float) -> Load:
    return Load(
        ports=stage.ports,
        requests=tuple(
            f"GET {path}{case_id(number)} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {stage.token}\r\n"
            "Accept: application/json\r\n\r\n".encode()
            for number in range(1, stage.cases + 1)
        ),
        status=200,
        connections=CONNECTIONS,
        seconds=seconds,
    )


def _counted(stage: Stage, load: Load, *, entries_each: int) -> Outcome:
    before = stage.entries()
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        input=msgspec.json.encode(load),
        stdout=subprocess.PIPE,
        check=True,
        timeout=load.seconds + PATIENCE_SECONDS,
    )
    outcome = msgspec.json.decode(done.stdout, type=Outcome)
    if (entries := stage.entries() - before) != outcome.answers * entries_each:
        raise NotTraced(f"{outcome.answers} answers, {entries} entries")
    return outcome
