"""The services of the winkelstraat, and finding them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.directory.lists import NEAR
from chaincare.directory.refusals import NotInYourNetwork
from chaincare.directory.store import writes_within
from chaincare.winkelstraat.model import Found, OfferedHelp, Service, ServiceStatus, Sought

_COLUMNS = (
    "s.id, s.unit_id, s.name, s.specialism, s.help, s.target_group, s.area, s.reaction_days, s.needs_referral,"
    " s.waiting_days, s.waiting_stated_on, s.status, s.version"
)

LIST_SERVICES = f"""
    SELECT {_COLUMNS} FROM services AS s JOIN units AS u ON u.id = s.unit_id
    WHERE u.organisation_id IN ({NEAR}) AND s.status = 'active' AND ($2::uuid IS NULL OR s.id > $2)
      AND ($4::text IS NULL OR s.help IN ($4, 'both'))
    ORDER BY s.id LIMIT $3
"""

GET_SERVICE = f"""
    SELECT {_COLUMNS} FROM services AS s JOIN units AS u ON u.id = s.unit_id
    WHERE s.id = $2 AND u.organisation_id IN ({NEAR})
"""

# One word by its trigrams, which an index answers; the others of the few it leaves. Without a word all are looked through.
SEARCH_SERVICES = f"""
    SELECT {_COLUMNS}, s.folded_name, u.name AS unit, o.id AS organisation_id, o.name AS organisation
    FROM services AS s JOIN units AS u ON u.id = s.unit_id JOIN organisations AS o ON o.id = u.organisation_id
    WHERE o.id IN ({NEAR}) AND o.status IN ('active', 'leaving') AND s.status = 'active'
      AND s.folded LIKE '%' || chaincare.folded($2) || '%'
      AND s.folded LIKE ALL (SELECT '%' || chaincare.folded(one) || '%' FROM unnest($3::text[]) AS one)
      AND chaincare.folded(s.specialism)
          LIKE ALL (SELECT '%' || chaincare.folded(one) || '%' FROM unnest($4::text[]) AS one)
      AND chaincare.folded(s.target_group)
          LIKE ALL (SELECT '%' || chaincare.folded(one) || '%' FROM unnest($5::text[]) AS one)
      AND ($6::text IS NULL OR s.help IN ($6, 'both'))
      AND ($7::text IS NULL OR s.area = '{{}}' OR EXISTS (
          SELECT FROM unnest(s.area) AS place WHERE chaincare.folded(place) = chaincare.folded($7)))
      AND ($8::uuid IS NULL OR o.id = $8) AND ($9::uuid IS NULL OR u.id = $9)
      AND ($10::int IS NULL OR s.reaction_days <= $10) AND ($11::int IS NULL OR s.waiting_days <= $11)
      AND NOT ($12 AND s.needs_referral)
      AND ($13::text IS NULL OR (s.folded_name, s.id) > ($13, $14::uuid))
    ORDER BY s.folded_name, s.id LIMIT $15
"""

LOCK_SERVICE = f"""
    SELECT {_COLUMNS} FROM services AS s JOIN units AS u ON u.id = s.unit_id
    JOIN memberships AS m ON m.organisation_id = u.organisation_id AND m.network_id = $2
    WHERE s.id = $1 AND ($3::uuid IS NULL OR u.organisation_id = $3) FOR UPDATE OF s
"""

ADD_SERVICE = """
    INSERT INTO services (id, unit_id, name, specialism, help, target_group, area, reaction_days, needs_referral,
        waiting_days, waiting_stated_on)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""

CHANGE_SERVICE = """
    UPDATE services SET unit_id = $2, name = $3, specialism = $4, help = $5, target_group = $6, area = $7,
        reaction_days = $8, needs_referral = $9, waiting_days = $10, waiting_stated_on = $11, version = $12
    WHERE id = $1
"""

RETIRE_SERVICE = "UPDATE services SET status = 'retired', retired_because = $2, version = $3 WHERE id = $1"


async def list_services(
    clearance: Clearance, after: UUID | None, limit: int, offered: OfferedHelp | None
) -> Sequence[Service]:
    """List what is offered near the reader, of one kind of help if given."""
    own = clearance.admission.organisation_id
    rows = await clearance.fetch(LIST_SERVICES, own, after, limit, offered and offered.value)
    return [_service(row) for row in rows]


async def find_service(clearance: Clearance, service_id: UUID) -> Service | None:
    """Give a service near the reader, also one that is offered no longer, or None."""
    row = await clearance.fetchrow(GET_SERVICE, clearance.admission.organisation_id, service_id)
    return None if row is None else _service(row)


async def search_services(
    clearance: Clearance, sought: Sought, after: tuple[str, UUID] | None, limit: int
) -> Sequence[Found]:
    """Give what is offered near the reader and fits, by name."""
    first, *others = (*sought.words, *sought.in_specialism, *sought.in_target_group, "")
    place, service_id = after or (None, None)
    rows = await clearance.fetch(
        SEARCH_SERVICES, clearance.admission.organisation_id, first, others, list(sought.in_specialism),
        list(sought.in_target_group), sought.help and sought.help.value, sought.area, sought.organisation_id,
        sought.unit_id, sought.reaction_days_at_most, sought.waiting_days_at_most, sought.without_referral, place,
        service_id, limit,
    )  # fmt: skip
    return [
        Found(_service(row), row["unit"], row["organisation_id"], row["organisation"], row["folded_name"])
        for row in rows
    ]


async def lock_service(clearance: Clearance, service_id: UUID) -> Service:
    """Give a service, which nobody else changes until the end. Raises NotInYourNetwork."""
    row = await clearance.fetchrow(LOCK_SERVICE, service_id, *writes_within(clearance))
    if row is None:
        raise NotInYourNetwork
    return _service(row)


async def add_service(clearance: Clearance, service: Service) -> None:
    """Add a service."""
    await clearance.execute(ADD_SERVICE, *_values(service))


async def change_service(clearance: Clearance, service: Service) -> None:
    """Let a service be what it is now said to be; the lock is held."""
    await clearance.execute(CHANGE_SERVICE, *_values(service), service.version)


async def retire_service(clearance: Clearance, service: Service, reason: str) -> None:
    """Offer a service no longer; the lock is held."""
    await clearance.execute(RETIRE_SERVICE, service.id, reason, service.version)


def _values(service: Service) -> tuple[Any, ...]:
    return (
        service.id, service.unit_id, service.name, service.specialism, service.help.value, service.target_group,
        list(service.area), service.reaction_days, service.needs_referral, service.waiting_days,
        service.waiting_stated_on,
    )  # fmt: skip


def _service(row: Any) -> Service:
    return Service(
        id=row["id"],
        unit_id=row["unit_id"],
        name=row["name"],
        specialism=row["specialism"],
        help=OfferedHelp(row["help"]),
        target_group=row["target_group"],
        area=tuple(row["area"]),
        reaction_days=row["reaction_days"],
        needs_referral=row["needs_referral"],
        waiting_days=row["waiting_days"],
        waiting_stated_on=row["waiting_stated_on"],
        status=ServiceStatus(row["status"]),
        version=row["version"],
    )
