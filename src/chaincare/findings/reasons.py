"""Which reasons fit what a review, or who decides on an export, comes to. Pure."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from chaincare.findings.model import FindingOutcome, ReviewReason
from chaincare.refusals import FieldError, Kind, Refusal


class ReasonUnfit(Refusal):
    """This reason does not fit that outcome, or that decision: `/reason` names those that do."""

    kind = Kind.BAD_INPUT


_EITHER = frozenset({ReviewReason.RECORDED_WRONGLY, ReviewReason.MISTAKE, ReviewReason.ANOTHER_PERSON})
"""A look that was recorded wrongly, was a slip, or was at another person or by one, can be blamed on somebody or not."""
NOTHING_WRONG = _EITHER | {
    ReviewReason.PART_OF_THE_WORK,
    ReviewReason.STOOD_IN,
    ReviewReason.EMERGENCY,
    ReviewReason.KNOWN_CAUSE,
}
"""Also what is dismissed: it needs no review."""
AMISS = _EITHER | {
    ReviewReason.NO_EXPLANATION,
    ReviewReason.NOT_NEEDED_FOR_THE_WORK,
    ReviewReason.OWN_INTEREST,
}
FITTING: Mapping[FindingOutcome, frozenset[ReviewReason]] = {
    FindingOutcome.JUSTIFIED: NOTHING_WRONG,
    FindingOutcome.UNJUSTIFIED: AMISS,
    FindingOutcome.REPORTED_AS_BREACH: AMISS,
}


def fit(outcome: FindingOutcome | None, reason: ReviewReason) -> None:
    """Hold the reason of a review to what it comes to, or with None of a dismissal. Raises ReasonUnfit."""
    hold(reason, NOTHING_WRONG if outcome is None else FITTING[outcome])


def hold(reason: StrEnum, fitting: Collection[StrEnum]) -> None:
    """Hold a reason to those that fit. Raises ReasonUnfit, with these."""
    if reason not in fitting:
        raise ReasonUnfit(errors=[FieldError("/reason", f"One of {', '.join(sorted(fitting))}.")])
