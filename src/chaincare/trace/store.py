"""Reading the access log. Nobody writes it from here: entries come from the door, in the database."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.trace.columns import COLUMNS, ELSEWHERE, ENTRY, JOINED, OWN_COLUMNS, OWN_JOINED
from chaincare.trace.model import ACTING_RULE, Entry, LogLine, Named, Question

# What a search is anchored on decides the index it goes by; what else was asked narrows it. Denied attempts
# have an index of their own, by what was asked for. A period and a page are bounds of the index, whether they were asked for or not:
# as `… IS NULL OR …` a plan that is made once opens every month, and passes everything that came later.
OF_CLIENT = "e.client = $1"
DENIED_OF_CLIENT = """e.client IS DISTINCT FROM $1 AND e.outcome = 'not_visible'
    AND e.asked_id = ANY ((SELECT chaincare.log_case_ids(ARRAY[$1]))::uuid[])"""
_BY_CLIENT = f"({OF_CLIENT} OR ({DENIED_OF_CLIENT}))"
# Whom of another organisation an entry is about is withheld from an organisation's auditor (COLUMNS): an id that he guesses finds no such
# entry either. Asked once for a question, not of each entry.
_ASKED_ID = f"""(SELECT $4::uuid WHERE NOT EXISTS (
        SELECT FROM professionals AS r JOIN units AS u ON u.id = r.unit_id WHERE r.id = $4 AND {ELSEWHERE}))"""
OF_CASE = "e.client = (SELECT chaincare.log_client($4)) AND e.case_id = $4"
_DENIED = f"e.outcome = 'not_visible' AND e.asked_id IN ({_ASKED_ID}, (SELECT chaincare.log_client_id($4)))"
DENIED_OF_CASE = f"{_DENIED} AND ({OF_CASE}) IS NOT TRUE"
_BY_CASE = f"(({OF_CASE}) OR ({_DENIED}))"
OF_PROFESSIONAL = "e.actor_id = $2"
ASKED = f"""
      AND ($1::uuid IS NULL OR e.client = $1 OR e.outcome = 'not_visible')
      AND ($2::uuid IS NULL OR e.actor_id = $2)
      AND ($3::uuid IS NULL OR e.organisation_id = $3)
      AND ($4::uuid IS NULL OR e.case_id = $4 OR e.asked_id IN ({_ASKED_ID}, (SELECT chaincare.log_client_id($4))))
      AND e.at >= coalesce($5::timestamptz, '-infinity') AND e.at < coalesce($6::timestamptz, 'infinity')
"""
_NARROWED = f"""{ASKED}
      AND e.at <= coalesce($7::timestamptz, 'infinity') AND ($7::timestamptz IS NULL OR (e.at, e.id) < ($7, $8::uuid))
    ORDER BY e.at DESC, e.id DESC LIMIT $9
"""


# What a question asks for, in six values: the page of a search, or all of an export.
ASKED_BY_CASE = f"{_BY_CASE} {ASKED}"
ASKED_BY_CLIENT = f"{_BY_CLIENT} {ASKED}"
ASKED_BY_PROFESSIONAL = f"{OF_PROFESSIONAL} {ASKED}"
ASKED_BY_TIME = f"true {ASKED}"


def _page(where: str, columns: str = COLUMNS, joined: str = JOINED) -> str:
    """Of the entries of one page alone it is asked who they name."""
    return f"""
    SELECT {columns} FROM (SELECT e.* FROM access_entries AS e WHERE {where}) AS e {joined}
    ORDER BY e.at DESC, e.id DESC
    """


SEARCH_BY_CASE = _page(f"{_BY_CASE} {_NARROWED}")
# Each half goes by an index of its own and ends with its page: together they would be read whole, and sorted.
SEARCH_BY_CLIENT = f"""
    SELECT {COLUMNS} FROM (
        SELECT u.* FROM ((SELECT e.* FROM access_entries AS e WHERE {OF_CLIENT} {_NARROWED})
            UNION ALL (SELECT e.* FROM access_entries AS e WHERE {DENIED_OF_CLIENT} {_NARROWED})) AS u
        ORDER BY u.at DESC, u.id DESC LIMIT $9) AS e {JOINED}
    ORDER BY e.at DESC, e.id DESC
"""
SEARCH_BY_PROFESSIONAL = _page(f"{OF_PROFESSIONAL} {_NARROWED}")
SEARCH_BY_TIME = _page(f"true {_NARROWED}")
# What happened to the log itself: few entries, by an index of their own.
SEARCH_OF_LOG = _page(
    f"""e.role = 'operator' AND e.client IS NULL AND e.organisation_id IS NULL AND e.network_id IS NULL
    AND starts_with(e.event, 'access-log.') {_NARROWED}"""
)
LIST_ENTRIES = _page("(e.at, e.id) IN (SELECT * FROM unnest($1::timestamptz[], $2::uuid[]))")

# What happened, once: a look that was let in, and what was done. Not who came and was refused, or met an error. That a case goes
# to another network is in the log of both, and told as one.
HAPPENED = """
    e.client = ANY ($1::uuid[]) AND ((e.outcome = 'done' AND NOT (e.rule = 'network-move/1' AND EXISTS (
              SELECT FROM access_entries AS r WHERE r.client = e.client AND r.query_id = e.query_id AND r.event = e.event
                  AND r.outcome = 'done' AND r.id > e.id))) OR (e.outcome = 'entered' AND e.action = 'R'
          AND NOT EXISTS (SELECT FROM access_entries AS r
                          WHERE r.client = e.client AND r.query_id = e.id AND r.outcome = 'refused')))
      AND e.at >= coalesce($2::timestamptz, '-infinity') AND e.at < coalesce($3::timestamptz, 'infinity')
"""
LIST_OWN_LOG = _page(
    f"""{HAPPENED} AND e.at <= coalesce($4::timestamptz, 'infinity') AND ($4 IS NULL OR (e.at, e.id) < ($4, $5::uuid))
    ORDER BY e.at DESC, e.id DESC LIMIT $6""",
    f"{OWN_COLUMNS}, 1 AS times, e.at AS last_at",
    OWN_JOINED,
)

# What is the same in like lines.
SAME = """e.client, e.case_id, e.event, e.outcome, e.actor_id, e.organisation_id, e.relation, e.reach, e.basis_id, e.purpose,
    e.emergency, e.acted_by, e.role, e.rule"""
# Like lines of one day in Amsterdam stand as the first of them: a line that comes later changes how often, never where
# it stands, so a page that is turned meanwhile shows each once.
LIST_OWN_DAYS = f"""
    SELECT {OWN_COLUMNS}, day.times, day.last_at FROM (
        SELECT min(e.at) AS at, (array_agg(e.id ORDER BY e.at, e.id))[1] AS id, max(e.at) AS last_at,
               count(*)::int AS times
        FROM access_entries AS e
        WHERE {HAPPENED} AND ($4::timestamptz IS NULL
            OR e.at < ((($4 AT TIME ZONE 'Europe/Amsterdam')::date + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam'))
        GROUP BY (e.at AT TIME ZONE 'Europe/Amsterdam')::date, {SAME},
            CASE WHEN e.rule = '{ACTING_RULE}' THEN e.relation_by END
        HAVING $4::timestamptz IS NULL OR (min(e.at), (array_agg(e.id ORDER BY e.at, e.id))[1]) < ($4, $5::uuid)
        ORDER BY 1 DESC, 2 DESC LIMIT $6) AS day
    JOIN access_entries AS e ON e.at = day.at AND e.id = day.id {OWN_JOINED}
    ORDER BY day.at DESC, day.id DESC
"""

FIND_ENTRY = f"""
    SELECT {ENTRY}, EXISTS (
        SELECT FROM professionals AS r JOIN units AS u ON u.id = r.unit_id
        WHERE r.id IN (e.relation_by, e.object_id, e.asked_id) AND {ELSEWHERE}) AS elsewhere
    FROM access_entries AS e WHERE e.at = $1 AND e.id = $2
"""
LIST_ELSEWHERE = f"""
    SELECT r.id FROM professionals AS r JOIN units AS u ON u.id = r.unit_id WHERE r.id = ANY ($1) AND {ELSEWHERE}
"""

Key = tuple[datetime, UUID]


async def find_entry(clearance: Clearance, at: datetime, entry_id: UUID) -> tuple[Entry, bool] | None:
    """Find one entry, with every field that its leaf has; None for one outside of the auditor's mandate.

    With it whether it names somebody of another organisation than the mandate is for alone.
    """
    row = await clearance.fetchrow(FIND_ENTRY, at, entry_id)
    return None if row is None else (Entry(*row[:-1]), row[-1])


async def list_elsewhere(clearance: Clearance, entries: Iterable[Entry]) -> frozenset[UUID]:
    """List who made these relations, was stood in for, or is whom they are about, and is of another organisation than the mandate is for alone."""
    named = {each for one in entries for each in (one.relation_by, one.object_id, one.asked_id)}
    people = [one for one in named if one is not None]
    return frozenset(row[0] for row in await clearance.fetch(LIST_ELSEWHERE, people))


async def search_log(
    clearance: Clearance, question: Question, after: Key | None, limit: int, *, log_itself: bool = False
) -> list[tuple[Entry, Named]]:
    """Search within the auditor's mandate, the latest first; or only for what happened to the log itself."""
    at, entry_id = after or (None, None)
    rows = await clearance.fetch(
        SEARCH_OF_LOG if log_itself else _anchored(question),
        question.client,
        question.professional_id,
        question.organisation_id,
        question.case_id,
        question.from_at,
        question.until_at,
        at,
        entry_id,
        limit,
    )
    return [_named(row) for row in rows]


async def list_entries(clearance: Clearance, keys: list[Key]) -> list[tuple[Entry, Named]]:
    """List these entries, as far as the mandate shows them."""
    rows = await clearance.fetch(LIST_ENTRIES, [at for at, _ in keys], [entry_id for _, entry_id in keys])
    return [_named(row) for row in rows]


def _anchored(question: Question) -> str:
    if question.case_id is not None:
        return SEARCH_BY_CASE
    if question.client is not None:
        return SEARCH_BY_CLIENT
    return SEARCH_BY_TIME if question.professional_id is None else SEARCH_BY_PROFESSIONAL


async def list_own_log(
    clearance: Clearance,
    clients: list[UUID],
    period: tuple[datetime | None, datetime | None],
    after: Key | None,
    limit: int,
    *,
    by_day: bool,
) -> list[LogLine]:
    """List who looked at these clients, the latest first; by day, like lines of one day are one."""
    at, entry_id = after or (None, None)
    rows = await clearance.fetch(
        LIST_OWN_DAYS if by_day else LIST_OWN_LOG, clients, *period, at, entry_id, limit
    )
    return list(map(line_of, rows))


def line_of(row: Any) -> LogLine:
    """Give a line out of the columns of an entry and what it names, how often and when last."""
    return LogLine(*_named(row[:-2]), *row[-2:])


def _named(row: Any) -> tuple[Entry, Named]:
    fields = len(Entry.__struct_fields__)
    return Entry(*row[:fields]), Named(*row[fields:])
