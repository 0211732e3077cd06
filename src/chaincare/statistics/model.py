"""The figures of a month: which tables there are, and what may be told of few."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import Operation
from chaincare.alliance.model import READERS, WRITERS, NotForYouInNetwork, OutsideNetwork
from chaincare.refusals import Kind, Refusal

FEW = 5
"""Of fewer cases than this nothing is told, and what is told is rounded to a multiple of it."""


class Sheet(StrEnum):
    """What a table is about. There are no others, and none is chosen: two that overlap could be subtracted."""

    OPEN_CASES = "open_cases"
    THROUGHPUT = "throughput"
    REGIE = "regie"
    AGREEMENTS_RUNNING = "agreements_running"
    AGREEMENTS_SETTLED = "agreements_settled"
    REQUESTS_ANSWERED = "requests_answered"
    HELP_ACCEPTED = "help_accepted"
    BOTTLENECKS_BY_REASON = "bottlenecks_by_reason"
    BOTTLENECKS_BY_SECTOR = "bottlenecks_by_sector"


LINES: dict[Sheet, tuple[str, ...]] = {
    Sheet.OPEN_CASES: ("buurtwinkel", "winkelstraat"),
    Sheet.THROUGHPUT: ("opened", "closed", "reopened"),
    Sheet.REGIE: ("directed", "vacant"),
    Sheet.AGREEMENTS_RUNNING: ("on_time", "overdue"),
    Sheet.AGREEMENTS_SETTLED: ("confirmed", "reported", "not_kept", "cancelled"),
    Sheet.REQUESTS_ANSWERED: ("in_time", "late", "unanswered"),
    Sheet.HELP_ACCEPTED: ("complement", "strengthen"),
    Sheet.BOTTLENECKS_BY_REASON: (
        "time",
        "means",
        "waiting_list",
        "refusal",
        "precondition",
        "client",
        "other",
    ),
    Sheet.BOTTLENECKS_BY_SECTOR: (
        "education",
        "social",
        "care",
        "work_and_income",
        "housing",
        "safety",
        "funder",
    ),
}
WITHOUT_TOTAL = frozenset({Sheet.THROUGHPUT})
"""Where the lines are not parts of one whole."""
EACH_CASE_ONCE = frozenset({Sheet.OPEN_CASES, Sheet.REGIE})
"""Where every case is in one line. Elsewhere it may be in several, and so many lines together are of no more cases than the largest."""
WITH_MEDIAN = frozenset({Sheet.REGIE, Sheet.REQUESTS_ANSWERED})
TOTAL, MEDIAN, KEPT = "total", "median_days", "kept_percent"


class Counted(msgspec.Struct, frozen=True):
    """What was counted for one line, and in how many cases that was. Never answered, never kept."""

    amount: int
    cases: int


class Line(msgspec.Struct, frozen=True):
    """A line of a table; None where it is about fewer than five cases, or would tell of such a one."""

    line: str
    amount: int | None


class Table(msgspec.Struct, frozen=True):
    """A table as it is published. ``median_days`` is of the vacancies, or of the first answers, of the month."""

    sheet: Sheet
    lines: tuple[Line, ...]
    total: int | None
    median_days: int | None


class Month(msgspec.Struct, frozen=True):
    """The figures of one month, as they stay."""

    id: UUID
    network_id: UUID
    month: date
    """Its first day."""
    tables: tuple[Table, ...]
    published_by: UUID
    published_at: datetime


class StatisticsUnknown(Refusal):
    """There are no figures with this id in a network that you work in."""

    kind = Kind.UNKNOWN


class MonthNotOver(Refusal):
    """Figures are of a whole month: ask for one that is over."""

    kind = Kind.BAD_INPUT


class MonthPublished(Refusal):
    """The figures of this month were published, and stay as they are: read them at `GET /statistics`."""

    kind = Kind.CONFLICT


PUBLISH = Operation(
    code="statistics.published", action="C", en="The figures of a month were published",
    nl="De cijfers van een maand zijn gepubliceerd",
    scope="directory", reaches=WRITERS, unknown=OutsideNetwork, forbidden=NotForYouInNetwork,
)  # fmt: skip
LIST_STATISTICS = Operation(
    code="statistics.listed", action="R", en="It was read of which months there are figures",
    nl="Er is bekeken van welke maanden er cijfers zijn",
    scope="directory", reaches=READERS, unknown=OutsideNetwork, forbidden=NotForYouInNetwork,
)  # fmt: skip
READ_STATISTICS = Operation(
    code="statistics.read", action="R", en="The figures of a month were read", nl="De cijfers van een maand zijn bekeken",
    scope="directory", reaches=READERS, unknown=StatisticsUnknown, forbidden=NotForYouInNetwork,
)  # fmt: skip
