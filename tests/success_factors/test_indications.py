"""When what was counted says otherwise than green, and that whoever puts it on green then has to know."""

from datetime import date

import pytest

from chaincare.success_factors.factor_words import Colour, Factor
from chaincare.success_factors.indications import (
    MEANINGS,
    Contradiction,
    Indication,
    IndicationKey,
    IndicationUnit,
    acknowledged,
    last_complete_month,
    of_factor,
)
from chaincare.success_factors.model import GreenContradicted

HELD, VACANT, KEPT = IndicationKey.REGIE_HELD, IndicationKey.VACANCY_DAYS, IndicationKey.AGREEMENTS_KEPT


@pytest.mark.parametrize(("today", "month"), [
    (date(2026, 11, 1), date(2026, 10, 1)), (date(2026, 11, 30), date(2026, 10, 1)), (date(2027, 1, 31), date(2026, 12, 1)),
    (date(2026, 12, 31), date(2026, 11, 1)), (date(2026, 2, 1), date(2026, 1, 1)),
])  # fmt: skip
def test_it_is_of_the_last_month_that_is_over(today: date, month: date) -> None:
    assert last_complete_month(today) == month


@pytest.mark.parametrize("key", IndicationKey)
def test_a_share_below_its_bound_and_days_above_it_say_otherwise_and_what_is_not_told_says_nothing(
    key: IndicationKey,
) -> None:
    meaning = MEANINGS[key]
    worse = 1 if meaning.unit is IndicationUnit.DAYS else -1
    assert not Indication(key, None).is_contrary()
    assert not Indication(key, meaning.bound).is_contrary()
    assert not Indication(key, meaning.bound - worse).is_contrary()
    assert Indication(key, meaning.bound + worse).is_contrary()


def test_green_against_an_indication_takes_saying_so() -> None:
    counted = [Indication(HELD, 40), Indication(VACANT, 30), Indication(KEPT, 10)]
    assert of_factor(counted, Factor.DIRECTING) == counted[:2]
    held, vacant = Contradiction.REGIE_HELD, Contradiction.VACANCY_DAYS
    assert acknowledged(Factor.TRUST, [Indication(KEPT, 90)], None, []) == []
    assert acknowledged(Factor.PEOPLE, counted, Colour.GREEN, []) == []
    assert acknowledged(Factor.DIRECTING, counted, None, list(Contradiction)) == [held, vacant]
    with pytest.raises(GreenContradicted) as refused:
        acknowledged(Factor.DIRECTING, counted, None, [held])
    assert [one.detail for one in refused.value.errors] == ["Says otherwise than green: vacancy_days."]


@pytest.mark.parametrize("colour", [Colour.RED, Colour.AMBER])
def test_green_against_what_clients_think_takes_saying_so(colour: Colour) -> None:
    named = Contradiction.CLIENTS_COLOUR
    assert acknowledged(Factor.PEOPLE, [], colour, [named]) == [named]
    with pytest.raises(GreenContradicted) as refused:
        acknowledged(Factor.PEOPLE, [], colour, [])
    assert [one.detail for one in refused.value.errors] == ["Says otherwise than green: clients_colour."]


def test_every_indication_can_be_named() -> None:
    assert {*IndicationKey, "clients_colour"} == {one.value for one in Contradiction}
