"""A goal is in the client's own words; where it is not, it says why."""

import pytest

from chaincare.plans.model import (
    AgreesBecauseNeeded,
    ClientAgrees,
    Edition,
    Goal,
    GoalState,
    GoalWithoutWords,
    HeardFromWhom,
    NotAskedIsNoAnswer,
)
from chaincare.plans.rules import answered, worded
from chaincare.refusals import Refusal

OWN = Goal("Ik wil weer naar gym.", None, "Gets back to school in steps.", GoalState.OPEN)
SPOKEN_FOR = Goal(None, "He is two.", "Sleeps through the night.", GoalState.ACHIEVED)


def test_own_words_or_why_there_are_none() -> None:
    said = Edition((OWN, SPOKEN_FOR), ClientAgrees.YES, None)
    assert worded(said) == said


@pytest.mark.parametrize(
    "goal",
    [
        Goal(None, None, "Sleeps.", GoalState.OPEN),
        Goal(None, "He is two.", None, GoalState.OPEN),
        Goal("Ik wil slapen.", "He is two.", "Sleeps.", GoalState.OPEN),
    ],
)
def test_a_goal_in_nobodys_words_is_refused(goal: Goal) -> None:
    with pytest.raises(GoalWithoutWords) as refused:
        worded(Edition((OWN, goal), ClientAgrees.YES, None))
    assert refused.value.errors[0].pointer == "/goals/1/ownWords"


@pytest.mark.parametrize("agrees", ClientAgrees)
@pytest.mark.parametrize("because", ["She thinks it is too much.", None])
def test_only_a_plain_yes_needs_no_reason(agrees: ClientAgrees, because: str | None) -> None:
    edition = Edition((OWN,), agrees, because)
    if (agrees is ClientAgrees.YES) == (because is None):
        assert worded(edition) == edition
    else:
        with pytest.raises(AgreesBecauseNeeded):
            worded(edition)


@pytest.mark.parametrize(
    ("agrees", "because", "himself", "heard", "refusal"),
    [
        (ClientAgrees.YES, None, True, False, None),
        (ClientAgrees.NO, "x", False, True, None),
        (ClientAgrees.NOT_ASKED, "x", True, False, NotAskedIsNoAnswer),
        (ClientAgrees.PARTLY, None, True, False, AgreesBecauseNeeded),
        (ClientAgrees.YES, "x", True, False, AgreesBecauseNeeded),
        (ClientAgrees.YES, None, True, True, HeardFromWhom),
        (ClientAgrees.YES, None, False, False, HeardFromWhom),
    ],
)
def test_an_answer_is_his_own_or_what_somebody_heard_of_him(
    agrees: ClientAgrees, because: str | None, himself: bool, heard: bool, refusal: type[Refusal] | None
) -> None:
    if refusal is None:
        answered(agrees, because, himself=himself, heard=heard)
        return
    with pytest.raises(refusal):
        answered(agrees, because, himself=himself, heard=heard)
