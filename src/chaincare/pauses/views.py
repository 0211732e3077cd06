"""Pauses as they travel."""

from datetime import date
from uuid import UUID

from chaincare.pauses.model import Pause, PausedBecause
from chaincare.wire import Body, Instant, Text, View


class PauseCase(Body):
    """Why the case stands still, and the day on which it goes on again, by itself. The client reads the explanation."""

    reason: PausedBecause
    explanation: Text
    resumes_date: date


class PauseView(View):
    """That the case stood still from `pausedAt` until `endsAt`.

    The text is null for who has only that-information, and while it is `restricted` for every professional. `resumedBy` is who let it go on by hand, for who works in the case; without, it goes on by itself, or the case was closed.
    """

    id: UUID
    reason: PausedBecause
    explanation: str | None
    paused_at: Instant
    ends_at: Instant
    resumes_date: date
    paused_by: UUID
    resumed_by: UUID | None
    restricted: bool


class Pauses(View):
    """A page of pauses, the latest first."""

    items: tuple[PauseView, ...]


def pause_view(pause: Pause) -> PauseView:
    """Show a pause."""
    return PauseView(
        id=pause.id,
        reason=pause.because,
        explanation=pause.explanation,
        paused_at=pause.paused_at,
        ends_at=pause.ends_at,
        resumes_date=pause.resumes_on,
        paused_by=pause.paused_by,
        resumed_by=pause.resumed_by,
        restricted=pause.restricted,
    )
