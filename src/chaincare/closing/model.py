"""Closing a case, and taking it up again (A6)."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from chaincare.access.model import EVERYONE_IN_CASE, PROFESSIONALS, CaseUnknown, Operation, Reach
from chaincare.refusals import Kind, Refusal


class ClosedBecause(StrEnum):
    """Why a case is closed."""

    GOALS_REACHED = "goals_reached"
    HELP_NO_LONGER_NEEDED = "help_no_longer_needed"
    CLIENT_WISH = "client_wish"
    MOVED_AWAY = "moved_away"
    CONTINUED_ELSEWHERE = "continued_elsewhere"
    CLIENT_DECEASED = "client_deceased"
    OPENED_IN_ERROR = "opened_in_error"
    OTHER = "other"


NEEDS_NO_EVALUATION = frozenset({ClosedBecause.CLIENT_DECEASED, ClosedBecause.OPENED_IN_ERROR})
"""Why a case may be closed without looking back at it with the client."""


class Carried(msgspec.Struct, frozen=True):
    """An agreement that is not finished, and where it goes on."""

    agreement_id: UUID
    carried_to: str


class Standing(msgspec.Struct, frozen=True):
    """How a case stands once it is locked: what may still keep it open, and its last closing, if there was one.

    ``holder_id``: who directs because it was agreed or assigned, no interim holder. ``accompanied``: another professional
    takes part in his own name who could agree on regie. ``evaluated``: the last evaluation says that it closes. ``earliest``: after everybody's part and term began.
    ``returning``: who took part when it was closed, and can act; ``whole``: those of them who had scope full.
    """

    status: str
    merged: bool
    merge_known: bool
    holder_id: UUID | None
    accompanied: bool
    unfinished: tuple[UUID, ...]
    escalated: bool
    emergency: bool
    evaluated: bool
    earliest: datetime
    closure_id: UUID | None
    kept_by: UUID | None
    closed_by: UUID | None
    returning: tuple[UUID, ...]
    whole: tuple[UUID, ...]


class Reopening(msgspec.Struct, frozen=True):
    """That a case was taken up again, by whom; what was said is content."""

    id: UUID
    participation_id: UUID
    reason: str | None
    reopened_at: datetime


class Closure(msgspec.Struct, frozen=True):
    """That a case was closed; ``explanation`` and what was carried over as far as the wall showed them."""

    id: UUID
    because: ClosedBecause
    explanation: str | None
    closed_by: UUID
    closed_at: datetime
    carried: tuple[Carried, ...]
    reopening: Reopening | None


class ClosingNotYours(Refusal):
    """The regie holder closes the case; while regie is vacant, the last professional who takes part with scope full."""

    kind = Kind.FORBIDDEN


class RegieComesFirst(Refusal):
    """Nobody directs the case, and others take part: agree with them on regie first, or let the coordinator assign it."""

    kind = Kind.CONFLICT


class CaseNotOpen(Refusal):
    """The case is closed already, or was merged into another one."""

    kind = Kind.CONFLICT


class NotReadyToClose(Refusal):
    """The case cannot be closed yet. Finish what is listed, or say of each agreement where it is carried over to."""

    kind = Kind.CONFLICT


class NotEvaluated(Refusal):
    """Look back with the client first: give the `evaluation` with the closing, or record one with outcome `closes`. Only a case that was opened in error, or whose client died, is closed without."""

    kind = Kind.CONFLICT


class CarriedTwice(Refusal):
    """An agreement is carried over to one place: name each only once."""

    kind = Kind.BAD_INPUT


class NothingToCarry(Refusal):
    """Only an agreement of this case that you read, and that is not finished, can be carried over."""

    kind = Kind.BAD_INPUT


class CaseNotClosed(Refusal):
    """Only a case that was closed can be taken up again. What was merged is split instead."""

    kind = Kind.CONFLICT


class ReopeningNotYours(Refusal):
    """Whoever closed the case takes it up again himself; the coordinator can let another do it who took part then."""

    kind = Kind.FORBIDDEN


class CannotReturn(Refusal):
    """Name the participation of a professional that ended when the case was closed, and who can still act.

    The coordinator brings back only who had scope full in it.
    """

    kind = Kind.BAD_INPUT


class ConsentComesAfter(Refusal):
    """A basis that rests on a consent is recorded once the case is open: take it up on one that does not."""

    kind = Kind.BAD_INPUT


CLOSE_CASE = Operation(
    code="case.closed",
    action="U",
    en="The case was closed",
    nl="Het dossier is gesloten",
    scope="cases",
    reaches=PROFESSIONALS,  # who closed it sends a retry with the part he keeps (D1); the rules refuse it otherwise
    unknown=CaseUnknown,
)
LIST_CLOSURES = Operation(
    code="case-closures.read",
    action="R",
    en="It was read when and why the case was closed",
    nl="Er is bekeken wanneer en waarom het dossier is gesloten",
    scope="cases",
    reaches=EVERYONE_IN_CASE,
    unknown=CaseUnknown,
)
REOPEN_CASE = Operation(
    code="case.reopened",
    action="U",
    en="The case was taken up again",
    nl="Het dossier is heropend",
    scope="cases",
    reaches=PROFESSIONALS | {Reach.STEERING},  # likewise: who took it up reaches further since
    unknown=CaseUnknown,
)
