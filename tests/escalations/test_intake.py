"""Who bridges, when a waiting time is looked at again, and what must be there first: without a database (E4)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.escalations.stands import (
    AGREED,
    HOLDER,
    OTHER,
    REQUESTER,
    SPECIALIST,
    TODAY,
    condition,
    escalation,
    seat,
    strengthening,
    target,
)

from chaincare.escalations import intake
from chaincare.escalations.facts import (
    BridgeAnswered,
    BridgeNamed,
    ConditionDropped,
    ConditionFulfilled,
    ConditionKind,
    ConditionNamed,
    Reviewed,
)
from chaincare.escalations.model import Bridge, ConditionState, Escalation, State, TargetState
from chaincare.escalations.refusals import (
    BridgeNotPresent,
    ConditionNotForStrengthen,
    ConditionSettled,
    DescriptionNeeded,
    DocumentFromTheFuture,
    EscalationMovedOn,
    ExpectedDatePassed,
    OwnerNotPresent,
    RefusalReasonNeeded,
    StepNotYours,
)

WON = target(TargetState.ACCEPTED, SPECIALIST)
WAITING = escalation(State.WAITING)
LATER = TODAY + timedelta(days=90)
ELSEWHERE = [one for one in State if one is not State.WAITING]


@pytest.mark.parametrize(
    ("today", "expected", "due"),
    [
        (date(2026, 3, 2), date(2026, 9, 1), date(2026, 4, 2)),
        (date(2026, 1, 31), date(2026, 9, 1), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 9, 1), date(2028, 2, 29)),
        (date(2026, 12, 15), date(2027, 9, 1), date(2027, 1, 15)),
        (date(2026, 3, 2), date(2026, 3, 10), date(2026, 3, 10)),
    ],
)
def test_a_waiting_time_is_looked_at_within_a_month_or_when_it_ends(
    today: date, expected: date, due: date
) -> None:
    assert intake.review_due(expected, today) == due


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_nobody_waits_longer_than_a_month_unseen(today: date, expected: date) -> None:
    due = intake.review_due(expected, today)
    assert due <= expected
    assert due <= today + timedelta(days=31)
    assert due == expected or due >= today + timedelta(days=28)


def test_only_who_is_waited_for_says_when_he_comes() -> None:
    assert intake.reviewed(WAITING, WON, seat(SPECIALIST), TODAY, TODAY) == Reviewed(TODAY)
    assert intake.reviewed(WAITING, WON, seat(SPECIALIST), LATER, TODAY) == Reviewed(LATER)
    for nobody, own in ((WON, HOLDER), (WON, REQUESTER), (None, SPECIALIST)):
        with pytest.raises(StepNotYours):
            intake.reviewed(WAITING, nobody, seat(own), LATER, TODAY)
    with pytest.raises(ExpectedDatePassed):
        intake.reviewed(WAITING, WON, seat(SPECIALIST), TODAY - timedelta(days=1), TODAY)
    for state in ELSEWHERE:
        with pytest.raises(EscalationMovedOn):
            intake.reviewed(escalation(state), WON, seat(SPECIALIST), LATER, TODAY)


@pytest.mark.parametrize(
    ("own", "candidate", "bridge", "named"),
    [
        (HOLDER, HOLDER, None, BridgeNamed(HOLDER, agreed=True)),
        (REQUESTER, OTHER, None, BridgeNamed(OTHER, agreed=False)),
        (OTHER, OTHER, None, BridgeNamed(OTHER, agreed=True)),
        (OTHER, OTHER, Bridge(HOLDER, agreed=False), BridgeNamed(OTHER, agreed=True)),
        (HOLDER, REQUESTER, AGREED, BridgeNamed(REQUESTER, agreed=False)),
        (uuid4(), HOLDER, None, StepNotYours),
        (HOLDER, None, None, BridgeNotPresent),
        (HOLDER, SPECIALIST, None, BridgeNotPresent),
    ],
)
def test_nobody_bridges_over_his_head(
    own: UUID, candidate: UUID | None, bridge: Bridge | None, named: BridgeNamed | type[Exception]
) -> None:
    waiting = escalation(State.WAITING, bridge=bridge)
    if isinstance(named, BridgeNamed):
        assert intake.bridge_named(waiting, WON, seat(own), candidate) == named
    else:
        with pytest.raises(named):
            intake.bridge_named(waiting, WON, seat(own), candidate)


def test_who_bridges_already_is_replaced_by_who_leads_only() -> None:
    newcomer = uuid4()
    with pytest.raises(StepNotYours):
        intake.bridge_named(escalation(State.WAITING, bridge=AGREED), WON, seat(newcomer), newcomer)
    for state in ELSEWHERE:
        with pytest.raises(EscalationMovedOn):
            intake.bridge_named(escalation(state), None, seat(HOLDER), HOLDER)
    assert intake.bridge_named(WAITING, None, seat(HOLDER), HOLDER) == BridgeNamed(HOLDER, agreed=True)


def test_who_was_named_says_yes_or_no_himself() -> None:
    asked = escalation(State.WAITING, bridge=Bridge(OTHER, agreed=False))
    assert intake.bridge_answered(asked, seat(OTHER), None, assents=True) == BridgeAnswered(OTHER, True, None)
    for bridged in (asked, escalation(State.WAITING, bridge=AGREED)):
        said = intake.bridge_answered(bridged, seat(OTHER), "ill", assents=False)
        assert said == BridgeAnswered(OTHER, False, "ill")
        with pytest.raises(StepNotYours):
            intake.bridge_answered(bridged, seat(HOLDER), None, assents=True)
    with pytest.raises(RefusalReasonNeeded):
        intake.bridge_answered(asked, seat(OTHER), None, assents=False)
    with pytest.raises(EscalationMovedOn):
        intake.bridge_answered(escalation(State.WAITING, bridge=AGREED), seat(OTHER), None, assents=True)
    with pytest.raises(StepNotYours):
        intake.bridge_answered(WAITING, seat(OTHER), None, assents=True)
    for state in ELSEWHERE:
        with pytest.raises(EscalationMovedOn):
            intake.bridge_answered(escalation(state, bridge=AGREED), seat(OTHER), None, assents=True)


CONDITION = uuid4()
NAMED = (CONDITION, ConditionKind.BESCHIKKING, OTHER, "By the municipality.", ("mei",))


def test_a_condition_is_named_until_help_starts_by_who_asks_or_who_comes() -> None:
    for state in State:
        for own in (HOLDER, REQUESTER, SPECIALIST):
            if state in intake.BEFORE_START:
                fact = intake.condition_named(escalation(state), WON, seat(own), NAMED)
                assert fact == ConditionNamed(
                    CONDITION, ConditionKind.BESCHIKKING, OTHER, "By the municipality.", ("mei",)
                )
            else:
                with pytest.raises(EscalationMovedOn):
                    intake.condition_named(escalation(state), WON, seat(own), NAMED)
    with pytest.raises(StepNotYours):
        intake.condition_named(WAITING, None, seat(SPECIALIST), NAMED)
    with pytest.raises(ConditionNotForStrengthen):
        intake.condition_named(strengthening(State.REQUESTED), None, seat(HOLDER), NAMED)
    with pytest.raises(OwnerNotPresent):
        intake.condition_named(WAITING, None, seat(HOLDER), (CONDITION, ConditionKind.TLV, None, None, ()))


def test_what_a_unit_needs_is_seen_to_by_who_asked_it() -> None:
    needs, where = (CONDITION, ConditionKind.VERWIJZING, None), "/conditions/1/description"
    fact = intake.condition_needed(escalation(State.REQUESTED), needs, where)
    assert fact == ConditionNamed(CONDITION, ConditionKind.VERWIJZING, REQUESTER, None, ())
    with pytest.raises(ConditionNotForStrengthen):
        intake.condition_needed(strengthening(State.REQUESTED), needs, where)


def test_what_is_none_of_the_known_kinds_is_described() -> None:
    other, where = ConditionKind.OTHER, "/conditions/1/description"
    asked, needs = escalation(State.REQUESTED), (CONDITION, other, "A room.")
    assert intake.condition_needed(asked, needs, where).description == "A room."
    assert intake.condition_named(WAITING, None, seat(HOLDER), (*NAMED[:1], other, *NAMED[2:])).needs is other
    with pytest.raises(DescriptionNeeded) as refused:
        intake.condition_needed(asked, (CONDITION, other, None), where)
    assert [one.pointer for one in refused.value.errors] == [where]
    with pytest.raises(DescriptionNeeded) as refused:
        intake.condition_named(WAITING, None, seat(HOLDER), (CONDITION, other, OTHER, None, ()))
    assert [one.pointer for one in refused.value.errors] == ["/description"]


def fulfilled(one: Escalation, own: UUID, **changes: Any) -> ConditionFulfilled:
    missing = changes.get("condition", condition())
    return intake.condition_fulfilled(one, missing, WON, seat(own), (changes.get("on", TODAY), "V-1"), TODAY)


def test_a_condition_is_fulfilled_once_by_a_document_that_exists() -> None:
    for own in (OTHER, HOLDER, REQUESTER, SPECIALIST):
        assert fulfilled(WAITING, own).reference == "V-1"
    with pytest.raises(StepNotYours):
        fulfilled(WAITING, uuid4())
    with pytest.raises(DocumentFromTheFuture):
        fulfilled(WAITING, OTHER, on=TODAY + timedelta(days=1))
    for settled in (ConditionState.FULFILLED, ConditionState.DROPPED):
        with pytest.raises(ConditionSettled):
            fulfilled(WAITING, OTHER, condition=condition(settled))
    with pytest.raises(EscalationMovedOn):
        fulfilled(escalation(State.STARTED), OTHER)


def test_a_condition_is_dropped_with_a_reason_by_who_leads() -> None:
    missing = condition()
    dropped = ConditionDropped(missing.id, "It is not asked any more.")
    assert intake.condition_dropped(WAITING, missing, seat(REQUESTER), dropped.reason) == dropped
    for own in (OTHER, SPECIALIST):
        with pytest.raises(StepNotYours):
            intake.condition_dropped(WAITING, missing, seat(own), "x")
    with pytest.raises(ConditionSettled):
        intake.condition_dropped(WAITING, condition(ConditionState.DROPPED), seat(HOLDER), "x")
    with pytest.raises(ConditionNotForStrengthen):
        intake.condition_dropped(strengthening(State.STARTED), missing, seat(HOLDER), "x")
