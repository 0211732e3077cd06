"""The API's description is what the program does, and follows the NLgov API Design Rules."""

import asyncio
import json
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.http.probes import probe_router

from chaincare.app import create_app
from chaincare.openapi import describe, openapi_document
from chaincare.openapi_frame import API_VERSION
from chaincare.settings import load_settings

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "openapi" / "chaincare.json"
RULES = ROOT.parent / "shared" / "standards" / "nlgov-adr-linter.yaml"
OWASP = Path(__file__).parent / "owasp.yaml"
SPECTRAL = Path(__file__).parent / "node_modules" / ".bin" / "spectral"

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def _document(*, with_probes: bool = False) -> bytes:
    return openapi_document(create_app(load_settings({}), routes=[probe_router] if with_probes else []))


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    """The description of the application with the probes, which use everything a feature can."""
    return describe(create_app(load_settings({}), routes=[probe_router]))


def test_the_committed_description_is_current() -> None:
    assert COMMITTED.read_bytes() == _document(), "the API changed: run `make generate` and commit the result"


def test_the_same_routes_give_the_same_bytes() -> None:
    assert _document(with_probes=True) == _document(with_probes=True)


def test_the_version_is_the_packages() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == API_VERSION


async def test_the_linters_find_nothing(tmp_path: Path) -> None:
    """Both sets of rules in one go: to read the description takes longer than to judge it."""
    if not SPECTRAL.exists():
        pytest.skip("NOT LINTED: Spectral is not installed (npm ci in tests/openapi)")
    page, rules = tmp_path / "chaincare.json", tmp_path / "rules.yaml"
    page.write_bytes(_document(with_probes=True))
    text = OWASP.read_text().replace('["./', f'["{OWASP.parent}/')
    rules.write_text(text.replace('"]', f'", "{RULES.resolve()}"]', 1) if RULES.exists() else text)
    linter = await asyncio.create_subprocess_exec(
        *_node(), str(SPECTRAL.resolve()), "lint", "--ruleset", str(rules), "--fail-severity", "hint",
        "--format", "json", "--quiet", str(page),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, complaint = await linter.communicate()
    assert linter.returncode == 0, (out + complaint).decode()
    assert json.loads(out) == []
    if not RULES.exists():
        pytest.skip(f"NOT LINTED: the official ruleset is not there ({RULES.name}, beside the checkout)")


def _node() -> list[str]:
    """Find the Node that came with the environment; one of the machine's own will do as well."""
    found = shutil.which("node", path=str(ROOT / ".venv" / "bin")) or shutil.which("node")
    if found is None:
        pytest.skip("NOT LINTED: there is no Node")
    return [found]


def test_names_on_the_wire_are_camel_case(described: dict[str, Any]) -> None:
    assert "/probes/{probeId}" in described["paths"]
    parameters = described["paths"]["/probes"]["get"]["parameters"]
    assert [(one["name"], one["in"], one["required"]) for one in parameters] == [
        ("limit", "query", False),
        ("seenAt", "query", False),
    ]
    assert parameters[0]["schema"] == {"type": "integer", "format": "int32", "minimum": 1, "maximum": 50}
    assert set(described["components"]["schemas"]["ProbeView"]["properties"]) == {
        "probeId",
        "people",
        "askedAt",
    }


def test_bodies_are_closed_and_alternatives_are_told_apart(described: dict[str, Any]) -> None:
    body = described["components"]["schemas"]["AskProbe"]
    assert body["additionalProperties"] is False
    assert body["required"] == ["askedAt", "urgency"]
    contact = json.dumps(body["properties"]["contact"])
    assert '"propertyName": "kind"' in contact
    assert '"phone": "#/components/schemas/ByPhone"' in contact


def test_an_operation_names_its_refusals_by_type_and_sentence(described: dict[str, Any]) -> None:
    responses = described["paths"]["/probes/{probeId}"]["get"]["responses"]
    assert (
        "urn:problem-type:chaincare:probe-unknown`: There is no such probe" in responses["404"]["description"]
    )
    assert set(responses) == {"200", "400", "401", "403", "404", "406", "429", "500", "503"}
    assert "ChainCare-Receipt" in responses["200"]["headers"]


def test_what_needs_no_token_says_so(described: dict[str, Any]) -> None:
    live = described["paths"]["/health/live"]["get"]
    assert live["security"] == []
    assert "401" not in live["responses"]
    assert described["paths"]["/probes"]["post"]["security"] == [{"bearer": []}, {"dpop": []}]


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    text = json.dumps(described)
    for kind, parts in described["components"].items():
        if kind != "securitySchemes":
            assert [name for name in parts if f'"#/components/{kind}/{name}"' not in text] == []
    for piece in text.split('"$ref": "#/')[1:]:
        place: Any = described
        for step in piece.partition('"')[0].split("/"):
            place = place[step]


def test_whatever_is_sent_is_bounded() -> None:
    """OWASP API4: no text, list or number of a request without an end. What is answered was sent once."""
    document = describe(create_app(load_settings({})))
    schemas = document["components"]["schemas"]
    sent = [
        operation["requestBody"]
        for item in document["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict) and "requestBody" in operation
    ]
    names = set(_reached(sent, schemas))
    assert len(names) > 60
    assert [place for name in sorted(names) for place in _unbounded(schemas[name], name)] == []


def _reached(value: Any, schemas: dict[str, Any], seen: set[str] | None = None) -> set[str]:
    seen = set() if seen is None else seen
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict) and "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        if name in schemas and name not in seen:
            seen.add(name)
            _reached(schemas[name], schemas, seen)
    for one in inner:
        _reached(one, schemas, seen)
    return seen


def _unbounded(schema: Any, place: str) -> Iterator[str]:
    if isinstance(schema, dict):
        kinds = schema.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        closed = {"maxLength", "enum", "const"} & set(schema)
        if "string" in kinds and not closed:
            yield f"{place}: a text without an end"
        if "array" in kinds and "maxItems" not in schema:
            yield f"{place}: a list without an end"
        if {"integer", "number"} & set(kinds) and not {"minimum", "maximum"} <= set(schema):
            yield f"{place}: a number without bounds"
        for name, value in schema.items():
            yield from _unbounded(value, f"{place}/{name}")
    elif isinstance(schema, list):
        for number, value in enumerate(schema):
            yield from _unbounded(value, f"{place}/{number}")
