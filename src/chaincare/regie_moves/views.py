"""Moves of regie, as they are asked for and shown."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from chaincare.access.model import Purpose
from chaincare.parties.model import Scope
from chaincare.parties.views import StateLegalBasis
from chaincare.regie.model import Answer
from chaincare.regie_moves.model import Came, Move, MoveEndsBecause, MoveState
from chaincare.wire import Body, Instant, Line, Text, View


class BeginRegieMove(Body):
    """To whom all regie of this professional goes, and why. The coordinator's reason stays readable in each case (R2)."""

    successor: UUID
    reason: Line


class BringAlong(Body):
    """Where who is to take over does not take part yet: his scope, purpose and basis in each of these cases."""

    scope: Scope
    purpose: Purpose
    legal_basis: StateLegalBasis


class ContinueRegieMove(Body):
    """The next slice. ``handoverNote`` stands in each of its cases: name no client in it; who hands over himself writes one (R7).

    ``bringIn`` says how the successor comes in where he takes no part yet. He sees that the case is there, and no more, until
    he agrees, and is out again when it comes to nothing; by the coordinator's order his basis rests on no consent. With
    ``retryFailed`` what failed before is asked again: send it once, then go on without.
    """

    handover_note: Text | None = None
    bring_in: BringAlong | None = None
    retry_failed: bool = False


class WithdrawRegieMove(Body):
    """It is put aside: nothing more is proposed by it. What was proposed already is withdrawn in its case."""


class AnswerRegieMove(Body):
    """The same answer to the next slice of what you were asked to take over."""

    answer: Answer
    reason: Line | None = None


class RegieMoveLine(View):
    """What came of one case: a proposal that waits for its answers, or why there is none, by the name of the problem.

    Neither: it is tried again in a later slice.
    """

    case_id: UUID
    proposal_id: UUID | None = None
    failed: str | None = None


class RegieMoveSlice(View):
    """The cases of this slice. None: there is nothing left, or another process has the rest in hand."""

    items: tuple[RegieMoveLine, ...]


class FailedBecause(View):
    """How many failed for one reason."""

    problem: str
    cases: int


class RegieMoveView(View):
    """How far it has come: the counts are over the cases that you may come into now.

    ``reason`` is not told to a coordinator of a move that somebody makes himself. ``withdrawnAt``: it was put aside, or the
    coordinator ordered another instead.
    """

    id: UUID
    professional_id: UUID
    successor: UUID
    by_order: bool
    reason: str | None
    begun_at: Instant
    withdrawn_at: Instant | None
    pending: int
    waiting: int
    moved: int
    refused: int
    failed: int
    failed_because: tuple[FailedBecause, ...]


class RegieMoveItem(View):
    """A move: whose regie, to whom, and whether the coordinator ordered it. How far it has come: read it by its id."""

    id: UUID
    professional_id: UUID
    successor: UUID
    by_order: bool
    reason: str | None
    begun_at: Instant
    withdrawn_at: Instant | None


class RegieMoves(View):
    """The moves that you began, that are to come to you, or that have a case you steer; the latest first."""

    items: tuple[RegieMoveItem, ...]


class RegieMoveCaseView(View):
    """How one case of a move stands."""

    case_id: UUID
    reference: str
    state: MoveState
    failed: str | None
    proposal_id: UUID | None


class RegieMoveCases(View):
    """The cases of a move that you may come into."""

    items: tuple[RegieMoveCaseView, ...]


def move_view(move: Move, counts: Sequence[tuple[MoveState, int, str | None]]) -> RegieMoveView:
    """Show a move and how far it has come."""
    many = {one: sum(cases for state, cases, _ in counts if state is one) for one in MoveState}
    return RegieMoveView(
        id=move.id, professional_id=move.from_id, successor=move.to_id, by_order=move.by_order, reason=move.reason,
        begun_at=move.made_at, withdrawn_at=_withdrawn_at(move), pending=many[MoveState.PENDING], waiting=many[MoveState.WAITING],
        moved=many[MoveState.MOVED], refused=many[MoveState.REFUSED], failed=many[MoveState.FAILED],
        failed_because=tuple(FailedBecause(problem=why, cases=cases) for _, cases, why in counts if why),
    )  # fmt: skip


def item_view(move: Move) -> RegieMoveItem:
    """Show a move in a list."""
    return RegieMoveItem(
        id=move.id, professional_id=move.from_id, successor=move.to_id, by_order=move.by_order, reason=move.reason,
        begun_at=move.made_at, withdrawn_at=_withdrawn_at(move),
    )  # fmt: skip


def _withdrawn_at(move: Move) -> datetime | None:
    return None if move.ended_because is MoveEndsBecause.DONE else move.ended_at


def slice_view(came: Sequence[Came]) -> RegieMoveSlice:
    """Show what came of a slice."""
    lines = (
        RegieMoveLine(case_id=one.case_id, proposal_id=one.proposal_id, failed=one.failed) for one in came
    )
    return RegieMoveSlice(items=tuple(lines))


def case_view(row: Any) -> RegieMoveCaseView:
    """Show how one case stands."""
    return RegieMoveCaseView(**dict(row) | {"state": MoveState(row["state"])})
