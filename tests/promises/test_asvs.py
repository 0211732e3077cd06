"""The page of OWASP's ASVS: every item once, each with a test that exists, a reason, or an honest word."""

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/asvs.md"

# Levels 1 and 2 of ASVS 5.0 by section, and what the design asks of level 3. Ids only: the text is CC BY-SA.
WANTED = """
    1.1.1-2 1.2.1-9 1.3.1-11 1.4.1-3 1.5.1-2 2.1.1-3 2.2.1-3 2.3.1-4 2.4.1 3.2.1-2 3.3.1-4 3.4.1-6
    3.5.1-5 3.7.1-2 4.1.1-3 4.2.1 4.3.1-2 4.4.1-4 5.1.1 5.2.1-3 5.3.1-2 5.4.1-3 6.1.1-3 6.2.1-12 6.3.1-4
    6.4.1-4 6.5.1-5 6.6.1-3 6.8.1-4 7.1.1-3 7.2.1-4 7.3.1-2 7.4.1-5 7.5.1-2 7.6.1-2 8.1.1-2 8.2.1-3
    8.3.1-3 8.4.1 9.1.1-3 9.2.1-4 10.1.1-2 10.2.1-2 10.3.1-4 10.4.1-11 10.5.1-5 10.6.1-2 10.7.1-3
    11.1.1-2 11.2.1-3 11.3.1-3 11.4.1-4 11.5.1 11.6.1 12.1.1-3 12.2.1-2 12.3.1-4 13.1.1 13.2.1-5
    13.3.1-2 13.4.1-5 14.1.1-2 14.2.1-4 14.3.1-3 15.1.1-3 15.2.1-3 15.3.1-7 15.4.2 16.1.1 16.2.1-5
    16.3.1-4 16.4.1-3 16.5.1-3 17.1.1 17.2.1-4 17.3.1-2
"""
ITEMS = 256

_ROW = re.compile(r"^\| ([\d., ]+) \| ([^|]+) \| (.+) \|$", re.MULTILINE)
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_VERDICTS = ("*does not apply*: ", "*the operator's*", "*not held*: ")


def test_every_item_stands_on_the_page_once() -> None:
    wanted = []
    for section in WANTED.split():
        head, _, numbers = section.rpartition(".")
        for one in numbers.split(","):
            first, _, last = one.partition("-")
            wanted += [f"{head}.{number}" for number in range(int(first), int(last or first) + 1)]
    assert len(wanted) == ITEMS
    told = Counter(item for ids, _, _ in _ROW.findall(PAGE.read_text()) for item in ids.split(", "))
    assert [item for item, times in told.items() if times > 1] == []
    assert set(wanted) - set(told) == set(), "not on the page"
    assert set(told) - set(wanted) == set(), "not asked for"


def test_every_item_has_a_test_a_reason_or_an_honest_word() -> None:
    rows = _ROW.findall(PAGE.read_text())
    for ids, asked, here in rows:
        assert len(asked) > 3, ids
        verdict = next((one for one in _VERDICTS if here.startswith(one)), None)
        assert verdict or _TEST.search(here), f"{ids}: neither test nor reason"
        if verdict:
            assert len(here) > len(verdict) + 8, f"{ids}: why?"
    table_lines = [line for line in PAGE.read_text().splitlines() if re.match(r"\| \d", line)]
    assert len(table_lines) == len(rows), "a line that is no row is not checked"


def test_every_test_that_is_named_exists() -> None:
    named = set(_TEST.findall(PAGE.read_text()))
    assert len(named) > 80
    functions: dict[str, set[str]] = {}
    for path in {path for path, _ in named}:
        tree = ast.parse((ROOT / path).read_text())
        functions[path] = {
            node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
    assert sorted(f"{path}::{name}" for path, name in named if name not in functions[path]) == []


def test_what_the_page_sends_a_reader_to_is_there() -> None:
    parts = set(re.findall(r"SECURITY\.md,? \(?\*([^*]+)\*", PAGE.read_text()))
    headings = set(re.findall(r"^## (.+)$", (ROOT / "SECURITY.md").read_text(), re.MULTILINE))
    assert parts - headings == set()
    assert len(parts) > 4
