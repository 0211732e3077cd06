"""The lists of the directory, a page at a time, in the order in which things were added."""

from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.directory.model import (
    Network,
    OfferedHelp,
    Organisation,
    OrganisationStatus,
    Professional,
    ProfessionalStatus,
    Profile,
    Scale,
    Sector,
    Service,
    Unit,
)
from chaincare.directory.store import read_bsn_bases

LIST_NETWORKS = """
    SELECT id, name, region, scale, municipalities, profiles, version FROM networks
    WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2
"""

LIST_ORGANISATIONS = """
    SELECT o.id, o.name, o.sector, o.oin, o.kvk, o.brin, o.agb, o.status, o.issuer, o.version FROM organisations AS o
    WHERE ($1::uuid IS NULL OR o.id > $1)
      AND ($3::uuid IS NULL OR EXISTS (
          SELECT FROM memberships AS m WHERE m.organisation_id = o.id AND m.network_id = $3))
    ORDER BY o.id LIMIT $2
"""

LIST_UNITS = """
    SELECT id, organisation_id, name, statutory_task, bsn_bases, version FROM units
    WHERE ($1::uuid IS NULL OR id > $1) AND ($3::uuid IS NULL OR organisation_id = $3)
    ORDER BY id LIMIT $2
"""

LIST_PROFESSIONALS = """
    SELECT id, unit_id, name, function, phone, status FROM professionals
    WHERE ($1::uuid IS NULL OR id > $1) AND ($3::uuid IS NULL OR unit_id = $3)
    ORDER BY id LIMIT $2
"""

LIST_SERVICES = """
    SELECT id, unit_id, name, specialism, help, target_group, area, reaction_days, needs_referral
    FROM services
    WHERE ($1::uuid IS NULL OR id > $1) AND ($3::text IS NULL OR help IN ($3, 'both'))
    ORDER BY id LIMIT $2
"""


async def list_networks(clearance: Clearance, after: UUID | None, limit: int) -> list[Network]:
    """List networks."""
    rows = await clearance.fetch(LIST_NETWORKS, after, limit)
    return [
        Network(row[0], row[1], row[2], Scale(row[3]), tuple(row[4]), tuple(map(Profile, row[5])), row[6])
        for row in rows
    ]


async def list_organisations(
    clearance: Clearance, after: UUID | None, limit: int, network_id: UUID | None
) -> list[Organisation]:
    """List organisations, of one network if given."""
    rows = await clearance.fetch(LIST_ORGANISATIONS, after, limit, network_id)
    return [
        Organisation(
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
        for row in rows
    ]


async def list_units(
    clearance: Clearance, after: UUID | None, limit: int, organisation_id: UUID | None
) -> list[Unit]:
    """List units, of one organisation if given."""
    rows = await clearance.fetch(LIST_UNITS, after, limit, organisation_id)
    return [Unit(row[0], row[1], row[2], row[3], read_bsn_bases(row[4]), row[5]) for row in rows]


async def list_professionals(
    clearance: Clearance, after: UUID | None, limit: int, unit_id: UUID | None
) -> list[Professional]:
    """List professionals, of one unit if given."""
    rows = await clearance.fetch(LIST_PROFESSIONALS, after, limit, unit_id)
    return [Professional(row[0], row[1], row[2], row[3], row[4], ProfessionalStatus(row[5])) for row in rows]


async def list_services(
    clearance: Clearance, after: UUID | None, limit: int, offered: OfferedHelp | None
) -> list[Service]:
    """List what the winkelstraat offers, of one kind of help if given."""
    rows = await clearance.fetch(LIST_SERVICES, after, limit, offered and offered.value)
    return [
        Service(
            id=row["id"],
            unit_id=row["unit_id"],
            name=row["name"],
            specialism=row["specialism"],
            help=OfferedHelp(row["help"]),
            target_group=row["target_group"],
            area=tuple(row["area"]),
            reaction_days=row["reaction_days"],
            needs_referral=row["needs_referral"],
        )
        for row in rows
    ]
