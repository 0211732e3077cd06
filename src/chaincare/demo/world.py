"""The demo's region: organisations, people and mandates, written straight into a database of the demo's own.

Ids are fixed, so that the README's requests run as pasted. None of these people exist.
"""

from datetime import UTC, datetime, timedelta

import asyncpg
import msgspec

from chaincare.demo.cast import (
    CHILD,
    ELSEWHERE,
    EXPERTISE,
    FUNDER,
    HOUSES,
    NETWORK,
    OFFICE,
    PEOPLE,
    SCHOOL,
    SERVICES,
    SUBSTANTIAL,
    YOUTH_CARE,
    House,
    Person,
    person,
)
from chaincare.demo.issuers import DemoIssuers

__all__ = [
    "CHILD",
    "ELSEWHERE",
    "EXPERTISE",
    "FUNDER",
    "HOUSES",
    "NETWORK",
    "OFFICE",
    "PEOPLE",
    "SCHOOL",
    "SERVICES",
    "SUBSTANTIAL",
    "YOUTH_CARE",
    "House",
    "NotADemo",
    "Person",
    "person",
    "token_of",
    "write_world",
]


class NotADemo(Exception):
    """This data folder holds a real network; a demo would let anybody sign in to it. Name another --data-dir."""


def token_of(
    issuers: DemoIssuers, role: str, lifetime: timedelta = timedelta(hours=1), bound_to: str | None = None
) -> str:
    """Give a token of a demo person, signed by his own organisation's issuer."""
    one = person(role)
    subject = one.client_id if role == "partner" else role
    return issuers.token(
        one.issuer,
        subject,
        client_id=one.client_id,
        scopes=one.scopes,
        lifetime=lifetime,
        acr=one.acr,
        bound_to=bound_to,
    )


async def write_world(admin_url: str, issuers: DemoIssuers, *, covenant: bool = False) -> bool:
    """Write the region, or bring its issuers to where they listen now. True when it was not there yet.

    With ``covenant`` also which unit may get in by emergency: the youth worker's.

    As the database's superuser, past wall and log: the one thing here that production never does.
    """
    connection = await asyncpg.connect(admin_url)
    try:
        async with connection.transaction():
            await connection.execute("SET LOCAL session_replication_role = replica")
            await connection.execute("SET LOCAL search_path = chaincare")
            others = await connection.fetchval("SELECT count(*) FROM networks WHERE id <> $1", NETWORK)
            if others:
                raise NotADemo(NotADemo.__doc__)
            await _write_issuers(connection, issuers)
            if await connection.fetchval("SELECT 1 FROM networks WHERE id = $1", NETWORK):
                return False
            await _write_directory(connection, issuers)
            if covenant:
                await connection.execute(
                    "INSERT INTO emergency_settings (network_id, units) VALUES ($1, $2::text::jsonb)",
                    NETWORK,
                    msgspec.json.encode(
                        [{"unit": YOUTH_CARE.unit_id, "kind": "crisis_team", "phone": "050 111 11 11"}]
                    ).decode(),
                )
            return True
    finally:
        await connection.close()


async def _write_issuers(connection: asyncpg.Connection, issuers: DemoIssuers) -> None:
    """An issuer's name holds the port, and the port may differ from the last time: logins follow it."""
    for name in (*(house.issuer for house in HOUSES), "burgers"):
        url, suffix = issuers.issuer_url(name), f"/demo/issuers/{name}"
        kind = "citizens" if name == "burgers" else "organisation"
        await connection.execute(
            "INSERT INTO token_issuers (issuer, kind, jwks_uri) VALUES ($1, $2, $3)"
            " ON CONFLICT (issuer) DO UPDATE SET jwks_uri = excluded.jwks_uri",
            url, kind, issuers.jwks_uri(name),
        )  # fmt: skip
        for table in ("organisations", "professionals", "client_logins"):
            await connection.execute(
                f"UPDATE {table} SET issuer = $1 WHERE issuer <> $1 AND right(issuer, length($2)) = $2",
                url,
                suffix,
            )
        await connection.execute(
            "DELETE FROM token_issuers WHERE issuer <> $1 AND right(issuer, length($2)) = $2", url, suffix
        )


async def _write_directory(connection: asyncpg.Connection, issuers: DemoIssuers) -> None:
    await connection.execute(
        "INSERT INTO networks (id, name, region, scale, municipalities)"
        " VALUES ($1, 'Netwerk Noord', 'Noord', 'regional', '{Noorderveld}')",
        NETWORK,
    )
    for house in HOUSES:
        await connection.execute(
            "INSERT INTO organisations (id, name, sector, issuer) VALUES ($1, $2, $3, $4)",
            house.id, house.name, house.sector, issuers.issuer_url(house.issuer),
        )  # fmt: skip
        await connection.execute(
            "INSERT INTO memberships (network_id, organisation_id) VALUES ($1, $2)", NETWORK, house.id
        )
        await connection.execute(
            "INSERT INTO units (id, organisation_id, name, statutory_task, bsn_bases)"
            " VALUES ($1, $2, $3, $4, $5::text::jsonb)",
            house.unit_id, house.id, house.unit, house.statutory_task, house.bsn_bases,
        )  # fmt: skip
    now = datetime.now(UTC)
    for one in PEOPLE:
        if one.id is None:
            continue
        await connection.execute(
            "INSERT INTO professionals (id, unit_id, issuer, subject, name, function, phone)"
            " VALUES ($1, $2, $3, $4, $5, $6, '050 000 00 00')",
            one.id, one.unit_id, issuers.issuer_url(one.issuer), one.role, one.name, one.function,
        )  # fmt: skip
        for kind in one.mandates:
            await connection.execute(
                "INSERT INTO mandates (professional_id, kind, network_id, during, organisation_id)"
                " SELECT $1, $2, $3, tstzrange($4, $5), CASE $2 WHEN 'management_contact' THEN u.organisation_id END"
                " FROM units AS u WHERE u.id = $6",
                one.id, kind, NETWORK, now - timedelta(minutes=1), now + timedelta(days=365), one.unit_id,
            )  # fmt: skip
    for service_id, unit_id, name, specialism, offered in SERVICES:
        await connection.execute(
            "INSERT INTO services (id, unit_id, name, specialism, help, target_group, area)"
            " VALUES ($1, $2, $3, $4, $5, 'kinderen van 4 tot 12 jaar', '{Noorderveld}')",
            service_id, unit_id, name, specialism, offered,
        )  # fmt: skip
