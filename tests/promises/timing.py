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
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NOTICED = 4.5
"""From here on a difference counts as one: by chance |t| is larger once in 150,000 measurements."""
KEPT = 0.9
"""The slowest tenth is what the machine was doing besides; it is left out of both alike."""


async def take_times(
    ask: Ask, theirs: Sequence[str], missing: Sequence[str], pairs: int, chance: Random
) -> tuple[list[float], list[float]]:
    """Ask for what is somebody else's and for what is nowhere, in turns of random order; give seconds of both.

    Of both there are equally many, and each is spelled as it never was before. Whatever remembers addresses (the framework keeps
    the routes of the last thousand, which spares 30 µs) otherwise knows the few that are there, asked again and again, and
    never one that is made up anew each time: the test would measure that, and call it a leak.
    """
    there: list[float] = []
    nowhere: list[float] = []
    for number in range(pairs):
        one = number % len(theirs)
        both = [(anew(theirs[one], chance), there), (anew(missing[one], chance), nowhere)]
        chance.shuffle(both)
        for asked, times in both:
            began = time.perf_counter()
            await ask(asked)
            times.append(time.perf_counter() - began)
    return there, nowhere


def anew(path: str, chance: Random) -> str:
    """Spell the ids of an address in capital and small letters by chance: each is still the same id."""
    return _ID.sub(lambda one: "".join(chance.choice((sign, sign.upper())) for sign in one[0]), path)


async def t_of_route(caller: Person, path: str, theirs: dict[str, str], pairs: int) -> float:
    """Measure one address: with somebody else's ids, and with ids that were never given out."""

    async def ask(asked: str) -> None:
        answer = await caller.ask("GET", asked)
        assert answer.status_code == NOT_THERE, answer.text

    chance = Random(pairs)  # noqa: S311 - only the order of asking
    both = [path.format_map(theirs)], [re.sub(r"\{\w+\}", lambda _: str(new_id()), path)]
    await take_times(ask, *both, pairs // 20 + 1, chance)
    return welch(*await take_times(ask, *both, pairs, chance))


def welch(one: Sequence[float], other: Sequence[float]) -> float:
    """Give Welch's t of two samples, the slowest tenth of both together left out."""
    bound = sorted((*one, *other))[int(KEPT * (len(one) + len(other)))]
    left, right = ([value for value in sample if value <= bound] for sample in (one, other))
    spread = statistics.variance(left) / len(left) + statistics.variance(right) / len(right)
    return (statistics.fmean(left) - statistics.fmean(right)) / math.sqrt(spread)
