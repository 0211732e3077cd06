"""The bytes of a leaf, made of what an export shows: written for itself, so that a fault of the server is not repeated here.

One byte says what it is (0x00 the opening of a log, 0x01 an entry, 0x02 an entry with who acted for somebody, 0x03 one with who
acted, or none, and bytes that blind it), then comes each field: four bytes of length, -1 for none, and its bytes. Instants are microseconds since 1970 as eight bytes.
"""

import re
from binascii import unhexlify
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from ipaddress import ip_address
from itertools import repeat
from struct import pack, unpack
from typing import Any

from msgspec.structs import astuple

from chaincare.verifying.lines import Fields, Opened

_KEPT_MAX = 50_000
"""So many different values of a field are remembered before it begins anew."""
_NONE = b"\xff\xff\xff\xff"
_UUID_SHAPE = b"00000000-0000-0000-0000-000000000000"
_LENGTH_SHAPE = b"0" * 8
_AT_SHAPE = b"0000-00-00T00:00:00.000000Z"
_DIGITS = bytes.maketrans(b"123456789", b"0" * 9)
_HEX_DIGITS = bytes.maketrans(b"123456789abcdef", b"0" * 15)
"""Makes one shape of all digits, so that many fields are compared with the shape they must have at once."""
_HEX = re.compile(r"([0-9a-f]{2})*")
_TENS_OF_SECONDS = b"012345"
_ENTRY, _ENTRY_ACTED, _ENTRY_BLIND = (bytes([one]) + b"\x00\x00\x00\x08" for one in (1, 2, 3))
_FLAGS = {False: b"\x00\x00\x00\x01\x00", True: b"\x00\x00\x00\x01\x01"}

Column = Sequence[Any]
Written = Callable[[Column], Iterable[bytes]]


class LeafMalformed(ValueError):
    """A field of an entry is not written as it must be; the words say which."""


class _Remembered(dict[str | None, bytes]):
    """The bytes of a field's values, with their length: most of them come again and again."""

    def __init__(self, plain: Callable[[str], bytes]) -> None:
        super().__init__()
        self._plain = plain

    def __missing__(self, value: str | None) -> bytes:
        if len(self) >= _KEPT_MAX:
            self.clear()
        written = self[value] = _NONE if value is None else _with_length(self._plain(value))
        return written

    def column(self, values: Column) -> Iterable[bytes]:
        return map(self.__getitem__, values)


class _Days(dict[str, int]):
    """Microseconds since 1970 of the midnight that a day begins with."""

    def __missing__(self, day: str) -> int:
        return self.remember(day, day)

    def remember(self, key: str, minute: str) -> int:
        if len(self) >= _KEPT_MAX:
            self.clear()
        try:
            at = datetime.fromisoformat(minute).replace(tzinfo=UTC)
        except ValueError:
            raise LeafMalformed("at: there is no such instant") from None
        self[key] = micros = int(at.timestamp()) * 1_000_000
        return micros


class _Minutes(_Days):
    """Microseconds since midnight of a minute of any day."""

    def __missing__(self, minute: str) -> int:
        return self.remember(minute, f"1970-01-01T{minute}")


def _with_length(plain: bytes) -> bytes:
    return len(plain).to_bytes(4) + plain


def _address(value: str) -> bytes:
    try:
        return ip_address("" if "%" in value else value).packed
    except ValueError:
        raise LeafMalformed("address: it is neither of IPv4 nor of IPv6") from None


def _digest(value: str) -> bytes:
    if not _HEX.fullmatch(value):
        raise LeafMalformed("privateDigest: it is not in small hexadecimal digits")
    return bytes.fromhex(value)


def _fixed(values: Column, shape: bytes, width: int, name: str) -> Iterable[bytes]:
    """Write values of one shape and so many bytes, which are new in nearly every entry: all of them at once."""
    nones = values.count(None)
    if nones == len(values):
        return repeat(_NONE, nones)
    if nones:
        given = iter(_fixed([one for one in values if one is not None], shape, width, name))
        return [_NONE if one is None else next(given) for one in values]
    length = f"{width:08x}"
    together = (length + length.join(values)).encode()
    if together.translate(_HEX_DIGITS) != (_LENGTH_SHAPE + shape) * len(values):
        raise LeafMalformed(f"{name}: it is not in small hexadecimal digits, or not as long as it must be")
    return unpack(f"{width + 4}s" * len(values), unhexlify(together.translate(None, b"-")))


def opening_leaf(opened: Opened) -> bytes:
    """The bytes of leaf 0."""
    fields = (opened.origin, opened.previous, opened.reason)
    return b"\x00" + b"".join(_NONE if one is None else _with_length(one.encode()) for one in fields)


class LeafWriter:
    """Writes the leaves of entries, field by field of many entries at once: that is what makes it fast."""

    def __init__(self) -> None:
        self._days, self._minutes = _Days(), _Minutes()
        self._columns: list[Written] = []
        for name in Fields.__struct_encode_fields__[1:-2]:
            self._columns.append(_written(name))
        self._acted_by = _Remembered(str.encode)

    def micros(self, entries: Sequence[Fields]) -> list[int]:
        """The instants of entries in microseconds since 1970. Raises `LeafMalformed`."""
        ats = [one.at for one in entries]
        together = "".join(ats).encode()
        if together.translate(_DIGITS) != _AT_SHAPE * len(ats) or together[17 :: len(_AT_SHAPE)].strip(
            _TENS_OF_SECONDS
        ):
            raise LeafMalformed("at: it is not in UTC, with six digits behind the second and a Z")
        days, minutes = self._days, self._minutes
        return [days[at[:10]] + minutes[at[11:16]] + int(at[17:19] + at[20:26]) for at in ats]

    def leaves(self, entries: Sequence[Fields], micros: Sequence[int]) -> list[bytes]:
        """The bytes of entries whose instants are known. Raises `LeafMalformed`."""
        if not entries:
            return []
        _, *fields, acted_by, blind = zip(*map(astuple, entries), strict=True)
        ats = unpack("8s" * len(micros), pack(f">{len(micros)}q", *micros))
        columns = [written(column) for written, column in zip(self._columns, fields, strict=True)]
        if not blind.count(None):
            acted, blinds = self._acted_by.column(acted_by), _fixed(blind, b"0" * 32, 16, "blind")
            return list(map(b"".join, zip(repeat(_ENTRY_BLIND), ats, *columns, acted, blinds, strict=False)))
        if blind.count(None) < len(blind):
            return [self.leaves([one], [at])[0] for one, at in zip(entries, micros, strict=True)]
        if acted_by.count(None) < len(acted_by):
            versions = [_ENTRY if one is None else _ENTRY_ACTED for one in acted_by]
            acted = [b"" if one is None else self._acted_by[one] for one in acted_by]
            return list(map(b"".join, zip(versions, ats, *columns, acted, strict=True)))
        return list(map(b"".join, zip(repeat(_ENTRY), ats, *columns, strict=False)))


def _written(name: str) -> Written:
    """How the values of a field are written: some come again and again, others are new each time."""
    if name in _NEW:
        shape, width = _NEW[name]
        return lambda values: _fixed(values, shape, width, name)
    if name == "emergency":
        return lambda values: map(_FLAGS.__getitem__, values)
    if name in _KNOWN_IDS:
        return _Remembered(lambda value: next(iter(_fixed([value], _UUID_SHAPE, 16, name)))[4:]).column
    return _Remembered(_PLAIN.get(name, str.encode)).column


_UUID = (_UUID_SHAPE, 16)
_NEW = {
    "id": _UUID, "queryId": _UUID, "relationId": _UUID, "basisId": _UUID, "client": _UUID, "caseId": _UUID,
    "objectId": _UUID, "askedId": _UUID, "requestId": _UUID, "traceId": (b"0" * 32, 16), "spanId": (b"0" * 16, 8),
}  # fmt: skip
_KNOWN_IDS = frozenset({"actorId", "unitId", "organisationId", "relationBy", "networkId"})
_PLAIN: dict[str, Callable[[str], bytes]] = {"address": _address, "privateDigest": _digest}
