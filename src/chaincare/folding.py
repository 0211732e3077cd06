"""Names as they are looked for: folded, by every part, and roughly as they sound. Pure.

A name is kept as it was entered, in NFC. Beside it stand its folded forms, so that ``desiree walt`` finds Désirée van der
Walt, either half finds Jansen-de Vries, ``obrien`` O'Brien and ``elamrani`` El Amrani. They are made here, by the
application: a database without ICU cannot fold, and an index must not depend on which one it has.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from chaincare.recognition import folded

_WORD = re.compile(r"[^\W\d_]+")
_SEPARATOR = re.compile(r"[\s\u2010-\u2015,;/-]+")
_PREFIXES = frozenset((
    "van", "von", "de", "den", "der", "het", "ten", "ter", "te", "in", "op", "aan", "uit", "bij", "la", "le", "du",
    "el", "al", "da", "dos", "di", "ben", "bin", "ibn", "s", "t", "d", "v", "vd", "vdr", "vden", "und", "zu",
))  # fmt: skip
_NAMES_TOO = frozenset(("al", "ben", "bin", "da", "di", "dos", "du", "la", "le"))
GROUPS_MAX = 12
"""A name has no more words than this that are looked for: each costs a comparison with each name that is one's own."""
FORM_LENGTH_MAX = 60

# What is one sound is one letter here: Youssef and Jusuf, Mohammed and Muhamad, Haddad and Hadad.
_SOUNDS = (
    ("sch", "s"), ("sh", "s"), ("ch", "g"), ("ph", "f"), ("th", "t"), ("kh", "k"), ("gh", "g"), ("ck", "k"),
    ("dj", "j"), ("ij", "j"), ("y", "j"), ("z", "s"), ("c", "k"), ("q", "k"), ("x", "ks"), ("v", "f"), ("w", "f"),
    ("dt", "t"),
)  # fmt: skip
_SILENT = re.compile(r"[aeiouj]")
SOUND_LENGTH_MIN = 3
"""A shorter skeleton is that of too many names: Jan and June are both ``jn``."""


class Form(NamedTuple):
    """One way in which a name can be met: folded, and how it sounds (empty when too short to tell)."""

    word: str
    sound: str


def forms_of(name: str) -> list[Form]:
    """Give every form by which one field of a name is found; a prefix goes along with what follows it."""
    found = {word: None for group in _groups(name) for word in group}
    joined = "".join(_words(name))
    return [_form(word) for word in dict.fromkeys((*found, joined)) if word]


def forms_of_fields(
    given_names: str, prefix: str | None, family_name: str | None, call_name: str | None
) -> list[tuple[str, Form]]:
    """Give every form of every field of a client's name, each with the kind of name it is."""
    family = " ".join(part for part in (prefix, family_name) if part)
    fields = (("family", family), ("given", given_names), ("call", call_name or ""))
    return [(kind, form) for kind, name in fields for form in forms_of(name)]


def groups_of(text: str) -> list[list[Form]]:
    """Give what is looked for: groups that must each be met, each by any of its forms."""
    return [[_form(word) for word in group] for group in _groups(text)][:GROUPS_MAX]


def is_only_prefix(group: Sequence[Form]) -> bool:
    """Say whether these are the forms of prefixes and nothing else, which half of all families share."""
    words = {one.word for one in group[1:] or group}
    return words <= _PREFIXES and not words <= _NAMES_TOO


def sound_of(word: str) -> str:
    """Give the skeleton of how a folded word sounds, or nothing when it is too short to tell names apart."""
    for written, said in _SOUNDS:
        word = word.replace(written, said)
    word = "".join(one for one, _ in groupby(word))
    skeleton = word[:1] + _SILENT.sub("", word[1:])
    return skeleton if len(skeleton) >= SOUND_LENGTH_MIN and skeleton.isascii() else ""


def _form(word: str) -> Form:
    return Form(word[:FORM_LENGTH_MAX], sound_of(word)[:FORM_LENGTH_MAX])


def _groups(text: str) -> Iterator[list[str]]:
    """Give the words of a name, each with the forms it is met in."""
    before: list[str] = []
    for piece in _SEPARATOR.split(text.strip()):
        words = _words(piece)
        if not words:
            continue
        joined = "".join(words)
        if joined in _PREFIXES:
            before.append(joined)
            continue
        said = [word for word in words if word not in _PREFIXES]
        yield list(dict.fromkeys((joined, *said, "".join((*before, joined)))))
        before = []
    if before:  # a prefix that nothing follows is a name: Ben, Dos
        yield list(dict.fromkeys(("".join(before), *before)))


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))
