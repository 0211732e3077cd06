"""Which month is drawn from, and who may review what was drawn. Pure."""

from datetime import UTC, date, datetime, time
from uuid import UUID

from chaincare.findings.model import FindingNotYours, Reviewer
from chaincare.findings.rules import is_barred
from chaincare.log_samples.model import MonthToCome
from chaincare.workdays import AMSTERDAM

DECEMBER = 12


def period_of(month: str, now: datetime) -> tuple[date, datetime, datetime]:
    """Give the first day of a month, as `2026-11`, and from when until when it is drawn from. Raises MonthToCome."""
    first = date.fromisoformat(f"{month}-01")
    following = date(first.year + first.month // DECEMBER, first.month % DECEMBER + 1, 1)
    begins, ends = (datetime.combine(day, time(), AMSTERDAM).astimezone(UTC) for day in (first, following))
    if begins >= now:
        raise MonthToCome
    return first, begins, min(ends, now)


def may_review(actor_id: UUID | None, reviewer: Reviewer) -> None:
    """Hold a reviewer to T6. Raises FindingNotYours."""
    if is_barred(reviewer, actor_id):
        raise FindingNotYours
