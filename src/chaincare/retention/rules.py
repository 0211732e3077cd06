"""When a rule may begin, and lifting a hold. Pure."""

from datetime import datetime, timedelta

import msgspec

from chaincare.refusals import FieldError
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
from chaincare.workdays import day_in_amsterdam

NOTICE = timedelta(days=30)
LOG_MONTHS_MIN = 60
"""NEN 7513 and Stcrt. 2019, 38007: five years."""


def add(rule: RetentionRule, *, at: datetime) -> RetentionRule:
    """Check a rule that is to begin. Raises RuleTooSoon, RuleEndsFirst, LawForContributions, LogTermTooShort, ActivityForLog."""
    if rule.valid_from < day_in_amsterdam(at) + NOTICE:
        raise RuleTooSoon(errors=[FieldError("/validFromDate", "Give a day thirty days ahead or later.")])
    if rule.valid_until is not None and rule.valid_until <= rule.valid_from:
        raise RuleEndsFirst(errors=[FieldError("/validUntilDate", "Give a day after the first.")])
    if rule.layer is not Layer.CONTRIBUTION and rule.law is not None:
        raise LawForContributions(errors=[FieldError("/law", "Leave the law out.")])
    if rule.layer is not Layer.ACCESS_LOG and rule.activity is not None:
        raise ActivityForLog(errors=[FieldError("/activity", "Leave the activity out.")])
    if rule.layer is Layer.ACCESS_LOG and rule.months < LOG_MONTHS_MIN:
        raise LogTermTooShort(errors=[FieldError("/months", "Give 60 or more.")])
    return rule


def lift(hold: LegalHold, *, at: datetime) -> LegalHold:
    """Lift a hold. Raises HoldLifted."""
    if hold.lifted_at is not None:
        raise HoldLifted
    return msgspec.structs.replace(hold, lifted_at=at)
