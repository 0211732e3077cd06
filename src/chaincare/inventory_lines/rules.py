"""How long somebody stands on an inventory, and on what grounds. Pure."""

from datetime import date

from chaincare.inventory_lines.model import InventoryLine, LineState, Named
from chaincare.inventory_lines.refusals import (
    EntitlementNotInForce,
    LineEnds,
    LineMovedOn,
    LineReviewPassed,
    LineReviewTooLate,
)
from chaincare.legal_grounds.model import Catalogue, Standing
from chaincare.legal_grounds.rules import cited_article, standing
from chaincare.refusals import FieldError
from chaincare.workdays import months_after

REVIEW_MONTHS_MAX = 6
"""It is looked at again within half a year."""
KEPT_MONTHS_MAX = 12
"""Without a case it is kept for a year at most (Retention catalogue)."""


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
