"""Escalations as they are read: one statement for either side, over what the wall shows of them; and who is there."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from chaincare.access.clearance import Clearance
from chaincare.access.model import Purpose
from chaincare.escalations.model import (
    Ball,
    Escalation,
    Fact,
    Help,
    Hints,
    Limit,
    State,
    TargetState,
)
from chaincare.escalations.refusals import EscalationUnknown, TargetUnknown
from chaincare.parties.model import Scope

SHEETS_MAX = 50


class Asked(msgspec.Struct, frozen=True):
    """One of the units asked, by name."""

    id: UUID
    unit_id: UUID
    unit: str
    organisation: str
    sector: str
    state: TargetState
    asked_at: datetime | None
    answer_by: date | None
    expected_on: date | None
    participation_id: UUID | None


class Happened(msgspec.Struct, frozen=True):
    """A fact, when, and about which target."""

    at: datetime
    by_id: UUID
    target_id: UUID | None
    fact: Fact


class Sheet(msgspec.Struct, frozen=True):
    """An escalation as far as the wall showed it: texts and facts are not for every reader."""

    id: UUID
    limit: Limit
    help: Help
    urgent: bool
    wanted_on: date | None
    requested_by: UUID
    scope: Scope | None
    purpose: Purpose | None
    state: State
    ball: Ball | None
    ball_unit_id: UUID | None
    ball_since: datetime | None
    question: str | None
    summary: str | None
    hints: Hints | None
    targets: tuple[Asked, ...]
    facts: tuple[Happened, ...]


class Received(msgspec.Struct, frozen=True):
    """What a unit was asked: nothing in it says of whom (E2)."""

    id: UUID
    limit: Limit
    help: Help
    urgent: bool
    wanted_on: date | None
    scope: Scope | None
    purpose: Purpose | None
    escalation_state: State
    state: TargetState
    asked_at: datetime
    answer_by: date
    expected_on: date | None
    question: str
    summary: str
    hints: Hints
    organisation: str
    function: str


LIST_SHEETS = """
    SELECT x.id, x."limit", x.help, x.urgent, x.wanted_on, x.requested_by, x.scope, x.purpose, x.state, x.ball,
           x.ball_unit_id, x.ball_since, t.question, t.summary, t.hints,
           (SELECT jsonb_agg(jsonb_build_object('id', g.id, 'unit_id', u.id, 'unit', u.name, 'organisation', o.name,
                'sector', o.sector, 'state', g.state, 'asked_at', g.asked_at, 'answer_by', g.answer_by,
                'expected_on', g.expected_on, 'participation_id', g.participation_id) ORDER BY g.id)
            FROM escalation_targets AS g JOIN units AS u ON u.id = g.unit_id
            JOIN organisations AS o ON o.id = u.organisation_id WHERE g.escalation_id = x.id) AS targets,
           (SELECT jsonb_agg(jsonb_build_object('at', f.at, 'by_id', f.by_id, 'target_id', f.target_id,
                'fact', f.fact) ORDER BY f.seq)
            FROM escalation_facts AS f WHERE f.escalation_id = x.id) AS facts
    FROM escalations AS x LEFT JOIN escalation_texts AS t ON t.escalation_id = x.id
    WHERE x.case_id = $1 AND ($2::uuid IS NULL OR x.id = $2) ORDER BY x.id DESC LIMIT $3
"""

LIST_RECEIVED = """
    SELECT g.id, x."limit", x.help, x.urgent, x.wanted_on, x.scope, x.purpose, x.state AS escalation_state, g.state,
           g.asked_at, g.answer_by, g.expected_on, t.question, t.summary, t.hints, o.name AS organisation, f.function
    FROM escalation_targets AS g JOIN escalations AS x ON x.id = g.escalation_id
    JOIN escalation_texts AS t ON t.escalation_id = x.id
    JOIN participations AS q ON q.id = x.requested_by JOIN professionals AS f ON f.id = q.professional_id
    JOIN units AS u ON u.id = f.unit_id JOIN organisations AS o ON o.id = u.organisation_id
    WHERE g.id = ANY ($1::uuid[]) AND g.state IN ('requested', 'accepted') ORDER BY g.id DESC
"""

# Of all who take part a target sees the one who asked, and no legal basis of his.
FIND_REQUESTER = """
    SELECT p.professional_id FROM participations AS p
    JOIN professionals AS f ON f.id = p.professional_id AND f.status = 'active'
    JOIN units AS u ON u.id = f.unit_id
    JOIN organisations AS o ON o.id = u.organisation_id AND o.status IN ('active', 'leaving')
    WHERE p.id = $1 AND p.during @> $2::timestamptz
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
    rows = await clearance.fetch(LIST_SHEETS, clearance.case_id, None, SHEETS_MAX)
    return [_sheet(row) for row in rows]


async def get_sheet(clearance: Clearance, escalation_id: UUID) -> Sheet:
    """Give an escalation of the case. Raises EscalationUnknown."""
    rows = await clearance.fetch(LIST_SHEETS, clearance.case_id, escalation_id, 1)
    if not rows:
        raise EscalationUnknown
    return _sheet(rows[0])


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
    """Give the professional who asked, if he still takes part and is active."""
    row = await clearance.fetchrow(FIND_REQUESTER, escalation.requested_by, at)
    return None if row is None else UUID(str(row["professional_id"]))


async def list_leaving(clearance: Clearance, specialists: Sequence[UUID], at: datetime) -> list[UUID]:
    """List the participations that end with those of these specialists, theirs included, of whoever is there now."""
    rows = await clearance.fetch(LIST_LEAVING, clearance.case_id, list(specialists), at)
    return [row["id"] for row in rows]


def _sheet(row: asyncpg.Record) -> Sheet:
    facts: dict[str, Any] = dict(row)
    for name, kind in (("targets", tuple[Asked, ...]), ("facts", tuple[Happened, ...])):
        facts[name] = msgspec.json.decode(facts[name] or b"[]", type=kind)
    made: Sheet = _struct(facts, Sheet)
    return made


def _received(row: asyncpg.Record) -> Received:
    made: Received = _struct(dict(row), Received)
    return made


def _struct(facts: dict[str, Any], kind: Any) -> Any:
    """Make a struct of a row: words become the words of their list, documents what they hold."""
    if facts["hints"] is not None:
        facts["hints"] = msgspec.json.decode(facts["hints"], type=Hints)
    return msgspec.convert(facts, kind, from_attributes=True)
