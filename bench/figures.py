"""What a bench run found, in the form of build/bench.json."""

from statistics import median

import msgspec


class Run(msgspec.Struct, frozen=True):
    """One round: both sides, measured one after the other."""

    a: float
    b: float
    ratio: float


class Figure(msgspec.Struct, frozen=True):
    """A ratio: `a` divided by `b`, each the median of its rounds."""

    name: str
    ratio: float
    a: float
    b: float
    unit: str
    runs: tuple[Run, ...]

    @classmethod
    def of(cls, name: str, a: list[float], b: list[float]) -> "Figure":
        """Hold one list of rates against another, taken in the same rounds."""
        runs = tuple(Run(round(x, 1), round(y, 1), round(x / y, 3)) for x, y in zip(a, b, strict=True))
        over, under = median(a), median(b)
        return cls(name, round(over / under, 3), round(over, 1), round(under, 1), "1/s", runs)


class Report(msgspec.Struct, frozen=True):
    """All figures of one run."""

    figures: tuple[Figure, ...]


def table(report: Report) -> str:
    """Lay the figures out for a terminal: medians first, then the ratio of every round."""
    lines = [f"{'figure':<26}{'ratio':>7}{'a':>10}{'b':>10}   unit   rounds"]
    for one in report.figures:
        rounds = "  ".join(f"{run.ratio:.2f}" for run in one.runs)
        lines.append(
            f"{one.name:<26}{one.ratio:>7.2f}{one.a:>10.0f}{one.b:>10.0f}   {one.unit:<4}   {rounds}"
        )
    return "\n".join(lines)
