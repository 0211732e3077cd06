"""Regie for a time, from a moment ahead and by law, without a database."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.regie.test_rules import (
    CANDIDATE,
    DEAD,
    FIT,
    HELD,
    HOLDER,
    HOUR,
    INTERIM,
    NO,
    NOON,
    OBJECTS,
    OTHER,
    YES,
    change,
    proposal,
    voice,
)

from chaincare.access.model import NotYours, Reach
from chaincare.cases.model import Holder
from chaincare.refusals import InputInvalid, Refusal
from chaincare.regie import answers, laying_down, periods, refusals, rules, states
from chaincare.regie.measures import Measure
from chaincare.regie.model import (
    Agreed,
    Ahead,
    Draft,
    EndsBecause,
    InEffect,
    Lapsed,
    Latest,
    Mandate,
    ProposalKind,
    Term,
    TermKind,
    VacantBecause,
    Withdrawn,
)
from chaincare.regie.periods import Period

WEEK = timedelta(weeks=1)
SOON, LATER = NOON + WEEK, NOON + 9 * WEEK
MAY = (Mandate.DECIDE,)
BACK = Ahead(HOLDER, TermKind.AGREED, MAY, LATER, LATER)
FOR_A_TIME = Term(CANDIDATE, TermKind.TEMPORARY, MAY, UUID(int=8), NOON - HOUR, LATER, ahead=BACK)
BY_LAW = change(FOR_A_TIME, kind=TermKind.BY_LAW)
GOING = change(HELD, until=SOON, ahead=change(BACK, holder_id=OTHER, since=SOON, next_at=SOON))
HANDOVER = Draft(ProposalKind.HANDOVER, CANDIDATE, HOLDER, MAY, None, "note")
SOONER = change(HANDOVER, candidate_id=HOLDER, holder_id=CANDIDATE)
ASSIGNED = Draft(ProposalKind.ASSIGNMENT, OTHER, None, MAY, "why", None)
ORDER = Period(None, LATER, Measure.SUPERVISION_ORDER)


@pytest.mark.parametrize(
    ("draft", "period", "term", "reach", "expected"),
    [
        (HANDOVER, Period(), HELD, Reach.FULL, ProposalKind.HANDOVER),
        (HANDOVER, Period(SOON), HELD, Reach.FULL, ProposalKind.HANDOVER),
        (HANDOVER, Period(SOON, LATER), HELD, Reach.FULL, ProposalKind.TEMPORARY),
        (HANDOVER, Period(NOON), HELD, Reach.FULL, InputInvalid),
        (HANDOVER, Period(NOON + 27 * WEEK), HELD, Reach.FULL, InputInvalid),
        (HANDOVER, Period(None, NOON), HELD, Reach.FULL, InputInvalid),
        (HANDOVER, Period(LATER, SOON), HELD, Reach.FULL, InputInvalid),
        (HANDOVER, Period(None, NOON + 53 * WEEK), HELD, Reach.FULL, InputInvalid),
        (HANDOVER, Period(), GOING, Reach.FULL, refusals.RegieMovesAlready),
        (HANDOVER, Period(), FOR_A_TIME, Reach.FULL, refusals.RegieMovesAlready),
        (SOONER, Period(), FOR_A_TIME, Reach.FULL, ProposalKind.RETURN),
        (SOONER, Period(SOON), FOR_A_TIME, Reach.FULL, InputInvalid),
        (
            change(SOONER, kind=ProposalKind.TO_CLIENT),
            Period(),
            FOR_A_TIME,
            Reach.FULL,
            refusals.RegieMovesAlready,
        ),
        (change(HANDOVER, kind=ProposalKind.TO_CLIENT), Period(None, LATER), HELD, Reach.FULL, InputInvalid),
        (
            change(HANDOVER, kind=ProposalKind.FIRST),
            Period(None, LATER),
            None,
            Reach.FULL,
            refusals.NobodyToReturnTo,
        ),
        (
            change(HANDOVER, kind=ProposalKind.FIRST),
            Period(None, LATER),
            DEAD,
            Reach.FULL,
            refusals.NobodyToReturnTo,
        ),
        (
            change(HANDOVER, kind=ProposalKind.FIRST),
            Period(None, SOON),
            INTERIM,
            Reach.FULL,
            refusals.NobodyToReturnTo,
        ),
        (ASSIGNED, Period(None, LATER), HELD, Reach.STEERING, ProposalKind.ASSIGNMENT),
        (ASSIGNED, Period(), FOR_A_TIME, Reach.STEERING, ProposalKind.ASSIGNMENT),
        (ASSIGNED, Period(), BY_LAW, Reach.STEERING, refusals.DirectedByLaw),
        (ASSIGNED, Period(), change(BY_LAW, stands=False), Reach.STEERING, ProposalKind.ASSIGNMENT),
        (ASSIGNED, ORDER, BY_LAW, Reach.STEERING, ProposalKind.BY_LAW),
        (HANDOVER, ORDER, HELD, Reach.FULL, NotYours),
        (ASSIGNED, Period(None, None, Measure.GUARDIANSHIP), HELD, Reach.STEERING, InputInvalid),
        (ASSIGNED, change(ORDER, effective_at=SOON), HELD, Reach.STEERING, InputInvalid),
        (ASSIGNED, change(ORDER, ends_at=NOON + 105 * WEEK), HELD, Reach.STEERING, InputInvalid),
    ],
)
def test_what_a_proposal_becomes_with_its_period(
    draft: Draft, period: Period, term: Term | None, reach: Reach, expected: ProposalKind | type[Refusal]
) -> None:
    if not isinstance(expected, ProposalKind):
        with pytest.raises(expected):
            periods.timed(draft, period, term, reach, NOON)
        return
    timed = periods.timed(draft, period, term, reach, NOON)
    assert timed.kind is expected
    assert (timed.effective_at, timed.ends_at, timed.measure) == (
        period.effective_at,
        period.ends_at,
        period.measure,
    )


def test_who_follows_whom_without_a_gap() -> None:
    """R3, R9: who comes ends where who was before goes on; what was assigned stays marked so."""
    away = change(proposal(ProposalKind.TEMPORARY), ends_at=LATER, effective_at=SOON)
    agreed = states.successor(away, Agreed(at=NOON))
    assert (agreed.since, agreed.until, agreed.kind) == (SOON, LATER, TermKind.TEMPORARY)
    forced = change(HELD, kind=TermKind.ASSIGNED)
    come, back = terms = periods.followed(away, agreed, forced, NOON)
    assert come.planned
    assert back.planned
    assert (come.until, back.since, back.until) == (LATER, LATER, None)
    assert (back.holder_id, back.kind) == (HOLDER, TermKind.ASSIGNED)
    assert periods.ends_because(terms) is EndsBecause.RETURNED
    at_once = periods.followed(change(away, effective_at=None), change(agreed, since=NOON), forced, NOON)
    assert [one.planned for one in at_once] == [False, True]

    order = change(proposal(ProposalKind.BY_LAW), ends_at=LATER, measure=Measure.GUARDIANSHIP, holder_id=None)
    by_law = states.successor(order, InEffect(at=NOON))
    for before in (
        None,
        DEAD,
        INTERIM,
        change(FOR_A_TIME, ahead=None),
        change(FOR_A_TIME, ahead=change(BACK, kind=TermKind.TEMPORARY)),
        change(HELD, holder_id=CANDIDATE),
    ):
        only = periods.followed(order, by_law, before, NOON)
        assert len(only) == 1
        assert periods.ends_because(only) is EndsBecause.BY_LAW_OVER
    assert len(periods.followed(order, change(by_law, holder_id=OTHER), FOR_A_TIME, NOON)) == 2
    assert periods.ends_because((change(by_law, kind=TermKind.TEMPORARY),)) is EndsBecause.TEMPORARY_OVER
    assert periods.ends_because((INTERIM,)) is EndsBecause.INTERIM_OVER
    assert periods.ends_because((HELD,)) is None

    returned = change(proposal(ProposalKind.RETURN), candidate_id=HOLDER)
    marked = change(FOR_A_TIME, ahead=change(BACK, kind=TermKind.ASSIGNED))
    [own] = periods.followed(returned, states.successor(returned, InEffect(at=NOON)), marked, NOON)
    assert (own.kind, own.until) == (TermKind.ASSIGNED, None)


def test_what_is_agreed_ahead_comes_about_or_lapses() -> None:
    asked = change(proposal(ProposalKind.HANDOVER, (HOLDER, YES), (CANDIDATE, YES)), effective_at=SOON)
    assert rules.settled(asked, HELD, FIT, NOON) == Agreed(at=NOON)
    assert rules.settled(asked, HELD, FIT, SOON) == InEffect(at=SOON)
    agreed = change(asked, outcome=Agreed(at=NOON))
    assert states.as_of(agreed, SOON - HOUR) == agreed
    assert states.as_of(agreed, SOON).outcome == InEffect(at=SOON)
    assert states.as_of(change(agreed, stood=False), LATER).outcome == Lapsed(at=SOON)
    assert states.come_about(change(agreed, effective_at=None), LATER) is None
    withdrawn = rules.withdrawn(agreed, "no", actor_id=agreed.proposed_by, reach=Reach.FULL, at=NOON)
    assert withdrawn == Withdrawn(at=NOON, reason="no")
    with pytest.raises(refusals.ProposalSettled):
        rules.withdrawn(
            states.as_of(agreed, SOON), "no", actor_id=agreed.proposed_by, reach=Reach.FULL, at=SOON
        )
    assert answers.responded(agreed, OBJECTS, "why", voice(OTHER), NOON).answer is OBJECTS
    with pytest.raises(refusals.ProposalSettled):
        answers.responded(change(agreed, responses=()), NO, "why", voice(HOLDER), NOON)
    assert periods.never_agreed(agreed, {CANDIDATE})
    assert not periods.never_agreed(agreed, {HOLDER})
    assert not periods.never_agreed(asked, {CANDIDATE})


def test_a_measure_asks_nobody_and_needs_somebody_who_can_act() -> None:
    order = change(proposal(ProposalKind.BY_LAW), holder_id=None, ends_at=LATER, measure=Measure.GUARDIANSHIP)
    assert rules.settled(order, HELD, FIT, NOON) == InEffect(at=NOON)
    assert rules.settled(order, HELD, None, NOON) == Lapsed(at=NOON)
    standing = proposal()
    draft = change(ASSIGNED, kind=ProposalKind.BY_LAW)
    assert rules.makes_way(standing, draft, HELD, NOON) == Withdrawn(at=NOON, reason="why")


MOVES = refusals.RegieMovesAlready


@pytest.mark.parametrize(
    ("term", "why"), [(FOR_A_TIME, MOVES), (BY_LAW, refusals.HoldsByLaw), (GOING, MOVES)]
)
def test_what_ends_by_itself_is_not_laid_down(term: Term, why: type[Refusal]) -> None:
    with pytest.raises(why):
        laying_down.own_term(term, voice(term.holder_id), NOON)


def test_an_interim_holder_makes_way_for_what_is_planned() -> None:
    assert periods.bounded(INTERIM, None) is INTERIM
    assert periods.bounded(INTERIM, HELD) is INTERIM
    assert periods.bounded(HELD, GOING) is HELD
    near = change(GOING, ahead=change(BACK, next_at=NOON + timedelta(minutes=5)))
    assert periods.bounded(INTERIM, near).until == NOON + timedelta(minutes=5)
    assert periods.bounded(INTERIM, GOING).until == INTERIM.until


@pytest.mark.parametrize(
    ("because", "expected"),
    [
        (EndsBecause.TEMPORARY_OVER, VacantBecause.TEMPORARY_ENDED),
        (EndsBecause.BY_LAW_OVER, VacantBecause.BY_LAW_ENDED),
        (EndsBecause.LAID_DOWN, VacantBecause.LAID_DOWN),
        (None, VacantBecause.LAID_DOWN),
    ],
)
def test_why_nobody_directs_after_it(because: EndsBecause | None, expected: VacantBecause) -> None:
    facts: dict[str, Any] = {"name": "n", "function": "f", "phone": None, "organisation": "o", "mandate": MAY}
    holder = Holder(participation_id=CANDIDATE, kind="temporary", since=NOON - HOUR, until=NOON, **facts)
    assert states.directing(Latest(holder, because), NOON, now=NOON) is expected


def test_directed_by_of_who_is_planned() -> None:
    assert BACK.directed_by == HOLDER
    assert change(BACK, client_id=OTHER).directed_by == OTHER


@pytest.mark.parametrize(
    ("ends", "leaves", "lasts"),
    [(None, None, True), (None, 5, False), (5, 5, True), (6, 5, False), (6, None, True)],
)
def test_who_is_to_direct_takes_part_as_long(ends: int | None, leaves: int | None, lasts: bool) -> None:
    ends_at, leaves_at = (None if days is None else NOON + timedelta(days=days) for days in (ends, leaves))
    periods.outlasted(ends_at, None)
    candidate = change(FIT, ends_at=leaves_at)
    if lasts:
        periods.outlasted(ends_at, candidate)
    else:
        with pytest.raises(refusals.CandidateLeaves):
            periods.outlasted(ends_at, candidate)
