"""Who signed which version of a covenant, and which members there are to sign."""

from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.covenants.model import Accession, Member, SignedAlready
from chaincare.database import constraints_mean

_FIELDS = "id, covenant_id, version, fingerprint, organisation_id, signed_by, signed_as, signed_at"
LIST_ACCESSIONS = f"""
    SELECT {_FIELDS} FROM covenant_accessions
    WHERE covenant_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
"""
# Which versions each member signed, and the last signature of each.
LIST_MEMBERS = f"""
    SELECT o.id, o.name, coalesce((SELECT array_agg(a.version) FROM covenant_accessions AS a
        WHERE a.covenant_id = $1 AND a.organisation_id = o.id), '{{}}') AS signed,
        (SELECT to_jsonb(l) FROM (SELECT {_FIELDS} FROM covenant_accessions AS a
            WHERE a.covenant_id = $1 AND a.organisation_id = o.id ORDER BY a.version DESC LIMIT 1) AS l) AS last
    FROM organisations AS o JOIN memberships AS m ON m.organisation_id = o.id AND m.network_id = $2
    WHERE o.status IN ('active', 'leaving') AND ($3::uuid IS NULL OR o.id > $3) ORDER BY o.id LIMIT $4
"""
ADD_ACCESSION = f"""
    INSERT INTO covenant_accessions ({_FIELDS}, network_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""


async def list_accessions(
    clearance: Clearance, covenant_id: UUID, after: UUID | None, limit: int
) -> list[Accession]:
    """List who signed, the latest first."""
    return [Accession(*row) for row in await clearance.fetch(LIST_ACCESSIONS, covenant_id, after, limit)]


async def list_members(
    clearance: Clearance, covenant_id: UUID, after: UUID | None, limit: int
) -> list[Member]:
    """List the members of the network that are there, and what they signed."""
    network_id = clearance.admission.network_id
    return [
        _member(row) for row in await clearance.fetch(LIST_MEMBERS, covenant_id, network_id, after, limit)
    ]


async def add_accession(clearance: Clearance, accession: Accession) -> None:
    """Let a signature stand. Raises SignedAlready."""
    with constraints_mean({"covenant_accessions_once": SignedAlready}):
        await clearance.execute(
            ADD_ACCESSION, *msgspec.structs.astuple(accession), clearance.admission.network_id
        )


def _member(row: Any) -> Member:
    last = None if row["last"] is None else msgspec.json.decode(row["last"], type=Accession)
    return Member(row["id"], row["name"], tuple(row["signed"]), last)
