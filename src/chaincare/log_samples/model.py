"""Entries of the access log drawn by lot, for an auditor to look at: month by month."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.findings.model import FindingOutcome, ReviewReason
from chaincare.refusals import Kind, Refusal
from chaincare.trace.model import NoMandate


class Sample(msgspec.Struct, frozen=True):
    """A draw: of which month, how many out of how many, with which seed, by whom, and how many were reviewed."""

    id: UUID
    month: date
    until_at: datetime
    size: int
    drawn_from: int
    seed: bytes
    organisation_id: UUID | None
    drawn_by_id: UUID | None
    drawn_by: str | None
    drawn_at: datetime
    reviewed: int


class Drawn(msgspec.Struct, frozen=True):
    """One entry that was drawn, and what its review came to."""

    place: int
    entry_at: datetime
    entry_id: UUID
    reviewed_by_id: UUID | None
    reviewed_by: str | None
    reviewed_at: datetime | None
    outcome: FindingOutcome | None
    reason: ReviewReason | None


class SampleUnknown(Refusal):
    """There is no sample with this id within your mandate."""

    kind = Kind.UNKNOWN


class MonthToCome(Refusal):
    """This month has not begun. Give one that has, best one that is over."""

    kind = Kind.BAD_INPUT


class NotDrawn(Refusal):
    """This entry is not in the sample, or you may not see it any more. Take one of those it names."""

    kind = Kind.BAD_INPUT


class ReviewedAlready(Refusal):
    """This entry was reviewed already, and is reviewed once. Read the sample to see by whom."""

    kind = Kind.CONFLICT


DRAW_SAMPLE = Operation(
    code="log-sample.drawn",
    action="C",
    en="An auditor had entries of the access log drawn by lot",
    nl="Een auditor liet regels uit de inzagelog loten",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=NoMandate,
    strong=True,
)
LIST_SAMPLES = Operation(
    code="log-sample.listed",
    action="R",
    en="An auditor read which samples were drawn from the access log",
    nl="Een auditor bekeek welke steekproeven uit de inzagelog zijn getrokken",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=NoMandate,
    strong=True,
)
READ_SAMPLE = Operation(
    code="log-sample.read",
    action="R",
    en="An auditor read a sample of the access log",
    nl="Een auditor bekeek een steekproef uit de inzagelog",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=SampleUnknown,
    strong=True,
)
REVIEW_DRAWN = Operation(
    code="log-sample.reviewed",
    action="U",
    en="An auditor reviewed an entry that was drawn by lot",
    nl="Een auditor beoordeelde een regel die is geloot",
    scope="log",
    reaches=frozenset({Reach.LOG}),
    unknown=SampleUnknown,
    strong=True,
)
