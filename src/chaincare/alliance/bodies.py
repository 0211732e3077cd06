"""What people write above the cases, in words about nobody."""

from collections.abc import Iterator
from enum import Enum

import msgspec

from chaincare.wire import Body, Words


class AboutNobody(Body, kw_only=True):
    """What is written for everybody of a network: it is about nobody, and everything in it that is text is held to that.

    What looks as if it points at somebody is held back unless its words stand in `overrides`: a safety net, no proof.
    """

    overrides: Words = ()

    def said(self) -> list[tuple[str, str]]:
        """Give every text that somebody typed, with the pointer to its place, so that a new field is not forgotten."""
        return [one for one in _texts("", self) if not one[0].startswith("/overrides/")]


def _texts(pointer: str, value: object) -> Iterator[tuple[str, str]]:
    match value:
        case Enum():
            return
        case str():
            yield pointer, value
        case tuple():
            for place, one in enumerate(value):
                yield from _texts(f"{pointer}/{place}", one)
        case msgspec.Struct():
            for name, sent in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True):
                yield from _texts(f"{pointer}/{sent}", getattr(value, name))
