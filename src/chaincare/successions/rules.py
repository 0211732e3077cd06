"""Who arranges who takes over, from when, and when the one before leaves. Pure."""

from datetime import date, datetime, timedelta
from uuid import UUID

from chaincare.parties.model import Circle, Seat
from chaincare.parties.refusals import EscalationMustEndFirst
from chaincare.parties.rules import brings_into
from chaincare.refusals import FieldError
from chaincare.successions.model import (
    Arranged,
    DayUnfit,
    LeavesAlready,
    Leaving,
    LeavingUnknown,
    Succession,
    SuccessionGoesWithRegie,
    SuccessionNotYours,
    SuccessionOver,
    SuccessionState,
    SuccessionUnknown,
    SuccessorUnfit,
    Told,
)
from chaincare.workdays import day_in_amsterdam, end_of

LONGEST_AHEAD = timedelta(weeks=26)
"""As far ahead as regie is agreed (regie/periods.py), which goes with it: a change on 1 August is prepared from February on."""


def begins_at(day: date, at: datetime) -> datetime:
    """Give the instant at which a day begins in Amsterdam. Raises DayUnfit."""
    if not day_in_amsterdam(at) < day <= day_in_amsterdam(at + LONGEST_AHEAD):
        raise DayUnfit(errors=[FieldError("/effectiveDate", "Name a day after today, within 26 weeks.")])
    return end_of(day - timedelta(days=1))


def may_take_over(leaving: Leaving | None, seat: Seat) -> Leaving:
    """Check who arranges it, and that there is something to arrange: he himself, or who directs (S1: nobody from outside).

    Not who acts for the holder for some days (R9): what is arranged here lasts, and comes when the holder is back long since.
    Raises LeavingUnknown, SuccessionNotYours, LeavesAlready, EscalationMustEndFirst.
    """
    if leaving is None:
        raise LeavingUnknown
    if seat.own_id not in {leaving.id, seat.holder_id}:
        raise SuccessionNotYours
    if leaving.ends:
        raise LeavesAlready
    if leaving.escalated:
        raise EscalationMustEndFirst
    return leaving


def may_withdraw(arranged: Arranged | None, seat: Seat, at: datetime) -> Arranged:
    """Check who takes it back, before its day: who directs, or who leaves, where he arranged it himself.

    Raises SuccessionUnknown, SuccessionNotYours, SuccessionOver, SuccessionGoesWithRegie.
    """
    if arranged is None:
        raise SuccessionUnknown
    himself = seat.own_id == arranged.from_id and seat.actor_id == arranged.made_by
    if not himself and seat.own_id != seat.holder_id:
        raise SuccessionNotYours
    if arranged.over_at is not None or arranged.effective_at <= at:
        raise SuccessionOver
    if arranged.proposal_id is not None:
        raise SuccessionGoesWithRegie
    return arranged


def succeeds_into(leaving: Leaving, seat: Seat) -> Circle:
    """Give the circle a successor is brought into. Raises BringingInNotYours.

    It is what who arranges it brings anybody into, and never a wider one than that of who leaves (R10).
    """
    into = brings_into(seat)
    return Circle.WINKELSTRAAT if leaving.circle is Circle.WINKELSTRAAT else into


def another(leaves: UUID, successors: list[UUID]) -> None:
    """Check that nobody takes over from himself. Raises SuccessorUnfit."""
    wrong = [place for place, one in enumerate(successors) if one == leaves]
    if wrong:
        raise SuccessorUnfit(
            errors=[FieldError(f"/cases/{place}/successor", "Name another professional.") for place in wrong]
        )


def ends_now(leaving: Leaving, seat: Seat, succession: Succession) -> datetime | None:
    """Say when the part of who leaves ends by itself. None: he directs, and leaves when regie has moved (R6)."""
    return None if leaving.id == seat.holder_id else succession.effective_at


def state_of(one: Told, at: datetime) -> SuccessionState:
    """Say what became of a succession by now; what was over before its day never came about."""
    if one.over_at is not None and one.over_at <= at:
        return SuccessionState.OVER
    return SuccessionState.CAME_ABOUT if one.effective_at <= at else SuccessionState.ARRANGED
