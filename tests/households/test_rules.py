"""What a household may hold, and what is to be looked at in it."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from chaincare.households.model import CaseNamedTwice, Link
from chaincare.households.rules import address_to_check, households, once

ONE, TWO, THREE = sorted(uuid4() for _ in range(3))
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def link(household: UUID, case: UUID, *, secret: bool = False) -> Link:
    return Link(household, case, "AAAA-BBBB", "Noor", NOW, secret)


def test_cases_are_named_once_and_locked_in_one_order() -> None:
    assert once([THREE, ONE, TWO]) == [ONE, TWO, THREE]
    with pytest.raises(CaseNamedTwice) as refused:
        once([TWO, ONE, TWO])
    assert [one.pointer for one in refused.value.errors] == ["/cases/2"]


def test_of_one_case_alone_no_household_is_told() -> None:
    seen, hidden = uuid4(), uuid4()
    both = [link(seen, ONE), link(seen, TWO)]
    assert households([*both, link(hidden, THREE)]) == {seen: both}


@pytest.mark.parametrize(
    ("own", "other", "check"), [(False, True, True), (True, True, False), (False, False, False)]
)
def test_an_address_is_to_be_checked_where_a_siblings_is_secret(own: bool, other: bool, check: bool) -> None:
    mine = link(ONE, ONE, secret=own)
    assert address_to_check(mine, [mine, link(ONE, TWO, secret=other)]) is check
