"""Figures as they travel, as JSON and as CSV."""

import csv
import io
from uuid import UUID

from chaincare.statistics.model import KEPT, MEDIAN, TOTAL, WITH_MEDIAN, Month, Sheet, Table
from chaincare.statistics.rules import kept_percent
from chaincare.statistics.words import LINE_WORDS, SHEETS
from chaincare.wire import Body, Instant, View
from chaincare.wire import Month as MonthText


class PublishStatistics(Body):
    """Of which month, which must be over. Without `networkId` of the network you work in."""

    month: MonthText
    network_id: UUID | None = None


class StatisticsLine(View):
    """A line of a table. `amount` is rounded to a multiple of five; null: fewer than five cases, or it would tell of another line that is."""

    line: str
    labels: dict[str, str]
    amount: int | None


class StatisticsTable(View):
    """One table. Lines need not add up to `total`: each is rounded by itself.

    `medianDays` is of the cases in which nobody directs, or of the first answers; `keptPercent` of the agreements settled.
    """

    sheet: Sheet
    labels: dict[str, str]
    lines: tuple[StatisticsLine, ...]
    total: int | None
    median_days: int | None
    kept_percent: int | None


class StatisticsMonth(View):
    """Of which month there are figures, since when."""

    id: UUID
    month: MonthText
    published_at: Instant


class StatisticsMonths(View):
    """A page of months, the latest first."""

    items: tuple[StatisticsMonth, ...]


class StatisticsView(View):
    """The figures of a month, frozen as they were published."""

    id: UUID
    network_id: UUID
    month: MonthText
    published_by: UUID
    published_at: Instant
    tables: tuple[StatisticsTable, ...]


def statistics_view(one: Month) -> StatisticsView:
    """Show the figures of a month."""
    return StatisticsView(
        id=one.id, network_id=one.network_id, month=_name(one), published_by=one.published_by,
        published_at=one.published_at, tables=tuple(map(_table_view, one.tables)),
    )  # fmt: skip


def month_view(one: Month) -> StatisticsMonth:
    """Show that there are figures of a month."""
    return StatisticsMonth(id=one.id, month=_name(one), published_at=one.published_at)


def csv_of(one: Month) -> bytes:
    """Write the figures as a table that a spreadsheet opens: every cell is a word of ours or a number; what is not told is empty."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(("month", "sheet", "tabel", "line", "regel", "amount"))
    for table in one.tables:
        told = [
            *((line.line, line.amount) for line in table.lines),
            (TOTAL, table.total),
        ]
        if table.sheet in WITH_MEDIAN:
            told.append((MEDIAN, table.median_days))
        if table.sheet is Sheet.AGREEMENTS_SETTLED:
            told.append((KEPT, kept_percent(table)))
        rows.writerows(
            (_name(one), table.sheet.value, SHEETS[table.sheet][1], name, LINE_WORDS[name][1], "" if amount is None else amount)
            for name, amount in told
        )  # fmt: skip
    return out.getvalue().encode()


def _table_view(one: Table) -> StatisticsTable:
    return StatisticsTable(
        sheet=one.sheet,
        labels=_labels(SHEETS[one.sheet]),
        lines=tuple(
            StatisticsLine(line=line.line, labels=_labels(LINE_WORDS[line.line]), amount=line.amount)
            for line in one.lines
        ),
        total=one.total,
        median_days=one.median_days,
        kept_percent=kept_percent(one) if one.sheet is Sheet.AGREEMENTS_SETTLED else None,
    )


def _labels(words: tuple[str, str]) -> dict[str, str]:
    return {"en": words[0], "nl": words[1]}


def _name(one: Month) -> str:
    return f"{one.month:%Y-%m}"
