"""What is enough to search by: enough to mean one person."""

from datetime import date
from typing import Any

import pytest

from chaincare.client_search.model import Born, ByName, ByReference, SearchTooWide
from chaincare.client_search.rules import wanted
from chaincare.clients.model import BirthPrecision

NOTHING: dict[str, Any] = {"name": None, "reference": None, "birth_date": None, "birth_year": None}
DAY = date(1980, 5, 17)


@pytest.mark.parametrize(
    ("said", "born"),
    [
        ({"name": "Walt", "birth_date": DAY}, Born(DAY, BirthPrecision.DAY)),
        ({"name": "Walt", "birth_year": 1980}, Born(date(1980, 1, 1), BirthPrecision.YEAR)),
        ({"name": "Désirée Walt"}, None),
        ({"name": "阮", "birth_year": 1980}, Born(date(1980, 1, 1), BirthPrecision.YEAR)),
        ({"name": "D. Walt", "birth_date": DAY}, Born(DAY, BirthPrecision.DAY)),
        ({"name": "Ben", "birth_date": DAY}, Born(DAY, BirthPrecision.DAY)),
        ({"name": "Ben Al", "birth_date": DAY}, Born(DAY, BirthPrecision.DAY)),
        ({"name": "van der D\u2019Al", "birth_date": DAY}, Born(DAY, BirthPrecision.DAY)),
    ],
)
def test_a_name_and_something_more_is_enough(said: dict[str, Any], born: Born | None) -> None:
    found = wanted(**NOTHING | said)
    assert isinstance(found, ByName)
    assert found.born == born
    assert found.groups


@pytest.mark.parametrize(
    "typed", [" ab12-cd34 ", "ab12cd34", "AB12 CD34", "a b 1 2 c d 3 4", "AB12\u2013CD34", "ab12.cd34"]
)
def test_a_reference_is_enough_however_it_is_typed(typed: str) -> None:
    assert wanted(**NOTHING | {"reference": typed}) == ByReference("AB12-CD34")


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({}, "/name"),
        ({"name": "Walt"}, "/birthDate"),
        ({"name": "D Walt"}, "/birthDate"),
        ({"name": "D", "birth_date": DAY}, "/name"),
        ({"name": "van", "birth_date": DAY}, "/name"),
        ({"name": "van der", "birth_date": DAY}, "/name"),
        ({"name": "de la", "birth_date": DAY}, "/name"),
        ({"name": "Van-den", "birth_year": 1980}, "/name"),
        ({"name": "Walt van der"}, "/birthDate"),
        ({"name": "- '", "birth_date": DAY}, "/name"),
        ({"birth_date": DAY}, "/name"),
        ({"name": "Walt", "birth_date": DAY, "birth_year": 1980}, "/birthYear"),
        ({"reference": "AB12-CD34", "name": "Walt"}, "/reference"),
        ({"reference": "AB12-CD34", "birth_year": 1980}, "/reference"),
    ],
)
def test_what_would_leaf_through_everybody_is_refused_and_says_where(
    said: dict[str, Any], pointer: str
) -> None:
    with pytest.raises(SearchTooWide) as refused:
        wanted(**NOTHING | said)
    assert [one.pointer for one in refused.value.errors] == [pointer]
