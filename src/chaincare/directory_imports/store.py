"""What is there already of a list, and writing the rest of it: in one statement for all lines."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.access.keeping import keeping_entry
from chaincare.database import constraints_mean
from chaincare.directory.refusals import IssuerKnownOtherwise
from chaincare.directory.store import NUMBERS_TAKEN, writes_within
from chaincare.directory_imports.model import Existing, House, ImportKind, Key
from chaincare.professionals.model import LoginTaken
from chaincare.recognition import folded

# Two lists at once would each find the same thing missing.
LOCK_IMPORTS = "SELECT pg_advisory_xact_lock(hashtextextended('directory imports ' || $1::uuid::text, 0))"
LIST_HOUSES = """
    SELECT o.id, o.name, o.sector, o.issuer, o.oin, o.kvk, o.brin, o.agb FROM organisations AS o
    JOIN memberships AS m ON m.organisation_id = o.id AND m.network_id = $1
    WHERE $2::uuid IS NULL OR o.id = $2
"""
LIST_UNITS = "SELECT id, organisation_id, name, statutory_task FROM units WHERE organisation_id = ANY ($1)"
LIST_ISSUERS = """
    SELECT i.issuer, i.kind, i.jwks_uri, EXISTS (
        SELECT FROM organisations AS o WHERE o.issuer = i.issuer AND NOT EXISTS (
            SELECT FROM memberships AS m WHERE m.organisation_id = o.id AND m.network_id = $2)) AS elsewhere
    FROM token_issuers AS i WHERE i.issuer = ANY ($1)
"""
LIST_NUMBERS = (
    "SELECT oin, brin, agb FROM organisations WHERE oin = ANY ($1) OR brin = ANY ($1) OR agb = ANY ($1)"
)
LIST_LOGINS = """
    SELECT f.id, f.unit_id, f.issuer, f.subject, f.name, f.function, f.phone, f.register, f.registration_number
    FROM professionals AS f WHERE f.issuer = ANY ($1) AND f.subject = ANY ($2) AND f.status = 'active'
"""
LIST_SERVICES = """
    SELECT s.id, s.unit_id, s.name, s.specialism, s.help, s.target_group, s.area, s.reaction_days, s.needs_referral,
           s.waiting_days
    FROM services AS s WHERE s.unit_id = ANY ($1) AND s.status = 'active'
"""
ADD_ORGANISATIONS = """
    WITH one AS (
        SELECT * FROM jsonb_to_recordset($1::jsonb) AS one (id uuid, name text, sector text, issuer text, "jwksUri" text,
            oin text, kvk text, brin text, agb text)),
    speaking AS (
        INSERT INTO token_issuers (issuer, kind, jwks_uri) SELECT DISTINCT ON (issuer) issuer, 'organisation', "jwksUri" FROM one
        ON CONFLICT (issuer) DO NOTHING),
    added AS (
        INSERT INTO organisations (id, name, sector, issuer, oin, kvk, brin, agb)
        SELECT id, name, sector, issuer, oin, kvk, brin, agb FROM one)
    INSERT INTO memberships (network_id, organisation_id) SELECT $2, id FROM one
"""
ADD_UNITS = """
    INSERT INTO units (id, organisation_id, name, statutory_task, bsn_bases)
    SELECT id, "organisationId", name, "statutoryTask", '[]'
    FROM jsonb_to_recordset($1::jsonb) AS one (id uuid, "organisationId" uuid, name text, "statutoryTask" text)
"""
ADD_PROFESSIONALS = """
    INSERT INTO professionals (id, unit_id, issuer, subject, name, function, phone, register, registration_number)
    SELECT id, "unitId", issuer, subject, name, function, phone, register, "registrationNumber"
    FROM jsonb_to_recordset($1::jsonb) AS one (id uuid, "unitId" uuid, issuer text, subject text, name text, function text,
        phone text, register text, "registrationNumber" text)
"""
ADD_SERVICES = """
    INSERT INTO services (id, unit_id, name, specialism, help, target_group, area, reaction_days, needs_referral,
        waiting_days, waiting_stated_on)
    SELECT id, "unitId", name, specialism, help, "targetGroup", area, "reactionDays", "needsReferral", "waitingDays", "statedOn"
    FROM jsonb_to_recordset($1::jsonb) AS one (id uuid, "unitId" uuid, name text, specialism text, help text, "targetGroup" text,
        area text[], "reactionDays" int, "needsReferral" boolean, "waitingDays" int, "statedOn" date)
"""
_ADD = {
    ImportKind.UNITS: ADD_UNITS,
    ImportKind.PROFESSIONALS: ADD_PROFESSIONALS,
    ImportKind.SERVICES: ADD_SERVICES,
}

# Each thing that a list adds stands in the log as if it were added by itself: by whom is asked of one person, not of a list.
RECORD_EACH = "SELECT chaincare.record($1, 'C', 'done', NULL, one.id) FROM unnest($2::uuid[]) AS one (id)"
ADDED_AS = {
    ImportKind.ORGANISATIONS: "organisation.added",
    ImportKind.UNITS: "unit.added",
    ImportKind.PROFESSIONALS: "professional.added",
    ImportKind.SERVICES: "service.added",
}


async def lock_imports(clearance: Clearance) -> None:
    """Let one list of a network be imported at a time."""
    await clearance.execute(LOCK_IMPORTS, clearance.admission.network_id)


async def list_houses(clearance: Clearance) -> tuple[list[House], dict[Key, Existing]]:
    """List the organisations one may write in, and by what each is known."""
    houses: list[House] = []
    known: dict[Key, Existing] = {}
    for row in await clearance.fetch(LIST_HOUSES, *writes_within(clearance)):
        numbers = {one: row[one] for one in ("oin", "brin", "agb") if row[one]}
        houses.append(House(row["id"], row["name"], row["issuer"], frozenset(numbers.values())))
        values = {one: row[one] for one in ("name", "sector", "issuer", "oin", "kvk", "brin", "agb")}
        existing = Existing(row["id"], values)
        known |= dict.fromkeys([*numbers.items(), ("name", folded(row["name"]))], existing)
    return houses, known


async def list_units(
    clearance: Clearance, houses: Sequence[House]
) -> tuple[dict[tuple[UUID, str], UUID], dict[Key, Existing]]:
    """List their units, by organisation and name."""
    units: dict[tuple[UUID, str], UUID] = {}
    known: dict[Key, Existing] = {}
    for row in await clearance.fetch(LIST_UNITS, [one.id for one in houses]):
        name = folded(row["name"])
        units[row["organisation_id"], name] = row["id"]
        values = {"name": row["name"], "statutoryTask": row["statutory_task"]}
        known["name", str(row["organisation_id"]), name] = Existing(row["id"], values)
    return units, known


async def list_issuers(
    clearance: Clearance, issuers: Sequence[str]
) -> dict[str, tuple[str, str | None, bool]]:
    """Give of the token issuers that are registered their kind, key address, and whether another network has them."""
    rows = await clearance.fetch(LIST_ISSUERS, issuers, clearance.admission.network_id)
    return {row["issuer"]: (row["kind"], row["jwks_uri"], row["elsewhere"]) for row in rows}


async def list_numbers(clearance: Clearance, numbers: Sequence[str]) -> set[Key]:
    """Give which of these numbers an organisation has, wherever it is."""
    rows = await clearance.fetch(LIST_NUMBERS, numbers)
    return {(name, row[name]) for row in rows for name in ("oin", "brin", "agb") if row[name]}


async def list_logins(
    clearance: Clearance, keys: Sequence[Key], units: Mapping[tuple[UUID, str], UUID]
) -> tuple[dict[Key, Existing], set[Key]]:
    """Give who has these logins: of the units one may write in, and of others."""
    known: dict[Key, Existing] = {}
    taken: set[Key] = set()
    own = set(units.values())
    rows = await clearance.fetch(LIST_LOGINS, [one[1] for one in keys], [one[2] for one in keys])
    for row in rows:
        key = ("subject", row["issuer"], row["subject"])
        values = {
            "unit": row["unit_id"], "subject": row["subject"], "name": row["name"], "function": row["function"],
            "phone": row["phone"], "register": row["register"], "registrationNumber": row["registration_number"],
        }  # fmt: skip
        if row["unit_id"] in own:
            known[key] = Existing(row["id"], values)
        else:
            taken.add(key)
    return known, taken


async def list_services(clearance: Clearance, units: Mapping[tuple[UUID, str], UUID]) -> dict[Key, Existing]:
    """List what these units offer."""
    known: dict[Key, Existing] = {}
    for row in await clearance.fetch(LIST_SERVICES, list(units.values())):
        values: dict[str, Any] = {
            "name": row["name"], "specialism": row["specialism"], "help": row["help"], "targetGroup": row["target_group"],
            "area": list(row["area"]), "reactionDays": row["reaction_days"], "needsReferral": row["needs_referral"],
            "waitingDays": row["waiting_days"],
        }  # fmt: skip
        known["name", str(row["unit_id"]), folded(row["name"])] = Existing(row["id"], values)
    return known


async def add_all(clearance: Clearance, kind: ImportKind, records: Sequence[Mapping[str, Any]]) -> None:
    """Write what is new, with an entry for each (T2). Raises NumberTaken, LoginTaken, IssuerKnownOtherwise when somebody else was quicker."""
    document = msgspec.json.encode(records)
    means = {**NUMBERS_TAKEN, "professionals_login": LoginTaken, "token_issuers_pkey": IssuerKnownOtherwise}
    with constraints_mean(means):
        if kind is ImportKind.ORGANISATIONS:
            await clearance.execute(ADD_ORGANISATIONS, document, clearance.admission.network_id)
            await _hold_to_issuers(clearance, records)
        else:
            await clearance.execute(_ADD[kind], document)
    with keeping_entry():
        await clearance.execute(RECORD_EACH, ADDED_AS[kind], [one["id"] for one in records])


async def _hold_to_issuers(clearance: Clearance, records: Sequence[Mapping[str, Any]]) -> None:
    """Look again: another network may have registered an issuer since the list was judged, and would speak for these. Raises IssuerKnownOtherwise."""
    known = await list_issuers(clearance, [one["issuer"] for one in records])
    for one in records:
        kind, address, elsewhere = known[one["issuer"]]
        if kind != "organisation" or elsewhere or address != one.get("jwksUri"):
            raise IssuerKnownOtherwise
