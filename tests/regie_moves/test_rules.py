"""Who moves whose regie to whom, and what of a slice is tried again."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from chaincare.access.model import BreadthExceeded
from chaincare.regie.model import Mandate, Term, TermKind
from chaincare.regie.refusals import CandidateUnknown
from chaincare.regie_moves.model import Came, MoveNotYours, MoveToAnother
from chaincare.regie_moves.rules import begun, came, mandate_of, may_answer, may_go_on
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
