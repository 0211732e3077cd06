"""A list that is imported into the directory: which lines are new, there already, or wrong; all of it, or nothing."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.model import Operation
from chaincare.csv_lists.model import ColumnError, Columns, ImportOutcome
from chaincare.directory.operations import KEEPING
from chaincare.directory.refusals import NotAdministrator

Key = tuple[str, ...]
"""What makes two lines one thing: what it is known by, and its value there."""


class ImportKind(StrEnum):
    """What the lines of a list are."""

    ORGANISATIONS = "organisations"
    UNITS = "units"
    PROFESSIONALS = "professionals"
    SERVICES = "services"


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


LINES_MAX = 2_000
COLUMNS: dict[ImportKind, Columns] = {
    ImportKind.ORGANISATIONS: Columns(
        ("name", "sector", "issuer", "jwksUri", "oin", "kvk", "brin", "agb"), frozenset({"name", "sector", "issuer"}), LINES_MAX,
    ),
    ImportKind.UNITS: Columns(
        ("organisation", "name", "statutoryTask"), frozenset({"organisation", "name", "statutoryTask"}), LINES_MAX,
    ),
    ImportKind.PROFESSIONALS: Columns(
        ("organisation", "unit", "subject", "name", "function", "phone", "register", "registrationNumber"),
        frozenset({"organisation", "unit", "subject", "name", "function"}), LINES_MAX,
    ),
    ImportKind.SERVICES: Columns(
        ("organisation", "unit", "name", "specialism", "help", "targetGroup", "area", "reactionDays", "needsReferral", "waitingDays"),
        frozenset({"organisation", "unit", "name", "specialism", "help", "targetGroup"}), LINES_MAX,
    ),
}  # fmt: skip

IMPORT = Operation(
    code="directory.imported",
    action="U",
    en="A list for the directory was imported, or tried",
    nl="Een lijst voor de gids is ingelezen, of geprobeerd",
    scope="directory",
    reaches=KEEPING,
    unknown=NotAdministrator,
)
