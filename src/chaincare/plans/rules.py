"""What a plan may say: the client's own words first. Pure."""

from chaincare.plans.model import (
    AgreesBecauseNeeded,
    ClientAgrees,
    Edition,
    Goal,
    GoalWithoutWords,
    HeardFromWhom,
    NotAskedIsNoAnswer,
)
from chaincare.refusals import FieldError


def worded(edition: Edition) -> Edition:
    """Check that goals and answer say what they must. Raises GoalWithoutWords, AgreesBecauseNeeded."""
    for number, goal in enumerate(edition.goals):
        if not _is_worded(goal):
            field = FieldError(
                f"/goals/{number}/ownWords", "Give the client's own words, or why there are none."
            )
            raise GoalWithoutWords(errors=[field])
    if (edition.agrees is ClientAgrees.YES) != (edition.agrees_because is None):
        raise AgreesBecauseNeeded(errors=[FieldError("/agreesBecause", "Say why, unless the client agrees.")])
    return edition


def answered(agrees: ClientAgrees, because: str | None, *, himself: bool, heard: bool) -> None:
    """Check an answer: of the client himself, or as somebody heard it.

    Raises NotAskedIsNoAnswer, AgreesBecauseNeeded, HeardFromWhom.
    """
    if agrees is ClientAgrees.NOT_ASKED:
        raise NotAskedIsNoAnswer(errors=[FieldError("/agrees", "Say yes, no, or partly.")])
    if (agrees is ClientAgrees.YES) != (because is None):
        raise AgreesBecauseNeeded(errors=[FieldError("/agreesBecause", "Say why, unless the client agrees.")])
    if himself is heard:
        raise HeardFromWhom(errors=[FieldError("/heard", "Leave it out for your own word, else give it.")])


def _is_worded(goal: Goal) -> bool:
    if goal.own_words is not None:
        return goal.no_own_words_because is None
    return goal.no_own_words_because is not None and goal.meaning is not None
