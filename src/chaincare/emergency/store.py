"""Emergency accesses: what was given, and what happened to each, which is only ever added."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.emergency.model import Access, EmergencySettings, Fact, FoundBy, ReasonCode
from chaincare.emergency.refusals import (
    EmergencyAccessRunning,
    EmergencyAccessUnknown,
    EmergencyLimitReached,
    HappenedAlready,
)
from chaincare.emergency.sheets import AgreedForSafety, Card, Overseen

# The reason is the one that lies sealed beside the entry he was let in by.
ADD_ACCESS = """
    INSERT INTO emergency_accesses (id, case_id, network_id, professional_id, unit_id, found_by, reason_code, reason,
                                    during, review_on, request_id)
    SELECT $1, $2, e.network_id, $3, $4, $5, $6, e.private, tstzrange($7, $8), $9, e.request_id
    FROM chaincare.cleared() AS e
"""

ADD_FACT = """
    INSERT INTO emergency_facts (access_id, case_id, kind, by_id, at, about, until_at, outcome, reason)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""

# The wall has already left out what is not for this reader: of a case its reference, of a crisis when it ended early.
LIST_ACCESSES = """
    SELECT a.id, a.case_id, a.professional_id, a.unit_id, a.found_by, a.reason_code, lower(a.during) AS began_at,
           upper(a.during) AS until_at, a.review_on, a.reason, a.request_id, c.reference, f.name, f.function,
           u.name AS unit, o.name AS organisation,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', t.kind, 'by_id', t.by_id, 'at', t.at,
                'about', t.about, 'until_at', least(t.until_at, upper(p.during)), 'outcome', t.outcome,
                'reason', t.reason) ORDER BY t.at, t.id), '[]')
            FROM emergency_facts AS t LEFT JOIN participations AS p ON p.id = t.about AND p.case_id = t.case_id
            WHERE t.access_id = a.id) AS facts
    FROM emergency_accesses AS a
    JOIN professionals AS f ON f.id = a.professional_id
    JOIN units AS u ON u.id = a.unit_id JOIN organisations AS o ON o.id = u.organisation_id
    LEFT JOIN cases AS c ON c.id = a.case_id
    WHERE a.id = ANY ($1::uuid[]) ORDER BY array_position($1::uuid[], a.id)
"""

# What serialises an access: one act about it at a time, whoever acts.
HOLD_ACCESS = "SELECT pg_advisory_xact_lock(hashtextextended('emergency access ' || $1::uuid::text, 0))"

GET_CARD = "SELECT chaincare.emergency_card() AS card"

LIST_SAFETY_AGREEMENTS = """
    SELECT f.fact ->> 'what' AS what, f.fact ->> 'needs' AS needs, a.due_on
    FROM agreements AS a JOIN agreement_facts AS f ON f.agreement_id = a.id AND f.kind = 'proposed'
    WHERE a.case_id = $1 AND a.safety AND a.state IN ('agreed', 'in_progress', 'reported_kept')
    ORDER BY a.due_on, a.id LIMIT 50
"""

GET_SETTINGS = """
    SELECT s.units, s.hours, s.daily_limit, s.version FROM emergency_settings AS s WHERE s.network_id = $1
"""

IS_MEMBER = "SELECT FROM memberships WHERE network_id = $1 AND organisation_id = $2"

LOCK_SETTINGS = (
    "SELECT units, hours, daily_limit, version FROM emergency_settings WHERE network_id = $1 FOR UPDATE"
)

LIST_UNITS = """
    SELECT u.id FROM units AS u JOIN memberships AS m ON m.organisation_id = u.organisation_id
    WHERE m.network_id = $1 AND u.id = ANY ($2::uuid[])
"""

SET_SETTINGS = """
    INSERT INTO emergency_settings (network_id, units, hours, daily_limit, version) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (network_id) DO UPDATE SET units = excluded.units, hours = excluded.hours,
        daily_limit = excluded.daily_limit, version = excluded.version
"""


async def add_access(clearance: Clearance, access: Access) -> None:
    """Add an access. Raises EmergencyAccessRunning, EmergencyLimitReached: the database counts once more."""
    with constraints_mean(
        {
            "emergency_accesses_pkey": EmergencyAccessRunning,
            "emergency_accesses_one_running": EmergencyAccessRunning,
            "emergency_accesses_daily_limit": EmergencyLimitReached,
        }
    ):
        await clearance.execute(
            ADD_ACCESS, access.id, access.case_id, access.professional_id, access.unit_id, access.found_by.value,
            access.reason_code.value, access.began_at, access.until_at, access.review_on,
        )  # fmt: skip


async def add_fact(clearance: Clearance, access_id: UUID, fact: Fact) -> None:
    """Add what happened. Raises HappenedAlready for what happens once."""
    outcome = None if fact.outcome is None else fact.outcome.value
    with constraints_mean({"emergency_facts_once": HappenedAlready}):
        await clearance.execute(
            ADD_FACT, access_id, clearance.case_id, fact.kind.value, fact.by_id, fact.at, fact.about, fact.until_at,
            outcome, fact.reason,
        )  # fmt: skip


async def hold_access(clearance: Clearance, access_id: UUID) -> Access:
    """Give an access with all that happened to it, one act at a time. Raises EmergencyAccessUnknown."""
    await clearance.execute(HOLD_ACCESS, access_id)
    return (await get_overseen(clearance, access_id)).access


async def get_overseen(clearance: Clearance, access_id: UUID) -> Overseen:
    """Give an access as it is overseen. Raises EmergencyAccessUnknown."""
    found = await list_overseen(clearance, [access_id])
    if not found:
        raise EmergencyAccessUnknown
    return found[0]


async def list_overseen(clearance: Clearance, access_ids: Sequence[UUID]) -> list[Overseen]:
    """List accesses with all that happened to each, the latest first."""
    return [_overseen(row) for row in await clearance.fetch(LIST_ACCESSES, list(access_ids))]


async def get_card(clearance: Clearance) -> Card:
    """Give whom to call, of the case of this access."""
    row = await clearance.fetchrow(GET_CARD)
    return msgspec.json.decode(row["card"], type=Card)


async def list_safety_agreements(clearance: Clearance) -> list[AgreedForSafety]:
    """List what was agreed for safety and still holds."""
    rows = await clearance.fetch(LIST_SAFETY_AGREEMENTS, clearance.case_id)
    return [AgreedForSafety(row["what"], row["needs"], row["due_on"]) for row in rows]


async def get_settings(clearance: Clearance, network_id: UUID) -> EmergencySettings:
    """Give what a network arranged; nothing is a setting too."""
    return _settings(await clearance.fetchrow(GET_SETTINGS, network_id))


async def is_member(clearance: Clearance, network_id: UUID) -> bool:
    """Say whether whoever asks works for a member of a network."""
    row = await clearance.fetchrow(IS_MEMBER, network_id, clearance.admission.organisation_id)
    return row is not None


async def lock_settings(clearance: Clearance, network_id: UUID) -> EmergencySettings:
    """Give the same, kept from changing until the end where there is a row."""
    return _settings(await clearance.fetchrow(LOCK_SETTINGS, network_id))


async def list_units(clearance: Clearance, network_id: UUID, wanted: Sequence[UUID]) -> set[UUID]:
    """List which of these units are of a network."""
    return {row["id"] for row in await clearance.fetch(LIST_UNITS, network_id, list(wanted))}


async def set_settings(clearance: Clearance, network_id: UUID, settings: EmergencySettings) -> None:
    """Set what a network arranged."""
    units = msgspec.json.encode(settings.units)
    await clearance.execute(
        SET_SETTINGS, network_id, units, settings.hours, settings.daily_limit, settings.version
    )


def _settings(row: Any) -> EmergencySettings:
    if row is None:
        return EmergencySettings()
    units = msgspec.json.decode(row["units"])
    return msgspec.convert({**dict(row), "units": units}, EmergencySettings)


def _overseen(row: Any) -> Overseen:
    access = Access(
        id=row["id"],
        case_id=row["case_id"],
        professional_id=row["professional_id"],
        unit_id=row["unit_id"],
        found_by=FoundBy(row["found_by"]),
        reason_code=ReasonCode(row["reason_code"]),
        began_at=row["began_at"],
        until_at=row["until_at"],
        review_on=row["review_on"],
        facts=msgspec.json.decode(row["facts"], type=tuple[Fact, ...]),
    )
    named = (row["name"], row["function"], row["unit"], row["organisation"])
    return Overseen(access, row["reference"], *named, row["reason"], row["request_id"])
