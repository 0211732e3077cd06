"""How far a timer has climbed on a day, and when it goes on. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import assert_never

from chaincare.ladders.model import Climb, Rung, Timer, TimerKind
from chaincare.workdays import add_working_days

_ALL = (Rung.RESPONSIBLE, Rung.REGIE_HOLDER, Rung.COORDINATOR, Rung.MANAGEMENT)
LADDERS: Mapping[TimerKind, tuple[Rung, ...]] = {
    TimerKind.AGREEMENT: _ALL,
    TimerKind.PRECONDITION: _ALL,
    # Nobody is bound by what he did not answer (A1): it does not go over his head to his management.
    TimerKind.AGREEMENT_ANSWER: _ALL[:3],
    TimerKind.PRECONDITION_ANSWER: _ALL[:3],
    # A unit that is silent has no responsible to be told; from the day after it is the coordinator's, too (E4).
    TimerKind.ESCALATION_ANSWER: (Rung.COORDINATOR, Rung.MANAGEMENT),
    TimerKind.ESCALATION_QUESTION: _ALL,
    TimerKind.ESCALATION_REVIEW: _ALL,
    # What was accepted waits for who directs to start it, or for whoever sees to what it needs first.
    TimerKind.ESCALATION_START: _ALL,
    TimerKind.ESCALATION_CONDITION: _ALL,
    # To send what a colleague wrote, and to bridge, nobody is bound.
    TimerKind.ESCALATION_DRAFT: _ALL[:3],
    TimerKind.ESCALATION_BRIDGE: _ALL[:3],
    # Who is sought is content, which neither coordinator nor management sees.
    TimerKind.NEEDED_PARTY: _ALL[:2],
    # A proposal nobody answered is over: nobody is left to be told but who has somebody else asked.
    TimerKind.REGIE_ANSWER: _ALL[2:],
    # An organisation has to name somebody, and did not: then its board is told (R2).
    TimerKind.LAST_RESORT: _ALL[2:],
    # To evaluate and to meet again is nobody's promise to another: who directs hears, then who coordinates.
    TimerKind.CASE_EVALUATION: (Rung.RESPONSIBLE, Rung.COORDINATOR),
    TimerKind.MEETING: (Rung.RESPONSIBLE, Rung.COORDINATOR),
    # Who asked has it back already, and no coordinator sees a question without a case.
    TimerKind.CONSULTATION_ANSWER: _ALL[3:],
    # It lies with the coordinator, who is told that it does, and after him his own management.
    TimerKind.REGIE_OBJECTION: _ALL[2:],
}

_SILENT = frozenset({
    TimerKind.ESCALATION_ANSWER,
    TimerKind.REGIE_ANSWER,
    TimerKind.REGIE_OBJECTION,
    TimerKind.LAST_RESORT,
    TimerKind.CONSULTATION_ANSWER,
})  # fmt: skip
_ONE_DAY = timedelta(days=1)
EXPIRY_DAYS = 20
"""Working days after the last day of a request on which nobody answered it still; by then it has climbed the whole ladder."""


def climb(timer: Timer, today: date) -> Climb:
    """Give what a timer has to do on a day: nothing twice, and what was passed over while nothing ran all at once."""
    since = add_working_days(timer.runs_from, timer.term_days)
    ladder = LADDERS[timer.kind]
    reached = timer.rungs
    while reached < len(ladder) and _due_on(timer, ladder[reached], since) <= today:
        reached += 1
    after = _due_on(timer, ladder[reached], since) if reached < len(ladder) else None
    return Climb(timer.kind, timer.handle, since, ladder[timer.rungs : reached], reached, after)


def expired_before(today: date) -> date:
    """Give the day by which a request must have been answered, at the latest, to have ended by itself today (E4)."""
    day = today
    while add_working_days(day, EXPIRY_DAYS) >= today:
        day -= _ONE_DAY
    return day


def _due_on(timer: Timer, rung: Rung, since: date) -> date:
    """Give the first day on which a rung is due: due today is not overdue (A4)."""
    wait = _days(timer, rung)
    return add_working_days(since, wait, timer.still) + _ONE_DAY


def _days(timer: Timer, rung: Rung) -> int:
    later = timer.silence if timer.kind in _SILENT else timer.days
    match rung:
        case Rung.RESPONSIBLE:
            return 0
        case Rung.REGIE_HOLDER:
            return timer.days.regie_holder
        case Rung.COORDINATOR:
            return later.coordinator
        case Rung.MANAGEMENT:
            return later.management
        case _ as unreachable:
            assert_never(unreachable)
