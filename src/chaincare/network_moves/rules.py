"""Who proposes that a case goes to another network, and who decides it. Pure."""

from datetime import datetime
from uuid import UUID

import msgspec

from chaincare.network_moves.model import (
    MovesBecause,
    NetworkMove,
    NetworkMoveSettled,
    NetworkMoveState,
    NetworkNotThere,
    NetworkUnfit,
    OnlyHolderMoves,
)
from chaincare.parties.model import Seat
from chaincare.refusals import FieldError
from chaincare.workdays import add_working_days, day_in_amsterdam

TERM_DAYS = 10
"""Working days in which it is decided in the other network."""

CAME_TO_NOTHING = frozenset({NetworkMoveState.DECLINED, NetworkMoveState.EXPIRED})


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
    """Give what is proposed. Raises OnlyHolderMoves, NetworkNotThere, NetworkUnfit."""
    if not seat.directs:
        raise OnlyHolderMoves
    if not known:
        raise NetworkNotThere(errors=[FieldError("/networkId", "There is no network with this id.")])
    if wanted == present:
        raise NetworkUnfit(errors=[FieldError("/networkId", "The case is in this network already.")])
    by = add_working_days(day_in_amsterdam(at), TERM_DAYS)
    return NetworkMove(
        move_id, case_id, present, wanted, because, NetworkMoveState.OPEN, seat.actor_id, at, by
    )


def withdrawn(move: NetworkMove, seat: Seat, *, at: datetime) -> NetworkMove:
    """Take it back: by who directs now. Of what came to nothing it says that it is let be, by who proposed it as well.

    Raises OnlyHolderMoves, NetworkMoveSettled.
    """
    if move.state in CAME_TO_NOTHING and not move.let_be:
        if not seat.directs and seat.actor_id != move.proposed_by:
            raise OnlyHolderMoves
        return msgspec.structs.replace(move, let_be=True)
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
