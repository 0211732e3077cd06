"""Stand-ins, as they are asked for and answered."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.absences.views import DayOfWeek, Weekdays, weekdays_of
from chaincare.stand_ins import rules
from chaincare.stand_ins.model import Days, StandIn, StandInAnswer
from chaincare.wire import Body, Instant, View


class StandInState(StrEnum):
    """Whether he answered. ``agreed`` says nothing of today: see the days, and `GET …/regie` for who acts now."""

    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    ENDED = "ended"


class ProposeStandIn(Body):
    """Ask a participant to act for the holder of regie while that one is absent, from the first day to the last.

    With `weekdays` on those days of the week only. At most six weeks on end; for longer regie passes for a time.
    """

    participation_id: UUID
    first_date: date
    last_date: date
    weekdays: Weekdays | None = None

    def to_model(self) -> Days:
        """Give the days in the words of the rules."""
        days = frozenset() if self.weekdays is None else weekdays_of(self.weekdays)
        return Days(self.first_date, self.last_date, days)


class AnswerStandIn(Body):
    """Assent or refusal; nobody asks for a reason."""

    answer: StandInAnswer


class EndStandIn(Body):
    """From now on he stands in no more."""


class StandInView(View):
    """Who stands in for the holder, on which days. `byCoordinator`: the holder could not ask himself.

    A citizen reads of it from when it begins, and as days those that run or ran last, never a pattern ahead.
    """

    id: UUID
    holder_id: UUID
    participation_id: UUID
    first_date: date
    last_date: date
    weekdays: tuple[DayOfWeek, ...]
    by_coordinator: bool
    state: StandInState
    proposed_at: Instant
    answered_at: Instant | None
    ended_at: Instant | None


class StandIns(View):
    """Who was asked to stand in, the last first."""

    items: tuple[StandInView, ...]


def told_to_citizen(stand_in: StandIn, at: datetime) -> StandInView:
    """Show to a citizen how somebody stands in: the days that run or ran last."""
    first, last = rules.days_begun(stand_in, at)
    return msgspec.structs.replace(stand_in_view(stand_in), first_date=first, last_date=last, weekdays=())


def stand_in_view(stand_in: StandIn) -> StandInView:
    """Show how somebody stands in."""
    return StandInView(
        id=stand_in.id,
        holder_id=stand_in.holder_id,
        participation_id=stand_in.stand_in_id,
        first_date=stand_in.first,
        last_date=stand_in.last,
        weekdays=tuple(DayOfWeek[day.name] for day in stand_in.weekdays),
        by_coordinator=stand_in.by_coordinator,
        state=_state(stand_in),
        proposed_at=stand_in.proposed_at,
        answered_at=stand_in.answered_at,
        ended_at=stand_in.ended_at,
    )


def _state(stand_in: StandIn) -> StandInState:
    if stand_in.ended_at is not None:
        return StandInState.ENDED
    if stand_in.answer is None:
        return StandInState.ASKED
    return StandInState.AGREED if stand_in.answer is StandInAnswer.ASSENT else StandInState.REFUSED
