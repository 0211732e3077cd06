"""Moving all regie of one person to another, in slices: each case an act of its own."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import Operation, Reach
from chaincare.refusals import Kind, Refusal

SLICE = 20
"""So many cases at a time: a call stays short, and its ticket valid."""


class MoveState(StrEnum):
    """How a case of a move stands. ``refused``: refused, objected to, withdrawn or expired; ``failed``: it was not possible to ask."""

    PENDING = "pending"
    WAITING = "waiting"
    MOVED = "moved"
    REFUSED = "refused"
    FAILED = "failed"


class MoveEndsBecause(StrEnum):
    """Why a move is over: nothing of it was open any more, it was put aside, or the coordinator ordered it instead."""

    DONE = "done"
    WITHDRAWN = "withdrawn"
    BY_ORDER = "by_order"


class Move(msgspec.Struct, frozen=True):
    """Whose regie goes to whom. ``by_order``: the coordinator's (R2); else he hands it over himself.

    ``reason`` is None for who may not read why somebody hands over himself.
    """

    id: UUID
    from_id: UUID
    to_id: UUID
    by_order: bool
    reason: str | None
    made_by: UUID
    made_at: datetime
    ended_at: datetime | None = None
    ended_because: MoveEndsBecause | None = None


class Came(msgspec.Struct, frozen=True):
    """What came of asking in one case. Neither: it is tried again later."""

    case_id: UUID
    proposal_id: UUID | None = None
    failed: str | None = None


class MoveUnknown(Refusal):
    """There is no such move of yours, nor a professional whose regie you may move: he himself, or the coordinator of his network."""

    kind = Kind.UNKNOWN


class MoveToAnother(Refusal):
    """Name another professional, who is active, than the one whose regie it is."""

    kind = Kind.BAD_INPUT


class MoveRuns(Refusal):
    """All regie of this professional is being moved already, by himself or by order in this network: go on with that move, or put it aside first (`GET /regie-moves`, `POST /regie-moves/{id}/withdrawals`)."""

    kind = Kind.CONFLICT


class NothingToMove(Refusal):
    """This professional directs no case that you steer: there is nothing to order here. Who coordinates the network of his cases orders it there."""

    kind = Kind.CONFLICT


class MoveOver(Refusal):
    """This move is finished, was put aside, or another followed it: there is nothing left to ask by it. What it proposed stands in its cases; for what is left begin a new one."""

    kind = Kind.CONFLICT


class SuccessorNotBroughtIn(Refusal):
    """By order you bring in who works in the case's network and not for your own organisation, with scope core or full and a basis that rests on no consent: else have somebody of the case bring him in."""

    kind = Kind.BAD_INPUT


class BringInNeeded(Refusal):
    """Who is to take over takes no part in this case yet: go on with `bringIn`, and with `retryFailed`, or have somebody of the case bring him in."""

    kind = Kind.CONFLICT


class DirectsNoMore(Refusal):
    """Regie of this case is not there to be moved any more: it passed to another, or you neither hold nor steer it now."""

    kind = Kind.FORBIDDEN


class MoveNotYours(Refusal):
    """Who began the move goes on with it; who is to take over answers."""

    kind = Kind.FORBIDDEN


def _operation(code: str, action: str, en: str, nl: str) -> Operation:
    return Operation(
        code=code, action=action, en=en, nl=nl, scope="cases", unknown=MoveUnknown,  # type: ignore[arg-type]
        reaches=frozenset({Reach.CORE, Reach.FULL, Reach.STEERING, Reach.THAT}),
    )  # fmt: skip


BEGIN_MOVE = _operation(
    "regie-move.begun",
    "C",
    "It was begun to move all regie of somebody to another",
    "Er is begonnen om alle regie van iemand aan een ander over te dragen",
)
READ_MOVE = _operation(
    "regie-move.read",
    "R",
    "It was read how far it is that all regie of somebody moves to another",
    "Er is bekeken hoe ver het is met het overdragen van alle regie van iemand",
)
LIST_MOVE = _operation(
    "regie-move.listed",
    "R",
    "The cases of which regie is moved were read",
    "De dossiers waarvan de regie overgaat zijn bekeken",
)
LIST_MOVES = _operation(
    "regie-moves.listed",
    "R",
    "It was looked up whose regie is being moved, and to whom",
    "Er is bekeken wiens regie wordt overgedragen, en aan wie",
)
WITHDRAW_MOVE = _operation(
    "regie-move.withdrawn",
    "U",
    "It was stopped to move all regie of somebody to another",
    "Het overdragen van alle regie van iemand is gestopt",
)
GO_ON = _operation(
    "regie-move.continued",
    "E",
    "Somebody was asked to take over regie, as part of moving all of it",
    "Iemand is gevraagd de regie over te nemen, als deel van een overdracht van alle regie",
)
ANSWER_MOVE = _operation(
    "regie-move.answered",
    "E",
    "It was answered whether somebody takes over regie, as part of moving all of it",
    "Er is geantwoord op de vraag om de regie over te nemen",
)
