"""What may be looked for, on which days nobody is expected to look, and how a review goes. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from chaincare.findings.model import (
    Detection,
    DetectionTooWide,
    Finding,
    FindingMovedOn,
    FindingNotYours,
    FindingState,
    NobodyToAsk,
    Reviewer,
    StepKind,
)
from chaincare.workdays import day_in_amsterdam, is_working_day

PERIOD_MAX = timedelta(days=31)
AT_ONCE = 10_000
"""A period of so many entries is looked through while the auditor waits; any other by and by."""
BEFORE: Mapping[StepKind, frozenset[FindingState]] = {
    StepKind.EXPLANATION_ASKED: frozenset({FindingState.OPEN}),
    StepKind.EXPLAINED: frozenset({FindingState.EXPLANATION_ASKED}),
    StepKind.CLOSED: frozenset({FindingState.OPEN, FindingState.EXPLANATION_ASKED, FindingState.EXPLAINED}),
    StepKind.DISMISSED: frozenset({FindingState.OPEN}),
    StepKind.REOPENED: frozenset(),
}
"""From where each step is taken; a finding is opened again by a search, and by nobody."""


def bounded(detection: Detection) -> Detection:
    """Check that the period is one that can be looked through. Raises DetectionTooWide."""
    if not timedelta(0) < detection.until_at - detection.from_at <= PERIOD_MAX:
        raise DetectionTooWide
    return detection


def closed_days(detection: Detection) -> list[date]:
    """Give the days of a period on which offices are closed: weekends and holidays, in Amsterdam."""
    first, last = day_in_amsterdam(detection.from_at), day_in_amsterdam(detection.until_at)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if not is_working_day(day)]


def review(finding: Finding, kind: StepKind, reviewer: Reviewer) -> FindingState:
    """Let an auditor take a step in a review. Raises FindingNotYours (T6), NobodyToAsk, FindingMovedOn."""
    if is_barred(reviewer, finding.actor_id):
        raise FindingNotYours
    if kind is StepKind.EXPLANATION_ASKED and finding.actor_id is None:
        raise NobodyToAsk
    return step(finding, kind)


def is_barred(reviewer: Reviewer, actor_id: UUID | None) -> bool:
    """Say whether somebody cannot review what this person did: no own act, no case of his own, and nobody who manages access (T6)."""
    near = actor_id is not None and actor_id in (reviewer.id, reviewer.mandate_by)
    return near or reviewer.manages_access or reviewer.takes_part


def step(finding: Finding, kind: StepKind) -> FindingState:
    """Give how far the review is after a step. Raises FindingMovedOn."""
    if finding.state not in BEFORE[kind]:
        raise FindingMovedOn
    return FindingState(kind.value)
