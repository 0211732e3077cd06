"""What is shown of who acts for an absent holder (R9), and of what was put right (R8)."""

from uuid import UUID

from chaincare.cases.model import Acting
from chaincare.regie.corrected import Correction
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


class RegieCorrectionView(View):
    """That a term began at another moment than was recorded, and why that is known."""

    id: UUID
    recorded_since_at: Instant
    since_at: Instant
    reason: str
    corrected_at: Instant


class RegieCorrections(View):
    """What was put right, the latest first."""

    items: tuple[RegieCorrectionView, ...]


def correction_view(correction: Correction) -> RegieCorrectionView:
    """Show what was put right."""
    return RegieCorrectionView(
        id=correction.id,
        recorded_since_at=correction.recorded_since,
        since_at=correction.since,
        reason=correction.reason,
        corrected_at=correction.corrected_at,
    )
