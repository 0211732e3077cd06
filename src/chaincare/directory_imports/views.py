"""A list for the directory, and what became of it, as they travel."""

from typing import Annotated

import msgspec

from chaincare.csv_lists.model import ImportOutcome
from chaincare.csv_lists.views import ImportedLine, line_view
from chaincare.directory_imports.model import ImportKind, Judged
from chaincare.wire import Body, View


class ImportDirectory(Body):
    """A list as CSV, in UTF-8: a header with the names of the columns, then at most 2,000 lines; commas or semicolons between cells.

    Columns of `organisations`: name, sector, issuer, jwksUri, oin, kvk, brin, agb. Of `units`: organisation, name, statutoryTask.
    Of `professionals`: organisation, unit, subject, name, function, phone, register, registrationNumber. Of `services`:
    organisation, unit, name, specialism, help, targetGroup, area (municipalities with `|` between), reactionDays,
    needsReferral (ja, nee, true, false), waitingDays. `organisation` is its OIN, BRIN or AGB number, or its name; `unit` its
    name. A cell is data, also one that looks like a formula. With `dryRun` nothing is written.
    """

    kind: ImportKind
    csv: Annotated[str, msgspec.Meta(min_length=1, max_length=250_000)]
    dry_run: bool = False


class DirectoryImported(View):
    """What became of a list. With one line `refused` nothing is written, and `added` says what would have been."""

    kind: ImportKind
    written: bool
    added: int
    unchanged: int
    refused: int
    lines: tuple[ImportedLine, ...]


def imported_view(kind: ImportKind, judged: list[Judged], *, written: bool) -> DirectoryImported:
    """Show what became of a list."""
    outcomes = [one.outcome for one in judged]
    return DirectoryImported(
        kind=kind,
        written=written,
        added=outcomes.count(ImportOutcome.ADDED),
        unchanged=outcomes.count(ImportOutcome.UNCHANGED),
        refused=outcomes.count(ImportOutcome.REFUSED),
        lines=tuple(
            line_view(
                one.number,
                one.outcome,
                one.id if written or one.outcome is ImportOutcome.UNCHANGED else None,
                one.errors,
            )
            for one in judged
        ),
    )
