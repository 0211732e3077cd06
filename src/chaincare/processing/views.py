"""The register as it travels."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.processing.model import Activity, ActivityKey, Described
from chaincare.wire import Body, Instant, Line, Text, View

Lines = Annotated[tuple[Line, ...], msgspec.Meta(min_length=1, max_length=50)]


class DescribeActivity(Body):
    """What AVG 30 wants to be told. `naam` is the name in Dutch, as clients read it."""

    name: Line
    naam: Line
    purpose: Text
    controller: Line
    ground: Text
    subjects: Lines
    categories: Lines
    recipients: Lines
    retention: Text
    measures: Text

    def to_model(self) -> Described:
        """Give the description in the words of the rules."""
        return Described(
            self.name,
            self.naam,
            self.purpose,
            self.controller,
            self.ground,
            self.subjects,
            self.categories,
            self.recipients,
            self.retention,
            self.measures,
        )


class ActivityView(View):
    """A line of the register. With a `key` it comes with the product; operations refer to it by that."""

    id: UUID
    version: int
    key: ActivityKey | None
    name: str
    naam: str
    purpose: str
    controller: str
    ground: str
    subjects: tuple[str, ...]
    categories: tuple[str, ...]
    recipients: tuple[str, ...]
    retention: str
    measures: str
    events: tuple[str, ...]
    written_at: Instant | None


class Activities(View):
    """A page of the register."""

    items: tuple[ActivityView, ...]


class ActivityEditions(View):
    """A line of the register as it stands and as it stood, the latest first."""

    items: tuple[ActivityView, ...]


def activity_view(activity: Activity, events: Sequence[str]) -> ActivityView:
    """Show a line, with the events of the access log that are part of it."""
    one = activity.described
    return ActivityView(
        id=activity.id,
        version=activity.version,
        key=activity.key,
        name=one.name,
        naam=one.naam,
        purpose=one.purpose,
        controller=one.controller,
        ground=one.ground,
        subjects=one.subjects,
        categories=one.categories,
        recipients=one.recipients,
        retention=one.retention,
        measures=one.measures,
        events=tuple(events),
        written_at=activity.written_at,
    )
