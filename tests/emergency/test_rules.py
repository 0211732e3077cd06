"""How an emergency access stands at a moment, and who may do what with it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.emergency import rules
from chaincare.emergency.model import (
    GROUNDS,
    Access,
    Active,
    Fact,
    FactKind,
    FoundBy,
    InCrisis,
    NamedUnit,
    ReasonCode,
    Reviewed,
    ReviewOutcome,
    Stop,
    ToReview,
    UnitKind,
)
from chaincare.emergency.refusals import (
    CrisisBasisUnfit,
    CrisisTooLong,
    EmergencyForYourself,
    EmergencyOver,
    EmergencyStillRuns,
    NamedUnitNotInNetwork,
    ReviewNotYours,
    SecondPersonNeeded,
)
from chaincare.emergency.shown import word_of
from chaincare.parties.model import LegalBasis
from chaincare.workdays import is_working_day

AT = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # a Friday night; in Amsterdam it is Saturday already
USER, SECOND, REVIEWER = UUID(int=1), UUID(int=2), UUID(int=3)
UNIT, OTHER_UNIT = UUID(int=11), UUID(int=12)
UNTIL, REVIEW_ON = rules.span(AT, 2)
ACCESS = Access(
    id=UUID(int=20),
    case_id=UUID(int=21),
    professional_id=USER,
    unit_id=UNIT,
    found_by=FoundBy.NAME,
    reason_code=ReasonCode.MISSING,
    began_at=AT,
    until_at=UNTIL,
    review_on=REVIEW_ON,
)


def hours(n: float) -> datetime:
    return AT + timedelta(hours=n)


def happened(*kinds: FactKind, by_id: UUID = REVIEWER, at: datetime = AT, **more: object) -> Access:
    facts = tuple(Fact(kind=kind, by_id=by_id, at=at, **more) for kind in kinds)  # type: ignore[arg-type]
    return msgspec.structs.replace(ACCESS, facts=facts)


def test_it_runs_so_many_hours_and_is_reviewed_within_five_working_days_after() -> None:
    assert hours(2) == UNTIL
    assert date(2026, 11, 27) == REVIEW_ON


@pytest.mark.parametrize(
    ("access", "at", "state"),
    [
        (ACCESS, AT, Active(UNTIL)),
        (ACCESS, UNTIL - timedelta(microseconds=1), Active(UNTIL)),
        (ACCESS, UNTIL, ToReview(Stop.EXPIRED, UNTIL, REVIEW_ON, overdue=False)),
        (happened(FactKind.ENDED, at=hours(1)), hours(1), ToReview(Stop.ENDED, hours(1), REVIEW_ON, overdue=False)),
        (happened(FactKind.NOTED, FactKind.ACKNOWLEDGED), AT, Active(UNTIL)),
        # Until the end of the last day in Amsterdam it is in time.
        (ACCESS, datetime(2026, 11, 27, 22, 59, tzinfo=UTC), ToReview(Stop.EXPIRED, UNTIL, REVIEW_ON, overdue=False)),
        (ACCESS, datetime(2026, 11, 27, 23, 0, tzinfo=UTC), ToReview(Stop.EXPIRED, UNTIL, REVIEW_ON, overdue=True)),
        (
            happened(FactKind.REVIEWED, outcome=ReviewOutcome.UNJUSTIFIED),
            hours(99),
            Reviewed(Stop.EXPIRED, UNTIL, ReviewOutcome.UNJUSTIFIED),
        ),
    ],
)  # fmt: skip
def test_how_it_stands(access: Access, at: datetime, state: object) -> None:
    assert rules.state_of(access, at) == state


@pytest.mark.parametrize("outcome", ReviewOutcome)
def test_every_state_has_a_word(outcome: ReviewOutcome) -> None:
    reviewed = happened(FactKind.REVIEWED, outcome=outcome)
    stands = ((ACCESS, AT), (CRISIS, UNTIL), (ACCESS, UNTIL), (reviewed, UNTIL))
    assert [word_of(rules.state_of(*one)) for one in stands] == [
        "active",
        "in_crisis",
        "to_review",
        outcome.value,
    ]


def test_while_its_crisis_participation_runs_it_is_not_to_be_reviewed() -> None:
    ended = rules.with_fact(CRISIS, Fact(kind=FactKind.ENDED, by_id=USER, at=hours(1)))
    assert rules.state_of(CRISIS, AT) == Active(UNTIL)
    assert rules.state_of(CRISIS, hours(71)) == InCrisis(Stop.EXPIRED, UNTIL, hours(72))
    assert rules.state_of(ended, hours(1)) == InCrisis(Stop.ENDED, hours(1), hours(72))
    assert isinstance(rules.state_of(CRISIS, hours(72)), ToReview)
    with pytest.raises(EmergencyOver):
        rules.may_go_on(CRISIS, UNTIL)


def test_what_happened_is_added() -> None:
    ended = Fact(kind=FactKind.ENDED, by_id=USER, at=AT)
    assert rules.with_fact(CRISIS, ended).facts == (*CRISIS.facts, ended)


def test_whoever_uses_it_goes_on_while_it_runs() -> None:
    rules.may_go_on(ACCESS, AT)
    for access, at in ((ACCESS, UNTIL), (happened(FactKind.ENDED), AT)):
        with pytest.raises(EmergencyOver):
            rules.may_go_on(access, at)
    with pytest.raises(EmergencyOver):
        rules.may_go_on(happened(FactKind.REVIEWED, outcome=ReviewOutcome.JUSTIFIED), UNTIL)


def begin(**changes: object) -> datetime:
    said: dict[str, object] = {
        "access": ACCESS, "hours": 72, "ground": "avg-6-1-d", "basis_until": None, "by_id": SECOND, "at": AT,
    }  # fmt: skip
    return rules.crisis_until(**said | changes)  # type: ignore[arg-type]


def test_a_crisis_is_of_a_second_person_bounded_and_never_on_consent() -> None:
    assert begin() == hours(72)
    assert begin(hours=100) == hours(72)
    assert begin(hours=5, basis_until=hours(4)) == hours(5)
    with pytest.raises(SecondPersonNeeded):
        begin(by_id=USER)
    with pytest.raises(CrisisBasisUnfit):
        begin(ground="avg-6-1-a")
    with pytest.raises(CrisisTooLong):
        begin(hours=5, basis_until=hours(6))
    with pytest.raises(EmergencyOver):
        begin(at=UNTIL)


def test_the_basis_of_a_crisis_ends_with_it_or_before() -> None:
    basis = LegalBasis("avg-6-1-d", "AVG 6(1)(d)", None, (), None)
    assert rules.until(basis, hours(5)).until == hours(5)
    assert rules.until(msgspec.structs.replace(basis, until=hours(4)), hours(5)).until == hours(4)


CRISIS = happened(FactKind.CRISIS_BEGUN, by_id=SECOND, about=UUID(int=9), until_at=hours(72), reason="r")


@pytest.mark.parametrize(
    ("access", "by_id", "unit_id", "at", "refusal"),
    [
        (ACCESS, REVIEWER, OTHER_UNIT, UNTIL, None),
        (ACCESS, REVIEWER, OTHER_UNIT, AT, EmergencyStillRuns),
        (ACCESS, USER, OTHER_UNIT, UNTIL, ReviewNotYours),
        (ACCESS, REVIEWER, UNIT, UNTIL, ReviewNotYours),
        (CRISIS, SECOND, OTHER_UNIT, hours(80), ReviewNotYours),
        (CRISIS, REVIEWER, OTHER_UNIT, hours(71), EmergencyStillRuns),
        (CRISIS, REVIEWER, OTHER_UNIT, hours(72), None),
    ],
)
def test_who_reviews_had_no_part_in_it_and_waits_until_it_is_over(
    access: Access, by_id: UUID, unit_id: UUID, at: datetime, refusal: type[Exception] | None
) -> None:
    def review() -> None:
        rules.may_review(access, by_id=by_id, unit_id=unit_id, at=at)

    _refused(refusal, review)


def test_whoever_used_it_does_not_say_that_it_is_safe_to_tell() -> None:
    rules.may_disclose(ACCESS, by_id=REVIEWER)
    with pytest.raises(ReviewNotYours):
        rules.may_disclose(ACCESS, by_id=USER)


def _refused(refusal: type[Exception] | None, act: Callable[[], None]) -> None:
    if refusal is None:
        act()
        return
    with pytest.raises(refusal):
        act()


def test_a_unit_is_of_the_network_and_named_once() -> None:
    one, other = (NamedUnit(unit, UnitKind.ON_CALL, "1") for unit in (UNIT, OTHER_UNIT))
    assert rules.distinct_units([one, other], {UNIT, OTHER_UNIT}) == (one, other)
    for named in ([one, one], [other]):
        with pytest.raises(NamedUnitNotInNetwork):
            rules.distinct_units(named, {UNIT})


def test_nobody_lets_his_own_unit_in_but_what_another_named_stays() -> None:
    mine, called = NamedUnit(UNIT, UnitKind.ON_CALL, "1"), NamedUnit(UNIT, None, "1")
    rules.not_for_yourself([called, NamedUnit(OTHER_UNIT, UnitKind.ON_CALL, "1")], [], UNIT)
    rules.not_for_yourself([mine], [mine], UNIT)
    for present in ([], [called]):
        with pytest.raises(EmergencyForYourself):
            rules.not_for_yourself([mine], present, UNIT)


def test_every_reason_stands_on_a_ground_and_none_on_consent() -> None:
    assert set(GROUNDS) == set(ReasonCode)
    assert {one.ground for one in GROUNDS.values()} <= {"avg-6-1-c", "avg-6-1-d", "avg-6-1-e"}
    assert all(one.article and one.exception.startswith("avg-9-2-") for one in GROUNDS.values())


@given(
    began=st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    long=st.integers(1, 4),
    later=st.timedeltas(timedelta(0), timedelta(days=30)),
)
def test_whatever_the_hour_it_ends_by_itself_and_its_review_falls_on_a_working_day(
    began: datetime, long: int, later: timedelta
) -> None:
    until_at, review_on = rules.span(began, long)
    access = msgspec.structs.replace(ACCESS, began_at=began, until_at=until_at, review_on=review_on)
    assert isinstance(rules.state_of(access, began + later), Active) == (later < timedelta(hours=long))
    assert is_working_day(review_on)
    assert review_on > until_at.date()
