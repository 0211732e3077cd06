"""Names on the wire: what a name promises of its value, and what generators in any language can read."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.openapi.conforms import faults

from chaincare.app import create_app
from chaincare.bodies import decode_body
from chaincare.openapi import _operations, describe
from chaincare.openapi_case_fields import CASE_KIND_FIELDS
from chaincare.openapi_examples import WORDS_OF
from chaincare.openapi_fields import FIELDS
from chaincare.openapi_id_fields import ID_FIELDS
from chaincare.openapi_kind_fields import KIND_FIELDS
from chaincare.openapi_more_fields import MORE_FIELDS
from chaincare.openapi_network_fields import NETWORK_KIND_FIELDS
from chaincare.settings import Settings

APP = create_app(Settings())
DOCUMENT = describe(APP)
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]


def _fields() -> Iterator[tuple[str, str, Any]]:
    """Every property, and every parameter of the query."""
    for kind, schema in SCHEMAS.items():
        for name, one in schema.get("properties", {}).items():
            yield kind, name, one
    for path, methods in DOCUMENT["paths"].items():
        for operation in methods.values():
            for one in operation.get("parameters", ()):
                if one.get("in") == "query":
                    yield path, one["name"], one["schema"]


def _formats(schema: Any) -> set[str]:
    arms = schema.get("anyOf", [])
    return {schema.get("format", "")} | {one for arm in arms for one in _formats(arm)}


def _words(schema: Any) -> Iterator[Any]:
    """Every value of every closed list within a schema."""
    if isinstance(schema, dict):
        yield from schema.get("enum", ())
        yield from [schema["const"]] if "const" in schema else []
        for name, one in schema.items():
            if name not in ("enum", "const"):
                yield from _words(one)
    if isinstance(schema, list):
        for one in schema:
            yield from _words(one)


def test_instants_end_in_at_and_days_in_date_and_nothing_else_does() -> None:
    for kind, name, schema in _fields():
        formats = _formats(schema)
        # `at` alone is "at which moment": of a fact that has no other moment, or the one that is asked about.
        assert ("date-time" in formats) == (name.endswith("At") or name == "at"), f"{kind}.{name}"
        assert ("date" in formats) == name.endswith("Date"), f"{kind}.{name}"


def test_no_name_leaves_open_what_it_counts_from() -> None:
    vague = {"since", "until", "from", "to", "date", "time", "when"}
    assert [(kind, name) for kind, name, _ in _fields() if name in vague] == []


def test_names_are_camel_case_and_schemas_pascal_case() -> None:
    assert [one for one in _fields() if not re.fullmatch(r"[a-z][a-zA-Z0-9]*", one[1])] == []
    assert [name for name in SCHEMAS if not re.fullmatch(r"([A-Z][a-z0-9]+)+", name)] == []


def test_words_of_lists_are_snake_case() -> None:
    methods = {"POST", "PUT", "PATCH"}  # HTTP's own words
    for kind, schema in SCHEMAS.items():
        words = [one for one in _words(schema) if isinstance(one, str) and one not in methods]
        assert [one for one in words if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", one)] == [], kind


def test_every_list_of_words_says_of_what_type_it_is() -> None:
    """Generators make a type of an enum only where it has one."""
    lists = [one for one in _all(DOCUMENT) if isinstance(one.get("enum"), list)]
    assert len(lists) > 150
    said = {"string": str, "integer": int}
    assert [
        one
        for one in lists
        if not all(isinstance(word, said[one.get("type", "integer")]) for word in one["enum"])
    ] == []


IN_WORDS = {"ActivityView", "DescribeActivity", "Source", "BundlePurpose"}
"""The register of processing, and what people get of themselves, say purposes in sentences."""


@pytest.mark.parametrize(
    "name", ["kind", "state", "status", "role", "circle", "scope", "reach", "answer", "sector", "purpose"]
)
def test_what_is_chosen_from_a_list_says_so(name: str) -> None:
    for kind, field, schema in _fields():
        if field == name and kind not in {"Problem", *IN_WORDS}:
            assert list(_words(schema)) or "$ref" in str(schema), f"{kind}.{field}"


def test_patterns_can_be_read_in_every_language() -> None:
    """Go and Rust read RE2: no looking ahead or behind, no reference back; and no escape but those all know."""
    patterns = {one["pattern"] for one in _all(DOCUMENT) if "pattern" in one}
    assert len(patterns) > 3
    for one in patterns:
        assert not re.search(r"\(\?(?!:)|\\[1-9]|\\[uUpPkQZzAG]", one), one
        assert re.compile(one)
        assert one.startswith("^"), one
        assert one.endswith("$"), one


def test_every_operation_and_every_parameter_says_what_it_is() -> None:
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            assert re.fullmatch(r"[A-Z].*[.)]", operation["summary"]), f"{method} {path}"
            for one in operation.get("parameters", ()):
                assert "$ref" in one or one.get("description"), f"{path} {one['name']}"
    for name, schema in SCHEMAS.items():
        assert "enum" in schema or schema.get("description"), name
        assert "\n    " not in schema.get("description", ""), f"{name}: read as Markdown, this is code"
    fields = [one for schema in SCHEMAS.values() for one in schema.get("properties", {}).values()]
    named = {name for schema in SCHEMAS.values() for name in schema.get("properties", {})}
    # Of what is there no more nothing is said.
    assert {one.partition(":")[0] for one in FIELDS} | set(MORE_FIELDS) <= named
    in_paths = {one for path in DOCUMENT["paths"] for one in re.findall(r"\{(\w+)\}", path)}
    assert set(ID_FIELDS) <= named | in_paths
    # An id is of a thing: what its name has in front of it says of which ("the id of the answered by" says nothing).
    said = {str(one.get("description")) for one in fields}
    odd = r"The id of the (\w+ )*(by|from|to|of|asked|object|concerns|\w+s|\w+ed)\b.*[.]"
    assert [one for one in said if re.fullmatch(odd, one)] == []
    own = {f"{kind}.{name}" for kind, schema in SCHEMAS.items() for name in schema.get("properties", {})}
    assert set(KIND_FIELDS) <= own
    assert not set(CASE_KIND_FIELDS) & set(NETWORK_KIND_FIELDS)


def test_every_body_has_an_example_that_the_server_reads() -> None:
    shown = 0
    for path, method, handler in _operations(APP):
        if (body := handler.parsed_data_field) is None:
            continue
        item = DOCUMENT["paths"][re.sub(r"(?<=\w)_(?=[^{}]*\})(\w)", lambda one: one[1].upper(), path)][
            method
        ]
        examples = item["requestBody"]["content"]["application/json"]["examples"]
        for one in examples.values():
            assert decode_body(json.dumps(one["value"]).encode(), body.raw) is not None, f"{method} {path}"
            # What the schema forbids, a client made from it does not even send.
            schema = item["requestBody"]["content"]["application/json"]["schema"]
            assert list(faults(one["value"], schema, DOCUMENT)) == [], f"{method} {path}"
        shown += len(examples)
    assert shown > 150
    opening = DOCUMENT["paths"]["/cases"]["post"]["requestBody"]["content"]["application/json"]["examples"]
    assert {"question", "ownWords", "circle"} <= set(opening["example"]["value"])


def test_examples_above_the_cases_are_not_about_a_child() -> None:
    shown = {
        f"{kind}.{name}": value
        for methods in DOCUMENT["paths"].values()
        for operation in methods.values()
        for content in operation.get("requestBody", {}).get("content", {}).values()
        if (kind := content["schema"].get("$ref", "").rpartition("/")[2])
        for example in content["examples"].values()
        for name, value in example["value"].items()
    }
    # What is named for a body is a field of it, and is what it shows.
    bodies = {one.partition(".")[0] for one in shown}
    named = {one: value for one, value in WORDS_OF.items() if one.partition(".")[0] in bodies}
    assert len(named) > 60
    assert {one: shown.get(one) for one in named} == named
    nested = set(WORDS_OF) - set(named)
    assert {f"{kind}.{name}" for kind in SCHEMAS for name in SCHEMAS[kind].get("properties", {})} >= nested
    above = (
        "AddOrganisation",
        "AddUnit",
        "AddService",
        "StateDeparture",
        "MakeInventory",
        "EndMandate",
        "LiftHold",
    )
    told = [str(value) for one, value in shown.items() if one.startswith(above)]
    assert [one for one in told if "Marijke" in one or "her mother" in one or one == "In plain words."] == []


def test_what_makes_a_retry_or_an_edit_safe_is_described() -> None:
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            if path.startswith("/health"):
                continue
            names = {
                one.get("name") or one["$ref"].rpartition("/")[2]: one
                for one in operation.get("parameters", ())
            }
            changes = method != "get" and not path.endswith(
                ("/_search", "/_audit", "/_inclusion", "/_consistency")
            )
            assert ("IdempotencyKey" in names) == changes, f"{method} {path}"
            if "428" in operation["responses"]:
                assert "If-Match" in names, f"{method} {path}"
                assert "412" in operation["responses"], f"{method} {path}"
            if method in ("put", "patch"):
                assert names["If-Match"]["required"], f"{method} {path}"


def _all(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from _all(one)
    if isinstance(value, list):
        for one in value:
            yield from _all(one)
