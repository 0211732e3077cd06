"""The lists of the directory, a page at a time, in the order in which things were added; and one of each."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.directory.model import (
    Network,
    Organisation,
    OrganisationStatus,
    Profile,
    Scale,
    Sector,
    Unit,
)
from chaincare.directory.store import read_bsn_bases

# The organisations that share a network with one: of others nothing is shown (decision 0088).
NEAR = """
    SELECT theirs.organisation_id FROM memberships AS own
    JOIN memberships AS theirs ON theirs.network_id = own.network_id WHERE own.organisation_id = $1
"""

_NETWORK = "id, name, region, scale, municipalities, profiles, version"

# All there are: a case can go to another network.
LIST_NETWORKS = f"SELECT {_NETWORK} FROM networks WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2"

GET_NETWORK = f"""
    SELECT {_NETWORK} FROM networks AS n
    WHERE n.id = $2 AND EXISTS (SELECT FROM memberships AS m WHERE m.network_id = n.id AND m.organisation_id = $1)
"""

_ORGANISATION = "o.id, o.name, o.sector, o.oin, o.kvk, o.brin, o.agb, o.status, o.issuer, o.version"

LIST_ORGANISATIONS = f"""
    SELECT {_ORGANISATION} FROM organisations AS o
    WHERE o.id IN ({NEAR}) AND ($2::uuid IS NULL OR o.id > $2)
      AND ($4::uuid IS NULL OR EXISTS (
          SELECT FROM memberships AS m WHERE m.organisation_id = o.id AND m.network_id = $4))
    ORDER BY o.id LIMIT $3
"""

GET_ORGANISATION = f"SELECT {_ORGANISATION} FROM organisations AS o WHERE o.id = $2 AND o.id IN ({NEAR})"

_UNIT = "id, organisation_id, name, statutory_task, bsn_bases, version"

LIST_UNITS = f"""
    SELECT {_UNIT} FROM units
    WHERE organisation_id IN ({NEAR}) AND ($2::uuid IS NULL OR id > $2)
      AND ($4::uuid IS NULL OR organisation_id = $4)
    ORDER BY id LIMIT $3
"""

GET_UNIT = f"SELECT {_UNIT} FROM units WHERE id = $2 AND organisation_id IN ({NEAR})"


async def list_networks(clearance: Clearance, after: UUID | None, limit: int) -> Sequence[Network]:
    """List networks: all there are, also those the reader has no part in."""
    return [_network(row) for row in await clearance.fetch(LIST_NETWORKS, after, limit)]


async def find_network(clearance: Clearance, network_id: UUID) -> Network | None:
    """Give a network the reader's organisation is a member of, or None."""
    row = await clearance.fetchrow(GET_NETWORK, clearance.admission.organisation_id, network_id)
    return None if row is None else _network(row)


async def list_organisations(
    clearance: Clearance, after: UUID | None, limit: int, network_id: UUID | None
) -> Sequence[Organisation]:
    """List organisations that share a network with the reader's, of one network if given."""
    own = clearance.admission.organisation_id
    return [
        _organisation(row) for row in await clearance.fetch(LIST_ORGANISATIONS, own, after, limit, network_id)
    ]


async def find_organisation(clearance: Clearance, organisation_id: UUID) -> Organisation | None:
    """Give an organisation that shares a network with the reader's, or None."""
    row = await clearance.fetchrow(GET_ORGANISATION, clearance.admission.organisation_id, organisation_id)
    return None if row is None else _organisation(row)


async def list_units(
    clearance: Clearance, after: UUID | None, limit: int, organisation_id: UUID | None
) -> Sequence[Unit]:
    """List units of organisations that share a network with the reader's, of one organisation if given."""
    own = clearance.admission.organisation_id
    return [_unit(row) for row in await clearance.fetch(LIST_UNITS, own, after, limit, organisation_id)]


async def find_unit(clearance: Clearance, unit_id: UUID) -> Unit | None:
    """Give a unit of an organisation that shares a network with the reader's, or None."""
    row = await clearance.fetchrow(GET_UNIT, clearance.admission.organisation_id, unit_id)
    return None if row is None else _unit(row)


def _network(row: Any) -> Network:
    return Network(row[0], row[1], row[2], Scale(row[3]), tuple(row[4]), tuple(map(Profile, row[5])), row[6])


def _organisation(row: Any) -> Organisation:
    return Organisation(
        id=row["id"],
        name=row["name"],
        sector=Sector(row["sector"]),
        oin=row["oin"],
        kvk=row["kvk"],
        brin=row["brin"],
        agb=row["agb"],
        status=OrganisationStatus(row["status"]),
        issuer=row["issuer"],
        version=row["version"],
    )


def _unit(row: Any) -> Unit:
    return Unit(row[0], row[1], row[2], row[3], read_bsn_bases(row[4]), row[5])
