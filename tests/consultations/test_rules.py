"""How a consultation ends, without a database."""

import pytest
from tests.escalations.stands import REQUESTER, seat, strengthening

from chaincare.consultations.rules import closed
from chaincare.escalations.facts import BrokenOff, Finished, Withdrawn
from chaincare.escalations.model import State
from chaincare.escalations.refusals import EndReasonNeeded, EscalationMovedOn
from chaincare.escalations.states import Around, standing_after


@pytest.mark.parametrize("state", [State.DRAFT, State.REQUESTED, State.DECLINED, State.EXPIRED])
def test_unanswered_it_is_withdrawn_with_a_reason(state: State) -> None:
    asked = strengthening(state, case_id=None)
    assert closed(asked, seat(REQUESTER), "Solved already.", feedback=False) == Withdrawn("Solved already.")
    with pytest.raises(EndReasonNeeded):
        closed(asked, seat(REQUESTER), None, feedback=False)


@pytest.mark.parametrize("state", [State.DECLINED, State.EXPIRED])
def test_what_nobody_took_on_is_let_be_once(state: State) -> None:
    over = strengthening(state, case_id=None)
    assert standing_after(over, Withdrawn("x"), Around()).state is state
    with pytest.raises(EscalationMovedOn):
        closed(over, seat(REQUESTER), "Again.", feedback=False, let_be=True)


def test_what_the_unit_ended_itself_is_let_be() -> None:
    over = strengthening(State.FINISHED, case_id=None, given_up=True)
    assert closed(over, seat(REQUESTER), "A pity.", feedback=True) == Withdrawn("A pity.")


def test_answered_it_ends_as_strengthening_in_a_case_does() -> None:
    asked = strengthening(State.STARTED, case_id=None)
    assert closed(asked, seat(REQUESTER), None, feedback=True) == Finished(None)
    assert closed(asked, seat(REQUESTER), "No answer came.", feedback=False) == BrokenOff("No answer came.")
    with pytest.raises(EndReasonNeeded):
        closed(asked, seat(REQUESTER), None, feedback=False)
