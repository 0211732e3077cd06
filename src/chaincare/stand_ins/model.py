"""Stand-ins: who acts for the holder of regie while he is absent (R9)."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.absences.model import Span, Weekday
from chaincare.access.model import EVERYONE_IN_CASE, INFORMED, CaseUnknown, Operation, Reach
from chaincare.refusals import Kind, Refusal


class StandInAnswer(StrEnum):
    """What he says who is asked to stand in."""

    ASSENT = "assent"
    REFUSAL = "refusal"


class Days(msgspec.Struct, frozen=True):
    """From the first day to the last, those of these weekdays only where any are named."""

    first: date
    last: date
    weekdays: frozenset[Weekday] = frozenset()


class StandIn(msgspec.Struct, frozen=True):
    """Somebody stands in for the holder of regie on these days, once he agreed, until it was ended."""

    id: UUID
    holder_id: UUID
    stand_in_id: UUID
    first: date
    last: date
    weekdays: tuple[Weekday, ...]
    asked: Sequence[Span]
    by_coordinator: bool
    proposed_at: datetime
    answer: StandInAnswer | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None


class StandInUnknown(Refusal):
    """There is no such stand-in in this case."""

    kind = Kind.UNKNOWN


class StandInUnfit(Refusal):
    """Who stands in takes part in this case in his own name, with scope core or full and a valid legal basis, and could hold regie himself; he is not the holder. Bring him in first."""

    kind = Kind.BAD_INPUT


class StandInDaysUnfit(Refusal):
    """These days do not fit: they begin today or later, lie inside the holder's term and within a year. At most six weeks on end; for longer have regie pass for a time."""

    kind = Kind.BAD_INPUT


class StandInNotYours(Refusal):
    """The holder of regie names who stands in for him; the network's coordinator does so while the holder is recorded as absent."""

    kind = Kind.FORBIDDEN


class StandInAnswerNotYours(Refusal):
    """Only who was asked to stand in answers, in his own name."""

    kind = Kind.FORBIDDEN


class StandInSettled(Refusal):
    """This was answered already, or it is over: propose a stand-in anew."""

    kind = Kind.CONFLICT


class StandInsOverlap(Refusal):
    """Somebody else stands in on some of these days already: end that first, or choose other days."""

    kind = Kind.CONFLICT


def _operation(code: str, action: str, en: str, nl: str, reaches: frozenset[Reach]) -> Operation:
    return Operation(
        code=code, action=action, en=en, nl=nl, scope="cases", reaches=reaches, unknown=CaseUnknown,  # type: ignore[arg-type]
    )  # fmt: skip


PROPOSE_STAND_IN = _operation(
    "stand-in.proposed",
    "C",
    "Somebody was asked to stand in for who directs the case",
    "Er is iemand gevraagd om de regiehouder te vervangen",
    INFORMED | {Reach.STEERING},
)
ANSWER_STAND_IN = _operation(
    "stand-in.answered",
    "U",
    "Who was asked to stand in for who directs the case answered",
    "Wie gevraagd is om de regiehouder te vervangen, heeft geantwoord",
    INFORMED,
)
END_STAND_IN = _operation(
    "stand-in.ended",
    "U",
    "It was ended that somebody stands in for who directs the case",
    "De vervanging van de regiehouder is beëindigd",
    INFORMED | {Reach.STEERING},
)
LIST_STAND_INS = _operation(
    "stand-ins.read",
    "R",
    "It was read who stands in for who directs the case",
    "Er is bekeken wie de regiehouder vervangt",
    EVERYONE_IN_CASE,
)
