"""Findings as they travel."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.findings.model import (
    MOST_OF_A_KIND,
    DetectionState,
    Finding,
    FindingKind,
    FindingOutcome,
    FindingState,
    FindingStep,
    ReviewReason,
    Search,
    StepKind,
)
from chaincare.findings.sentences import TELLS_OF_CLIENT, told, told_to_asked
from chaincare.trace.model import Look
from chaincare.trace.sentences import what
from chaincare.wire import Day, Instant, View


class FindingStepView(View):
    """What happened to a finding, by whom and when; `text` is what was asked, explained, or said with the outcome.

    `reopened` happens by itself, when a search finds more than the review before it spoke of: `entryIds` names what is new, at most 50.
    An organisation's auditor is told what somebody of another one does, without name or id.
    """

    kind: StepKind
    by_id: UUID | None
    by: str | None
    happened_at: Instant
    outcome: FindingOutcome | None
    reason: ReviewReason | None
    text: str | None
    entry_ids: tuple[UUID, ...]


class AskedLook(View):
    """One of his own looks: when, and what he came for or did, in English and in Dutch."""

    happened_at: Instant
    what: str
    wat: str


class AskedFinding(View):
    """What somebody is asked about his own looks: what stood out, when, by which looks, and what the auditor wants to know.

    Of the client nothing is told here: who looked knows, and who has no relation any more is told nothing (S1). Of more than 50 looks
    the last ones are in `looks`. `kind` is null where it would say something of the client, as whose name he has.
    """

    id: UUID
    kind: FindingKind | None
    state: FindingState
    on_date: Day
    first_at: Instant
    last_at: Instant
    times: int
    sentence: str
    zin: str
    looks: tuple[AskedLook, ...]
    steps: tuple[FindingStepView, ...]


class FindingView(View):
    """Something to look at, no judgement: who, which client by the pseudonym of the log, when, and by which entries.

    `actorId` is null for a client at whom many looked, `client` where it is about somebody's looks together. At most 50 of
    the entries are named, the last ones; `times` counts them all. The same thing found again is the same finding, with the same `id` and the same
    review; where more is found after its review, it is `open` again, and the last of its `steps` says what is new. `onDate` is in Amsterdam.
    """

    id: UUID
    kind: FindingKind
    state: FindingState
    actor_id: UUID | None
    actor: str | None
    function: str | None
    organisation_id: UUID | None
    organisation: str | None
    client: UUID | None
    on_date: Day
    first_at: Instant
    last_at: Instant
    times: int
    entry_ids: tuple[UUID, ...]
    sentence: str
    zin: str
    detected_at: Instant
    steps: tuple[FindingStepView, ...]
    version: Annotated[
        int,
        msgspec.Meta(
            description="Its edition: another one after each step, and when more is found of it. In quotes it is the `If-Match` of the next step."
        ),
    ]


class DetectedFindings(View):
    """What stands out, as far as it was looked for: while it is `running` it goes on by itself, day by day, up to `computedUntilAt`.

    Read it again by its `id` until it is `done`. `stopped` it cannot go on: the mandate ended, or a day of it could not be looked
    through; ask for less. `cut` names the kinds of which there is more than the 100 shown: all of them are in the list of findings.
    """

    id: UUID
    state: DetectionState
    from_at: Instant
    until_at: Instant
    computed_until_at: Instant
    items: tuple[FindingView, ...]
    cut: tuple[FindingKind, ...]


class FindingPage(View):
    """Findings, what was found last first."""

    items: tuple[FindingView, ...]


Opener = Callable[[bytes, str], str]
Labels = Mapping[str, tuple[str, str]]
ASKED_AND_SAID = frozenset({StepKind.EXPLANATION_ASKED, StepKind.EXPLAINED})
"""What whom a finding is about sees of its review, when he is asked a second time as well."""


def asked_view(one: Finding, looks: Sequence[Look], labels: Labels, opened: Opener) -> AskedFinding:
    """Show a finding to whom it is about."""
    sentence, zin = told_to_asked(one.kind, one.times)
    return AskedFinding(
        id=one.id,
        kind=None if one.kind in TELLS_OF_CLIENT else one.kind,
        state=one.state,
        on_date=one.day,
        first_at=one.first_at,
        last_at=one.last_at,
        times=one.times,
        sentence=sentence,
        zin=zin,
        looks=tuple(_look_view(look, labels) for look in looks),
        steps=_step_views([step for step in one.steps if step.kind in ASKED_AND_SAID], opened),
    )


def _look_view(look: Look, labels: Labels) -> AskedLook:
    said = what(look, labels.get(look.event, (look.event, look.event)))
    return AskedLook(happened_at=look.at, what=said.en, wat=said.nl)


def finding_view(one: Finding, opened: Opener) -> FindingView:
    """Show a finding to an auditor."""
    sentence, zin = told(one.kind, one.times)
    return FindingView(
        id=one.id,
        kind=one.kind,
        state=one.state,
        actor_id=one.actor_id,
        actor=one.actor,
        function=one.function,
        organisation_id=one.organisation_id,
        organisation=one.organisation,
        client=one.client,
        on_date=one.day,
        first_at=one.first_at,
        last_at=one.last_at,
        times=one.times,
        entry_ids=one.entries,
        sentence=sentence,
        zin=zin,
        detected_at=one.detected_at,
        steps=_step_views(one.steps, opened),
        version=one.version,
    )


def detected_view(search: Search, found: Sequence[Finding], opened: Opener) -> DetectedFindings:
    """Show how far a search is, and what it found: of each kind no more than so many."""
    counted, shown = Counter[FindingKind](), []
    for one in found:
        counted[one.kind] += 1
        if counted[one.kind] <= MOST_OF_A_KIND:
            shown.append(finding_view(one, opened))
    return DetectedFindings(
        id=search.id,
        state=search.state,
        from_at=search.from_at,
        until_at=search.until_at,
        computed_until_at=search.computed_until,
        items=tuple(shown),
        cut=tuple(kind for kind in FindingKind if counted[kind] > MOST_OF_A_KIND),
    )


def _step_views(steps: Sequence[FindingStep], opened: Opener) -> tuple[FindingStepView, ...]:
    return tuple(_step_view(step, opened) for step in steps)


def _step_view(step: FindingStep, opened: Opener) -> FindingStepView:
    return FindingStepView(
        kind=step.kind,
        by_id=None if step.by_elsewhere else step.by_id,
        by=step.by,
        happened_at=step.at,
        outcome=step.outcome,
        reason=step.reason,
        text=None if step.text is None else opened(step.text, str(step.request_id)),
        entry_ids=step.entries,
    )
