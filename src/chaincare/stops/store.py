"""Blocks and stops of the network that is administered. That they hold is the doors' work (directory/door.sql)."""

from datetime import date
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.stops.model import (
    BreadthLimits,
    Lifted,
    LoginBlock,
    LoginBlockedAlready,
    LoginBlockUnknown,
    PartnerStop,
    PartnerStoppedAlready,
    PartnerStopUnknown,
)

ADD_BLOCK = """
    INSERT INTO login_blocks (id, network_id, professional_id, issuer, subject, reason, blocked_by, blocked_at)
    SELECT $1, $2, p.id, p.issuer, p.subject, $4, $5, $6 FROM professionals AS p WHERE p.id = $3
"""

_BLOCK = """
    SELECT id, professional_id, reason, blocked_by, blocked_at, unblocked_at, unblocked_by, unblocked_because
    FROM login_blocks
"""

LIST_BLOCKS = f"{_BLOCK} WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2"

LOCK_BLOCK = f"{_BLOCK} WHERE id = $1 FOR UPDATE"

UNBLOCK = "UPDATE login_blocks SET unblocked_at = $2, unblocked_by = $3, unblocked_because = $4 WHERE id = $1"

ADD_STOP = """
    INSERT INTO partner_stops (id, network_id, partner, reason, stopped_by, stopped_at) VALUES ($1, $2, $3, $4, $5, $6)
"""

_STOP = """
    SELECT id, partner, reason, stopped_by, stopped_at, resumed_at, resumed_by, resumed_because FROM partner_stops
"""

LIST_STOPS = f"{_STOP} WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2"

LOCK_STOP = f"{_STOP} WHERE id = $1 FOR UPDATE"

RESUME = "UPDATE partner_stops SET resumed_at = $2, resumed_by = $3, resumed_because = $4 WHERE id = $1"

FIND_LAST_USE = "SELECT chaincare.partner_last_used($1) AS last_used_on"

GET_LIMITS = "SELECT clients_an_hour, partner_clients_an_hour, breadth_version FROM networks WHERE id = $1"

LOCK_LIMITS = f"{GET_LIMITS} FOR UPDATE"

CHANGE_LIMITS = """
    UPDATE networks SET clients_an_hour = $2, partner_clients_an_hour = $3, breadth_version = $4 WHERE id = $1
"""


async def add_block(clearance: Clearance, block: LoginBlock) -> None:
    """Block a login from the next request on. Raises LoginBlockedAlready."""
    with constraints_mean({"login_blocks_running": LoginBlockedAlready}):
        await clearance.execute(
            ADD_BLOCK, block.id, clearance.admission.network_id, block.professional_id, block.reason,
            block.blocked_by, block.blocked_at,
        )  # fmt: skip


async def list_blocks(clearance: Clearance, after: UUID | None, limit: int) -> list[LoginBlock]:
    """List the blocks of the network, lifted ones too, the first made first."""
    return [_block(row) for row in await clearance.fetch(LIST_BLOCKS, after, limit)]


async def lock_block(clearance: Clearance, block_id: UUID) -> LoginBlock:
    """Give a block that nobody else lifts meanwhile. Raises LoginBlockUnknown."""
    row = await clearance.fetchrow(LOCK_BLOCK, block_id)
    if row is None:
        raise LoginBlockUnknown
    return _block(row)


async def unblock(clearance: Clearance, block_id: UUID, lift: Lifted) -> None:
    """Lift a block; the lock is held."""
    await clearance.execute(UNBLOCK, block_id, lift.at, lift.by, lift.reason)


async def add_stop(clearance: Clearance, stop: PartnerStop) -> None:
    """Stop a partner system from the next request on. Raises PartnerStoppedAlready."""
    with constraints_mean({"partner_stops_running": PartnerStoppedAlready}):
        await clearance.execute(
            ADD_STOP, stop.id, clearance.admission.network_id, stop.client_id, stop.reason, stop.stopped_by,
            stop.stopped_at,
        )  # fmt: skip


async def find_last_use(clearance: Clearance, client_id: str) -> date | None:
    """Give the day on which a system was last worked through in this network, as far as that is known."""
    row = await clearance.fetchrow(FIND_LAST_USE, client_id)
    day: date | None = row["last_used_on"]
    return day


async def list_stops(clearance: Clearance, after: UUID | None, limit: int) -> list[PartnerStop]:
    """List the stops of the network, lifted ones too, the first made first."""
    return [_stop(row) for row in await clearance.fetch(LIST_STOPS, after, limit)]


async def lock_stop(clearance: Clearance, stop_id: UUID) -> PartnerStop:
    """Give a stop that nobody else lifts meanwhile. Raises PartnerStopUnknown."""
    row = await clearance.fetchrow(LOCK_STOP, stop_id)
    if row is None:
        raise PartnerStopUnknown
    return _stop(row)


async def resume(clearance: Clearance, stop_id: UUID, lift: Lifted) -> None:
    """Let a partner system go on; the lock is held."""
    await clearance.execute(RESUME, stop_id, lift.at, lift.by, lift.reason)


async def get_limits(clearance: Clearance) -> BreadthLimits:
    """Give the limits of the network that is administered."""
    return BreadthLimits(*await clearance.fetchrow(GET_LIMITS, clearance.admission.network_id))


async def lock_limits(clearance: Clearance) -> BreadthLimits:
    """Give the same, and keep them from changing until the end."""
    return BreadthLimits(*await clearance.fetchrow(LOCK_LIMITS, clearance.admission.network_id))


async def change_limits(clearance: Clearance, limits: BreadthLimits) -> None:
    """Set the limits; they hold from the next request on."""
    await clearance.execute(
        CHANGE_LIMITS, clearance.admission.network_id, limits.clients_an_hour, limits.partner_clients_an_hour,
        limits.version,
    )  # fmt: skip


def _block(row: Any) -> LoginBlock:
    return LoginBlock(row[0], row[1], row[2], row[3], row[4], _lifted(row[5:]))


def _stop(row: Any) -> PartnerStop:
    return PartnerStop(row[0], row[1], row[2], row[3], row[4], _lifted(row[5:]))


def _lifted(row: Any) -> Lifted | None:
    return None if row[0] is None else Lifted(*row)
