"""STANDARDS 8: every way of writing a name finds it, and a name is found by what it is, not by what it is near to."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.folding import FORM_LENGTH_MAX, GROUPS_MAX, Form, forms_of_fields, groups_of, sound_of

# What somebody is called (given names, prefix, family name), and what finds him.
NAMES = [
    (("Désirée", "van der", "Walt"), ("desiree walt", "Walt Desiree", "van der walt", "vd Walt", "vanderwalt", unicodedata.normalize("NFD", "Désirée van der Walt"))),
    (("Şükran", None, "Yılmaz"), ("sukran yilmaz", "SUKRAN YILMAZ", "Şükran Yılmaz")),
    (("İbrahim", None, "Öztürk"), ("ibrahim ozturk", "İBRAHİM ÖZTÜRK")),
    (("Łukasz", None, "Wałęsa"), ("lukasz walesa",)),
    (("Đorđe", None, "Ørsted"), ("dorde orsted", "Đorđe")),
    (("Þór", None, "Straße"), ("thor strasse", "Þór Strasse")),
    (("Jan", None, "’t Hooft"), ("'t Hooft", "hooft", "t hooft", "’t Hooft", "thooft")),
    (("Jan", "'t", "Hooft"), ("’t Hooft", "hooft")),
    (("Piet", "van", "IJzeren"), ("ijzeren", "Van Ĳzeren", "IJZEREN")),
    (("Piet", "van", "Ĳzeren"), ("ijzeren", "van IJzeren")),
    (("Anna", None, "Jansen-de Vries"), ("jansen", "vries", "de Vries", "Jansen - de Vries", "devries", "jansen de vries")),
    (("Conor", None, "O’Brien"), ("obrien", "O'Brien", "brien", "o brien")),
    (("Samira", None, "El Amrani"), ("elamrani", "el amrani", "amrani", "El-Amrani")),
    (("Samira", None, "Elamrani"), ("el amrani", "El-Amrani", "elamrani")),
    (("Suharto", None, None), ("suharto",)),
    (("Hồng", None, "Nguyễn Thị"), ("nguyen thi hong", "Nguyễn Thị Hồng")),
    (("阮", None, None), ("阮",)),
    (("Ben", None, "Al"), ("ben", "al")),
    (("A" * 200, None, "B" * 200), ("A" * 200, "b" * 200)),
]  # fmt: skip


def met(fields: tuple[str, str | None, str | None], said: str) -> bool:
    """As the door judges: every group by one of its forms, exactly or by its beginning."""
    kept = [form for _, form in forms_of_fields(*fields, None)]
    groups = groups_of(said)
    return bool(groups) and all(
        any(form.word.startswith(one.word) for one in group for form in kept) for group in groups
    )


@pytest.mark.parametrize(("fields", "ways"), NAMES)
def test_every_way_of_writing_a_name_finds_it(
    fields: tuple[str, str | None, str | None], ways: tuple[str, ...]
) -> None:
    for way in ways:
        assert met(fields, way), way
    assert not met(fields, f"{ways[0]} Quist")


@pytest.mark.parametrize(
    ("one", "other"),
    [("youssef", "jusuf"), ("mohammed", "muhamad"), ("haddad", "hadad"), ("bakker", "baker")],
)  # fmt: skip
def test_two_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other) != ""


def test_what_is_short_or_in_another_script_has_no_sound() -> None:
    assert {sound_of(one) for one in ("jan", "o", "", "阮", "иван")} == {""}


def test_a_name_that_is_all_punctuation_has_no_form_and_a_long_one_few() -> None:
    assert groups_of("’ - '") == []
    assert len(groups_of("a b c " * 30)) == GROUPS_MAX
    assert groups_of("van der") == [[Form("vander", "fndr"), Form("van", ""), Form("der", "")]]


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=60))
def test_whatever_a_name_is_it_is_found_by_itself(given_names: str, prefix: str, family: str) -> None:
    fields = (given_names, prefix or None, family or None)
    for said in (given_names, f"{given_names} {family}"):
        assert groups_of(said) == [] or len(groups_of(said)) == GROUPS_MAX or met(fields, said)
    assert all(0 < len(form.word) <= FORM_LENGTH_MAX for _, form in forms_of_fields(*fields, None))
