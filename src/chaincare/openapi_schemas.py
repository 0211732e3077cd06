"""The schemas of the description as generators and gateways of any language read them, from those of msgspec. Pure."""

from typing import Any

_LENGTHS = {"uuid": 36, "date": 10, "date-time": 40}
_INT_MAX = 2**31 - 1


def plain(schema: Any) -> Any:
    """Write "a date or null" as one schema of two types: its format then stands where readers and linters look."""
    match schema:
        case {
            "anyOf": [{"type": "null"}, {"type": str(kind), **one}]
            | [{"type": str(kind), **one}, {"type": "null"}]
        }:
            if "enum" in one or "const" in one:
                return schema
            rest = {name: value for name, value in schema.items() if name != "anyOf"}
            return bounded({"type": [kind, "null"], **plain(one), **plain(rest)})
        case dict():
            return bounded({name: plain(value) for name, value in schema.items()})
        case list():
            return [plain(value) for value in schema]
        case _:
            return schema


def bounded(schema: dict[str, Any]) -> dict[str, Any]:
    """Say how long at most what has a format is, how wide a number, and of what type a list of words: generators and gateways go by it."""
    match schema:
        case {"enum": [str(), *_]}:
            return {"type": "string", **schema}
        case {"enum": [int(), *_] as numbers} if not isinstance(numbers[0], bool):
            return {
                "type": "integer",
                "minimum": min(numbers),
                "maximum": max(numbers),
                "format": "int32",
                **schema,
            }
        case {"format": str(form)} if form in _LENGTHS:
            return {**schema, "maxLength": _LENGTHS[form]}
        case {"type": "integer" | ["integer", "null"]}:
            return {"minimum": 0, "maximum": _INT_MAX, **schema, "format": "int32"}
        case _:
            return schema
