"""The demo's region: organisations, people and mandates, written straight into a database of the demo's own.

Ids are fixed, so that the README's requests run as pasted. None of these people exist.
"""

from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from chaincare.demo.issuers import DemoIssuers


def _id(kind: int, number: int) -> UUID:
    return UUID(f"01900000-0000-7000-8{kind:03x}-{number:012x}")


NETWORK: Final = _id(1, 1)
SUBSTANTIAL: Final = "http://eidas.europa.eu/LoA/substantial"


class NotADemo(Exception):
    """This data folder holds a real network; a demo would let anybody sign in to it. Name another --data-dir."""


class Person(msgspec.Struct, frozen=True):
    """Somebody of the demo, and how he signs in. Citizens and systems have no place in the directory."""

    role: str
    issuer: str
    name: str
    function: str
    id: UUID | None
    unit_id: UUID | None
    scopes: tuple[str, ...]
    mandates: tuple[str, ...] = ()
    client_id: str = "leerlingvolg"
    acr: str | None = None


class House(msgspec.Struct, frozen=True):
    """An organisation with one unit."""

    issuer: str
    name: str
    sector: str
    id: UUID
    unit_id: UUID
    unit: str
    statutory_task: str
    bsn_bases: str = "[]"
    """For what its unit may record a BSN, as the directory keeps it."""


SCHOOL = House(
    "de-regenboog", "Basisschool De Regenboog", "education", _id(2, 1), _id(3, 1), "Team groep 6", "WPO",
    '[{"purpose": "education_support", "article": "WPO 178a", "towards": ["education"]}]',
)  # fmt: skip
EXPERTISE = House(
    "kompas", "Expertisecentrum Kompas", "education", _id(2, 2), _id(3, 2), "Gedrag en leren", "WEC"
)
YOUTH_CARE = House(
    "jeugdhulp-noord", "Jeugdhulp Noord", "care", _id(2, 3), _id(3, 3), "Ambulant team", "Jeugdwet",
    '[{"purpose": "youth_care", "article": "Jeugdwet 7.2.1"}]',
)  # fmt: skip
OFFICE = House(
    "samenwerkingsverband", "Samenwerkingsverband Noord", "social", _id(2, 4), _id(3, 4), "Bureau", "WPO 18a"
)
ELSEWHERE = House("wijkteam-zuid", "Wijkteam Zuid", "social", _id(2, 5), _id(3, 5), "Wijkteam", "Wmo 2015")
HOUSES: Final = (SCHOOL, EXPERTISE, YOUTH_CARE, OFFICE, ELSEWHERE)

_WORK = ("cases", "directory", "emergency")
PEOPLE: Final = (
    Person("teacher", SCHOOL.issuer, "Joris Timmer", "leerkracht", _id(4, 1), SCHOOL.unit_id, (*_WORK, "bsn"), acr=SUBSTANTIAL),
    Person(
        "intern-begeleider", SCHOOL.issuer, "Fatma Kaya", "intern begeleider", _id(4, 2), SCHOOL.unit_id, _WORK
    ),
    Person(
        "specialist", EXPERTISE.issuer, "Henk de Groot", "gedragsspecialist", _id(4, 3), EXPERTISE.unit_id, _WORK,
        client_id="kompas-portaal", acr=SUBSTANTIAL,
    ),
    Person(
        "youth-worker", YOUTH_CARE.issuer, "Sanne Bakker", "jeugdhulpverlener", _id(4, 4), YOUTH_CARE.unit_id,
        _WORK, client_id="jeugdportaal", acr=SUBSTANTIAL,
    ),
    Person(
        "network-coordinator", OFFICE.issuer, "Pieter Visser", "netwerkcoördinator", _id(4, 5), OFFICE.unit_id,
        _WORK, ("coordinator",), "netwerkportaal",
    ),
    Person(
        "auditor", OFFICE.issuer, "Ans Mulder", "auditor", _id(4, 6), OFFICE.unit_id,
        ("log", "privacy", "directory", "cases", "emergency"), ("auditor",), "netwerkportaal", SUBSTANTIAL,
    ),
    Person(
        "other-auditor", OFFICE.issuer, "Nienke Postma", "auditor", _id(4, 10), OFFICE.unit_id,
        ("log", "privacy", "directory", "cases"), ("auditor",), "netwerkportaal", SUBSTANTIAL,
    ),
    Person(
        "administrator", OFFICE.issuer, "Bea Smit", "beheerder", _id(4, 7), OFFICE.unit_id, ("cases", "directory"),
        ("administrator",), "netwerkportaal",
    ),
    Person(
        "privacy-officer", OFFICE.issuer, "Els Hoekstra", "privacyfunctionaris", _id(4, 41), OFFICE.unit_id,
        ("cases", "privacy", "directory", "log"), ("privacy_officer",), "netwerkportaal", SUBSTANTIAL,
    ),
    Person(
        "fg", OFFICE.issuer, "Ruben Veenstra", "functionaris gegevensbescherming", _id(4, 42), OFFICE.unit_id,
        ("privacy", "directory"), ("fg",), "netwerkportaal", SUBSTANTIAL,
    ),
    Person(
        "manager", EXPERTISE.issuer, "Wil Prins", "afdelingshoofd", _id(4, 9), EXPERTISE.unit_id, ("cases", "directory"),
        ("management_contact",), "kompas-portaal",
    ),
    Person("outsider", ELSEWHERE.issuer, "Kees Bos", "wijkwerker", _id(4, 8), ELSEWHERE.unit_id, _WORK),
    Person("parent", "burgers", "Marijke van der Walt", "moeder", None, None, ("cases", "me"), (), "mijn-chaincare"),
    Person("partner", SCHOOL.issuer, "leerlingvolg", "partnersysteem", None, None, ("events",)),
)  # fmt: skip

CHILD: Final = Person(
    "child", "burgers", "Désirée van der Walt", "kind", None, None, ("cases", "me", "privacy"), (), "mijn-chaincare", SUBSTANTIAL
)  # fmt: skip
"""Signs in at the demo as well, for the two words of a consent; linked by an invitation, as the parent is."""

SERVICES: Final = (
    (_id(5, 1), EXPERTISE.unit_id, "Consultatie gedrag", "gedrag in de klas", "strengthen"),
    (_id(5, 2), YOUTH_CARE.unit_id, "Ambulante jeugdhulp", "opvoeden en gedrag", "complement"),
)


def person(role: str) -> Person:
    """Give a demo person by role. Raises KeyError."""
    return {one.role: one for one in (*PEOPLE, CHILD)}[role]


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
