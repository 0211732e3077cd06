"""Plans of a network: a row for each, one for each edition of an answer, and one for each adoption."""

from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.alliance.store import add_thing
from chaincare.collaboration_plans.model import (
    Adoption,
    CollaborationPlan,
    CollaborationPlanUnknown,
    PlanAnswer,
)
from chaincare.collaboration_plans.role_words import PlanRole

_PLAN = "p.id, p.network_id, p.title, p.target_group, p.version, p.begun_by, p.begun_at"
_DERIVED = """
    ARRAY(SELECT DISTINCT a.role FROM collaboration_answers AS a WHERE a.plan_id = p.id) AS answered,
    d.id AS adoption_id, d.plan_version, d.adopted_on, d.organisations, d.recorded_by, d.recorded_at
"""
_LAST_ADOPTION = """
    LEFT JOIN LATERAL (SELECT * FROM collaboration_adoptions AS l WHERE l.plan_id = p.id
        ORDER BY l.plan_version DESC, l.id DESC LIMIT 1) AS d ON true
"""
GET_PLAN = f"SELECT {_PLAN}, {_DERIVED} FROM collaboration_plans AS p {_LAST_ADOPTION} WHERE p.id = $1"
LOCK_PLAN = f"{GET_PLAN} FOR UPDATE OF p"
LIST_PLANS = f"""
    SELECT {_PLAN}, {_DERIVED} FROM collaboration_plans AS p {_LAST_ADOPTION}
    WHERE p.network_id = $1 AND ($2::uuid IS NULL OR p.id < $2) ORDER BY p.id DESC LIMIT $3
"""
ADD_PLAN = """
    INSERT INTO collaboration_plans (id, network_id, title, target_group, version, begun_by, begun_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
CHANGE_PLAN = "UPDATE collaboration_plans SET title = $2, target_group = $3, version = $4 WHERE id = $1"
_ANSWER = "a.role, a.version, a.words, a.inventory_id, a.written_by, a.written_at"
LIST_ANSWERS = f"""
    SELECT DISTINCT ON (a.role) {_ANSWER} FROM collaboration_answers AS a WHERE a.plan_id = $1 ORDER BY a.role, a.version DESC
"""
LIST_EDITIONS = f"""
    SELECT {_ANSWER} FROM collaboration_answers AS a WHERE a.plan_id = $1 AND a.role = $2 ORDER BY a.version DESC LIMIT $3
"""
ADD_ANSWER = """
    INSERT INTO collaboration_answers (plan_id, network_id, role, version, words, inventory_id, written_by, written_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""
IS_INVENTORY = "SELECT FROM alliance_things WHERE id = $1 AND network_id = $2 AND kind = 'inventory'"
LIST_ADOPTIONS = """
    SELECT id AS adoption_id, plan_version, adopted_on, organisations, recorded_by, recorded_at
    FROM collaboration_adoptions WHERE plan_id = $1 ORDER BY id DESC LIMIT 200
"""
ADD_ADOPTION = """
    INSERT INTO collaboration_adoptions (id, plan_id, network_id, plan_version, adopted_on, organisations, recorded_by, recorded_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""


async def get_plan(clearance: Clearance, plan_id: UUID) -> CollaborationPlan:
    """Give a plan. Raises CollaborationPlanUnknown."""
    return _certain(await clearance.fetchrow(GET_PLAN, plan_id))


async def lock_plan(clearance: Clearance, plan_id: UUID) -> CollaborationPlan:
    """Give the same, which nobody else changes until the end. Raises CollaborationPlanUnknown."""
    return _certain(await clearance.fetchrow(LOCK_PLAN, plan_id))


async def list_plans(clearance: Clearance, after: UUID | None, limit: int) -> list[CollaborationPlan]:
    """List the plans of the network, the latest first."""
    return [
        _plan(row) for row in await clearance.fetch(LIST_PLANS, clearance.admission.network_id, after, limit)
    ]


async def add_plan(clearance: Clearance, plan: CollaborationPlan) -> None:
    """Begin a plan."""
    await add_thing(clearance, plan.id, "collaboration_plan")
    await clearance.execute(
        ADD_PLAN, plan.id, plan.network_id, plan.title, plan.target_group, plan.version, plan.begun_by, plan.begun_at
    )  # fmt: skip


async def change_plan(clearance: Clearance, plan: CollaborationPlan) -> None:
    """Keep what a plan is called, and its new number; the lock is held."""
    await clearance.execute(CHANGE_PLAN, plan.id, plan.title, plan.target_group, plan.version)


async def list_answers(clearance: Clearance, plan_id: UUID) -> dict[PlanRole, PlanAnswer]:
    """Give the present answer of each role that has one."""
    answers = [_answer(row) for row in await clearance.fetch(LIST_ANSWERS, plan_id)]
    return {one.role: one for one in answers}


async def list_editions(
    clearance: Clearance, plan_id: UUID, role: PlanRole, limit: int = 200
) -> list[PlanAnswer]:
    """List what was answered out of a role, the newest first."""
    return [_answer(row) for row in await clearance.fetch(LIST_EDITIONS, plan_id, role.value, limit)]


async def is_inventory(clearance: Clearance, inventory_id: UUID) -> bool:
    """Say whether there is such an inventory in the network somebody was let into."""
    return await clearance.fetchrow(IS_INVENTORY, inventory_id, clearance.admission.network_id) is not None


async def add_answer(clearance: Clearance, plan: CollaborationPlan, answer: PlanAnswer) -> None:
    """Keep an edition of an answer; the lock of the plan is held."""
    await clearance.execute(
        ADD_ANSWER, plan.id, plan.network_id, answer.role.value, answer.version, answer.words, answer.inventory_id,
        answer.written_by, answer.written_at,
    )  # fmt: skip
    await change_plan(clearance, plan)


async def list_adoptions(clearance: Clearance, plan_id: UUID) -> list[Adoption]:
    """List who adopted it when, the latest first."""
    return [_adoption(row) for row in await clearance.fetch(LIST_ADOPTIONS, plan_id)]


async def add_adoption(clearance: Clearance, plan: CollaborationPlan, one: Adoption) -> None:
    """Keep that organisations adopted a plan; the lock is held."""
    await clearance.execute(
        ADD_ADOPTION, one.id, plan.id, plan.network_id, one.plan_version, one.adopted_on, list(one.organisations),
        one.recorded_by, one.recorded_at,
    )  # fmt: skip


def _certain(row: Any) -> CollaborationPlan:
    if row is None:
        raise CollaborationPlanUnknown
    return _plan(row)


def _plan(row: Any) -> CollaborationPlan:
    adoption = None if row["adoption_id"] is None else _adoption(row)
    return CollaborationPlan(
        row["id"], row["network_id"], row["title"], row["target_group"], row["version"], row["begun_by"], row["begun_at"],
        frozenset(map(PlanRole, row["answered"])), adoption,
    )  # fmt: skip


def _answer(row: Any) -> PlanAnswer:
    return PlanAnswer(
        PlanRole(row["role"]), row["version"], row["words"], row["inventory_id"], row["written_by"], row["written_at"]
    )  # fmt: skip


def _adoption(row: Any) -> Adoption:
    return Adoption(
        row["adoption_id"], row["plan_version"], row["adopted_on"], tuple(row["organisations"]), row["recorded_by"],
        row["recorded_at"],
    )  # fmt: skip
