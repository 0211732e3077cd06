"""The full dates in a text, in every notation that is met: figures, Dutch and English months. Pure.

Texts are folded: without capitals and accents. Every pattern takes time in proportion to the length of the text.
"""

import re
from collections.abc import Iterator
from datetime import date

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
# Not where a year follows: that is a day of its own. What an hour begins with is no year.
_BIRTHDAY = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:e|de|ste|th|st|nd|rd)?{_GAP}?({_MONTH})(?![^\W\d_])(?!{_GAP}?{_YEAR}(?!:))"
)
_TOGETHER = re.compile(r"(?<!\d)(\d{8}|\d{6})(?!\d)")
NOTATIONS = (_YEAR_FIRST, _DAY_FIRST, _DAY_MONTH, _MONTH_DAY, _TOGETHER)
"""How a full date may be written; what matches may still be none, such as 31 February."""


def dates_in(plain: str) -> Iterator[date]:
    """Give every date that a text may mean, the ambiguous ones in each of their readings."""
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


def birthdays_in(plain: str) -> Iterator[tuple[int, int, str]]:
    """Give every day and month that is written without a year, and how: ``14 mrt``."""
    for match in _BIRTHDAY.finditer(plain):
        yield int(match[1]), _MONTH_OF[match[2]], match[0]


def _days(year: str, month: str, day: str) -> Iterator[date]:
    """Give the days that three numbers may mean; two digits of a year may be of either century."""
    for century in ("",) if len(year) > len("17") else ("19", "20"):
        try:
            yield date(int(century + year), int(month), int(day))
        except ValueError:
            continue
