"""Putting a list of people on an inventory: each held to the rules of one line, all of them or nobody."""

from collections.abc import AsyncGenerator, Sequence
from typing import Annotated
from uuid import UUID

import msgspec
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody

from chaincare.access.acting import post
from chaincare.access.api import AnyRequest, doing, retry_of, through
from chaincare.access.clearance import Clearance, Door
from chaincare.access.model import TAKING_ON
from chaincare.csv_lists.model import ColumnsWrong, CsvUnreadable, ImportOutcome, TooManyLines
from chaincare.csv_lists.rules import read_lines
from chaincare.csv_lists.views import ImportedLine, line_view
from chaincare.inventory_lines import rules, store
from chaincare.inventory_lines.acting import report_all
from chaincare.inventory_lines.operations import IMPORT_LINES
from chaincare.inventory_lines.reading import COLUMNS, Brought, held_to_catalogue, understood
from chaincare.inventory_lines.refusals import InventoryClosed, InventoryDayFull
from chaincare.legal_grounds.store import get_catalogue
from chaincare.wire import Body, View
from chaincare.workdays import day_in_amsterdam

DOOR_LINES_IMPORT = Door("door_lines_import", "$13, $14, $15")


class ImportLines(Body):
    """People for an inventory as CSV, in UTF-8: a header with the names of the columns, then at most 100 lines; commas or semicolons between cells.

    Columns: givenNames, prefix, familyName, callName, birthDate, birthPrecision, situation, need, entitlement,
    entitlementArticle, ground, article, exception (the legal basis), informedDate and informedHow, or delayedBecause and
    delayedReviewDate, and reviewDate: what each holds is told where one line is reported. Never a BSN. With `dryRun` nothing
    is written.
    """

    csv: Annotated[str, msgspec.Meta(min_length=1, max_length=250_000)]
    dry_run: bool = False


class LinesImported(View):
    """What became of a list. With one line `refused` nothing is written, and `added` says what would have been; never who it is."""

    written: bool
    added: int
    refused: int
    lines: tuple[ImportedLine, ...]


async def read_list(request: AnyRequest, data: JSONBody[ImportLines]) -> list[Brought]:
    """Read the list before anybody is let in: of a list in which something is wrong no person comes into the log."""
    today = day_in_amsterdam(request.app.state.clock.now())
    return understood(read_lines(COLUMNS, data.csv), today)


async def import_door(
    request: AnyRequest,
    inventory_id: FromPath[UUID],
    data: JSONBody[ImportLines],
    brought: NamedDependency[list[Brought]],
) -> AsyncGenerator[Clearance, None]:
    """Let a member's professional into as many lines that do not exist yet as the list has."""
    people = 0 if data.dry_run or any(one.errors for one in brought) else len(brought)
    retry = await retry_of(request)
    keys = [] if retry is None else [retry.key_digest, *retry.earlier]
    async with through(request, DOOR_LINES_IMPORT, [inventory_id, people, keys]) as clearance:
        yield clearance


@post(
    "/imports",
    status_code=200,
    dependencies={"brought": Provide(read_list), "clearance": Provide(import_door)},
    opt=doing(
        IMPORT_LINES, CsvUnreadable, ColumnsWrong, TooManyLines, InventoryClosed, InventoryDayFull, *TAKING_ON
    ),
)
async def import_inventory_lines(
    inventory_id: FromPath[UUID],
    data: JSONBody[ImportLines],
    brought: NamedDependency[list[Brought]],
    clearance: NamedDependency[Clearance],
) -> LinesImported:
    """Put a list of people on an inventory, all of them or nobody: every line is held to the rules of one line, and reported.

    Only your own unit reads them. Nothing says whether somebody knows one of them already; the same person twice in one list is refused.
    """
    at = clearance.now()
    today = day_in_amsterdam(at)
    left = await store.find_room(clearance, inventory_id)
    rules.within_day(len(brought), left=left, at=at, pointer="/csv")
    lines = held_to_catalogue(brought, await get_catalogue(clearance), today)
    fit = [one.body for one in lines if one.body is not None and not one.errors]
    written = not data.dry_run and len(fit) == len(lines)
    people, clearance.page = clearance.page, ()  # that of the list itself is said at commit, as of anything
    ids = await report_all(clearance, inventory_id, fit, people) if written else []
    return _imported(lines, ids, written=written)


def _imported(lines: Sequence[Brought], ids: Sequence[UUID], *, written: bool) -> LinesImported:
    refused = sum(bool(one.errors) for one in lines)
    return LinesImported(
        written=written,
        added=len(lines) - refused,
        refused=refused,
        lines=tuple(
            line_view(
                one.number,
                ImportOutcome.REFUSED if one.errors else ImportOutcome.ADDED,
                ids[place] if written else None,
                one.errors,
            )
            for place, one in enumerate(lines)
        ),
    )
