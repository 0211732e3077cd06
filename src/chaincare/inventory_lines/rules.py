"""How long somebody stands on an inventory, and on what grounds. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from uuid import UUID

from chaincare.csv_lists.model import ColumnError, Line
from chaincare.inventory_lines.model import InventoryLine, LineState, Named
from chaincare.inventory_lines.refusals import (
    EntitlementNotInForce,
    InventoryDayFull,
    LineEnds,
    LineMovedOn,
    LineReviewPassed,
    LineReviewTooLate,
)
from chaincare.legal_grounds.model import Catalogue, Standing
from chaincare.legal_grounds.rules import cited_article, standing
from chaincare.recognition import folded
from chaincare.refusals import FieldError
from chaincare.relation_conflicts.model import AlreadyInConflict, ConflictReviewInPast, ConflictWithYourself
from chaincare.workdays import day_in_amsterdam, end_of, months_after

REVIEW_MONTHS_MAX = 6
"""It is looked at again within half a year."""
KEPT_MONTHS_MAX = 12
"""Without a case it is kept for a year at most (Retention catalogue)."""

DAY_SECONDS = 86_400
"""A header says no more than a day."""


def last_day(reported_on: date) -> date:
    """Give the last day on which a line is kept without a case."""
    return months_after(reported_on, KEPT_MONTHS_MAX)


def reviewed_on(review_on: date, *, today: date, last_on: date, pointer: str = "/reviewDate") -> date:
    """Check the day on which a line is looked at again. Raises LineEnds, LineReviewPassed, LineReviewTooLate."""
    if last_on <= today:
        raise LineEnds
    if review_on <= today:
        raise LineReviewPassed(errors=[FieldError(pointer, "Give a day after today.")])
    if review_on > min(months_after(today, REVIEW_MONTHS_MAX), last_on):
        raise LineReviewTooLate(
            errors=[FieldError(pointer, "Give a day within six months, `lastDate` at the latest.")]
        )
    return review_on


def still_open(line: InventoryLine) -> InventoryLine:
    """Check that a line can still be worked on. Raises LineMovedOn."""
    if line.state is not LineState.OPEN:
        raise LineMovedOn
    return line


def still_told(line: InventoryLine) -> InventoryLine:
    """Check that whether he was told can be recorded: also once a case was opened from the line, not when it is erased. Raises LineMovedOn."""
    if line.state not in (LineState.OPEN, LineState.CASE_OPENED):
        raise LineMovedOn
    return line


def kept_from(
    line: InventoryLine, professional_id: UUID, review_on: date, *, by_id: UUID, today: date
) -> UUID:
    """Check whom a line can be kept from. Raises LineMovedOn, ConflictWithYourself, AlreadyInConflict, ConflictReviewInPast."""
    still_open(line)
    if professional_id == by_id:
        raise ConflictWithYourself
    if professional_id in line.kept_from:
        raise AlreadyInConflict
    if review_on < today:
        raise ConflictReviewInPast(errors=[FieldError("/reviewDate", "Give today or a later day.")])
    return professional_id


def named(line: InventoryLine) -> Named:
    """Give the person of a line that is still open. Raises LineMovedOn."""
    if line.person is None:
        raise LineMovedOn
    return line.person


def entitled_by(article: str | None, catalogue: Catalogue, *, day: date, pointer: str) -> str | None:
    """Check the statute that somebody is entitled by: of the catalogue, and in force. Raises EntitlementNotInForce."""
    if article is None:
        return None
    versions = cited_article(article, catalogue)
    if not any(standing(one, catalogue, day) is Standing.IN_FORCE for one in versions):
        raise EntitlementNotInForce(
            errors=[FieldError(pointer, "Cite a statute of the catalogue that is in force.")]
        )
    return article


def within_day(people: int, *, left: int, at: datetime, pointer: str) -> int:
    """Check that a unit may put so many more people on inventories today. Raises InventoryDayFull."""
    if people > left:
        until = int((end_of(day_in_amsterdam(at)) - at).total_seconds()) + 1
        said = FieldError(pointer, f"Today {max(left, 0):,} more people can be put on it.")
        raise InventoryDayFull(errors=[said], again_in=min(until, DAY_SECONDS))
    return people


def named_before(lines: Iterable[Line]) -> Iterator[ColumnError | None]:
    """Say of each line of a list whether one before it names the same person: he stands on it once, with all he needs."""
    met: dict[tuple[str, ...], int] = {}
    for line in lines:
        cells = [line.cells.get(one, "") for one in ("givenNames", "prefix", "familyName", "birthDate")]
        first = met.setdefault(tuple(" ".join(folded(one).split()) for one in cells), line.number)
        same = first != line.number and any(cells)
        yield ColumnError("givenNames", f"Line {first} names the same person.") if same else None
