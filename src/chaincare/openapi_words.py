"""What the fields of the description mean: by their name, or by what the form of it promises. Pure.

A struct's own words come first; a name that says it all ("familyName") has none.
"""

import re
from collections.abc import Mapping
from inspect import cleandoc
from typing import Any

from chaincare.openapi_fields import FIELDS
from chaincare.openapi_id_fields import ID_FIELDS
from chaincare.openapi_kind_fields import KIND_FIELDS
from chaincare.openapi_more_fields import MORE_FIELDS

_CALENDAR_DAY = "A calendar day in Amsterdam (`YYYY-MM-DD`)."
_MOMENT = "A moment (RFC 3339); answers are in UTC and end in `Z`."


def say_what_is_meant(document: Mapping[str, Any]) -> None:
    """Give each property and each id in an address its description, where it has none."""
    _say_what_fields_mean(document["components"]["schemas"])
    for methods in document["paths"].values():
        for operation in methods.values():
            for one in operation.get("parameters", ()):
                if one.get("in") == "path":
                    one.setdefault("description", _of_id(one["name"]))


def _say_what_fields_mean(schemas: Mapping[str, Any]) -> None:
    """Give each property of these schemas its description, where the struct gave it none; a schema's own without the source's margin."""
    for kind, schema in schemas.items():
        if "description" in schema:
            # As it is indented in the source, a reader of Markdown would take the second paragraph for code.
            schema["description"] = cleandoc(schema["description"])
        for name, one in schema.get("properties", {}).items():
            text = KIND_FIELDS.get(f"{kind}.{name}") or meaning_of(name, one)
            if "description" not in one and text is not None:
                one["description"] = text


def meaning_of(name: str, schema: Mapping[str, Any]) -> str | None:
    """Say what a field of this name means; None where its name says it."""
    kinds = "other" if "enum" in schema else schema.get("type", "other")
    kind = kinds if isinstance(kinds, str) else next(one for one in kinds if one != "null")
    said = FIELDS.get(f"{name}:{kind}", FIELDS.get(name, MORE_FIELDS.get(name)))
    match schema.get("format"):
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
