"""A case that stands still for a while: why, and until which day."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import EVERYONE_IN_CASE, INFORMED, CaseUnknown, Operation
from chaincare.refusals import Kind, Refusal

DAYS_MAX = 183
"""The longest pause, in days. What lasts longer is looked at again first, or closed."""


class PausedBecause(StrEnum):
    """Why a case stands still."""

    CLIENT_AWAY = "client_away"
    CLIENT_WISH = "client_wish"
    AWAITS_DECISION = "awaits_decision"
    AWAITS_PLACE = "awaits_place"
    OTHER = "other"


class Pause(msgspec.Struct, frozen=True):
    """A pause: it ends by itself where the day it goes on begins, or sooner by hand."""

    id: UUID
    because: PausedBecause
    explanation: str | None
    """What was said with it, as far as the wall showed it."""
    paused_at: datetime
    ends_at: datetime
    resumes_on: date
    paused_by: UUID
    resumed_by: UUID | None
    restricted: bool = False
    """Whether this reader does not get its text, because that is restricted (AVG 18)."""


class PauseUnknown(Refusal):
    """This case has no pause with this id."""

    kind = Kind.UNKNOWN


class PausingNotYours(Refusal):
    """Who holds regie, or acts for who does, pauses the case and lets it go on; while regie is vacant, a professional with scope full."""

    kind = Kind.FORBIDDEN


class PausedAlready(Refusal):
    """The case stands still already. Let it go on first, to pause it until another day."""

    kind = Kind.CONFLICT


class PauseOver(Refusal):
    """This pause is over: the case goes on already."""

    kind = Kind.CONFLICT


class ResumesUnfit(Refusal):
    """The case goes on again on a day after today, within 183 days."""

    kind = Kind.BAD_INPUT


PAUSE_CASE = Operation(
    code="case.paused", action="U", en="The case was paused", nl="Het dossier is gepauzeerd",
    scope="cases", reaches=INFORMED, unknown=CaseUnknown,
)  # fmt: skip
RESUME_CASE = Operation(
    code="case.resumed", action="U", en="The case went on again", nl="Het dossier is hervat",
    scope="cases", reaches=INFORMED, unknown=CaseUnknown,
)  # fmt: skip
LIST_PAUSES = Operation(
    code="case-pauses.read", action="R", en="It was read when the case was paused",
    nl="Er is bekeken wanneer het dossier was gepauzeerd",
    scope="cases", reaches=EVERYONE_IN_CASE, unknown=CaseUnknown,
)  # fmt: skip
