"""A stored row as it is told to whom it is about: by the words of the wire, with names for keys. Pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}(:?\d{2})?)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INTERNAL = re.compile(
    r"seq|place|number|readers_before|readers_after|overrides|key_mark|sealed|blind|sound|converted_from"
    r"|about|minutes|\w+_version|article_code"
)
_OTHERWISE = {"at": "happened_at", "until": "until_at", "since": "since_at", "waiting_on": "waitingOn"}


def told(row: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Tell a row. A key of somebody is told by the name in ``names``, or not at all."""
    return dict(_fields(row, names))


def keys_in(value: object) -> Iterator[str]:
    """Give every key that a row points at something with."""
    if isinstance(value, dict):
        for one in value.values():
            yield from keys_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from keys_in(one)
    elif isinstance(value, str) and _KEY.fullmatch(value):
        yield value


def wire_name(name: str) -> str:
    """Give the name on the wire: instants end in At, days in Date, and a key is called by whom it points at."""
    name = _OTHERWISE.get(name, name).removesuffix("_id")
    name = re.sub(r"_on$", "_date", re.sub(r"_(since|until|from)$", r"_\1_at", name))
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def _fields(row: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if _INTERNAL.fullmatch(name):
            continue
        if name == "during":
            yield from _ends(value)
        elif name == "fact" and isinstance(value, dict):
            yield from told({key: one for key, one in value.items() if key != "kind"}, names).items()
        elif (one := _value(value, names)) not in (None, "", [], {}):
            yield wire_name(name), one


def _ends(period: str) -> Iterator[tuple[str, datetime]]:
    begins, ends = period.strip("[]()").split(",")
    for name, written in (("startsAt", begins), ("endsAt", ends)):
        if _INSTANT.fullmatch(written.strip('"')):
            yield name, _instant(written.strip('"'))


def _value(value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, dict):
        return told(value, names)
    if isinstance(value, list):
        return [one for one in (_value(each, names) for each in value) if one not in (None, "", [], {})]
    if not isinstance(value, str):
        return value
    if _KEY.fullmatch(value):
        return names.get(value)
    if _INSTANT.fullmatch(value):
        return _instant(value)
    return date.fromisoformat(value) if _DAY.fullmatch(value) else value


def _instant(written: str) -> datetime:
    return datetime.fromisoformat(written).astimezone(UTC)
