"""Holding a basis to the consent it rests on, before it is recorded or offered."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.access.model import Purpose
from chaincare.consents import rules, store
from chaincare.consents.model import Resting


async def hold_to_consent(
    clearance: Clearance,
    basis: Resting,
    units: Collection[UUID],
    purpose: Purpose,
    at: datetime,
    *,
    pointer: str = "/legalBasis",
) -> None:
    """Check that the consent a basis rests on stands, and reaches so far: for these units, for this purpose.

    Raises ConsentNotFound, ConsentOver, ConsentTooNarrow.
    """
    if basis.consent_id is not None:
        found = await store.find_consent(clearance, basis.consent_id)
        rules.may_rest(basis, found, units, purpose, at=at, pointer=pointer)
