"""What a month is, and who reviews what was drawn. Pure."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from chaincare.findings.model import FindingNotYours, Reviewer
from chaincare.log_samples.model import MonthToCome
from chaincare.log_samples.rules import may_review, period_of

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ALICE, BOB, CLARA = (UUID(int=n) for n in (1, 2, 3))


def test_a_month_is_one_in_amsterdam_as_far_as_it_has_passed() -> None:
    first, begins, until = period_of("2026-10", NOON)
    assert (first, begins) == (date(2026, 10, 1), datetime(2026, 9, 30, 22, tzinfo=UTC))
    assert until == datetime(2026, 10, 31, 23, tzinfo=UTC)
    assert period_of("2026-11", NOON)[2] == NOON
    assert period_of("2025-12", NOON)[2] == datetime(2025, 12, 31, 23, tzinfo=UTC)
    for to_come in ("2026-12", "2027-01"):
        with pytest.raises(MonthToCome):
            period_of(to_come, NOON)


def test_nobody_reviews_himself_nor_who_granted_his_mandate_nor_while_he_manages_access() -> None:
    may_review(ALICE, Reviewer(BOB, frozenset({BOB}), frozenset({CLARA}), manages_access=False))
    may_review(None, Reviewer(BOB, frozenset({BOB}), frozenset(), manages_access=False))
    for reviewer in (
        Reviewer(ALICE, frozenset({ALICE}), frozenset({CLARA}), manages_access=False),
        Reviewer(BOB, frozenset({BOB}), frozenset({ALICE}), manages_access=False),
        Reviewer(BOB, frozenset({BOB}), frozenset({CLARA}), manages_access=True),
        Reviewer(BOB, frozenset({BOB}), frozenset({CLARA}), manages_access=False, takes_part=True),
    ):
        with pytest.raises(FindingNotYours):
            may_review(ALICE, reviewer)
