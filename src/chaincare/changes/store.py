"""Changing the directory of the network that is administered."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.changes.model import KnownMandate, KnownNetwork, KnownOrganisation, KnownUnit, MandateUnknown
from chaincare.database import constraints_mean
from chaincare.directory.model import MandateKind, Numbers, OrganisationStatus, Profile, Scale
from chaincare.directory.refusals import NotInYourNetwork
from chaincare.directory.store import NUMBERS_TAKEN, writes_within

LOCK_ORGANISATION = """
    SELECT o.id, o.name, o.status, o.version, EXISTS (
        SELECT FROM memberships AS other WHERE other.organisation_id = o.id AND other.network_id <> $2) AS elsewhere,
        o.oin, o.kvk, o.brin, o.agb
    FROM organisations AS o JOIN memberships AS m ON m.organisation_id = o.id AND m.network_id = $2
    WHERE o.id = $1 FOR UPDATE OF o
"""

CHANGE_ORGANISATION = """
    UPDATE organisations SET name = $2, version = $3, oin = $4, kvk = $5, brin = $6, agb = $7 WHERE id = $1
"""

SET_STATUS = """
    UPDATE organisations SET status = $2, version = $3, status_because = $4, status_since = $5 WHERE id = $1
"""

LOCK_NETWORK = """
    SELECT id, name, region, scale, municipalities, profiles, version FROM networks WHERE id = $1 FOR UPDATE
"""

CHANGE_NETWORK = """
    UPDATE networks SET name = $2, region = $3, scale = $4, municipalities = $5, profiles = $6, version = $7
    WHERE id = $1
"""

LOCK_UNIT = """
    SELECT u.id, u.name, u.statutory_task, u.version
    FROM units AS u JOIN memberships AS m ON m.organisation_id = u.organisation_id AND m.network_id = $2
    WHERE u.id = $1 AND ($3::uuid IS NULL OR u.organisation_id = $3) FOR UPDATE OF u
"""

CHANGE_UNIT = "UPDATE units SET name = $2, statutory_task = $3, version = $4 WHERE id = $1"

_MANDATE = """
    SELECT id, professional_id, kind, organisation_id, lower(during), upper(during), ended_because FROM mandates
"""

LIST_MANDATES = f"{_MANDATE} WHERE network_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3"

LOCK_MANDATE = f"{_MANDATE} WHERE id = $1 AND network_id = $2 FOR UPDATE"

# What serialises the ending of mandates: two who end one auditor each leave one of them.
LOCK_MANDATES = "SELECT pg_advisory_xact_lock(hashtextextended('mandates ' || $1::uuid::text, 0))"

IS_AUDITED_BESIDES = """
    SELECT FROM mandates AS m JOIN professionals AS f ON f.id = m.professional_id AND f.status = 'active'
    WHERE m.network_id = $1 AND m.id <> $2 AND m.kind = 'auditor' AND m.organisation_id IS NULL
      AND m.during @> $3::timestamptz
    LIMIT 1
"""

# A mandate that was ended before it began holds for no moment; a span cannot, so it keeps its first microsecond.
END_MANDATE = """
    UPDATE mandates SET during = tstzrange(lower(during), greatest($2, lower(during) + interval '1 microsecond')),
        ended_because = $3, ended_by = $4
    WHERE id = $1
"""


async def lock_organisation(clearance: Clearance, organisation_id: UUID) -> KnownOrganisation:
    """Give an organisation of the network, which nobody else changes until the end. Raises NotInYourNetwork."""
    row = await clearance.fetchrow(LOCK_ORGANISATION, organisation_id, clearance.admission.network_id)
    if row is None:
        raise NotInYourNetwork
    return KnownOrganisation(
        row[0], row[1], OrganisationStatus(row[2]), row[3], row[4], Numbers(*tuple(row)[5:])
    )


async def change_organisation(clearance: Clearance, organisation: KnownOrganisation) -> None:
    """Let an organisation have another name or other numbers; the lock is held. Raises NumberTaken."""
    numbers = msgspec.structs.astuple(organisation.numbers)
    with constraints_mean(NUMBERS_TAKEN):
        await clearance.execute(
            CHANGE_ORGANISATION, organisation.id, organisation.name, organisation.version, *numbers
        )


async def set_status(
    clearance: Clearance, organisation: KnownOrganisation, reason: str, at: datetime
) -> None:
    """Let an organisation stand where its last step led, from the next request on (S2); the lock is held."""
    await clearance.execute(
        SET_STATUS, organisation.id, organisation.status.value, organisation.version, reason, at
    )


async def lock_network(clearance: Clearance) -> KnownNetwork:
    """Give the network that is administered, which nobody else changes until the end. Raises NotInYourNetwork."""
    row = await clearance.fetchrow(LOCK_NETWORK, clearance.admission.network_id)
    if row is None:
        raise NotInYourNetwork
    profiles = frozenset(map(Profile, row[5]))
    return KnownNetwork(row[0], row[1], row[2], Scale(row[3]), tuple(row[4]), profiles, row[6])


async def change_network(clearance: Clearance, network: KnownNetwork) -> None:
    """Let a network be what it is now said to be; the lock is held."""
    await clearance.execute(
        CHANGE_NETWORK, network.id, network.name, network.region, network.scale.value,
        list(network.municipalities), sorted(network.profiles), network.version,
    )  # fmt: skip


async def lock_unit(clearance: Clearance, unit_id: UUID) -> KnownUnit:
    """Give a unit within what is administered, which nobody else changes until the end. Raises NotInYourNetwork."""
    row = await clearance.fetchrow(LOCK_UNIT, unit_id, *writes_within(clearance))
    if row is None:
        raise NotInYourNetwork
    return KnownUnit(*row)


async def change_unit(clearance: Clearance, unit: KnownUnit) -> None:
    """Let a unit have another name or task; the lock is held."""
    await clearance.execute(CHANGE_UNIT, unit.id, unit.name, unit.statutory_task, unit.version)


async def list_mandates(clearance: Clearance, after: UUID | None, limit: int) -> list[KnownMandate]:
    """List the mandates of the network, ended ones too, the first granted first."""
    rows = await clearance.fetch(LIST_MANDATES, clearance.admission.network_id, after, limit)
    return [_mandate(row) for row in rows]


async def lock_mandate(clearance: Clearance, mandate_id: UUID) -> KnownMandate:
    """Give a mandate of the network; nobody ends it or another meanwhile. Raises MandateUnknown."""
    await clearance.execute(LOCK_MANDATES, clearance.admission.network_id)
    row = await clearance.fetchrow(LOCK_MANDATE, mandate_id, clearance.admission.network_id)
    if row is None:
        raise MandateUnknown
    return _mandate(row)


async def is_audited_besides(clearance: Clearance, mandate_id: UUID, at: datetime) -> bool:
    """Say whether somebody audits the whole network by another mandate than this."""
    network_id = clearance.admission.network_id
    return await clearance.fetchrow(IS_AUDITED_BESIDES, network_id, mandate_id, at) is not None


async def end_mandate(clearance: Clearance, mandate: KnownMandate) -> None:
    """Let a mandate end when it says; the lock is held."""
    await clearance.execute(
        END_MANDATE, mandate.id, mandate.ends_at, mandate.ended_because, clearance.actor_id
    )


def _mandate(row: Any) -> KnownMandate:
    return KnownMandate(row[0], row[1], MandateKind(row[2]), *row[3:])
