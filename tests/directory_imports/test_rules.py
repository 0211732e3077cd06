"""A list as text, and what becomes of each line."""

from uuid import UUID

import pytest

from chaincare.directory_imports.lines import LINES_MAX, read_lines
from chaincare.directory_imports.model import (
    ColumnError,
    ColumnsWrong,
    CsvUnreadable,
    Existing,
    House,
    ImportKind,
    ImportOutcome,
    Row,
    TooManyLines,
)
from chaincare.directory_imports.rules import house_named, judged, may_write, unit_named

UNITS = ImportKind.UNITS
HEADER = "organisation,name,statutoryTask"
OURS, THEIRS, NEW = (UUID(int=number) for number in (1, 2, 3))


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADER}\nA,B,C\n",
        f"\ufeff{HEADER}\r\nA,B,C",
        "organisation;name;statutoryTask\r\n\r\nA; B ;C\r\n;;\r\n",
        'name,organisation,statutoryTask\n"B",A,C\n',
    ],
)
def test_lines_are_read_as_spreadsheets_write_them(text: str) -> None:
    [line] = read_lines(UNITS, text)
    assert dict(line.cells) == {"organisation": "A", "name": "B", "statutoryTask": "C"}


def test_a_line_is_known_by_where_it_begins() -> None:
    text = f'{HEADER}\nA,"B\nb",C\n\n=1+1,"x, y",@z\n'
    assert [(one.number, one.cells["name"]) for one in read_lines(UNITS, text)] == [(2, "B\nb"), (5, "x, y")]
    assert read_lines(UNITS, text)[1].cells["organisation"] == "=1+1", "a cell is data"
    assert dict(read_lines(UNITS, f"{HEADER}\nA,B\n")[0].cells) == {"organisation": "A", "name": "B"}
    assert read_lines(UNITS, HEADER) == []


@pytest.mark.parametrize(
    "text", ["", "\n", f'{HEADER}\nA,"B,C\n', f'{HEADER}\nA,"B"x,C\n', f"{HEADER}\n1,2,3,4\n"]
)
def test_what_is_no_csv_is_refused(text: str) -> None:
    with pytest.raises(CsvUnreadable):
        read_lines(UNITS, text)


def test_a_header_names_its_columns() -> None:
    with pytest.raises(ColumnsWrong) as refused:
        read_lines(UNITS, "name,name,taak\n")
    assert [one.detail for one in refused.value.errors] == [
        "`organisation` is missing.", "`statutoryTask` is missing.", "`name` is there twice.", "Column 3 is not known.",
    ]  # fmt: skip


def test_a_list_has_an_end() -> None:
    assert len(read_lines(UNITS, f"{HEADER}\n" + "a,b,c\n" * LINES_MAX)) == LINES_MAX
    with pytest.raises(TooManyLines):
        read_lines(UNITS, f"{HEADER}\n" + "a,b,c\n" * (LINES_MAX + 1))


def row(number: int, name: str, *errors: ColumnError, task: str = "Wmo") -> Row:
    given = {"name": name, "statutoryTask": task}
    return Row(number, (("name", name),), {"id": NEW, **given}, given, errors)


def test_what_is_there_already_is_unchanged_and_what_differs_is_refused() -> None:
    known: dict[tuple[str, ...], Existing] = {
        ("name", "a"): Existing(OURS, {"name": "a", "statutoryTask": "Wmo"})
    }
    there, differs, new = judged(
        [row(2, "a"), row(3, "A"), row(4, "b")], known | {("name", "A"): known["name", "a"]}, ()
    )
    assert (there.outcome, there.id) == (ImportOutcome.UNCHANGED, OURS)
    assert (differs.outcome, [one.column for one in differs.errors]) == (ImportOutcome.REFUSED, ["name"])
    assert (new.outcome, new.id) == (ImportOutcome.ADDED, NEW)
    assert may_write([there, new], dry_run=False)
    assert not may_write([there, new], dry_run=True)
    assert not may_write([there, differs], dry_run=False)


def test_a_thing_stands_once_in_a_list_and_nowhere_else() -> None:
    first, again, taken, wrong = judged(
        [row(2, "a"), row(3, "a"), row(4, "b"), row(5, "c", ColumnError("name", "x"))], {}, {("name", "b")}
    )
    assert first.outcome is ImportOutcome.ADDED
    assert [one.detail for one in again.errors] == ["Line 2 is the same."]
    assert [one.column for one in taken.errors] == ["name"]
    assert wrong.outcome is ImportOutcome.REFUSED


def test_an_organisation_is_named_by_a_number_or_its_name() -> None:
    ours = House(OURS, "De Wilg", "https://a", frozenset({"04AB"}))
    theirs = House(THEIRS, "de wilg", "https://b", frozenset())
    assert house_named("04AB", [ours, theirs]) == ours
    assert house_named("DE WILG", [ours]) == ours
    assert house_named("", [ours]) == ours
    for name, houses in (("", [ours, theirs]), ("De Wilg", [ours, theirs]), ("Elders", [ours])):
        assert isinstance(house_named(name, houses), ColumnError)
    units = {(OURS, "loket"): NEW}
    assert unit_named("Loket", ours, units) == NEW
    assert isinstance(unit_named("Balie", ours, units), ColumnError)
