"""What can be said against putting somebody on an inventory: of one line the first thing, of a list everything at once."""

from collections.abc import Callable, Iterable
from datetime import date

from chaincare.informing import rules as informing
from chaincare.inventory_lines import rules
from chaincare.inventory_lines.views import ReportLine
from chaincare.legal_grounds import rules as legal_grounds
from chaincare.legal_grounds.model import Catalogue
from chaincare.refusals import FieldError, Refusal

Checks = Iterable[Callable[[], object]]


def by_day(data: ReportLine, today: date) -> Checks:
    """Give what the calendar can say against a line.

    Raise BirthDateTooPrecise, BirthDateInFuture, LineReviewPassed, LineReviewTooLate, InformedLater, SecondLookInPast.
    """
    last_on = rules.last_day(today)
    yield lambda: data.person.to_model(today=today, pointer="/person")
    yield lambda: rules.reviewed_on(data.review_date, today=today, last_on=last_on)
    yield lambda: informing.said(data.informed.to_model(), today=today, pointer="/informed")


def by_catalogue(data: ReportLine, catalogue: Catalogue, today: date) -> Checks:
    """Give what the catalogue of legal grounds can say against a line.

    Raise EntitlementNotInForce, and what is wrong with what its basis cites.
    """
    basis, article = data.legal_basis.to_model(), data.entitlement_article
    yield lambda: legal_grounds.hold_to(basis, catalogue, day=today, pointer="/legalBasis")
    yield lambda: rules.entitled_by(article, catalogue, day=today, pointer="/entitlementArticle")


def hold(checks: Checks) -> None:
    """Raise the first that does not hold."""
    for check in checks:
        check()


def faults_by(checks: Checks) -> list[FieldError]:
    """Give everything that does not hold, each by its place."""
    found: list[FieldError] = []
    for check in checks:
        try:
            check()
        except Refusal as refusal:
            found += refusal.errors
    return found
