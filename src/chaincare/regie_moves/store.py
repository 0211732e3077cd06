"""Moves, the slices of them, and what came of each case."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from chaincare.access.clearance import Clearance
from chaincare.access.model import Purpose
from chaincare.database import constraints_mean
from chaincare.legal_grounds.model import GroundNotInCatalogue, GroundNotInForce
from chaincare.parties.model import LegalBasis, Scope
from chaincare.parties.refusals import AlreadyTakesPart
from chaincare.regie_moves.model import (
    Came,
    Move,
    MoveEndsBecause,
    MoveRuns,
    MoveState,
    MoveUnknown,
    NothingToMove,
    SuccessorNotBroughtIn,
)

FIND_COLLEAGUE = """
    SELECT FROM professionals AS p
    JOIN units AS u ON u.id = p.unit_id
    JOIN memberships AS m ON m.organisation_id = u.organisation_id
    JOIN memberships AS n ON n.network_id = m.network_id
    JOIN units AS v ON v.organisation_id = n.organisation_id
    JOIN professionals AS f ON f.unit_id = v.id AND f.id = $2
    WHERE p.id = $1 AND p.status = 'active' LIMIT 1
"""
ADD_MOVE = """
    INSERT INTO regie_moves (id, from_id, to_id, by_order, reason, made_by, made_at, network_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""
ORDER_NETWORK = "SELECT chaincare.regie_order_network($1, $2) AS network"
BEGIN_MOVE = "SELECT chaincare.begin_regie_move($1, $2) AS begun"
END_SETTLED = "SELECT chaincare.end_settled_regie_moves($1, $2, $3)"
LIST_MOVES = """
    SELECT id, from_id, to_id, by_order, reason, made_by, made_at, ended_at, ended_because
    FROM chaincare.seen_regie_moves($1, $2, $3, $4)
"""
PUT_ASIDE = "SELECT chaincare.put_aside_regie_move($1, $2) AS done"
RETRY = "SELECT chaincare.retry_regie_move($1)"
BRING_IN = "SELECT chaincare.bring_in_by_order($1, $2, $3, $4, $5, $6) AS came"
COUNT = "SELECT state, cases, failed FROM chaincare.regie_move_counts($1, $2)"
TAKE = "SELECT chaincare.take_regie_move($1, $2) AS taken"
NOTE = "SELECT chaincare.note_regie_move($1, $2, $3)"
LIST_WAITING = "SELECT case_id, proposal_id FROM chaincare.regie_move_waiting($1, $2, $3)"
LIST_OPEN = "SELECT of_case FROM chaincare.regie_move_open($1, $2, $3)"
LIST_PAGE = "SELECT case_id, reference, state, failed, proposal_id FROM chaincare.regie_move_page($1, $2)"
FIND_PART = """
    SELECT id FROM participations WHERE case_id = $1 AND professional_id = $2 AND during @> $3::timestamptz
"""
FIND_DIRECTING = """
    SELECT p.id FROM regie_terms AS t JOIN participations AS p ON p.id = t.holder_id
    WHERE t.case_id = $1 AND p.professional_id = $2 AND t.during @> $3::timestamptz
"""


async def can_take_over(clearance: Clearance, professional_id: UUID, from_id: UUID) -> bool:
    """Say whether somebody is active, in a network of the one whose regie it is."""
    return await clearance.fetchrow(FIND_COLLEAGUE, professional_id, from_id) is not None


async def begin(clearance: Clearance, move: Move) -> None:
    """Write down a move, and every case it is about. Raises NothingToMove; MoveRuns: one runs at a time, by order one in a network."""
    network = await _find_network(clearance, move) if move.by_order else None
    await clearance.execute(END_SETTLED, move.from_id, network, move.made_at)
    with constraints_mean({"regie_moves_one_runs": MoveRuns}):
        await clearance.execute(
            ADD_MOVE,
            move.id,
            move.from_id,
            move.to_id,
            move.by_order,
            move.reason,
            move.made_by,
            move.made_at,
            network,
        )
    if not (await clearance.fetchrow(BEGIN_MOVE, move.id, move.made_at))["begun"]:
        raise MoveRuns


async def _find_network(clearance: Clearance, move: Move) -> UUID:
    """Give the network of an order. Raises NothingToMove."""
    network = (await clearance.fetchrow(ORDER_NETWORK, move.from_id, move.made_at))["network"]
    if network is None:
        raise NothingToMove
    return UUID(str(network))


async def get_move(clearance: Clearance, move_id: UUID) -> Move:
    """Give a move that whoever is let in may see. Raises MoveUnknown."""
    row = await clearance.fetchrow(LIST_MOVES, move_id, None, 1, clearance.now())
    if row is None:
        raise MoveUnknown
    return _move(row)


async def list_moves(clearance: Clearance, after: UUID | None, limit: int) -> list[Move]:
    """List the moves that whoever is let in may see, the latest first."""
    return [_move(row) for row in await clearance.fetch(LIST_MOVES, None, after, limit, clearance.now())]


async def put_aside(clearance: Clearance, move_id: UUID, at: datetime) -> bool:
    """Put a move aside, and say whether it ran and was his to."""
    return bool((await clearance.fetchrow(PUT_ASIDE, move_id, at))["done"])


async def retry(clearance: Clearance, move_id: UUID) -> None:
    """Let what failed be asked again."""
    await clearance.execute(RETRY, move_id)


async def bring_in(
    clearance: Clearance,
    move_id: UUID,
    new_id: UUID,
    scope: Scope,
    purpose: Purpose,
    basis: LegalBasis,
    at: datetime,
) -> None:
    """Bring in by order who is to direct, with the basis he stands on. Raises SuccessorNotBroughtIn, and what the basis lacks."""
    with constraints_mean(
        {
            "participations_once_professional": AlreadyTakesPart,
            "legal_bases_in_catalogue": GroundNotInCatalogue,
            "legal_bases_in_force": GroundNotInForce,
        }
    ):
        stated = msgspec.json.encode(basis)
        row = await clearance.fetchrow(BRING_IN, move_id, new_id, scope.value, purpose.value, stated, at)
    if not row["came"]:
        raise SuccessorNotBroughtIn


def _move(row: Any) -> Move:
    because = row["ended_because"]
    return Move(**dict(row) | {"ended_because": None if because is None else MoveEndsBecause(because)})


async def count(clearance: Clearance, move_id: UUID) -> Sequence[tuple[MoveState, int, str | None]]:
    """Count the cases of a move by how they stand, and those that failed by why."""
    rows = await clearance.fetch(COUNT, move_id, clearance.now())
    return [(MoveState(row["state"]), row["cases"], row["failed"]) for row in rows]


async def take(clearance: Clearance, move_id: UUID, at_most: int) -> list[UUID]:
    """Take some cases in hand, that nobody else has and the caller may come into."""
    row = await clearance.fetchrow(TAKE, move_id, at_most)
    return list(row["taken"])


async def note(clearance: Clearance, move_id: UUID, came: Sequence[Came]) -> None:
    """Note what came of those that were in hand."""
    await clearance.fetchrow(NOTE, move_id, msgspec.json.encode(came).decode(), clearance.now())


async def list_waiting(clearance: Clearance, move_id: UUID, at_most: int) -> list[tuple[UUID, UUID]]:
    """List proposals that wait for who is to take over, with their cases."""
    rows = await clearance.fetch(LIST_WAITING, move_id, clearance.now(), at_most)
    return [(row["case_id"], row["proposal_id"]) for row in rows]


async def list_page(clearance: Clearance, move_id: UUID) -> list[Any]:
    """List how the cases of a page stand."""
    return await clearance.fetch(LIST_PAGE, move_id, clearance.now())


async def find_part(clearance: Clearance, professional_id: UUID, at: datetime) -> UUID | None:
    """Give the participation of who is to take over, if he takes part."""
    row = await clearance.fetchrow(FIND_PART, clearance.case_id, professional_id, at)
    return None if row is None else row["id"]


async def find_directing(clearance: Clearance, professional_id: UUID, at: datetime) -> UUID | None:
    """Give the participation by which somebody directs the case now, if he does."""
    row = await clearance.fetchrow(FIND_DIRECTING, clearance.case_id, professional_id, at)
    return None if row is None else row["id"]


async def list_open(clearance: Clearance, move_id: UUID, among: Sequence[UUID]) -> frozenset[UUID]:
    """Give which of these cases of a move the caller may come into now."""
    rows = await clearance.fetch(LIST_OPEN, move_id, clearance.now(), list(among))
    return frozenset(row["of_case"] for row in rows)
