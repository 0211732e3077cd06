"""Terms, holds and certificates. What is erased is erased in the database alone (retention/door.sql)."""

from datetime import datetime
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.retention.model import Destruction, HoldUnknown, Layer, LegalHold, RetentionRule

LIST_RULES = """
    SELECT id, network_id, layer, law, months, source, valid_from, valid_until, activity FROM retention_rules
    WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2
"""

ADD_RULE = """
    INSERT INTO retention_rules (id, network_id, layer, law, months, source, valid_from, valid_until, written_by,
                                 written_at, activity)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""

LIST_DESTRUCTIONS = """
    SELECT id, ran_at, rule_id, layer, replayed, cases, rows, closed_from, closed_until, digest FROM destructions
    WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2
"""

ADD_HOLD = """
    INSERT INTO legal_holds (id, network_id, case_id, reason, placed_by, placed_at) VALUES ($1, $2, $3, $4, $5, $6)
"""

LIST_HOLDS = """
    SELECT id, case_id, placed_at, lifted_at FROM legal_holds WHERE id = ANY ($1::uuid[]) ORDER BY id DESC
"""

LOCK_HOLD = "SELECT id, case_id, placed_at, lifted_at FROM legal_holds WHERE id = $1 FOR UPDATE"

ERASE_WAITING_TEXTS = "SELECT chaincare.erase_waiting_log_texts()"
LIFT_HOLD = "UPDATE legal_holds SET lifted_by = $2, lifted_at = $3, lifted_because = $4 WHERE id = $1"


async def list_rules(clearance: Clearance, after: UUID | None, limit: int) -> list[RetentionRule]:
    """List the terms of the product and of the network."""
    return [
        RetentionRule(row[0], row[1], Layer(row[2]), *tuple(row)[3:])
        for row in await clearance.fetch(LIST_RULES, after, limit)
    ]


async def add_rule(clearance: Clearance, rule: RetentionRule, at: datetime) -> None:
    """Add a term of the network."""
    await clearance.execute(
        ADD_RULE, rule.id, rule.network_id, rule.layer.value, rule.law, rule.months, rule.source, rule.valid_from,
        rule.valid_until, clearance.actor_id, at, rule.activity,
    )  # fmt: skip


async def list_destructions(clearance: Clearance, after: UUID | None, limit: int) -> list[Destruction]:
    """List the certificates, the latest first."""
    return [
        Destruction(row[0], row[1], row[2], Layer(row[3]), *tuple(row)[4:])
        for row in await clearance.fetch(LIST_DESTRUCTIONS, after, limit)
    ]


async def add_hold(clearance: Clearance, hold: LegalHold, reason: str) -> None:
    """Keep a case from being erased."""
    network_id = clearance.admission.network_id
    await clearance.execute(
        ADD_HOLD, hold.id, network_id, hold.case_id, reason, clearance.actor_id, hold.placed_at
    )


async def list_holds(clearance: Clearance) -> list[LegalHold]:
    """List the holds of this page, the latest first."""
    page = [entry.object_id for entry in clearance.page]
    return [LegalHold(*row) for row in await clearance.fetch(LIST_HOLDS, page)]


async def lock_hold(clearance: Clearance, hold_id: UUID) -> LegalHold:
    """Give a hold, locked. Raises HoldUnknown."""
    row = await clearance.fetchrow(LOCK_HOLD, hold_id)
    if row is None:
        raise HoldUnknown
    return LegalHold(*row)


async def lift_hold(clearance: Clearance, hold: LegalHold, reason: str) -> None:
    """Lift a hold."""
    await clearance.execute(LIFT_HOLD, hold.id, clearance.actor_id, hold.lifted_at, reason)
    await clearance.execute(ERASE_WAITING_TEXTS)
