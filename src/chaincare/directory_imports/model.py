"""A list that is imported into the directory: which lines are new, there already, or wrong; all of it, or nothing."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.model import Operation
from chaincare.directory.operations import KEEPING
from chaincare.directory.refusals import NotAdministrator
from chaincare.refusals import Kind, Refusal

Key = tuple[str, ...]
"""What makes two lines one thing: what it is known by, and its value there."""


class ImportKind(StrEnum):
    """What the lines of a list are."""

    ORGANISATIONS = "organisations"
    UNITS = "units"
    PROFESSIONALS = "professionals"
    SERVICES = "services"


class ImportOutcome(StrEnum):
    """What becomes of a line."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


class ColumnError(msgspec.Struct, frozen=True):
    """What is wrong in a line, in which column."""

    column: str
    detail: str


class Line(msgspec.Struct, frozen=True):
    """One line of the list, by its columns; ``number`` is that of the text's line it begins on."""

    number: int
    cells: Mapping[str, str]


class Row(msgspec.Struct, frozen=True):
    """A line as it is understood: by what it is known, what would be written, and what is compared with what is there."""

    number: int
    keys: tuple[Key, ...]
    record: Mapping[str, Any]
    given: Mapping[str, Any]
    errors: tuple[ColumnError, ...]


class Existing(msgspec.Struct, frozen=True):
    """What is there already."""

    id: UUID
    values: Mapping[str, Any]


class Judged(msgspec.Struct, frozen=True):
    """A line, and what becomes of it; its id where there is one."""

    number: int
    outcome: ImportOutcome
    id: UUID | None
    errors: tuple[ColumnError, ...]
    record: Mapping[str, Any]


class House(msgspec.Struct, frozen=True):
    """An organisation that lines can name: by one of its numbers, or by its name."""

    id: UUID
    name: str
    issuer: str
    numbers: frozenset[str]


class CsvUnreadable(Refusal):
    """This is no CSV: a header, then a line for each, with commas or semicolons between, and text with either in double quotes."""

    kind = Kind.BAD_INPUT


class ColumnsWrong(Refusal):
    """The header does not name the columns of this kind: `errors` says which are missing, not known or there twice."""

    kind = Kind.BAD_INPUT


class TooManyLines(Refusal):
    """A list has at most 2,000 lines: divide it."""

    kind = Kind.BAD_INPUT


IMPORT = Operation(
    code="directory.imported",
    action="U",
    en="A list for the directory was imported, or tried",
    nl="Een lijst voor de gids is ingelezen, of geprobeerd",
    scope="directory",
    reaches=KEEPING,
    unknown=NotAdministrator,
)
