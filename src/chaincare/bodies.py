"""Reading a JSON body: strictly, and with every fault named at once.

The framework's own reading stops at the first fault, takes ``"1"`` for 1, keeps the last of two equal keys, and
repeats what was given in its message. Here the text becomes plain values, the values are held against the body's type
place by place, and only a body without faults becomes a struct.
"""

import json
import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import groupby, islice
from typing import Any, TypeVar

import msgspec
from litestar import Request
from litestar.datastructures import State

from chaincare.faults import FAULTS_MAX, faults_of, place_of
from chaincare.refusals import FieldError, InputInvalid

T = TypeVar("T")

DIGITS_MAX = 1000
"""Longer whole numbers are refused before they are made: making one takes time that grows with the square of it."""

_PERHAPS_MANY_ACCENTS = re.compile(r"[^\x00-\x7f]{16}")
_NOT_JSON = FieldError("", "The body must be one JSON text in UTF-8 (RFC 8259).")


class _Unreadable(msgspec.Struct, frozen=True):
    """Stands where something was that no JSON reader could hold, until its place is known."""

    detail: str


_NO_NUMBER = _Unreadable("Must be a number that a computer holds; NaN and Infinity are none in JSON.")


def _number(text: str) -> float | _Unreadable:
    number = float(text)
    return _NO_NUMBER if number in (float("inf"), float("-inf")) else number


def _whole_number(text: str) -> int | _Unreadable:
    return int(text) if len(text) <= DIGITS_MAX else _NO_NUMBER


class _Members(dict[str, Any]):
    """The members of an object, and which of their names stood there twice."""

    twice: frozenset[str] = frozenset()


def _members(pairs: list[tuple[str, Any]]) -> _Members:
    found = _Members(pairs)
    if len(found) != len(pairs):
        times = Counter(name for name, _ in pairs)
        found.twice = frozenset(name for name, count in times.items() if count > 1)
    return found


def _settled(value: Any, pointer: str, faults: list[FieldError]) -> Any:
    """Bring all text into NFC; what cannot be held becomes None, and a fault that says where it stood."""
    match value:
        case _Unreadable():
            faults.append(FieldError(pointer, value.detail))
            return None
        case str():
            if "\0" in value or (not value.isascii() and _has_lone_surrogate(value)):
                faults.append(FieldError(pointer, "Must be text without NUL and without half characters."))
                return None
            return _in_nfc(value)
        case list():
            return [_settled(item, f"{pointer}/{place}", faults) for place, item in enumerate(value)]
        case _Members():
            # Two readers may each take another one of the two: what was meant cannot be known.
            faults += [
                FieldError(place_of(pointer, name), "This key stands here twice.")
                for name in sorted(value.twice)
            ]
            return {key: _settled(item, place_of(pointer, key), faults) for key, item in value.items()}
        case _:
            return value


def _in_nfc(text: str) -> str:
    """Bring a text into NFC, in time that grows with its length only.

    The library's time grows with the square of the number of accents in a row, unless these are in order already.
    """
    if _PERHAPS_MANY_ACCENTS.search(text) is not None:
        single = "".join(map(_taken_apart, text))
        rows = groupby(single, key=lambda one: unicodedata.combining(one) > 0)
        text = "".join(one for _, row in rows for one in sorted(row, key=unicodedata.combining))
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=1024)
def _taken_apart(character: str) -> str:
    return unicodedata.normalize("NFD", character)


def _has_lone_surrogate(text: str) -> bool:
    return any("\ud800" <= one <= "\udfff" for one in text)


def _read(body: bytes) -> tuple[Any, list[FieldError]]:
    """Read one JSON text into plain values, and tell what of it could not be held. Raises InputInvalid."""
    try:
        value = json.loads(
            body.decode(),
            object_pairs_hook=_members,
            parse_constant=lambda _: _NO_NUMBER,
            parse_float=_number,
            parse_int=_whole_number,
        )
        faults: list[FieldError] = []
        return _settled(value, "", faults), faults
    except (ValueError, RecursionError):
        raise InputInvalid(errors=[_NOT_JSON]) from None


def parse_json(body: bytes) -> Any:
    """Read one JSON text into plain values, text in NFC.

    Raises InputInvalid for malformed UTF-8, duplicate keys, NaN, numbers out of range, nesting too deep to read.
    """
    value, faults = _read(body)
    if faults:
        raise InputInvalid(errors=faults[:FAULTS_MAX])
    return value


def decode_body(body: bytes, wanted: type[T]) -> T:
    """Read a body of the wanted type.

    Raises InputInvalid with one error for every fault: what could not be read, then the order of the type's fields.
    """
    value, faults = _read(body)
    named = {one.pointer for one in faults}
    faults += islice((one for one in faults_of(value, wanted) if one.pointer not in named), FAULTS_MAX)
    if faults:
        raise InputInvalid(errors=faults[:FAULTS_MAX])
    return msgspec.convert(value, wanted)


class JsonRequest(Request[Any, Any, State]):
    """The request whose ``data`` was read by :func:`decode_body`; a struct passes the framework's reading unchanged."""

    async def json(self) -> Any:
        """Give the body as the type that the handler's ``data`` declares."""
        wanted = self.route_handler.parsed_data_field
        body = await self.body()
        return parse_json(body) if wanted is None else decode_body(body, wanted.raw)
