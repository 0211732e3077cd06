"""Corrections of when a term of regie began: as new facts, with the projection beside them (R8)."""

from datetime import datetime
from typing import Any

from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.regie.corrected import Boundary, Correction
from chaincare.regie.model import TermKind
from chaincare.regie.refusals import HolderTookNoPart

FIND_BOUNDARY = """
    SELECT lower(t.during) AS since, upper(t.during) AS until, t.kind, chaincare.term_is_tied($1, $2, $3) AS tied,
           lower(b.during) AS before_since, upper(b.during) AS before_until
    FROM regie_terms AS t LEFT JOIN LATERAL (
        SELECT x.during FROM regie_terms AS x WHERE x.case_id = $1 AND lower(x.during) < $2
        ORDER BY lower(x.during) DESC LIMIT 1) AS b ON true
    WHERE t.case_id = $1 AND lower(t.during) = $2
"""

# A moment at which a term was to begin that is no longer so is not used again: a microsecond later is.
FIND_UNUSED = """
    SELECT $2::timestamptz + interval '1 microsecond' * count(*) AS since FROM regie_facts AS x
    WHERE x.case_id = $1 AND x.fact = 'dropped' AND x.began_at >= $2::timestamptz
      AND x.began_at < $2::timestamptz + interval '1 millisecond'
"""

# The term before it ends where it begins (R3), and that is a fact of its own. Which of both is moved first depends on the
# direction: two terms never hold at one instant, not even in between.
END_BEFORE = """
    WITH term AS (
        UPDATE regie_terms SET during = tstzrange(lower(during), $3) WHERE case_id = $1 AND upper(during) = $2
        RETURNING case_id, lower(during) AS since)
    INSERT INTO regie_facts (case_id, number, fact, began_at, ends_at, because, recorded_at)
    SELECT t.case_id, chaincare.next_regie_fact($1), 'ends', t.since, $3, (
               SELECT k.because FROM regie_facts AS k WHERE k.case_id = $1 AND k.began_at = t.since
               ORDER BY k.number DESC LIMIT 1), $4 FROM term AS t
"""

MOVE_TERM = """
    WITH term AS (
        UPDATE regie_terms SET during = tstzrange($3, upper(during)) WHERE case_id = $1 AND lower(during) = $2
        RETURNING holder_id, kind, mandate, proposal_id, client_party_id),
    known AS (
        SELECT ends_at, because FROM regie_facts WHERE case_id = $1 AND began_at = $2 ORDER BY number DESC LIMIT 1),
    dropped AS (
        INSERT INTO regie_facts (case_id, number, fact, began_at, recorded_at)
        SELECT $1, chaincare.next_regie_fact($1), 'dropped', $2, $4 FROM term)
    INSERT INTO regie_facts (case_id, number, fact, began_at, ends_at, because, holder_id, kind, mandate, proposal_id,
                             recorded_at, client_party_id)
    SELECT $1, chaincare.next_regie_fact($1) + 1, 'began', $3, k.ends_at, k.because, t.holder_id, t.kind, t.mandate,
           t.proposal_id, $4, t.client_party_id
    FROM term AS t CROSS JOIN known AS k
"""

ADD_CORRECTION = """
    INSERT INTO regie_corrections (id, case_id, recorded_since, since, reason, corrected_by, corrected_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

LIST_CORRECTIONS = """
    SELECT id, recorded_since, since, reason, corrected_at FROM regie_corrections WHERE case_id = $1 ORDER BY id DESC
"""


async def find_boundary(clearance: Clearance, since: datetime, to: datetime) -> Boundary | None:
    """Give where the term that was recorded as beginning then does, and what lies around it and in between, or None."""
    row: Any = await clearance.fetchrow(FIND_BOUNDARY, clearance.case_id, since, to)
    return None if row is None else Boundary(**dict(row) | {"kind": TermKind(row["kind"])})


async def find_unused(clearance: Clearance, since: datetime) -> datetime:
    """Give the first moment from this one on at which no term was ever recorded that is no longer so."""
    row: Any = await clearance.fetchrow(FIND_UNUSED, clearance.case_id, since)
    found: datetime = row["since"]
    return found


async def move_term(clearance: Clearance, boundary: Boundary, correction: Correction) -> None:
    """Let the term begin where it did, and the one before it end there. Raises HolderTookNoPart."""
    values = (clearance.case_id, correction.recorded_since, correction.since, correction.corrected_at)
    steps = [MOVE_TERM, *([END_BEFORE] if boundary.adjoins else [])]
    part, client = "regie_terms_holder_takes_part", "regie_terms_client_takes_part"
    with constraints_mean({part: HolderTookNoPart, client: HolderTookNoPart}):
        for step in steps if correction.since > correction.recorded_since else reversed(steps):
            await clearance.execute(step, *values)


async def add_correction(clearance: Clearance, correction: Correction) -> None:
    """Add that it was put right, by whoever acts."""
    await clearance.execute(
        ADD_CORRECTION, correction.id, clearance.case_id, correction.recorded_since, correction.since,
        correction.reason, clearance.actor_id, correction.corrected_at,
    )  # fmt: skip


async def list_corrections(clearance: Clearance) -> list[Correction]:
    """List what was put right about when terms began, the latest first."""
    return [Correction(*row) for row in await clearance.fetch(LIST_CORRECTIONS, clearance.case_id)]
