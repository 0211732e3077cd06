"""The kills of the test suite, mixed and for as long as wanted: a part of `make soak`."""

import sys
import time
from collections import Counter

from tests.durability.trial import trial_of
from tests.people import issuers_on_loopback

KILLS_A_ROUND = 20


async def soak(minutes: float) -> bool:
    """Kill until time is up; tell after every round how it stands. True when every promise was kept."""
    began, sums, kept = time.monotonic(), Counter[str](), True
    with issuers_on_loopback() as issuers:
        async with trial_of(issuers, nodes=2, seed=int(time.time())) as trial:
            while kept and time.monotonic() - began < minutes * 60:
                crowd = trial.crowd()
                either = [trial.kill_a_node, trial.kill_a_node, trial.kill_postgres]
                found = await trial.round(crowd, trial.chance.choices(either, k=KILLS_A_ROUND))
                different = await crowd.ask_again()
                kept = found.kept and not different
                sums += Counter(
                    answers=found.answers, writes=found.writes, done_unanswered=found.done_unanswered
                )
                _tell(f"{time.monotonic() - began:6.0f} s  {trial.kills} kills  {dict(sums)}")
                if not kept:
                    _tell(f"broken: {found} {different}")
    _tell("KEPT: nothing lost, nothing twice, nothing untraced" if kept else "BROKEN: see above")
    return kept


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
