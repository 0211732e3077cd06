"""`make bench`: figures as ratios of things measured in turns in one run, because absolute numbers are the machine's."""

import argparse
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from bench import access_log
from bench.figures import Figure, Report, table
from bench.measure import (
    pgbench_reads,
    pgbench_writes,
    traced_reads,
    traced_writes,
    untraced_reads,
    worklist_pages,
)
from bench.stage import Stage, set_stage

LOG_ROUNDS = 60


def say(text: str) -> None:
    print(text, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench ARGS=...", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=6.0, help="of each measurement in each round")
    parser.add_argument("--cases", type=int, default=2000, help="how many cases there are to read")
    parser.add_argument(
        "--log-entries", type=int, default=200_000, help="of the access log that is searched; 0 leaves it out"
    )
    parser.add_argument("--log-rounds", type=int, default=LOG_ROUNDS, help="of questions about it")
    parser.add_argument("--out", type=Path, default=Path("build/bench.json"))
    asked = parser.parse_args()
    begun = time.monotonic()
    with set_stage(asked.cases, say) as stage:
        report = measure(stage, asked.rounds, asked.seconds)
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")
    say(f"\n{table(report)}\n{asked.out} written, {time.monotonic() - begun:.0f} seconds in all")
    if asked.log_entries:
        say(
            f"\nthe access log with {asked.log_entries:,} entries (bench/README.md says how to have 20 million)"
        )
        access_log.run(
            asked.log_entries, asked.log_rounds, None, asked.out.with_name("bench-access-log.json")
        )


MEASURES: Mapping[str, Callable[[Stage, float], float]] = {
    "read": traced_reads,
    "read by pgbench": pgbench_reads,
    "untraced read": untraced_reads,
    "worklist page": worklist_pages,
    "write": traced_writes,
    "write by pgbench": pgbench_writes,
}
FIGURES = {
    "traced_read_vs_pgbench": ("read", "read by pgbench"),
    "traced_vs_untraced_read": ("read", "untraced read"),
    "worklist_page_vs_read": ("worklist page", "read"),
    "write_vs_pgbench": ("write", "write by pgbench"),
}


def measure(stage: Stage, rounds: int, seconds: float) -> Report:
    """Take all measurements in turns, each round beginning with another one."""
    rates: dict[str, list[float]] = {name: [] for name in MEASURES}
    say("warming up")
    for name, one in MEASURES.items():
        if "pgbench" not in name:
            one(stage, min(2.0, seconds))
    order = list(rates)
    for turn in range(rounds):
        for name in order[turn % len(order) :] + order[: turn % len(order)]:
            stage.settle()
            rates[name].append(MEASURES[name](stage, seconds))
            say(f"  round {turn + 1} of {rounds}: {name:<16} {rates[name][-1]:8.0f} a second")
    return Report(
        figures=tuple(Figure.of(name, rates[over], rates[under]) for name, (over, under) in FIGURES.items())
    )


if __name__ == "__main__":
    main()
