"""D1: `If-Match` against the present edition (RFC 9110 13.1.1)."""

import pytest

from chaincare.access.editions import EditionMissing, EditionStale, etag_of, hold_to
from chaincare.refusals import InputInvalid


@pytest.mark.parametrize("given", ['"3"', '"1", "3"', ' "3" ', "*", 'W/"2", "3"'])
def test_the_present_edition_is_held_to(given: str) -> None:
    hold_to(given, 3)


@pytest.mark.parametrize("given", ['"2"', '"33"', '""', 'W/"3"', '"1", "2"', '"3 "'.replace(" ", "!")])
def test_another_edition_is_stale(given: str) -> None:
    with pytest.raises(EditionStale):
        hold_to(given, 3)


@pytest.mark.parametrize("given", ["3", '"3', '"3" "4"', "", ",", '"3",', "'3'", '"\x7f"'])
def test_what_is_no_tag_is_named(given: str) -> None:
    with pytest.raises(InputInvalid) as refused:
        hold_to(given, 3)
    assert refused.value.errors[0].pointer == "#header/If-Match"


def test_only_where_it_is_required_it_must_be_there() -> None:
    with pytest.raises(EditionMissing):
        hold_to(None, 3)
    hold_to(None, 3, required=False)
    with pytest.raises(EditionStale):
        hold_to('"2"', 3, required=False)
    assert etag_of(3) == '"3"'
