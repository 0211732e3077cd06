"""A text that is to go without identity does not say who it is about (E2)."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.recognition import Clue, clues_in, folded, names_let_through

DESIREE = ("Désirée", "Walt", "van der Walt")
BORN = date(2017, 3, 14)


@pytest.mark.parametrize(
    "text",
    [
        "desiree walks out",
        "It is about DÉSIRÉE.",
        unicodedata.normalize("NFD", "Désirée") + " is nine",
        "Désirées moeder",
        "Désirée's mother",
        "the WALT family",
        "Walt",
        "mail vanderwalt@example.nl",
        "D. van der Walt",
        "désirée2017",
        "user 2017desiree",
        "@desireevdwalt",
        "DesireeWalt",
        "waltdesiree9@example.nl",
        "desiree_2017",
        "post for mevrouw.vdwalt",
        "D é s i r é e",
        "it is D.e.s.i.r.e.e.",
        "d-é-s-i-r-é-e is a pupil",
        "D. É. S. I. R. É. E.",
        "W_a_l_t",
    ],
)
def test_a_known_name_is_found_however_it_is_written(text: str) -> None:
    assert clues_in(text, DESIREE, BORN) == {Clue.NAME}


@pytest.mark.parametrize(
    "text",
    [
        "van",
        "het kind van de buren",
        "a pupil of the Van der Sloot school",
        "Desi walks out",
        "waltzing in class",
        "groep 6, since 1 september 2026",
        "telephone 050 123 45 67",
        "@desire-to-learn",
        "desired2017",
        "a.u.b. o.t.s. i.v.m. V.S.O.",
        "option a, b or c; d or e",
        "w a l l",
        "groep6 3x per week",
        "vwo, havo, vmbo",
        "",
    ],
)
def test_other_words_pass(text: str) -> None:
    assert clues_in(text, DESIREE, BORN) == frozenset()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Şükran", "sukran"),
        ("Yılmaz", "yilmaz"),
        ("İbrahim", "ibrahim"),
        ("Öztürk", "ozturk"),
        ("Łukasz", "lukasz"),
        ("Đorđe", "dorde"),
        ("Ørsted", "orsted"),
        ("Straße", "strasse"),
        ("Þór", "thor"),
        ("’t Hooft", "hooft"),
        ("Ĳzeren", "ijzeren"),
        ("Jansen-de Vries", "vries"),
        ("Jansen-de Vries", "Jansen"),
        ("O’Brien", "obrien"),
        ("O'Brien", "O’Brien"),
        ("El Amrani", "Elamrani"),
        ("Elamrani", "El Amrani"),
        ("Suharto", "SUHARTO"),
        ("Nguyễn", "nguyen"),
        ("阮", "about 阮 only"),
        ("Anne Marie", "annemarie"),
        ("Den", "den"),
        ("Bo", "bo2019"),
        ("El Amrani", "elamrani12"),
        ("van den Bosch", "vdbosch"),
        ("Anne", "A n n e"),
        ("Bob", "b.o.b."),
    ],
)
def test_names_of_every_kind_are_found(name: str, text: str) -> None:
    assert clues_in(text, (name,), None) == {Clue.NAME}


@pytest.mark.parametrize(
    ("names", "text", "named"),
    [
        (("Jan", "Jansen"), "@janjansen", True),
        (("Kees", "Bos"), "keesbos", True),
        (("Kees", "Bos"), "bos_kees", True),
        (("Ana", "Lys"), "an analyse of it", False),
        (("Kees", "Bos"), "keesje and the bosrand", False),
        (("Bobs",), "a.b.o.b.x. list", False),
        (("van Oort",), "from now on, voort", False),
        (("van der",), "a part of the van der Valk hotel", False),
        (("Bo",), "a bo2 and bobo", True),
        (("Bo",), "bobo, bob and bos", False),
    ],
)
def test_a_name_within_a_word_is_one_that_nothing_else_means(
    names: tuple[str, ...], text: str, *, named: bool
) -> None:
    assert clues_in(text, names, None) == ({Clue.NAME} if named else frozenset())


@pytest.mark.parametrize("text", ["desiree2017", "d é s i r é e", "@desireevdwalt"])
def test_an_override_lets_a_word_through_however_it_is_written(text: str) -> None:
    assert clues_in(text, DESIREE, BORN, allowed=["désirée", "desireevdwalt"]) == frozenset()
    assert clues_in(text, DESIREE, BORN, allowed=["désirée.van.der.walt"]) == {Clue.NAME}, (
        "several words written as one are no override of each"
    )


def test_an_author_may_insist_that_a_word_is_a_word() -> None:
    roos = ("Roos", "Wit", "de Wit")
    assert clues_in("een roos op de witte tafel", roos, None) == {Clue.NAME}
    assert clues_in("een roos op de witte tafel", roos, None, allowed=["Roos"]) == frozenset()
    assert clues_in("een roos op het wit", roos, None, allowed=["roos"]) == {Clue.NAME}
    for insisted in (["roos", "wit"], ["roos", "De Wit"]):
        assert clues_in("een roos op de wit", roos, None, allowed=insisted) == frozenset()
    assert clues_in("Meis", ("Mei",), None, allowed=["MEI"]) == {Clue.NAME}, "an override is word by word"


@pytest.mark.parametrize(
    "text",
    [
        "2017-03-14", "14-3-2017", "14-03-2017", "14/03/2017", "14.3.2017", "14 3 2017", "14 maart 2017", "14 mrt 2017",
        "14 MAART '17", "14e maart 2017", "March 14, 2017", "14–03–2017", "20170314", "14032017", "14-03-17",
        "14 mrt '17", "14 mrt ’17", "14mrt2017", "140317", "170314", "17-03-14", "03/14/2017", "3-14-17",
    ],
)  # fmt: skip
def test_the_birth_date_is_found_in_every_notation(text: str) -> None:
    assert clues_in(f"born {text}.", DESIREE, BORN) == {Clue.BIRTH_DATE}
    assert clues_in(f"born {text}.", DESIREE, None) == frozenset()
    assert clues_in(f"born {text}.", DESIREE, date(2016, 3, 14)) == frozenset()


@pytest.mark.parametrize("text", ["14 maart", "14 mrt", "14e maart", "14-mrt", "14 MAART"])
def test_a_birthday_without_its_year_is_found_unless_another_day_is_meant(text: str) -> None:
    said = f"Party on {text}!"
    assert clues_in(said, DESIREE, BORN) == {Clue.BIRTH_DATE}
    assert clues_in(said, DESIREE, date(2017, 3, 15)) == frozenset()
    assert clues_in(said, DESIREE, BORN, allowed=text.split()) == frozenset()
    assert clues_in(said, DESIREE, BORN, allowed=["14"]) == {Clue.BIRTH_DATE}
    assert clues_in(f"{said} at {text} 15:00", DESIREE, BORN) == {Clue.BIRTH_DATE}
    whole = clues_in(f"Born {text} 2017.", DESIREE, BORN, allowed=["14", "maart"])
    assert whole == {Clue.BIRTH_DATE}, "the whole date is never let through"
    assert names_let_through(said, DESIREE, BORN, allowed=["zebra", "14"]) == {"14"}


@pytest.mark.parametrize("text", ["14 marts", "in maart", "14 rozen", "groep 14", "114 maart"])
def test_what_is_no_birthday_passes(text: str) -> None:
    assert clues_in(text, DESIREE, BORN) == frozenset()


@pytest.mark.parametrize("text", [
    "999990019", "9999.90.019", "999 990 019", "(999990019)", "BSN999990019", "9 9 9 9 9 0 0 1 9",
    "99 99 90 019", "99-999-00-19", "9.9.9.9.9.0.0.1.9",
])  # fmt: skip
def test_a_valid_bsn_is_found_whosever_it_is(text: str) -> None:
    assert clues_in(text, (), None) == {Clue.BSN}


@pytest.mark.parametrize("text", [
    "999990018", "9999900190", "000000000", "20260901", "tel. 0501234567", "06 99 99 90 01 9",
    "+31 9 99 99 00 19", "99 99 90 019 9", "9 9 9 9 9 0 0 1 8", "1 2 3 4 5 6 7 8 9",
])  # fmt: skip
def test_a_number_that_is_no_bsn_passes(text: str) -> None:
    assert clues_in(text, (), None) == frozenset()


@given(
    before=st.text(st.characters(codec="ascii"), max_size=20),
    name=st.sampled_from(["Désirée", "Łukasz", "Şükran", "Jansen-de Vries", "O’Brien"]),
    form=st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]),
    upper=st.booleans(),
)
def test_no_surroundings_hide_a_name(before: str, name: str, form: str, *, upper: bool) -> None:
    written = unicodedata.normalize(form, name.upper() if upper else name)  # type: ignore[arg-type]
    assert Clue.NAME in clues_in(f"{before} {written} .", (name,), None)


def test_a_text_that_is_too_long_to_be_read_hides_nobody() -> None:
    text = "\ufdfa" * 2_300 + " Désirée"
    assert clues_in(text, DESIREE, BORN, allowed=["Désirée"]) == {Clue.UNREADABLE}
    assert clues_in(text[-2_000:], DESIREE, BORN) == {Clue.NAME}


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)
