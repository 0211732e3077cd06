"""Measuring whether the time of an answer tells what is there (SECURITY 1): pairs of requests, and Welch's t."""

import math
import re
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from random import Random

from tests.people import Person

from chaincare.ids import new_id

Ask = Callable[[str], Awaitable[object]]

NOT_THERE = 404
NOTICED = 4.5
"""From here on a difference counts as one: by chance |t| is larger once in 150,000 measurements."""
KEPT = 0.9
"""The slowest tenth is what the machine was doing besides; it is left out of both alike."""


async def take_times(
    ask: Ask, theirs: Sequence[str], missing: Callable[[], str], pairs: int, chance: Random
) -> tuple[list[float], list[float]]:
    """Ask for what is somebody else's and for what is nowhere, in turns of random order; give seconds of both."""
    there: list[float] = []
    nowhere: list[float] = []
    for number in range(pairs):
        both = [(theirs[number % len(theirs)], there), (missing(), nowhere)]
        chance.shuffle(both)
        for asked, times in both:
            began = time.perf_counter()
            await ask(asked)
            times.append(time.perf_counter() - began)
    return there, nowhere


async def t_of_route(caller: Person, path: str, theirs: dict[str, str], pairs: int) -> float:
    """Measure one address: with somebody else's ids, and with ids that were never given out."""

    async def ask(asked: str) -> None:
        answer = await caller.ask("GET", asked)
        assert answer.status_code == NOT_THERE, answer.text

    def missing() -> str:
        return re.sub(r"\{\w+\}", lambda _: str(new_id()), path)

    chance = Random(pairs)  # noqa: S311 - only the order of asking
    await take_times(ask, [path.format_map(theirs)], missing, pairs // 20 + 1, chance)
    return welch(*await take_times(ask, [path.format_map(theirs)], missing, pairs, chance))


def welch(one: Sequence[float], other: Sequence[float]) -> float:
    """Give Welch's t of two samples, the slowest tenth of both together left out."""
    bound = sorted((*one, *other))[int(KEPT * (len(one) + len(other)))]
    left, right = ([value for value in sample if value <= bound] for sample in (one, other))
    spread = statistics.variance(left) / len(left) + statistics.variance(right) / len(right)
    return (statistics.fmean(left) - statistics.fmean(right)) / math.sqrt(spread)
