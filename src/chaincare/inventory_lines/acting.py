"""Putting one person on an inventory: held to the rules, and written."""

from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.ids import new_id
from chaincare.informing import rules as informing
from chaincare.informing.model import Told
from chaincare.inventory_lines import rules, store
from chaincare.inventory_lines.model import InventoryLine, LineInformed, LineState, Reporter
from chaincare.inventory_lines.views import ReportLine
from chaincare.legal_grounds.acting import hold_to_catalogue
from chaincare.legal_grounds.store import get_catalogue
from chaincare.workdays import day_in_amsterdam


async def report(
    clearance: Clearance,
    inventory_id: UUID,
    data: ReportLine,
    line_id: UUID,
    client: UUID | None,
    pointer: str = "",
) -> InventoryLine:
    """Write a line under the ids its entry made up.

    Raises BirthDateTooPrecise, BirthDateInFuture, LineReviewPassed, LineReviewTooLate, InformedLater, SecondLookInPast,
    EntitlementNotInForce, and what is wrong with what its basis cites.
    """
    at = clearance.now()
    today, need = day_in_amsterdam(at), data.needed()
    person = data.person.to_model(today=today, pointer=f"{pointer}/person")
    last_on = rules.last_day(today)
    review_on = rules.reviewed_on(
        data.review_date, today=today, last_on=last_on, pointer=f"{pointer}/reviewDate"
    )
    what = informing.said(data.informed.to_model(), today=today)
    basis = data.legal_basis.to_model()
    await hold_to_catalogue(clearance, basis, at, pointer=f"{pointer}/legalBasis")
    catalogue = await get_catalogue(clearance)
    rules.entitled_by(need.article, catalogue, day=today, pointer=f"{pointer}/entitlementArticle")
    line = InventoryLine(
        id=line_id, inventory_id=inventory_id, unit_id=clearance.unit_id, state=LineState.OPEN, person=person,
        situation=data.situation, need=need, basis=basis, told_on=what.on if isinstance(what, Told) else None,
        review_on=review_on, last_on=last_on, withdrawn_because=None, version=1,
        reported_by=Reporter(clearance.actor_id, "", ""), reported_at=at,
    )  # fmt: skip
    if client is None:
        raise LookupError("an entry without a client")
    await store.add_line(clearance, line, person, need, client)
    await store.add_informed(clearance, line.id, LineInformed(new_id(), what, clearance.actor_id, at))
    return line
