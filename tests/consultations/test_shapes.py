"""What looks as if it points at somebody, whoever that is (E2), and what only resembles it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaincare.shapes import Shape, shapes_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A pupil of group 6 walks out of class several times a week.", set()),
        ("Sinds 2026 is het onrustig, 3 keer per week, 20 minuten.", set()),
        ("In school year 2025/2026 op vier scholen", set()),
        ("Burgerservicenummer 999990019", {Shape.BSN}),
        ("9999.90.019 of 9 9 9 9 9 0 0 1 9", {Shape.BSN}),
        ("Order 999990018", set()),
        ("geboren 14-3-2017", {Shape.DATE}),
        ("geboren op 14 maart 2017", {Shape.DATE}),
        ("born March 14, 2017", {Shape.DATE}),
        ("2017-03-14", {Shape.DATE}),
        ("31-2-2017", set()),
        ("Bel 050 123 45 67", {Shape.PHONE}),
        ("Bel (050) 123 45 67", {Shape.PHONE}),
        ("0612345678", {Shape.PHONE}),
        ("06-12 34 56 78", {Shape.PHONE, Shape.DATE}),
        ("+31 6 12345678", {Shape.PHONE}),
        ("+31(0)6 12 34 56 78", {Shape.PHONE, Shape.DATE}),
        ("0031612345678", {Shape.PHONE}),
        ("ouders@voorbeeld.nl", {Shape.ADDRESS}),
        ("een@voorbeeld.nl@voorbeeld.nl", {Shape.ADDRESS}),
        ("@voorbeeld.nl of a @voorbeeld.nl", set()),
        ("9712 AB", {Shape.ADDRESS}),
        ("9712ab", {Shape.ADDRESS}),
        ("9712 ab", {Shape.ADDRESS}),
        ("in 2026 is het rustig, 2000 mg per dag, 1500 In de klas", set()),
        ("Dorpsstr. 12", {Shape.ADDRESS}),
        ("postbus 123", {Shape.ADDRESS}),
        ("de postbus is vol", set()),
        ("Dorpsstraat 12", {Shape.ADDRESS}),
        ("aan de PRINSENGRACHT 263 b", {Shape.ADDRESS}),
        ("Laan van Meerdervoort 12", {Shape.ADDRESS}),
        ("hij is 2 weken weg 3 dagen later terug", set()),
        ("Dorpsstraat", set()),
    ],
)
def test_what_it_looks_like(text: str, found: set[Shape]) -> None:
    assert shapes_in(text, Shape) == found


@pytest.mark.parametrize(
    ("text", "allowed", "found"),
    [
        ("14-3-2017", ["14-3-2017"], set()),
        ("14 maart 2017", ["14", "maart", "2017"], set()),
        ("14 maart 2017", ["14", "MAART"], {Shape.DATE}),
        ("999990019", ["999990019"], set()),
        ("Dorpsstraat 12", ["dorpsstraat", "12"], set()),
        ("Dorpsstraat 12 en Kerklaan 3", ["dorpsstraat", "12"], {Shape.ADDRESS}),
        ("9712 AB", ["9712", "ab"], set()),
        ("050 123 45 67", ["050"], {Shape.PHONE}),
    ],
)
def test_the_author_insists_word_by_word(text: str, allowed: list[str], found: set[Shape]) -> None:
    assert shapes_in(text, Shape, allowed=allowed) == found


def test_what_is_too_long_to_be_read_is_told_whatever_is_looked_for() -> None:
    text = "\ufdfa" * 2_300
    assert shapes_in(text, [], allowed=[text, ""]) == {Shape.UNREADABLE}
    assert shapes_in(text[:2_000], Shape) == frozenset()


def test_only_what_is_looked_for_is_found() -> None:
    text = "14-3-2017, Dorpsstraat 12"
    assert shapes_in(text, [Shape.ADDRESS]) == {Shape.ADDRESS}
    assert shapes_in(text, []) == frozenset()


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    assert shapes_in(text, Shape) <= set(Shape)
    assert shapes_in(text, Shape, allowed=text.split()) <= shapes_in(text, Shape)
