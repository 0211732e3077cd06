"""Importing a list into the directory: every line by the rules of the single call, all of it or nothing."""

from collections.abc import Mapping, Sequence

from litestar import Router
from litestar.di import NamedDependency
from litestar.params import JSONBody

from chaincare.access.acting import post
from chaincare.access.api import doing
from chaincare.access.clearance import Clearance
from chaincare.access.model import Reach
from chaincare.csv_lists.model import ColumnsWrong, CsvUnreadable, ImportOutcome, Line, TooManyLines
from chaincare.csv_lists.rules import read_lines
from chaincare.directory.administering import WRITING
from chaincare.directory.refusals import IssuerKnownOtherwise, NotAdministrator, NumberTaken
from chaincare.directory_imports import rules, store
from chaincare.directory_imports.model import COLUMNS, IMPORT, Existing, ImportKind, Judged, Key, Row
from chaincare.directory_imports.reading import Around, understood
from chaincare.directory_imports.views import DirectoryImported, ImportDirectory, imported_view
from chaincare.professionals.model import LoginTaken
from chaincare.workdays import day_in_amsterdam


@post(
    "/directory/imports",
    status_code=200,
    dependencies=WRITING,
    opt=doing(
        IMPORT, CsvUnreadable, ColumnsWrong, TooManyLines, NumberTaken, LoginTaken, IssuerKnownOtherwise
    ),
)
async def import_directory(
    data: JSONBody[ImportDirectory], clearance: NamedDependency[Clearance]
) -> DirectoryImported:
    """Add what a list holds: all of it, or nothing when one line is refused. Every line is reported; the same list again changes nothing."""
    lines = read_lines(COLUMNS[data.kind], data.csv)
    if data.kind is ImportKind.ORGANISATIONS and clearance.reach is Reach.ORGANISATION:
        raise NotAdministrator
    await store.lock_imports(clearance)
    judged = await _judge(clearance, data.kind, lines)
    written = rules.may_write(judged, dry_run=data.dry_run)
    added = [one.record for one in judged if one.outcome is ImportOutcome.ADDED]
    if written and added:
        await store.add_all(clearance, data.kind, added)
    return imported_view(data.kind, judged, written=written)


async def _judge(clearance: Clearance, kind: ImportKind, lines: Sequence[Line]) -> list[Judged]:
    houses, known = await store.list_houses(clearance)
    units, known_units = await store.list_units(clearance, houses)
    issuers = await store.list_issuers(clearance, sorted({one.cells.get("issuer", "") for one in lines}))
    around = Around(houses, units, issuers, day_in_amsterdam(clearance.now()))
    rows = [understood(kind, one, around) for one in lines]
    taken: set[Key] = set()
    there: Mapping[Key, Existing] = known
    match kind:
        case ImportKind.ORGANISATIONS:
            rows = rules.with_one_address(rows)
            taken = await store.list_numbers(clearance, [key[1] for key in _keys(rows)])
        case ImportKind.UNITS:
            there = known_units
        case ImportKind.PROFESSIONALS:
            there, taken = await store.list_logins(clearance, _keys(rows), units)
        case ImportKind.SERVICES:
            there = await store.list_services(clearance, units)
    return rules.judged(rows, there, taken)


def _keys(rows: Sequence[Row]) -> list[Key]:
    return [key for row in rows for key in row.keys]


directory_imports_router = Router("/", route_handlers=[import_directory], tags=["Directory"])
