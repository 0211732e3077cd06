"""Samples of the log as they travel."""

from collections.abc import Mapping, Sequence
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.findings.model import FindingOutcome, ReviewReason
from chaincare.log_samples.model import Drawn, Sample
from chaincare.trace.views import EntryView
from chaincare.wire import Body, Instant, Month, View


class DrawSample(Body):
    """Of which month, as in `2026-11`, and how many entries."""

    month: Month
    size: Annotated[int, msgspec.Meta(ge=1, le=100)] = 25


class ReviewDrawn(Body):
    """What the review of one entry comes to, and why, from a list."""

    entry_id: UUID
    outcome: FindingOutcome
    reason: ReviewReason


class SampleView(View):
    """A draw: `size` was asked for, out of `drawnFrom` entries that were there until `untilAt`; `reviewed` of them are reviewed.

    Whoever has an export of the log draws the same ones: by the SHA-256 of the 16 bytes of `seed` (here in hexadecimal)
    and the 16 bytes of an entry's id, the lowest first. Every draw stays. An organisation's auditor is told what somebody of another
    organisation does who drew or reviewed, without name or id.
    """

    id: UUID
    month: str
    until_at: Instant
    size: int
    drawn_from: int
    seed: str
    organisation_id: UUID | None
    drawn_by_id: UUID | None
    drawn_by: str | None
    drawn_at: Instant
    reviewed: int


class DrawnView(View):
    """One entry that was drawn; `entry` is null where you may not see it any more, as when you are in conflict with a client."""

    place: int
    entry_id: UUID
    entry: EntryView | None
    reviewed_by_id: UUID | None
    reviewed_by: str | None
    reviewed_at: Instant | None
    outcome: FindingOutcome | None
    reason: ReviewReason | None


class WholeSample(View):
    """A sample with what was drawn, in the order of the lot."""

    sample: SampleView
    items: tuple[DrawnView, ...]


class SamplePage(View):
    """Samples, what was drawn last first."""

    items: tuple[SampleView, ...]


def sample_view(one: Sample) -> SampleView:
    """Show a draw."""
    return SampleView(
        id=one.id,
        month=f"{one.month:%Y-%m}",
        until_at=one.until_at,
        size=one.size,
        drawn_from=one.drawn_from,
        seed=one.seed.hex(),
        organisation_id=one.organisation_id,
        drawn_by_id=one.drawn_by_id,
        drawn_by=one.drawn_by,
        drawn_at=one.drawn_at,
        reviewed=one.reviewed,
    )


def whole_view(one: Sample, drawn: Sequence[Drawn], entries: Mapping[UUID, EntryView]) -> WholeSample:
    """Show a draw with what was drawn."""
    return WholeSample(
        sample=sample_view(one),
        items=tuple(
            DrawnView(
                place=each.place,
                entry_id=each.entry_id,
                entry=entries.get(each.entry_id),
                reviewed_by_id=each.reviewed_by_id,
                reviewed_by=each.reviewed_by,
                reviewed_at=each.reviewed_at,
                outcome=each.outcome,
                reason=each.reason,
            )
            for each in drawn
        ),
    )
