"""Regie laid down, as it is answered."""

from uuid import UUID

from chaincare.regie.resigned import LaidDownBecause, Resignation
from chaincare.wire import Instant, View


class ResignationView(View):
    """Regie laid down: at ``endsAt`` nobody directs the case, unless somebody took over or it was taken back."""

    id: UUID
    holder_id: UUID
    because: LaidDownBecause
    resigned_at: Instant
    ends_at: Instant
    withdrawn_at: Instant | None


def resignation_view(resignation: Resignation) -> ResignationView:
    """Show how regie was laid down."""
    return ResignationView(
        id=resignation.id,
        holder_id=resignation.holder_id,
        because=resignation.because,
        resigned_at=resignation.resigned_at,
        ends_at=resignation.ends_at,
        withdrawn_at=resignation.withdrawn_at,
    )
