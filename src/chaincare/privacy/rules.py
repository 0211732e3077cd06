"""The one-month clock, and who decides. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import assert_never
from uuid import UUID

import msgspec

from chaincare.privacy.model import (
    BUNDLED,
    WEIGHED,
    Decided,
    Extended,
    InHandling,
    Officer,
    Received,
    RequestKind,
    RequestOutcome,
    SubjectRequest,
    TakenUp,
    WasDecided,
    WasExtended,
)
from chaincare.privacy.refusals import (
    ComplaintNotTold,
    DecidedByHandler,
    EntryNotTold,
    ExtendedBefore,
    ExtendedTooLate,
    HandledAlready,
    NotForBundle,
    ReceivedInFuture,
    RecordedByHandler,
    RequestDecided,
    RequestNotTakenUp,
    WordsMissing,
)
from chaincare.refusals import FieldError
from chaincare.workdays import day_in_amsterdam, is_working_day, months_after

TERM_MONTHS = 1
EXTENDED_MONTHS = 3
RECORDED_LATE_MAX = timedelta(days=366)


def answer_by(received_on: date, months: int) -> date:
    """Give the last day to answer: a term that ends on a free day ends on the next working day (art. 3(4))."""
    day = months_after(received_on, months)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def receive(
    kind: RequestKind, entry_id: UUID | None, words: str | None, received_on: date, *, at: datetime
) -> date:
    """Say by when a request that came in is answered. Raises ReceivedInFuture, EntryNotTold, WordsMissing."""
    today = day_in_amsterdam(at)
    if not today - RECORDED_LATE_MAX <= received_on <= today:
        raise ReceivedInFuture(errors=[FieldError("/receivedDate", "Give the day on which it came in.")])
    if (kind is RequestKind.EMPLOYEE_NAME) != (entry_id is not None):
        raise EntryNotTold(
            errors=[FieldError("/reference", "Only a request for a name has one, and always.")]
        )
    if kind is RequestKind.RECTIFICATION and not (words or "").strip():
        raise WordsMissing(errors=[FieldError("/words", "Say what is wrong and what it should be.")])
    return answer_by(received_on, TERM_MONTHS)


def take_up(request: SubjectRequest, by: UUID) -> tuple[SubjectRequest, TakenUp]:
    """Take a request up, or take it over. Raises RequestDecided, HandledAlready, RecordedByHandler."""
    match request.stand:
        case Received() | InHandling():
            stand: InHandling | Extended = InHandling(by)
        case Extended():
            stand = Extended(by)
        case Decided():
            raise RequestDecided
        case _ as unreachable:
            assert_never(unreachable)
    if request.stand == stand:
        raise HandledAlready
    if request.case_id is not None and request.recorded_by == by:
        raise RecordedByHandler
    return _next(request, stand=stand), TakenUp()


def extend(request: SubjectRequest, reason: str, *, at: datetime) -> tuple[SubjectRequest, WasExtended]:
    """Take up to two months more, told within the first. Raises the refusals named in the branches."""
    match request.stand:
        case Received():
            raise RequestNotTakenUp
        case Extended():
            raise ExtendedBefore
        case Decided():
            raise RequestDecided
        case InHandling(handler_id=handler):
            if day_in_amsterdam(at) > request.due_on:
                raise ExtendedTooLate
            due_on = answer_by(request.received_on, EXTENDED_MONTHS)
            return _next(request, stand=Extended(handler), due_on=due_on), WasExtended(reason)
        case _ as unreachable:
            assert_never(unreachable)


def decide(
    request: SubjectRequest, outcome: RequestOutcome, reason: str, by: UUID, *, complaint_told: bool
) -> tuple[SubjectRequest, WasDecided]:
    """Decide. Raises RequestNotTakenUp, RequestDecided, DecidedByHandler, ComplaintNotTold."""
    match request.stand:
        case Received():
            raise RequestNotTakenUp
        case Decided():
            raise RequestDecided
        case InHandling(handler_id=handler) | Extended(handler_id=handler):
            pass
        case _ as unreachable:
            assert_never(unreachable)
    if request.kind in WEIGHED and handler == by:
        raise DecidedByHandler
    if outcome is not RequestOutcome.GRANTED and not complaint_told:
        wanted = FieldError("/complaintTold", "Tell the asker that he can complain, and say so here.")
        raise ComplaintNotTold(errors=[wanted])
    return _next(request, stand=Decided(handler, outcome)), WasDecided(outcome, reason)


def bundle(request: SubjectRequest, officer: Officer | None, *, let_in: bool) -> None:
    """Check that a request can be answered with everything that is kept, by an officer or who asked himself (None).

    ``let_in`` is what the door found, which goes before all of this. Raises NotForBundle.
    """
    errors = [FieldError("", sentence) for sentence in _not_for_bundle(request, officer)]
    if not errors and not let_in:
        errors = [FieldError("", "Who asked does not act for the client now.")]
    if errors:
        raise NotForBundle(errors=errors)


def _not_for_bundle(request: SubjectRequest, officer: Officer | None) -> Iterator[str]:
    if request.kind not in BUNDLED:
        yield "This is a request of another kind: only access and portability are answered so."
    if request.case_id is None:
        yield "It is about nobody known here: there is nothing to put together."
    if officer is None:
        return
    if isinstance(request.stand, Received):
        yield "Nobody handles it yet: take it up first."
    if officer.recorded_it:
        yield "You recorded it yourself: a colleague makes it."
    if not officer.of_network:
        yield "Your mandate is of one organisation: hand it to the network's officer."


def _next(request: SubjectRequest, **changes: object) -> SubjectRequest:
    return msgspec.structs.replace(request, version=request.version + 1, **changes)
