"""What must be there before help starts, who bridges the waiting time, and who is there to be named."""

from datetime import date, datetime
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.escalations.facts import ConditionKind
from chaincare.escalations.model import Bridge, Condition, ConditionState
from chaincare.escalations.refusals import ConditionUnknown

LIST_CONDITIONS = """
    SELECT id, owner_id, state FROM escalation_conditions WHERE escalation_id = $1 ORDER BY id
"""

ADD_CONDITION = """
    INSERT INTO escalation_conditions (id, escalation_id, case_id, kind, owner_id, state)
    VALUES ($1, $2, $3, $4, $5, 'open')
"""

SET_CONDITION = "UPDATE escalation_conditions SET state = $2 WHERE id = $1"

SET_BRIDGE = "UPDATE escalations SET bridge_id = $2, bridge_agreed = $3 WHERE id = $1"

SET_REVIEW = "UPDATE escalations SET review_due_on = $2 WHERE id = $1"

# A professional, in his own name, who takes part and could act now.
FIND_PRESENT = """
    SELECT p.id FROM participations AS p
    WHERE p.case_id = $1 AND p.id = $2 AND p.professional_id IS NOT NULL AND chaincare.stands(p.id, $3)
"""


async def list_conditions(clearance: Clearance, escalation_id: UUID) -> tuple[Condition, ...]:
    """List what must be there first, the oldest first."""
    rows = await clearance.fetch(LIST_CONDITIONS, escalation_id)
    return tuple(Condition(row["id"], row["owner_id"], ConditionState(row["state"])) for row in rows)


def one_of(conditions: tuple[Condition, ...], condition_id: UUID) -> Condition:
    """Give one of them. Raises ConditionUnknown."""
    found = next((one for one in conditions if one.id == condition_id), None)
    if found is None:
        raise ConditionUnknown
    return found


async def add_condition(
    clearance: Clearance, escalation_id: UUID, condition_id: UUID, kind: ConditionKind, owner_id: UUID
) -> None:
    """Add something that must be there first."""
    await clearance.execute(
        ADD_CONDITION, condition_id, escalation_id, clearance.case_id, kind.value, owner_id
    )


async def set_condition(clearance: Clearance, condition_id: UUID, state: ConditionState) -> None:
    """Let a condition stand where that leaves it."""
    await clearance.execute(SET_CONDITION, condition_id, state.value)


async def set_bridge(clearance: Clearance, escalation_id: UUID, bridge: Bridge | None) -> None:
    """Keep who bridges, or that nobody does."""
    named = (None, False) if bridge is None else (bridge.participation_id, bridge.agreed)
    await clearance.execute(SET_BRIDGE, escalation_id, *named)


async def set_review(clearance: Clearance, escalation_id: UUID, due_on: date) -> None:
    """Keep until when nobody has to look again."""
    await clearance.execute(SET_REVIEW, escalation_id, due_on)


async def find_present(clearance: Clearance, participation_id: UUID, at: datetime) -> UUID | None:
    """Give a participation back when it is that of a professional who is here now."""
    row = await clearance.fetchrow(FIND_PRESENT, clearance.case_id, participation_id, at)
    return None if row is None else row["id"]
