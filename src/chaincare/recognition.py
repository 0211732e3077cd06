"""Recognising a person in a text that is to go without identity: his names, birth date, or a valid BSN (E2). Pure.

Names and words are compared folded, so that a capital, an accent or a decomposed letter hides nobody. Everybody waits
while a text is read, so nothing here may take more than time in proportion to its length, whatever stands in it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache
from heapq import nlargest, nsmallest
from itertools import takewhile

from stdnum.nl import bsn

from chaincare.written_dates import NOTATIONS, birthdays_in, dates_in

_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t"}  # noqa: RUF001
)
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")  # noqa: RUF001 - each is met in names
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SPREAD = re.compile(r"(?<![^\W\d_])(?:[^\W\d_](?:[\W_]\s?)){2,}[^\W\d_](?![^\W\d_])")

# A prefix alone names nobody: it stands in half of all sentences.
_PREFIXES = frozenset((
    "van", "von", "de", "den", "der", "het", "ten", "ter", "te", "in", "op", "aan", "uit", "bij", "la", "le", "du",
    "el", "al", "da", "dos", "di", "ben", "bin", "ibn", "s", "t", "d", "l", "o",
))  # fmt: skip
_GENITIVE_FROM = 3
_JOINED_MAX = 4
_INITIALS_FROM = 2
_SPREAD_FROM = 3
_IN_HANDLE_FROM = 3
_HANDLE_CLEAR_FROM = 8

READABLE_MAX = 40_000
"""A text that is longer once it is folded is not read: one character may stand for eighteen letters."""

_NUMBER = re.compile(r"(?<!\d)(?:\d{8,9}|\d{3}[ .-]\d{3}[ .-]\d{3}|\d{4}[ .-]\d{2}[ .-]\d{3})(?!\d)")
# Nine digits set apart, and no more than nine: a telephone number written in groups has ten or eleven.
_SPREAD_NUMBER = re.compile(r"(?<!\d)(?<!\d[ .-])\d(?:[ .-]?\d){8}(?![ .-]?\d)")


class Clue(StrEnum):
    """What gives a person away."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    BSN = "bsn"
    UNREADABLE = "unreadable"


def folded(text: str) -> str:
    """Write a text without capitals, accents and letters of its own: ``Đorđe`` is ``dorde``, ``Ĳzeren`` ``ijzeren``.

    Character by character: more than one matters to the order of accents only, and to order very many is slow.
    """
    return text.lower() if text.isascii() else "".join(map(_folded_one, text))


@lru_cache(maxsize=1024)
def _folded_one(character: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(one for one in plain if not unicodedata.combining(one)).translate(_UNDECOMPOSED)


def clues_in(
    text: str, names: Iterable[str | None], birth_date: date | None, *, allowed: Collection[str] = ()
) -> frozenset[Clue]:
    """Find what in a text gives this person away; ``allowed`` are words of his names that are words here (Roos, Mei).

    ``names`` are his names as known, prefix included: a name of several words is recognised by each of them and by all
    of them in one, not by a prefix alone. ``birth_date`` is None when no full date is known; without its year it is found
    too, unless each of its words is ``allowed``: a meeting may fall on a birthday. A valid BSN is found
    whosever it is. Of a text that is too long to be read nothing else is told.
    """
    plain = folded(text)
    if len(plain) > READABLE_MAX:
        return frozenset({Clue.UNREADABLE})
    known = _known(names)
    let_through = frozenset(word for one in allowed for word in _insisted(one))
    found = set()
    if (
        any(let_through.isdisjoint(said) for said in _named(text, known))
        or any(_is_handle(word, known) and word not in let_through for word in set(_WORD.findall(plain)))
        or any(_spelled(letters, known - let_through) for letters in set(_spread(plain)))
    ):
        found.add(Clue.NAME)
    insisted = {word for one in allowed for word in _words(one)}
    if birth_date is not None and (
        birth_date in set(dates_in(plain))
        or any(not insisted.issuperset(_words(said)) for said in _birthdays(plain, birth_date))
    ):
        found.add(Clue.BIRTH_DATE)
    numbers = (match[0] for pattern in (_NUMBER, _SPREAD_NUMBER) for match in pattern.finditer(plain))
    if any(map(_is_bsn, numbers)):
        found.add(Clue.BSN)
    return frozenset(found)


def _birthdays(plain: str, birth_date: date) -> Iterator[str]:
    for day, month, said in birthdays_in(plain):
        if (day, month) == (birth_date.day, birth_date.month):
            yield said


def names_let_through(
    text: str, names: Iterable[str | None], birth_date: date | None = None, *, allowed: Iterable[str]
) -> frozenset[str]:
    """Give those of the ``allowed`` words that let something in a text through, which is recognised without them."""
    known = _known(names)
    plain = folded(text)
    birthdays = () if birth_date is None else _birthdays(plain, birth_date)
    recognised = {
        *(word for said in birthdays for word in _words(said)),
        *(word for said in _named(text, known) for word in said),
        *(word for word in set(_WORD.findall(plain)) if _is_handle(word, known)),
        *(part for letters in set(_spread(plain)) for part in _spelled(letters, known)),
    }
    return frozenset(one for one in allowed if not recognised.isdisjoint(_insisted(one)))


def dates_and_numbers_in(text: str) -> Iterator[tuple[Clue, str]]:
    """Give everything in a text that is a full date or a valid BSN, whosever it is, as it is written there, folded.

    Of a text that is too long to be read only that is told.
    """
    plain = folded(text)
    if len(plain) > READABLE_MAX:
        yield Clue.UNREADABLE, ""
        return
    for pattern in NOTATIONS:
        for match in pattern.finditer(plain):
            if any(dates_in(match[0])):
                yield Clue.BIRTH_DATE, match[0]
    for pattern in (_NUMBER, _SPREAD_NUMBER):
        for match in pattern.finditer(plain):
            if _is_bsn(match[0]):
                yield Clue.BSN, match[0]


def _known(names: Iterable[str | None]) -> frozenset[str]:
    return frozenset(part for name in names if name for part in _parts(name))


def _is_name(word: str, known: frozenset[str]) -> bool:
    """Say whether a word is a part of a name, or one in the genitive: ``Annes moeder``."""
    return word in known or (len(word) > _GENITIVE_FROM and word.endswith("s") and word[:-1] in known)


def _is_handle(word: str, known: frozenset[str]) -> bool:
    """Say whether two parts of a name are in one word, as in ``@desireevdwalt``: from end to end, or long enough."""
    if len(word) < 2 * _IN_HANDLE_FROM:
        return False
    parts = [part for part in known if len(part) >= _IN_HANDLE_FROM and part in word]
    least = range(_IN_HANDLE_FROM, _HANDLE_CLEAR_FROM - _IN_HANDLE_FROM + 1)
    return _follow(word, filter(word.startswith, parts), filter(word.endswith, parts)) or any(
        _follow(
            word,
            (part for part in parts if len(part) >= length),
            (part for part in parts if len(part) >= _HANDLE_CLEAR_FROM - length),
        )
        for length in least
    )


def _follow(word: str, firsts: Iterable[str], seconds: Iterable[str]) -> bool:
    """Say whether in a word one of some parts is followed by another one of others.

    Two of each are enough to look at: who ends first and who starts last, and the next where these are the same part.
    """
    latest = nlargest(2, seconds, key=word.rindex)
    return any(
        first != second and word.index(first) + len(first) <= word.rindex(second)
        for first in nsmallest(2, firsts, key=lambda part: word.index(part) + len(part))
        for second in latest
    )


def _spelled(letters: str, known: frozenset[str]) -> list[str]:
    """Give the parts of a name that letters written apart spell: a short one only when nothing is left."""
    return [part for part in known if part == letters or (len(part) > _SPREAD_FROM and part in letters)]


def _insisted(word: str) -> Iterator[str]:
    """Give what one override lets through: that word, and never each of several that were written as one."""
    said = [one for one in _words(word) if one not in _PREFIXES]
    if len(said) <= 1:
        yield from said or _words(word)
    yield "".join(_words(word))


def _parts(name: str) -> Iterator[str]:
    """Give what one field of a name is recognised by: ``van der Walt`` also by ``vdwalt``."""
    words = _words(name)
    said = [word for word in words if word not in _PREFIXES and (len(word) > 1 or not word.isascii())]
    if said or len(words) == 1:
        yield from said or words
        yield "".join(words)
    before = list(takewhile(_PREFIXES.__contains__, words))
    if said and len(before) >= _INITIALS_FROM:
        yield "".join((*(word[0] for word in before), *words[len(before) :]))
    for word in re.split(r"[\s\u2010-\u2015-]+", name.strip()):
        joined = "".join(_words(word))
        if joined and joined not in _PREFIXES:
            yield joined


def _spread(plain: str) -> Iterator[str]:
    """Give the letters that were each written apart, put together again: ``D é s i r é e``."""
    for match in _SPREAD.finditer(plain):
        yield "".join(_WORD.findall(match[0]))


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def _named(text: str, known: frozenset[str]) -> Iterator[list[str]]:
    """Give the words that are a name, alone or with their neighbours, also as they read without apostrophes."""
    longest = max(map(len, known), default=0) + len("s")
    for said in dict.fromkeys((text, _APOSTROPHES.sub("", text))):
        words = _words(said)
        for at in range(len(words)):
            joined = ""
            for end, word in enumerate(words[at : at + _JOINED_MAX], start=at + 1):
                joined += word
                if len(joined) > longest:
                    break
                if _is_name(joined, known):
                    yield words[at:end]


def _is_bsn(number: str) -> bool:
    """Say whether this is a valid BSN. Eight digits that are a date are a date, as in a file name."""
    digits = re.sub(r"\D", "", number)
    if len(digits) < len("123456782"):
        if digits == number and list(dates_in(digits)):
            return False
        digits = "0" + digits
    return bool(bsn.is_valid(digits))
