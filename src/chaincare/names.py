"""What may stand in a person's name: all that people are called, and nothing that nobody can see. Pure.

Letters, marks, digits and punctuation of every script are welcome, and at least one letter is asked for. Characters
without a shape of their own are refused: they turn the direction of a line, hide in a word, or let two names look like one. Joiners and variation selectors are
taken exactly where a script writes with them (RFC 5892, appendix A.1 and A.2): Persian, the scripts of India and Sri
Lanka, Mongolian, and the ideographs of names.
"""

import unicodedata

_SHAPELESS = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_JOINERS = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")
_VIRAMA = 9
# Letters and marks by their category, and still without a shape.
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_PLANE_14 = 0xE0000
_NONCHARACTERS = range(0xFDD0, 0xFDF0)
_LAST_OF_A_PLANE = (0xFFFE, 0xFFFF)


def is_name(text: str) -> bool:
    """Say whether every character of a text can be part of a name, and one of them is a letter."""
    return any(map(_is_letter, text)) and all(_has_place(text, place) for place in range(len(text)))


def _is_letter(one: str) -> bool:
    """Say whether this is a letter; unassigned to this version of Unicode it may be one of the next."""
    return unicodedata.category(one)[0] == "L" or unicodedata.category(one) == "Cn"


def _has_place(text: str, place: int) -> bool:
    one = text[place]
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if one in _JOINERS:
        return _joins(one, before, after)
    if _selects(one):
        return unicodedata.name(before, "").startswith(("CJK", "MONGOLIAN")) if before else False
    # What is unassigned may be a letter; the last plane never is one.
    return unicodedata.category(one) not in _SHAPELESS and one not in _FILLERS and not _never(ord(one))


def _joins(joiner: str, before: str, after: str) -> bool:
    """Say whether a joiner stands where a script needs it: at a virama, or between two Arabic letters."""
    if not before:
        return False
    if _VIRAMA in {unicodedata.combining(before), unicodedata.combining(after) if after else 0}:
        return True
    between = bool(after) and {unicodedata.bidirectional(before), unicodedata.bidirectional(after)} == {"AL"}
    return between and joiner == "\N{ZERO WIDTH NON-JOINER}"


def _selects(one: str) -> bool:
    return "VARIATION SELECTOR" in unicodedata.name(one, "")


def _never(code: int) -> bool:
    return code >= _PLANE_14 or code in _NONCHARACTERS or code & 0xFFFF in _LAST_OF_A_PLANE
