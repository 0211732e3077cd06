"""When a judgement about capacity can have been made, and who confirms one. Pure."""

from datetime import date, datetime

import msgspec

from chaincare.capacity.model import (
    CapacityOutcome,
    CapacityStatement,
    ConfirmationNotAwaited,
    JudgedLater,
    Second,
    SecondNeeded,
)
from chaincare.refusals import FieldError


def judged(on: date, *, today: date) -> date:
    """Check the day of a judgement. Raises JudgedLater."""
    if on > today:
        raise JudgedLater(errors=[FieldError("/judgedDate", "Give today or an earlier day.")])
    return on


def confirmed(found: CapacityStatement, by: Second, at: datetime) -> CapacityStatement:
    """Confirm that somebody cannot decide something himself; saying it again changes nothing.

    Nobody takes another's word from him alone. Raises ConfirmationNotAwaited, SecondNeeded.
    """
    if found.confirmed_by == by.participation_id:
        return found
    if found.outcome is not CapacityOutcome.NOT_CAPABLE or found.confirmed_by is not None:
        raise ConfirmationNotAwaited
    if by.same_person or (by.same_unit and by.other_units):
        raise SecondNeeded
    return msgspec.structs.replace(found, confirmed_by=by.participation_id, confirmed_at=at)
