"""Who moves whose regie to whom, and what of a slice is tried again. Pure."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from chaincare.access.model import BreadthExceeded, Reach
from chaincare.parties.model import LegalBasis, Scope
from chaincare.parties.rules import valid_basis
from chaincare.refusals import FieldError, Refusal
from chaincare.regie.model import Mandate, Term
from chaincare.regie.refusals import HandoverNoteNeeded
from chaincare.regie_moves.model import (
    Came,
    DirectsNoMore,
    Move,
    MoveNotYours,
    MoveOver,
    MoveToAnother,
    SuccessorNotBroughtIn,
)


class Asked(Protocol):
    """What was asked in one case."""

    @property
    def proposal_id(self) -> UUID | None:
        """Give the proposal that waits for its answers."""


def begun(move_id: UUID, leaves: UUID, to: UUID, reason: str, *, by: UUID, known: bool, at: datetime) -> Move:
    """Give the move that is begun. Raises MoveToAnother."""
    if to == leaves or not known:
        raise MoveToAnother(errors=[FieldError("/successor", "Name another active professional.")])
    return Move(move_id, leaves, to, by != leaves, reason, by, at)


def may_go_on(move: Move, *, by: UUID, note: str | None, left: bool = True) -> None:
    """Check who goes on with it, and that each handover has its note (R7). ``left``: some case is still to be asked. Raises MoveNotYours, MoveOver, HandoverNoteNeeded."""
    if by != move.made_by:
        raise MoveNotYours
    if move.ended_at is not None or not left:
        raise MoveOver
    if not move.by_order and note is None:
        raise HandoverNoteNeeded(
            errors=[
                FieldError("/handoverNote", "Write what who takes over has to know; it stands in each case.")
            ]
        )


def may_put_aside(move: Move, *, by: UUID) -> None:
    """Check that it runs, and is not his to answer only. Raises MoveOver, MoveNotYours."""
    if move.ended_at is not None:
        raise MoveOver
    if by == move.to_id:
        raise MoveNotYours


def may_bring(move: Move, scope: Scope, basis: LegalBasis, at: datetime) -> None:
    """Check what holds for each case alike of bringing somebody in to direct. Raises SuccessorNotBroughtIn, BasisRunsOut."""
    if scope not in {Scope.CORE, Scope.FULL}:
        raise SuccessorNotBroughtIn(errors=[FieldError("/bringIn/scope", "Who directs has core or full.")])
    if move.by_order and basis.consent_id is not None:
        raise SuccessorNotBroughtIn(
            errors=[FieldError("/bringIn/legalBasis/consentId", "A consent is of one client: leave it out.")]
        )
    valid_basis(basis.until, at)


def may_ask(move: Move, reach: Reach, own_id: UUID | None, directs: UUID | None) -> None:
    """Check, in one case, that it is still there to be moved, by him: who directs it, or by order. Raises DirectsNoMore.

    ``directs``: the participation by which the one whose regie is moved directs now.
    """
    may = reach is Reach.STEERING if move.by_order else own_id == directs
    if directs is None or not may:
        raise DirectsNoMore


def may_answer(move: Move, *, by: UUID) -> None:
    """Check who answers. Raises MoveNotYours."""
    if by != move.to_id:
        raise MoveNotYours


def mandate_of(term: Term | None) -> tuple[Mandate, ...]:
    """Give what the next holder may do: what the one before may, everything where nobody directs."""
    return tuple(Mandate) if term is None else term.mandate


def came(case_id: UUID, made: Asked | Refusal) -> Came:
    """Note what came of one case. Who looked at too much within an hour tries again later."""
    if isinstance(made, BreadthExceeded):
        return Came(case_id)
    if isinstance(made, Refusal):
        return Came(case_id, failed=made.slug())
    return Came(case_id, made.proposal_id)
