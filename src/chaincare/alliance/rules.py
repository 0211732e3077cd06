"""What may be said above the cases: words about nobody. Pure.

A safety net, no proof. It knows how a number, a birth date, an address and a telephone number are written, and the full
names that whoever writes may see anyway: of the clients of his cases, and of those his own unit put on an inventory.
Never another's: a check that refused the name of somebody whom the writer cannot see would tell him who is known.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import Enum

from chaincare.alliance.model import NameNear, TextNamesSomebody
from chaincare.recognition import folded
from chaincare.refusals import FieldError
from chaincare.shapes import Shape, shapes_in
from chaincare.written_dates import NOTATIONS, dates_in

RECENT = timedelta(days=366)
"""A day that is no longer ago is one of what the network does, not of a birth."""

_WORD = re.compile(r"[^\W\d_]+")
_BORN = re.compile(r"(?:\b(?:geboren|geb|born|dob)\b|geboorte|birth|d\.o\.b)")
_BORN_BEFORE = 30
_BETWEEN = 4
"""So many prefixes and initials may stand between a given name and a family name."""
_PREFIXES = frozenset((
    "van", "von", "de", "den", "der", "het", "ten", "ter", "te", "in", "op", "aan", "uit", "bij", "la", "le", "du", "el", "al", "da",
    "dos", "di", "bin", "ibn",
))  # fmt: skip

_LOOKS_LIKE = {
    Shape.BSN: "Holds a number that is a valid BSN; if it is another number, put it into overrides.",
    Shape.DATE: "Holds what looks like a birth date; if it is none, put each word of it into overrides.",
    Shape.PHONE: "Holds what looks like a telephone number; if it is none, put each word of it into overrides.",
    Shape.ADDRESS: "Holds what looks like an address; if it is none, put each word of it into overrides.",
    Shape.UNREADABLE: "Holds too many characters that each stand for several letters; write it in plain letters.",
}
_FULL_NAME = "Holds the full name of a client of yours, or of somebody your unit put on an inventory; if somebody else is meant, put each word of it into overrides."  # fmt: skip


class Wording(Enum):
    """What a text above the cases is, by what it is held to beside names, birth dates and numbers."""

    TOLD = frozenset({Shape.BSN, Shape.DATE, Shape.PHONE, Shape.ADDRESS, Shape.UNREADABLE})
    """Told by anybody: every full date is held back, because a day leads to a case."""
    WRITTEN = frozenset({Shape.BSN, Shape.PHONE, Shape.ADDRESS, Shape.UNREADABLE})
    """Written for the network: days on which something is done or begins belong there."""
    DOCUMENT = frozenset({Shape.BSN, Shape.UNREADABLE})
    """A document says how an organisation is reached: by whom, at which address, under which number."""


def hold_about_nobody(
    said: Iterable[tuple[str, str]],
    near: Sequence[NameNear],
    wording: Wording,
    today: date,
    overrides: Collection[str] = (),
) -> None:
    """Hold back texts that look as if they point at somebody, naming the place and never the word. Raises TextNamesSomebody."""
    errors = [
        FieldError(pointer, sentence)
        for pointer, text in said
        for sentence in _found(text, near, wording, today, frozenset(map(folded, overrides)))
    ]
    if errors:
        raise TextNamesSomebody(errors=errors)


def _found(
    text: str, near: Sequence[NameNear], wording: Wording, today: date, insisted: frozenset[str]
) -> Iterator[str]:
    shapes = shapes_in(text, wording.value, allowed=insisted)
    if Shape.UNREADABLE not in shapes:
        if Shape.DATE not in shapes and _is_born_in(folded(text), today, insisted):
            yield _LOOKS_LIKE[Shape.DATE]
        if any(not insisted.issuperset(name) for name in _full_names_in(text, near)):
            yield _FULL_NAME
    for shape in sorted(shapes):
        yield _LOOKS_LIKE[shape]


def _is_born_in(plain: str, today: date, insisted: frozenset[str]) -> bool:
    """Say whether there is a day of birth: it is called so, or lies back, and not on the first, when laws and agreements begin."""
    for pattern in NOTATIONS:
        for match in pattern.finditer(plain):
            days = list(dates_in(match[0]))
            called_so = _BORN.search(plain[max(0, match.start() - _BORN_BEFORE) : match.start()])
            back = any(day < today - RECENT and day.day != 1 for day in days)
            if days and (called_so or back) and not insisted.issuperset(match[0].split()):
                return True
    return False


def _full_names_in(text: str, near: Sequence[NameNear]) -> Iterator[set[str]]:
    """Give each full name that stands in a text: a given name beside a whole family name, in either order.

    Who has one name only is not looked for: it is a word like others.
    """
    words = _WORD.findall(folded(text))
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word, []).append(place)
    for one in near:
        family = _WORD.findall(folded(one.family_name or ""))
        given = _given(one)
        if not family or given.isdisjoint(places):
            continue
        for place in places.get(family[0], ()):
            end = place + len(family)
            if words[place:end] == family:
                beside = {_beside(words[max(0, place - _BETWEEN - 1) : place][::-1], given), _beside(words[end : end + _BETWEEN + 1], given)}  # fmt: skip
                yield from ({name, *family} for name in beside if name is not None)


def _given(one: NameNear) -> set[str]:
    return {
        word for word in _WORD.findall(folded(f"{one.given_names} {one.call_name or ''}")) if len(word) > 1
    }


def _beside(words: Iterable[str], given: set[str]) -> str | None:
    for word in words:
        if word in given:
            return word
        if len(word) > 1 and word not in _PREFIXES:
            return None
    return None
