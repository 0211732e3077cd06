"""A list as text: its header, its lines, their cells. What a cell holds is data, whatever it looks like. Pure."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from chaincare.directory_imports.model import (
    ColumnsWrong,
    CsvUnreadable,
    ImportKind,
    Line,
    TooManyLines,
)
from chaincare.refusals import FieldError

LINES_MAX = 2_000
COLUMNS: dict[ImportKind, tuple[str, ...]] = {
    ImportKind.ORGANISATIONS: ("name", "sector", "issuer", "jwksUri", "oin", "kvk", "brin", "agb"),
    ImportKind.UNITS: ("organisation", "name", "statutoryTask"),
    ImportKind.PROFESSIONALS: (
        "organisation", "unit", "subject", "name", "function", "phone", "register", "registrationNumber",
    ),
    ImportKind.SERVICES: (
        "organisation", "unit", "name", "specialism", "help", "targetGroup", "area", "reactionDays", "needsReferral",
        "waitingDays",
    ),
}  # fmt: skip
NEEDED: dict[ImportKind, frozenset[str]] = {
    ImportKind.ORGANISATIONS: frozenset({"name", "sector", "issuer"}),
    ImportKind.UNITS: frozenset({"organisation", "name", "statutoryTask"}),
    ImportKind.PROFESSIONALS: frozenset({"organisation", "unit", "subject", "name", "function"}),
    ImportKind.SERVICES: frozenset({"organisation", "unit", "name", "specialism", "help", "targetGroup"}),
}


def read_lines(kind: ImportKind, text: str) -> list[Line]:
    """Give the lines of a list. Raises CsvUnreadable, ColumnsWrong, TooManyLines.

    A byte-order mark is let be; what stands between cells is what stands between the names of the columns.
    """
    text = text.removeprefix("\ufeff")
    header = text.partition("\n")[0]
    rows = _rows(text, ";" if header.count(";") > header.count(",") else ",")
    try:
        _, columns = next(rows)
        columns = [one.strip() for one in columns]
        _fit(kind, columns)
        lines = []
        for number, cells in rows:
            if len(cells) > len(columns):
                raise CsvUnreadable(
                    errors=[FieldError("/csv", f"Line {number} has more cells than the header.")]
                )
            lines.append(Line(number, dict(zip(columns, (one.strip() for one in cells), strict=False))))
            if len(lines) > LINES_MAX:
                raise TooManyLines
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


def _fit(kind: ImportKind, columns: list[str]) -> None:
    known, counted = COLUMNS[kind], Counter(columns)
    wrong = [f"`{one}` is missing." for one in known if one in NEEDED[kind] and one not in counted]
    wrong += [f"`{one}` is there twice." for one in known if counted[one] > 1]
    wrong += [f"Column {place} is not known." for place, one in enumerate(columns, 1) if one not in known]
    if wrong:
        raise ColumnsWrong(errors=[FieldError("/csv", one) for one in wrong])
