"""What of a month's figures may be told, so that nobody is found in them. Pure.

Three things, each for an attack. Nothing is told of fewer than five cases. Of a table whose total is told, no hidden line can
be worked out from the others: never is only one hidden, nor so few that together they are under five. And every count is
rounded to a multiple of five, so that the table of one month taken from that of the next tells of no single case.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from chaincare.refusals import FieldError
from chaincare.statistics.model import (
    EACH_CASE_ONCE,
    FEW,
    LINES,
    MEDIAN,
    TOTAL,
    WITHOUT_TOTAL,
    Counted,
    Line,
    MonthNotOver,
    Sheet,
    Table,
)
from chaincare.workdays import day_in_amsterdam

Counts = Mapping[tuple[Sheet, str], Counted]
NOTHING = Counted(0, 0)


def over(month: date, now: datetime) -> date:
    """Check that a month is over in Amsterdam; give the first day of the next one. Raises MonthNotOver."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    if following > day_in_amsterdam(now):
        raise MonthNotOver(errors=[FieldError("/month", "This month is not over.")])
    return following


def publishable(counts: Counts) -> tuple[Table, ...]:
    """Give all tables as they may be told; what was not counted is none."""
    return tuple(_table(sheet, names, counts) for sheet, names in LINES.items())


def kept_percent(table: Table) -> int | None:
    """Give how many of a hundred agreements that were settled were kept, by the told numbers alone; None where one is hidden."""
    told = {one.line: one.amount for one in table.lines}
    confirmed, reported, not_kept = (told.get(name) for name in ("confirmed", "reported", "not_kept"))
    if confirmed is None or reported is None or not_kept is None:
        return None
    return round(100 * (confirmed + reported) / (confirmed + reported + not_kept))


def _table(sheet: Sheet, names: tuple[str, ...], counts: Counts) -> Table:
    lines = [counts.get((sheet, name), NOTHING) for name in names]
    total, median = counts.get((sheet, TOTAL), NOTHING), counts.get((sheet, MEDIAN), NOTHING)
    totalled = sheet not in WITHOUT_TOTAL and total.cases >= FEW
    hidden = _hidden(lines, sum if sheet in EACH_CASE_ONCE else max) if totalled else _small(lines)
    return Table(
        sheet,
        tuple(
            Line(name, None if place in hidden else _rounded(one.amount))
            for place, (name, one) in enumerate(zip(names, lines, strict=True))
        ),
        _rounded(total.amount) if totalled else None,
        median.amount if median.cases >= FEW else None,
    )


def _small(lines: list[Counted]) -> set[int]:
    return {place for place, one in enumerate(lines) if one.cases < FEW}


def _hidden(lines: list[Counted], together: Callable[[list[int]], int]) -> set[int]:
    """Give the places of the lines that are not told: the small ones, and as many more as it takes to keep those hidden.

    Those go along by their place, the next one first: were it the smallest, a reader would know that it is smaller than the
    others, and with what was rounded could work the hidden one out after all. ``together`` says of how many cases some lines are at
    least.
    """
    hidden = _small(lines)
    after = min(hidden, default=0)
    following = [
        place % len(lines) for place in range(after, after + len(lines)) if place % len(lines) not in hidden
    ]
    while hidden and following and (len(hidden) == 1 or together([lines[at].cases for at in hidden]) < FEW):
        hidden.add(following.pop(0))
    return hidden


def _rounded(amount: int) -> int:
    """Round to the nearest multiple of five, and what is told to five at least."""
    return max(FEW, (amount + FEW // 2) // FEW * FEW)
