"""Consents: what was said is only ever added."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.access.model import Purpose
from chaincare.ages.model import Aged
from chaincare.ages.store import aged_of
from chaincare.clients.model import RepresentativeKind
from chaincare.consents.model import (
    AlreadyTakenBack,
    Awaited,
    Consent,
    ConsentKind,
    GivenConsent,
    Giving,
    How,
    Person,
    Withdrawal,
    Word,
)
from chaincare.database import constraints_mean

# Whose word counts depends on all of this: read together, in one round trip. Nobody's who is on the list of conflicts; of
# that a citizen learns nothing, who says no other word than his own (S5).
GET_SAYERS = """
    SELECT k.id AS client_id, k.birth_date, k.birth_precision,
           known.decided, known.capacity,
           (SELECT coalesce(p.representative_id, p.client_id) FROM participations AS p
            WHERE p.case_id = c.id AND p.id = $2) AS own_person,
           ARRAY(SELECT concat_ws(' ', r.id, r.kind, p.id) FROM representatives AS r
                 JOIN participations AS p ON p.case_id = r.case_id AND p.representative_id = r.id
                     AND p.during @> $3::timestamptz
                 WHERE r.case_id = c.id AND NOT EXISTS (
                     SELECT FROM relation_conflicts AS x
                     WHERE x.case_id = c.id AND x.representative_id = r.id AND x.ended_at IS NULL)) AS representatives
    FROM cases AS c JOIN clients AS k ON k.id = c.client_id
    CROSS JOIN LATERAL chaincare.decided_of_client(c.id) AS known WHERE c.id = $1
"""

ADD_CONSENT = """
    INSERT INTO consents (id, case_id, kind, explained, purpose, disclosers, recipients, until, recorded_by, recorded_at,
                          awaits, asked_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
"""

ADD_GIVINGS = """
    INSERT INTO consent_givings (consent_id, case_id, person_id, giver, how, recorded_by, given_at, completes)
    SELECT $1, $2, one.person_id, one.giver, one.how, $6, $7, $8
    FROM unnest($3::uuid[], $4::text[], $5::text[]) AS one (person_id, giver, how)
"""

ADD_CONFIRMATION = """
    INSERT INTO consent_givings (consent_id, case_id, person_id, giver, how, recorded_by, given_at, completes)
    VALUES ($1, $2, $3, 'professional', 'written', $3, $4, true)
"""

# What is shielded from whoever looks is left out, as everywhere (S5).
_CONSENT = """
    SELECT c.id, c.kind, c.explained, c.purpose,
           ARRAY(SELECT one FROM unnest(c.disclosers) AS one
                 WHERE one <> ALL ((SELECT chaincare.uncleared_units())::uuid[])) AS disclosers,
           ARRAY(SELECT one FROM unnest(c.recipients) AS one
                 WHERE one <> ALL ((SELECT chaincare.uncleared_units())::uuid[])) AS recipients, c.until, c.awaits, c.asked_id,
           c.recorded_by, CASE WHEN c.awaits IS NULL THEN c.recorded_at ELSE (
               SELECT g.given_at FROM consent_givings AS g WHERE g.consent_id = c.id AND g.completes) END AS holds_from,
           w.withdrawn_at, w.person_id AS withdrawn_by, w.how AS withdrawn_how, w.recorded_by AS withdrawal_recorded_by,
           NOT EXISTS (SELECT FROM consent_givings AS g WHERE g.consent_id = c.id AND g.giver = 'representative')
               OR EXISTS (SELECT FROM consent_givings AS g WHERE g.consent_id = c.id AND g.giver = 'representative'
                   AND NOT EXISTS (SELECT FROM relation_conflicts AS x WHERE x.case_id = c.case_id
                       AND x.representative_id = g.person_id AND x.ended_at IS NULL)) AS counts,
           ARRAY(SELECT g.person_id FROM consent_givings AS g WHERE g.consent_id = c.id AND g.giver <> 'professional'
                 ORDER BY g.person_id) AS givers,
           ARRAY(SELECT g.how FROM consent_givings AS g WHERE g.consent_id = c.id AND g.giver <> 'professional'
                 ORDER BY g.person_id) AS ways,
           ARRAY(SELECT g.recorded_by FROM consent_givings AS g WHERE g.consent_id = c.id AND g.giver <> 'professional'
                 ORDER BY g.person_id) AS pens
    FROM consents AS c LEFT JOIN consent_withdrawals AS w ON w.consent_id = c.id
"""

FIND_CONSENT = f"{_CONSENT} WHERE c.case_id = $1 AND c.id = $2"

LIST_CONSENTS = f"""
    {_CONSENT} WHERE c.case_id = $1 AND ($2::uuid IS NULL OR c.id < $2) ORDER BY c.id DESC LIMIT $3
"""

LIST_OF_CASES = f"""
    SELECT own.case_id AS of_case, one.* FROM unnest($1::uuid[]) WITH ORDINALITY AS own (case_id, place)
    CROSS JOIN LATERAL ({_CONSENT} WHERE c.case_id = own.case_id ORDER BY c.id DESC LIMIT $2) AS one
    ORDER BY own.place, one.id DESC
"""

# Whoever records a basis on this consent waits here too (0020): one of the two comes first.
LOCK_CONSENT = "SELECT pg_advisory_xact_lock(hashtextextended($1::uuid::text, 20))"

ADD_WITHDRAWAL = """
    INSERT INTO consent_withdrawals (consent_id, case_id, person_id, how, recorded_by, withdrawn_at)
    VALUES ($1, $2, $3, $4, $5, $6)
"""

# What rests on it ends with it: all access where consent is the ground or the exception, else the keys it gave.
END_BASES = """
    INSERT INTO legal_basis_withdrawals (basis_id, case_id, part, reason, withdrawn_by, withdrawn_at)
    SELECT b.id, b.case_id, CASE b.ground WHEN 'avg-6-1-a' THEN 'ground' ELSE 'exception' END,
           'the consent was taken back', $3, $4
    FROM legal_bases AS b
    WHERE b.case_id = $1 AND b.consent_id = $2 AND (b.ground = 'avg-6-1-a' OR b.exception = 'avg-9-2-a')
    ON CONFLICT DO NOTHING
"""

END_KEYS = """
    INSERT INTO secrecy_withdrawals (basis_id, case_id, discloser_unit_id, reason, withdrawn_by, withdrawn_at)
    SELECT DISTINCT b.id, b.case_id, (key ->> 'discloser_unit_id')::uuid, 'the consent was taken back', $3::uuid,
           $4::timestamptz
    FROM legal_bases AS b CROSS JOIN LATERAL jsonb_array_elements(b.secrecy) AS key
    WHERE b.case_id = $1 AND b.consent_id = $2 AND key ->> 'ground' = 'consent'
    ON CONFLICT DO NOTHING
"""


class Sayers(NamedTuple):
    """Whose word can count: the client and his age, who represents him, and as whom the caller himself speaks."""

    client_id: UUID
    aged: Aged
    capable: bool
    own_person: UUID | None
    representatives: tuple[Person, ...]
    seats: Mapping[UUID, UUID]
    """Their participations, by which they are known in the case, each with whom it is."""


async def get_sayers(clearance: Clearance, at: datetime) -> Sayers:
    """Give whose word can count in this case."""
    row = await clearance.fetchrow(GET_SAYERS, clearance.case_id, clearance.participation_id, at)
    people = [one.split(" ") for one in row["representatives"]]
    return Sayers(
        row["client_id"],
        aged_of(row),
        row["capacity"] != "not_capable",
        row["own_person"],
        tuple(Person(UUID(one), RepresentativeKind(kind)) for one, kind, _ in people),
        {UUID(seat): UUID(one) for one, _, seat in people},
    )


async def add_consent(clearance: Clearance, consent: Consent, by: Sequence[Giving], at: datetime) -> None:
    """Add a consent, with who gave it."""
    await clearance.execute(
        ADD_CONSENT, consent.id, clearance.case_id, consent.kind.value, consent.explained,
        consent.purpose and consent.purpose.value, list(consent.disclosers), list(consent.recipients), consent.until,
        clearance.participation_id, at, consent.awaits and consent.awaits.value, consent.asked_id,
    )  # fmt: skip
    await add_givings(clearance, consent.id, by, at)


async def add_givings(
    clearance: Clearance, consent_id: UUID, by: Sequence[Giving], at: datetime, *, completes: bool = False
) -> None:
    """Add who said yes; ``completes`` when this is the word that was waited for."""
    people = [one.person.id for one in by]
    as_whom = ["client" if one.person.kind is None else "representative" for one in by]
    ways = [one.how.value for one in by]
    own = clearance.participation_id
    await clearance.execute(
        ADD_GIVINGS, consent_id, clearance.case_id, people, as_whom, ways, own, at, completes
    )


async def add_confirmation(clearance: Clearance, consent_id: UUID, at: datetime) -> None:
    """Add that a second professional confirmed what the first one wrote down."""
    await clearance.execute(ADD_CONFIRMATION, consent_id, clearance.case_id, clearance.participation_id, at)


async def find_consent(clearance: Clearance, consent_id: UUID) -> GivenConsent | None:
    """Give a consent of the case, or None when there is none, or none for this reader."""
    row = await clearance.fetchrow(FIND_CONSENT, clearance.case_id, consent_id)
    return None if row is None else _given(row)


async def lock_consent(clearance: Clearance, consent_id: UUID) -> GivenConsent | None:
    """Give a consent on which nobody records a basis until the end, or None."""
    await clearance.fetchrow(LOCK_CONSENT, consent_id)
    return await find_consent(clearance, consent_id)


async def list_consents(clearance: Clearance, before: UUID | None, limit: int) -> list[GivenConsent]:
    """List the consents that this reader may see, the latest first."""
    rows = await clearance.fetch(LIST_CONSENTS, clearance.case_id, before, limit)
    return [_given(row) for row in rows]


async def list_consents_of_cases(
    clearance: Clearance, case_ids: Sequence[UUID], limit: int
) -> list[tuple[UUID, GivenConsent]]:
    """List the consents over the cases of a page, so many of each, with their case."""
    rows = await clearance.fetch(LIST_OF_CASES, list(case_ids), limit)
    return [(row["of_case"], _given(row)) for row in rows]


async def take_back(clearance: Clearance, consent_id: UUID, person_id: UUID, how: How, at: datetime) -> None:
    """Take a consent back; what rests on it ends with it, at the next request. Raises AlreadyTakenBack."""
    case_id, own = clearance.case_id, clearance.participation_id
    with constraints_mean({"consent_withdrawals_once": AlreadyTakenBack}):
        await clearance.execute(ADD_WITHDRAWAL, consent_id, case_id, person_id, how.value, own, at)
    await clearance.execute(END_BASES, case_id, consent_id, clearance.actor_id, at)
    await clearance.execute(END_KEYS, case_id, consent_id, own, at)


def _given(row: Any) -> GivenConsent:
    purpose = None if row["purpose"] is None else Purpose(row["purpose"])
    consent = Consent(
        row["id"], ConsentKind(row["kind"]), row["explained"], purpose, tuple(row["disclosers"]),
        tuple(row["recipients"]), row["until"], row["awaits"] and Awaited(row["awaits"]), row["asked_id"],
    )  # fmt: skip
    givings = tuple(map(Word, row["givers"], map(How, row["ways"]), row["pens"]))
    back = None
    if row["withdrawn_at"] is not None:
        how, by = How(row["withdrawn_how"]), row["withdrawal_recorded_by"]
        back = Withdrawal(row["withdrawn_by"], how, by, row["withdrawn_at"])
    return GivenConsent(consent, givings, row["recorded_by"], row["holds_from"], back, row["counts"])
