"""Bottlenecks of a network: a row each, who told it apart, and a row for each step."""

from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.agreements.facts import NotKeptReason
from chaincare.alliance.store import add_thing
from chaincare.directory.model import Sector
from chaincare.network_bottlenecks.model import (
    BottleneckStepKind,
    NetworkBottleneck,
    NetworkBottleneckState,
    NetworkBottleneckUnknown,
    Step,
)

_FIELDS = """
    b.id, b.network_id, b.reason, b.sector, b.words, b.month, b.state, b.version,
    EXISTS (SELECT FROM network_bottleneck_raisers AS r WHERE r.bottleneck_id = b.id) AS yours
"""
GET_BOTTLENECK = f"SELECT {_FIELDS} FROM network_bottlenecks AS b WHERE b.id = $1"
LOCK_BOTTLENECK = f"{GET_BOTTLENECK} FOR UPDATE OF b"
LIST_STEPS = """
    SELECT bottleneck_id, kind, words, taken_by, taken_at FROM network_bottleneck_steps
    WHERE bottleneck_id = ANY ($1::uuid[]) ORDER BY bottleneck_id, seq
"""
# By a random id: told last is not listed last, or the newest row would be the one somebody just told.
LIST_BOTTLENECKS = f"""
    SELECT {_FIELDS} FROM network_bottlenecks AS b
    WHERE b.network_id = $1 AND ($2::uuid IS NULL OR b.id > $2) AND ($4::text IS NULL OR b.state = $4)
    ORDER BY b.id LIMIT $3
"""
ADD_BOTTLENECK = """
    INSERT INTO network_bottlenecks (id, network_id, reason, sector, words, month, state, version) VALUES ($1, $2, $3, $4, $5, $6, 'raised', 1)
"""
ADD_RAISER = "INSERT INTO network_bottleneck_raisers (bottleneck_id, raised_by) VALUES ($1, $2)"
ADD_STEP = """
    INSERT INTO network_bottleneck_steps (bottleneck_id, seq, kind, words, taken_by, taken_at) VALUES ($1, $2, $3, $4, $5, $6)
"""
CHANGE_STATE = "UPDATE network_bottlenecks SET state = $2, version = $3 WHERE id = $1"
FIND_RAISED = """
    SELECT b.reason, o.sector FROM bottlenecks AS b JOIN organisations AS o ON o.id = b.organisation_id
    WHERE b.id = $1 AND b.case_id = $2
"""


async def find_raised(clearance: Clearance, bottleneck_id: UUID) -> tuple[NotKeptReason, Sector] | None:
    """Give of a bottleneck of the case why and by which sector nothing was delivered, or None."""
    row = await clearance.fetchrow(FIND_RAISED, bottleneck_id, clearance.case_id)
    return None if row is None else (NotKeptReason(row["reason"]), Sector(row["sector"]))


async def add_bottleneck(clearance: Clearance, one: NetworkBottleneck) -> None:
    """Tell the network of it, from who was let in."""
    await add_thing(clearance, one.id, "bottleneck")
    sector = one.sector and one.sector.value
    await clearance.execute(
        ADD_BOTTLENECK, one.id, one.network_id, one.reason.value, sector, one.words, one.month
    )
    await clearance.execute(ADD_RAISER, one.id, clearance.actor_id)


async def get_bottleneck(clearance: Clearance, bottleneck_id: UUID) -> NetworkBottleneck:
    """Give one with its steps. Raises NetworkBottleneckUnknown."""
    return await _certain(clearance, await clearance.fetchrow(GET_BOTTLENECK, bottleneck_id))


async def lock_bottleneck(clearance: Clearance, bottleneck_id: UUID) -> NetworkBottleneck:
    """Give the same, which nobody else changes until the end. Raises NetworkBottleneckUnknown."""
    return await _certain(clearance, await clearance.fetchrow(LOCK_BOTTLENECK, bottleneck_id))


async def list_bottlenecks(
    clearance: Clearance, after: UUID | None, limit: int, state: NetworkBottleneckState | None
) -> list[NetworkBottleneck]:
    """List the bottlenecks of the network, in no order that tells who came when."""
    network_id = clearance.admission.network_id
    rows = await clearance.fetch(LIST_BOTTLENECKS, network_id, after, limit, state and state.value)
    steps = await _steps(clearance, [row["id"] for row in rows])
    return [_bottleneck(row, steps.get(row["id"], ())) for row in rows]


async def keep_step(clearance: Clearance, after: NetworkBottleneck) -> None:
    """Keep the last step taken; the lock is held."""
    step = after.steps[-1]
    await clearance.execute(
        ADD_STEP, after.id, len(after.steps), step.kind.value, step.words, step.taken_by, step.taken_at
    )
    await clearance.execute(CHANGE_STATE, after.id, after.state.value, after.version)


async def _certain(clearance: Clearance, row: Any) -> NetworkBottleneck:
    if row is None:
        raise NetworkBottleneckUnknown
    return _bottleneck(row, (await _steps(clearance, [row["id"]])).get(row["id"], ()))


async def _steps(clearance: Clearance, ids: list[UUID]) -> dict[UUID, tuple[Step, ...]]:
    found: dict[UUID, tuple[Step, ...]] = {}
    for row in await clearance.fetch(LIST_STEPS, ids):
        step = Step(BottleneckStepKind(row["kind"]), row["words"], row["taken_by"], row["taken_at"])
        found[row["bottleneck_id"]] = (*found.get(row["bottleneck_id"], ()), step)
    return found


def _bottleneck(row: Any, steps: tuple[Step, ...]) -> NetworkBottleneck:
    return NetworkBottleneck(
        row["id"], row["network_id"], NotKeptReason(row["reason"]), row["sector"] and Sector(row["sector"]),
        row["words"], row["month"], NetworkBottleneckState(row["state"]), row["version"], row["yours"], steps,
    )  # fmt: skip
