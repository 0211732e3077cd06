"""The wheel says what it shows in words, patterns and lightness, so that nobody has to see its colours."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import combinations
from uuid import uuid4
from xml.etree import ElementTree as ET

import pytest

from chaincare.success_factors.factor_words import COLOURS, FACTORS, Colour, Factor
from chaincare.success_factors.model import Assessment, AssessmentKind, AssessmentSource
from chaincare.success_factors.wheel import FILLS, NONE_FILL, wheel

SVG = "{http://www.w3.org/2000/svg}"
NETWORK, CLIENTS = AssessmentKind.NETWORK, AssessmentKind.CLIENTS

SEEN: dict[str, Sequence[Sequence[float]]] = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900),
    ),
}  # fmt: skip
"""How somebody sees linear red, green and blue (Machado, Oliveira and Fernandes 2009, severity 1)."""
APART = 3.0
"""WCAG 2.2, 1.4.11: parts of an image that are to be told apart."""


def assessed(factor: Factor, kind: AssessmentKind, colour: Colour) -> Assessment:
    source = AssessmentSource.CLIENT_COUNCIL if kind is CLIENTS else None
    return Assessment(
        uuid4(), factor, kind, colour, "W.", None, (), date(2026, 11, 2), source, uuid4(), datetime(2026, 11, 2, tzinfo=UTC)
    )  # fmt: skip


PRESENT = {
    (Factor.PEOPLE, NETWORK): assessed(Factor.PEOPLE, NETWORK, Colour.GREEN),
    (Factor.PEOPLE, CLIENTS): assessed(Factor.PEOPLE, CLIENTS, Colour.RED),
    (Factor.TRUST, NETWORK): assessed(Factor.TRUST, NETWORK, Colour.AMBER),
}


def parsed(image: str) -> ET.Element:
    return ET.fromstring(image)  # noqa: S314  # our own image


def _linear(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def lightness(colour: str, seen: Sequence[Sequence[float]]) -> float:
    """Give the relative luminance (WCAG 2.2) of a colour as somebody sees it."""
    true = [_linear(int(colour[place : place + 2], 16)) for place in (1, 3, 5)]
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, true, strict=True)))) for row in seen
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, seen: Sequence[Sequence[float]]) -> float:
    dark, light = sorted((lightness(one, seen), lightness(other, seen)))
    return (light + 0.05) / (dark + 0.05)


def test_what_is_usually_taken_for_these_colours_would_not_do() -> None:
    """The measure can fail: traffic lights look alike to who sees no red or no green."""
    assert contrast("#d00000", "#008000", SEEN["deuteranopia"]) < APART
    assert contrast("#ffa500", "#00c000", SEEN["all colours"]) < APART


@pytest.mark.parametrize("seen", SEEN)
def test_its_colours_are_told_apart_by_who_sees_them_otherwise(seen: str) -> None:
    for one, other in combinations(FILLS.values(), 2):
        assert contrast(one, other, SEEN[seen]) >= APART, f"{one} and {other}"
    for colour in (Colour.RED, Colour.GREEN):
        assert contrast(FILLS[colour], NONE_FILL, SEEN[seen]) >= APART


def test_each_colour_has_a_pattern_and_its_word_too() -> None:
    root = parsed(wheel("Thuiszitters", PRESENT, dutch=True))
    patterns = {one.get("id"): ET.tostring(one) for one in root.iter(f"{SVG}pattern")}
    assert set(patterns) == {f"colour-{one}" for one in Colour}
    marks = {re.sub(rb'id="[^"]*"|fill="[^"]*"', b"", one) for one in patterns.values()}
    assert len(marks) == len(Colour), "without their colours the patterns differ"
    words = [one.text for one in root.iter(f"{SVG}text")]
    assert [words.count(one) for one in ("groen", "rood", "oranje", "geen")] == [1, 1, 1, 13]


@pytest.mark.parametrize("dutch", [True, False])
def test_whoever_hears_the_image_hears_all_of_it(dutch: bool) -> None:  # a table of two
    root = parsed(wheel("Thuiszitters", PRESENT, dutch=dutch))
    assert (root.get("role"), root.get("lang")) == ("img", "nl" if dutch else "en")
    by_id = {one.get("id"): one.text for one in root if one.get("id")}
    title, said = (by_id[one] or "" for one in (root.get("aria-labelledby") or "").split())
    assert title == ("Succesfactoren: Thuiszitters" if dutch else "Success factors: Thuiszitters")
    segments = [one.findtext(f"{SVG}title") or "" for one in root.findall(f"{SVG}g")]
    assert len(segments) == len(Factor)
    assert said == " ".join(segments)
    first, *_ = segments
    assert first == (
        "Mensen: netwerk groen, cliënten rood." if dutch else "People: network green, clients red."
    )
    assert segments[list(Factor).index(Factor.TRUST)].endswith(
        "oranje, cliënten nog geen kleur." if dutch else "amber, clients no colour yet."
    )
    drawn = [one.text for one in root.iter(f"{SVG}text")]
    assert {words.nl if dutch else words.en for words in FACTORS.values()} <= set(drawn)
    assert len({(one.nl, one.en) for one in COLOURS.values()}) == len(Colour)


def test_a_title_is_text_whatever_it_holds() -> None:
    wicked = "</title><script>alert(1)</script>&\"'\ufffe]]>"
    text = wheel(wicked, {}, dutch=True)
    root = parsed(text)
    assert root.findtext(f"{SVG}title") == f"Succesfactoren: {wicked}".replace("\ufffe", "")
    assert {one.tag.removeprefix(SVG) for one in root.iter()} == {
        "svg", "title", "desc", "defs", "pattern", "rect", "circle", "path", "g", "text",
    }  # fmt: skip
    assert [one for one in re.findall(r'[a-z:]+://[^"]*', text) if one != SVG[1:-1]] == []
    names = {name for one in root.iter() for name in one.attrib}
    assert not {one for one in names if one.startswith("on") or "href" in one or one == "style"}
