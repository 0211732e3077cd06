"""Who decides at which age, on the day of the act in Amsterdam; partial birth dates are undecided. Pure."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.ages import rules
from chaincare.ages.model import Age, Aged, AgeIsKnown, AgeNotReached, Birth
from chaincare.ages.rules import Decides
from chaincare.clients.model import BirthPrecision

DAY, MONTH, YEAR = BirthPrecision.DAY, BirthPrecision.MONTH, BirthPrecision.YEAR


def born(on: str, precision: BirthPrecision = DAY, **decided: bool) -> Aged:
    return Aged(
        Birth(date.fromisoformat(on), precision), {Age(int(age[1:])): yes for age, yes in decided.items()}
    )


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00+00:00")


@pytest.mark.parametrize(
    ("birth", "years", "first", "last"),
    [
        (born("2010-05-17"), 16, "2026-05-17", "2026-05-17"),
        (born("2012-02-29"), 12, "2024-02-29", "2024-02-29"),
        (born("2012-02-29"), 16, "2028-02-29", "2028-02-29"),
        (born("2012-02-29"), 18, "2030-03-01", "2030-03-01"),
        (born("2012-02-01", MONTH), 16, "2028-02-01", "2028-02-29"),
        (born("2012-02-01", MONTH), 18, "2030-02-01", "2030-03-01"),
        (born("2010-01-01", YEAR), 16, "2026-01-01", "2026-12-31"),
    ],
)
def test_when_somebody_turns_an_age(birth: Aged, years: int, first: str, last: str) -> None:
    assert rules.turns(birth.birth, years) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("aged", "day", "help_word", "avg_word"),
    [
        (born("2014-11-23"), "2026-11-22", Decides.PARENT, Decides.PARENT),
        (born("2014-11-22"), "2026-11-22", Decides.BOTH, Decides.PARENT),
        (born("2010-11-23"), "2026-11-22", Decides.BOTH, Decides.PARENT),
        (born("2010-11-22"), "2026-11-22", Decides.SELF, Decides.SELF),
        (born("1979-06-02"), "2026-11-22", Decides.SELF, Decides.SELF),
        (born("2014-11-01", MONTH), "2026-11-22", None, Decides.PARENT),
        (born("2014-11-01", MONTH, a12=True), "2026-11-22", Decides.BOTH, Decides.PARENT),
        (born("2014-11-01", MONTH, a12=False), "2026-11-22", Decides.PARENT, Decides.PARENT),
        (born("2010-01-01", YEAR), "2026-11-22", None, None),
        (born("2010-01-01", YEAR, a16=True), "2026-11-22", Decides.SELF, Decides.SELF),
        (born("2010-01-01", YEAR, a16=False), "2026-11-22", Decides.BOTH, Decides.PARENT),
        # What was decided gives way to what is certain: a year later he is sixteen, whoever said otherwise.
        (born("2010-01-01", YEAR, a16=False), "2026-12-31", Decides.SELF, Decides.SELF),
    ],
)
def test_whose_word_it_takes(
    aged: Aged, day: str, help_word: Decides | None, avg_word: Decides | None
) -> None:
    assert rules.for_help(aged, noon(day)) is help_word
    assert rules.for_avg(aged, noon(day), offered_directly=False) is avg_word
    assert rules.for_avg(aged, noon(day), offered_directly=True) is Decides.SELF


def test_the_day_is_the_one_in_amsterdam() -> None:
    """23:30Z in summer is tomorrow already where the people are."""
    aged = born("2010-07-02")
    assert rules.for_help(aged, datetime(2026, 7, 1, 21, 59, tzinfo=UTC)) is Decides.BOTH
    assert rules.for_help(aged, datetime(2026, 7, 1, 22, 1, tzinfo=UTC)) is Decides.SELF


def test_a_decision_on_one_age_tells_of_the_others() -> None:
    at = noon("2026-11-22")
    unknown = Birth(date(2014, 1, 1), YEAR)
    assert rules.reached(Aged(unknown), Age.TWELVE, at) is None
    assert rules.reached(Aged(unknown, {Age.TWELVE: True}), Age.TWELVE, at) is True
    assert rules.reached(Aged(unknown, {Age.SIXTEEN: True}), Age.TWELVE, at) is True
    homeless = Birth(date(2008, 1, 1), YEAR)
    assert rules.reached(Aged(homeless, {Age.SIXTEEN: False}), Age.EIGHTEEN, at) is False
    assert rules.reached(Aged(homeless, {Age.SIXTEEN: True}), Age.EIGHTEEN, at) is None


def test_who_may_look() -> None:
    at = noon("2026-11-22")
    assert [rules.child_inspects(born(on), at) for on in ("2014-11-22", "2014-11-23")] == [True, False]
    assert rules.parent_inspects(born("2010-11-23"), at, permitted=False) is True
    assert rules.parent_inspects(born("2010-11-22"), at, permitted=False) is False
    assert rules.parent_inspects(born("2010-11-22"), at, permitted=True) is True
    assert rules.parent_inspects(born("2010-01-01", YEAR), at, permitted=False) is None


def test_a_person_decides_only_what_the_birth_date_does_not_tell() -> None:
    at = noon("2026-11-22")
    rules.may_decide(Birth(date(2010, 1, 1), YEAR), Age.SIXTEEN, at)
    for known in (Birth(date(2010, 1, 1), DAY), Birth(date(2012, 1, 1), YEAR), Birth(date(1980, 1, 1), YEAR)):
        with pytest.raises(AgeIsKnown):
            rules.may_decide(known, Age.SIXTEEN, at)


def test_nothing_is_looked_at_again_before_the_birthday() -> None:
    at = noon("2026-11-22")
    rules.may_review(born("2014-11-22"), Age.TWELVE, at)
    rules.may_review(born("2014-01-01", YEAR), Age.TWELVE, at)
    with pytest.raises(AgeNotReached):
        rules.may_review(born("2014-11-23"), Age.TWELVE, at)


@given(
    st.dates(date(1920, 1, 1), date(2026, 1, 1)),
    st.sampled_from(BirthPrecision),
    st.sampled_from(Age),
    st.integers(-800, 800),
)
def test_less_precise_never_says_something_else(
    on: date, precision: BirthPrecision, age: Age, days: int
) -> None:
    """What a month or a year tells is what every day in it would tell; else it is undecided."""
    known = {DAY: on, MONTH: on.replace(day=1), YEAR: on.replace(day=1, month=1)}[precision]
    exact = Birth(on, DAY)
    day = rules.turns(exact, age)[0] + timedelta(days=days)
    told = rules.reached_by_birth(Birth(known, precision), age, day)
    assert told in (rules.reached_by_birth(exact, age, day), None)
    assert told is not None or precision is not DAY
    at = datetime.combine(day, time(12), UTC)
    assert (rules.for_help(Aged(exact), at) is Decides.SELF) == (
        rules.reached_by_birth(exact, Age.SIXTEEN, day) is True
    )
