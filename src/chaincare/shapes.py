"""Text that looks like it points at somebody, whoever that is: a number, a date, a telephone number, an address (E2).

For texts about nobody who is registered there are no names to compare with; what is left is how such things are
written. A safety net, not a proof: whoever means something else by it says so, word by word. Pure.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from chaincare.recognition import READABLE_MAX, Clue, dates_and_numbers_in, folded

_GAP = r"[\s./()-]{0,3}"
_PHONE = re.compile(
    rf"(?<![\d+])(?:(?:\+|00){_GAP}\d{{2}}{_GAP}(?:\(?0\)?)?{_GAP}|0)\d(?:{_GAP}\d){{8}}(?!\d)"
)
_EMAIL_HOST = re.compile(r"(?<=[^\s@<>()\"])@[^\s@<>()\"]+\.[a-z]{2,}")
_NOT_IN_EMAIL = re.compile(r"[\s@<>()\"]")
# A year before a word of two letters is no postcode: "in 2026 is it calm". Nor is a number before a unit.
_POSTCODE = re.compile(r"(?<!\w)[1-9]\d{3} ?[A-Za-z]{2}(?!\w)")
_TWO_LETTERS = frozenset((
    "al", "af", "bv", "da", "de", "do", "dr", "eh", "en", "er", "ga", "ha", "he", "ik", "in", "is", "ja", "je", "la", "ma",
    "me", "na", "nu", "of", "om", "op", "pa", "te", "to", "tv", "uw", "va", "vs", "we", "wo", "ze", "zo", "zn", "di", "vr",
    "am", "an", "as", "at", "be", "by", "go", "hi", "if", "it", "my", "no", "or", "pm", "so", "up", "us", "cm", "gr", "kg", "km", "ml",
    "mg", "mm", "st", "ct", "mb", "gb",
))  # fmt: skip
_STREET = re.compile(
    r"(?<![^\W\d_])(?:[^\W\d_]{3,}(?:straat|laan|weg|plein|kade|singel|gracht|hof|dijk|steeg|plantsoen|park|boulevard|dreef"
    r"|markt|brink|burgwal|allee|str\.?|ln\.?|pln\.?|sngl\.?)"
    r"|(?:laan|weg|plein|kade)(?:\s+van(?:\s+(?:de|den|der|het))?)?\s+[^\W\d_]{3,})\s+\d{1,4}(?!\d)\s?[a-z]?(?![^\W\d_])"
)
_PO_BOX = re.compile(r"(?<![^\W\d_])(?:postbus|po box|antwoordnummer)\s+\d{1,6}(?!\d)")


class Shape(StrEnum):
    """What a text looks like it holds."""

    BSN = "bsn"
    DATE = "date"
    PHONE = "phone"
    ADDRESS = "address"
    UNREADABLE = "unreadable"


_SHAPE_OF = {Clue.BSN: Shape.BSN, Clue.BIRTH_DATE: Shape.DATE, Clue.UNREADABLE: Shape.UNREADABLE}


def shapes_in(text: str, wanted: Iterable[Shape], *, allowed: Iterable[str] = ()) -> frozenset[Shape]:
    """Find what a text looks like it holds; ``allowed`` are words that the author insists mean something else.

    What is written in several words is let through when each of them is allowed. That a text is too long to be read is
    told whatever is wanted, and nothing lets it through.
    """
    insisted = {folded(word) for word in allowed}
    looked_for = frozenset(wanted)
    return frozenset(
        shape
        for shape, written in _written(text)
        if shape is Shape.UNREADABLE
        or (shape in looked_for and not insisted.issuperset(folded(written).split()))
    )


def shapes_let_through(text: str, wanted: Iterable[Shape], *, allowed: Iterable[str]) -> frozenset[str]:
    """Give those of the ``allowed`` words that are in something which looks so."""
    looked_for = frozenset(wanted)
    held = {
        word for shape, written in _written(text) if shape in looked_for for word in folded(written).split()
    }
    return frozenset(one for one in allowed if folded(one) in held)


def _written(text: str) -> Iterator[tuple[Shape, str]]:
    for clue, written in dates_and_numbers_in(text):
        yield _SHAPE_OF[clue], written
    plain = folded(text)
    if len(plain) > READABLE_MAX:
        return
    for match in _PHONE.finditer(plain):
        yield Shape.PHONE, match[0]
    for written in _emails(plain):
        yield Shape.ADDRESS, written
    for match in _POSTCODE.finditer(text):
        if match[0][-2:].isupper() or match[0][-2:].lower() not in _TWO_LETTERS or " " not in match[0]:
            yield Shape.ADDRESS, match[0]
    for pattern in (_STREET, _PO_BOX):
        for match in pattern.finditer(plain):
            yield Shape.ADDRESS, match[0].strip()


def _emails(plain: str) -> Iterator[str]:
    """Give the e-mail addresses, found by what follows their ``@``: to try each start of each word is slow."""
    end = 0
    for match in _EMAIL_HOST.finditer(plain):
        name = _NOT_IN_EMAIL.split(plain[end : match.start()])[-1]
        if name:
            yield name + match[0]
            end = match.end()
