"""Reading a JSON body: strictly, and with every fault named at once.

The framework's own reading stops at the first fault, takes ``"1"`` for 1, keeps the last of two equal keys, and
repeats what was given in its message. Here the text becomes plain values, the values are held against the body's type
place by place, and only a body without faults becomes a struct.
"""

import json
import unicodedata
from typing import Any, TypeVar

import msgspec
from litestar import Request
from litestar.datastructures import State

from chaincare.faults import faults_of
from chaincare.refusals import FieldError, InputInvalid

T = TypeVar("T")

_NOT_JSON = FieldError("", "The body must be one JSON text in UTF-8 (RFC 8259).")


def _refuse_number(_: str) -> Any:
    raise ValueError("not a JSON number")


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError("number out of range")
    return number


class _DuplicateKeyError(ValueError):
    pass


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        # Two readers may each take another one of the two: what was meant cannot be known.
        raise _DuplicateKeyError
    return found


def _in_nfc(value: Any) -> Any:
    """Bring all text into NFC; ValueError for lone surrogates and NUL, which no UTF-8 database can hold."""
    match value:
        case str():
            value.encode()
            if "\0" in value:
                raise ValueError("NUL in text")
            return unicodedata.normalize("NFC", value)
        case list():
            return [_in_nfc(item) for item in value]
        case dict():
            return {key: _in_nfc(item) for key, item in value.items()}
        case _:
            return value


def parse_json(body: bytes) -> Any:
    """Read one JSON text into plain values, text in NFC.

    Raises InputInvalid for malformed UTF-8, duplicate keys, NaN, numbers out of range, nesting too deep to read.
    """
    try:
        return _in_nfc(
            json.loads(
                body.decode(), object_pairs_hook=_unique, parse_constant=_refuse_number, parse_float=_finite
            )
        )
    except _DuplicateKeyError:
        raise InputInvalid(errors=[FieldError("", "No key may stand twice in one object.")]) from None
    except (ValueError, RecursionError):
        raise InputInvalid(errors=[_NOT_JSON]) from None


def decode_body(body: bytes, wanted: type[T]) -> T:
    """Read a body of the wanted type.

    Raises InputInvalid with one error for every fault, in the order of the type's fields.
    """
    value = parse_json(body)
    if faults := list(faults_of(value, wanted)):
        raise InputInvalid(errors=faults)
    return msgspec.convert(value, wanted)


class JsonRequest(Request[Any, Any, State]):
    """The request whose ``data`` was read by :func:`decode_body`; a struct passes the framework's reading unchanged."""

    async def json(self) -> Any:
        """Give the body as the type that the handler's ``data`` declares."""
        wanted = self.route_handler.parsed_data_field
        body = await self.body()
        return parse_json(body) if wanted is None else decode_body(body, wanted.raw)
