"""What is shown of who acts for an absent holder (R9)."""

from uuid import UUID

from chaincare.cases.model import Acting
from chaincare.wire import Instant, View


class ActingView(View):
    """Who acts in the place of the holder, who is absent, and how to reach him; until when at most."""

    participation_id: UUID
    name: str
    function: str
    phone: str | None
    organisation: str
    until_at: Instant | None


def acting_view(acting: Acting) -> ActingView:
    """Show who acts for the holder."""
    return ActingView(
        participation_id=acting.participation_id,
        name=acting.name,
        function=acting.function,
        phone=acting.phone,
        organisation=acting.organisation,
        until_at=acting.until,
    )
