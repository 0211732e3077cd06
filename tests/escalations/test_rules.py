"""The rules of an escalation, without a database."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from tests.escalations.stands import (
    AT,
    GRANT,
    HOLDER,
    OTHER,
    REQUESTER,
    SPECIALIST,
    UNIT,
    condition,
    escalation,
    seat,
    strengthening,
    target,
)

from chaincare.alliance.model import TextNamesSomebody
from chaincare.clients.model import BirthPrecision, Client
from chaincare.escalations import drafting, rules, sending, states
from chaincare.escalations.facts import (
    Accepted,
    Agreed,
    Answered,
    AskedBack,
    BrokenOff,
    Declined,
    Drafted,
    FeedbackGiven,
    Finished,
    Redrafted,
    Requested,
    Started,
    Wording,
)
from chaincare.escalations.model import (
    Ask,
    Ball,
    ConditionState,
    Escalation,
    Help,
    Hints,
    Limit,
    Region,
    Seat,
    Standing,
    State,
    TargetState,
)
from chaincare.escalations.refusals import (
    AnotherMustAccept,
    AreaNotInNetwork,
    AskedAlready,
    ConditionOpen,
    ConvertedAlready,
    EndingNotYours,
    EndReasonNeeded,
    EscalationMovedOn,
    ExpectedDatePassed,
    FeedbackInCase,
    FeedbackNotYours,
    GrantNeeded,
    GrantNotForStrengthen,
    NothingAsked,
    OnlyStrengthenConverts,
    RegieVacant,
    RequestNeedsHolder,
    RequestNotCurrent,
    StartsLater,
    StartsOnAcceptance,
    StepNotYours,
    SummaryNamesClient,
    TargetAnswered,
    TargetIsOwnUnit,
    TargetNotInNetwork,
    TargetUnknown,
    TriedNeeded,
)
from chaincare.parties.refusals import BasisRunsOut


@pytest.mark.parametrize(
    ("own", "holder", "full", "urgent", "agreed"),
    [
        (HOLDER, HOLDER, True, False, Agreed.BY_HOLDER),
        (HOLDER, HOLDER, False, False, Agreed.BY_HOLDER),
        (REQUESTER, HOLDER, True, False, None),
        (REQUESTER, HOLDER, True, True, Agreed.URGENT),
        (REQUESTER, None, True, False, Agreed.VACANT),
        (OTHER, None, True, False, Agreed.VACANT),
        (OTHER, None, False, False, None),
        (OTHER, HOLDER, False, True, None),
    ],
)
def test_the_regie_holder_agrees_unless_there_is_none_or_it_is_urgent(
    own: UUID, holder: UUID | None, full: bool, urgent: bool, agreed: Agreed | None
) -> None:
    one = escalation(State.DRAFT, urgent=urgent)
    if agreed is None:
        with pytest.raises(RequestNeedsHolder):
            sending.requested(one, seat(own, holder, full=full))
    else:
        assert sending.requested(one, seat(own, holder, full=full)) == Requested(agreed)


@pytest.mark.parametrize(
    ("holder", "urgent", "present", "started"),
    [
        (HOLDER, False, True, Started(interim=False)),
        (HOLDER, True, True, Started(interim=False)),
        (None, False, True, None),
        (None, True, True, Started(interim=True)),
        (None, True, False, None),
    ],
)
def test_only_what_is_urgent_starts_without_regie(
    holder: UUID | None, urgent: bool, present: bool, started: Started | None
) -> None:
    one, won = escalation(State.ACCEPTED, urgent=urgent), target(TargetState.ACCEPTED, SPECIALIST)
    for own in (REQUESTER, SPECIALIST):
        if started is None:
            with pytest.raises(RegieVacant):
                rules.started(one, won, seat(own, holder), requester_present=present, today=AT.date())
        else:
            assert (
                rules.started(one, won, seat(own, holder), requester_present=present, today=AT.date())
                == started
            )
    with pytest.raises(StepNotYours):
        rules.started(one, won, seat(OTHER, holder), requester_present=present, today=AT.date())


@pytest.mark.parametrize(
    ("own", "days", "may"),
    [
        (SPECIALIST, None, True),
        (SPECIALIST, -1, True),
        (SPECIALIST, 0, True),
        (SPECIALIST, 1, False),
        (REQUESTER, 1, True),
        (HOLDER, 1, True),
    ],
)
def test_a_specialist_who_waits_starts_on_the_expected_day_at_the_earliest(
    own: UUID, days: int | None, may: bool
) -> None:
    expected = None if days is None else AT.date() + timedelta(days=days)
    won = target(TargetState.ACCEPTED, SPECIALIST, expected)
    act = partial(
        rules.started, escalation(State.WAITING), won, seat(own), requester_present=True, today=AT.date()
    )
    if may:
        assert act() == Started(interim=False)
    else:
        with pytest.raises(StartsLater):
            act()


def test_who_asked_is_still_there_and_is_helped_by_another() -> None:
    assert rules.may_accept(SPECIALIST, REQUESTER) == REQUESTER
    with pytest.raises(RequestNotCurrent):
        rules.may_accept(SPECIALIST, None)
    with pytest.raises(AnotherMustAccept):
        rules.may_accept(REQUESTER, REQUESTER)


def test_a_strengthening_starts_on_acceptance_and_gives_no_participation() -> None:
    one = escalation(State.REQUESTED, help=Help.STRENGTHEN, grant=None)
    asked = target(TargetState.REQUESTED)
    facts = rules.accepted(one, asked, date(2026, 5, 1), at=AT, today=AT.date())
    assert facts == (Accepted(asked.id, date(2026, 5, 1), waiting=False), Started(interim=False))
    with pytest.raises(StartsOnAcceptance):
        rules.started(one, asked, seat(REQUESTER), requester_present=True, today=AT.date())


@pytest.mark.parametrize(("days", "waiting"), [(None, False), (0, False), (1, True)])
def test_an_accepted_complement_waits_when_its_start_lies_ahead(days: int | None, waiting: bool) -> None:
    expected = None if days is None else AT.date() + timedelta(days=days)
    facts = rules.accepted(
        escalation(State.REQUESTED), target(TargetState.REQUESTED), expected, at=AT, today=AT.date()
    )
    assert [one.waiting for one in facts if isinstance(one, Accepted)] == [waiting]


def test_what_must_be_there_first_keeps_help_from_starting() -> None:
    one, won = escalation(State.ACCEPTED), target(TargetState.ACCEPTED, SPECIALIST)
    for settled in (ConditionState.FULFILLED, ConditionState.DROPPED):
        ready = (condition(settled),)
        rules.started(one, won, seat(HOLDER), ready, requester_present=True, today=AT.date())
    missing = (condition(ConditionState.FULFILLED), condition())
    with pytest.raises(ConditionOpen):
        rules.started(one, won, seat(HOLDER), missing, requester_present=True, today=AT.date())


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("own", list(TargetState))
def test_a_unit_asks_back_before_it_answers_or_while_it_strengthens(state: State, own: TargetState) -> None:
    for one, at_work in ((escalation(state), False), (strengthening(state), state is State.STARTED)):
        asked = target(own)
        if own not in {TargetState.REQUESTED, TargetState.ACCEPTED}:
            with pytest.raises(TargetUnknown):
                rules.asked_back(one, asked, "How often?")
        elif state is State.REQUESTED or at_work:
            assert rules.asked_back(one, asked, "How often?") == AskedBack(asked.id, "How often?")
            with pytest.raises(AskedAlready):
                rules.asked_back(one, target(own, question_at=AT), "And when?")
        else:
            with pytest.raises(EscalationMovedOn):
                rules.asked_back(one, asked, "How often?")


def test_what_was_asked_back_is_answered_by_who_leads() -> None:
    asked = target(TargetState.REQUESTED, question_at=AT)
    for own in (REQUESTER, HOLDER):
        said = rules.answered(escalation(State.REQUESTED), seat(own), asked, "Daily.", ("mei",))
        assert said == Answered(asked.id, "Daily.", ("mei",))
    with pytest.raises(StepNotYours):
        rules.answered(escalation(State.REQUESTED), seat(OTHER), asked, "Daily.", ())
    lapsed = target(TargetState.LAPSED, question_at=AT)
    for nobody in (None, target(TargetState.REQUESTED), lapsed):
        with pytest.raises(NothingAsked):
            rules.answered(escalation(State.REQUESTED), seat(HOLDER), nobody, "Daily.", ())
    with pytest.raises(NothingAsked):
        rules.answered(escalation(State.ACCEPTED), seat(HOLDER), asked, "Daily.", ())


@pytest.mark.parametrize("state", list(State))
def test_a_draft_is_changed_by_who_made_it_or_who_is_to_agree(state: State) -> None:
    for own in (REQUESTER, HOLDER):
        if state is State.DRAFT:
            rules.editable(escalation(state), seat(own))
        else:
            with pytest.raises(EscalationMovedOn):
                rules.editable(escalation(state), seat(own))
    with pytest.raises(StepNotYours):
        rules.editable(escalation(state), seat(OTHER))


@pytest.mark.parametrize("state", list(State))
def test_only_strengthening_that_runs_is_converted(state: State) -> None:
    if state is State.STARTED:
        rules.convertible(strengthening(state), seat(HOLDER), goes_on=False)
    else:
        with pytest.raises(OnlyStrengthenConverts):
            rules.convertible(strengthening(state), seat(HOLDER), goes_on=False)
    with pytest.raises(OnlyStrengthenConverts):
        rules.convertible(escalation(state), seat(HOLDER), goes_on=False)
    with pytest.raises(ConvertedAlready):
        rules.convertible(strengthening(state), seat(HOLDER), goes_on=True)
    for goes_on in (False, True):
        with pytest.raises(StepNotYours):
            rules.convertible(strengthening(state), seat(OTHER), goes_on=goes_on)


def test_help_is_not_expected_in_the_past() -> None:
    with pytest.raises(ExpectedDatePassed):
        rules.accepted(
            escalation(State.REQUESTED),
            target(TargetState.REQUESTED),
            AT.date() - timedelta(days=1),
            at=AT,
            today=AT.date(),
        )


def test_a_grant_whose_basis_ran_out_cannot_be_accepted() -> None:
    grant = msgspec.structs.replace(GRANT, basis=msgspec.structs.replace(GRANT.basis, until=AT))
    with pytest.raises(BasisRunsOut):
        rules.accepted(
            escalation(State.REQUESTED, grant=grant),
            target(TargetState.REQUESTED),
            None,
            at=AT,
            today=AT.date(),
        )


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("own", list(TargetState))
def test_a_target_answers_once_and_only_while_it_is_asked(state: State, own: TargetState) -> None:
    one, asked = escalation(state), target(own)
    if (state, own) == (State.REQUESTED, TargetState.REQUESTED):
        assert rules.declined(one, asked, "full", last=True) == Declined(asked.id, "full", last=True)
        return
    with pytest.raises(TargetAnswered if own is TargetState.ACCEPTED else TargetUnknown):
        rules.declined(one, asked, "full", last=True)


def test_feedback_is_the_specialists_and_ends_it() -> None:
    one, won = escalation(State.STARTED), target(TargetState.ACCEPTED, SPECIALIST)
    assert rules.feedback_in_case(one, won, SPECIALIST, "calm") == FeedbackGiven("calm")
    with pytest.raises(FeedbackNotYours):
        rules.feedback_in_case(one, won, REQUESTER, "calm")
    with pytest.raises(FeedbackInCase):
        rules.feedback_of_target(one, won, "calm")
    with pytest.raises(EscalationMovedOn):
        rules.feedback_of_target(escalation(State.REQUESTED), target(TargetState.REQUESTED), "early")
    with pytest.raises(TargetUnknown):
        rules.feedback_of_target(strengthening(State.STARTED), target(TargetState.ENDED), "late")
    strengthened = rules.feedback_of_target(
        strengthening(State.STARTED), target(TargetState.ACCEPTED), "calm"
    )
    assert strengthened == FeedbackGiven("calm")
    assert rules.ended(one, seat(HOLDER), None, feedback=True) == Finished(None)
    assert rules.ended(one, seat(REQUESTER), "moved away", feedback=False) == BrokenOff("moved away")
    with pytest.raises(EndReasonNeeded):
        rules.ended(one, seat(HOLDER), None, feedback=False)
    with pytest.raises(StepNotYours):
        rules.ended(one, seat(SPECIALIST), "I stop", feedback=True)
    assert rules.given_up(one, won, SPECIALIST, "I stop", feedback=True) == Finished("I stop")
    assert rules.given_up(one, target(TargetState.ACCEPTED), OTHER, "I stop", feedback=False) == BrokenOff(
        "I stop"
    )
    with pytest.raises(EndingNotYours):
        rules.given_up(one, won, OTHER, "he stops", feedback=False)
    for state in (TargetState.REQUESTED, TargetState.ENDED):
        with pytest.raises(EscalationMovedOn):
            rules.given_up(one, target(state), OTHER, "no", feedback=False)


STEPS: dict[str, tuple[Callable[[Escalation], object], set[State]]] = {
    "request": (lambda one: sending.requested(one, seat(HOLDER)), {State.DRAFT}),
    "withdraw": (
        lambda one: rules.withdrawn(one, seat(HOLDER), "x"),
        {State.DRAFT, State.REQUESTED, State.DECLINED, State.EXPIRED},
    ),
    "start": (
        lambda one: rules.started(
            one,
            target(TargetState.ACCEPTED, SPECIALIST),
            seat(HOLDER),
            requester_present=True,
            today=AT.date(),
        ),
        {State.ACCEPTED, State.WAITING},
    ),
    "feedback": (
        lambda one: rules.feedback_in_case(one, target(TargetState.ACCEPTED, SPECIALIST), SPECIALIST, "x"),
        {State.STARTED},
    ),
    "withdraw what was given up": (
        lambda one: rules.withdrawn(msgspec.structs.replace(one, given_up=True), seat(HOLDER), "x"),
        set(State),
    ),
    "give up": (
        lambda one: rules.given_up(
            one, target(TargetState.ACCEPTED, SPECIALIST), SPECIALIST, "x", feedback=False
        ),
        {State.ACCEPTED, State.WAITING, State.STARTED},
    ),
    "end": (
        lambda one: rules.ended(one, seat(HOLDER), "x", feedback=False),
        {State.ACCEPTED, State.WAITING, State.STARTED},
    ),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", list(State))
def test_each_step_is_for_its_own_states(step: str, state: State) -> None:
    act, allowed = STEPS[step]
    if state in allowed:
        act(escalation(state))
    else:
        with pytest.raises(EscalationMovedOn):
            act(escalation(state))


def client(**changes: Any) -> Client:
    base = Client(uuid4(), "Désirée", "van der", "Walt", "Dee", date(2017, 3, 14), BirthPrecision.DAY, "nl")
    return msgspec.structs.replace(base, **changes)


def wanted(**changes: Any) -> Ask:
    base = Ask(
        limit=Limit.IMMINENT, help=Help.STRENGTHEN, question="How?", summary="A pupil.",
        hints=Hints(None, None, None, None), urgent=False, wanted_on=None, targets=(UNIT,), grant=None, tried=None,
        overrides=(),
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def drafted(ask: Ask, who: Client, own: Seat) -> Drafted:
    return drafting.drafted(ask, drafting.known_by(who), Region(("Noord",), frozenset({UNIT})), own, at=AT)


@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ({}, []),
        ({"summary": "Dee is nine."}, ["/summary"]),
        ({"question": "Who is Walt?", "summary": "Born 14-3-2017."}, ["/question", "/summary"]),
        ({"summary": "van der"}, []),
        ({"summary": "Dee is nine.", "overrides": ("dee",)}, []),
        ({"summary": "999990019"}, ["/summary"]),
        ({"tried": "Talked with Désirée."}, []),
    ],
)
def test_what_a_target_reads_first_does_not_name_the_client(changes: dict[str, Any], held: list[str]) -> None:
    if not held:
        drafted(wanted(**changes), client(), seat(REQUESTER))
        return
    with pytest.raises(SummaryNamesClient) as refused:
        drafted(wanted(**changes), client(), seat(REQUESTER))
    assert [one.pointer for one in refused.value.errors] == held
    said = repr([one.detail for one in refused.value.errors])
    assert not [word for word in ("Dee ", "Walt", "2017", "9999") if word in said]


def test_a_birth_date_known_to_the_year_is_none() -> None:
    who = client(birth_date=date(2017, 1, 1), birth_precision=BirthPrecision.YEAR)
    assert drafted(wanted(summary="Since 1-1-2017."), who, seat(REQUESTER))


@pytest.mark.parametrize(
    ("own", "holder", "urgent", "ball"),
    [
        (REQUESTER, HOLDER, False, Ball.REGIE_HOLDER),
        (REQUESTER, HOLDER, True, Ball.REQUESTER),
        (REQUESTER, None, False, Ball.REQUESTER),
        (HOLDER, HOLDER, False, Ball.REQUESTER),
    ],
)
def test_a_draft_lies_with_whoever_is_to_send_it(
    own: UUID, holder: UUID | None, urgent: bool, ball: Ball
) -> None:
    fact = drafted(wanted(urgent=urgent), client(), seat(own, holder))
    assert states.first_standing(fact) == Standing(State.DRAFT, ball)


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"limit": Limit.REACHED}, TriedNeeded),
        ({"help": Help.COMPLEMENT}, GrantNeeded),
        ({"grant": GRANT}, GrantNotForStrengthen),
        ({"targets": (UNIT, UNIT)}, TargetNotInNetwork),
        ({"targets": (OTHER,)}, TargetNotInNetwork),
        ({"hints": Hints(None, "Dorp", None, None)}, AreaNotInNetwork),
        ({"help": Help.COMPLEMENT, "grant": GRANT, "tried": "Talks."}, None),
        ({"limit": Limit.REACHED, "tried": "Talks.", "hints": Hints(None, "Noord", None, None)}, None),
    ],
)
def test_what_may_be_asked_and_of_whom(changes: dict[str, Any], refused: type[Exception] | None) -> None:
    if refused is None:
        assert drafted(wanted(**changes), client(), seat(REQUESTER)).tried == changes["tried"]
    else:
        with pytest.raises(refused):
            drafted(wanted(**changes), client(), seat(REQUESTER))


def test_the_own_unit_is_not_the_winkelstraat() -> None:
    region = Region(("Noord",), frozenset({UNIT, OTHER}), own_unit=UNIT)
    drafting.may_be_asked(wanted(targets=(OTHER,)), region)
    with pytest.raises(TargetIsOwnUnit) as refused:
        drafting.may_be_asked(wanted(targets=(OTHER, UNIT)), region)
    assert [one.pointer for one in refused.value.errors] == ["/targets/1"]


def test_what_a_draft_said_before_is_kept() -> None:
    region, before = Region(("Noord",), frozenset({UNIT})), Wording("How?", "Another pupil.")
    known = drafting.known_by(client())
    changed = drafting.redrafted(wanted(tried="Talks."), known, region, seat(REQUESTER), before, at=AT)
    assert changed == Redrafted("Talks.", (), holder_agrees=True, before=before)
    with pytest.raises(SummaryNamesClient):
        drafting.redrafted(wanted(summary="Dee"), known, region, seat(REQUESTER), before, at=AT)


@pytest.mark.parametrize(
    ("summary", "overrides", "held"),
    [
        ("Wees blij: Rozen bloeien aan de Dorpsstraat 12.", (), True),
        ("Bel oma op 06 12 34 56 78, zij past op.", (), True),
        ("Bel oma op 06-12345678, zij past op.", ("06-12345678",), False),
        ("Wees blij: Rozen bloeien aan de Dorpsstraat 12.", ("Dorpsstraat",), True),
        ("Wees blij: Rozen bloeien aan de Dorpsstraat 12.", ("dorpsstraat", "12"), False),
        ("In 2026 is het rustig, op de weg naar school.", (), False),
        ("WALT", (), True),
        ("w\u00e1lt", (), True),
        ("wa\u0301lt", (), True),
        ("Walt's moeder", (), True),
        ("Walt's moeder", ("WALT'S",), False),
        ("De Waltboot", (), False),
    ],
)
def test_every_sentence_of_what_is_held_back(summary: str, overrides: tuple[str, ...], held: bool) -> None:
    ask = wanted(summary=summary, overrides=overrides)
    if held:
        with pytest.raises(SummaryNamesClient):
            drafted(ask, client(), seat(REQUESTER))
    else:
        assert drafted(ask, client(), seat(REQUESTER)).overrides == overrides


def test_a_text_about_nobody_is_held_back_for_how_it_looks() -> None:
    said = [("question", "Bel 06-12345678"), ("summary", "Sinds 14-3-2017."), ("text", None)]
    with pytest.raises(TextNamesSomebody) as refused:
        drafting.about_nobody(said, ())
    assert [one.pointer for one in refused.value.errors] == ["/question", "/summary"]
    assert not [one for one in refused.value.errors if "2017" in one.detail or "06" in one.detail]
    assert drafting.about_nobody(said, ("06-12345678", "zebra", "14-3-2017")) == ("06-12345678", "14-3-2017")
    assert drafting.about_nobody([("text", "Very calm.")], ("zebra", "calm")) == ()


@pytest.mark.parametrize(
    ("summary", "overrides", "kept"),
    [
        ("Very calm.", ("zebra", "calm"), ()),
        ("Walt is a forest here.", ("zebra", "Walt", "forest"), ("Walt",)),
        ("Walt is a forest here.", ("WALT", "walt", "WALT"), ("WALT", "walt")),
        ("Dee, by the Walt.", ("walt", "dee", "van"), ("walt", "dee")),
        ("D é s i r é e, with @deewalt.", ("@deewalt", "zebra", "Désirée"), ("@deewalt", "Désirée")),
        ("By the Dorpsstraat 12, near Walt.", ("12", "Walt", "Dorpsstraat"), ("12", "Walt", "Dorpsstraat")),
    ],
)
def test_only_words_that_let_something_through_were_insisted_on(
    summary: str, overrides: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    said = drafted(wanted(summary=summary, overrides=overrides), client(), seat(REQUESTER))
    assert said.overrides == kept
    assert drafted(wanted(summary=summary, overrides=kept), client(), seat(REQUESTER)).overrides == kept
