"""Who proposes that a case goes to another network, and who decides it. Pure."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.network_moves.model import (
    MovesBecause,
    NetworkMove,
    NetworkMoveSettled,
    NetworkMoveState,
    NetworkUnfit,
    OnlyHolderMoves,
)
from chaincare.parties.model import Seat
from chaincare.refusals import FieldError


def proposed(
    move_id: UUID,
    case_id: UUID,
    present: UUID,
    wanted: UUID,
    because: MovesBecause,
    seat: Seat,
    *,
    known: bool,
    at: datetime,
) -> NetworkMove:
    """Give what is proposed. Raises OnlyHolderMoves, NetworkUnfit."""
    if not seat.directs:
        raise OnlyHolderMoves
    if wanted == present or not known:
        raise NetworkUnfit(errors=[FieldError("/networkId", "Name another network, by its id.")])
    return NetworkMove(move_id, case_id, present, wanted, because, NetworkMoveState.OPEN, seat.actor_id, at)


def withdrawn(move: NetworkMove, seat: Seat, *, at: datetime) -> NetworkMove:
    """Take it back: by who directs now. Raises OnlyHolderMoves, NetworkMoveSettled."""
    if not seat.directs:
        raise OnlyHolderMoves
    return _settled(move, NetworkMoveState.WITHDRAWN, by=seat.actor_id, at=at)


def decided(move: NetworkMove, *, accept: bool, by: UUID, at: datetime) -> NetworkMove:
    """Let the other network's coordinator decide. Raises NetworkMoveSettled."""
    state = NetworkMoveState.ACCEPTED if accept else NetworkMoveState.DECLINED
    return _settled(move, state, by=by, at=at)


def _settled(move: NetworkMove, state: NetworkMoveState, *, by: UUID, at: datetime) -> NetworkMove:
    if move.state is not NetworkMoveState.OPEN:
        raise NetworkMoveSettled
    return msgspec.structs.replace(move, state=state, decided_by=by, decided_at=at)
