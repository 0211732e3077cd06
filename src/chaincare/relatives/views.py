"""Relatives, as they are asked for and answered."""

from uuid import UUID

from chaincare.relatives.model import Relation, Relative
from chaincare.wire import Body, Instant, Name, Text, View


class AddRelative(Body):
    """Somebody around the client, and whether he may ask how it goes. He gets no view and no login by it."""

    name: Name
    relation: Relation
    may_request_information: bool = False


class EndRelative(Body):
    """Why this holds no longer."""

    reason: Text


class RelativeView(View):
    """Somebody around the client."""

    id: UUID
    name: str
    relation: Relation
    may_request_information: bool
    recorded_at: Instant
    ended_at: Instant | None
    ended_because: str | None


class Relatives(View):
    """The client's relatives, the first that was recorded first."""

    items: tuple[RelativeView, ...]


def relative_view(relative: Relative) -> RelativeView:
    """Show a relative."""
    ending = relative.ending
    return RelativeView(
        id=relative.id,
        name=relative.name,
        relation=relative.relation,
        may_request_information=relative.may_request,
        recorded_at=relative.recorded_at,
        ended_at=ending.ended_at if ending else None,
        ended_because=ending.reason if ending else None,
    )
