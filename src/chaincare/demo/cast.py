"""The demo's cast: organisations, people and services of a region. Ids are fixed; none of these people exist."""

from typing import Final
from uuid import UUID

import msgspec


def _id(kind: int, number: int) -> UUID:
    return UUID(f"01900000-0000-7000-8{kind:03x}-{number:012x}")


NETWORK: Final = _id(1, 1)
SUBSTANTIAL: Final = "http://eidas.europa.eu/LoA/substantial"


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
FUNDER = House(
    "gemeente-noorderveld",
    "Gemeente Noorderveld",
    "funder",
    _id(2, 6),
    _id(3, 6),
    "Inkoop jeugd en onderwijs",
    "Jeugdwet",
)
HOUSES: Final = (SCHOOL, EXPERTISE, YOUTH_CARE, OFFICE, ELSEWHERE, FUNDER)

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
        "auditor", OFFICE.issuer, "Ans Mulder", "auditor", _id(4, 6), OFFICE.unit_id, ("log", "privacy", "directory", "emergency", "cases"),
        ("auditor",), "netwerkportaal", SUBSTANTIAL,
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
    Person("voortrekker", SCHOOL.issuer, "Yasmin Aydin", "zorgcoördinator", _id(4, 12), SCHOOL.unit_id, _WORK, ("voortrekker",)),
    Person("funder", FUNDER.issuer, "Iris de Leeuw", "financier", _id(4, 11), FUNDER.unit_id, ("directory",), (), "gemeenteportaal"),
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
