"""Holding a JSON value against a schema of the description: as much of JSON Schema as the description uses."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

_TYPES: dict[str, Any] = {
    "string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict,
    "null": type(None),
}  # fmt: skip
_FORMATS: dict[str, Any] = {"date-time": datetime.fromisoformat, "date": date.fromisoformat, "uuid": UUID}


def faults(value: Any, schema: Any, document: Any, place: str = "") -> Iterator[str]:
    """Name every place where a value is not what the schema says, and what the schema does not mention."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    arms = schema.get("anyOf") or schema.get("oneOf")
    if arms:
        if all(list(faults(value, arm, document, place)) for arm in arms):
            yield f"{place}: none of the alternatives"
        return
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is_of(value, kind) for kind in kinds):
        yield f"{place}: no {kinds}"
        return
    if value is not None and value not in schema.get("enum", [schema.get("const", value)]):
        yield f"{place}: not on the list"
    if isinstance(value, str):
        yield from _faults_of_text(value, schema, place)
    if isinstance(value, dict):
        yield from _faults_of_object(value, schema, document, place)
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from faults(item, schema.get("items", {}), document, f"{place}/{number}")


def _is_of(value: Any, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _faults_of_text(value: str, schema: Any, place: str) -> Iterator[str]:
    if reads := _FORMATS.get(schema.get("format", "")):
        try:
            reads(value)
        except ValueError:
            yield f"{place}: no {schema['format']}"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{place}: of another shape"


def _faults_of_object(value: Any, schema: Any, document: Any, place: str) -> Iterator[str]:
    known = schema.get("properties", {})
    yield from (f"{place}/{name}: missing" for name in schema.get("required", []) if name not in value)
    for name, one in value.items():
        if name in known:
            yield from faults(one, known[name], document, f"{place}/{name}")
        elif known:
            yield f"{place}/{name}: not described"
