"""Who proposes that a case goes to another network, and who decides it."""

from datetime import UTC, date, datetime
from uuid import uuid4

import msgspec
import pytest

from chaincare.network_moves.model import (
    MovesBecause,
    NetworkMoveSettled,
    NetworkMoveState,
    NetworkNotThere,
    NetworkUnfit,
    OnlyHolderMoves,
)
from chaincare.network_moves.rules import decided, proposed, withdrawn
from chaincare.parties.model import Circle, Seat

MOVE, CASE, NORTH, SOUTH, ACTOR, OWN = (uuid4() for _ in range(6))
NOW = datetime(2026, 6, 1, tzinfo=UTC)
HOLDS = Seat(OWN, ACTOR, Circle.BUURTWINKEL, OWN)
OTHER = msgspec.structs.replace(HOLDS, holder_id=None)
WHY = MovesBecause.MOVED_HOUSE


def test_who_directs_proposes_another_network() -> None:
    move = proposed(MOVE, CASE, NORTH, SOUTH, WHY, HOLDS, known=True, at=NOW)
    assert (move.state, move.from_network_id, move.to_network_id, move.proposed_by) == (
        NetworkMoveState.OPEN, NORTH, SOUTH, ACTOR,
    )  # fmt: skip
    assert move.respond_by == date(2026, 6, 15)
    with pytest.raises(OnlyHolderMoves):
        proposed(MOVE, CASE, NORTH, SOUTH, WHY, OTHER, known=True, at=NOW)
    with pytest.raises(OnlyHolderMoves):
        withdrawn(move, OTHER, at=NOW)


def test_it_goes_to_another_that_is_there() -> None:
    with pytest.raises(NetworkUnfit):
        proposed(MOVE, CASE, NORTH, NORTH, WHY, HOLDS, known=True, at=NOW)
    with pytest.raises(NetworkNotThere):
        proposed(MOVE, CASE, NORTH, SOUTH, WHY, HOLDS, known=False, at=NOW)


@pytest.mark.parametrize("state", [NetworkMoveState.DECLINED, NetworkMoveState.EXPIRED])
def test_what_came_to_nothing_is_let_be_once_by_who_proposed_it_or_directs(state: NetworkMoveState) -> None:
    move = proposed(MOVE, CASE, NORTH, SOUTH, WHY, HOLDS, known=True, at=NOW)
    over = msgspec.structs.replace(move, state=state, decided_at=NOW)
    proposer = OTHER
    stranger = msgspec.structs.replace(OTHER, actor_id=CASE)
    for who in (HOLDS, proposer):
        assert withdrawn(over, who, at=NOW) == msgspec.structs.replace(over, let_be=True)
    with pytest.raises(OnlyHolderMoves):
        withdrawn(over, stranger, at=NOW)
    with pytest.raises(NetworkMoveSettled):
        withdrawn(msgspec.structs.replace(over, let_be=True), HOLDS, at=NOW)


@pytest.mark.parametrize(
    ("accept", "state"), [(True, NetworkMoveState.ACCEPTED), (False, NetworkMoveState.DECLINED)]
)
def test_it_is_settled_once(accept: bool, state: NetworkMoveState) -> None:
    move = proposed(MOVE, CASE, NORTH, SOUTH, WHY, HOLDS, known=True, at=NOW)
    settled = decided(move, accept=accept, by=OWN, at=NOW)
    assert (settled.state, settled.decided_by, settled.decided_at) == (state, OWN, NOW)
    assert withdrawn(move, HOLDS, at=NOW).state is NetworkMoveState.WITHDRAWN
    with pytest.raises(NetworkMoveSettled):
        withdrawn(msgspec.structs.replace(settled, let_be=True), HOLDS, at=NOW)
    with pytest.raises(NetworkMoveSettled):
        decided(settled, accept=True, by=OWN, at=NOW)
