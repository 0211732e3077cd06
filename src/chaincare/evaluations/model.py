"""Looking back together: what was reached, and the client's own word about it."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import EVERYONE_IN_CASE, INFORMED, CaseUnknown, Operation
from chaincare.refusals import Kind, Refusal


class Outcome(StrEnum):
    """What comes after it: the case goes on, or is about to be closed."""

    GOES_ON = "goes_on"
    CLOSES = "closes"


class LookedBack(msgspec.Struct, frozen=True):
    """What was said. Without the client's own words it says why there are none."""

    reached: str
    own_words: str | None
    no_own_words_because: str | None


class Evaluation(msgspec.Struct, frozen=True):
    """An evaluation that was held; what was said as far as the wall showed it."""

    id: UUID
    held_on: date
    outcome: Outcome
    said: LookedBack | None
    evaluated_by: UUID
    evaluated_at: datetime
    restricted: bool = False
    """Whether this reader does not get its texts, because they are restricted (AVG 18)."""


class ClientsWordNeeded(Refusal):
    """Give what the client says of it in his own words (`ownWords`), or why there are none (`noOwnWordsBecause`): one of the two."""

    kind = Kind.BAD_INPUT


class EvaluationAhead(Refusal):
    """An evaluation is recorded once it was held: give today or an earlier day."""

    kind = Kind.BAD_INPUT


class ForWhoCloses(Refusal):
    """That the case is about to be closed is said by who holds regie, or acts for who does; while regie is vacant, by a professional with scope full."""

    kind = Kind.FORBIDDEN


class ForWhoEvaluates(Refusal):
    """What was reached is evaluated by who takes part in his own name with scope full, holds regie, or acts for who does."""

    kind = Kind.FORBIDDEN


EVALUATE_CASE = Operation(
    code="case.evaluated", action="C", en="What was reached in the case was evaluated",
    nl="Wat in het dossier is bereikt, is geëvalueerd",
    scope="cases", reaches=INFORMED, unknown=CaseUnknown,
)  # fmt: skip
LIST_EVALUATIONS = Operation(
    code="case-evaluations.read", action="R", en="The evaluations of the case were read",
    nl="De evaluaties van het dossier zijn bekeken",
    scope="cases", reaches=EVERYONE_IN_CASE, unknown=CaseUnknown,
)  # fmt: skip
