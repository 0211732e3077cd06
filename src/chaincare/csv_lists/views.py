"""What became of the lines of a list, as it travels."""

from collections.abc import Iterable
from uuid import UUID

from chaincare.csv_lists.model import ColumnError, ImportOutcome
from chaincare.wire import View


class WrongCell(View):
    """What is wrong in a line, in which column."""

    column: str
    detail: str


class ImportedLine(View):
    """A line, by where it begins in the text, and what became of it; `id` is null while it is not written."""

    line: int
    outcome: ImportOutcome
    id: UUID | None
    errors: tuple[WrongCell, ...]


def line_view(
    number: int, outcome: ImportOutcome, written_as: UUID | None, errors: Iterable[ColumnError]
) -> ImportedLine:
    """Show what became of a line."""
    wrong = tuple(WrongCell(column=one.column, detail=one.detail) for one in errors)
    return ImportedLine(line=number, outcome=outcome, id=written_as, errors=wrong)
