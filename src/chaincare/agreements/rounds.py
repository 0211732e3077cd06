"""An agreement that is done again and again until a day: its rounds, each kept or not, and what they come to. Pure.

One agreement, agreed to once (A1). Each round has its own due date and climbs its own ladder; the last one reported, what
was kept is confirmed together, or in between, all that was reported so far.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import assert_never

import msgspec

from chaincare.agreements.facts import (
    AnyFact,
    Confirmed,
    Every,
    NotKept,
    NotKeptReason,
    Recorded,
    Rejected,
    Repeat,
    ReportedKept,
)
from chaincare.agreements.model import Agreement, Round
from chaincare.agreements.phases import (
    AnyState,
    InProgressState,
    KeptState,
    NotKeptState,
    ReportedKeptState,
)
from chaincare.agreements.refusals import RepeatUnfit, RoundAhead, RoundComesFirst
from chaincare.refusals import FieldError
from chaincare.workdays import day_in_amsterdam

ROUNDS_MAX = 60


def days_of(repeat: Repeat, first: date) -> tuple[date, ...]:
    """Give the day of every round, the first one first; of a month that is shorter, its last day."""
    days: list[date] = []
    while len(days) <= ROUNDS_MAX and (day := _day(repeat.every, first, len(days))) <= repeat.until_on:
        days.append(day)
    return tuple(days)


def _day(every: Every, first: date, n: int) -> date:
    match every:
        case Every.WEEK:
            return first + timedelta(weeks=n)
        case Every.TWO_WEEKS:
            return first + timedelta(weeks=2 * n)
        case Every.MONTH:
            years, month = divmod(first.month - 1 + n, 12)
            last = monthrange(first.year + years, month + 1)[1]
            return date(first.year + years, month + 1, min(first.day, last))
        case _:
            assert_never(every)


def fitting(repeat: Repeat | None, first: date) -> None:
    """Check that it comes to two rounds or more, and not to too many. Raises RepeatUnfit."""
    if repeat is not None and not 1 < len(days_of(repeat, first)) <= ROUNDS_MAX:
        wrong = FieldError("/repeat/untilDate", f"Choose a day that makes two to {ROUNDS_MAX} times of it.")
        raise RepeatUnfit(errors=[wrong])


def next_day(agreement: Agreement) -> date | None:
    """Give the day of the round after the present one; None in the last, and of what is done once."""
    if agreement.repeat is None:
        return None
    return next(iter(days_of(agreement.repeat, agreement.original_due_on)[len(agreement.rounds) + 1 :]), None)


def in_its_round(agreement: Agreement, at: datetime) -> None:
    """Check that the round that is reported has begun: when the day of the one before is over. Raises RoundAhead."""
    if agreement.repeat is None or not agreement.rounds:
        return
    before = days_of(agreement.repeat, agreement.original_due_on)[len(agreement.rounds) - 1]
    if day_in_amsterdam(at) <= before:
        raise RoundAhead


def within_its_round(agreement: Agreement, due_on: date) -> None:
    """Check that a round is not moved past the next one. Raises RoundComesFirst."""
    following = next_day(agreement)
    if following is not None and due_on >= following:
        wrong = FieldError("/dueDate", "Choose a day before it is due again.")
        raise RoundComesFirst(errors=[wrong])


def unconfirmed(agreement: Agreement) -> tuple[Round, ...]:
    """Give the rounds that were reported kept and that nobody has answered."""
    return tuple(one for one in agreement.rounds if one.kept and one.confirmed_by_id is None)


def may_judge(agreement: Agreement, one: Recorded) -> bool:
    """Say whether there are rounds to confirm, none of them reported by himself."""
    waiting = unconfirmed(agreement)
    return bool(waiting) and all(done.by_id != one.by_id for done in waiting)


def rounds_after(agreement: Agreement, one: Recorded) -> tuple[Round, ...]:
    """Give the rounds after one more fact."""
    if agreement.repeat is None:
        return ()
    rounds, waiting, change = agreement.rounds, unconfirmed(agreement), msgspec.structs.replace
    match one.fact:
        case ReportedKept():
            return (*rounds, Round(due_on=agreement.due_on, kept=True, at=one.at, by_id=one.by_id))
        case NotKept(reason):
            return (
                *rounds,
                Round(due_on=agreement.due_on, kept=False, at=one.at, by_id=one.by_id, because=reason),
            )
        case Confirmed():
            return tuple(
                change(done, confirmed_by_id=one.by_id) if done in waiting else done for done in rounds
            )
        case Rejected():
            rejected = change(waiting[-1], kept=False, rejected=True)
            return tuple(rejected if done == waiting[-1] else done for done in rounds)
        case _:
            return rounds


def state_of_rounds(
    agreement: Agreement, fact: AnyFact, state: AnyState, rounds: Sequence[Round]
) -> AnyState:
    """Give the state of what is done again: it goes on until the last round, and ends with what they come to."""
    if agreement.repeat is None or not isinstance(fact, ReportedKept | NotKept | Confirmed | Rejected):
        return state
    if len(rounds) < len(days_of(agreement.repeat, agreement.original_due_on)):
        return InProgressState(state.shift if isinstance(state, InProgressState) else None)
    kept = [one for one in rounds if one.kept]
    waiting = [one for one in kept if one.confirmed_by_id is None]
    if waiting:
        reported = max(one.at for one in rounds)
        return ReportedKeptState(reported, waiting[-1].by_id, None)
    confirmed = [one.confirmed_by_id for one in kept if one.confirmed_by_id is not None]
    if confirmed:
        return KeptState(confirmed[-1])
    return NotKeptState(rounds[-1].because or NotKeptReason.OTHER, None)
