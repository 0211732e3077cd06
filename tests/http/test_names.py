"""What may stand in a name: whatever people are called, and nothing that nobody can see."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.names import is_name

WRITTEN = (
    "Désirée van der Walt", "Şükran Yılmaz", "İbrahim Öztürk", "Łukasz", "Đorđe", "Ørsted", "Straße", "Þór", "’t Hooft",
    "'t Hooft", "Ĳzeren", "Jansen-de Vries", "O’Brien", "Suharto", "Nguyễn Thị Hồng", "阮", "Gal·la", "X Æ A-12", "J.",
    "علی\u200cرضا",  # Persian: the letters on both sides keep their form
    "ක්\u200dරිස්ටිනා",  # Sinhala: a conjunct
    "র\u200d্যাচেল",  # Bengali: before the virama
    "葛\U000e0100城",  # an ideograph in the form of one family
)  # fmt: skip
HIDING = (
    "", ".", "’", "112", "\u0301",  # without a letter nobody is called by it
    "\u202eJan", "Jan\u202c", "\u2066Jan\u2069", "Ja\u200bn", "Ja\u00adn", "Jan\ufeff", "Jan\u2060", "\u3164", "Jan\u115f",
    "Ja\u200cn", "Ja\u200dn", "\u200dJan", "علی\u200dرضا", "علی\u200c", "Ja\ufe0fn", "\ufe0f", "\U000e0041", "\ue000",
    "Jan\u2028", "\ufdd0", "J\u034fan", "\u2800", "Jan\n", "\ud800",
)  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
def test_what_people_are_called_is_a_name(name: str) -> None:
    assert is_name(name)
    assert is_name(unicodedata.normalize("NFD", name))


@pytest.mark.parametrize("name", HIDING, ids=ascii)
def test_what_nobody_can_see_is_part_of_no_name(name: str) -> None:
    assert not is_name(name)


@given(st.text(st.characters(categories=["Lu", "Ll", "Lt", "Nd"])))
def test_letters_and_digits_of_any_script_are_welcome(name: str) -> None:
    assert is_name("a" + name)


@given(st.text("abc", min_size=1), st.characters(categories=["Cc", "Cf", "Co", "Zl", "Zp"]), st.text("abc"))
def test_one_shapeless_character_spoils_it(before: str, hidden: str, after: str) -> None:
    assert not is_name(before + hidden + after)
