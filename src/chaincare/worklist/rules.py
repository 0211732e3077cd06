"""What a worklist row says. Pure."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from chaincare.access.model import Admission, Reach
from chaincare.worklist.model import Matter

# An interim term is an alarm: somebody must agree on regie before it ends (R5).
FOR_COORDINATOR = frozenset({"regie-vacant", "regie-interim", "regie-objected", "escalation-unanswered"})
_INFORMED = frozenset({Reach.CORE, Reach.FULL, Reach.CLIENT})


def is_with(matter: Matter, reader: Admission) -> bool:
    """Say whether the ball is with the reader: his own participation, his unit, or the coordinator's list."""
    if reader.reach is Reach.STEERING:
        return matter.kind in FOR_COORDINATOR
    if matter.participation_id is not None:
        return matter.participation_id == reader.relation_id
    return matter.unit_id is not None and matter.unit_id == reader.unit_id


def unit_shown_to(matter: Matter, reader: Admission) -> UUID | None:
    """Give the unit whose move it is, as far as an escalation names it: not its specialism to `that` or steering."""
    return matter.unit_id if reader.reach in _INFORMED or matter.unit_id == reader.unit_id else None


def is_overdue(matter: Matter, today: date) -> bool:
    """Say whether a matter is past its day; due today is not overdue (A4)."""
    return matter.due_on is not None and matter.due_on < today


def by_case(matters: Iterable[Matter]) -> dict[UUID, list[Matter]]:
    """Put matters with their cases, in the order they came."""
    found: dict[UUID, list[Matter]] = {}
    for matter in matters:
        found.setdefault(matter.case_id, []).append(matter)
    return found
