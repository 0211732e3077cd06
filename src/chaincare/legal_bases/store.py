"""Legal bases as they stand in a case, and what was withdrawn of them; facts that are only ever added."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import asyncpg
import msgspec

from chaincare.access.clearance import Clearance
from chaincare.access.model import Purpose
from chaincare.database import constraints_mean
from chaincare.legal_bases.model import AlreadyWithdrawn, BasisPart, RecordedBasis, Standing
from chaincare.parties.model import SecrecyKey

FIND_STANDING = """
    SELECT coalesce(p.unit_id, f.unit_id) AS unit_id, p.purpose FROM participations AS p
    LEFT JOIN professionals AS f ON f.id = p.professional_id
    WHERE p.case_id = $1 AND p.id = $2 AND p.during @> $3::timestamptz
    FOR SHARE OF p
"""

# The keys of units that are shielded from whoever looks are left out, as everywhere (S5).
_SHOWN_KEYS = """(
    SELECT coalesce(jsonb_agg(key.said ORDER BY key.place), '[]')
    FROM jsonb_array_elements(b.secrecy) WITH ORDINALITY AS key (said, place)
    WHERE (key.said ->> 'discloser_unit_id')::uuid <> ALL ((SELECT chaincare.uncleared_units())::uuid[]))"""

LIST_LEGAL_BASES = f"""
    SELECT b.id, b.participation_id, b.ground, b.ground_version, b.article, b.article_code, b.article_version,
           b.exception, b.exception_version, (SELECT c.id FROM consents AS c WHERE c.id = b.consent_id) AS consent_id,
           {_SHOWN_KEYS} AS secrecy,
           lower(b.during) AS from_at, upper(b.during) AS until_at, w.part AS withdrawn_part, w.withdrawn_at,
           (SELECT coalesce(jsonb_object_agg(s.discloser_unit_id, to_char(s.withdrawn_at AT TIME ZONE 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')), '{{}}')
            FROM secrecy_withdrawals AS s WHERE s.basis_id = b.id) AS silent
    FROM legal_bases AS b LEFT JOIN legal_basis_withdrawals AS w ON w.basis_id = b.id
    WHERE b.case_id = $1 ORDER BY b.id
"""

FIND_LEGAL_BASIS = f"""
    SELECT b.participation_id, b.recorded_by, b.ground, b.exception, {_SHOWN_KEYS} AS secrecy,
           ARRAY(SELECT s.discloser_unit_id FROM secrecy_withdrawals AS s WHERE s.basis_id = b.id) AS silent,
           EXISTS (SELECT FROM legal_basis_withdrawals AS w WHERE w.basis_id = b.id) AS withdrawn,
           b.consent_id IS NOT NULL AND NOT EXISTS (
               SELECT FROM participations AS own WHERE own.case_id = b.case_id AND own.id = $3
                 AND (own.client_id IS NOT NULL OR EXISTS (
                     SELECT FROM consent_givings AS g
                     WHERE g.consent_id = b.consent_id AND g.person_id = own.representative_id))) AS consent_of_others,
           b.consent_id IS NOT NULL AS cites_consent
    FROM legal_bases AS b WHERE b.case_id = $1 AND b.id = $2
"""

ADD_WITHDRAWAL = """
    INSERT INTO legal_basis_withdrawals (basis_id, case_id, part, reason, withdrawn_by, withdrawn_at)
    VALUES ($1, $2, $3, $4, $5, $6)
"""

ADD_SECRECY_WITHDRAWALS = """
    INSERT INTO secrecy_withdrawals (basis_id, case_id, discloser_unit_id, reason, withdrawn_by, withdrawn_at)
    SELECT $1, $2, unnest($3::uuid[]), $4, $5, $6
"""


async def find_standing(clearance: Clearance, participation_id: UUID, at: datetime) -> Standing | None:
    """Give a present participation, which nobody ends meanwhile."""
    row = await clearance.fetchrow(FIND_STANDING, clearance.case_id, participation_id, at)
    return None if row is None else Standing(row["unit_id"], Purpose(row["purpose"]))


async def list_legal_bases(clearance: Clearance) -> list[asyncpg.Record]:
    """List the legal bases of the case, withdrawn ones too."""
    return await clearance.fetch(LIST_LEGAL_BASES, clearance.case_id)


async def find_legal_basis(clearance: Clearance, basis_id: UUID) -> RecordedBasis | None:
    """Give a legal basis of the case, or None."""
    row = await clearance.fetchrow(FIND_LEGAL_BASIS, clearance.case_id, basis_id, clearance.participation_id)
    if row is None:
        return None
    keys = msgspec.json.decode(row["secrecy"], type=tuple[SecrecyKey, ...])
    return RecordedBasis(
        row["participation_id"],
        row["recorded_by"],
        row["ground"],
        row["exception"],
        keys,
        frozenset(row["silent"]),
        row["withdrawn"],
        row["consent_of_others"],
        row["cites_consent"],
    )


async def add_withdrawal(
    clearance: Clearance, basis_id: UUID, part: BasisPart, reason: str, at: datetime
) -> None:
    """Withdraw ground or exception; what rested on it ends at the next request. Raises AlreadyWithdrawn."""
    with constraints_mean({"legal_basis_withdrawals_pkey": AlreadyWithdrawn}):
        await clearance.execute(
            ADD_WITHDRAWAL, basis_id, clearance.case_id, part.value, reason, clearance.actor_id, at
        )


async def add_secrecy_withdrawals(
    clearance: Clearance, basis_id: UUID, disclosers: Sequence[UUID], reason: str, at: datetime
) -> None:
    """Take back the keys of these disclosers; their sharing stops at the next request. Raises AlreadyWithdrawn."""
    with constraints_mean({"secrecy_withdrawals_once": AlreadyWithdrawn}):
        await clearance.execute(
            ADD_SECRECY_WITHDRAWALS,
            basis_id,
            clearance.case_id,
            list(disclosers),
            reason,
            clearance.participation_id,
            at,
        )
