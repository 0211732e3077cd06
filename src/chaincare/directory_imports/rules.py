"""What becomes of each line of a list. Pure."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

import msgspec

from chaincare.csv_lists.model import ColumnError, ImportOutcome
from chaincare.directory_imports.model import Existing, House, Judged, Key, Row
from chaincare.recognition import folded

_TAKEN = "This is registered already, where you do not administer: ask its administrator."


def judged(rows: Iterable[Row], known: Mapping[Key, Existing], taken: Collection[Key]) -> list[Judged]:
    """Say of each line whether it is new, there already, or refused.

    ``taken`` is what is known by these keys elsewhere. What is there already and differs is refused: a list adds, and
    what it would change is changed one by one, by its edition.
    """
    met: dict[Key, int] = {}
    found = []
    for row in rows:
        errors = list(row.errors)
        there = next((known[key] for key in row.keys if key in known), None)
        for key in row.keys:
            if key in met:
                errors.append(ColumnError(key[0], f"Line {met[key]} is the same."))
            elif there is None and key in taken:
                errors.append(ColumnError(key[0], _TAKEN))
            met.setdefault(key, row.number)
        if there is not None:
            errors += [
                ColumnError(column, "This is there already with another value: change it by itself.")
                for column, value in row.given.items()
                if there.values.get(column) != value
            ]
        found.append(_judged(row, there, tuple(errors)))
    return found


def with_one_address(rows: Iterable[Row]) -> list[Row]:
    """Refuse a line that gives a token issuer another key address than a line before it: one of the two would be lost."""
    first: dict[str, Row] = {}
    found = []
    for row in rows:
        errors = row.errors
        issuer = row.record.get("issuer")
        if issuer is not None and "issuer" not in [one.column for one in errors]:
            before = first.setdefault(issuer, row)
            if before.record.get("jwksUri") != row.record.get("jwksUri"):
                said = f"Line {before.number} gives this token issuer another address. Give it the same."
                errors = (*errors, ColumnError("jwksUri", said))
        found.append(msgspec.structs.replace(row, errors=errors))
    return found


def may_write(lines: Collection[Judged], *, dry_run: bool) -> bool:
    """Say whether the list is written: all of it, or nothing."""
    return not dry_run and all(one.outcome is not ImportOutcome.REFUSED for one in lines)


def house_named(name: str, houses: Collection[House]) -> House | ColumnError:
    """Find the organisation that a line names by a number of its or by its name; nothing named is the only one there is."""
    if not name and len(houses) == 1:
        return next(iter(houses))
    found = [one for one in houses if name in one.numbers] or [
        one for one in houses if folded(one.name) == folded(name)
    ]
    if len(found) == 1:
        return found[0]
    wanted = (
        "Several are called so: give its OIN, BRIN or AGB number."
        if found
        else "There is none you administer."
    )
    return ColumnError("organisation", wanted)


def unit_named(name: str, house: House, units: Mapping[tuple[UUID, str], UUID]) -> UUID | ColumnError:
    """Find the unit of an organisation that a line names."""
    unit = units.get((house.id, folded(name)))
    return unit or ColumnError("unit", "This organisation has no unit that is called so.")


def _judged(row: Row, there: Existing | None, errors: tuple[ColumnError, ...]) -> Judged:
    if errors:
        return Judged(row.number, ImportOutcome.REFUSED, None, errors, row.record)
    if there is not None:
        return Judged(row.number, ImportOutcome.UNCHANGED, there.id, (), row.record)
    return Judged(row.number, ImportOutcome.ADDED, row.record["id"], (), row.record)
