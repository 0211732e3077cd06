"""A line of a list as the call for one line would take it: the same body, held to the same rules."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from chaincare.csv_lists.model import ColumnError, Columns, Line
from chaincare.faults import faults_of
from chaincare.inventory_lines.checks import by_catalogue, by_day, faults_by
from chaincare.inventory_lines.rules import named_before
from chaincare.inventory_lines.views import ReportLine
from chaincare.legal_grounds.model import Catalogue
from chaincare.refusals import FieldError

PLACES = {
    "givenNames": "/person/givenNames", "prefix": "/person/prefix", "familyName": "/person/familyName",
    "callName": "/person/callName", "birthDate": "/person/birthDate", "birthPrecision": "/person/birthPrecision",
    "situation": "/situation", "need": "/need", "entitlement": "/entitlement", "entitlementArticle": "/entitlementArticle",
    "ground": "/legalBasis/ground", "article": "/legalBasis/article", "exception": "/legalBasis/exception",
    "informedDate": "/informed/informedDate", "informedHow": "/informed/how", "delayedBecause": "/informed/because",
    "delayedReviewDate": "/informed/reviewDate", "reviewDate": "/reviewDate",
}  # fmt: skip
"""Where what stands in a column stands in the body for one line."""
LINES_MAX = 100
COLUMNS = Columns(
    tuple(PLACES),
    frozenset(
        {"givenNames", "birthDate", "situation", "need", "entitlement", "ground", "article", "reviewDate"}
    ),
    LINES_MAX,
)
_COLUMN_OF = {place: column for column, place in PLACES.items()}
_TOLD, _NOT_YET = ("informedDate", "informedHow"), ("delayedBecause", "delayedReviewDate")


class Brought(msgspec.Struct, frozen=True):
    """A line of a list: the body for one line, if it is one, and what is wrong with it."""

    number: int
    body: ReportLine | None
    errors: tuple[ColumnError, ...]


def understood(lines: Sequence[Line], today: date) -> list[Brought]:
    """Hold each line to the shape of the body for one line and to the calendar, and to those before it."""
    return [_brought(line, before, today) for line, before in zip(lines, named_before(lines), strict=True)]


def held_to_catalogue(brought: Sequence[Brought], catalogue: Catalogue, today: date) -> list[Brought]:
    """Hold each line to the catalogue of legal grounds as well."""
    return [
        one
        if one.body is None
        else msgspec.structs.replace(
            one, errors=(*one.errors, *_in_columns(faults_by(by_catalogue(one.body, catalogue, today))))
        )
        for one in brought
    ]


def _brought(line: Line, before: ColumnError | None, today: date) -> Brought:
    errors = [] if before is None else [before]
    cells = {column: line.cells[column] for column in PLACES if line.cells.get(column)}
    if any(one in cells for one in _TOLD) and any(one in cells for one in _NOT_YET):
        said = "Say that he was told, and how, or why not yet, and when that is looked at again: not both."
        errors.append(ColumnError("informedDate", said))
        return Brought(line.number, None, tuple(errors))
    body = _body_of(cells)
    if faults := list(faults_of(body, ReportLine)):
        return Brought(line.number, None, (*errors, *_in_columns(faults)))
    data = msgspec.convert(body, ReportLine)
    return Brought(line.number, data, (*errors, *_in_columns(faults_by(by_day(data, today)))))


def _body_of(cells: Mapping[str, str]) -> dict[str, Any]:
    fact = "delayed" if any(one in cells for one in _NOT_YET) else "informed"
    body: dict[str, Any] = {"person": {}, "legalBasis": {}, "informed": {"fact": fact}}
    for column, cell in cells.items():
        *within, name = PLACES[column].split("/")[1:]
        (body[within[0]] if within else body)[name] = cell
    return body


def _in_columns(faults: Sequence[FieldError]) -> list[ColumnError]:
    return [ColumnError(_COLUMN_OF[one.pointer], one.detail) for one in faults]
