"""With whom the ball is after every fact, without a database (E4)."""

from datetime import date
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.escalations.stands import (
    AGREED,
    AT,
    CLOSED,
    HOLDER,
    OTHER,
    TODAY,
    UNIT,
    condition,
    escalation,
    strengthening,
)

from chaincare.escalations import facts as happened
from chaincare.escalations import states
from chaincare.escalations.facts import (
    Accepted,
    Agreed,
    Answered,
    AskedBack,
    BridgeAnswered,
    BridgeNamed,
    BrokenOff,
    ConditionDropped,
    ConditionFulfilled,
    ConditionKind,
    ConditionNamed,
    ConversionDrafted,
    Converted,
    Declined,
    Drafted,
    Expired,
    Fact,
    FeedbackGiven,
    Finished,
    Redrafted,
    Requested,
    Reviewed,
    SentOn,
    Started,
    Withdrawn,
    Wording,
)
from chaincare.escalations.model import Ball, Bridge, Condition, ConditionState, Escalation, Standing, State
from chaincare.escalations.states import Around, standing_after
from chaincare.escalations.telling import HappenedKind

NOBODY = Around()
FACTS: tuple[Fact, ...] = (
    Drafted(None, (), holder_agrees=True),
    Drafted(None, (), holder_agrees=False),
    Redrafted(None, (), True, Wording("q", "s")),
    Requested(Agreed.VACANT),
    SentOn((UNIT,), (), holder_agrees=True),
    AskedBack(UNIT, "x"),
    Answered(UNIT, "x", ()),
    Accepted(UNIT, None, waiting=False),
    Accepted(UNIT, TODAY, waiting=True),
    Declined(UNIT, "x", last=True),
    Declined(UNIT, "x", last=False),
    BridgeNamed(OTHER, agreed=True),
    BridgeNamed(OTHER, agreed=False),
    BridgeAnswered(OTHER, True, None),
    BridgeAnswered(OTHER, False, "x"),
    Reviewed(TODAY),
    ConditionNamed(UNIT, ConditionKind.TLV, OTHER, None, ()),
    ConditionFulfilled(UNIT, TODAY, None),
    ConditionDropped(UNIT, "x"),
    Started(interim=False),
    FeedbackGiven("x"),
    ConversionDrafted(UNIT),
    Converted(UNIT),
    Finished(None),
    BrokenOff("x"),
    Withdrawn("x"),
    Expired(),
)


def test_every_fact_is_met_here_and_has_a_word_in_the_history() -> None:
    known = set(happened.Fact.__args__)
    assert {type(one) for one in FACTS} == known
    assert {one.__struct_config__.tag for one in known} == {kind.value for kind in HappenedKind}


@given(
    st.sampled_from(FACTS),
    st.sampled_from([one for one in State if one not in CLOSED]),
    st.lists(st.uuids(), max_size=3),
    st.booleans(),
    st.sampled_from([None, AGREED, Bridge(OTHER, agreed=False)]),
    st.lists(st.sampled_from(list(ConditionState)), max_size=3),
)
def test_the_ball_is_with_somebody_until_it_is_over(
    fact: Fact,
    state: State,
    units: list[UUID],
    asking: bool,
    bridge: Bridge | None,
    conditions: list[ConditionState],
) -> None:
    here = escalation(state, bridge=bridge)
    around = Around(tuple(units), asking, tuple(condition(one) for one in conditions))
    standing = standing_after(here, fact, around)
    assert (standing.ball is None) == (standing.state in CLOSED)
    assert standing.unit_id in {None, *units}
    assert (standing.ball is Ball.PARTY) == (standing.participation_id is not None), "a party has a name"


@pytest.mark.parametrize(
    ("fact", "state"),
    [
        (Drafted(None, (), holder_agrees=True), State.DRAFT),
        (AskedBack(UNIT, "x"), State.REQUESTED),
        (Accepted(UNIT, TODAY, waiting=True), State.WAITING),
        (ConversionDrafted(UNIT), State.REQUESTED),
        (Converted(UNIT), State.WITHDRAWN),
        (Finished(None), State.FINISHED),
        (BrokenOff("x"), State.BROKEN_OFF),
        (Withdrawn("x"), State.WITHDRAWN),
        (Declined(UNIT, "x", last=True), State.DECLINED),
        (Expired(), State.EXPIRED),
    ],
)
def test_where_a_fact_leaves_what_was_asked(fact: Fact, state: State) -> None:
    assert standing_after(escalation(State.REQUESTED), fact, NOBODY).state is state
    given_up = escalation(State.BROKEN_OFF, given_up=True)
    assert standing_after(given_up, Withdrawn("x"), NOBODY) == Standing(State.BROKEN_OFF, None)


@pytest.mark.parametrize(("units", "named"), [([UNIT], UNIT), ([UNIT, OTHER], None), ([], None)])
def test_the_one_unit_that_is_asked_has_the_ball_by_name(units: list[UUID], named: UUID | None) -> None:
    around = Around(tuple(units))
    asked = standing_after(escalation(State.DRAFT), Requested(Agreed.BY_HOLDER), around)
    assert asked == Standing(State.REQUESTED, Ball.TARGET, named)
    assert standing_after(escalation(State.ACCEPTED), Started(interim=False), around).unit_id == named


def test_what_a_unit_asks_brings_the_ball_back_until_every_question_is_answered() -> None:
    for state in (State.REQUESTED, State.STARTED):
        asked = standing_after(escalation(state), AskedBack(UNIT, "x"), NOBODY)
        assert asked == Standing(state, Ball.REQUESTER)
        here = escalation(state, ball=Ball.REQUESTER)
        told = Answered(UNIT, "x", ())
        assert standing_after(here, told, Around((UNIT,), asking=True)) == Standing(state, Ball.REQUESTER)
        assert standing_after(here, told, Around((UNIT,))) == Standing(state, Ball.TARGET, UNIT)


def test_a_unit_that_declines_while_others_are_asked_moves_nothing() -> None:
    here = escalation(State.REQUESTED, ball_unit_id=UNIT)
    no = Declined(UNIT, "x", last=False)
    assert standing_after(here, no, NOBODY) == Standing(State.REQUESTED, Ball.TARGET, UNIT)
    asked = escalation(State.REQUESTED, ball=Ball.REQUESTER)
    assert standing_after(asked, no, NOBODY) == Standing(State.REQUESTED, Ball.TARGET), (
        "it was the one that asked"
    )
    assert standing_after(asked, no, Around(asking=True)) == Standing(State.REQUESTED, Ball.REQUESTER)
    assert standing_after(here, msgspec.structs.replace(no, last=True), NOBODY) == Standing(
        State.DECLINED, None
    )


OPEN, MET = condition(owner_id=HOLDER), condition(ConditionState.FULFILLED)


@pytest.mark.parametrize(
    ("state", "bridge", "conditions", "ball", "who"),
    [
        (State.ACCEPTED, None, (), Ball.REGIE_HOLDER, None),
        (State.ACCEPTED, None, (MET,), Ball.REGIE_HOLDER, None),
        (State.ACCEPTED, None, (MET, OPEN), Ball.PARTY, HOLDER),
        (State.WAITING, None, (OPEN,), Ball.REGIE_HOLDER, None),
        (State.WAITING, Bridge(OTHER, agreed=False), (OPEN,), Ball.PARTY, OTHER),
        (State.WAITING, AGREED, (OPEN,), Ball.PARTY, HOLDER),
        (State.WAITING, AGREED, (MET,), Ball.PARTY, OTHER),
    ],
)
def test_before_the_start_first_somebody_bridges_then_what_is_needed_is_there(
    state: State,
    bridge: Bridge | None,
    conditions: tuple[Condition, ...],
    ball: Ball,
    who: UUID | None,
) -> None:
    standing = states.before_start(state, bridge, conditions)
    assert (standing.state, standing.ball, standing.participation_id) == (state, ball, who)
    fact = ConditionDropped(uuid4(), "x")
    assert standing_after(escalation(state, bridge=bridge), fact, Around(conditions=conditions)) == standing


def test_a_review_gives_the_ball_anew_and_a_bridge_takes_and_leaves_it() -> None:
    waiting = escalation(State.WAITING, bridge=AGREED)
    reviewed = standing_after(waiting, Reviewed(date(2026, 4, 1)), NOBODY)
    assert reviewed == Standing(State.WAITING, Ball.PARTY, participation_id=OTHER, anew=True)
    named = standing_after(waiting, BridgeNamed(HOLDER, agreed=True), NOBODY)
    assert (named.ball, named.participation_id) == (Ball.PARTY, HOLDER)
    left = standing_after(waiting, BridgeAnswered(OTHER, False, "ill"), NOBODY)
    assert left == Standing(State.WAITING, Ball.REGIE_HOLDER)


@pytest.mark.parametrize("state", [State.DRAFT, State.REQUESTED])
def test_what_is_named_before_anybody_accepted_moves_nothing(state: State) -> None:
    here = escalation(state, ball_unit_id=UNIT)
    named = ConditionNamed(uuid4(), ConditionKind.VERWIJZING, HOLDER, None, ())
    assert standing_after(here, named, Around(conditions=(OPEN,))) == Standing(state, Ball.TARGET, UNIT)


def test_feedback_brings_the_ball_to_who_can_end_it() -> None:
    said = FeedbackGiven("calm")
    assert standing_after(escalation(State.STARTED), said, NOBODY).ball is Ball.REGIE_HOLDER
    assert standing_after(strengthening(State.STARTED, case_id=None), said, NOBODY).ball is Ball.REQUESTER


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (State.REQUESTED, State.WITHDRAWN),
        (State.STARTED, State.FINISHED),
        (State.FINISHED, State.FINISHED),
        (State.BROKEN_OFF, State.BROKEN_OFF),
        (State.DECLINED, State.DECLINED),
    ],
)
def test_what_goes_on_elsewhere_is_over_here(before: State, after: State) -> None:
    here: Escalation = strengthening(before, case_id=None)
    assert standing_after(here, Converted(uuid4(), uuid4()), NOBODY) == Standing(after, None)
    assert AT
