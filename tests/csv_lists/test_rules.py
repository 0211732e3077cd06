"""A list as text: its header, its lines, their cells."""

import pytest

from chaincare.csv_lists.model import Columns, ColumnsWrong, CsvUnreadable, TooManyLines
from chaincare.csv_lists.rules import read_lines

UNITS = Columns(
    ("organisation", "name", "statutoryTask"), frozenset({"organisation", "name", "statutoryTask"}), 20
)
HEADER = "organisation,name,statutoryTask"


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADER}\nA,B,C\n",
        f"\ufeff{HEADER}\r\nA,B,C",
        "organisation;name;statutoryTask\r\n\r\nA; B ;C\r\n;;\r\n",
        "organisation;name;statutoryTask\rA;B;C\r",
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
    assert len(read_lines(UNITS, f"{HEADER}\n" + "a,b,c\n" * UNITS.lines_max)) == UNITS.lines_max
    with pytest.raises(TooManyLines):
        read_lines(UNITS, f"{HEADER}\n" + "a,b,c\n" * (UNITS.lines_max + 1))
