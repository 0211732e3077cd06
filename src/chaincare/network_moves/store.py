"""Proposals that a case goes to another network."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from chaincare.access.clearance import Clearance
from chaincare.database import constraints_mean
from chaincare.network_moves.model import (
    MoveOpenAlready,
    MovesBecause,
    NetworkMove,
    NetworkMoveState,
    NetworkMoveUnknown,
    Received,
)

_COLUMNS = "id, case_id, from_network_id, to_network_id, because, state, proposed_by, proposed_at, respond_by, decided_by, decided_at, let_be"
# Held against its closing, and against another network, until the end.
LOCK_CASE = "SELECT network_id FROM cases WHERE id = $1"
FIND_NETWORK = "SELECT FROM networks WHERE id = $1"
FIND_OPEN = "SELECT FROM network_moves WHERE case_id = $1 AND state = 'open'"
ADD_MOVE = (
    f"INSERT INTO network_moves ({_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
)
LOCK_MOVE = f"SELECT {_COLUMNS} FROM network_moves WHERE case_id = $1 AND id = $2 FOR UPDATE"
SET_STATE = """
    UPDATE network_moves SET state = $3, decided_by = $4, decided_at = $5, let_be = $6 WHERE case_id = $1 AND id = $2
"""
LIST_MOVES = f"SELECT {_COLUMNS} FROM network_moves WHERE case_id = $1 ORDER BY id DESC LIMIT 100"
MOVE_CASE = "SELECT chaincare.move_to_network($1)"
LIST_RECEIVED = """
    SELECT v.id, v.case_id, v.from_network_id, v.to_network_id, v.because, v.state, v.proposed_by, v.proposed_at,
           v.respond_by, v.decided_by, v.decided_at, v.let_be, c.reference, n.name AS from_network, (
               SELECT count(*) FROM participations AS p WHERE p.case_id = v.case_id AND p.during @> $2::timestamptz) AS parties,
           h.name AS holder, h.phone AS holder_phone, h.organisation AS holder_organisation
    FROM network_moves AS v JOIN cases AS c ON c.id = v.case_id JOIN networks AS n ON n.id = v.from_network_id
    LEFT JOIN LATERAL (
        SELECT f.name, f.phone, o.name AS organisation FROM regie_terms AS t
        JOIN participations AS p ON p.id = t.holder_id
        JOIN professionals AS f ON f.id = p.professional_id JOIN units AS u ON u.id = f.unit_id
        JOIN organisations AS o ON o.id = u.organisation_id
        WHERE t.case_id = v.case_id AND t.during @> $2::timestamptz) AS h ON true
    WHERE v.id = ANY ($1) ORDER BY v.id
"""


async def get_network(clearance: Clearance) -> UUID:
    """Give the network the case is in."""
    row: Any = await clearance.fetchrow(LOCK_CASE, clearance.case_id)
    return UUID(str(row["network_id"]))


async def is_network(clearance: Clearance, network_id: UUID) -> bool:
    """Say whether there is such a network."""
    return await clearance.fetchrow(FIND_NETWORK, network_id) is not None


async def refuse_second(clearance: Clearance) -> None:
    """Hold a case to one proposal at a time. Raises MoveOpenAlready."""
    if await clearance.fetchrow(FIND_OPEN, clearance.case_id) is not None:
        raise MoveOpenAlready


async def add_move(clearance: Clearance, move: NetworkMove) -> None:
    """Write down a proposal. Raises MoveOpenAlready."""
    with constraints_mean({"network_moves_one_open": MoveOpenAlready}):
        await clearance.execute(
            ADD_MOVE, move.id, move.case_id, move.from_network_id, move.to_network_id, move.because.value,
            move.state.value, move.proposed_by, move.proposed_at, move.respond_by, move.decided_by, move.decided_at, move.let_be,
        )  # fmt: skip


async def lock_move(clearance: Clearance, move_id: UUID) -> NetworkMove:
    """Give a proposal, held. Raises NetworkMoveUnknown."""
    row = await clearance.fetchrow(LOCK_MOVE, clearance.case_id, move_id)
    if row is None:
        raise NetworkMoveUnknown
    return _move(row)


async def set_state(clearance: Clearance, move: NetworkMove) -> None:
    """Write down how it was settled; what was accepted has effect with it."""
    await clearance.execute(
        SET_STATE, move.case_id, move.id, move.state.value, move.decided_by, move.decided_at, move.let_be
    )
    if move.state is NetworkMoveState.ACCEPTED:
        await clearance.fetchrow(MOVE_CASE, move.id)


async def list_moves(clearance: Clearance) -> Sequence[NetworkMove]:
    """List what was proposed for a case, the last first."""
    return [_move(row) for row in await clearance.fetch(LIST_MOVES, clearance.case_id)]


async def list_received(clearance: Clearance) -> Sequence[Received]:
    """List those of a page."""
    wanted = [entry.object_id for entry in clearance.page]
    rows = await clearance.fetch(LIST_RECEIVED, wanted, clearance.now())
    told = ("reference", "from_network", "parties", "holder", "holder_phone", "holder_organisation")
    return [Received(_move(row), *[row[one] for one in told]) for row in rows]


def _move(row: Any) -> NetworkMove:
    known = {name: row[name] for name in NetworkMove.__struct_fields__}
    return NetworkMove(
        **known | {"because": MovesBecause(row["because"]), "state": NetworkMoveState(row["state"])}
    )
