"""An entry as a row of CSV (RFC 4180) that no spreadsheet takes for a formula. Pure."""

import re
from typing import Final

from chaincare.trace.model import ACTING_RULE, Entry, Named
from chaincare.trace.sentences import why

_FIELDS: Final = (
    "at", "id", "query_id", "event", "action", "outcome", "actor_id", "role", "unit_id", "organisation_id", "partner", "acted_by",
    "address", "relation", "relation_id", "relation_by", "reach", "basis_id", "rule", "purpose", "network_id", "client", "case_id",
    "object_id", "asked_id", "emergency", "request_id", "trace_id", "span_id",
)  # fmt: skip
"""All that a reading of the log shows of an entry; no client's name, and no citizen's login."""
_WORDS: Final = (
    "description", "beschrijving", "actor", "function", "organisation", "actingFor", "why", "waarom",
)  # fmt: skip
"""What stands behind them for who reads it, as a search says it: what happened, who did it and in whose place, as the directory names them
now, and why that was allowed."""
_FORMULA: Final = "=+@＝＋－＠﹢﹣﹦﹫-"  # noqa: RUF001 -- the wide and small forms, which spreadsheets take for the others
_UNSEEN: Final = r' "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff'
_DANGER: Final = re.compile(
    rf"^(?=[\t\r\n\x00\u200b\ufeff])|(?:^|(?<=[;\t\r\n]))(?=[{_UNSEEN}]*[{_FORMULA}])"
)
"""Where a program would begin to read a formula: at the start, also behind what it leaves out, and where one that divides by
semicolons, tabs or lines sees a cell begin."""


def header() -> bytes:
    """Give the first row."""
    return _row([*map(_camel, _FIELDS), *_WORDS])


def row(entry: Entry, words: tuple[str, str], named: Named) -> bytes:
    """Write an entry, with what happened in English and Dutch, what the directory calls whom it names, and why it was allowed."""
    acting_for = named.related_by or named.elsewhere_function if entry.rule == ACTING_RULE else None
    names = (named.actor, named.function, named.organisation, acting_for)
    told = (*words, *(name or "" for name in names), *why(entry, named))
    return _row([*(_text(getattr(entry, name)) for name in _FIELDS), *told])


def _row(cells: list[str]) -> bytes:
    return (",".join(map(_cell, cells)) + "\r\n").encode()


def _cell(text: str) -> str:
    """Put a cell in quotes, with an apostrophe before all that a program could take for a formula (OWASP, CSV injection)."""
    return '"' + _DANGER.sub("'", text).replace('"', '""') + '"'


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case bytes():
            return value.hex()
        case _:
            return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if hasattr(value, "strftime") else str(value)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
