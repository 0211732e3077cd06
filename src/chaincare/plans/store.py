"""Plans: a row that says which edition is the present one, and every edition there was."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.plans.model import ClientAgrees, Edition, Goal, Plan, PlanUnknown, Word

ADD_PLAN = "INSERT INTO plans (id, case_id, client_may_read, version) VALUES ($2, $1, $3, $4)"

ADD_EDITION = """
    INSERT INTO plan_editions (plan_id, version, case_id, goals, agrees, agrees_because, said_by, said_at)
    VALUES ($2, $3, $1, $4, $5, $6, $7, $8)
"""

# What serialises a plan: whoever changes it holds its row.
LOCK_PLAN = "SELECT version FROM plans WHERE case_id = $1 AND id = $2 FOR UPDATE"

CHANGE_PLAN = "UPDATE plans SET client_may_read = $3, version = $4 WHERE case_id = $1 AND id = $2"

# The editions that this reader sees, numbered as they come to him: who edits sees all, and a number that is left out
# would tell the others that somebody is hidden from them.
_NUMBERED = """
    SELECT e.plan_id, e.goals, e.agrees, e.agrees_because, p.client_may_read, e.said_by, e.said_at,
           e.version, e.plan_id = ANY ((SELECT chaincare.withheld_items())::uuid[]) AS restricted,
           row_number() OVER (PARTITION BY e.plan_id ORDER BY e.version)::int AS number,
           row_number() OVER (PARTITION BY e.plan_id ORDER BY e.version DESC) = 1 AS present
    FROM plans AS p JOIN plan_editions AS e ON e.plan_id = p.id WHERE p.case_id = $1
"""
# What the client's side says of each edition that is shown.
_WITH_WORDS = """
    SELECT shown.*, (SELECT jsonb_agg(jsonb_build_object('id', a.id, 'agrees', a.agrees, 'because', a.agrees_because,
        'how', a.how, 'proof', a.proof, 'said_by', a.said_by, 'recorded_by', a.recorded_by, 'answered_at', a.answered_at)
        ORDER BY a.id DESC) FROM plan_answers AS a WHERE a.plan_id = shown.plan_id AND a.version = shown.version) AS words
    FROM"""
LIST_PLANS = f"""
    {_WITH_WORDS} ({_NUMBERED} AND ($2::uuid IS NULL OR p.id < $2)) AS shown
    WHERE present ORDER BY plan_id DESC LIMIT $3
"""
FIND_PLAN = f"{_WITH_WORDS} ({_NUMBERED} AND p.id = $2) AS shown WHERE present"
LIST_EDITIONS = f"""
    {_WITH_WORDS} ({_NUMBERED} AND p.id = $2) AS shown
    WHERE ($3::int IS NULL OR number < $3) ORDER BY number DESC LIMIT $4
"""


IS_CITIZEN = """
    SELECT EXISTS (SELECT FROM participations WHERE case_id = $1 AND id = $2 AND during @> $3::timestamptz
                   AND num_nonnulls(client_id, representative_id) = 1) AS there
"""

ADD_WORD = """
    INSERT INTO plan_answers (id, case_id, plan_id, version, agrees, agrees_because, how, proof, said_by, recorded_by,
                              answered_at)
    VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""


async def is_citizen(clearance: Clearance, participation_id: UUID, at: datetime) -> bool:
    """Say whether this is the client, or somebody who represents him now."""
    row = await clearance.fetchrow(IS_CITIZEN, clearance.case_id, participation_id, at)
    return bool(row["there"])


async def add_word(clearance: Clearance, plan_id: UUID, version: int, word: Word) -> None:
    """Add what the client's side says of an edition."""
    await clearance.execute(
        ADD_WORD, clearance.case_id, word.id, plan_id, version, word.agrees.value, word.because, word.how.value,
        word.proof, word.said_by, word.recorded_by, word.answered_at,
    )  # fmt: skip


async def get_answered(clearance: Clearance, plan_id: UUID) -> tuple[Plan, int]:
    """Give a plan as it stands now, and the number under which that edition is kept. Raises PlanUnknown."""
    row = await clearance.fetchrow(FIND_PLAN, clearance.case_id, plan_id)
    if row is None:
        raise PlanUnknown
    return _plan(row), int(row["version"])


async def add_plan(clearance: Clearance, plan: Plan) -> None:
    """Add a plan with its first edition."""
    await clearance.execute(ADD_PLAN, clearance.case_id, plan.id, plan.client_may_read, plan.version)
    await _add_edition(clearance, plan)


async def change_plan(clearance: Clearance, plan: Plan) -> None:
    """Add the next edition of a plan that is held; the ones before stay."""
    await clearance.execute(CHANGE_PLAN, clearance.case_id, plan.id, plan.client_may_read, plan.version)
    await _add_edition(clearance, plan)


async def _add_edition(clearance: Clearance, plan: Plan) -> None:
    await clearance.execute(
        ADD_EDITION,
        clearance.case_id,
        plan.id,
        plan.version,
        msgspec.json.encode(plan.edition.goals),
        plan.edition.agrees.value,
        plan.edition.agrees_because,
        plan.said_by,
        plan.said_at,
    )


async def lock_version(clearance: Clearance, plan_id: UUID) -> int:
    """Give the present edition's number, which nobody else changes until the end. Raises PlanUnknown."""
    row = await clearance.fetchrow(LOCK_PLAN, clearance.case_id, plan_id)
    if row is None:
        raise PlanUnknown
    return int(row["version"])


async def get_plan(clearance: Clearance, plan_id: UUID) -> Plan:
    """Give a plan as it stands now. Raises PlanUnknown."""
    return (await get_answered(clearance, plan_id))[0]


async def list_plans(clearance: Clearance, before: UUID | None, limit: int) -> list[Plan]:
    """List the plans of the case as they stand now, the newest first."""
    return [_plan(row) for row in await clearance.fetch(LIST_PLANS, clearance.case_id, before, limit)]


async def list_editions(clearance: Clearance, plan_id: UUID, before: int | None, limit: int) -> list[Plan]:
    """List every edition of a plan, the latest first. Raises PlanUnknown when there is none."""
    found = await clearance.fetch(LIST_EDITIONS, clearance.case_id, plan_id, before, limit)
    if not found and before is None:
        raise PlanUnknown
    return [_plan(row) for row in found]


def _plan(row: Any) -> Plan:
    goals = msgspec.json.decode(row["goals"], type=tuple[Goal, ...])
    edition = Edition(goals, ClientAgrees(row["agrees"]), row["agrees_because"])
    words = msgspec.json.decode(row["words"] or "[]", type=tuple[Word, ...])
    return Plan(
        row["plan_id"], edition, row["client_may_read"], row["number"], row["said_by"], row["said_at"], words,
        row["restricted"],
    )  # fmt: skip
