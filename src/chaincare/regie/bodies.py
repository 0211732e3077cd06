"""What is asked about regie."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from chaincare.regie.himself import Wanted
from chaincare.regie.measures import Measure
from chaincare.regie.model import Answer, Mandate
from chaincare.regie.periods import Period
from chaincare.regie.resigned import LaidDownBecause
from chaincare.wire import Body, Day, Instant, Line, Text, in_utc


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else in_utc(moment)


class ProposeRegie(Body):
    """Propose who directs the case, and what he may do.

    ``candidate`` is a participation. A handover needs ``handoverNote``; an assignment by the network coordinator
    needs ``reason``, which stays readable for everybody in the case. A client of 16 or older directs himself with a
    professional ``contact`` beside him; a younger one, or one who was judged unable to, with a ``representative`` too.
    With ``effectiveAt`` regie passes at that moment, within 26 weeks; with ``endsAt`` for a time, 52 weeks at most, and
    then returns by itself. With ``measure`` the coordinator records who directs by law until ``endsAt``: that asks nobody.
    """

    candidate: UUID
    mandate: Annotated[tuple[Mandate, ...], msgspec.Meta(min_length=1, max_length=len(Mandate))]
    handover_note: Text | None = None
    contact: UUID | None = None
    representative: UUID | None = None
    reason: Line | None = None
    effective_at: Instant | None = None
    ends_at: Instant | None = None
    measure: Measure | None = None

    def to_model(self) -> Wanted:
        """Give what is wanted, in the words of the rules."""
        return Wanted(
            self.candidate, self.mandate, self.reason, self.handover_note, self.contact, self.representative,
            Period(_utc(self.effective_at), _utc(self.ends_at), self.measure),
        )  # fmt: skip


class AnswerRegieProposal(Body):
    """The candidate and the present holder assent or refuse; every other party may object.

    A refusal and an objection need a reason; an objection's reason goes to the network coordinator.
    """

    answer: Answer
    reason: Line | None = None


class WithdrawRegieProposal(Body):
    """Why it is withdrawn."""

    reason: Line


class SettleRegieObjection(Body):
    """Why the objection is let be, or taken back: kept with the proposal, for who looks into it later."""

    reason: Line


class LayDownRegie(Body):
    """Why you lay regie down, and the last day on which you direct the case (without it: in ten working days).

    At least five working days ahead and within six weeks. Sooner, or ``atOnce``, is for ``unavailable``,
    ``conflict_of_interest``, ``safety`` and ``employment_ends``. Whatever more there is to say goes into a note.
    """

    because: LaidDownBecause
    ends_date: Day | None = None
    at_once: bool = False


class TakeRegieBack(Body):
    """That you stay the holder after all."""


class CorrectRegieTerm(Body):
    """Which term, by when it was recorded as beginning; when it did begin; and how that is known, for everybody to read."""

    recorded_since_at: Instant
    since_at: Instant
    reason: Line
