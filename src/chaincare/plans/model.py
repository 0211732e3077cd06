"""The plan of a case: goals in the client's own words, and whether he agrees with them."""

from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

import msgspec

from chaincare.access.model import INFORMED, CaseUnknown, Operation, Reach
from chaincare.refusals import Kind, Refusal

GOALS_MAX = 20


class ClientAgrees(StrEnum):
    """Whether the client agrees with the plan."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_ASKED = "not_asked"


class Heard(StrEnum):
    """How the client's own answer came."""

    OWN_LOGIN = "own_login"
    ORAL = "oral"
    PAPER = "paper"


class GoalState(StrEnum):
    """How far a goal is."""

    OPEN = "open"
    ACHIEVED = "achieved"
    DROPPED = "dropped"


class Goal(msgspec.Struct, frozen=True):
    """What somebody wants to come to. Without the client's own words it says why there are none."""

    own_words: str | None
    no_own_words_because: str | None
    meaning: str | None
    """How those who help understand it: what they will go by."""
    state: GoalState


class Edition(msgspec.Struct, frozen=True):
    """What a plan says: its goals, and the client's answer to them."""

    goals: tuple[Goal, ...]
    agrees: ClientAgrees
    agrees_because: str | None


class Word(msgspec.Struct, frozen=True):
    """What the client, or who represents him, says of an edition himself; ``proof`` where another wrote it down."""

    id: UUID
    agrees: ClientAgrees
    because: str | None
    how: Heard
    proof: str | None
    said_by: UUID
    recorded_by: UUID
    answered_at: datetime


class Plan(msgspec.Struct, frozen=True):
    """A plan as it stood from a moment on: which edition, and who put it so."""

    id: UUID
    edition: Edition
    client_may_read: bool
    version: int
    said_by: UUID
    said_at: datetime
    words: tuple[Word, ...] = ()
    """What the client's side says of this edition, the latest first, as far as it is for this reader."""
    restricted: bool = False
    """Whether this reader does not get its text, because that is restricted (AVG 18)."""


class PlanUnknown(Refusal):
    """There is no plan with this id in this case that you may read."""

    kind = Kind.UNKNOWN


class GoalWithoutWords(Refusal):
    """A goal is in the client's own words (`ownWords`). Where he cannot say it, say why (`noOwnWordsBecause`) and what is meant (`meaning`)."""

    kind = Kind.BAD_INPUT


class AgreesBecauseNeeded(Refusal):
    """Say in one sentence why the client does not agree, agrees in part, or was not asked; when he agrees, leave it out."""

    kind = Kind.BAD_INPUT


class HeardFromWhom(Refusal):
    """You wrote down what another said: name who that is, how you heard it, and what shows it (`heard`). Who answers with his own login leaves that out."""

    kind = Kind.BAD_INPUT


class NotAskedIsNoAnswer(Refusal):
    """An answer is yes, no, or partly; that the client was not asked is said with the plan itself."""

    kind = Kind.BAD_INPUT


class SaidByNobody(Refusal):
    """Name the participation of the client, or of somebody who represents him now."""

    kind = Kind.BAD_INPUT


def _operation(
    code: str, action: Literal["C", "R", "U"], en: str, nl: str, reaches: frozenset[Reach]
) -> Operation:
    return Operation(
        code=code, action=action, en=en, nl=nl, scope="cases", reaches=reaches, unknown=CaseUnknown
    )


MAKE_PLAN = _operation("plan.made", "C", "A plan was made", "Er is een plan gemaakt", frozenset({Reach.FULL}))
CHANGE_PLAN = _operation(
    "plan.changed", "U", "A plan was changed", "Een plan is gewijzigd", frozenset({Reach.FULL})
)
ANSWER_PLAN = _operation(
    "plan.answered", "U", "It was said whether the client agrees with a plan",
    "Er is gezegd of de cliënt het met een plan eens is", frozenset({Reach.FULL, Reach.CLIENT}),
)  # fmt: skip
LIST_PLANS = _operation(
    "plan.listed", "R", "The plans were read", "De plannen zijn bekeken", INFORMED | {Reach.CLIENT}
)
READ_PLAN = _operation("plan.read", "R", "A plan was read", "Een plan is bekeken", INFORMED | {Reach.CLIENT})
READ_PLAN_VERSIONS = _operation(
    "plan.versions-read",
    "R",
    "It was read how a plan was before",
    "Er is bekeken hoe een plan eerder was",
    INFORMED | {Reach.CLIENT},
)
