"""Who moves whose regie to whom, and what of a slice is tried again."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from chaincare.access.model import BreadthExceeded, Reach
from chaincare.regie.model import Mandate, Term, TermKind
from chaincare.regie.refusals import CandidateUnknown
from chaincare.regie_moves.model import Came, DirectsNoMore, MoveNotYours, MoveToAnother
from chaincare.regie_moves.rules import begun, came, mandate_of, may_answer, may_ask, may_go_on
from chaincare.regie_moves.views import RegieMoveLine

LEAVES, TO, COORDINATOR, MOVE = uuid4(), uuid4(), uuid4(), uuid4()
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def test_he_hands_it_over_himself_or_it_is_the_coordinators_order() -> None:
    own = begun(MOVE, LEAVES, TO, "x", by=LEAVES, known=True, at=NOW)
    order = begun(MOVE, LEAVES, TO, "x", by=COORDINATOR, known=True, at=NOW)
    assert (own.by_order, order.by_order) == (False, True)
    may_go_on(own, by=LEAVES)
    may_answer(own, by=TO)
    for wrong in (TO, COORDINATOR):
        with pytest.raises(MoveNotYours):
            may_go_on(own, by=wrong)
    with pytest.raises(MoveNotYours):
        may_answer(own, by=LEAVES)


@pytest.mark.parametrize(
    ("by", "reach", "own", "directs", "may"),
    [
        (LEAVES, Reach.FULL, MOVE, MOVE, True),
        (LEAVES, Reach.FULL, MOVE, TO, False),
        (LEAVES, Reach.FULL, MOVE, None, False),
        (LEAVES, Reach.FULL, None, None, False),
        (COORDINATOR, Reach.STEERING, None, MOVE, True),
        (COORDINATOR, Reach.STEERING, None, None, False),
        (COORDINATOR, Reach.FULL, MOVE, MOVE, False),
    ],
)
def test_each_case_is_moved_only_while_it_is_his_to_move(
    by: UUID, reach: Reach, own: UUID | None, directs: UUID | None, may: bool
) -> None:
    move = begun(MOVE, LEAVES, TO, "x", by=by, known=True, at=NOW)
    if may:
        may_ask(move, reach, own, directs)
    else:
        with pytest.raises(DirectsNoMore):
            may_ask(move, reach, own, directs)


@pytest.mark.parametrize(("to", "known"), [(LEAVES, True), (TO, False)])
def test_it_goes_to_another_who_is_active(to: object, known: bool) -> None:
    with pytest.raises(MoveToAnother):
        begun(MOVE, LEAVES, to, "x", by=LEAVES, known=known, at=NOW)  # type: ignore[arg-type]


def test_what_a_holder_may_goes_with_it() -> None:
    term = Term(LEAVES, TermKind.AGREED, (Mandate.CONVENE,), None, NOW, None)
    assert mandate_of(term) == (Mandate.CONVENE,)
    assert set(mandate_of(None)) == set(Mandate)


def test_what_was_too_broad_is_tried_again() -> None:
    made = RegieMoveLine(case_id=TO, proposal_id=MOVE)
    assert came(TO, made) == Came(TO, MOVE)
    assert came(TO, CandidateUnknown()) == Came(TO, failed="candidate-unknown")
    assert came(TO, BreadthExceeded()) == Came(TO)
