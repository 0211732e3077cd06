"""The application's own database login, used by hand: as hostile code inside the server would."""

import contextlib
import secrets
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import asyncpg
from tests.people import Region, open_case

from chaincare.access.clearance import Asker, Door
from chaincare.database import SESSION_SETTINGS
from chaincare.demo.world import person
from chaincare.identity import Caller, IssuerKind

DIRECTORY = frozenset(
    {"networks", "token_issuers", "organisations", "memberships", "units", "professionals", "services", "mandates",
     "legal_grounds"}
)  # fmt: skip
"""What every identified caller may read: it holds no client data."""

CALLER = Door("x").sql.partition("x(")[2].removesuffix(", $11, $12)")
"""Who calls, as the doors take it: parameters $1 to $10."""

BOOKS = frozenset({"migration", "door_file"})


class Entered(NamedTuple):
    """What a door answered."""

    row: Any

    @property
    def ticket(self) -> str:
        return f"{self.row['at'].isoformat()}/{self.row['id']}"


def caller_of(region: Region, role: str, moment: datetime | None = None) -> tuple[Any, ...]:
    """The ten values by which the server tells a door who calls."""
    one = person(role)
    kind = IssuerKind.CITIZENS if one.issuer == "burgers" else IssuerKind.ORGANISATION
    caller = Caller(
        issuer=region.issuers.issuer_url(one.issuer),
        subject=role,
        client_id=one.client_id,
        kind=kind,
        scopes=frozenset(one.scopes),
        acr=one.acr,
        token_id=str(uuid4()),
        expires_at=datetime(2999, 1, 1, tzinfo=UTC),
        is_system=role == "partner",
    )
    moment = moment or region.app.state.clock.now()
    return Asker(
        caller, "127.0.0.1", str(uuid4()), secrets.token_hex(16), secrets.token_hex(8), moment
    ).as_row()


class Inside:
    """One connection of the application's login."""

    def __init__(self, region: Region, connection: asyncpg.Connection) -> None:
        self.region = region
        self.connection = connection

    async def enter(self, role: str, case_id: object, action: str = "R", event: str = "case.read") -> Entered:
        """Go through the door of a case."""
        [entered] = await self.through(Door("door_case", "$13"), role, event, action, UUID(str(case_id)))
        return entered

    async def through(self, door: Door, role: str, event: str, action: str, *asked: Any) -> list[Entered]:
        values = caller_of(self.region, role)
        return [Entered(row) for row in await self.connection.fetch(door.sql, *values, event, action, *asked)]

    @contextlib.asynccontextmanager
    async def under(self, ticket: str) -> AsyncIterator[asyncpg.Connection]:
        """A transaction that presents a ticket; rolled back at the end."""
        transaction = self.connection.transaction()
        await transaction.start()
        try:
            await self.present(ticket)
            yield self.connection
        finally:
            await transaction.rollback()

    async def present(self, ticket: str) -> None:
        await self.connection.execute("SELECT set_config('chaincare.ticket', $1, true)", ticket)

    async def shown(self, ticket: str | None = None) -> dict[str, int]:
        """Count what the wall shows of every table that is not the directory's; what is not shown is left out."""
        counts = {}
        transaction = self.connection.transaction()
        await transaction.start()
        try:
            if ticket is not None:
                await self.present(ticket)
            for table in await tables_behind_wall(self.connection):
                if count := await self.connection.fetchval(f"SELECT count(*) FROM chaincare.{table}"):
                    counts[table] = count
        finally:
            await transaction.rollback()
        return counts


async def tables_behind_wall(connection: asyncpg.Connection) -> list[str]:
    """Every table about clients, or about who looked, that the application's login may ask at all."""
    rows = await connection.fetch(
        "SELECT relname FROM pg_class WHERE relnamespace = 'chaincare'::regnamespace"
        " AND relkind IN ('r', 'p') AND NOT relispartition"
        " AND has_table_privilege('chaincare_app', oid, 'SELECT') ORDER BY relname"
    )
    return [row["relname"] for row in rows if row["relname"] not in DIRECTORY | BOOKS]


@contextlib.asynccontextmanager
async def inside(region: Region) -> AsyncIterator[Inside]:
    connection = await asyncpg.connect(region.urls.app_url, server_settings=SESSION_SETTINGS)
    try:
        yield Inside(region, connection)
    finally:
        await connection.close()


async def another_case(region: Region) -> UUID:
    """A second case of the teacher's, of another client."""
    return UUID((await open_case(region, client={"givenNames": "Sem", "birthDate": "2016-01-02"}))["id"])


__all__ = [
    "BOOKS",
    "CALLER",
    "DIRECTORY",
    "Asker",
    "Door",
    "Entered",
    "Inside",
    "another_case",
    "caller_of",
    "inside",
]
