"""What an auditor may ask about agreements, and since when a report counts as kept, unconfirmed."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from chaincare.agreement_audit.model import AuditPeriodUpsideDown, AuditQuestion, AuditTooWide
from chaincare.agreement_audit.rules import answerable
from chaincare.agreements.model import StateWord
from chaincare.agreements.seeing import unconfirmed_before, unconfirmed_since

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def asking(**changes: object) -> AuditQuestion:
    return AuditQuestion(**(dict.fromkeys(AuditQuestion.__struct_fields__) | changes))


@pytest.mark.parametrize(
    "question",
    [
        asking(agreement_id=UUID(int=1)),
        asking(state=StateWord.KEPT_UNCONFIRMED),
        asking(reference="CC-1", from_at=NOW - timedelta(days=400), until_at=NOW),
        asking(client=UUID(int=1), from_at=NOW),
        asking(from_at=NOW - timedelta(days=31), until_at=NOW),
    ],
)
def test_a_bounded_question_is_answered(question: AuditQuestion) -> None:
    assert answerable(question) == question


@pytest.mark.parametrize(
    "question",
    [
        asking(),
        asking(from_at=NOW),
        asking(until_at=NOW),
        asking(from_at=NOW - timedelta(days=31, seconds=1), until_at=NOW),
    ],
)
def test_a_wide_question_is_refused(question: AuditQuestion) -> None:
    with pytest.raises(AuditTooWide):
        answerable(question)


def test_a_period_runs_forward() -> None:
    with pytest.raises(AuditPeriodUpsideDown):
        answerable(asking(state=StateWord.KEPT, from_at=NOW, until_at=NOW - timedelta(seconds=1)))


def test_the_bound_of_a_list_is_the_term_of_each_report() -> None:
    """Over a year of days and their midnights: a report counts exactly when it lies before the bound."""
    for day in range(0, 400, 7):
        now = datetime(2026, 3, 1, 22, 59, 59, tzinfo=UTC) + timedelta(days=day, seconds=day % 3)
        bound = unconfirmed_before(now)
        for reported in (bound - timedelta(microseconds=1), bound, bound + timedelta(days=1)):
            assert (unconfirmed_since(reported, now) is not None) == (reported < bound)
