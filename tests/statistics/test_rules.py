"""Nobody is found in the figures: not in a small number, not by taking one from another, not by taking one month from the next."""

from datetime import UTC, date, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.statistics.model import FEW, KEPT, LINES, MEDIAN, TOTAL, Counted, MonthNotOver, Sheet, Table
from chaincare.statistics.rules import Counts, kept_percent, over, publishable
from chaincare.statistics.words import LINE_WORDS, SHEETS

SHEET = Sheet.REQUESTS_ANSWERED


def counted(*amounts: int, sheet: Sheet = SHEET, median: int | None = None) -> Counts:
    counts = {(sheet, name): Counted(one, one) for name, one in zip(LINES[sheet], amounts, strict=True)}
    counts[sheet, TOTAL] = Counted(sum(amounts), sum(amounts))
    if median is not None:
        counts[sheet, MEDIAN] = Counted(median, sum(amounts))
    return counts


def told(counts: Counts, sheet: Sheet = SHEET) -> tuple[list[int | None], int | None]:
    table = next(one for one in publishable(counts) if one.sheet is sheet)
    return [line.amount for line in table.lines], table.total


@pytest.mark.parametrize(
    ("amounts", "shown", "total"),
    [
        ((20, 11, 7), [20, 10, 5], 40),
        ((20, 11, 8), [20, 10, 10], 40),
        # The next one goes along, or 35 - 20 - 10 would tell.
        ((20, 11, 4), [None, 10, None], 35),
        ((20, 4, 4), [None, None, None], 30),  # they may be the same four cases
        ((20, 2, 1), [None, None, None], 25),  # together three: they need company
        ((4, 0, 0), [None, None, None], None),
        ((5, 0, 0), [None, None, None], 5),
        ((0, 0, 0), [None, None, None], None),
    ],
)
def test_what_is_small_is_not_told_nor_can_be_worked_out(
    amounts: tuple[int, ...], shown: list[int | None], total: int | None
) -> None:
    assert told(counted(*amounts)) == (shown, total)


def test_many_agreements_of_few_cases_are_few() -> None:
    sheet = Sheet.AGREEMENTS_RUNNING
    counts = {
        (sheet, "on_time"): Counted(40, 4),
        (sheet, "overdue"): Counted(30, 10),
        (sheet, TOTAL): Counted(70, 12),
    }
    assert told(counts, sheet) == ([None, None], 70)


def test_lines_of_the_same_few_cases_are_of_few_cases_together() -> None:
    """Three cases with an agreement reported and one not kept are three, and 25 - 20 would tell of them."""
    sheet = Sheet.AGREEMENTS_SETTLED
    few = {
        "confirmed": Counted(20, 18),
        "reported": Counted(3, 3),
        "not_kept": Counted(3, 3),
        TOTAL: Counted(26, 18),
    }
    lines, total = told({(sheet, name): one for name, one in few.items()}, sheet)
    assert (lines, total) == ([None] * 4, 25)
    # Where every case is in one line, four and four are eight.
    assert told(counted(4, 20, sheet=Sheet.REGIE), Sheet.REGIE) == ([None, None], 25)


def test_lines_that_are_no_parts_of_one_whole_hide_alone() -> None:
    assert told(counted(20, 3, 6, sheet=Sheet.THROUGHPUT), Sheet.THROUGHPUT) == ([20, None, 5], None)


def test_a_median_is_of_five_cases_at_least_and_a_share_of_told_numbers_only() -> None:
    few, many = (
        next(one for one in publishable(counted(amount, 0, 0, median=9)) if one.sheet is SHEET)
        for amount in (4, 5)
    )
    assert (few.median_days, many.median_days) == (None, 9)
    settled = publishable(counted(30, 10, 10, 5, sheet=Sheet.AGREEMENTS_SETTLED))
    hidden = publishable(counted(30, 10, 1, 5, sheet=Sheet.AGREEMENTS_SETTLED))
    assert [kept_percent(_of(tables)) for tables in (settled, hidden)] == [80, None]


def _of(tables: tuple[Table, ...]) -> Table:
    return next(one for one in tables if one.sheet is Sheet.AGREEMENTS_SETTLED)


def test_of_a_hidden_line_the_table_could_hold_more_than_one_number() -> None:
    """Whoever has the table, and knows how it is made, cannot work out a hidden line: all worlds of three lines, each up to 21."""
    worlds: dict[tuple[tuple[int | None, ...], int | None], list[set[int]]] = {}
    for amounts in product(range(22), repeat=3):
        lines, total = told(counted(*amounts))
        assert all(one is None or one % FEW == 0 for one in (*lines, total))
        held = worlds.setdefault((tuple(lines), total), [set(), set(), set()])
        for place, amount in enumerate(amounts):
            held[place].add(amount)
    for (lines_told, _), held in worlds.items():
        assert all(len(them) > 1 for them, one in zip(held, lines_told, strict=True) if one is None), (
            lines_told
        )


@given(st.tuples(*[st.integers(10, 60)] * 3), st.integers(0, 2))
def test_one_case_more_is_no_one_case_more_in_the_next_month(amounts: tuple[int, ...], place: int) -> None:
    """A number changes by five or not at all, and where it changes, several changes would have changed it so."""
    more = tuple(one + (at == place) for at, one in enumerate(amounts))
    before, after = told(counted(*amounts))[0], told(counted(*more))[0]
    assert {(b or 0) - (a or 0) for a, b in zip(before, after, strict=True)} <= {0, FEW}


def test_a_month_is_over_in_amsterdam() -> None:
    # 31 October, 23:30 in London: in Amsterdam the first half hour of November (winter time).
    assert over(date(2026, 10, 1), datetime(2026, 10, 31, 23, 30, tzinfo=UTC)) == date(2026, 11, 1)
    assert over(date(2025, 12, 1), datetime(2026, 10, 31, tzinfo=UTC)) == date(2026, 1, 1)
    with pytest.raises(MonthNotOver):
        over(date(2026, 10, 1), datetime(2026, 10, 31, 22, 30, tzinfo=UTC))


def test_every_table_and_line_has_words() -> None:
    assert set(SHEETS) == set(Sheet)
    assert set(LINE_WORDS) == {TOTAL, MEDIAN, KEPT, *(line for lines in LINES.values() for line in lines)}
