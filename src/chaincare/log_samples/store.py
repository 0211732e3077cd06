"""Samples of the log: drawn in the database, and reviewed entry by entry."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.findings.model import FindingOutcome, ReviewReason
from chaincare.log_samples.model import Drawn, ReviewedAlready, Sample, SampleUnknown
from chaincare.trace.columns import told_of

SEED_BYTES = 16

DRAW = """
    WITH lots AS (SELECT d.* FROM chaincare.drawn_entries($3, $4, $5, $6) AS d),
    sample AS (
        INSERT INTO log_samples (id, network_id, organisation_id, month, until_at, size, drawn_from, seed, drawn_by, drawn_at)
        SELECT $1, b.network_id, b.organisation_id, $2, $4, $6, coalesce((SELECT max(l.drawn_from) FROM lots AS l), 0), $5, $7, $8
        FROM chaincare.sampling_mandate() AS b)
    SELECT l.place, l.entry_at, l.entry_id FROM lots AS l
"""
# In a statement of its own: the wall lets it in once the sample is there.
KEEP = """
    INSERT INTO sampled_entries (sample_id, place, entry_at, entry_id)
    SELECT $1, d.place, d.entry_at, d.entry_id FROM unnest($2::int[], $3::timestamptz[], $4::uuid[]) AS d (place, entry_at, entry_id)
"""

# Who of another organisation drew or reviewed is told to an organisation's auditor by what he does.
_BY = "CASE WHEN NOT r.elsewhere THEN {column} END AS {who}_id, r.name AS {who}"

_SAMPLE = f"""
    SELECT s.id, s.month, s.until_at, s.size, s.drawn_from, s.seed, s.organisation_id, {_BY.format(who="drawn_by", column="s.drawn_by")}, s.drawn_at,
           (SELECT count(*)::int FROM sampled_entries AS d WHERE d.sample_id = s.id AND d.outcome IS NOT NULL) AS reviewed
    FROM log_samples AS s {told_of("s.drawn_by", "r")}
"""
GET = f"{_SAMPLE} WHERE s.id = $1"
LIST = f"""{_SAMPLE}
    WHERE $1::timestamptz IS NULL OR (s.drawn_at, s.id) < ($1, $2::uuid) ORDER BY s.drawn_at DESC, s.id DESC LIMIT $3
"""
LIST_DRAWN = f"""
    SELECT d.place, d.entry_at, d.entry_id, {_BY.format(who="reviewed_by", column="d.reviewed_by")}, d.reviewed_at, d.outcome, d.reason
    FROM sampled_entries AS d {told_of("d.reviewed_by", "r")}
    WHERE d.sample_id = $1 ORDER BY d.place
"""
REVIEW = """
    UPDATE sampled_entries SET reviewed_by = $3, reviewed_at = $4, outcome = $5, reason = $6
    WHERE sample_id = $1 AND entry_id = $2 AND reviewed_by IS NULL RETURNING place
"""

Key = tuple[datetime, UUID]


async def draw(
    clearance: Clearance, sample_id: UUID, month: date, period: tuple[datetime, datetime], size: int
) -> None:
    """Draw so many entries of a month within the mandate, with a seed that nobody chose."""
    seed, now = secrets.token_bytes(SEED_BYTES), clearance.now()
    drawn = await clearance.fetch(DRAW, sample_id, month, *period, seed, size, clearance.actor_id, now)
    columns = [[row[name] for row in drawn] for name in ("place", "entry_at", "entry_id")]
    await clearance.execute(KEEP, sample_id, *columns)


async def get_sample(clearance: Clearance, sample_id: UUID) -> Sample:
    """Give a sample within the mandate. Raises SampleUnknown."""
    row = await clearance.fetchrow(GET, sample_id)
    if row is None:
        raise SampleUnknown
    return Sample(*row)


async def list_samples(clearance: Clearance, after: Key | None, limit: int) -> list[Sample]:
    """List the samples within the mandate, what was drawn last first."""
    at, sample_id = after or (None, None)
    return [Sample(*row) for row in await clearance.fetch(LIST, at, sample_id, limit)]


async def list_drawn(clearance: Clearance, sample_id: UUID) -> list[Drawn]:
    """List what was drawn, in the order of the lot."""
    return [_drawn(row) for row in await clearance.fetch(LIST_DRAWN, sample_id)]


async def review(
    clearance: Clearance, sample_id: UUID, entry_id: UUID, outcome: FindingOutcome, reason: ReviewReason
) -> None:
    """Write down what a review came to. Raises ReviewedAlready."""
    said: Sequence[Any] = (clearance.actor_id, clearance.now(), outcome.value, reason.value)
    if await clearance.fetchrow(REVIEW, sample_id, entry_id, *said) is None:
        raise ReviewedAlready


def _drawn(row: Any) -> Drawn:
    named = dict(row)
    outcome, reason = named.pop("outcome"), named.pop("reason")
    return Drawn(outcome=outcome and FindingOutcome(outcome), reason=reason and ReviewReason(reason), **named)
