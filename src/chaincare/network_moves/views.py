"""Going to another network, as it is asked for and shown."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from chaincare.network_moves.model import MovesBecause, NetworkMove, NetworkMoveState, Received
from chaincare.wire import Body, Instant, View


class ProposeNetworkMove(Body):
    """To which network the case goes, and why, by a word of the list. Until it is accepted there, it stays where it is."""

    network_id: UUID
    because: MovesBecause


class WithdrawNetworkMove(Body):
    """That it stays where it is. Of what was declined, or expired, it says that nobody has to think of it any more."""


class NetworkMoveAnswer(StrEnum):
    """What the network says that it is to go to."""

    ACCEPT = "accept"
    DECLINE = "decline"


class DecideNetworkMove(Body):
    """Whether the case comes to your network."""

    answer: NetworkMoveAnswer


class NetworkMoveView(View):
    """That a case is to go to another network, and what came of it. Not decided by ``respondByDate``, it is `expired`."""

    id: UUID
    from_network_id: UUID
    to_network_id: UUID
    because: MovesBecause
    state: NetworkMoveState
    proposed_at: Instant
    respond_by_date: date
    decided_at: Instant | None


class NetworkMoves(View):
    """What was proposed for this case, the last first."""

    items: tuple[NetworkMoveView, ...]


class ReceivedNetworkMoveView(View):
    """A case that is to come to your network: by its reference and who directs it. No client, and no text."""

    id: UUID
    reference: str
    from_network: str
    because: MovesBecause
    proposed_at: Instant
    respond_by_date: date
    parties: int
    regie_holder: str | None
    regie_holder_phone: str | None
    regie_holder_organisation: str | None


class ReceivedNetworkMoves(View):
    """What waits for you, the oldest first."""

    items: tuple[ReceivedNetworkMoveView, ...]


def move_view(move: NetworkMove) -> NetworkMoveView:
    """Show a move to who takes part."""
    return NetworkMoveView(
        id=move.id, from_network_id=move.from_network_id, to_network_id=move.to_network_id, because=move.because,
        state=move.state, proposed_at=move.proposed_at, respond_by_date=move.respond_by, decided_at=move.decided_at,
    )  # fmt: skip


def received_view(one: Received) -> ReceivedNetworkMoveView:
    """Show a move to who coordinates where it goes."""
    return ReceivedNetworkMoveView(
        id=one.move.id, reference=one.reference, from_network=one.from_network, because=one.move.because,
        proposed_at=one.move.proposed_at, respond_by_date=one.move.respond_by, parties=one.parties, regie_holder=one.holder,
        regie_holder_phone=one.holder_phone, regie_holder_organisation=one.holder_organisation,
    )  # fmt: skip
