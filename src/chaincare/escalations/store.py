"""Escalations as facts, and their projection beside them, written together."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from chaincare.access.clearance import Clearance
from chaincare.access.model import Purpose
from chaincare.escalations.facts import Fact
from chaincare.escalations.model import (
    Ball,
    Bridge,
    Escalation,
    Grant,
    Help,
    Standing,
    State,
    Target,
    TargetState,
)
from chaincare.escalations.refusals import EscalationUnknown
from chaincare.parties.model import LegalBasis, Scope
from chaincare.workdays import add_working_days

ADD_FACT = """
    INSERT INTO escalation_facts (escalation_id, seq, case_id, at, by_id, target_id, fact)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""

_LOCK = """
    SELECT id, case_id, help, urgent, coalesce(requested_by, asked_by) AS requested_by, scope, purpose, basis, state,
           ball, ball_unit_id, version, ball_participation_id, bridge_id, bridge_agreed, converted_from, given_up
    FROM escalations WHERE {which} FOR UPDATE
"""

LOCK_IN_CASE = _LOCK.format(which="case_id = $1 AND id = $2")

LOCK_CLEARED = _LOCK.format(which="id = $1")

# Since when the ball is there does not change while it stays there (E4), unless it came there anew.
MOVE = """
    UPDATE escalations
    SET state = $2, ball = $3, ball_unit_id = $4, ball_participation_id = $5, version = $8, ball_since = CASE
        WHEN NOT $6 AND state = $2 AND ball IS NOT DISTINCT FROM $3 AND ball_unit_id IS NOT DISTINCT FROM $4
            AND ball_participation_id IS NOT DISTINCT FROM $5 THEN ball_since
        ELSE $7::timestamptz END
    WHERE id = $1
"""

_TARGETS = """
    SELECT id, unit_id, state, participation_id, expected_on, question_at FROM escalation_targets WHERE
"""

LIST_TARGETS = _TARGETS + "escalation_id = $1 AND state <> 'left_out' ORDER BY id"

FIND_TARGET = _TARGETS + "id = $1"

# Working days to react: the slowest of the unit's services for this help, five when it lists none.
LIST_REACTION_DAYS = """
    SELECT t.id, coalesce(max(s.reaction_days), 5) AS days, o.closing_days FROM escalation_targets AS t
    JOIN units AS u ON u.id = t.unit_id JOIN organisations AS o ON o.id = u.organisation_id
    LEFT JOIN services AS s ON s.unit_id = u.id AND s.help IN ($2, 'both') WHERE t.escalation_id = $1
      AND t.state = 'draft' GROUP BY t.id, o.closing_days
"""

ASK_TARGET = "UPDATE escalation_targets SET state = 'requested', asked_at = $2, answer_by = $3, question_at = NULL WHERE id = $1"

SET_TARGET = """
    UPDATE escalation_targets
    SET state = $2, expected_on = coalesce($3, expected_on), participation_id = coalesce($4, participation_id),
        question_at = NULL
    WHERE id = $1
"""

SET_QUESTION = "UPDATE escalation_targets SET question_at = $2 WHERE id = $1"

CLOSE_TARGETS = """
    UPDATE escalation_targets SET state = $2
    WHERE escalation_id = $1 AND state IN ('draft', 'requested', 'accepted')
"""

LAPSE_OTHERS = "SELECT chaincare.lapse_other_targets($1)"

IS_LAST = "SELECT chaincare.is_last_target($1) AS last"

ANOTHER_ASKS = "SELECT chaincare.another_target_asks($1) AS asks"

HAS_FEEDBACK = """SELECT chaincare.feedback_was_given($1) OR EXISTS (
    SELECT FROM escalation_facts WHERE escalation_id = $1 AND kind = 'feedback_given') AS so"""

HAS_HAPPENED = "SELECT EXISTS (SELECT FROM escalation_facts WHERE escalation_id = $1 AND kind = $2) AS so"

GOES_ON = "SELECT EXISTS (SELECT FROM escalations WHERE converted_from = $1 AND ball IS NOT NULL) AS so"


async def find_escalation(clearance: Clearance, escalation_id: UUID) -> Escalation | None:
    """Lock an escalation of the case, if it is there."""
    row = await clearance.fetchrow(LOCK_IN_CASE, clearance.case_id, escalation_id)
    return None if row is None else _escalation(row)


async def lock_escalation(clearance: Clearance, escalation_id: UUID) -> Escalation:
    """Lock an escalation of the case. Raises EscalationUnknown."""
    found = await find_escalation(clearance, escalation_id)
    if found is None:
        raise EscalationUnknown
    return found


async def lock_cleared(clearance: Clearance) -> Escalation:
    """Lock the one escalation that a target, or who asked without a case, was let in for."""
    return _escalation(await clearance.fetchrow(LOCK_CLEARED, clearance.admission.object_id))


async def move(
    clearance: Clearance,
    escalation: Escalation,
    steps: Sequence[tuple[Fact, Standing]],
    target_id: UUID | None,
    at: datetime,
) -> None:
    """Append facts, and let the escalation stand where the last of them leaves it; the lock is held."""
    for seq, (fact, _) in enumerate(steps, start=escalation.version + 1):
        await _add_fact(clearance, escalation, seq, fact, target_id, at)
    standing = steps[-1][1]
    since = None if standing.ball is None else at
    await clearance.execute(
        MOVE, escalation.id, standing.state.value, standing.ball, standing.unit_id, standing.participation_id,
        standing.anew, since, escalation.version + len(steps),
    )  # fmt: skip


async def add_first_facts(
    clearance: Clearance, escalation_id: UUID, case_id: UUID | None, facts: Sequence[Fact], at: datetime
) -> None:
    """Write down how an escalation began."""
    for seq, fact in enumerate(facts, start=1):
        await clearance.execute(
            ADD_FACT, escalation_id, seq, case_id, at, clearance.actor_id, None, msgspec.json.encode(fact)
        )


async def list_targets(clearance: Clearance, escalation_id: UUID) -> list[Target]:
    """List the units an escalation was or is to be put to."""
    return [_target(row) for row in await clearance.fetch(LIST_TARGETS, escalation_id)]


async def find_own_target(clearance: Clearance, target_id: UUID | None = None) -> Target:
    """Give the target that the caller was let in for, as it is now; by its id, where he came in as who takes part."""
    return _target(await clearance.fetchrow(FIND_TARGET, target_id or clearance.admission.relation_id))


async def list_terms(clearance: Clearance, asked: UUID, wanted: Help, today: date) -> list[tuple[UUID, date]]:
    """List by which day each target answers: in its working days, without those on which it is closed."""
    rows = await clearance.fetch(LIST_REACTION_DAYS, asked, wanted.value)
    return [(row[0], add_working_days(today, row[1], row[2])) for row in rows]


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


async def set_question(clearance: Clearance, target_id: UUID, asked_at: datetime | None) -> None:
    """Keep since when a target waits for an answer, or that it no longer does."""
    await clearance.execute(SET_QUESTION, target_id, asked_at)


async def lapse_others(clearance: Clearance, target_id: UUID) -> None:
    """Let the other targets lapse, now that this one accepted."""
    await clearance.execute(LAPSE_OTHERS, target_id)


async def is_last(clearance: Clearance, target_id: UUID) -> bool:
    """Say whether no other unit can answer any more."""
    row = await clearance.fetchrow(IS_LAST, target_id)
    return bool(row["last"])


async def another_asks(clearance: Clearance, target_id: UUID) -> bool:
    """Say whether another unit waits for an answer to what it asked back."""
    row = await clearance.fetchrow(ANOTHER_ASKS, target_id)
    return bool(row["asks"])


async def has_feedback(clearance: Clearance, escalation_id: UUID) -> bool:
    """Say whether a specialist said anything back."""
    row = await clearance.fetchrow(HAS_FEEDBACK, escalation_id)
    return bool(row["so"])


async def has_happened(clearance: Clearance, escalation_id: UUID, kind: str) -> bool:
    """Say whether it went on elsewhere (`converted`), or was taken back or let be (`withdrawn`)."""
    row = await clearance.fetchrow(HAS_HAPPENED, escalation_id, kind)
    return bool(row["so"])


async def goes_on(clearance: Clearance, escalation_id: UUID) -> bool:
    """Say whether help that it was drafted into is not over."""
    row = await clearance.fetchrow(GOES_ON, escalation_id)
    return bool(row["so"])


async def _add_fact(
    clearance: Clearance, escalation: Escalation, seq: int, fact: Fact, target_id: UUID | None, at: datetime
) -> None:
    await clearance.execute(
        ADD_FACT, escalation.id, seq, escalation.case_id, at, clearance.actor_id, target_id,
        msgspec.json.encode(fact),
    )  # fmt: skip


def _escalation(row: asyncpg.Record) -> Escalation:
    facts: dict[str, Any] = dict(row)
    scope, purpose, basis = facts.pop("scope"), facts.pop("purpose"), facts.pop("basis")
    bridge_id, agreed = facts.pop("bridge_id"), facts.pop("bridge_agreed")
    grant = None
    if basis is not None:
        grant = Grant(Scope(scope), Purpose(purpose), msgspec.json.decode(basis, type=LegalBasis))
    facts["bridge"] = None if bridge_id is None else Bridge(bridge_id, agreed)
    facts["ball"] = None if row["ball"] is None else Ball(row["ball"])
    return Escalation(**facts | {"help": Help(row["help"]), "grant": grant, "state": State(row["state"])})


def _target(row: asyncpg.Record) -> Target:
    state = TargetState(row["state"])
    return Target(
        row["id"], row["unit_id"], state, row["participation_id"], row["expected_on"], row["question_at"]
    )
