"""The sealed number, under the entry of its disclosure only, and the record of who had it."""

from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.access.model import Purpose
from chaincare.bsns.model import Disclosure, Ground, NoBsn, SealedBsn
from chaincare.directory.model import Sector
from chaincare.directory.store import read_bsn_bases

FIND_GROUND = """
    SELECT p.purpose, own.sector AS sector, u.bsn_bases, o.sector AS towards
    FROM organisations AS o
    JOIN memberships AS m ON m.organisation_id = o.id AND m.network_id = $2
    CROSS JOIN units AS u JOIN organisations AS own ON own.id = u.organisation_id
    CROSS JOIN participations AS p
    WHERE o.id = $1 AND o.status = 'active' AND u.id = $3 AND p.case_id = $4 AND p.id = $5
"""

GET_BSN = "SELECT id, client_id, sealed FROM chaincare.cleared_bsn()"

ADD_DISCLOSURE = """
    INSERT INTO bsn_disclosures (id, case_id, bsn_id, organisation_id, purpose, article, reason, disclosed_to, disclosed_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""


async def find_ground(clearance: Clearance, organisation_id: UUID) -> Ground | None:
    """Give what a disclosure towards an organisation depends on; None when it is not of this network."""
    row = await clearance.fetchrow(
        FIND_GROUND,
        organisation_id,
        clearance.admission.network_id,
        clearance.unit_id,
        clearance.case_id,
        clearance.participation_id,
    )
    if row is None:
        return None
    bases = read_bsn_bases(row["bsn_bases"])
    return Ground(Purpose(row["purpose"]), Sector(row["sector"]), bases, Sector(row["towards"]))


async def get_bsn(clearance: Clearance) -> SealedBsn:
    """Give the number as it is sealed. Raises NoBsn."""
    row = await clearance.fetchrow(GET_BSN)
    if row is None:
        raise NoBsn
    return SealedBsn(row["id"], row["client_id"], bytes(row["sealed"]))


async def add_disclosure(clearance: Clearance, disclosure: Disclosure) -> None:
    """Record that the number was disclosed."""
    await clearance.execute(
        ADD_DISCLOSURE,
        disclosure.id,
        clearance.case_id,
        disclosure.bsn_id,
        disclosure.organisation_id,
        disclosure.basis.purpose.value,
        disclosure.basis.article,
        disclosure.reason,
        disclosure.disclosed_to,
        disclosure.disclosed_at,
    )
