"""What the program never does, looked for in its own sources; and what it never believes, tried over HTTP."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from tests.people import Region, open_case

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))

NEVER_IMPORTED = frozenset(
    {"pickle", "marshal", "shelve", "yaml", "xml", "lxml", "random", "telnetlib", "ftplib", "smtplib", "ldap3", "jinja2",
     "ctypes", "requests", "urllib.request", "http.client"}
)  # fmt: skip
"""Ways to make objects or code out of text, to draw what can be guessed, to talk in the clear, to write pages."""
NEVER_CALLED = frozenset(
    {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "importlib.import_module"}
)
GOES_OUT = frozenset({"jwks.py", "seals/asking.py"})
"""The only places that ask another server anything: issuers' keys, from addresses in the directory, and witnesses of the settings."""
HASHES = frozenset({"sha256"})
CIPHERS = frozenset({"AESGCMSIV"})


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for path in SOURCES:
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text())


def _imports(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return found


def test_no_source_makes_code_or_objects_of_text_nor_runs_a_shell() -> None:
    calls = 0
    for name, tree in _trees():
        assert {
            one for one in _imports(tree) if one in NEVER_IMPORTED or one.split(".")[0] in NEVER_IMPORTED
        } == set(), name
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                calls += 1
                assert ast.unparse(node.func) not in NEVER_CALLED, f"{name}:{node.lineno}"
                assert not any(one.arg == "shell" for one in node.keywords), f"{name}:{node.lineno}"
    assert calls > 5_000


def test_only_what_is_approved_hashes_encrypts_and_draws() -> None:
    hashes: set[str] = set()
    ciphers: set[str] = set()
    for name, tree in _trees():
        for one in _imports(tree):
            if one.startswith("cryptography.hazmat.primitives.ciphers"):
                ciphers |= {one.rpartition(".")[2]} - {"aead"}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "hashlib"
            ):
                hashes.add(node.attr)
        if "secrets" not in _imports(tree):
            assert "random" not in _imports(tree), name
    assert hashes == set(HASHES)
    assert ciphers == set(CIPHERS)


def test_one_place_asks_other_servers_and_follows_nothing() -> None:
    asking = {name for name, tree in _trees() if "httpx2" in _imports(tree) and "/demo/" not in name}
    assert {name.removeprefix("src/chaincare/") for name in asking} == GOES_OUT
    for name in GOES_OUT:
        text = (ROOT / "src/chaincare" / name).read_text()
        assert "follow_redirects=False" in text
        assert "verify=False" not in text


def test_everything_it_stands_on_is_pinned_by_hash_and_told() -> None:
    locked = re.split(r"\n(?=\S)", (ROOT / "requirements.lock").read_text().strip())
    packages = {}
    for one in locked:
        if one.startswith("#"):
            continue
        pinned = re.match(r"([A-Za-z0-9._-]+)==([^\s;\\]+)", one)
        assert pinned, one.partition("\n")[0]
        assert "--hash=sha256:" in one, pinned[1]
        assert "://" not in one, f"{pinned[1]}: a lock names no place to fetch from"
        packages[pinned[1].lower()] = pinned[2]
    told = (ROOT / "decisions/0015-dependencies.md").read_text().lower()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for wanted in project["dependencies"]:
        name = re.split(r"[<>=;\s]", wanted)[0].lower()
        assert name in packages, f"{name} is not locked"
        assert name in told, f"{name} is not in decisions/0015"


async def test_nothing_a_caller_says_of_his_own_address_or_name_is_believed(region: Region) -> None:
    case = await open_case(region)
    told = {
        "X-Forwarded-For": "192.0.2.7", "Forwarded": "for=192.0.2.7;host=evil.example", "X-Real-IP": "192.0.2.7",
        "X-User-ID": "intern-begeleider", "X-Forwarded-Host": "evil.example", "X-HTTP-Method-Override": "DELETE",
        "X-Original-URL": "/v1/organisations",
    }  # fmt: skip
    before = await region.entries()
    for one in (told, dict.fromkeys(told, "x" * 200)):
        headers = {"Authorization": f"Bearer {region.teacher.token}", **one}
        answer = await region.http.get(f"/v1/cases/{case['id']}", headers=headers)
        assert answer.json()["id"] == case["id"]
        assert "evil.example" not in str(answer.headers) + answer.text
    entries = (await region.entries())[len(before) :]
    assert len(entries) == 2
    assert {(str(one["address"]), one["subject"], one["event"]) for one in entries} == {
        ("127.0.0.1", "teacher", "case.read")
    }


async def test_every_answer_says_what_it_is_and_in_which_letters(region: Region) -> None:
    public = (
        "/v1/health/live",
        "/v1/openapi.json",
        "/v1/docs",
        "/v1/docs/problems",
        "/v1/docs/start.js",
        "/v1/docs/swagger-ui.css",
    )
    kinds: dict[str, str] = {}
    for path in public:
        answer: httpx2.Response = await region.http.get(path)
        assert answer.status_code == 200, path
        kinds[path] = answer.headers["content-type"]
        if kinds[path].startswith("text/"):
            assert "charset=utf-8" in kinds[path].lower(), f"{path}: {kinds[path]}"
        else:  # JSON is UTF-8 and nothing else (RFC 8259)
            assert kinds[path].startswith(("application/json", "application/javascript")), (
                f"{path}: {kinds[path]}"
            )
    assert kinds["/v1/docs"].startswith("text/html")
