"""What an evaluation must say, and who says that a case is about to be closed. Pure."""

from datetime import date

from chaincare.access.model import Reach
from chaincare.evaluations.model import (
    ClientsWordNeeded,
    EvaluationAhead,
    ForWhoCloses,
    ForWhoEvaluates,
    LookedBack,
    Outcome,
)
from chaincare.parties.model import Seat
from chaincare.refusals import FieldError


def looked_back(said: LookedBack, held_on: date, *, today: date, place: str = "") -> LookedBack:
    """Check that it was held, and gives the client's own word or why there is none.

    ``place``: where it stands in what was sent. Raises EvaluationAhead, ClientsWordNeeded.
    """
    if held_on > today:
        raise EvaluationAhead(errors=[FieldError(f"{place}/heldDate", "Must be today or earlier.")])
    if (said.own_words is None) == (said.no_own_words_because is None):
        wrong = FieldError(f"{place}/ownWords", "Give the client's own words, or why there are none.")
        raise ClientsWordNeeded(errors=[wrong])
    return said


def is_his(outcome: Outcome, seat: Seat, *, reach: Reach, in_own_name: bool) -> None:
    """Check who evaluates, and who says that the case is about to be closed.

    Who looks in by his team only undoes no closing that the holder announced. Raises ForWhoEvaluates, ForWhoCloses.
    """
    if not (in_own_name and (seat.directs or reach is Reach.FULL)):
        raise ForWhoEvaluates
    vacant = seat.holder_id is None and reach is Reach.FULL
    if outcome is Outcome.CLOSES and not (seat.directs or vacant):
        raise ForWhoCloses
