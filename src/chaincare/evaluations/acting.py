"""How an evaluation is kept, on its own or with the closing of a case."""

from datetime import datetime

from chaincare.access.clearance import Clearance
from chaincare.evaluations import rules, store
from chaincare.evaluations.model import Evaluation, Outcome
from chaincare.evaluations.views import LookBack
from chaincare.ids import new_id
from chaincare.workdays import day_in_amsterdam


async def keep(
    clearance: Clearance, looked: LookBack, outcome: Outcome, at: datetime, place: str = ""
) -> Evaluation:
    """Keep what was said at an evaluation. Raises EvaluationAhead, ClientsWordNeeded."""
    said = rules.looked_back(looked.said(), looked.held_date, today=day_in_amsterdam(at), place=place)
    evaluation = Evaluation(new_id(), looked.held_date, outcome, said, clearance.participation_id, at)
    await store.add_evaluation(clearance, evaluation, said)
    return evaluation


async def keep_closing(clearance: Clearance, looked: LookBack, at: datetime) -> None:
    """Keep the one that a case is closed with. Raises EvaluationAhead, ClientsWordNeeded."""
    await keep(clearance, looked, Outcome.CLOSES, at, "/evaluation")
