"""Who may stand in for a holder, on which days, and who says so. Pure.

Judged on what was read after the case's regie row was locked.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from msgspec import structs

from chaincare.absences.model import Span
from chaincare.absences.rules import spans
from chaincare.access.model import Reach
from chaincare.refusals import FieldError
from chaincare.regie.model import Term
from chaincare.regie.rules import can_direct, holds
from chaincare.regie.voices import Candidate, Voice
from chaincare.stand_ins.model import (
    Days,
    StandIn,
    StandInAnswer,
    StandInAnswerNotYours,
    StandInDaysUnfit,
    StandInNotYours,
    StandInSettled,
    StandInUnfit,
)
from chaincare.workdays import day_in_amsterdam

LONGEST_ON_END = timedelta(weeks=6, hours=1)
"""Six weeks, in one of which the clock may go back."""

FARTHEST = timedelta(days=366)

_AN_INSTANT = timedelta(microseconds=1)

_WEEKEND = timedelta(days=3)
"""A break shorter than this is none: a weekend between two periods makes them no shorter."""


def proposed(
    new_id: UUID,
    term: Term | None,
    candidate: Candidate | None,
    days: Days,
    standing: Iterable[StandIn],
    *,
    reach: Reach,
    voice: Voice,
    holder_absent: bool,
    at: datetime,
) -> StandIn:
    """Decide that somebody is asked to stand in: by the holder, or by the coordinator while the holder is absent.

    Raises StandInNotYours, StandInUnfit, StandInDaysUnfit.
    """
    coordinates = reach is Reach.STEERING and holder_absent
    own = term is not None and term.holder_id == voice.participation_id and not voice.team
    if term is None or not holds(term, at) or not (coordinates or own):
        raise StandInNotYours
    if candidate is None or not can_direct(candidate, at) or candidate.participation_id == term.holder_id:
        raise StandInUnfit
    asked = _fit(days, term, standing, at)
    return StandIn(
        new_id, term.holder_id, candidate.participation_id, days.first, days.last, tuple(sorted(days.weekdays)),
        asked, reach is Reach.STEERING, at,
    )  # fmt: skip


def answered(
    stand_in: StandIn,
    answer: StandInAnswer,
    term: Term | None,
    candidate: Candidate | None,
    *,
    voice: Voice,
    at: datetime,
) -> StandIn:
    """Let him answer who was asked. Raises StandInAnswerNotYours, StandInSettled, StandInUnfit, StandInDaysUnfit."""
    if voice.team or voice.participation_id != stand_in.stand_in_id:
        raise StandInAnswerNotYours
    if stand_in.answer is not None or _is_over(stand_in, at):
        raise StandInSettled
    if answer is StandInAnswer.ASSENT:
        if term is None or not holds(term, at) or term.holder_id != stand_in.holder_id:
            raise StandInSettled
        if not can_direct(candidate, at):
            raise StandInUnfit
        _inside(term, stand_in.asked)
    said = structs.replace(stand_in, answer=answer, answered_at=at)
    if answer is StandInAnswer.ASSENT and not agreed_spans(said):
        raise StandInSettled
    return said


def agreed_spans(stand_in: StandIn) -> tuple[Span, ...]:
    """Give when he stands in from the moment he agreed on, until it was ended."""
    since, until = stand_in.answered_at, stand_in.ended_at
    if stand_in.answer is not StandInAnswer.ASSENT or since is None:
        return ()
    cut = (
        (max(first, since), last if until is None or last is None else min(last, until))
        for first, last in stand_in.asked
    )
    return tuple((first, last) for first, last in cut if last is None or first < last)


def ended(stand_in: StandIn, *, reach: Reach, voice: Voice, at: datetime) -> StandIn:
    """End it from now on: the holder, he himself, or the coordinator. Raises StandInNotYours, StandInSettled."""
    own = voice.participation_id in {stand_in.holder_id, stand_in.stand_in_id} and not voice.team
    if not (own or reach is Reach.STEERING):
        raise StandInNotYours
    if stand_in.answer is StandInAnswer.REFUSAL or _is_over(stand_in, at):
        raise StandInSettled
    return structs.replace(stand_in, ended_at=at)


def _fit(days: Days, term: Term, standing: Iterable[StandIn], at: datetime) -> tuple[Span, ...]:
    today = day_in_amsterdam(at)
    if days.first < today:
        raise StandInDaysUnfit(errors=[FieldError("/firstDate", f"Give {today} or a later day.")])
    if not days.first <= days.last <= today + FARTHEST:
        raise StandInDaysUnfit(
            errors=[FieldError("/lastDate", f"Give a day from {days.first} to {today + FARTHEST}.")]
        )
    asked = spans(days.first, days.last, days.weekdays)
    if not asked:
        raise StandInDaysUnfit(errors=[FieldError("/weekdays", "None of these days is in the period.")])
    _inside(term, asked)
    beside = [one.asked for one in standing if one.holder_id == term.holder_id and not _is_over(one, at)]
    if not days.weekdays and _longest([*asked, *(span for one in beside if len(one) == 1 for span in one)]):
        raise StandInDaysUnfit(errors=[FieldError("/lastDate", "This is more than six weeks on end.")])
    return asked


def _inside(term: Term, asked: Sequence[Span]) -> None:
    if any(term.until is not None and (last is None or last > term.until) for _, last in asked):
        raise StandInDaysUnfit(errors=[FieldError("/lastDate", f"The term ends at {term.until}.")])


def _longest(periods: Iterable[Span]) -> bool:
    """Say whether these are more than six weeks on end somewhere, a weekend between two of them counted in."""
    began: datetime | None = None
    ends: datetime | None = None
    for first, last in sorted((first, last) for first, last in periods if last is not None):
        if began is None or ends is None or first > ends + _WEEKEND:
            began = first
            ends = last
        ends = max(ends, last)
        if ends - began > LONGEST_ON_END:
            return True
    return False


def _is_over(stand_in: StandIn, at: datetime) -> bool:
    return stand_in.ended_at is not None or stand_in.last < day_in_amsterdam(at)


def days_begun(stand_in: StandIn, at: datetime) -> tuple[date, date]:
    """Give the first and the last day of the stretch that runs at a moment, or else ran last before it."""
    begun = [span for span in stand_in.asked if span[0] <= at]
    start, end = begun[-1] if begun else stand_in.asked[0]
    return day_in_amsterdam(start), stand_in.last if end is None else day_in_amsterdam(end - _AN_INSTANT)
