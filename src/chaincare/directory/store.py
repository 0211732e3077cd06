"""The directory."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.access.model import Reach
from chaincare.database import constraints_mean
from chaincare.directory.model import (
    BsnBases,
    BsnBasis,
    ClosingDays,
    Mandate,
    MandateKind,
    Numbers,
    Sector,
)
from chaincare.directory.refusals import DutiesNotSeparate, NumberTaken
from chaincare.refusals import Refusal

FIND_MEMBER_OF_NETWORK = """
    SELECT o.id AS organisation_id, o.issuer, o.sector, u.id AS unit_id, p.id AS professional_id
    FROM memberships AS m JOIN organisations AS o ON o.id = m.organisation_id
    LEFT JOIN units AS u ON u.organisation_id = o.id AND (u.id = $3 OR $3 IS NULL)
    LEFT JOIN professionals AS p ON p.unit_id = u.id AND (p.id = $4 OR $4 IS NULL)
    WHERE m.network_id = $1 AND (o.id = $2 OR $2 IS NULL)
      AND ($3::uuid IS NULL OR u.id = $3) AND ($4::uuid IS NULL OR p.id = $4) AND ($5::uuid IS NULL OR o.id = $5)
    LIMIT 1
"""

ADD_ISSUER = """
    INSERT INTO token_issuers (issuer, kind, jwks_uri) VALUES ($1, 'organisation', $2)
    ON CONFLICT (issuer) DO NOTHING
"""

# Who speaks through an issuer can be named by its subjects, so no network takes another network's issuer.
FIND_ISSUER = """
    SELECT i.kind, i.jwks_uri, EXISTS (
        SELECT FROM organisations AS o WHERE o.issuer = i.issuer AND NOT EXISTS (
            SELECT FROM memberships AS m WHERE m.organisation_id = o.id AND m.network_id = $2)) AS elsewhere
    FROM token_issuers AS i WHERE i.issuer = $1
"""

ADD_ORGANISATION = """
    INSERT INTO organisations (name, sector, issuer, oin, kvk, brin, agb) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
"""

ADD_MEMBERSHIP = "INSERT INTO memberships (network_id, organisation_id) VALUES ($1, $2)"

ADD_UNIT = """
    INSERT INTO units (organisation_id, name, statutory_task, bsn_bases) VALUES ($1, $2, $3, $4) RETURNING id
"""

GET_BSN_BASES = """
    SELECT u.bsn_bases, u.bsn_bases_version FROM units AS u
    WHERE u.id = $1 AND EXISTS (
        SELECT FROM memberships AS theirs JOIN memberships AS own ON own.network_id = theirs.network_id
        WHERE theirs.organisation_id = u.organisation_id AND own.organisation_id = $2)
"""

LOCK_BSN_BASES = "SELECT bsn_bases, bsn_bases_version FROM units WHERE id = $1 FOR UPDATE"

CHANGE_BSN_BASES = "UPDATE units SET bsn_bases = $2, bsn_bases_version = $3 WHERE id = $1"

GET_CLOSING_DAYS = """
    SELECT o.closing_days, o.closing_days_version FROM organisations AS o
    WHERE o.id = $1 AND EXISTS (
        SELECT FROM memberships AS theirs JOIN memberships AS own ON own.network_id = theirs.network_id
        WHERE theirs.organisation_id = o.id AND own.organisation_id = $2)
"""

LOCK_CLOSING_DAYS = "SELECT closing_days, closing_days_version FROM organisations WHERE id = $1 FOR UPDATE"

CHANGE_CLOSING_DAYS = "UPDATE organisations SET closing_days = $2, closing_days_version = $3 WHERE id = $1"

LIST_HELD_MANDATES = """
    SELECT kind FROM mandates WHERE professional_id = $1 AND network_id = $2 AND upper(during) > $3
"""

ADD_MANDATE = """
    INSERT INTO mandates (id, professional_id, kind, network_id, organisation_id, during, granted_by)
    VALUES ($1, $2, $3, $4, $5, tstzrange($6, $7), $8)
"""

NUMBERS_TAKEN: dict[str, type[Refusal]] = dict.fromkeys(
    ("organisations_oin", "organisations_brin", "organisations_agb"), NumberTaken
)


def writes_within(clearance: Clearance) -> tuple[UUID | None, UUID | None]:
    """Give in which network somebody may write, and of which organisation alone, if of one."""
    admission = clearance.admission
    return admission.network_id, admission.organisation_id if admission.reach is Reach.ORGANISATION else None


async def find_in_network(
    clearance: Clearance,
    organisation_id: UUID | None = None,
    unit_id: UUID | None = None,
    professional_id: UUID | None = None,
) -> Any:
    """Find an organisation, unit or professional within what is administered (a network, or one organisation), or None."""
    network_id, own = writes_within(clearance)
    return await clearance.fetchrow(
        FIND_MEMBER_OF_NETWORK, network_id, organisation_id, unit_id, professional_id, own
    )


async def add_issuer(clearance: Clearance, issuer: str, jwks_uri: str | None) -> bool:
    """Register a token issuer; False when it is registered in another way already."""
    await clearance.execute(ADD_ISSUER, issuer, jwks_uri)
    row = await clearance.fetchrow(FIND_ISSUER, issuer, clearance.admission.network_id)
    return row is not None and tuple(row) == ("organisation", jwks_uri, False)


async def add_organisation(
    clearance: Clearance, name: str, sector: Sector, issuer: str, numbers: Numbers
) -> UUID:
    """Add an organisation to the network that is administered. Raises NumberTaken."""
    with constraints_mean(NUMBERS_TAKEN):
        row = await clearance.fetchrow(
            ADD_ORGANISATION, name, sector.value, issuer, *msgspec.structs.astuple(numbers)
        )
    await clearance.execute(ADD_MEMBERSHIP, clearance.admission.network_id, row["id"])
    return UUID(str(row["id"]))


async def add_unit(
    clearance: Clearance,
    organisation_id: UUID,
    name: str,
    statutory_task: str,
    bsn_bases: tuple[BsnBasis, ...],
) -> UUID:
    """Add a unit."""
    bases = msgspec.json.encode(bsn_bases)
    row = await clearance.fetchrow(ADD_UNIT, organisation_id, name, statutory_task, bases)
    return UUID(str(row["id"]))


async def find_bsn_bases(clearance: Clearance, unit_id: UUID) -> BsnBases | None:
    """Give for what a unit may record a BSN, or None when there is no such unit in the reader's networks."""
    row = await clearance.fetchrow(GET_BSN_BASES, unit_id, clearance.admission.organisation_id)
    return None if row is None else BsnBases(read_bsn_bases(row[0]), row[1])


async def lock_bsn_bases(clearance: Clearance, unit_id: UUID) -> BsnBases:
    """Give the same of a unit that is there, and keep it from changing until the end."""
    row = await clearance.fetchrow(LOCK_BSN_BASES, unit_id)
    return BsnBases(read_bsn_bases(row[0]), row[1])


async def change_bsn_bases(clearance: Clearance, unit_id: UUID, bases: BsnBases) -> None:
    """Set for what a unit may record a BSN from now on."""
    await clearance.execute(CHANGE_BSN_BASES, unit_id, msgspec.json.encode(bases.items), bases.version)


async def find_closing_days(clearance: Clearance, organisation_id: UUID) -> ClosingDays | None:
    """Give when an organisation of a network of the reader's is closed, or None."""
    row = await clearance.fetchrow(GET_CLOSING_DAYS, organisation_id, clearance.admission.organisation_id)
    return None if row is None else ClosingDays(tuple(row[0]), row[1])


async def lock_closing_days(clearance: Clearance, organisation_id: UUID) -> ClosingDays:
    """Give when an organisation is closed, which nobody else changes until the end."""
    row = await clearance.fetchrow(LOCK_CLOSING_DAYS, organisation_id)
    return ClosingDays(tuple(row[0]), row[1])


async def change_closing_days(clearance: Clearance, organisation_id: UUID, closing: ClosingDays) -> None:
    """Let an organisation be closed on other days; the lock is held."""
    await clearance.execute(CHANGE_CLOSING_DAYS, organisation_id, list(closing.days), closing.version)


def read_bsn_bases(document: bytes) -> tuple[BsnBasis, ...]:
    """Give the list that the row of a unit holds."""
    return msgspec.json.decode(document, type=tuple[BsnBasis, ...])


async def list_held_mandates(clearance: Clearance, professional_id: UUID, at: datetime) -> list[MandateKind]:
    """List the kinds of mandate a professional holds in this network, now or later."""
    rows = await clearance.fetch(LIST_HELD_MANDATES, professional_id, clearance.admission.network_id, at)
    return [MandateKind(row["kind"]) for row in rows]


async def add_mandate(clearance: Clearance, mandate: Mandate, at: datetime) -> None:
    """Grant a mandate from now on. Raises DutiesNotSeparate, also when both are granted at once (T6)."""
    with constraints_mean(
        {
            "mandates_duties_separate": DutiesNotSeparate,
            "mandates_oversight_separate": DutiesNotSeparate,
            "mandates_organisation_separate": DutiesNotSeparate,
            "mandates_auditor_alone": DutiesNotSeparate,
        }
    ):
        await clearance.execute(
            ADD_MANDATE,
            mandate.id,
            mandate.professional_id,
            mandate.kind.value,
            mandate.network_id,
            mandate.organisation_id,
            at,
            mandate.ends_at,
            clearance.actor_id,
        )
