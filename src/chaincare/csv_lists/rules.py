"""A list as text: its header, its lines, their cells. What a cell holds is data, whatever it looks like. Pure."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from chaincare.csv_lists.model import Columns, ColumnsWrong, CsvUnreadable, Line, TooManyLines
from chaincare.refusals import FieldError


def read_lines(columns: Columns, text: str) -> list[Line]:
    """Give the lines of a list. Raises CsvUnreadable, ColumnsWrong, TooManyLines.

    A byte-order mark is let be; what stands between cells is what stands between the names of the columns.
    """
    text = text.removeprefix("\ufeff")
    header = re.split(r"[\r\n]", text, maxsplit=1)[0]
    rows = _rows(text, ";" if header.count(";") > header.count(",") else ",")
    try:
        _, names = next(rows)
        names = [one.strip() for one in names]
        _fit(columns, names)
        lines = []
        for number, cells in rows:
            if len(cells) > len(names):
                raise CsvUnreadable(
                    errors=[FieldError("/csv", f"Line {number} has more cells than the header.")]
                )
            lines.append(Line(number, dict(zip(names, (one.strip() for one in cells), strict=False))))
            if len(lines) > columns.lines_max:
                raise TooManyLines(errors=[FieldError("/csv", f"Give at most {columns.lines_max:,} lines.")])
    except StopIteration:
        raise CsvUnreadable from None
    except csv.Error:
        raise CsvUnreadable from None
    return lines


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader, begins = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1
    for cells in reader:
        if any(one.strip() for one in cells):
            yield begins, cells
        begins = reader.line_num + 1


def _fit(columns: Columns, names: list[str]) -> None:
    known, counted = columns.known, Counter(names)
    wrong = [f"`{one}` is missing." for one in known if one in columns.needed and one not in counted]
    wrong += [f"`{one}` is there twice." for one in known if counted[one] > 1]
    wrong += [f"Column {place} is not known." for place, one in enumerate(names, 1) if one not in known]
    if wrong:
        raise ColumnsWrong(errors=[FieldError("/csv", one) for one in wrong])
