"""A case goes to another network: proposed by who directs it, accepted by who coordinates there."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import CaseUnknown, Operation, Reach
from chaincare.refusals import Kind, Refusal


class MovesBecause(StrEnum):
    """Why the case goes there. A word of a list: who decides about it there reads no text of the case."""

    MOVED_HOUSE = "moved_house"
    PLACEMENT = "placement"
    SCHOOL = "school"
    WORK = "work"
    OTHER = "other"


class NetworkMoveState(StrEnum):
    """How it stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class NetworkMove(msgspec.Struct, frozen=True):
    """That a case is to go from one network to another, and what was decided."""

    id: UUID
    case_id: UUID
    from_network_id: UUID
    to_network_id: UUID
    because: MovesBecause
    state: NetworkMoveState
    proposed_by: UUID
    proposed_at: datetime
    respond_by: date
    """The last day on which it is decided there; then it ends by itself."""
    decided_by: UUID | None = None
    decided_at: datetime | None = None
    let_be: bool = False
    """It came to nothing, and nobody has to think of that any more."""


class Received(msgspec.Struct, frozen=True):
    """A move that waits for the network it is to, as far as its coordinator may know: no name of the client."""

    move: NetworkMove
    reference: str
    from_network: str
    parties: int
    holder: str | None
    holder_phone: str | None
    holder_organisation: str | None


class NetworkMoveUnknown(Refusal):
    """There is no such move that waits for you, or that is of this case."""

    kind = Kind.UNKNOWN


class NetworkUnfit(Refusal):
    """Name another network than the one the case is in."""

    kind = Kind.BAD_INPUT


class NetworkNotThere(Refusal):
    """There is no network with this id: take it from the list of networks (`/networks`)."""

    kind = Kind.BAD_INPUT


class MoveOpenAlready(Refusal):
    """It is proposed already that this case goes to another network: withdraw that first."""

    kind = Kind.CONFLICT


class NetworkMoveSettled(Refusal):
    """This move was decided or withdrawn already, or ended unanswered after its last day: there is nothing to answer any more. Who directs the case proposes it anew."""

    kind = Kind.CONFLICT


class OnlyHolderMoves(Refusal):
    """That a case goes to another network is proposed, and withdrawn, by who directs it; what came to nothing lets be who proposed it too."""

    kind = Kind.FORBIDDEN


PROPOSE_NETWORK_MOVE = Operation(
    code="network-move.proposed",
    action="C",
    en="It was proposed that the case goes to another region",
    nl="Er is voorgesteld dat het dossier naar een andere regio gaat",
    scope="cases",
    reaches=frozenset({Reach.CORE, Reach.FULL}),
    unknown=CaseUnknown,
)
WITHDRAW_NETWORK_MOVE = Operation(
    code="network-move.withdrawn",
    action="U",
    en="The proposal to go to another region was withdrawn",
    nl="Het voorstel om naar een andere regio te gaan is ingetrokken",
    scope="cases",
    reaches=frozenset({Reach.CORE, Reach.FULL}),
    unknown=CaseUnknown,
)
LIST_NETWORK_MOVES = Operation(
    code="network-move.listed",
    action="R",
    en="It was read to which regions the case went, or is to go",
    nl="Er is bekeken naar welke regio's het dossier ging of zal gaan",
    scope="cases",
    reaches=frozenset({Reach.CORE, Reach.FULL, Reach.STEERING}),
    unknown=CaseUnknown,
)
READ_RECEIVED = Operation(
    code="network-move.received",
    action="R",
    en="The cases that are to come to a region were read, without names",
    nl="De dossiers die naar een regio komen zijn bekeken, zonder namen",
    scope="cases",
    reaches=frozenset({Reach.STEERING}),
    unknown=NetworkMoveUnknown,
)
DECIDE_NETWORK_MOVE = Operation(
    code="network-move.decided",
    action="U",
    en="It was decided whether the case comes to another region",
    nl="Er is besloten of het dossier naar een andere regio komt",
    scope="cases",
    reaches=frozenset({Reach.STEERING}),
    unknown=NetworkMoveUnknown,
)
