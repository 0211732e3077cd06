"""What is proposed about regie, from what is asked: read under the lock, and held to the rules."""

from datetime import datetime
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.ages.model import Age
from chaincare.ages.rules import reached
from chaincare.ages.store import aged_of
from chaincare.clients.model import RepresentativeKind
from chaincare.regie import candidates, himself, periods, rules
from chaincare.regie.himself import Himself, Wanted
from chaincare.regie.model import Draft, Term

# The newest judgement about directing counts; that he cannot, once it was confirmed.
FIND_CLIENT = """
    SELECT k.birth_date, k.birth_precision,
           (SELECT coalesce(jsonb_object_agg(d.age, d.reached), '{}') FROM (
               SELECT DISTINCT ON (age) age, reached FROM age_decisions WHERE case_id = $1
               ORDER BY age, decided_at DESC, id DESC) AS d) AS decided,
           (SELECT s.outcome FROM capacity_statements AS s
            WHERE s.case_id = $1 AND s.subject = 'regie' AND (s.outcome <> 'not_capable' OR s.confirmed_at IS NOT NULL)
            ORDER BY s.id DESC LIMIT 1) AS judged,
           (SELECT r.kind FROM participations AS q JOIN representatives AS r ON r.id = q.representative_id
            WHERE q.case_id = $1 AND q.id = $4 AND q.during @> $3::timestamptz AND NOT EXISTS (
                SELECT FROM relation_conflicts AS x
                WHERE x.case_id = $1 AND x.representative_id = r.id AND x.ended_at IS NULL)) AS representative
    FROM participations AS p JOIN cases AS c ON c.id = p.case_id JOIN clients AS k ON k.id = c.client_id
    WHERE p.case_id = $1 AND p.id = $2 AND p.client_id IS NOT NULL AND p.during @> $3::timestamptz
"""


async def drafted(clearance: Clearance, term: Term | None, wanted: Wanted, at: datetime) -> Draft:
    """Give the proposal that may be made; the lock is held. Raises what the rules of proposing raise."""
    if wanted.contact_id is None:
        candidate = await candidates.find_candidate(
            clearance, wanted.candidate_id, at, wanted.period.effective_at
        )
        by_law = wanted.period.measure
        draft = rules.proposed(
            clearance.reach, None if by_law else term, candidate, wanted.mandate, wanted.reason or by_law,
            wanted.handover_note, at,
        )  # fmt: skip
        draft = periods.timed(draft, wanted.period, term, clearance.reach, at)
        periods.outlasted(draft.ends_at, candidate)
        return rules.admitted(draft, candidate)
    client = await find_client(clearance, wanted.candidate_id, wanted.representative_id, at)
    contact = await candidates.find_candidate(clearance, wanted.contact_id, at)
    draft = himself.to_client(
        clearance.reach, term, client, contact, wanted.representative_id, wanted.mandate, wanted.handover_note, at
    )  # fmt: skip
    return periods.timed(draft, wanted.period, term, clearance.reach, at)


async def find_client(
    clearance: Clearance, participation_id: UUID, representative_id: UUID | None, at: datetime
) -> Himself | None:
    """Give the client who takes part now, as far as matters for holding regie, or None."""
    row: Any = await clearance.fetchrow(
        FIND_CLIENT, clearance.case_id, participation_id, at, representative_id
    )
    if row is None:
        return None
    kind = row["representative"]
    return Himself(
        participation_id,
        reached(aged_of(row), Age.SIXTEEN, at),
        row["judged"] != "not_capable",
        None if kind is None else RepresentativeKind(kind),
    )
