"""Measuring whether the time of an answer tells what is there (SECURITY 1): pairs of requests, and Welch's t."""

import math
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from random import Random

Ask = Callable[[str], Awaitable[object]]

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


def welch(one: Sequence[float], other: Sequence[float]) -> float:
    """Give Welch's t of two samples, the slowest tenth of both together left out."""
    bound = sorted((*one, *other))[int(KEPT * (len(one) + len(other)))]
    left, right = ([value for value in sample if value <= bound] for sample in (one, other))
    spread = statistics.variance(left) / len(left) + statistics.variance(right) / len(right)
    return (statistics.fmean(left) - statistics.fmean(right)) / math.sqrt(spread)
