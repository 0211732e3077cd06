"""Who lets a case stand still, until when, and who lets it go on. Pure."""

from datetime import date, datetime, timedelta

from chaincare.access.model import Reach
from chaincare.parties.model import Seat
from chaincare.pauses.model import DAYS_MAX, Pause, PauseOver, PausingNotYours, ResumesUnfit
from chaincare.refusals import FieldError
from chaincare.workdays import day_in_amsterdam, end_of

_AN_INSTANT = timedelta(microseconds=1)


def is_his(seat: Seat, *, reach: Reach, in_own_name: bool) -> None:
    """Check that who acts may pause the case or let it go on. Raises PausingNotYours.

    While nobody can direct it, whoever sees the whole of it does: a case must not stand still for want of a holder.
    """
    vacant = seat.holder_id is None and reach is Reach.FULL
    if not in_own_name or not (seat.directs or vacant):
        raise PausingNotYours


def until(resumes_on: date, *, at: datetime) -> datetime:
    """Give the moment at which the case goes on by itself: where that day begins. Raises ResumesUnfit."""
    today = day_in_amsterdam(at)
    if not today < resumes_on <= today + timedelta(days=DAYS_MAX):
        wrong = FieldError("/resumesDate", f"Choose a day after today, at most {DAYS_MAX} days ahead.")
        raise ResumesUnfit(errors=[wrong])
    return end_of(resumes_on - timedelta(days=1))


def ended(pause: Pause, *, at: datetime) -> datetime:
    """Give the moment at which a pause ends that is ended by hand. Raises PauseOver."""
    if at >= pause.ends_at:
        raise PauseOver
    return max(at, pause.paused_at + _AN_INSTANT)
