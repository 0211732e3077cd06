"""What an evaluation says, and who announces that a case is closed."""

from datetime import date
from uuid import UUID

import pytest

from chaincare.access.model import Reach
from chaincare.evaluations import rules
from chaincare.evaluations.model import (
    ClientsWordNeeded,
    EvaluationAhead,
    ForWhoCloses,
    ForWhoEvaluates,
    LookedBack,
    Outcome,
)
from chaincare.parties.model import Circle, Seat
from chaincare.refusals import Refusal

TODAY = date(2026, 3, 2)
OWN = UUID(int=1)


@pytest.mark.parametrize(("own", "why"), [("Het gaat.", None), (None, "He did not come.")])
def test_it_gives_her_own_word_or_why_there_is_none(own: str | None, why: str | None) -> None:
    said = LookedBack("She sleeps.", own, why)
    assert rules.looked_back(said, TODAY, today=TODAY) is said
    with pytest.raises(EvaluationAhead):
        rules.looked_back(said, date(2026, 3, 3), today=TODAY)


@pytest.mark.parametrize(("own", "why"), [("Het gaat.", "x"), (None, None)])
def test_it_gives_one_of_the_two(own: str | None, why: str | None) -> None:
    with pytest.raises(ClientsWordNeeded) as refused:
        rules.looked_back(LookedBack("x", own, why), TODAY, today=TODAY, place="/evaluation")
    assert refused.value.errors[0].pointer == "/evaluation/ownWords"


@pytest.mark.parametrize(
    ("outcome", "holder", "reach", "in_own_name", "refusal"),
    [
        (Outcome.GOES_ON, UUID(int=2), Reach.FULL, True, None),
        (Outcome.GOES_ON, OWN, Reach.CORE, True, None),
        (Outcome.GOES_ON, UUID(int=2), Reach.CORE, True, ForWhoEvaluates),
        (Outcome.GOES_ON, UUID(int=2), Reach.FULL, False, ForWhoEvaluates),
        (Outcome.CLOSES, OWN, Reach.CORE, True, None),
        (Outcome.CLOSES, OWN, Reach.CORE, False, ForWhoEvaluates),
        (Outcome.CLOSES, UUID(int=2), Reach.FULL, True, ForWhoCloses),
        (Outcome.CLOSES, None, Reach.FULL, True, None),
        (Outcome.CLOSES, None, Reach.CORE, True, ForWhoEvaluates),
    ],
)
def test_only_who_may_close_says_that_it_is_about_to_be(
    outcome: Outcome, holder: UUID | None, reach: Reach, in_own_name: bool, refusal: type[Refusal] | None
) -> None:
    seat = Seat(OWN, UUID(int=9), Circle.BUURTWINKEL, holder)
    if refusal is None:
        rules.is_his(outcome, seat, reach=reach, in_own_name=in_own_name)
        return
    with pytest.raises(refusal):
        rules.is_his(outcome, seat, reach=reach, in_own_name=in_own_name)
