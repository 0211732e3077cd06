"""Editions: which version of a thing somebody read, so that two editors never overwrite each other (D1).

What can be edited carries a number that grows with every change. An answer tells it as ``ETag``; who changes the
thing says in ``If-Match`` which edition he changes (RFC 9110 13.1.1). The number is of that one thing, so it tells
nothing about what its reader may not see.
"""

import re
from typing import Annotated

import msgspec
from litestar.params import HeaderParameter

from chaincare.refusals import FieldError, InputInvalid, Kind, Refusal

IfMatch = Annotated[
    Annotated[str, msgspec.Meta(max_length=200)] | None,
    HeaderParameter(
        name="If-Match",
        description="The edition a change is based on: the `ETag` that was read, in its double quotes.",
    ),
]
"""The edition a change is based on, as its `ETag` said: `"3"`."""

_TAGS = re.compile(r'\s*(?:W/)?"[\x21\x23-\x7e]*"\s*(?:,\s*(?:W/)?"[\x21\x23-\x7e]*"\s*)*')
_TAG = re.compile(r'(W/)?"([\x21\x23-\x7e]*)"')


class EditionStale(Refusal):
    """Somebody changed this after you read it. Read it again, and make your change to what it says now."""

    kind = Kind.STALE


class EditionMissing(Refusal):
    """Say which edition you change: send the ETag you read in the If-Match header."""

    kind = Kind.PRECONDITION_REQUIRED


def etag_of(version: int) -> str:
    """Give the ``ETag`` of an edition; it is a strong one: equal tags are equal things."""
    return f'"{version}"'


def hold_to(if_match: str | None, version: int, *, required: bool = True) -> None:
    """Refuse a change that is based on another edition than the present one; ask after locking the thing's row.

    ``*`` stands for whatever edition there is. Raises EditionMissing, EditionStale, InputInvalid.
    """
    if if_match is None:
        if required:
            raise EditionMissing
        return
    if if_match.strip() == "*":
        return
    if _TAGS.fullmatch(if_match) is None:
        wanted = FieldError("#header/If-Match", 'Give an ETag as it was answered, in double quotes: "3".')
        raise InputInvalid(errors=[wanted])
    # A weak tag never matches here (RFC 9110 13.1.1).
    if all(weak or tag != str(version) for weak, tag in _TAG.findall(if_match)):
        raise EditionStale
