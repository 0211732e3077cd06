"""Recognising a person in a text that is to go without identity: his names, birth date, or a valid BSN (E2). Pure.

Names and words are compared folded, so that a capital, an accent or a decomposed letter hides nobody.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from itertools import takewhile

from stdnum.nl import bsn

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

_MONTHS = (
    ("januari", "january", "jan"), ("februari", "february", "feb"), ("maart", "march", "mrt", "mar"),
    ("april", "apr"), ("mei", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"),
    ("augustus", "august", "aug"), ("september", "sept", "sep"), ("oktober", "october", "okt", "oct"),
    ("november", "nov"), ("december", "dec"),
)  # fmt: skip
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_GAP = r"(?:\s*[-‐‑‒–—−/.,]\s*|\s+)"  # noqa: RUF001 - every dash that is typed between numbers
_YEAR = r"['’‘ʼ`]?(\d{4}|\d{2})(?!\d)"  # noqa: RUF001 - each is typed before a year
_MONTH = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_YEAR_FIRST = re.compile(rf"(?<!\d)(\d{{4}}|\d{{2}}){_GAP}(\d{{1,2}}){_GAP}(\d{{1,2}})(?!\d)")
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}}){_GAP}(\d{{1,2}}){_GAP}{_YEAR}")
_DAY_MONTH = re.compile(rf"(?<!\d)(\d{{1,2}})(?:e|de|ste|th|st|nd|rd)?{_GAP}?({_MONTH}){_GAP}?{_YEAR}")
_MONTH_DAY = re.compile(rf"\b({_MONTH}){_GAP}(\d{{1,2}})(?:e|de|ste|th|st|nd|rd)?{_GAP}{_YEAR}")
_TOGETHER = re.compile(r"(?<!\d)(\d{8}|\d{6})(?!\d)")
_NUMBER = re.compile(r"(?<!\d)(?:\d{8,9}|\d{3}[ .-]\d{3}[ .-]\d{3}|\d{4}[ .-]\d{2}[ .-]\d{3})(?!\d)")
# Nine digits set apart, and no more than nine: a telephone number written in groups has ten or eleven.
_SPREAD_NUMBER = re.compile(r"(?<!\d)(?<!\d[ .-])\d(?:[ .-]?\d){8}(?![ .-]?\d)")


class Clue(StrEnum):
    """What gives a person away."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    BSN = "bsn"


def folded(text: str) -> str:
    """Write a text without capitals, accents and letters of its own: ``Đorđe`` is ``dorde``, ``Ĳzeren`` ``ijzeren``."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(one for one in plain if not unicodedata.combining(one)).translate(_UNDECOMPOSED)


def clues_in(
    text: str, names: Iterable[str | None], birth_date: date | None, *, allowed: Iterable[str] = ()
) -> frozenset[Clue]:
    """Find what in a text gives this person away; ``allowed`` are words of his names that are words here (Roos, Mei).

    ``names`` are his names as known, prefix included: a name of several words is recognised by each of them and by all
    of them in one, not by a prefix alone. ``birth_date`` is None when no full date is known. A valid BSN is found
    whosever it is.
    """
    known = _known(names)
    let_through = frozenset(word for one in allowed for word in _insisted(one))
    plain = folded(text)
    found = set()
    if (
        any(_is_name("".join(said), known) and let_through.isdisjoint(said) for said in _said(text))
        or any(_is_handle(word, known) and word not in let_through for word in _words(text))
        or any(_is_spelled(letters, known - let_through) for letters in _spread(plain))
    ):
        found.add(Clue.NAME)
    if birth_date is not None and birth_date in set(_dates(plain)):
        found.add(Clue.BIRTH_DATE)
    numbers = (match[0] for pattern in (_NUMBER, _SPREAD_NUMBER) for match in pattern.finditer(plain))
    if any(map(_is_bsn, numbers)):
        found.add(Clue.BSN)
    return frozenset(found)


def names_let_through(text: str, names: Iterable[str | None], *, allowed: Iterable[str]) -> frozenset[str]:
    """Give those of the ``allowed`` words that let something in a text through, which is recognised without them."""
    known = _known(names)
    recognised = {
        *(word for said in _said(text) if _is_name("".join(said), known) for word in said),
        *(word for word in _words(text) if _is_handle(word, known)),
        *(
            part
            for letters in _spread(folded(text))
            for part in known
            if _is_spelled(letters, frozenset({part}))
        ),
    }
    return frozenset(one for one in allowed if not recognised.isdisjoint(_insisted(one)))


def dates_and_numbers_in(text: str) -> Iterator[tuple[Clue, str]]:
    """Give everything in a text that is a full date or a valid BSN, whosever it is, as it is written there, folded."""
    plain = folded(text)
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _DAY_MONTH, _MONTH_DAY, _TOGETHER):
        for match in pattern.finditer(plain):
            if any(_dates(match[0])):
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
    parts = [part for part in known if len(part) >= _IN_HANDLE_FROM and part in word]
    return any(
        second in word[word.index(first) + len(first) :]
        and (
            (word.startswith(first) and word.endswith(second))
            or len(first) + len(second) >= _HANDLE_CLEAR_FROM
        )
        for first in parts
        for second in parts
        if first != second
    )


def _is_spelled(letters: str, known: frozenset[str]) -> bool:
    """Say whether letters that were written apart spell a part of a name: a short one only when nothing is left."""
    return letters in known or any(part in letters for part in known if len(part) > _SPREAD_FROM)


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


def _said(text: str) -> Iterator[list[str]]:
    """Give the words of a text, one by one and with their neighbours; also as they read with apostrophes left out."""
    for words in (_words(text), _words(_APOSTROPHES.sub("", text))):
        for size in range(1, _JOINED_MAX + 1):
            yield from (words[at : at + size] for at in range(len(words) - size + 1))


def _dates(plain: str) -> Iterator[date]:
    for year, month, day in _YEAR_FIRST.findall(plain):
        yield from _days(year, month, day)
    for day, month, year in _DAY_FIRST.findall(plain):
        yield from _days(year, month, day)
        if int(month) > len(_MONTHS):
            yield from _days(year, day, month)
    for day, month, year in _DAY_MONTH.findall(plain):
        yield from _days(year, str(_MONTH_OF[month]), day)
    for month, day, year in _MONTH_DAY.findall(plain):
        yield from _days(year, str(_MONTH_OF[month]), day)
    for digits in _TOGETHER.findall(plain):
        yield from _days(digits[:-4], digits[-4:-2], digits[-2:])
        yield from _days(digits[4:], digits[2:4], digits[:2])


def _days(year: str, month: str, day: str) -> Iterator[date]:
    """Give the days that three numbers may mean; two digits of a year may be of either century."""
    for century in ("",) if len(year) > len("17") else ("19", "20"):
        try:
            yield date(int(century + year), int(month), int(day))
        except ValueError:
            continue


def _is_bsn(number: str) -> bool:
    """Say whether this is a valid BSN. Eight digits that are a date are a date, as in a file name."""
    digits = re.sub(r"\D", "", number)
    if len(digits) < len("123456782"):
        if digits == number and list(_dates(digits)):
            return False
        digits = "0" + digits
    return bool(bsn.is_valid(digits))
