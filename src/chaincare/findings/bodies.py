"""What is asked about findings, as it travels."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec

from chaincare.findings.model import LOOKED_FOR, Detection, FindingKind, FindingOutcome, ReviewReason
from chaincare.wire import Body, Instant, Text

Sought = Literal[
    "self_made_relation", "self_made_place", "team_read_off_duty", "outside_office_hours", "no_participation",
    "search_without_identifier", "many_clients", "emergency_access", "most_consulted_client", "highest_reader", "colleague_as_client", "same_family_name", "own_file",
    "settings_changed",
]  # fmt: skip
"""What the log can be searched for (LOOKED_FOR, a test compares)."""


class DetectFindings(Body):
    """What to look for in the log, within at most 31 days; without `kinds` all of them. What you chose yourself you open with `POST /access-log/findings`.

    `moreThan` is for `many_clients`: more different clients than this within an hour. `top` is for `most_consulted_client`
    and `highest_reader`: how many of each. An `untilAt` ahead of now is cut to now; the answer's `untilAt` says to when.
    """

    from_at: Instant
    until_at: Instant
    kinds: Annotated[tuple[Sought, ...], msgspec.Meta(min_length=1, max_length=14)] | None = None
    more_than: Annotated[int, msgspec.Meta(ge=1, le=1_000)] = 30
    top: Annotated[int, msgspec.Meta(ge=1, le=50)] = 3

    def to_model(self) -> Detection:
        """Give what is looked for."""
        kinds = LOOKED_FOR if self.kinds is None else tuple(map(FindingKind, self.kinds))
        return Detection(kinds, self.from_at, self.until_at, self.more_than, self.top)


class ChosenEntry(Body):
    """An entry as a search or a sample gave it."""

    entry_id: UUID
    happened_at: Instant


class OpenFinding(Body):
    """Entries of one employee, for one organisation, and what he is asked about them."""

    entries: Annotated[tuple[ChosenEntry, ...], msgspec.Meta(min_length=1, max_length=20)]
    text: Text


class AskExplanation(Body):
    """What somebody is asked about his looks. He reads it, with the finding, on his worklist."""

    text: Text


class ExplainFinding(Body):
    """Why he looked. The auditors within whose mandate it lies read it, and nobody else."""

    text: Text


class CloseFinding(Body):
    """What the review comes to and why, from a list; in words where that says more."""

    outcome: FindingOutcome
    reason: ReviewReason
    text: Text | None = None


class DismissFinding(Body):
    """Why it needs no review."""

    reason: ReviewReason
