"""Like entries of one day as one, in an auditor's search: by client, by case or by professional."""

from collections.abc import Sequence

from chaincare.access.clearance import Clearance
from chaincare.trace.columns import COLUMNS, JOINED
from chaincare.trace.model import LogLine, Question
from chaincare.trace.store import (
    ASKED,
    DENIED_OF_CASE,
    DENIED_OF_CLIENT,
    OF_CASE,
    OF_CLIENT,
    OF_PROFESSIONAL,
    SAME,
    Key,
    line_of,
)

# Nothing that a line would say of its first entry may differ in another one, but for what it was about (object, request): a token that is
# used from elsewhere stands in a line of its own.
_LIKE = f"""{SAME}, e.issuer, e.subject, e.unit_id, e.network_id, e.partner, e.address, e.relation_id, e.relation_by,
    CASE WHEN e.outcome = 'not_visible' THEN e.asked_id END"""
_NEXT_DAY = "((({at} AT TIME ZONE 'Europe/Amsterdam')::date + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam')"


def _by_day(*anchors: str) -> str:
    """From the latest day back, each as a whole, until there are lines for a page: years of somebody are not read for twenty-five.

    A line stands as its first entry, so that one that comes later changes how often and not where it stands: a page that is
    turned meanwhile shows each once. Each anchor goes by an index of its own.
    """
    each = [f"FROM access_entries AS e WHERE {one} {ASKED} AND e.at < d.until" for one in anchors]
    last = " UNION ALL ".join(f"(SELECT e.at {one} ORDER BY e.at DESC LIMIT 1)" for one in each)
    entries = " UNION ALL ".join(f"(SELECT e.* {one} AND e.at >= d.since)" for one in each)
    lines = f"""
        SELECT min(e.at) AS at, (array_agg(e.id ORDER BY e.at, e.id))[1] AS id, max(e.at) AS last_at, count(*)::int AS times
        FROM ({entries}) AS e GROUP BY {_LIKE}
        HAVING $7::timestamptz IS NULL OR (min(e.at), (array_agg(e.id ORDER BY e.at, e.id))[1]) < ($7, $8::uuid)
    """
    return f"""
    WITH RECURSIVE days AS (
        SELECT coalesce({_NEXT_DAY.format(at="$7::timestamptz")}, 'infinity') AS since, NULL::timestamptz AS until, 0::bigint AS lines
        UNION ALL
        SELECT d.since, d.until, b.lines + c.lines
        FROM days AS b
        CROSS JOIN LATERAL (
            SELECT (max(x.at) AT TIME ZONE 'Europe/Amsterdam')::date AS day
            FROM (SELECT b.since AS until) AS d CROSS JOIN LATERAL ({last}) AS x) AS l
        CROSS JOIN LATERAL (
            SELECT l.day::timestamp AT TIME ZONE 'Europe/Amsterdam' AS since,
                (l.day + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam' AS until) AS d
        CROSS JOIN LATERAL (SELECT count(*) AS lines FROM ({lines}) AS g) AS c
        WHERE b.lines < $9 AND l.day IS NOT NULL
    )
    SELECT {COLUMNS}, day.times, day.last_at FROM (
        SELECT g.* FROM days AS d CROSS JOIN LATERAL ({lines}) AS g WHERE d.until IS NOT NULL
        ORDER BY g.at DESC, g.id DESC LIMIT $9) AS day
    JOIN access_entries AS e ON e.at = day.at AND e.id = day.id {JOINED}
    ORDER BY day.at DESC, day.id DESC
    """


DAYS_BY_CASE = _by_day(OF_CASE, DENIED_OF_CASE)
DAYS_BY_CLIENT = _by_day(OF_CLIENT, DENIED_OF_CLIENT)
DAYS_BY_PROFESSIONAL = _by_day(OF_PROFESSIONAL)


async def search_days(
    clearance: Clearance, question: Question, after: Key | None, limit: int
) -> Sequence[LogLine]:
    """Search within the auditor's mandate, like entries of one day in Amsterdam as one, the latest first."""
    statement = DAYS_BY_PROFESSIONAL
    if question.case_id is not None:
        statement = DAYS_BY_CASE
    elif question.client is not None:
        statement = DAYS_BY_CLIENT
    at, entry_id = after or (None, None)
    rows = await clearance.fetch(
        statement, question.client, question.professional_id, question.organisation_id, question.case_id, question.from_at,
        question.until_at, at, entry_id, limit,
    )  # fmt: skip
    return [line_of(row) for row in rows]
