"""Professionals, as the directory has them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.changes.store import LOCK_MANDATES
from chaincare.database import constraints_mean
from chaincare.directory.lists import NEAR
from chaincare.directory.model import MandateKind
from chaincare.directory.refusals import NotInYourNetwork
from chaincare.directory.store import writes_within
from chaincare.professionals.model import (
    HeldMandate,
    LoginTaken,
    Professional,
    ProfessionalStatus,
    Register,
    Registration,
)

_COLUMNS = (
    "f.id, f.unit_id, f.name, f.function, f.phone, f.register, f.registration_number, f.status, f.version"
)

LIST_PROFESSIONALS = f"""
    SELECT {_COLUMNS} FROM professionals AS f JOIN units AS u ON u.id = f.unit_id
    WHERE u.organisation_id IN ({NEAR}) AND ($2::uuid IS NULL OR f.id > $2) AND ($4::uuid IS NULL OR f.unit_id = $4)
    ORDER BY f.id LIMIT $3
"""

GET_PROFESSIONAL = f"""
    SELECT {_COLUMNS} FROM professionals AS f JOIN units AS u ON u.id = f.unit_id
    WHERE f.id = $2 AND u.organisation_id IN ({NEAR})
"""

LOCK_PROFESSIONAL = f"""
    SELECT {_COLUMNS}, u.organisation_id FROM professionals AS f JOIN units AS u ON u.id = f.unit_id
    JOIN memberships AS m ON m.organisation_id = u.organisation_id AND m.network_id = $2
    WHERE f.id = $1 AND ($3::uuid IS NULL OR u.organisation_id = $3) FOR UPDATE OF f
"""

ADD_PROFESSIONAL = """
    INSERT INTO professionals (unit_id, issuer, subject, name, function, phone, register, registration_number)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id
"""

CHANGE_PROFESSIONAL = """
    UPDATE professionals SET unit_id = $2, name = $3, function = $4, phone = $5, register = $6,
        registration_number = $7, version = $8
    WHERE id = $1
"""

LIST_HELD = """
    SELECT m.kind, EXISTS (
        SELECT FROM mandates AS o JOIN professionals AS f ON f.id = o.professional_id AND f.status = 'active'
        WHERE o.network_id = m.network_id AND o.kind = m.kind AND o.organisation_id IS NULL
          AND o.professional_id <> m.professional_id AND o.during @> $3::timestamptz)
    FROM mandates AS m
    WHERE m.professional_id = $1 AND m.network_id = $2 AND m.organisation_id IS NULL AND upper(m.during) > $3
"""

DEACTIVATE = (
    "UPDATE professionals SET status = 'deactivated', deactivated_because = $2, version = $3 WHERE id = $1"
)


async def list_professionals(
    clearance: Clearance, after: UUID | None, limit: int, unit_id: UUID | None
) -> Sequence[Professional]:
    """List professionals of organisations that share a network with the reader's, of one unit if given."""
    own = clearance.admission.organisation_id
    return [
        _professional(row) for row in await clearance.fetch(LIST_PROFESSIONALS, own, after, limit, unit_id)
    ]


async def find_professional(clearance: Clearance, professional_id: UUID) -> Professional | None:
    """Give a professional of an organisation that shares a network with the reader's, or None."""
    row = await clearance.fetchrow(GET_PROFESSIONAL, clearance.admission.organisation_id, professional_id)
    return None if row is None else _professional(row)


async def lock_professional(clearance: Clearance, professional_id: UUID) -> tuple[Professional, UUID]:
    """Give somebody, whom nobody else changes until the end, and whom he works for. Raises NotInYourNetwork."""
    row = await clearance.fetchrow(LOCK_PROFESSIONAL, professional_id, *writes_within(clearance))
    if row is None:
        raise NotInYourNetwork
    return _professional(row), row["organisation_id"]


async def list_held(clearance: Clearance, professional_id: UUID) -> list[HeldMandate]:
    """List what somebody has, or is to have, for the whole network; nobody grants or ends one meanwhile."""
    network_id = clearance.admission.network_id
    await clearance.execute(LOCK_MANDATES, network_id)
    rows = await clearance.fetch(LIST_HELD, professional_id, network_id, clearance.now())
    return [HeldMandate(MandateKind(row[0]), row[1]) for row in rows]


async def add_professional(clearance: Clearance, issuer: str, subject: str, added: Professional) -> UUID:
    """Add a professional who speaks through his organisation's issuer; he gets his id. Raises LoginTaken."""
    with constraints_mean({"professionals_login": LoginTaken}):
        row = await clearance.fetchrow(
            ADD_PROFESSIONAL, added.unit_id, issuer, subject, added.name, added.function, added.phone,
            *_registered(added.registration),
        )  # fmt: skip
    return UUID(str(row["id"]))


async def change_professional(clearance: Clearance, changed: Professional) -> None:
    """Let somebody be what he is now said to be; the lock is held."""
    await clearance.execute(
        CHANGE_PROFESSIONAL, changed.id, changed.unit_id, changed.name, changed.function, changed.phone,
        *_registered(changed.registration), changed.version,
    )  # fmt: skip


async def deactivate(clearance: Clearance, deactivated: Professional, reason: str) -> None:
    """Take a professional's access away, from the next request on (S2); the lock is held."""
    await clearance.execute(DEACTIVATE, deactivated.id, reason, deactivated.version)


def _registered(registration: Registration | None) -> tuple[str | None, str | None]:
    return (None, None) if registration is None else (registration.register.value, registration.number)


def _professional(row: Any) -> Professional:
    register = row["register"]
    return Professional(
        id=row["id"],
        unit_id=row["unit_id"],
        name=row["name"],
        function=row["function"],
        phone=row["phone"],
        registration=register and Registration(Register(register), row["registration_number"]),
        status=ProfessionalStatus(row["status"]),
        version=row["version"],
    )
