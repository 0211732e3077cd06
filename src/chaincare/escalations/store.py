"""Escalations as facts, and their projection beside them, written together."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from chaincare.access.clearance import Clearance
from chaincare.access.model import Purpose
from chaincare.escalations.model import (
    Ask,
    Ball,
    Drafted,
    Escalation,
    Fact,
    Grant,
    Help,
    Region,
    Standing,
    State,
    Target,
    TargetState,
)
from chaincare.escalations.refusals import EscalationUnknown
from chaincare.parties.model import LegalBasis, Scope

# A funder is never a participant (DOMAIN 4).
GET_REGION = """
    SELECT n.region, n.municipalities, (
        SELECT coalesce(array_agg(u.id), '{}') FROM units AS u
        JOIN organisations AS o ON o.id = u.organisation_id AND o.status = 'active' AND o.sector <> 'funder'
        JOIN memberships AS m ON m.organisation_id = o.id AND m.network_id = n.id
        WHERE u.id = ANY ($2::uuid[])) AS units
    FROM networks AS n WHERE n.id = $1
"""

ADD_ESCALATION = """
    INSERT INTO escalations (case_id, "limit", help, urgent, wanted_on, requested_by, scope, purpose, basis,
                             state, ball, ball_since, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1) RETURNING id
"""

ADD_TEXTS = """
    INSERT INTO escalation_texts (escalation_id, case_id, question, summary, hints) VALUES ($1, $2, $3, $4, $5)
"""

ADD_TARGETS = """
    INSERT INTO escalation_targets (escalation_id, case_id, unit_id, state)
    SELECT $1, $2, unit_id, 'draft' FROM unnest($3::uuid[]) AS wanted (unit_id)
"""

ADD_FACT = """
    INSERT INTO escalation_facts (escalation_id, seq, case_id, at, by_id, target_id, fact)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

_LOCK = """
    SELECT id, case_id, help, urgent, requested_by, scope, purpose, basis, state, ball, ball_unit_id, version
    FROM escalations WHERE {which} FOR UPDATE
"""

LOCK_IN_CASE = _LOCK.format(which="case_id = $1 AND id = $2")

LOCK_OF_TARGET = _LOCK.format(which="id = $1")

# Since when the ball is there does not change while it stays there (E4).
MOVE = """
    UPDATE escalations
    SET state = $2, ball = $3, ball_unit_id = $4, version = $6, ball_since = CASE
        WHEN state = $2 AND ball IS NOT DISTINCT FROM $3 AND ball_unit_id IS NOT DISTINCT FROM $4 THEN ball_since
        ELSE $5::timestamptz END
    WHERE id = $1
"""

_TARGETS = "SELECT id, unit_id, state, participation_id, expected_on FROM escalation_targets WHERE "

LIST_TARGETS = _TARGETS + "escalation_id = $1 ORDER BY id"

FIND_TARGET = _TARGETS + "id = $1"

# Working days to react: the slowest of the unit's services for this help, five when it lists none.
LIST_REACTION_DAYS = """
    SELECT t.id, coalesce(max(s.reaction_days), 5) AS days FROM escalation_targets AS t
    LEFT JOIN services AS s ON s.unit_id = t.unit_id AND s.help IN ($2, 'both')
    WHERE t.escalation_id = $1 GROUP BY t.id
"""

ASK_TARGET = "UPDATE escalation_targets SET state = 'requested', asked_at = $2, answer_by = $3 WHERE id = $1"

SET_TARGET = """
    UPDATE escalation_targets
    SET state = $2, expected_on = coalesce($3, expected_on), participation_id = coalesce($4, participation_id)
    WHERE id = $1
"""

CLOSE_TARGETS = """
    UPDATE escalation_targets SET state = $2
    WHERE escalation_id = $1 AND state IN ('draft', 'requested', 'accepted')
"""

LAPSE_OTHERS = "SELECT chaincare.lapse_other_targets($1)"

IS_LAST = "SELECT chaincare.is_last_target($1) AS last"

HAS_FEEDBACK = """
    SELECT EXISTS (SELECT FROM escalation_facts WHERE escalation_id = $1 AND kind = 'feedback_given') AS given
"""


async def get_region(clearance: Clearance, unit_ids: Sequence[UUID]) -> Region:
    """Give the areas of the network, and which of these units may be asked in it."""
    row = await clearance.fetchrow(GET_REGION, clearance.admission.network_id, list(unit_ids))
    return Region((row["region"], *row["municipalities"]), frozenset(row["units"]))


async def add_escalation(
    clearance: Clearance, ask: Ask, fact: Drafted, standing: Standing, at: datetime
) -> UUID:
    """Add an escalation as a draft, with its texts, targets and first fact; give its id."""
    grant: tuple[Any, ...] = (None, None, None)
    if ask.grant is not None:
        grant = (ask.grant.scope.value, ask.grant.purpose.value, msgspec.json.encode(ask.grant.basis))
    row = await clearance.fetchrow(
        ADD_ESCALATION, clearance.case_id, ask.limit.value, ask.help.value, ask.urgent, ask.wanted_on,
        clearance.participation_id, *grant, standing.state.value, standing.ball, at,
    )  # fmt: skip
    hints = msgspec.json.encode(ask.hints)
    await clearance.execute(ADD_TEXTS, row["id"], clearance.case_id, ask.question, ask.summary, hints)
    await clearance.execute(ADD_TARGETS, row["id"], clearance.case_id, list(ask.targets))
    await _add_fact(clearance, row["id"], 1, fact, None, at)
    return UUID(str(row["id"]))


async def lock_escalation(clearance: Clearance, escalation_id: UUID) -> Escalation:
    """Lock an escalation of the case. Raises EscalationUnknown."""
    row = await clearance.fetchrow(LOCK_IN_CASE, clearance.case_id, escalation_id)
    if row is None:
        raise EscalationUnknown
    return _escalation(row)


async def lock_of_target(clearance: Clearance) -> Escalation:
    """Lock the escalation that a target was let in for."""
    return _escalation(await clearance.fetchrow(LOCK_OF_TARGET, clearance.admission.object_id))


async def move(
    clearance: Clearance,
    escalation: Escalation,
    steps: Sequence[tuple[Fact, Standing]],
    target_id: UUID | None,
    at: datetime,
) -> None:
    """Append facts, and let the escalation stand where the last of them leaves it; the lock is held."""
    for seq, (fact, _) in enumerate(steps, start=escalation.version + 1):
        await _add_fact(clearance, escalation.id, seq, fact, target_id, at)
    standing = steps[-1][1]
    since = None if standing.ball is None else at
    await clearance.execute(
        MOVE, escalation.id, standing.state.value, standing.ball, standing.unit_id, since,
        escalation.version + len(steps),
    )  # fmt: skip


async def list_targets(clearance: Clearance, escalation_id: UUID) -> list[Target]:
    """List the units an escalation was or is to be put to."""
    return [_target(row) for row in await clearance.fetch(LIST_TARGETS, escalation_id)]


async def find_own_target(clearance: Clearance) -> Target:
    """Give the target that the caller was let in for, as it is now."""
    return _target(await clearance.fetchrow(FIND_TARGET, clearance.admission.relation_id))


async def list_reaction_days(clearance: Clearance, escalation: Escalation) -> list[tuple[UUID, int]]:
    """List within how many working days each target answers."""
    rows = await clearance.fetch(LIST_REACTION_DAYS, escalation.id, escalation.help.value)
    return [(row["id"], row["days"]) for row in rows]


async def ask_target(clearance: Clearance, target_id: UUID, at: datetime, answer_by: date) -> None:
    """Put the question to a unit."""
    await clearance.execute(ASK_TARGET, target_id, at, answer_by)


async def set_target(
    clearance: Clearance,
    target_id: UUID,
    state: TargetState,
    expected_on: date | None = None,
    participation_id: UUID | None = None,
) -> None:
    """Let a target stand where its answer leaves it."""
    await clearance.execute(SET_TARGET, target_id, state.value, expected_on, participation_id)


async def close_targets(clearance: Clearance, escalation_id: UUID, state: TargetState) -> None:
    """Close the door of every target that is not closed yet."""
    await clearance.execute(CLOSE_TARGETS, escalation_id, state.value)


async def lapse_others(clearance: Clearance, target_id: UUID) -> None:
    """Let the other targets lapse, now that this one accepted."""
    await clearance.execute(LAPSE_OTHERS, target_id)


async def is_last(clearance: Clearance, target_id: UUID) -> bool:
    """Say whether no other unit can answer any more."""
    row = await clearance.fetchrow(IS_LAST, target_id)
    return bool(row["last"])


async def has_feedback(clearance: Clearance, escalation_id: UUID) -> bool:
    """Say whether a specialist said anything back."""
    row = await clearance.fetchrow(HAS_FEEDBACK, escalation_id)
    return bool(row["given"])


async def _add_fact(
    clearance: Clearance, escalation_id: UUID, seq: int, fact: Fact, target_id: UUID | None, at: datetime
) -> None:
    await clearance.execute(
        ADD_FACT, escalation_id, seq, clearance.case_id, at, clearance.actor_id, target_id, msgspec.json.encode(fact)
    )  # fmt: skip


def _escalation(row: asyncpg.Record) -> Escalation:
    facts: dict[str, Any] = dict(row)
    scope, purpose, basis = facts.pop("scope"), facts.pop("purpose"), facts.pop("basis")
    grant = None
    if basis is not None:
        grant = Grant(Scope(scope), Purpose(purpose), msgspec.json.decode(basis, type=LegalBasis))
    ball = None if row["ball"] is None else Ball(row["ball"])
    return Escalation(
        **facts | {"help": Help(row["help"]), "grant": grant, "state": State(row["state"]), "ball": ball}
    )


def _target(row: asyncpg.Record) -> Target:
    state = TargetState(row["state"])
    return Target(row["id"], row["unit_id"], state, row["participation_id"], row["expected_on"])
