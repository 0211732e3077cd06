"""Evaluations as they travel."""

from datetime import date
from uuid import UUID

from chaincare.evaluations.model import Evaluation, LookedBack, Outcome
from chaincare.wire import Body, Instant, Line, Text, View


class LookBack(Body):
    """What was reached, when that was looked at together, and what the client says of it in his own words.

    Where he does not say it himself, `noOwnWordsBecause` says why.
    """

    held_date: date
    reached: Text
    own_words: Text | None = None
    no_own_words_because: Line | None = None

    def said(self) -> LookedBack:
        """Give what was said, as rules know it."""
        return LookedBack(self.reached, self.own_words, self.no_own_words_because)


class EvaluateCase(LookBack):
    """What was reached, and whether the case goes on, or is about to be closed: `outcome` is `closes` then."""

    outcome: Outcome = Outcome.GOES_ON


class EvaluationView(View):
    """An evaluation. Its texts are null for who has only that-information, and while they are `restricted` for every professional."""

    id: UUID
    held_date: date
    outcome: Outcome
    reached: str | None
    own_words: str | None
    no_own_words_because: str | None
    evaluated_by: UUID
    evaluated_at: Instant
    restricted: bool


class Evaluations(View):
    """A page of evaluations, the latest first."""

    items: tuple[EvaluationView, ...]


def evaluation_view(evaluation: Evaluation) -> EvaluationView:
    """Show an evaluation."""
    said = evaluation.said
    return EvaluationView(
        id=evaluation.id,
        held_date=evaluation.held_on,
        outcome=evaluation.outcome,
        reached=None if said is None else said.reached,
        own_words=None if said is None else said.own_words,
        no_own_words_because=None if said is None else said.no_own_words_because,
        evaluated_by=evaluation.evaluated_by,
        evaluated_at=evaluation.evaluated_at,
        restricted=evaluation.restricted,
    )
