"""The wheel of eight: outside what the network thinks of each factor, inside what clients think. Pure; text in one language.

Nothing rests on colour alone: each colour has a pattern, a lightness and its word, and a reader who hears the image hears
all of it (WCAG 2.2: 1.1.1, 1.4.1, 1.4.11). It holds no script, no style sheet and no address.
"""

from collections.abc import Iterator, Mapping
from html import escape
from math import cos, pi, sin

from chaincare.success_factors.factor_words import COLOURS, FACTORS, Colour, Factor, Words
from chaincare.success_factors.model import AssessmentKind
from chaincare.success_factors.rules import Present

FILLS: Mapping[Colour, str] = {Colour.RED: "#550a10", Colour.AMBER: "#ffe880", Colour.GREEN: "#208c6a"}
"""Three lightnesses, each three times as light as the one before: told apart without seeing any colour (a test looks as who does not)."""
NONE_FILL = "#ffffff"
_MARKS: Mapping[Colour, str] = {
    Colour.RED: '<path d="M0 0L12 12M-3 9L3 15M9 -3L15 3" stroke="#ffffff" stroke-width="1.5"/>',
    Colour.AMBER: '<circle cx="6" cy="6" r="2" fill="#5c4a00"/>',
    Colour.GREEN: "",
}
_HEAD = Words("Success factors", "Succesfactoren")
_NETWORK = Words("network", "netwerk")
_CLIENTS = Words("clients", "cliënten")
_NO_COLOUR = Words("no colour yet", "nog geen kleur")
_NONE = Words("none", "geen")
_RINGS = Words(
    "Outer ring: network. Inner ring: clients.", "Buitenste ring: netwerk. Binnenste ring: cliënten."
)
_OUTER, _INNER = (130.0, 215.0), (50.0, 125.0)
_NAMES_AT = 232.0
_NEARLY_UPRIGHT = 0.3
_NO_TEXT = {0xFFFE: None, 0xFFFF: None}  # in no XML document (XML 1.0, 2.2)


def wheel(title: str, present: Present, *, dutch: bool) -> str:
    """Draw the wheel of a plan."""
    return "".join(_drawn(title, present, dutch=dutch))


def in_words(present: Present, factor: Factor, *, dutch: bool) -> str:
    """Say how one factor stands: what its segment shows."""
    told = [
        f"{_told(who, dutch=dutch)} {_told(COLOURS[colour] if colour else _NO_COLOUR, dutch=dutch)}"
        for who, kind in ((_NETWORK, AssessmentKind.NETWORK), (_CLIENTS, AssessmentKind.CLIENTS))
        for colour in [_colour(present, factor, kind)]
    ]
    return f"{_told(FACTORS[factor], dutch=dutch)}: {', '.join(told)}."


def _drawn(title: str, present: Present, *, dutch: bool) -> Iterator[str]:
    language = "nl" if dutch else "en"
    said = " ".join(in_words(present, factor, dutch=dutch) for factor in FACTORS)
    head = f"{_told(_HEAD, dutch=dutch)}: {title}"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-360 -290 720 620" width="720" height="620" role="img"'
        f' xml:lang="{language}" lang="{language}" aria-labelledby="wheel-title wheel-text" font-family="sans-serif" font-size="16">'
        f'<title id="wheel-title">{_safe(head)}</title>'
        f'<desc id="wheel-text">{_safe(said)}</desc>'
    )
    yield f"<defs>{''.join(map(_pattern, Colour))}</defs>"
    yield '<rect x="-360" y="-290" width="720" height="620" fill="#ffffff"/>'
    for place, factor in enumerate(FACTORS):
        yield f"<g><title>{_safe(in_words(present, factor, dutch=dutch))}</title>"
        for kind, ring in ((AssessmentKind.NETWORK, _OUTER), (AssessmentKind.CLIENTS, _INNER)):
            yield _segment(place, ring, _colour(present, factor, kind), dutch=dutch)
        yield f"{_name(place, _told(FACTORS[factor], dutch=dutch))}</g>"
    yield f'<text x="0" y="300" text-anchor="middle">{_safe(_told(_RINGS, dutch=dutch))}</text></svg>'


def _segment(place: int, ring: tuple[float, float], colour: Colour | None, *, dutch: bool) -> str:
    """Draw an eighth of a ring with the word of its colour."""
    inner, outer = ring
    begins, ends = _angle(place - 0.5), _angle(place + 0.5)
    shape = (
        f"M{_at(begins, inner)}L{_at(begins, outer)}A{outer:g} {outer:g} 0 0 1 {_at(ends, outer)}"
        f"L{_at(ends, inner)}A{inner:g} {inner:g} 0 0 0 {_at(begins, inner)}Z"
    )
    fill = NONE_FILL if colour is None else f"url(#colour-{colour})"
    word = _told(_NONE if colour is None else COLOURS[colour], dutch=dutch)
    middle, wide = (inner + outer) / 2 + 4, 9 * len(word) + 6
    x, y = middle * cos(_angle(place)), middle * sin(_angle(place))
    return (
        f'<path d="{shape}" fill="{fill}" stroke="#000000" stroke-width="2"/>'
        f'<rect x="{x - wide / 2:.1f}" y="{y - 11:.1f}" width="{wide}" height="22" rx="11" fill="#ffffff" stroke="#000000"/>'
        f'<text x="{x:.1f}" y="{y + 5:.1f}" text-anchor="middle" font-size="15" fill="#000000">{_safe(word)}</text>'
    )


def _name(place: int, name: str) -> str:
    angle = _angle(place)
    x, y = _NAMES_AT * cos(angle), _NAMES_AT * sin(angle)
    anchor = "middle" if abs(cos(angle)) < _NEARLY_UPRIGHT else "start" if x > 0 else "end"
    return f'<text x="{x:.1f}" y="{y + 5:.1f}" text-anchor="{anchor}" font-weight="bold">{_safe(name)}</text>'


def _pattern(colour: Colour) -> str:
    return (
        f'<pattern id="colour-{colour}" width="12" height="12" patternUnits="userSpaceOnUse">'
        f'<rect width="12" height="12" fill="{FILLS[colour]}"/>{_MARKS[colour]}</pattern>'
    )


def _colour(present: Present, factor: Factor, kind: AssessmentKind) -> Colour | None:
    found = present.get((factor, kind))
    return None if found is None else found.colour


def _angle(place: float) -> float:
    """Give the angle of a place on the wheel: the first at the top, on with the clock."""
    return 2 * pi * place / len(FACTORS) - pi / 2


def _at(angle: float, radius: float) -> str:
    return f"{radius * cos(angle):.2f} {radius * sin(angle):.2f}"


def _told(words: Words, *, dutch: bool) -> str:
    return words.nl if dutch else words.en


def _safe(text: str) -> str:
    return escape(text.translate(_NO_TEXT))
