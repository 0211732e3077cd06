"""What may be looked for, on which days nobody is expected to look, and how a review goes. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from msgspec.structs import replace

from chaincare.findings.model import (
    Detection,
    DetectionTooWide,
    EntriesNotOfOne,
    EntriesUnknown,
    Finding,
    FindingKind,
    FindingMovedOn,
    FindingNotYours,
    FindingOutcome,
    FindingState,
    NobodyToAsk,
    NothingYet,
    Reviewer,
    StepKind,
)
from chaincare.trace.model import Entry, PeriodUpsideDown
from chaincare.workdays import day_in_amsterdam, is_holiday

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
AGAINST = frozenset({FindingOutcome.UNJUSTIFIED, FindingOutcome.REPORTED_AS_BREACH})
"""What a review may come to by an auditor whom the person it is about appointed."""


def bounded(detection: Detection, at: datetime) -> Detection:
    """Check that the period is one that can be looked through, and end it now at the latest.

    What is still to come cannot be looked through: a search that said so would never be asked again. Raises PeriodUpsideDown,
    DetectionTooWide, NothingYet.
    """
    if detection.until_at < detection.from_at:
        raise PeriodUpsideDown
    if not timedelta(0) < detection.until_at - detection.from_at <= PERIOD_MAX:
        raise DetectionTooWide
    if detection.from_at >= at:
        raise NothingYet
    return replace(detection, until_at=min(detection.until_at, at))


def closed_days(detection: Detection) -> list[date]:
    """Give the days of a period on which no office is open, whatever its hours: holidays, in Amsterdam."""
    first, last = day_in_amsterdam(detection.from_at), day_in_amsterdam(detection.until_at)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if is_holiday(day)]


def opened(new_id: UUID, entries: Sequence[Entry], wanted: int, at: datetime) -> Finding:
    """Make a finding of entries that an auditor chose. Raises EntriesUnknown, EntriesNotOfOne.

    ``entries`` are those of the ``wanted`` that his mandate shows: one that is not there and one that is not his are the same (S1).
    """
    if len(entries) != wanted:
        raise EntriesUnknown
    did = {(one.actor_id, one.organisation_id) for one in entries}
    (actor_id, organisation_id), clients = next(iter(did)), {one.client for one in entries}
    if len(did) != 1 or actor_id is None or organisation_id is None:
        raise EntriesNotOfOne
    about = {
        known for one in entries for known in (one.client, one.case_id, one.asked_id) if known is not None
    }
    ordered = sorted(entries, key=lambda one: (one.at, one.id))
    return Finding(
        id=new_id, kind=FindingKind.OPENED_BY_HAND, state=FindingState.OPEN, actor_id=actor_id,
        organisation_id=organisation_id, client=clients.pop() if len(clients) == 1 else None,
        day=day_in_amsterdam(ordered[0].at), first_at=ordered[0].at, last_at=ordered[-1].at, times=len(ordered),
        entries=tuple(one.id for one in ordered), detected_at=at, actor=None, function=None, organisation=None,
        clients=tuple(sorted(about)),
    )  # fmt: skip


def review(
    finding: Finding, kind: StepKind, reviewer: Reviewer, outcome: FindingOutcome | None = None
) -> FindingState:
    """Let an auditor take a step in a review. Raises FindingNotYours (T6), NobodyToAsk, FindingMovedOn.

    Of who granted his mandate he may ask an explanation, and close against him: with one administrator there may be no other
    auditor, and a review that nobody begins stays open for ever. In his favour he says nothing.
    """
    bars = replace(reviewer, granters=frozenset()) if _holds_to_account(kind, outcome) else reviewer
    if is_barred(bars, finding.actor_id):
        raise FindingNotYours
    if kind is StepKind.EXPLANATION_ASKED and finding.actor_id is None:
        raise NobodyToAsk
    return step(finding, kind)


def _holds_to_account(kind: StepKind, outcome: FindingOutcome | None) -> bool:
    return kind is StepKind.EXPLANATION_ASKED or outcome in AGAINST


def is_barred(reviewer: Reviewer, actor_id: UUID | None) -> bool:
    """Say whether somebody cannot review what this person did: no own act, no case of his own, and nobody who manages access (T6)."""
    return is_near(reviewer, actor_id) or reviewer.manages_access or reviewer.takes_part


def is_near(reviewer: Reviewer, somebody: UUID | None) -> bool:
    """Say whether this person is the reviewer himself, or who granted his mandate, under whatever id."""
    return somebody in reviewer.himself or somebody in reviewer.granters


def step(finding: Finding, kind: StepKind) -> FindingState:
    """Give how far the review is after a step. Raises FindingMovedOn."""
    if finding.state not in BEFORE[kind]:
        raise FindingMovedOn
    return FindingState(kind.value)
