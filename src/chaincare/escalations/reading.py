"""Escalations as they are read: one statement for either side, over what the wall shows of them; and who is there."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from chaincare.access.clearance import Clearance
from chaincare.escalations.facts import Fact
from chaincare.escalations.model import Escalation, Hints
from chaincare.escalations.refusals import EscalationUnknown, TargetUnknown
from chaincare.escalations.sheets import Asked, Happened, Needed, Received, Sheet

SHEETS_MAX = 50

# Who sees to it is told as far as the wall shows that he takes part (S5).
_CONDITIONS = """(
        SELECT jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'state', n.state, 'owner_id', (
            SELECT p.id FROM participations AS p WHERE p.id = n.owner_id)) ORDER BY n.id)
        FROM escalation_conditions AS n WHERE n.escalation_id = x.id) AS conditions"""

_FACTS = """(
        SELECT jsonb_agg(jsonb_build_object('at', f.at, 'by_id', f.by_id, 'target_id', f.target_id, 'fact', f.fact)
            ORDER BY f.seq)
        FROM escalation_facts AS f WHERE f.escalation_id = x.id) AS facts"""

# What was drafted of strengthening counts until it is over. Its start ends the strengthening, so what is over while that is
# still at work ended without starting.
_SHEETS = f"""
    SELECT x.id, x.version, x."limit", x.help, x.urgent, x.wanted_on,
           coalesce(x.requested_by, x.asked_by) AS requested_by, x.converted_from,
           (SELECT y.id FROM escalations AS y WHERE y.converted_from = x.id AND (y.ball IS NOT NULL
                OR (x.state <> 'started' AND y.state IN ('finished', 'broken_off')))
            ORDER BY y.ball IS NULL, y.id DESC LIMIT 1) AS converted_to,
           x.scope, x.purpose, x.state, now.ball, now.since AS ball_since, now.unit_id AS ball_unit_id,
           (SELECT p.id FROM participations AS p WHERE p.id = now.participation_id) AS ball_participation_id,
           x.bridge_id, x.bridge_agreed,
           CASE WHEN x.state = 'waiting' THEN x.review_due_on END AS review_due_on, t.question, t.summary, t.hints,
           (SELECT jsonb_agg(jsonb_build_object('id', g.id, 'unit_id', u.id, 'unit', u.name, 'organisation', o.name,
                'sector', o.sector, 'state', g.state, 'asked_at', g.asked_at, 'answer_by', g.answer_by,
                'expected_on', g.expected_on, 'closing_days', o.closing_days,
                'participation_id', g.participation_id) ORDER BY g.id)
            FROM escalation_targets AS g JOIN units AS u ON u.id = g.unit_id
            JOIN organisations AS o ON o.id = u.organisation_id
            WHERE g.escalation_id = x.id AND g.state <> 'left_out') AS targets,
           {_CONDITIONS}, {_FACTS}
    FROM escalations AS x LEFT JOIN escalation_texts AS t ON t.escalation_id = x.id
    CROSS JOIN LATERAL chaincare.ball_now(x, $1) AS now
"""

# What a citizen read before it was hidden from him stays as he read it (S5): it does not vanish.
LIST_SHEETS = f"""
    SELECT * FROM (({_SHEETS} WHERE x.case_id = $2 ORDER BY x.id DESC LIMIT $3)
        UNION ALL SELECT * FROM chaincare.requests_that_stay($2, NULL)) AS sheet ORDER BY sheet.id DESC LIMIT $3
"""

GET_SHEET = f"""
    {_SHEETS} WHERE x.case_id = $2 AND x.id = $3 UNION ALL SELECT * FROM chaincare.requests_that_stay($2, $3)
"""

LIST_CONSULTATIONS = f"{_SHEETS} WHERE x.case_id IS NULL AND x.id = ANY ($2::uuid[]) ORDER BY x.id DESC"

LIST_RECEIVED = f"""
    SELECT g.id, x.case_id IS NOT NULL AS in_case, x."limit", x.help, x.urgent, x.wanted_on, x.scope, x.purpose,
           x.state AS escalation_state, g.state, g.asked_at, g.answer_by, g.expected_on, t.question, t.summary, t.hints,
           o.name AS organisation, f.function, {_CONDITIONS}, {_FACTS}
    FROM escalation_targets AS g JOIN escalations AS x ON x.id = g.escalation_id
    JOIN escalation_texts AS t ON t.escalation_id = x.id
    LEFT JOIN participations AS q ON q.id = x.requested_by
    JOIN professionals AS f ON f.id = coalesce(q.professional_id, x.asked_by)
    JOIN units AS u ON u.id = f.unit_id JOIN organisations AS o ON o.id = u.organisation_id
    WHERE g.id = ANY ($1::uuid[]) AND g.state IN ('requested', 'accepted') ORDER BY g.id DESC
"""

# What somebody wrote himself, of targets that may be long over: the wall shows him nothing else of them.
LIST_CONTRIBUTIONS = """
    SELECT f.target_id, f.at, f.fact FROM escalation_facts AS f
    WHERE f.target_id = ANY ($1::uuid[]) AND f.kind IN ('asked_back', 'feedback_given')
    ORDER BY f.target_id DESC, f.seq DESC
"""

# Of all who take part a target sees the one who asked, and no legal basis of his.
FIND_REQUESTER = """
    SELECT f.id FROM professionals AS f
    JOIN units AS u ON u.id = f.unit_id
    JOIN organisations AS o ON o.id = u.organisation_id AND o.status IN ('active', 'leaving')
    WHERE f.status = 'active' AND f.id = CASE WHEN $3 THEN (
        SELECT p.professional_id FROM participations AS p WHERE p.id = $1 AND p.during @> $2::timestamptz) ELSE $1 END
"""

# Whom a specialist brought in while he took part, and whom they did, leave with him (E5). Whoever was asked by an
# escalation of his own leaves with that one. The client and representatives leave with nobody.
LIST_LEAVING = """
    WITH RECURSIVE leaving AS (
        SELECT p.id, p.professional_id, p.during FROM participations AS p
        WHERE p.case_id = $1 AND p.id = ANY ($2::uuid[])
        UNION
        SELECT p.id, p.professional_id, p.during FROM participations AS p
        JOIN leaving AS l ON l.professional_id = p.made_by AND l.during @> lower(p.during)
        WHERE p.case_id = $1 AND p.circle = 'winkelstraat' AND p.role NOT IN ('client', 'representative')
          AND NOT EXISTS (
            SELECT FROM escalation_targets AS g WHERE g.case_id = $1 AND g.participation_id = p.id)
    )
    SELECT id FROM leaving WHERE during @> $3::timestamptz ORDER BY id
"""


async def list_sheets(clearance: Clearance) -> list[Sheet]:
    """List the escalations of the case, the latest first."""
    rows = await clearance.fetch(LIST_SHEETS, clearance.now(), clearance.case_id, SHEETS_MAX)
    return [_sheet(row) for row in rows]


async def get_sheet(clearance: Clearance, escalation_id: UUID) -> Sheet:
    """Give an escalation of the case. Raises EscalationUnknown."""
    row = await clearance.fetchrow(GET_SHEET, clearance.now(), clearance.case_id, escalation_id)
    if row is None:
        raise EscalationUnknown
    return _sheet(row)


async def list_consultations(clearance: Clearance, own: Sequence[UUID]) -> list[Sheet]:
    """List these questions without a case, the latest first, as far as they are the caller's own."""
    return [_sheet(row) for row in await clearance.fetch(LIST_CONSULTATIONS, clearance.now(), list(own))]


async def list_received(clearance: Clearance) -> list[Received]:
    """List what the unit was asked, of this page, the latest first."""
    targets = [entry.relation_id for entry in clearance.page]
    return [_received(row) for row in await clearance.fetch(LIST_RECEIVED, targets)] if targets else []


async def get_received(clearance: Clearance) -> Received:
    """Give what the unit was asked. Raises TargetUnknown."""
    rows = await clearance.fetch(LIST_RECEIVED, [clearance.admission.relation_id])
    if not rows:
        raise TargetUnknown
    return _received(rows[0])


async def find_requester(clearance: Clearance, escalation: Escalation, at: datetime) -> UUID | None:
    """Give the professional who asked, if he is active, and where there is a case still takes part in it."""
    in_case = escalation.case_id is not None
    row = await clearance.fetchrow(FIND_REQUESTER, escalation.requested_by, at, in_case)
    return None if row is None else row["id"]


async def list_leaving(clearance: Clearance, specialists: Sequence[UUID], at: datetime) -> list[UUID]:
    """List the participations that end with those of these specialists, theirs included, of whoever is there now."""
    rows = await clearance.fetch(LIST_LEAVING, clearance.case_id, list(specialists), at)
    return [row["id"] for row in rows]


async def list_contributions(clearance: Clearance) -> dict[UUID, list[tuple[datetime, Fact]]]:
    """List what the caller wrote about each target of this page, the latest first."""
    targets = [entry.relation_id for entry in clearance.page]
    found: dict[UUID, list[tuple[datetime, Fact]]] = {}
    for row in await clearance.fetch(LIST_CONTRIBUTIONS, targets) if targets else []:
        fact: Fact = msgspec.json.decode(row["fact"], type=Fact)
        found.setdefault(row["target_id"], []).append((row["at"], fact))
    return found


def _sheet(row: asyncpg.Record) -> Sheet:
    facts: dict[str, Any] = dict(row)
    facts["targets"] = msgspec.json.decode(facts["targets"] or b"[]", type=tuple[Asked, ...])
    made: Sheet = _struct(facts, Sheet)
    return made


def _received(row: asyncpg.Record) -> Received:
    made: Received = _struct(dict(row), Received)
    return made


def _struct(facts: dict[str, Any], kind: Any) -> Any:
    """Make a struct of a row: words become the words of their list, documents what they hold."""
    if facts["hints"] is not None:
        facts["hints"] = msgspec.json.decode(facts["hints"], type=Hints)
    facts["conditions"] = msgspec.json.decode(facts["conditions"] or b"[]", type=tuple[Needed, ...])
    facts["facts"] = msgspec.json.decode(facts["facts"] or b"[]", type=tuple[Happened, ...])
    return msgspec.convert(facts, kind, from_attributes=True)
