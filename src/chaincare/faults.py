"""Holding plain values against a type, and naming every fault by its place instead of only the first."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from itertools import islice
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

import msgspec
from litestar.exceptions import ValidationException
from msgspec import structs

from chaincare.refusals import FieldError
from chaincare.wire import is_day, is_instant

FAULTS_MAX = 100
"""So many are named in one answer: who sends more has another problem, and an answer must not outgrow its question."""
_PLACE = re.compile(r" - at `[^`]*`$")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}", re.ASCII)
_NOT_A_DAY = "Must be a date between 1900-01-01 and 2999-12-31, such as 2026-11-21."
_NOT_AN_INSTANT = "Must be an instant such as 2026-03-01T09:30:00Z, with a known offset."
_EXAMPLES = {
    date: "Must be a date such as 2026-03-01.",
    datetime: _NOT_AN_INSTANT,
    UUID: "Must be a UUID such as 018f3c1e-7b1d-7c3a-9f00-5d2f6c8e1a42.",
}
_EXPECTED = re.compile(r"Expected `(\w+)`(?:( of length)? ([<>]=?) (-?[\d.]+))?")
_LIMIT = {"<=": "at most", ">=": "at least", "<": "less than", ">": "more than"}
_SPOKEN = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
    "datetime": "an instant",
    "date": "a date",
    "uuid": "a UUID",
}


def faults_of(value: Any, wanted: Any, pointer: str = "", *, strict: bool = True) -> Iterator[FieldError]:
    """Give every fault of a plain value (as JSON has them) against a type, in the order of the type's fields.

    ``strict`` is off for text from a query, where every value is a string. The sentences never repeat the value.
    """
    base, arms = _shape(wanted)
    if arms:
        if value is None and NoneType in get_args(base):
            return
        yield from faults_of(value, _arm_for(value, arms), pointer, strict=strict)
    elif _is_struct(base) and isinstance(value, dict):
        yield from _faults_of_object(value, base, pointer)
    elif base is datetime and isinstance(value, str) and not is_instant(value):
        yield FieldError(pointer, _NOT_AN_INSTANT)
    elif base is date and isinstance(value, str) and not is_day(value):
        yield FieldError(pointer, _NOT_A_DAY)
    else:
        inside = list(islice(_faults_of_items(value, base, pointer), FAULTS_MAX))
        yield from inside or _fault_here(value, wanted, base, pointer, strict=strict)


def _shape(wanted: Any) -> tuple[Any, tuple[Any, ...]]:
    """Give the type without its annotations, and the alternatives to choose from (none when it is no union)."""
    while get_origin(wanted) is Annotated:
        wanted = get_args(wanted)[0]
    if get_origin(wanted) in (Union, UnionType):
        # UNSET is what a field is that was left out: nobody can send it.
        return wanted, tuple(arm for arm in get_args(wanted) if arm not in (NoneType, msgspec.UnsetType))
    return wanted, ()


def _is_struct(base: Any) -> bool:
    return isinstance(base, type) and issubclass(base, msgspec.Struct)


def _arm_for(value: Any, arms: tuple[Any, ...]) -> Any:
    """Choose the alternative that the tag names; without a tag that helps, the union as a whole is meant."""
    if len(arms) == 1:
        return arms[0]
    for arm in arms:
        base, _ = _shape(arm)
        config = base.__struct_config__ if _is_struct(base) and isinstance(value, dict) else None
        if config and config.tag is not None and value.get(str(config.tag_field)) == config.tag:
            return arm
    return _Alternatives(arms)


class _Alternatives:
    """A union no arm of which was named: faulted as a whole by :func:`_fault_here`."""

    def __init__(self, arms: tuple[Any, ...]) -> None:
        self.union = Union[arms]  # noqa: UP007 - built at run time from a tuple
        self._configs = [_shape(arm)[0].__struct_config__ for arm in arms if _is_struct(_shape(arm)[0])]

    def tags(self) -> list[str]:
        """Give the tag's field and then its values; nothing when the alternatives are not told apart by a tag."""
        tags = [str(config.tag) for config in self._configs if config.tag is not None]
        return [str(self._configs[0].tag_field), *tags] if tags else []


def _faults_of_object(
    value: dict[str, Any], wanted: type[msgspec.Struct], pointer: str
) -> Iterator[FieldError]:
    config = wanted.__struct_config__
    tag_field = config.tag_field or ""
    known = {tag_field}
    for field in structs.fields(wanted):
        name = field.encode_name
        known.add(name)
        if name in value:
            yield from faults_of(value[name], field.type, f"{pointer}/{name}")
        elif field.required:
            yield FieldError(f"{pointer}/{name}", "This field is required.")
    if config.tag is not None and value.get(tag_field, config.tag) != config.tag:
        yield FieldError(f"{pointer}/{tag_field}", f"Must be: {config.tag}.")
    if config.forbid_unknown_fields:
        for name in sorted(value.keys() - known):
            yield FieldError(place_of(pointer, name), "This field is not known.")


def place_of(pointer: str, name: str) -> str:
    """Give the place of a member; a key that is no identifier may be content in the wrong place: it is not repeated."""
    return f"{pointer}/{name}" if _NAME.fullmatch(name) else pointer


def _faults_of_items(value: Any, base: Any, pointer: str) -> Iterator[FieldError]:
    if isinstance(value, list) and get_origin(base) in (list, tuple, set, frozenset):
        item = get_args(base)[0]
        for place, one in enumerate(value):
            yield from faults_of(one, item, f"{pointer}/{place}")


def _fault_here(value: Any, wanted: Any, base: Any, pointer: str, *, strict: bool) -> Iterator[FieldError]:
    if isinstance(wanted, _Alternatives):
        if (tagged := wanted.tags()) and isinstance(value, dict):
            yield FieldError(f"{pointer}/{tagged[0]}", f"Must be one of: {', '.join(tagged[1:])}.")
            return
        wanted = base = wanted.union
    try:
        made = msgspec.convert(value, wanted, strict=strict)
    except msgspec.ValidationError as error:
        # A text that is too long because it is no month at all is told what a month looks like.
        shapeless = _shapeless(value, wanted) if base is str and isinstance(value, str) else None
        yield FieldError(pointer, shapeless or _sentence(_PLACE.sub("", str(error)), base))
        return
    if not strict and isinstance(made, datetime) and not is_instant(str(value)):
        yield FieldError(pointer, _NOT_AN_INSTANT)
    if (shapeless := _shapeless(made, wanted)) is not None:
        yield FieldError(pointer, shapeless)


def _shapeless(made: Any, wanted: Any) -> str | None:
    """Say what was wanted, of the first shape that a value does not have: one sentence a place."""
    for meta in getattr(wanted, "__metadata__", ()):
        if isinstance(meta, msgspec.Meta) and meta.extra and not meta.extra["holds"](made):
            return str(meta.extra["otherwise"])
    return None


def _sentence(message: str, base: Any) -> str:
    """Turn the decoder's message into a sentence for the caller that does not quote the value."""
    if isinstance(base, type) and issubclass(base, Enum):
        return f"Must be one of: {', '.join(str(member.value) for member in base)}."
    if get_origin(base) is Literal:
        return f"Must be one of: {', '.join(map(str, get_args(base)))}."
    if base in _EXAMPLES:
        return _EXAMPLES[base]
    return _bounds(message)


def _bounds(message: str) -> str:
    if (found := _EXPECTED.match(message)) is None:
        return "Must be a value this field can hold."
    kind, length, sign, bound = found.groups()
    sentence = "Must be " + _SPOKEN.get(kind, "a value of another type")
    if sign is None:
        return f"{sentence}."
    limit = f"{_LIMIT[sign]} {bound}"
    unit = "items" if kind == "array" else "characters"
    return f"{sentence} of {limit} {unit}." if length else f"{sentence}, {limit}."


def errors_of_decoder(error: msgspec.ValidationError) -> list[FieldError]:
    """Give the place that a decoder complained about; what it says is not passed on, it may quote the value."""
    found = re.search(r" - at `\$([^`]*)`$", str(error))
    place = found.group(1) if found else ""
    steps = re.findall(r"\.([A-Za-z0-9_]+)|\[(\d+)\]", place)
    return [
        FieldError("".join(f"/{name or number}" for name, number in steps), "This value cannot be accepted.")
    ]


def errors_of_framework(error: ValidationException) -> list[FieldError]:
    """Give the parameters the framework could not read; the query was read before it, so these are headers or a body."""
    found = []
    for one in error.extra if isinstance(error.extra, list) else []:
        source, key = one.get("source", "body"), str(one.get("key", ""))
        source = str(getattr(source, "value", source))
        if source == "body" or key == "data":
            found.append(FieldError("", "A JSON body is required."))
        else:
            found.append(FieldError(f"#{source}/{key}", "This parameter is missing or cannot be read."))
    return found
