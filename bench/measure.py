"""The measurements: each runs for some seconds, checks that it did what it says, and gives a rate."""

import re
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

import msgspec

from bench.cases import case_id
from bench.load import Load, Outcome
from bench.stage import Stage
from bench.yardstick import NOTE, read_script, write_script
from chaincare.embedded import binary

CONNECTIONS: Final = 32
FEW: Final = 8
"""Connections where one answer is the work of many reads: more would only wait, and time out."""
PATIENCE_SECONDS: Final = 30.0
PLANNING_SECONDS: Final = 6
"""What pgbench's new sessions need to plan the door, all at once. A server's sessions did that long ago: not counted."""
_DONE: Final = re.compile(r"transactions actually processed: (\d+)")
_FAILED: Final = re.compile(r"number of failed transactions: (\d+)")
_PROGRESS: Final = re.compile(r"^progress: ([\d.]+) s, ([\d.]+) tps", re.MULTILINE)


class NotTraced(Exception):
    """Something was answered without its entry, or entered without an answer: the figure would be worth nothing."""


def traced_reads(stage: Stage, seconds: float) -> float:
    """Read cases as the teacher does. Raises NotTraced unless there is exactly one entry per answer."""
    return _counted(stage, _load(stage, seconds, "teacher", _gets(stage, "/v1/cases/")), entries_each=1)


def untraced_reads(stage: Stage, seconds: float) -> float:
    """Read the same cases over the same HTTP without door, wall and entry. Raises NotTraced if there were entries."""
    return _counted(stage, _load(stage, seconds, "teacher", _gets(stage, "/v1/bench/cases/")), entries_each=0)


def worklist_pages(stage: Stage, seconds: float) -> float:
    """Read the specialist's worklist. Raises NotTraced unless every page leaves as many entries as the first (T3)."""
    load = _load(stage, seconds, "specialist", [("GET", "/v1/worklist", b"")])
    load = msgspec.structs.replace(load, connections=FEW)
    before = stage.entries()
    once = _ask(msgspec.structs.replace(load, connections=1, seconds=0.0))
    entries = stage.entries() - before
    if once.answers != 1 or entries <= 1:
        raise NotTraced(f"a worklist page with {entries} entries")
    return _counted(stage, load, entries_each=entries)


def traced_writes(stage: Stage, seconds: float) -> float:
    """Write notes as the teacher does. Raises NotTraced unless there are two entries: he came, what was done."""
    body = msgspec.json.encode({"body": NOTE})
    notes = [("POST", f"/v1/cases/{case_id(number)}/notes", body) for number in range(1, stage.cases + 1)]
    return _counted(stage, _load(stage, seconds, "teacher", notes, status=201), entries_each=2)


def pgbench_reads(stage: Stage, seconds: float) -> float:
    """Let pgbench do entry and read in one transaction. Raises NotTraced."""
    return _pgbench(stage, seconds, read_script(stage.cases), entries_each=1)


def pgbench_writes(stage: Stage, seconds: float) -> float:
    """Let pgbench do two entries and a note in one transaction. Raises NotTraced."""
    return _pgbench(stage, seconds, write_script(stage.cases), entries_each=2)


def _pgbench(stage: Stage, seconds: float, text: str, *, entries_each: int) -> float:
    script = stage.folder / "yardstick.sql"
    script.write_text(text, encoding="utf-8")
    before = stage.entries()
    done = subprocess.run(
        [binary("pgbench"), "--no-vacuum", "--protocol=prepared", f"--client={CONNECTIONS}", "--jobs=2",
         f"--time={PLANNING_SECONDS + max(2, round(seconds))}", "--progress=1", f"--file={script}"],
        env=stage.libpq_environment(), capture_output=True, text=True, check=False,
        timeout=PLANNING_SECONDS + seconds + PATIENCE_SECONDS,
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(f"pgbench failed: {done.stderr[-600:].strip()}")
    transactions, failed = (_number(pattern, done.stdout) for pattern in (_DONE, _FAILED))
    if failed or stage.entries() - before != transactions * entries_each:
        raise NotTraced(f"pgbench: {transactions:.0f} transactions, {stage.entries() - before} entries")
    return _steady_rate(done.stderr)


def _steady_rate(progress: str) -> float:
    """Give the transactions per second of pgbench's own report, from when its sessions had planned."""
    rates = [float(rate) for at, rate in _PROGRESS.findall(progress) if float(at) > PLANNING_SECONDS + 0.5]
    if not rates or not any(rates):
        raise RuntimeError(f"pgbench did nothing after {PLANNING_SECONDS} seconds: {progress[-600:]}")
    return sum(rates) / len(rates)


def _number(pattern: re.Pattern[str], text: str) -> float:
    found = pattern.search(text)
    if found is None:
        raise RuntimeError(f"pgbench said something unexpected: {text[-600:]}")
    return float(found[1])


def _gets(stage: Stage, path: str) -> list[tuple[str, str, bytes]]:
    return [("GET", f"{path}{case_id(number)}", b"") for number in range(1, stage.cases + 1)]


def _load(
    stage: Stage, seconds: float, role: str, asked: Sequence[tuple[str, str, bytes]], *, status: int = 200
) -> Load:
    head = f"Host: bench\r\nAuthorization: Bearer {stage.tokens[role]}\r\nAccept: application/json\r\n"
    return Load(
        ports=stage.ports,
        requests=tuple(
            f"{method} {path} HTTP/1.1\r\n{head}{_content(body)}\r\n".encode() + body
            for method, path, body in asked
        ),
        status=status,
        connections=CONNECTIONS,
        seconds=seconds,
    )


def _content(body: bytes) -> str:
    return f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body else ""


def _counted(stage: Stage, load: Load, *, entries_each: int) -> float:
    before = stage.entries()
    outcome = _ask(load)
    if (entries := stage.entries() - before) != outcome.answers * entries_each:
        raise NotTraced(f"{outcome.answers} answers, {entries} entries")
    return outcome.per_second


def _ask(load: Load) -> Outcome:
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        input=msgspec.json.encode(load),
        stdout=subprocess.PIPE,
        check=True,
        timeout=load.seconds + PATIENCE_SECONDS,
    )
    return msgspec.json.decode(done.stdout, type=Outcome)
