"""The words of the wire: what every request body and every answer is made of.

Domain structs never travel. A feature's ``api.py`` declares ``Verb…`` bodies from :class:`Body` and ``…View``
answers from :class:`View`, so that a field is published because somebody wrote it down here.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, dataclass_transform
from urllib.parse import urlencode

import msgspec

from chaincare.names import is_name
from chaincare.refusals import FieldError, InputInvalid

LINE_LENGTH_MAX = 200
TEXT_LENGTH_MAX = 10_000

_BLANK = "Must be text that is not blank and holds no control characters."
_CONTROL = r"\x00-\x1f\x7f-\x9f"
_CONTROL_BUT_LAYOUT = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"

# RFC 3339 as NLgov wants it: upper-case T and Z, an offset that is known (RFC 3339 4.3 reserves -00:00 for "unknown"),
# at most microseconds, because that is what is stored and a digit must not be lost silently. The years 1900 to 2999:
# nothing here is older or later, and at the calendar's edge an offset leads out of it.
INSTANT_PATTERN = r"^(19|2\d)\d{2}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+]\d{2}:\d{2}|-(?!00:00)\d{2}:\d{2})(?![\s\S])"
_INSTANT = re.compile(INSTANT_PATTERN, re.ASCII)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,))
class _Wire(msgspec.StructMeta):
    """Makes every struct of the wire frozen and keyword-only, also the ones that forgot to say so.

    The library inherits ``frozen`` but not ``kw_only``, and type checkers inherit neither.
    """

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **config: Any) -> "_Wire":
        return super().__new__(cls, name, bases, namespace, **{"frozen": True, "kw_only": True} | config)


class Body(msgspec.Struct, metaclass=_Wire, forbid_unknown_fields=True, rename="camel"):
    """What a caller sends: an unknown field is refused, because ignoring it would promise what is not done.

    Instants are in UTC from here on, whatever offset they came with: an answer that repeats one ends in ``Z``.
    """

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            at = getattr(self, name)
            if isinstance(at, datetime) and at.tzinfo is not None:
                msgspec.structs.force_setattr(self, name, at.astimezone(UTC))


def refuse_empty(change: Body) -> None:
    """Refuse a change that names nothing: it would make an edition, and turn a colleague's edit away for nothing.

    Raises InputInvalid.
    """
    # What the author insists on in the words of a change changes nothing by itself.
    named = (name for name in change.__struct_fields__ if name != "overrides")
    if all(getattr(change, name) is msgspec.UNSET for name in named):
        raise InputInvalid(errors=[FieldError("", "Name at least one field to change.")])


class View(msgspec.Struct, metaclass=_Wire, rename="camel"):
    """What a caller reads: camelCase, instants in UTC ending in ``Z`` with microseconds when there are any."""


Instant = Annotated[datetime, msgspec.Meta(tz=True)]
"""A moment. Any offset is accepted, UTC is answered; see :data:`INSTANT_PATTERN` for what is refused."""

Day = date
"""A calendar day; what day it is, is decided in Europe/Amsterdam by whoever asks."""


def shaped(
    pattern: str,
    otherwise: str,
    *,
    min_length: int | None = None,
    max_length: int | None = None,
    quick: str | None = None,
) -> msgspec.Meta:
    """Say what a text looks like, and what a caller reads whose text does not.

    The pattern is held against the whole text here. It is published between ``^`` and ``$``, so it may only hold what
    every dialect of regular expressions reads alike: generated clients are written in Go and Rust too, which look
    neither ahead nor behind. ``quick`` says the same for whoever has to hold it against very long texts: here.
    """
    whole = re.compile(quick or pattern)
    return msgspec.Meta(
        min_length=min_length,
        max_length=max_length,
        extra={"holds": lambda text: whole.fullmatch(text) is not None, "otherwise": otherwise},
        extra_json_schema={"pattern": f"^{pattern}$"},
    )


def _not_blank(refused: str) -> str:
    return rf"[^{refused}]*[^{refused}\s][^{refused}]*"


def _not_blank_quick(refused: str) -> str:
    """Say the same with one way only to read a text: a refused last character is found without trying them all."""
    return rf"[^{refused}\S]*[^{refused}\s][^{refused}]*"


Line = Annotated[
    str,
    shaped(
        _not_blank(_CONTROL),
        _BLANK,
        min_length=1,
        max_length=LINE_LENGTH_MAX,
        quick=_not_blank_quick(_CONTROL),
    ),
]
"""One line of text: 1 to 200 characters, not only blanks, no control characters, stored in NFC."""

NAME_SHAPE = "One line with at least one letter, without characters that cannot be seen; joiners only where a script writes with them."
Name = Annotated[
    Line,
    msgspec.Meta(
        description=NAME_SHAPE,
        extra={
            "holds": is_name,
            "otherwise": "Must be a name: at least one letter, and no invisible characters.",
        },
    ),
]
"""A name of a person: a line with a letter in it and without invisible characters, shown as entered."""

Text = Annotated[
    str,
    shaped(
        _not_blank(_CONTROL_BUT_LAYOUT),
        _BLANK,
        min_length=1,
        max_length=TEXT_LENGTH_MAX,
        quick=_not_blank_quick(_CONTROL_BUT_LAYOUT),
    ),
]
"""Prose: 1 to 10,000 characters, not only blanks; of the control characters only tab and line ends, stored in NFC."""


Month = Annotated[str, shaped(r"20[0-9]{2}-(0[1-9]|1[0-2])", 'Must be a month, as "2026-11".', max_length=7)]
"""A calendar month, as in ``2026-11``."""


def is_day(text: str) -> bool:
    """Say whether a date lies in the years 1900 to 2999; whether it exists is for the decoder to say."""
    return re.match(r"(19|2\d)\d{2}-", text, re.ASCII) is not None


def is_instant(text: str) -> bool:
    """Say whether the text is an instant in the one notation that is accepted (STANDARDS: NLgov date-time)."""
    return _INSTANT.match(text) is not None


def in_utc(at: datetime) -> datetime:
    """Give the same moment in UTC, which msgspec writes with ``Z``; for a view of an instant not read from the store.

    Raises ValueError for a local time: there is no saying which moment it is.
    """
    if at.tzinfo is None:
        raise ValueError("a local time is no instant")
    return at.astimezone(UTC)


def link_header(path: str, **queries: Mapping[str, str | int | Sequence[str]] | None) -> str:
    """Give the value of a ``Link`` header (RFC 8288) with one relation per keyword: ``next=…``, ``prev=…``.

    A relation whose query is None is left out; the empty string means that there is nothing to link to. ``path`` is
    the path of the request. Queries hold cursors and limits only, never anything about a person.
    """
    return ", ".join(
        f'<{path}?{urlencode(query, doseq=True)}>; rel="{relation}"'
        for relation, query in queries.items()
        if query is not None
    )


class Nothing(Body):
    """Nothing to say: `{}`. What is sent is read all the same, so that a mistake in it is not swallowed."""


Word = Annotated[str, shaped(r"[^\x00-\x1f\x7f-\x9f\s]+", "Must be one word.", min_length=1, max_length=60)]
Words = Annotated[tuple[Word, ...], msgspec.Meta(max_length=20)]
"""Words that the author insists on: they look as if they tell who it is about, and do not."""
