"""Who may stand in, on which days, and for how long on end."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec import structs

from chaincare.absences.model import Weekday
from chaincare.access.model import Reach
from chaincare.regie.model import Mandate, Term, TermKind
from chaincare.regie.voices import Candidate, Voice
from chaincare.stand_ins import rules
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
from chaincare.workdays import end_of

NOW = datetime(2026, 3, 25, 10, tzinfo=UTC)  # a Wednesday
TODAY = date(2026, 3, 25)
HOLDER, OTHER = UUID(int=1), UUID(int=2)
TERM = Term(HOLDER, TermKind.AGREED, (Mandate.CONVENE,), None, NOW - timedelta(days=9), None)
CANDIDATE = Candidate(
    OTHER, professional=True, scope="full", scope_from=NOW, stands=True, mandated=False, alone=False
)
VOICE = Voice(HOLDER, professional=True, team=False, mandated=False)
HIS = structs.replace(VOICE, participation_id=OTHER)


def days(first: int, last: int, *weekdays: Weekday) -> Days:
    return Days(TODAY + timedelta(days=first), TODAY + timedelta(days=last), frozenset(weekdays))


def propose(wanted: Days, *standing: StandIn, **changes: Any) -> StandIn:
    said = {"term": TERM, "candidate": CANDIDATE, "reach": Reach.FULL, "voice": VOICE, "holder_absent": False}
    told: dict[str, Any] = said | changes
    term, candidate = told.pop("term"), told.pop("candidate")
    return rules.proposed(UUID(int=7), term, candidate, wanted, standing, at=NOW, **told)


def test_the_holder_asks_and_the_coordinator_while_he_is_absent() -> None:
    asked = propose(days(0, 10))
    assert (asked.holder_id, asked.stand_in_id, asked.by_coordinator) == (HOLDER, OTHER, False)
    coordinator = {"reach": Reach.STEERING, "voice": structs.replace(VOICE, participation_id=UUID(int=9))}
    assert propose(days(0, 10), **coordinator, holder_absent=True).by_coordinator
    for refused in (
        {**coordinator},
        {"voice": HIS},
        {"voice": structs.replace(VOICE, team=True)},
        {"term": None},
        {"term": structs.replace(TERM, until=NOW)},
        {"term": structs.replace(TERM, stands=False)},
    ):
        with pytest.raises(StandInNotYours):
            propose(days(0, 10), **refused)


@pytest.mark.parametrize(
    "candidate",
    [
        None,
        structs.replace(CANDIDATE, participation_id=HOLDER),
        structs.replace(CANDIDATE, stands=False),
        structs.replace(CANDIDATE, scope="that"),
        structs.replace(CANDIDATE, mandated=True),
    ],
)
def test_only_who_could_direct_himself_stands_in(candidate: Candidate | None) -> None:
    with pytest.raises(StandInUnfit):
        propose(days(0, 3), candidate=candidate)


def test_six_weeks_on_end_at_most_a_weekend_between_counted_in() -> None:
    assert propose(days(1, 42))
    for wanted, *standing in (
        (days(1, 43),),
        (days(30, 60), propose(days(1, 29))),
        (days(33, 60), propose(days(1, 30))),
    ):
        with pytest.raises(StandInDaysUnfit):
            propose(wanted, *standing)
    assert propose(days(50, 80), propose(days(1, 29)))
    of_another = structs.replace(propose(days(1, 29)), holder_id=UUID(int=8))
    assert propose(days(30, 60), of_another)
    mondays = propose(days(1, 300, Weekday.MONDAY))
    assert len(mondays.asked) > 40
    assert propose(days(1, 42), mondays)


@pytest.mark.parametrize(
    "wanted", [days(-1, 3), days(3, 2), days(1, 400, Weekday.MONDAY), days(0, 1, Weekday.MONDAY)]
)
def test_days_before_today_too_far_or_none_do_not_fit(wanted: Days) -> None:
    with pytest.raises(StandInDaysUnfit):
        propose(wanted)


def test_it_lies_inside_the_term() -> None:
    until = end_of(TODAY + timedelta(days=5))
    term = structs.replace(TERM, until=until)
    assert propose(days(0, 5), term=term).asked[-1][1] == until
    with pytest.raises(StandInDaysUnfit):
        propose(days(0, 6), term=term)


def answer(stand_in: StandIn, said: StandInAnswer = StandInAnswer.ASSENT, **changes: Any) -> StandIn:
    told: dict[str, Any] = {"term": TERM, "candidate": CANDIDATE, "voice": HIS, "at": NOW} | changes
    return rules.answered(stand_in, said, told.pop("term"), told.pop("candidate"), **told)


def test_he_agrees_himself_and_stands_in_from_then_on() -> None:
    asked = propose(days(0, 3))
    assert rules.agreed_spans(asked) == ()
    agreed = answer(asked)
    ((first, last),) = rules.agreed_spans(agreed)
    assert (first, last) == (NOW, end_of(TODAY + timedelta(days=3)))
    noon = NOW + timedelta(hours=2)
    over = rules.ended(agreed, reach=Reach.FULL, voice=VOICE, at=noon)
    assert rules.agreed_spans(over) == ((NOW, noon),)
    assert answer(asked, StandInAnswer.REFUSAL, term=None, candidate=None).answer is StandInAnswer.REFUSAL
    for changes, refusal in (
        ({"voice": VOICE}, StandInAnswerNotYours),
        ({"voice": structs.replace(HIS, team=True)}, StandInAnswerNotYours),
        ({"candidate": None}, StandInUnfit),
        ({"term": None}, StandInSettled),
        ({"term": structs.replace(TERM, stands=False)}, StandInSettled),
        ({"term": structs.replace(TERM, holder_id=UUID(int=8))}, StandInSettled),
        ({"term": structs.replace(TERM, until=NOW + timedelta(days=1))}, StandInDaysUnfit),
        ({"at": NOW + timedelta(days=9)}, StandInSettled),
    ):
        with pytest.raises(refusal):
            answer(asked, **changes)
    with pytest.raises(StandInSettled):
        answer(agreed)
    with pytest.raises(StandInSettled):
        answer(propose(days(0, 12, Weekday.WEDNESDAY)), at=NOW + timedelta(days=10))


def test_the_holder_he_himself_and_the_coordinator_end_it_once() -> None:
    asked = propose(days(0, 3))
    third = structs.replace(VOICE, participation_id=UUID(int=9))
    for reach, voice in ((Reach.FULL, VOICE), (Reach.CORE, HIS), (Reach.STEERING, third)):
        assert rules.ended(asked, reach=reach, voice=voice, at=NOW).ended_at == NOW
    for voice in (third, structs.replace(VOICE, team=True)):
        with pytest.raises(StandInNotYours):
            rules.ended(asked, reach=Reach.FULL, voice=voice, at=NOW)
    refused = answer(asked, StandInAnswer.REFUSAL)
    ended = rules.ended(asked, reach=Reach.FULL, voice=VOICE, at=NOW)
    for over, at in ((refused, NOW), (ended, NOW), (asked, NOW + timedelta(days=9))):
        with pytest.raises(StandInSettled):
            rules.ended(over, reach=Reach.FULL, voice=VOICE, at=at)


def test_of_a_weekly_pattern_the_day_that_runs_or_ran_last_is_told() -> None:
    weekly = propose(days(0, 20, Weekday.WEDNESDAY))
    for after, told in ((0, 0), (3, 0), (7, 7), (13, 7), (30, 14)):
        day = TODAY + timedelta(days=told)
        assert rules.days_begun(weekly, NOW + timedelta(days=after)) == (day, day)
    on_end = propose(days(0, 10))
    assert rules.days_begun(on_end, NOW) == (TODAY, TODAY + timedelta(days=10))
