"""Who moves whose regie to whom, and what of a slice is tried again."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import msgspec
import pytest

from chaincare.access.model import BreadthExceeded, Reach
from chaincare.parties.model import LegalBasis, Scope
from chaincare.parties.refusals import BasisRunsOut
from chaincare.regie.model import Mandate, Term, TermKind
from chaincare.regie.refusals import CandidateUnknown, HandoverNoteNeeded
from chaincare.regie_moves.model import (
    Came,
    DirectsNoMore,
    MoveEndsBecause,
    MoveNotYours,
    MoveOver,
    MoveToAnother,
    SuccessorNotBroughtIn,
)
from chaincare.regie_moves.rules import (
    begun,
    came,
    mandate_of,
    may_answer,
    may_ask,
    may_bring,
    may_go_on,
    may_put_aside,
)
from chaincare.regie_moves.views import RegieMoveLine

LEAVES, TO, COORDINATOR, MOVE = uuid4(), uuid4(), uuid4(), uuid4()
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def test_he_hands_it_over_himself_or_it_is_the_coordinators_order() -> None:
    own = begun(MOVE, LEAVES, TO, "x", by=LEAVES, known=True, at=NOW)
    order = begun(MOVE, LEAVES, TO, "x", by=COORDINATOR, known=True, at=NOW)
    assert (own.by_order, order.by_order) == (False, True)
    may_go_on(own, by=LEAVES, note="n")
    may_go_on(order, by=COORDINATOR, note=None)
    with pytest.raises(HandoverNoteNeeded) as lacking:
        may_go_on(own, by=LEAVES, note=None)
    assert [one.pointer for one in lacking.value.errors] == ["/handoverNote"]
    over = msgspec.structs.replace(own, ended_at=NOW, ended_because=MoveEndsBecause.WITHDRAWN)
    with pytest.raises(MoveOver):
        may_go_on(over, by=LEAVES, note="n")
    with pytest.raises(MoveOver):
        may_go_on(own, by=LEAVES, note=None, left=False)
    may_put_aside(own, by=LEAVES)
    for one, by, refusal in ((over, LEAVES, MoveOver), (own, TO, MoveNotYours)):
        with pytest.raises(refusal):
            may_put_aside(one, by=by)
    may_answer(own, by=TO)
    for wrong in (TO, COORDINATOR):
        with pytest.raises(MoveNotYours):
            may_go_on(own, by=wrong, note="n")
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


def test_who_comes_in_to_direct_has_scope_and_basis_for_it() -> None:
    own = begun(MOVE, LEAVES, TO, "x", by=LEAVES, known=True, at=NOW)
    order = begun(MOVE, LEAVES, TO, "x", by=COORDINATOR, known=True, at=NOW)
    basis = LegalBasis("g", "a", None, (), None, None)
    resting = msgspec.structs.replace(basis, consent_id=MOVE)
    may_bring(order, Scope.CORE, basis, NOW)
    may_bring(own, Scope.FULL, resting, NOW)
    for move, scope, one in ((own, Scope.THAT, basis), (order, Scope.FULL, resting)):
        with pytest.raises(SuccessorNotBroughtIn):
            may_bring(move, scope, one, NOW)
    with pytest.raises(BasisRunsOut):
        may_bring(own, Scope.FULL, msgspec.structs.replace(basis, until=NOW), NOW)


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
