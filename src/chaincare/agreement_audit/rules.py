"""What an auditor may ask about agreements. Pure."""

from datetime import timedelta

import msgspec

from chaincare.agreement_audit.model import AuditPeriodUpsideDown, AuditQuestion, AuditTooWide

PERIOD_MAX = timedelta(days=31)


def answerable(question: AuditQuestion) -> AuditQuestion:
    """Check that a question is bounded. Raises AuditTooWide, AuditPeriodUpsideDown."""
    start, end = question.from_at, question.until_at
    if start is not None and end is not None and end < start:
        raise AuditPeriodUpsideDown
    named = msgspec.structs.replace(question, from_at=None, until_at=None)
    if any(getattr(named, field) is not None for field in named.__struct_fields__):
        return question
    if start is None or end is None or end - start > PERIOD_MAX:
        raise AuditTooWide
    return question
