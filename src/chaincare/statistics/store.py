"""Figures of a month: counted once, kept as they were published."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.alliance.store import add_thing
from chaincare.database import constraints_mean
from chaincare.statistics.model import Counted, Month, MonthPublished, Sheet, StatisticsUnknown, Table

_FIELDS = "id, network_id, month, tables, published_by, published_at"
COUNT_MONTH = "SELECT sheet, line, amount, cases FROM count_month($1, $2)"
ADD_MONTH = """
    INSERT INTO network_statistics (id, network_id, month, tables, published_by, published_at) VALUES ($1, $2, $3, $4, $5, $6)
"""
GET_MONTH = f"SELECT {_FIELDS} FROM network_statistics WHERE id = $1"
LIST_MONTHS = f"""
    SELECT {_FIELDS} FROM network_statistics WHERE network_id = $1 AND ($2::date IS NULL OR month < $2) ORDER BY month DESC LIMIT $3
"""


async def count_month(clearance: Clearance, month: date, following: date) -> dict[tuple[Sheet, str], Counted]:
    """Count what happened in a month, and how things stood at its end, in the network of whoever publishes it."""
    rows = await clearance.fetch(COUNT_MONTH, month, following)
    return {(Sheet(row["sheet"]), row["line"]): Counted(row["amount"], row["cases"]) for row in rows}


async def add_month(clearance: Clearance, month: Month) -> None:
    """Keep the figures of a month for good. Raises MonthPublished, also when two publish at once."""
    await add_thing(clearance, month.id, "statistics")
    with constraints_mean({"network_statistics_once": MonthPublished}):
        await clearance.execute(
            ADD_MONTH, month.id, month.network_id, month.month, msgspec.json.encode(month.tables),
            month.published_by, month.published_at,
        )  # fmt: skip


async def get_month(clearance: Clearance, statistics_id: UUID) -> Month:
    """Give the figures of a month. Raises StatisticsUnknown."""
    row = await clearance.fetchrow(GET_MONTH, statistics_id)
    if row is None:
        raise StatisticsUnknown
    return _month(row)


async def list_months(clearance: Clearance, before: date | None, limit: int) -> list[Month]:
    """List the months of the network that were published, the latest first."""
    rows = await clearance.fetch(LIST_MONTHS, clearance.admission.network_id, before, limit)
    return [_month(row) for row in rows]


def _month(row: Any) -> Month:
    tables = msgspec.json.decode(row["tables"], type=tuple[Table, ...])
    return Month(row["id"], row["network_id"], row["month"], tables, row["published_by"], row["published_at"])
