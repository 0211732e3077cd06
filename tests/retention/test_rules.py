"""When a term may begin, and lifting a hold."""

from datetime import UTC, date, datetime
from uuid import UUID

import msgspec
import pytest

from chaincare.retention import rules
from chaincare.retention.model import (
    ActivityForLog,
    HoldLifted,
    LawForContributions,
    Layer,
    LegalHold,
    LogTermTooShort,
    RetentionRule,
    RuleEndsFirst,
    RuleTooSoon,
)

NOON = datetime(2026, 11, 2, 11, tzinfo=UTC)


def rule(
    begins: date, ends: date | None = None, layer: Layer = Layer.CONTRIBUTION, law: str | None = "WPO"
) -> RetentionRule:
    return RetentionRule(UUID(int=1), UUID(int=2), layer, law, 12, "x", begins, ends)


def test_a_term_begins_a_month_ahead_and_ends_after_it_began() -> None:
    first = date(2026, 12, 2)
    assert rules.add(rule(first), at=NOON) == rule(first)
    assert rules.add(rule(first, date(2026, 12, 3)), at=NOON)
    assert rules.add(rule(first, layer=Layer.JOINT, law=None), at=NOON)
    with pytest.raises(RuleTooSoon):
        rules.add(rule(date(2026, 12, 1)), at=NOON)
    with pytest.raises(RuleEndsFirst):
        rules.add(rule(first, first), at=NOON)
    with pytest.raises(LawForContributions):
        rules.add(rule(first, layer=Layer.JOINT), at=NOON)


def test_the_log_is_kept_for_five_years_at_least_by_activity() -> None:
    log = msgspec.structs.replace(rule(date(2026, 12, 2), layer=Layer.ACCESS_LOG, law=None), months=60)
    assert rules.add(log, at=NOON) == log
    named = msgspec.structs.replace(log, activity="case_work")
    assert rules.add(named, at=NOON) == named
    with pytest.raises(LogTermTooShort):
        rules.add(msgspec.structs.replace(log, months=59), at=NOON)
    with pytest.raises(ActivityForLog):
        rules.add(msgspec.structs.replace(named, layer=Layer.JOINT), at=NOON)


def test_a_hold_is_lifted_once() -> None:
    hold = rules.lift(LegalHold(UUID(int=1), UUID(int=2), NOON, None), at=NOON)
    assert hold.lifted_at == NOON
    with pytest.raises(HoldLifted):
        rules.lift(hold, at=NOON)
