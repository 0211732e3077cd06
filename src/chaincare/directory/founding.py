"""How a network begins: by its operator, before anybody has a mandate."""

from datetime import UTC, datetime, timedelta

import asyncpg

FOUND_NETWORK = """
    SELECT network_id AS network, organisation_id AS organisation, unit_id AS unit,
           professional_id AS administrator
    FROM chaincare.door_founding($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
"""


class AlreadyFounded(Exception):
    """This token issuer or login is registered already; a network's administrator adds organisations over the API."""


async def found_network(
    migrate_url: str,
    *,
    name: str,
    region: str,
    scale: str,
    organisation: str,
    sector: str,
    issuer: str,
    jwks_uri: str | None,
    unit: str,
    task: str,
    administrator: str,
    subject: str,
    days: int,
) -> dict[str, str]:
    """Create a network, its first organisation and its first administrator, with the entry that says so.

    Raises AlreadyFounded.
    """
    ends_at = datetime.now(UTC) + timedelta(days=days)
    connection = await asyncpg.connect(migrate_url)
    try:
        async with connection.transaction():
            await connection.execute("SET LOCAL ROLE chaincare_owner")
            row = await connection.fetchrow(
                FOUND_NETWORK, name, region, scale, organisation, sector, issuer, jwks_uri, unit, task,
                administrator, subject, ends_at,
            )  # fmt: skip
    except asyncpg.UniqueViolationError:
        raise AlreadyFounded(AlreadyFounded.__doc__) from None
    finally:
        await connection.close()
    return {what: str(one) for what, one in row.items()}
