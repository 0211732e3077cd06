"""Holding a basis to the catalogue before it is recorded, or offered."""

from datetime import datetime

from chaincare.access.clearance import Clearance
from chaincare.legal_grounds import rules, store
from chaincare.legal_grounds.model import Citing
from chaincare.workdays import day_in_amsterdam


async def hold_to_catalogue(
    clearance: Clearance, cited: Citing, at: datetime, *, pointer: str = "/legalBasis"
) -> None:
    """Check that what a basis cites is in force today. Raises GroundNotInCatalogue, GroundNotInForce, ArticleGivesNoGround."""
    catalogue = await store.get_catalogue(clearance)
    rules.hold_to(cited, catalogue, day=day_in_amsterdam(at), pointer=pointer)
