"""Recording the BSN of a client: on a statutory basis of one's own unit, and sealed before it is kept (S4)."""

from datetime import datetime
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.access.model import Purpose
from chaincare.clients import rules, store
from chaincare.clients.sealing import BsnSeal


async def record_bsn(
    clearance: Clearance,
    seal: BsnSeal,
    client_id: UUID,
    digits: str,
    at: datetime,
    *,
    pointer: str = "/bsn",
    purpose: Purpose | None = None,
) -> None:
    """Record a BSN in place of the one there was, for the purpose one takes part for, or the one that is stated.

    Raises BsnWithoutBasis, BsnInvalid.
    """
    purpose, bases = await store.find_bsn_bases(clearance, purpose)
    basis = rules.basis_to_record(purpose, bases, pointer=pointer)
    bsn = rules.valid_bsn(digits, pointer=pointer)
    await store.remove_bsn(clearance, client_id, at)
    await store.add_bsn(
        clearance, client_id, seal.seal(bsn, client_id), seal.blind(bsn), seal.mark, basis, at
    )


async def forget_bsn(clearance: Clearance, client_id: UUID, at: datetime) -> None:
    """Take a BSN off the client: for whoever may record one, so that nobody undoes another unit's by the way.

    Raises BsnWithoutBasis.
    """
    purpose, bases = await store.find_bsn_bases(clearance, None)
    rules.basis_to_record(purpose, bases, pointer="/bsn")
    await store.remove_bsn(clearance, client_id, at)
