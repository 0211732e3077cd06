"""What the fields of the description mean: by their name, or by what the form of it promises. Pure.

A struct's own words come first; a name that says it all ("familyName") has none.
"""

import re
from collections.abc import Container, Mapping
from inspect import cleandoc
from typing import Any

from chaincare.openapi_fields import FIELDS
from chaincare.openapi_id_fields import ID_FIELDS
from chaincare.openapi_kind_fields import KIND_FIELDS
from chaincare.openapi_more_fields import MORE_FIELDS
from chaincare.wire import NAME_SHAPE

_CALENDAR_DAY = "A calendar day in Amsterdam (`YYYY-MM-DD`)."
SHAPES = frozenset({NAME_SHAPE})
"""What a kind of text tells of itself, wherever it is used: it does not say what the field means."""
_MOMENT = "A moment (RFC 3339); answers are in UTC and end in `Z`."


_OF_NULL = re.compile(r"; null\b[^;.]*(?=\.)| Null [^.]*\.")
_FOR_READERS = re.compile(r"\b(readers?|told)\b|\bnot for\b")
_SAID_BY_ITS_LIST = frozenset({"kind", "part"})
"""Names that say less than the list of words itself does."""


def say_what_is_meant(document: Mapping[str, Any]) -> None:
    """Give each property and each id in an address its description, where it has none."""
    schemas = document["components"]["schemas"]
    operations = [one for methods in document["paths"].values() for one in methods.values()]
    sent = _reached([one.get("requestBody") for one in operations], schemas)
    _say_what_fields_mean(schemas, sent - _reached([one["responses"] for one in operations], schemas))
    for operation in operations:
        for one in operation.get("parameters", ()):
            if one.get("in") == "path":
                one.setdefault("description", _of_id(one["name"]))


def _reached(value: Any, schemas: Mapping[str, Any]) -> set[str]:
    """Give the names of the schemas that this refers to, and those that they refer to."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        match waiting.pop():
            case {"$ref": str(reference)} if (name := reference.rpartition("/")[2]) in schemas:
                waiting += [] if name in found else [schemas[name]]
                found.add(name)
            case dict() as one:
                waiting += one.values()
            case list() as several:
                waiting += several
    return found


def _say_what_fields_mean(schemas: Mapping[str, Any], sent: Container[str]) -> None:
    """Give each property of these schemas its description, where the struct gave it none; a schema's own without the source's margin."""
    for schema in schemas.values():
        if "description" in schema:
            # As it is indented in the source, a reader of Markdown would take the second paragraph for code.
            schema["description"] = cleandoc(schema["description"])
    for kind, schema in schemas.items():
        for name, one in schema.get("properties", {}).items():
            text = KIND_FIELDS.get(f"{kind}.{name}") or _of_list(name, one, schemas) or meaning_of(name, one)
            if text is None or ("description" in one and one["description"] not in SHAPES):
                continue
            shape = f" {one['description']}" if "description" in one else ""
            one["description"] = as_it_can_be(text, one, sent=kind in sent) + shape


def _of_list(name: str, schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> str | None:
    """Say what the words of a list are, where the field has no meaning but theirs."""
    if name not in _SAID_BY_ITS_LIST:
        return None
    arms = [one for one in schema.get("anyOf", [schema]) if "$ref" in one]
    listed = schemas[arms[0]["$ref"].rpartition("/")[2]] if arms else {}
    return listed.get("description") if "enum" in listed else None


def as_it_can_be(text: str, schema: Mapping[str, Any], *, sent: bool) -> str:
    """Leave out of a text what it says of null where there is none; and in what is only sent, what readers are not shown."""
    if not can_be_null(schema):
        return _OF_NULL.sub("", text)
    return _OF_NULL.sub(lambda one: "" if sent and _FOR_READERS.search(one[0]) else one[0], text)


def can_be_null(schema: Mapping[str, Any]) -> bool:
    """Say whether a value can be null."""
    kinds = schema.get("type", "")
    return "null" in ([kinds] if isinstance(kinds, str) else kinds) or any(
        can_be_null(one) for one in schema.get("anyOf", ())
    )


def meaning_of(name: str, schema: Mapping[str, Any]) -> str | None:
    """Say what a field of this name means; None where its name says it."""
    kinds = "other" if "enum" in schema else schema.get("type", "other")
    kind = kinds if isinstance(kinds, str) else next(one for one in kinds if one != "null")
    form = schema.get("format")
    words = (f"{name}:{form}", f"{name}:{kind}", name)
    said = next((FIELDS[one] for one in words if one in FIELDS), MORE_FIELDS.get(name))
    match form:
        case "date-time":
            return said or _MOMENT
        case "date":
            return said or _CALENDAR_DAY
        case "uuid":
            return said or _of_id(name)
        case _:
            return said


def _of_id(name: str) -> str:
    if name == "id":
        return "Its id (UUIDv7), made by the server."
    if name.endswith("ById"):
        return ID_FIELDS.get(name, "Who did it, by his id in the directory.")
    if name.endswith("Id"):
        return ID_FIELDS.get(name, f"The id of the {_in_words(name)}.")
    return (
        "Who did it, by an id: in a case that of his participation, elsewhere that of the directory."
        if name.endswith("By")
        else "An id (UUIDv7)."
    )


def _in_words(name: str) -> str:
    return re.sub(r"([A-Z])", lambda one: f" {one[1].lower()}", name.removesuffix("Id"))


def camel(name: str) -> str:
    """Write a name of Python's as one of JSON: ``case_id`` is ``caseId``."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
