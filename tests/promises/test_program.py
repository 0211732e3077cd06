"""Promises about the whole program, each a test: nothing here knows a feature by name."""

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest
from litestar.routes import HTTPRoute
from tests.promises.everything import operations_of

import chaincare
from chaincare.access.model import Operation
from chaincare.app import create_app
from chaincare.database import SESSION_SETTINGS
from chaincare.embedded import Urls
from chaincare.settings import Settings

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
FILE_LINES_MAX = 250
FUNCTION_LINES_MAX = 50
HANDLER_STEPS_MAX = 14
_STATEMENT = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b")
_WRITES = re.compile(r"\b(?:INSERT INTO|UPDATE)\s+(?:chaincare\.)?\"?([a-z_]+)", re.MULTILINE)


@pytest.fixture(scope="module")
def operations() -> list[Operation]:
    return [handler.opt["operation"] for handler in operations_of(create_app(Settings())).values()]


LINE_BY_LINE = {
    "/v1/professionals/{professional_id}/successions",
    "/v1/regie-moves/{move_id}/continuations",
    "/v1/regie-moves/{move_id}/responses",
}


def test_every_route_names_its_operation_or_is_public() -> None:
    seen = 0
    for route in create_app(Settings()).routes:
        assert isinstance(route, HTTPRoute)
        assert route.path_format.startswith("/v1")
        for method, (handler, _) in route.route_handler_map.items():
            seen += 1
            if method == "OPTIONS":
                continue
            named, public = handler.opt.get("operation"), handler.opt.get("public")
            assert (named is None) == bool(public), f"{method} {route.path_format}"
            # Line by line: a door for each case (access/lines.py).
            by_line = route.path_format in LINE_BY_LINE
            assert named is None or by_line or "clearance" in handler.fn.__annotations__, (
                f"{route.path_format}: no clearance"
            )
    assert seen > 50


def test_what_is_public_is_a_short_list() -> None:
    public = {
        route.path_format
        for route in create_app(Settings()).routes
        if isinstance(route, HTTPRoute)
        and any(one.opt.get("public") for one, _ in route.route_handler_map.values())
    }
    assert public == {
        "/v1/docs", "/v1/docs/problems", "/v1/docs/{asset}", "/v1/health/live", "/v1/health/ready", "/v1/openapi.json",
    }  # fmt: skip


def test_every_event_has_one_meaning_in_two_languages(operations: list[Operation]) -> None:
    by_code: dict[str, set[Operation]] = defaultdict(set)
    for one in operations:
        by_code[one.code].add(one)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*", one.code), one.code
        assert len(one.en) > 10
        assert len(one.nl) > 10
        assert one.en != one.nl
        assert "escalatie" not in one.nl.lower(), f"{one.code}: in Dutch, escalatie means conflict"
    assert [code for code, meanings in by_code.items() if len(meanings) > 1] == []
    meanings = {one.code: (one.en, one.nl) for one in operations}
    for place in (0, 1):
        words = [both[place] for both in meanings.values()]
        assert sorted(set(words)) == sorted(words)


def test_a_read_reads_and_a_write_writes() -> None:
    for (method, path), handler in operations_of(create_app(Settings())).items():
        asks = method == "GET" or path.rpartition("/")[2].startswith("_")
        action = handler.opt[
            "operation"
        ].action  # what is taken away as a file is an export also where it is read
        assert action == "E" if asks and action != "R" else asks == (action == "R"), f"{method} {path}"


# ---- statements


def statements() -> Iterator[tuple[str, str, str]]:
    """Every SQL constant of the program: module, name, text."""
    for found in pkgutil.walk_packages(chaincare.__path__, "chaincare."):
        if ".demo." in found.name or found.name.rpartition(".")[2] in {
            "__main__",
            "roles",
            "migrate",
            "schema_dump",
            "founding",
        }:
            continue
        module = importlib.import_module(found.name)
        own = {
            target.id
            for node in ast.parse(Path(module.__file__ or "").read_text("utf-8")).body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for name in sorted(own):
            value = getattr(module, name)
            # A private one is a part of others, or a form to be filled in.
            if isinstance(value, str) and _STATEMENT.match(value) and not name.startswith("_"):
                yield found.name, name, value


@pytest.mark.anyio
async def test_every_statement_prepares_on_the_migrated_schema_as_the_application(database: Urls) -> None:
    connection = await asyncpg.connect(database.app_url, server_settings=SESSION_SETTINGS)
    try:
        found = list(statements())
        for module, name, text in found:
            try:
                await connection.prepare(text)
            except asyncpg.PostgresError as error:
                pytest.fail(f"{module}.{name}: {error}")
    finally:
        await connection.close()
    assert len(found) > 60


SHARED = {
    # What is added to the directory and what is changed of it are two features: one would not fit its rooms.
    "mandates": {"directory", "changes"},
    # A list adds to all of them, in one statement for all its lines.
    "organisations": {"directory", "changes", "directory_imports"},
    "units": {"directory", "changes", "directory_imports"},
    "memberships": {"directory", "directory_imports"},
    "token_issuers": {"directory", "directory_imports"},
    "professionals": {"professionals", "directory_imports"},
    "services": {"winkelstraat", "directory_imports"},
    # Its breadth limit is set beside what is stopped, its policy is a thing of its own.
    "networks": {"stops", "changes", "policies"},
    # A consent that is taken back takes with it, in the same transaction, what rests on it.
    "legal_basis_withdrawals": {"consents", "legal_bases"},
    "secrecy_withdrawals": {"consents", "legal_bases"},
}
"""Tables with more than one writer, and why."""


def test_one_feature_writes_a_table() -> None:
    writers: dict[str, set[str]] = defaultdict(set)
    for module, _, text in statements():
        for table in _WRITES.findall(re.sub(r"FOR UPDATE|ON CONFLICT[^;]*DO UPDATE", "", text)):
            writers[table].add(module.split(".")[1])
    assert len(writers) > 15
    assert {table: who for table, who in writers.items() if len(who) > 1} == SHARED
    assert writers["notes"] == {"notes"}
    assert "access_entries" not in writers


# ---- shape


def test_the_import_contracts_hold_and_speak_of_every_feature() -> None:
    contracts = (ROOT / "pyproject.toml").read_text("utf-8").partition("[tool.importlinter]")[2]
    for store in (ROOT / "src" / "chaincare").glob("*/store.py"):
        assert f"({store.parent.name})" in contracts, f"{store.parent.name} has no place in the layers"
        assert f'"chaincare.{store.parent.name}"' in contracts, (
            f"the rooms of {store.parent.name} have no contract"
        )
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= FILE_LINES_MAX, "divide the feature, not the room"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            assert lines <= FUNCTION_LINES_MAX, f"{node.name} has {lines} lines"


def test_a_handler_reads_decides_writes_and_answers() -> None:
    """A handler stays one glance long; rules, SQL and shapes live in their own rooms."""
    for (method, path), handler in operations_of(create_app(Settings())).items():
        own = inspect.unwrap(handler.fn)
        source = Path(own.__code__.co_filename).read_text("utf-8")
        [node] = [
            one for one in ast.walk(ast.parse(source))
            if isinstance(one, ast.AsyncFunctionDef) and one.name == own.__name__
        ]  # fmt: skip
        steps = len(node.body) - 1  # its docstring
        assert steps <= HANDLER_STEPS_MAX, f"{method} {path}: {steps} steps"


@pytest.mark.parametrize("word", ["datetime.now(", "uuid4(", "uuid7(", "time.time(", "random."])
def test_rules_and_models_have_no_clock_and_no_dice(word: str) -> None:
    rooms = [path for path in SOURCES if path.name in {"rules.py", "model.py", "states.py", "facts.py"}]
    assert len(rooms) > 12
    assert [str(path) for path in rooms if word in path.read_text("utf-8")] == []
