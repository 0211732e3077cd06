"""A list that somebody brings as CSV: its columns, its lines, and what becomes of each."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from chaincare.refusals import Kind, Refusal


class ImportOutcome(StrEnum):
    """What becomes of a line."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class ColumnError(msgspec.Struct, frozen=True):
    """What is wrong in a line, in which column."""

    column: str
    detail: str


class Columns(msgspec.Struct, frozen=True):
    """Which columns a list can have, which of them it must have, and how many lines it may have."""

    known: tuple[str, ...]
    needed: frozenset[str]
    lines_max: int


class Line(msgspec.Struct, frozen=True):
    """One line of the list, by its columns; ``number`` is that of the text's line it begins on."""

    number: int
    cells: Mapping[str, str]


class CsvUnreadable(Refusal):
    """This is no CSV: a header, then a line for each, with commas or semicolons between, and text with either in double quotes."""

    kind = Kind.BAD_INPUT


class ColumnsWrong(Refusal):
    """The header does not name the columns of this list: `errors` says which are missing, not known or there twice."""

    kind = Kind.BAD_INPUT


class TooManyLines(Refusal):
    """The list has more lines than one call takes, which `errors` says: divide it."""

    kind = Kind.BAD_INPUT
